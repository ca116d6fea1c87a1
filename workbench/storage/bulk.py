"""Many plain rows at once, the quickest way that each engine has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

Rows = Sequence[tuple[object, ...]]
#: Below it a COPY costs more than it saves.
_FEW = 50
#: Pairs that one statement names: a statement takes 32,766 values on SQLite.
_PAIRS = 1_000


def insert(connection: Connection, table: str, columns: Sequence[str], rows: Rows) -> None:
    """Insert rows; their values go to the driver as they are, no type is applied."""
    if not rows:
        return
    if connection.dialect.name == "postgresql" and len(rows) > _FEW:
        _copy(connection, table, columns, rows)
        return
    head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # noqa: S608 - our own names
    places = f"({', '.join([_place(connection)] * len(columns))})"
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(head + places, list(rows))
        return
    # One statement with all rows: each more would be a way to the server and back.
    every = tuple(value for row in rows for value in row)
    connection.exec_driver_sql(head + ", ".join([places] * len(rows)), every)


def delete(connection: Connection, table: str, columns: tuple[str, str], rows: Rows) -> None:
    """Delete the rows with these pairs of values."""
    for start in range(0, len(rows), _PAIRS):
        some = rows[start : start + _PAIRS]
        pair = f"({_place(connection)}, {_place(connection)})"
        pairs = ", ".join([pair] * len(some))
        where = f"({', '.join(columns)}) IN (VALUES {pairs})"
        every = tuple(value for row in some for value in row)
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {where}", every)  # noqa: S608 - our own names


def _place(connection: Connection) -> str:
    return "?" if connection.dialect.name == "sqlite" else "%s"


def _copy(connection: Connection, table: str, columns: Sequence[str], rows: Rows) -> None:
    """PostgreSQL's COPY, through psycopg."""
    cursor: Any = connection.connection.cursor()
    with (
        cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
