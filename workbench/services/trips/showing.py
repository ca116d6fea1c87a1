"""What went out of an edition and what came home, for the people who see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from glossary.saying import Message
from translations.formats import bilingual
from translations.trips.moving import APPROVED
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.storage import documents, editions, homecomings, outings, rows, sayings, targets
from workbench.storage.editions import EditionHead
from workbench.storage.engine import Database, reading
from workbench.storage.homecomings import HomecomingRow
from workbench.storage.outings import OutingRow
from workbench.storage.rows import Filter

#: As many as are listed of each.
_LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Trips:
    """All that the page of files shows."""

    edition: EditionHead
    outings: tuple[OutingRow, ...]
    homecomings: tuple[HomecomingRow, ...]  #: those that are settled, and the actor's own
    names: Mapping[int, str]
    permissions: frozenset[Permission]
    segments: int
    source_file: str  #: the name of the source's own file, if it has translations beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was done with a segment of a file."""

    segment: int
    number: int  #: its place in the document when it was taken
    taken: bool
    comments: int
    held_back: Message | None
    changed_since: bool  #: so that undo leaves it as it is
    approved: bool  #: so that it takes a reviewer to undo it


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A file that was taken, and what became of it."""

    edition: EditionHead
    changes: tuple[Change, ...]
    names: Mapping[int, str]
    may_undo: bool


def show(database: Database, *, actor: Actor, edition_id: int) -> Trips:
    """Show the files of an edition."""
    with reading(database) as connection:
        head = _head(connection, edition_id)
        access.require(connection, actor, Permission.READ, project_id=head.project_id)
        out = outings.of_edition(connection, edition_id, limit=_LISTED)
        home = homecomings.of_edition(connection, edition_id, limit=_LISTED)
        seen = tuple(row for row in home if _is_seen(row, actor))
        return Trips(
            edition=head,
            outings=out,
            homecomings=seen,
            names=targets.names(
                connection, [*(o.actor_id for o in out), *(h.actor_id for h in seen)]
            ),
            permissions=access.permissions(connection, actor, head.project_id),
            segments=rows.count(connection, edition_id, Filter()),
            source_file=_of_pairs(documents.original_name(connection, head.document_id)),
        )


def _of_pairs(name: str) -> str:
    return name if bilingual.by_name(name) else ""


def homecoming(
    database: Database, *, actor: Actor, edition_id: int, homecoming_id: int
) -> HomecomingRow:
    """Find a file that was taken, or one of the actor's own."""
    with reading(database) as connection:
        head = _head(connection, edition_id)
        access.require(connection, actor, Permission.TRANSLATE, project_id=head.project_id)
        row = homecomings.find(connection, edition_id, homecoming_id)
    if row is None or not _is_seen(row, actor):
        raise NotFound("file that came home", homecoming_id)
    return row


def settled(database: Database, *, actor: Actor, row: HomecomingRow) -> Record:
    """Tell what was done with a file, and where somebody has worked since."""
    with reading(database) as connection:
        head = _head(connection, row.edition_id)
        access.require(connection, actor, Permission.TRANSLATE, project_id=head.project_id)
        changes = tuple(_change(connection, row, each) for each in row.changes)
        held = access.permissions(connection, actor, head.project_id)
        approved = any(each.approved and not each.changed_since for each in changes)
        return Record(
            edition=head,
            changes=changes,
            names=targets.names(connection, (row.actor_id, row.undone_by)),
            may_undo=row.undone_at is None and (not approved or Permission.REVIEW in held),
        )


def _change(connection: Connection, row: HomecomingRow, change: Mapping[str, Any]) -> Change:
    place = targets.place(connection, row.edition_id, change["segment"])
    now = place.target.version if place is not None and not place.retired else None
    taken = change["version"] is not None
    moved = not change.get("undone") if row.undone_at else now != change["version"]
    kept = change.get("held_back")
    return Change(
        segment=change["segment"],
        number=change["number"],
        taken=taken,
        comments=len(change["comments"]),
        held_back=sayings.from_json(kept) if kept else None,
        changed_since=taken and moved,
        approved=taken and place is not None and place.target.state in APPROVED,
    )


def _is_seen(row: HomecomingRow, actor: Actor) -> bool:
    """What somebody is about to take concerns nobody else."""
    return row.settled_at is not None or row.actor_id == actor.id


def _head(connection: Connection, edition_id: int) -> EditionHead:
    head = editions.head(connection, edition_id)
    if head is None:
        raise NotFound("edition", edition_id)
    return head
