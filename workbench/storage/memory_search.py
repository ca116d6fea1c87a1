"""Finding units that may be similar to a text: the same statements on both engines.

Lists of units are read as text, a list in one value: to fetch thousands of rows,
or to sum them up in the engine, takes several times as long. So are numbers
handed over: PostgreSQL then need not plan a statement for each look-up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection

from translations.memory import budget
from translations.memory.budget import Filed, Ids
from translations.memory.codes import without
from translations.memory.features import Sought
from workbench.storage import bulk
from workbench.storage.engine import Database, writing


class _Dialect(NamedTuple):
    """How an engine takes many numbers as one text, and gives them so."""

    numbers: str  #: the text around them
    keys: str  #: a table of them
    is_one: str  #: what says that a number is one of them
    joined: str


_DIALECTS = {
    "sqlite": _Dialect(
        numbers="[{}]",
        keys="(SELECT value AS feature FROM json_each(?)) AS sought",
        is_one="IN (SELECT value FROM json_each(?))",
        joined="group_concat(unit_id)",
    ),
    "postgresql": _Dialect(
        numbers="{{{}}}",
        keys="unnest(%s::int[]) AS sought(feature)",
        is_one="= ANY(%s::int[])",
        joined="array_to_string(array_agg(unit_id), ',')",
    ),
}
#: Of a list that is too long the newest units are read.
_LISTS = """
SELECT feature, (
  SELECT {joined} FROM (
    SELECT unit_id FROM memory_posting AS filed WHERE filed.feature = sought.feature
    ORDER BY unit_id DESC LIMIT {most}
  ) AS newest
) FROM {keys}
"""
_SOURCES = """
SELECT id, source, codes IS NOT NULL FROM memory_unit WHERE id {is_one} AND withdrawn_at IS NULL
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
    statement = _LISTS.format(keys=dialect.keys, joined=dialect.joined, most=most)
    rows = connection.exec_driver_sql(statement, (_text(dialect, sorted(keys)),)).all()
    return {key: np.fromstring(units, np.int64, sep=",") for key, units in rows if units}


def _sources(connection: Connection, units: Ids) -> tuple[list[int], list[str]]:
    if not len(units):
        return [], []
    dialect = _DIALECTS[connection.dialect.name]
    statement = _SOURCES.format(is_one=dialect.is_one)
    rows = connection.exec_driver_sql(statement, (_text(dialect, units.tolist()),)).all()
    return [row[0] for row in rows], [without(row[1]) if row[2] else row[1] for row in rows]


def _text(dialect: _Dialect, numbers: Sequence[int]) -> str:
    return dialect.numbers.format(",".join(map(str, numbers)))


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
