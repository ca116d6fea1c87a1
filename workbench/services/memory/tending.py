"""Care for units: looked at with all places where they were used, corrected, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from translations.inline import code_points
from translations.memory.model import UnitState
from workbench.errors import InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.editing import refuse_unfit
from workbench.services.memory import seeing
from workbench.storage import (
    feed,
    memories,
    memory_listing,
    memory_places,
    memory_units,
    targets,
)
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.memories import MemoryRow
from workbench.storage.memory_places import UnitPlace, Use
from workbench.storage.memory_units import UnitRow

#: Sources with several translations on one page.
AT_ONCE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPage:
    """All that is known of a unit."""

    row: UnitRow
    memory: MemoryRow
    uses: tuple[Use, ...]  #: newest first
    places: Mapping[int, UnitPlace]  #: of the editions that it comes from and was used in
    names: Mapping[int, str]
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates:
    """Sources that have several translations, each with all of them."""

    groups: tuple[tuple[UnitRow, ...], ...]
    places: Mapping[int, UnitPlace]
    names: Mapping[int, str]
    more: bool


def unit_page(database: Database, *, actor: Actor, project_id: int, unit_id: int) -> UnitPage:
    """Show a unit of a memory that the project reads."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.READ, project_id=project_id)
        row, memory = _find(connection, project_id, unit_id)
        uses = memory_places.uses(connection, unit_id)
        editions = (row.edition_id, *(use.edition_id for use in uses))
        places = seeing.places(connection, actor, editions)
        mine = tuple(use for use in uses if use.edition_id in places)
        people = (row.author_id, row.withdrawn_by, *(use.actor_id for use in mine))
        return UnitPage(
            row=row,
            memory=memory,
            uses=mine,
            places=places,
            names=targets.names(connection, people),
            may_change=_may_change(connection, actor, memory),
        )


def correct(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    unit_id: int,
    version: int,
    target: str,
) -> None:
    """Give a unit a better translation; the edition that it comes from keeps its own."""
    refuse_unfit(target)
    if not target.strip():
        raise InvalidInput("target", "The translation is empty.")
    with writing(database) as connection:
        row, memory = _changeable(connection, actor, project_id, unit_id, version)
        if not set(code_points(target)) <= set(code_points(row.unit.source + row.unit.target)):
            raise InvalidInput("target", "There is an inline code that the source does not have.")
        _change(
            connection,
            row,
            target=target,
            state=UnitState.REVIEWED.value,
            author_id=actor.id,
            at=datetime.now(UTC),
        )
        facts = {"unit": unit_id, "before": row.unit.target, "after": target}
        _tell(connection, "memory.corrected", actor, memory.project_id or project_id, facts)


def withdraw(
    database: Database, *, actor: Actor, project_id: int, unit_id: int, version: int, why: str
) -> None:
    """Let a unit be found no more, with the reason; it stays where it was used."""
    reason = " ".join(why.split())
    refuse_unfit(reason)
    if not reason:
        raise InvalidInput("why", "Say why it should not be used any more.")
    with writing(database) as connection:
        row, memory = _changeable(connection, actor, project_id, unit_id, version)
        _change(
            connection,
            row,
            withdrawn_at=datetime.now(UTC),
            withdrawn_by=actor.id,
            withdrawn_why=reason,
        )
        facts = {"unit": unit_id, "why": reason}
        _tell(connection, "memory.withdrawn", actor, memory.project_id or project_id, facts)


def put_back(
    database: Database, *, actor: Actor, project_id: int, unit_id: int, version: int
) -> None:
    """Let a unit that was withdrawn be found again."""
    with writing(database) as connection:
        row, memory = _changeable(connection, actor, project_id, unit_id, version)
        _change(connection, row, withdrawn_at=None, withdrawn_why="")
        _tell(
            connection,
            "memory.put-back",
            actor,
            memory.project_id or project_id,
            {"unit": unit_id},
        )


def duplicates(database: Database, *, actor: Actor, project_id: int, page: int = 1) -> Duplicates:
    """List sources with different translations in the memories that a project reads."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.READ, project_id=project_id)
        read = [each.memory_id for each in memories.choices(connection, project_id) if each.reads]
        first = (max(1, page) - 1) * AT_ONCE
        found = memory_listing.duplicated(connection, read, first=first, limit=AT_ONCE + 1)
        rows = [row for group in found for row in group]
        return Duplicates(
            groups=found[:AT_ONCE],
            places=seeing.places(connection, actor, (row.edition_id for row in rows)),
            names=targets.names(connection, (row.author_id for row in rows)),
            more=len(found) > AT_ONCE,
        )


def _find(connection: Connection, project_id: int, unit_id: int) -> tuple[UnitRow, MemoryRow]:
    row = memory_units.find(connection, unit_id)
    read = {each.memory_id for each in memories.choices(connection, project_id) if each.reads}
    memory = memories.find(connection, row.memory_id) if row else None
    if row is None or memory is None or memory.id not in read:
        raise NotFound("unit of a memory", unit_id)
    return row, memory


def _changeable(
    connection: Connection, actor: Actor, project_id: int, unit_id: int, version: int
) -> tuple[UnitRow, MemoryRow]:
    access.require(connection, actor, Permission.READ, project_id=project_id)
    row, memory = _find(connection, project_id, unit_id)
    if not _may_change(connection, actor, memory):
        raise NotAllowed(Permission.REVIEW)
    if row.version != version:
        raise _stale(row, version)
    return row, memory


def _change(connection: Connection, row: UnitRow, **values: Any) -> None:
    if not memory_units.change(connection, row.id, row.version, **values):
        raise _stale(row, row.version)


def _stale(row: UnitRow, seen: int) -> StaleVersion:
    return StaleVersion(
        "unit", seen=seen, current={"text": row.unit.target, "version": row.version}
    )


def _may_change(connection: Connection, actor: Actor, memory: MemoryRow) -> bool:
    """Whoever reviews in the project that keeps a memory; others read it."""
    if memory.project_id is None:
        return actor.admin
    held = access.permissions(connection, actor, memory.project_id)
    return Permission.REVIEW in held


def _tell(
    connection: Connection, kind: str, actor: Actor, project_id: int, facts: dict[str, object]
) -> None:
    feed.append(connection, project_id, Happening(kind=kind, actor_id=actor.id, facts=facts))
