"""An accepted alignment poured into an edition, segment by segment; what is done stays done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from translations.alignment.acceptance import plan
from translations.alignment.editing import Side
from workbench.errors import Conflict, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, importing
from workbench.services.alignment import beginning, pouring, printing
from workbench.services.alignment.pouring import Pour
from workbench.services.alignment.texts import Tell
from workbench.storage import (
    alignments,
    beads,
    documents,
    feed,
)
from workbench.storage import staging as stored
from workbench.storage.alignments import AlignmentRow, AlignmentState, Sentence
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.jobs import JobRow

KIND = "accept-alignment"


def run(database: Database, job: JobRow, tell: Tell) -> dict[str, Any]:
    """Make the edition that a job asks for; a second time it goes on where the first ended."""
    with reading(database) as connection:
        head = alignments.find(connection, job.arguments["alignment"])
        actor = access.who_ordered(connection, job.actor_id, Permission.TRANSLATE)
    if head is None:
        raise NotFound("alignment", job.arguments["alignment"])
    if head.state is AlignmentState.ACCEPTED:
        return {"alignment": head.id, "edition": head.edition_id}
    terms = head.terms or {}
    document_id = _document(database, actor, head, job, tell)
    edition_id = _edition(database, actor, head, document_id, terms)
    with reading(database) as connection:
        pour = Pour(
            database=database,
            actor=actor,
            head=head,
            edition_id=edition_id,
            terms=terms,
            source=segments(connection, head.id),
            target=alignments.sentences(connection, head.id, Side.TARGET),
        )
        every = beads.whole(connection, head.id)
    fillings = plan(every, list(_blocks(pour.source)), join=terms["join"])
    counts = {"filled": 0, "kept": 0, "left_out": 0, "notes": 0, "joined": 0}
    for done, each in enumerate(fillings):
        tell(done, len(fillings))
        pouring.fill(pour, each, counts)
    if terms["leave_out"]:
        pouring.leave_out(pour, document_id, fillings)
    _finish(pour, document_id, counts)
    return {"alignment": head.id, "edition": edition_id, **counts}


def give_up(database: Database, job: JobRow) -> None:
    """Open an alignment again whose acceptance failed; what was written stays."""
    with writing(database) as connection:
        head = alignments.find(connection, job.arguments["alignment"])
        if head is not None and head.state is AlignmentState.ACCEPTING:
            alignments.put(connection, head.id, state=AlignmentState.OPEN.value)


def segments(connection: Connection, alignment_id: int) -> list[Sentence]:
    """List the sentences of the source in their order."""
    return list(alignments.sentences(connection, alignment_id, Side.SOURCE).values())


def _blocks(source: Sequence[Sentence]) -> Iterator[int]:
    """Count the blocks in which the sentences stand."""
    block = 0
    for each in source:
        block += each.begins
        yield block


# The document and the edition


def _document(database: Database, actor: Actor, head: AlignmentRow, job: JobRow, tell: Tell) -> int:
    """Import the source, if it is a file; a second time, only answer what it became."""
    if head.document_id is not None:
        return head.document_id
    with reading(database) as connection:
        known = stored.shown_of_job(connection, job.id)
        body = alignments.source_file(connection, head.id)
    document_id = known or importing.import_document(
        database,
        actor=actor,
        project_id=head.project_id,
        data=body or b"",
        name=head.source_name,
        language=head.source_language,
        job_id=job.id,
        tell=tell,
    )
    with writing(database) as connection:
        found = list(beginning.of_document(connection, document_id))
        then = segments(connection, head.id)
        if [each.text for each in found] != [each.text for each in then]:
            raise Conflict("The source reads otherwise than when it was aligned. Align it anew.")
        pairs = ((s.segment_id or 0, s.text_id or 0) for s in found)
        alignments.name_segments(connection, head.id, pairs)
        alignments.put(connection, head.id, document_id=document_id)
    return document_id


def _edition(
    database: Database,
    actor: Actor,
    head: AlignmentRow,
    document_id: int,
    terms: Mapping[str, Any],
) -> int:
    with reading(database) as connection:
        known = documents.edition_of(connection, document_id, head.target_language, terms["policy"])
    return known or importing.create_edition(
        database,
        actor=actor,
        document_id=document_id,
        language=head.target_language,
        policy=terms["policy"],
    )


def _finish(pour: Pour, document_id: int, counts: Mapping[str, int]) -> None:
    with writing(pour.database) as connection:
        if pour.terms["translator"]:
            printing.credit(connection, pour.edition_id, pour.terms["translator"])
        alignments.put(
            connection,
            pour.head.id,
            state=AlignmentState.ACCEPTED.value,
            edition_id=pour.edition_id,
            accepted_at=datetime.now(UTC),
            accepted_by=pour.actor.id,
        )
        happening = Happening(
            kind="alignment.accepted",
            actor_id=pour.actor.id,
            document_id=document_id,
            edition_id=pour.edition_id,
            facts={"alignment": pour.head.id, **counts},
        )
        feed.append(connection, pour.head.project_id, happening)
