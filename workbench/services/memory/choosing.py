"""Which memories a project reads and writes, and which of its own others may choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.errors import InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.memory import seeing
from workbench.storage import feed, memories, memory_listing, targets
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.memories import Choice, MemoryRow
from workbench.storage.memory_places import UnitPlace
from workbench.storage.memory_units import UnitRow

#: Units on one page.
SHOWN = 50
LONGEST_NAME = 200
#: A match that loses more is none.
HIGHEST_PENALTY = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A memory as a project has it."""

    memory: MemoryRow
    choice: Choice
    units: int
    own: bool  #: kept by this project


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The page of a project's memory."""

    memories: tuple[Chosen, ...]
    units: tuple[UnitRow, ...]  #: some, newest first
    names: Mapping[int, str]
    places: Mapping[int, UnitPlace]
    permissions: frozenset[Permission]

    @property
    def more(self) -> int | None:
        """The unit before which more can be shown."""
        return self.units[-1].id if len(self.units) == SHOWN else None


def overview(
    database: Database, *, actor: Actor, project_id: int, before: int | None = None
) -> Overview:
    """Show the memories of a project and the units that it reads, newest first."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.READ, project_id=project_id)
        chosen = {each.memory_id: each for each in memories.choices(connection, project_id)}
        rows = memories.open_to(connection, project_id)
        counted = memories.count(connection, [row.id for row in rows])
        read = [each.memory_id for each in chosen.values() if each.reads]
        units = memory_listing.newest(connection, read, before=before, limit=SHOWN)
        return Overview(
            memories=tuple(
                Chosen(
                    memory=row,
                    choice=chosen.get(row.id, _nothing(row.id)),
                    units=counted.get(row.id, 0),
                    own=row.project_id == project_id,
                )
                for row in rows
            ),
            units=units,
            names=targets.names(connection, (row.author_id for row in units)),
            places=seeing.places(connection, actor, (row.edition_id for row in units)),
            permissions=access.permissions(connection, actor, project_id),
        )


def permissions(database: Database, *, actor: Actor, project_id: int) -> frozenset[Permission]:
    """Tell what a person may do in a project, for a page of its memory."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.READ, project_id=project_id)
        return access.permissions(connection, actor, project_id)


def choose(
    database: Database, *, actor: Actor, project_id: int, choices: tuple[Choice, ...]
) -> None:
    """Set what a project does with each memory; it writes to one of its own at most."""
    with writing(database) as connection:
        access.require(connection, actor, Permission.MANAGE, project_id=project_id)
        known = {row.id: row for row in memories.open_to(connection, project_id)}
        for each in choices:
            _refuse_wrong(each, known, project_id)
        if sum(each.writes for each in choices) > 1:
            raise InvalidInput("writes", "New units go to one memory; choose which.")
        for each in choices:
            memories.choose(connection, project_id, each)
        _tell(connection, "memory.chosen", actor, project_id)


def add(database: Database, *, actor: Actor, project_id: int, name: str) -> int:
    """Make another memory that a project keeps and reads."""
    label = _name(name)
    with writing(database) as connection:
        access.require(connection, actor, Permission.MANAGE, project_id=project_id)
        memories.ensure(connection, project_id)
        memory_id = memories.add(connection, label, project_id=project_id)
        choice = Choice(memory_id=memory_id, reads=True, writes=False, penalty=0.0)
        memories.choose(connection, project_id, choice)
        _tell(connection, "memory.added", actor, project_id)
    return memory_id


def change(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    memory_id: int,
    version: int,
    name: str,
    shared: bool,
) -> None:
    """Rename a memory that a project keeps, or let other projects choose it."""
    label = _name(name)
    with writing(database) as connection:
        access.require(connection, actor, Permission.MANAGE, project_id=project_id)
        row = memories.find(connection, memory_id)
        if row is None or row.project_id != project_id:
            raise NotFound("memory", memory_id)
        other = memories.named(connection, label)
        if other is not None and other.id != memory_id:
            raise InvalidInput("name", "There is a memory of this name already.")
        if not memories.change(connection, memory_id, version, name=label, shared=shared):
            current = {"name": row.name, "version": row.version}
            raise StaleVersion("memory", seen=version, current=current)
        _tell(connection, "memory.changed", actor, project_id)


def _nothing(memory_id: int) -> Choice:
    return Choice(memory_id=memory_id, reads=False, writes=False, penalty=0.0)


def _refuse_wrong(choice: Choice, known: Mapping[int, MemoryRow], project_id: int) -> None:
    row = known.get(choice.memory_id)
    if row is None:
        raise NotFound("memory", choice.memory_id)
    if choice.writes and row.project_id != project_id:
        raise InvalidInput("writes", "Units are written to a memory of one's own only.")
    if not 0 <= choice.penalty <= HIGHEST_PENALTY:
        raise InvalidInput(
            "penalty", "A penalty is between 0 and %(most)s.", most=str(HIGHEST_PENALTY)
        )


def _name(name: str) -> str:
    label = " ".join(name.split())
    if not label:
        raise InvalidInput("name", "Give it a name.")
    if len(label) > LONGEST_NAME:
        raise InvalidInput("name", "This name is too long.")
    return label


def _tell(connection: Connection, kind: str, actor: Actor, project_id: int) -> None:
    feed.append(connection, project_id, Happening(kind=kind, actor_id=actor.id))
