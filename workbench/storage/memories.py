"""Memories, and which of them each project reads and writes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select, update

from workbench.storage.tables import Memory, MemoryChoice, MemoryUnit, Project


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryRow:
    """A memory; the project that keeps it decides who may read it."""

    id: int
    name: str
    project_id: int | None  #: none: it belongs to the installation
    shared: bool  #: other projects may choose it
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a project does with a memory."""

    memory_id: int
    reads: bool
    writes: bool
    penalty: float  #: what a match from it loses of its score


_MEMORY = (Memory.id, Memory.name, Memory.project_id, Memory.shared, Memory.version)
_CHOICES = (
    select(MemoryChoice.memory_id, MemoryChoice.reads, MemoryChoice.writes, MemoryChoice.penalty)
    .where(MemoryChoice.project_id == bindparam("project_id"))
    .order_by(MemoryChoice.memory_id)
)


def choices(connection: Connection, project_id: int) -> tuple[Choice, ...]:
    """List what a project has chosen; nothing, before it confirmed its first segment."""
    rows = connection.execute(_CHOICES, {"project_id": project_id}).mappings()
    return tuple(Choice(**row) for row in rows)


def find(connection: Connection, memory_id: int) -> MemoryRow | None:
    return next(iter(_memories(connection, [memory_id])), None)


def named(connection: Connection, name: str) -> MemoryRow | None:
    row = connection.execute(select(*_MEMORY).where(Memory.name == name)).mappings().first()
    return None if row is None else MemoryRow(**row)


def every(connection: Connection) -> tuple[MemoryRow, ...]:
    rows = connection.execute(select(*_MEMORY).order_by(Memory.id)).mappings()
    return tuple(MemoryRow(**row) for row in rows)


def open_to(connection: Connection, project_id: int) -> tuple[MemoryRow, ...]:
    """List the memories that a project may choose: its own, shared ones, and those it has."""
    chosen = select(MemoryChoice.memory_id).where(MemoryChoice.project_id == project_id)
    may = or_(Memory.project_id == project_id, Memory.shared, Memory.id.in_(chosen))
    rows = connection.execute(select(*_MEMORY).where(may).order_by(Memory.id)).mappings()
    return tuple(MemoryRow(**row) for row in rows)


def _memories(connection: Connection, memory_ids: Collection[int]) -> tuple[MemoryRow, ...]:
    rows = connection.execute(select(*_MEMORY).where(Memory.id.in_(memory_ids))).mappings()
    return tuple(MemoryRow(**row) for row in rows)


def count(connection: Connection, memory_ids: Collection[int]) -> dict[int, int]:
    """Count the units of memories, as their index tells: those that were withdrawn as well."""
    statement = (
        select(MemoryUnit.memory_id, func.count())
        .where(MemoryUnit.memory_id.in_(memory_ids))
        .group_by(MemoryUnit.memory_id)
    )
    return dict(connection.execute(statement).all())


def add(
    connection: Connection, name: str, *, project_id: int | None = None, shared: bool = False
) -> int:
    """Add a memory under a name of its own: a number tells it from one of the same name."""
    values = {"name": _free_name(connection, name), "project_id": project_id, "shared": shared}
    statement = insert(Memory).values(created_at=datetime.now(UTC), **values)
    return int(connection.execute(statement.returning(Memory.id)).scalar_one())


def _free_name(connection: Connection, name: str) -> str:
    taken = frozenset(connection.execute(select(Memory.name)).scalars())
    free = (each for n in range(2, len(taken) + 3) if (each := f"{name} {n}") not in taken)
    return name if name not in taken else next(free)


def choose(connection: Connection, project_id: int, choice: Choice) -> None:
    """Set what a project does with a memory."""
    here = and_(MemoryChoice.project_id == project_id, MemoryChoice.memory_id == choice.memory_id)
    values = {"reads": choice.reads, "writes": choice.writes, "penalty": choice.penalty}
    if connection.execute(update(MemoryChoice).where(here).values(values)).rowcount == 0:
        row = {"project_id": project_id, "memory_id": choice.memory_id, **values}
        connection.execute(insert(MemoryChoice).values(row))


def change(
    connection: Connection, memory_id: int, version: int, *, name: str, shared: bool
) -> bool:
    """Rename or share a memory if it still stands at this version."""
    statement = (
        update(Memory)
        .where(Memory.id == memory_id, Memory.version == version)
        .values(name=name, shared=shared, version=version + 1)
    )
    return connection.execute(statement).rowcount == 1


def ensure(connection: Connection, project_id: int) -> tuple[Choice, ...]:
    """Give what a project has chosen; a project without any gets a memory of its own."""
    found = choices(connection, project_id)
    if found:
        return found
    statement = select(Project.name).where(Project.id == project_id)
    if connection.dialect.name == "postgresql":  # two first segments at once: one memory
        statement = statement.with_for_update(key_share=True)
    name = connection.execute(statement).scalar_one()
    found = choices(connection, project_id)
    if found:
        return found
    memory_id = add(connection, name, project_id=project_id)
    own = Choice(memory_id=memory_id, reads=True, writes=True, penalty=0.0)
    choose(connection, project_id, own)
    return (own,)
