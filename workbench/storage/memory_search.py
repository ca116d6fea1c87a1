"""Finding units that may be similar to a text: the same statements on both engines.

A list of units is read as one value: to fetch thousands of rows, or to sum them
up in the engine, takes several times as long. Numbers are handed over as one
text: PostgreSQL then need not plan a statement for each look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection

from translations.memory import budget
from translations.memory.budget import Filed, Ids
from translations.memory.codes import without
from translations.memory.features import Sought
from workbench.storage import bulk
from workbench.storage.engine import Database, writing

#: What PostgreSQL sends before the first number of an array, and each number with its length.
_HEAD, _NUMBER = 20, np.dtype([("length", ">i4"), ("number", ">i4")])


def _from_text(numbers: str | None) -> Ids:
    return np.fromstring(numbers or "", np.int64, sep=",")


def _from_array(sent: bytes) -> Ids:
    return np.frombuffer(sent[_HEAD:], _NUMBER)["number"].astype(np.int64)


class _Dialect(NamedTuple):
    """How an engine takes many numbers as one text, and gives them as one value."""

    numbers: str  #: the text around them
    keys: str  #: a table of them
    is_one: str  #: what says that a number is one of them
    joined: str  #: those that a query finds
    split: Callable[[Any], Ids]


_DIALECTS = {
    "sqlite": _Dialect(
        numbers="[{}]",
        keys="(SELECT value AS feature FROM json_each(?)) AS sought",
        is_one="IN (SELECT value FROM json_each(?))",
        joined="(SELECT group_concat(unit_id) FROM ({}))",
        split=_from_text,
    ),
    "postgresql": _Dialect(
        numbers="{{{}}}",
        keys="unnest(%s::int[]) AS sought(feature)",
        is_one="= ANY(%s::int[])",
        joined="array_send(ARRAY({}))",
        split=_from_array,
    ),
}
#: Of a list that is too long the newest units are read.
_LIST = """
SELECT unit_id FROM memory_posting AS filed WHERE filed.feature = sought.feature
ORDER BY unit_id DESC LIMIT {}
"""
_SOURCES = """
SELECT id, source, codes IS NOT NULL FROM memory_unit WHERE id {} AND withdrawn_at IS NULL
"""


def candidates(
    connection: Connection, sought: Iterable[Sought], most: int
) -> tuple[list[int], list[str]]:
    """Give the units that share most with a text, with their sources without codes."""
    by_key = {each.key: each for each in sought}
    read = _lists(connection, by_key, budget.FIRST)
    longer, far = budget.to_read_on([Filed(by_key[key], units) for key, units in read.items()])
    read |= _lists(connection, longer, far)
    lists = [Filed(by_key[key], units) for key, units in read.items()]
    return _sources(connection, budget.best(lists, most))


def _lists(connection: Connection, keys: Collection[int], most: int) -> dict[int, Ids]:
    if not keys:
        return {}
    dialect = _DIALECTS[connection.dialect.name]
    joined = dialect.joined.format(_LIST.format(most))
    rows = _rows(connection, f"SELECT feature, {joined} FROM {dialect.keys}", sorted(keys))  # noqa: S608 - our own names
    lists = ((key, dialect.split(units)) for key, units in rows)
    return {key: units for key, units in lists if len(units)}


def _sources(connection: Connection, units: Ids) -> tuple[list[int], list[str]]:
    if not len(units):
        return [], []
    statement = _SOURCES.format(_DIALECTS[connection.dialect.name].is_one)
    rows = _rows(connection, statement, units.tolist())
    return [row[0] for row in rows], [without(row[1]) if row[2] else row[1] for row in rows]


def _rows(
    connection: Connection, statement: str, numbers: Iterable[int]
) -> Sequence[Sequence[Any]]:
    """Ask about numbers; PostgreSQL answers in bytes, for it takes long to write figures."""
    dialect = _DIALECTS[connection.dialect.name]
    values = (dialect.numbers.format(",".join(map(str, numbers))),)
    if connection.dialect.name == "sqlite":
        return connection.exec_driver_sql(statement, values).all()
    cursor: Any = connection.connection.cursor(binary=True)
    with cursor:
        rows: Sequence[Sequence[Any]] = cursor.execute(statement, values).fetchall()
        return rows


def file(connection: Connection, rows: Iterable[tuple[int, int]]) -> None:
    """File units under keys: (key, unit) pairs, in the order of the index."""
    bulk.insert(connection, "memory_posting", ("feature", "unit_id"), sorted(rows))


def refresh(database: Database) -> None:
    """Let the engine count its rows again after many were written: it plans by what it knows."""
    if database.is_sqlite:
        return  # its plan of these statements does not depend on numbers
    with writing(database) as connection:
        for table in ("memory_unit", "memory_posting"):
            connection.exec_driver_sql(f"ANALYZE {table}")
