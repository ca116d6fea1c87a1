"""The change feed: one gapless row of numbers for each project, in commit order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, insert, select, update

from workbench.storage.tables import Event, Project

_TAKE = (
    update(Project)
    .where(Project.id == bindparam("row_id"))
    .values(feed=Project.feed + bindparam("count", type_=Integer))
    .returning(Project.feed)
)
_ADD = insert(Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What is to be told; `version` is the changed row's."""

    kind: str
    actor_id: int | None = None
    document_id: int | None = None
    edition_id: int | None = None
    segment_id: int | None = None
    version: int | None = None
    facts: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event as it was stored."""

    number: int | None
    at: datetime
    kind: str
    actor_id: int | None
    document_id: int | None
    edition_id: int | None
    segment_id: int | None
    version: int | None
    facts: dict[str, Any]


def append(connection: Connection, project_id: int | None, *happenings: Happening) -> int | None:
    """Write events; must be the last statements of the transaction.

    The number comes from the project's row under its lock, so that numbers
    follow the order of commits on both engines. Answers the last number.
    """
    if not happenings:
        return None
    last = _take_numbers(connection, project_id, len(happenings)) if project_id else None
    first = None if last is None else last - len(happenings) + 1
    now = datetime.now(UTC)
    rows = [
        {
            "project_id": project_id,
            "number": None if first is None else first + offset,
            "at": now,
            "kind": happening.kind,
            "actor_id": happening.actor_id,
            "document_id": happening.document_id,
            "edition_id": happening.edition_id,
            "segment_id": happening.segment_id,
            "version": happening.version,
            "facts": happening.facts or {},
        }
        for offset, happening in enumerate(happenings)
    ]
    connection.execute(_ADD, rows)
    return last


def since(
    connection: Connection, project_id: int, number: int, *, limit: int = 500
) -> tuple[Entry, ...]:
    """List the events of a project after a number, oldest first."""
    statement = (
        select(
            Event.number, Event.at, Event.kind, Event.actor_id, Event.document_id,
            Event.edition_id, Event.segment_id, Event.version, Event.facts,
        )
        .where(Event.project_id == project_id, Event.number > number)
        .order_by(Event.number)
        .limit(limit)
    )  # fmt: skip
    return tuple(Entry(**row) for row in connection.execute(statement).mappings())


def newest(
    connection: Connection, project_id: int, *, limit: int = 50, but: Sequence[str] = ()
) -> tuple[Entry, ...]:
    """List the last events of a project, newest first, without some kinds."""
    statement = (
        select(
            Event.number, Event.at, Event.kind, Event.actor_id, Event.document_id,
            Event.edition_id, Event.segment_id, Event.version, Event.facts,
        )
        .where(Event.project_id == project_id, Event.kind.not_in(but))
        .order_by(Event.number.desc())
        .limit(limit)
    )  # fmt: skip
    return tuple(Entry(**row) for row in connection.execute(statement).mappings())


def last_numbers(connection: Connection, project_ids: Sequence[int]) -> dict[int, int]:
    """Give the number of the last event of each project."""
    statement = select(Project.id, Project.feed).where(Project.id.in_(project_ids))
    return dict(connection.execute(statement).all())


def _take_numbers(connection: Connection, project_id: int, count: int) -> int:
    return connection.execute(_TAKE, {"row_id": project_id, "count": count}).scalar_one()
