"""What every change of a source text has in common: who may, what is locked, what follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from translations.editing import APPROVAL_MARKS
from translations.model import Code, Mark, State
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, due_checks, glossing, surroundings
from workbench.services.memory import remembering
from workbench.services.sense_places import carry
from workbench.storage import blocks, documents, feed, mentions, segments, standing
from workbench.storage.blocks import BlockRow, SegmentRow
from workbench.storage.documents import DocumentHead
from workbench.storage.feed import Happening
from workbench.storage.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChange:
    """A document that is being changed, locked."""

    connection: Connection
    actor: Actor
    document: DocumentHead

    @property
    def language(self) -> str:
        return self.document.language


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChange(DocumentChange):
    """A document that is being changed, locked, with the block in question."""

    block: BlockRow

    def segment(self, segment_id: int) -> SegmentRow:
        """Find a living segment of the block."""
        found = next((s for s in self.block.segments if s.id == segment_id), None)
        if found is None:
            raise NotFound("segment", segment_id)
        return found


def begin(connection: Connection, actor: Actor, segment_id: int) -> SourceChange:
    """Lock the document and the block of a segment, if the actor may change sources."""
    project_id = access.project_of_segment(connection, segment_id)
    access.require(connection, actor, Permission.SOURCE, project_id=project_id)
    block_id = blocks.find_block_of(connection, segment_id)
    if block_id is None:
        raise NotFound("segment", segment_id)
    return begin_block(connection, actor, block_id)


def begin_block(connection: Connection, actor: Actor, block_id: int) -> SourceChange:
    """Lock the document of a block, and the block."""
    found = blocks.some(connection, [block_id])
    document = documents.lock(connection, found[0].document_id) if found else None
    if document is None:
        raise NotFound("block", block_id)
    mentions.lock_editions(connection, document.id)
    blocks.lock(connection, [block_id])
    (block,) = blocks.some(connection, [block_id])
    return SourceChange(connection=connection, actor=actor, document=document, block=block)


def begin_document(connection: Connection, actor: Actor, document_id: int) -> DocumentChange:
    """Lock a document and all its blocks, if the actor may change sources."""
    project_id = access.project_of_document(connection, document_id)
    access.require(connection, actor, Permission.SOURCE, project_id=project_id)
    document = documents.lock(connection, document_id)
    if document is None:
        raise NotFound("document", document_id)
    mentions.lock_editions(connection, document_id)
    blocks.lock_all(connection, document_id)
    return DocumentChange(connection=connection, actor=actor, document=document)


def new_text(
    change: DocumentChange, segment_id: int, number: int, text: str, codes: Sequence[Code]
) -> int:
    """Store a text from a source version on, with where terms and words stand in it."""
    text_id = segments.add_text(change.connection, segment_id, number, text, codes)
    index(change, [(text_id, text)])
    return text_id


def index(change: DocumentChange, texts: Sequence[tuple[int, str]]) -> None:
    """Store where terms and words stand in texts."""
    connection = change.connection
    glossary_id = change.document.glossary_id
    glossing.index_source(
        connection,
        texts,
        language=change.language,
        termbase=glossing.termbase(connection, glossary_id),
        glossary_id=glossary_id,
    )


def set_text(
    change: DocumentChange,
    target: Standing,
    *,
    text: str,
    action: str,
    note: str = "",
    **values: Any,
) -> int:
    """Give a target another text and state; its word forms and its memory unit follow."""
    version = standing.move(
        change.connection,
        target,
        action=action,
        actor_id=change.actor.id,
        note=note,
        text=text,
        **values,
    )
    glossing.index_target(
        change.connection, target.id, old=target.text, new=text, language=target.language
    )
    remembering.follow_source(
        change.connection,
        target,
        text_id=values.get("segment_version_id", target.segment_version_id),
        state=values.get("state", target.state),
        marks=values.get("marks", target.marks),
        source_language=change.language,
    )
    return version


def name_texts(
    connection: Connection, targets: Iterable[Standing], texts: Mapping[int, int]
) -> None:
    """Let translations name the corrected texts of their segments.

    One that is outdated goes on naming what it translates.
    """
    current = (target for target in targets if Mark.OUTDATED not in target.marks)
    standing.name_texts(connection, {t.id: texts[t.segment_id] for t in current})


def outdate(change: DocumentChange, targets: Iterable[Standing]) -> None:
    """Make translations of what stands there no more drafts again, which say why.

    They go on naming the text that they translate. Their units of the memory stay: what
    these pair was translated rightly.
    """
    values = {"state": State.INITIAL, **dict.fromkeys(_CONFIRMED)}
    moved = [(t, {**values, "marks": t.marks | {Mark.OUTDATED}}) for t in targets]
    standing.move_all(change.connection, moved, action="source-changed", actor_id=change.actor.id)


#: What was confirmed or approved was so for another source.
_CONFIRMED = ("confirmed_text", "confirmed_state", "approved_text")


def reopened(target: Standing, *, elsewhere: bool) -> dict[str, Any]:
    """Give the values of a target whose segment is no longer what was confirmed."""
    marks = target.marks - APPROVAL_MARKS
    return {
        "state": State.INITIAL,
        "marks": marks | {Mark.NEEDS_LOOK} if elsewhere and target.text else marks,
        "confirmed_text": None,
        "confirmed_state": None,
    }


def finish(
    change: SourceChange,
    kind: str,
    segment_ids: Iterable[int],
    *,
    counted: tuple[int, int] = (0, 0),
) -> int | None:
    """Count, order the checks that are due in the block, and tell; answers the job, if any."""
    connection, document = change.connection, change.document
    blocks.raise_version(connection, change.block.id)
    if not change.block.left_out and counted != (0, 0):
        more_segments, more_words = counted
        documents.count_again(connection, document.id, segments=more_segments, words=more_words)
    (now,) = blocks.some(connection, [change.block.id])
    carry(connection, change.block, now, change.actor)
    elsewhere = surroundings.follow(
        connection,
        document_id=document.id,
        glossary_id=document.glossary_id,
        language=document.language,
        before=[segment.text for segment in change.block.segments],
        after=[segment.text for segment in now.segments],
    )
    job_id = check_blocks(
        connection, change.actor, document.project_id, [change.block.id], elsewhere=elsewhere
    )
    happenings = [
        Happening(kind=kind, actor_id=change.actor.id, document_id=document.id, segment_id=segment)
        for segment in segment_ids
    ]
    feed.append(connection, document.project_id, *happenings)
    return job_id


def check_blocks(
    connection: Connection,
    actor: Actor,
    project_id: int,
    block_ids: Collection[int],
    *,
    elsewhere: Collection[int] = (),
) -> int | None:
    """Order that all that stands in blocks, and some targets elsewhere, is checked again."""
    here = blocks.targets(connection, block_ids)
    target_ids = (*here, *sorted(set(elsewhere) - set(here)))
    standing.forget_checked(connection, target_ids)
    return due_checks.order(connection, target_ids, project_id=project_id, actor=actor)
