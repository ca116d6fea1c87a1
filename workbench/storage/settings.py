"""What the program keeps for itself, by name."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from workbench.storage.tables import Setting


def get(connection: Connection, name: str) -> str | None:
    return connection.execute(select(Setting.value).where(Setting.name == name)).scalar()


def add(connection: Connection, name: str, value: str) -> None:
    connection.execute(insert(Setting).values(name=name, value=value))
