"""What the program keeps for itself, by name."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from workbench.storage.tables import Setting


def get(connection: Connection, name: str) -> str | None:
    return connection.execute(select(Setting.value).where(Setting.name == name)).scalar()


def add_missing(connection: Connection, name: str, value: str) -> None:
    """Set a value unless there is one; of several processes that try, the first wins."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(Setting).values(name=name, value=value)
    connection.execute(statement.on_conflict_do_nothing())
