"""Alembic's entry: runs the steps on the connection that `migrate` hands over."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from workbench.storage.tables import Table, UtcTime


def render(kind: str, thing: Any, _context: object) -> str | Literal[False]:
    """Write our time type as the plain column type that it is, so that migrations stand alone."""
    if kind == "type" and isinstance(thing, UtcTime):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
    render_item=render,
)
context.run_migrations()
