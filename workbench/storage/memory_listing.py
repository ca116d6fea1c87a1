"""Units in their order: for pages, for files, and one beside another of the same source."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from workbench.storage.memory_units import COLUMNS, UnitRow, row_of
from workbench.storage.tables import MemoryUnit

#: Values that one statement names, far below what either engine takes.
_VALUES = 5_000


def known(connection: Connection, memory_id: int, hashes: Sequence[int]) -> set[tuple[int, str]]:
    """Give the sources (by their hashes) and translations that a memory has of these."""
    found: set[tuple[int, str]] = set()
    for start in range(0, len(hashes), _VALUES):
        some = {"hashes": hashes[start : start + _VALUES], "memory": memory_id}
        found.update((row[0], row[1]) for row in connection.execute(_KNOWN, some).all())
    return found


#: The sum keeps either engine from reading the whole memory through its own index.
_KNOWN = select(MemoryUnit.source_hash, MemoryUnit.target).where(
    MemoryUnit.source_hash.in_(bindparam("hashes", expanding=True)),
    MemoryUnit.memory_id + 0 == bindparam("memory"),
)


def following(
    connection: Connection,
    memory_ids: Collection[int],
    *,
    after: int,
    limit: int,
    source: str = "",
    target: str = "",
) -> tuple[UnitRow, ...]:
    """List units after one, oldest first."""
    statement = _of(memory_ids, source, target).where(MemoryUnit.id > after)
    return _rows(connection, statement.order_by(MemoryUnit.id).limit(limit))


class Texts(NamedTuple):
    """What is searched of a unit; the rest is read of what was found only."""

    id: int
    source: str
    target: str
    source_language: str
    target_language: str


def texts_before(
    connection: Connection,
    memory_ids: Collection[int],
    *,
    before: int | None,
    limit: int,
    source: str = "",
    target: str = "",
) -> tuple[Texts, ...]:
    """List the texts of units before one, newest first; from the newest, where none is named."""
    statement = _of(memory_ids, source, target).with_only_columns(*_TEXTS)
    if before is not None:
        statement = statement.where(MemoryUnit.id < before)
    rows = connection.execute(statement.order_by(MemoryUnit.id.desc()).limit(limit)).all()
    return tuple(map(Texts._make, rows))


_TEXTS = (
    MemoryUnit.id, MemoryUnit.source, MemoryUnit.target, MemoryUnit.source_language,
    MemoryUnit.target_language,
)  # fmt: skip


def newest(
    connection: Connection, memory_ids: Collection[int], *, before: int | None, limit: int
) -> tuple[UnitRow, ...]:
    """List units before one, newest first; from the newest, where none is named."""
    statement = _of(memory_ids, "", "")
    if before is not None:
        statement = statement.where(MemoryUnit.id < before)
    return _rows(connection, statement.order_by(MemoryUnit.id.desc()).limit(limit))


def duplicated(
    connection: Connection, memory_ids: Collection[int], *, first: int, limit: int
) -> tuple[tuple[UnitRow, ...], ...]:
    """List sources that have different translations, some at a time, each with all of them."""
    there = (_in(memory_ids), MemoryUnit.withdrawn_at.is_(None))
    # First by the index alone: most sources are there once, and no text of them is read.
    several = (
        select(MemoryUnit.source_hash)
        .group_by(MemoryUnit.source_hash)
        .having(func.count() > 1)
        .subquery()
    )
    hashes = (
        select(MemoryUnit.source_hash)
        .join(several, several.c.source_hash == MemoryUnit.source_hash)
        .where(*there)
        .group_by(MemoryUnit.source_hash)
        .having(func.count(MemoryUnit.target.distinct()) > 1)
        .order_by(func.max(MemoryUnit.id).desc())
        .offset(first)
        .limit(limit)
    )
    wanted = list(connection.execute(hashes).scalars())
    statement = (
        select(*COLUMNS, MemoryUnit.source_hash)
        .where(*there, MemoryUnit.source_hash.in_(wanted))
        .order_by(MemoryUnit.id.desc())
    )
    groups: dict[int, list[UnitRow]] = {hashed: [] for hashed in wanted}
    for *columns, hashed in connection.execute(statement).all():
        groups[hashed].append(row_of(columns))
    return tuple(map(tuple, groups.values()))


def _of(memory_ids: Collection[int], source: str, target: str) -> Select[Any]:
    statement = select(*COLUMNS).where(_in(memory_ids), MemoryUnit.withdrawn_at.is_(None))
    if source:
        statement = statement.where(MemoryUnit.source_language == source)
    if target:
        statement = statement.where(MemoryUnit.target_language == target)
    return statement


def _in(memory_ids: Collection[int]) -> ColumnElement[bool]:
    """Of these memories. The sum keeps the order of the numbers: a page is read from its end on."""
    return (MemoryUnit.memory_id + 0).in_(sorted(memory_ids))


def _rows(connection: Connection, statement: Select[Any]) -> tuple[UnitRow, ...]:
    return tuple(map(row_of, connection.execute(statement).all()))
