"""Taking back what an act made of a whole source, unless something in it was changed since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from workbench.errors import Conflict, NotFound
from workbench.permissions import Actor
from workbench.services import due_checks, source_changes
from workbench.services.source import looking, losses, ordering, paragraphs, renewing, restoring
from workbench.services.source.keeping import Made
from workbench.services.source_changes import DocumentChange
from workbench.services.surroundings import Cued
from workbench.storage import blocks, documents, feed, layouts, source_versions
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening


def undo(database: Database, *, actor: Actor, document_id: int, number: int) -> Made:
    """Put back what a version changed; `Conflict` names what was changed since."""
    with reading(database) as connection:
        head = looking.head_of(connection, actor, document_id)
        kind, kept = _kept(connection, document_id, number)
        renewed = kind == renewing.KIND
        cued = restoring.read_ahead(connection, head, kept) if renewed else _NOTHING
    with writing(database) as connection:
        change = source_changes.begin_document(connection, actor, document_id)
        if not source_versions.set_undone(connection, document_id, number):
            raise Conflict("This was undone already.")
        if kind == renewing.KIND:
            made, job_id = _take_back_file(change, number, kept, cued)
        else:
            made, job_id = _take_back_structure(change, number, kind, kept)
        _tell(change, number, made)
    return Made(number=made, job_id=due_checks.settle(database, job_id))


_NOTHING = Cued(frozenset(), frozenset())


def _kept(connection: Connection, document_id: int, number: int) -> tuple[str, dict[str, Any]]:
    found = source_versions.kept(connection, document_id, number)
    if found is None:
        raise NotFound("version that can be undone", number)
    return found[0], layouts.unpack(found[1])


def _take_back_file(
    change: DocumentChange, number: int, kept: Mapping[str, Any], cued: Cued
) -> tuple[int, int | None]:
    connection, document_id = change.connection, change.document.id
    rows = blocks.of_file(connection, document_id)
    losses.refuse(change, rows, kept)
    before = source_versions.original_before(connection, document_id, number)
    made = _next_version(change, number, renewing.KIND, before)
    return made, restoring.put_back(change, rows, kept, number, made, cued)


#: How what was done to the structure is taken back, by the kind of its version.
_WAYS: Mapping[str, Callable[[DocumentChange, Mapping[str, Any]], int | None]] = {
    ordering.KIND: ordering.put_back,
    paragraphs.SPLIT: paragraphs.rejoin,
    paragraphs.JOIN: paragraphs.part,
}


def _take_back_structure(
    change: DocumentChange, number: int, kind: str, kept: Mapping[str, Any]
) -> tuple[int, int | None]:
    last = source_versions.last_to_undo(change.connection, change.document.id)
    if last > number:
        raise Conflict("Take back first what was changed after it.")
    made = _next_version(change, number, kind)
    return made, _WAYS[kind](change, kept)


def _next_version(
    change: DocumentChange, number: int, kind: str, original_id: int | None = None
) -> int:
    return documents.add_source_version(
        change.connection,
        change.document.id,
        kind="undo",
        actor_id=change.actor.id,
        original_id=original_id,
        facts={"undone": number, "of": kind},
    )


def _tell(change: DocumentChange, number: int, made: int) -> None:
    happening = Happening(
        kind="source.undone",
        actor_id=change.actor.id,
        document_id=change.document.id,
        facts={"version": made, "undone": number},
    )
    feed.append(change.connection, change.document.project_id, happening)
