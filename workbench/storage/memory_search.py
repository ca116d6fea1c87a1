"""Finding units that may be similar to a text: the same two statements on both engines.

The first counts, within bounds, how many units each key has; the second reads
the lists that were chosen, sums their weights and gives the sources of the
units that have most. Numbers stand in the statements as they are: they are our
own, and a statement of eighty places takes longer to fill than to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from translations.memory.budget import COMPARED, LONGEST_LIST, Listed
from translations.memory.codes import without
from translations.memory.features import Sought
from workbench.storage import bulk
from workbench.storage.engine import Database, writing

_COUNT = """
WITH sought(feature) AS (VALUES {keys})
SELECT feature, (
  SELECT count(*) FROM (
    SELECT 1 FROM memory_posting AS filed WHERE filed.feature = sought.feature LIMIT {most}
  ) AS bounded
) FROM sought
"""
_WHOLE = """
SELECT filed.unit_id, sought.weight
FROM sought CROSS JOIN memory_posting AS filed WHERE filed.feature = sought.feature
"""
#: Of a list that is too long the newest units are read.
_PART = """
SELECT unit_id, weight FROM (
  SELECT unit_id, {weight} AS weight FROM memory_posting
  WHERE feature = {key} ORDER BY unit_id DESC LIMIT {most}
) AS part
"""
_RANKED = """
WITH sought(feature, weight) AS (VALUES {lists})
SELECT unit.id, unit.source, unit.codes IS NOT NULL FROM (
  SELECT unit_id, sum(weight) AS weight FROM ({parts}) AS listed
  GROUP BY unit_id ORDER BY weight DESC, unit_id DESC LIMIT {most}
) AS best JOIN memory_unit AS unit ON unit.id = best.unit_id
WHERE unit.withdrawn_at IS NULL
"""
_NO_LIST = "(0, 0)"


def counts(connection: Connection, sought: Iterable[Sought]) -> dict[int, int]:
    """Count the units of each key, as far as it matters."""
    keys = sorted({each.key for each in sought})
    if not keys:
        return {}
    statement = _COUNT.format(keys=", ".join(f"({key})" for key in keys), most=LONGEST_LIST)
    return {key: count for key, count in connection.exec_driver_sql(statement).all() if count}


def ranked(connection: Connection, lists: Sequence[Listed]) -> tuple[list[int], list[str]]:
    """Give the units that stand in most of these lists, with their sources without codes."""
    if not lists:
        return [], []
    whole = [f"({each.key}, {each.weight})" for each in lists if each.whole]
    parts = [
        _PART.format(key=each.key, weight=each.weight, most=LONGEST_LIST)
        for each in lists
        if not each.whole
    ]
    statement = _RANKED.format(
        lists=", ".join(whole or [_NO_LIST]),
        parts=" UNION ALL ".join([_WHOLE, *parts]),
        most=COMPARED,
    )
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
