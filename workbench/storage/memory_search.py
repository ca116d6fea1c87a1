"""Finding units that may be similar to a text: the same few statements on both engines.

Lists of units are read as text, a list in one value: to fetch thousands of rows,
or to sum them up in the engine, takes several times as long. Numbers stand in the
statements as they are: they are our own, and a statement of eighty places takes
longer to fill than to read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from sqlalchemy import Connection

from translations.memory import budget
from translations.memory.budget import Filed, Ids
from translations.memory.codes import without
from translations.memory.features import Sought
from workbench.storage import bulk
from workbench.storage.engine import Database, writing

#: Of a list that is too long the newest units are read.
_LISTS = """
WITH sought(feature) AS (VALUES {keys})
SELECT feature, (
  SELECT {joined} FROM (
    SELECT unit_id FROM memory_posting AS filed WHERE filed.feature = sought.feature
    ORDER BY unit_id DESC LIMIT {most}
  ) AS newest
) FROM sought
"""
_JOINED = {"sqlite": "group_concat(unit_id)", "postgresql": "array_to_string(array_agg(unit_id), ',')"}
_SOURCES = """
SELECT id, source, codes IS NOT NULL FROM memory_unit
WHERE id IN ({numbers}) AND withdrawn_at IS NULL
"""


def candidates(
    connection: Connection, sought: Iterable[Sought], most: int
) -> tuple[list[int], list[str]]:
    """Give the units that share most with a text, with their sources without codes."""
    by_key = {each.key: each for each in sought}
    read = _lists(connection, by_key, budget.FIRST)
    lists = [Filed(by_key[key], units) for key, units in read.items()]
    longer, far = budget.to_read_on(lists)
    read |= _lists(connection, longer, far)
    return _sources(connection, budget.best([Filed(by_key[key], units) for key, units in read.items()], most))


def _lists(connection: Connection, keys: Collection[int], most: int) -> dict[int, Ids]:
    if not keys:
        return {}
    statement = _LISTS.format(
        keys=", ".join(f"({key})" for key in sorted(keys)),
        joined=_JOINED[connection.dialect.name],
        most=most,
    )
    rows = connection.exec_driver_sql(statement).all()
    return {key: np.fromstring(units, np.int64, sep=",") for key, units in rows if units}


def _sources(connection: Connection, units: Ids) -> tuple[list[int], list[str]]:
    if not len(units):
        return [], []
    statement = _SOURCES.format(numbers=", ".join(map(str, units.tolist())))
    rows = connection.exec_driver_sql(statement).all()
    return [row[0] for row in rows], [without(row[1]) if row[2] else row[1] for row in rows]


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
