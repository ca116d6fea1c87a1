"""Numbers of rows that are written in bulk: taken first, so that rows can name one another."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from workbench.storage.tables.base import Table

_LAST = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
_BEGIN = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
_MOVE = text("UPDATE sqlite_sequence SET seq = :last WHERE name = :name")
#: The sequence is looked up once, not for each number: that is most of the time.
_NEXT = text(
    "SELECT nextval((SELECT pg_get_serial_sequence(:name, 'id')::regclass)) "
    "FROM generate_series(1, :count)"
)


def reserve(connection: Connection, table: type[Table], count: int) -> Sequence[int]:
    """Take numbers that no other row of this table will ever get."""
    if count == 0:
        return ()
    name = table.__tablename__
    if connection.dialect.name == "postgresql":
        return tuple(connection.execute(_NEXT, {"name": name, "count": count}).scalars())
    before = connection.execute(_LAST, {"name": name}).scalar()
    last = (before or 0) + count
    connection.execute(_BEGIN if before is None else _MOVE, {"name": name, "last": last})
    return range(last - count + 1, last + 1)
