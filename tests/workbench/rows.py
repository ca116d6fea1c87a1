"""One row in every table, made from the schema alone, for tests of migrations."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, MetaData, insert, select, types

#: Cyrillic, Ukrainian and a character outside the Basic Multilingual Plane.
TEXT = "Їжак «ополчення» 𝄞"
_BY_TYPE: dict[type[types.TypeEngine[Any]], Any] = {
    types.Boolean: False,
    types.Integer: 1,
    types.Float: 0.5,
    types.LargeBinary: TEXT.encode(),
    types.JSON: [TEXT],
    types.DateTime: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
}


def fill(connection: Connection) -> None:
    """Write one row into every table that the database has now."""
    schema = reflected(connection)
    for table in schema.sorted_tables:
        if table.name != "alembic_version":
            connection.execute(insert(table), {c.name: _value(c) for c in table.columns})


def everything(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Read all rows of all tables."""
    schema = reflected(connection)
    return {
        table.name: [tuple(row) for row in connection.execute(select(table))]
        for table in schema.sorted_tables
    }


def reflected(connection: Connection) -> MetaData:
    schema = MetaData()
    schema.reflect(connection)
    return schema


def _value(column: Column[Any]) -> Any:
    if isinstance(column.type, types.String):
        return TEXT
    for kind, value in _BY_TYPE.items():
        if isinstance(column.type, kind):
            return value
    raise TypeError(f"no value for {column.table}.{column.name}: {column.type!r}")
