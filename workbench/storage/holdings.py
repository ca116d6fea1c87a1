"""What documents hold of a glossary: cues, renderings, the segments that name a concept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, and_, select, update

from glossary.model import Span, Voice
from workbench.storage.candidates import pieces
from workbench.storage.tables import (
    Block,
    Concept,
    Document,
    Edition,
    FirstMention,
    FormKey,
    LeftOut,
    Project,
    Segment,
    SegmentVersion,
    Sense,
    SourceOccurrence,
    SourcePosting,
    Target,
    TargetOccurrence,
)

#: So many texts with a cue are looked at first: with a common word they are enough.
_FEW = 20


def cued(connection: Connection, document_id: int) -> frozenset[str]:
    """Name the concepts whose cues stand in a document."""
    found = connection.execute(select(Document.cued).where(Document.id == document_id))
    return frozenset(found.scalar_one())


def set_cued(connection: Connection, document_id: int, concepts: Iterable[str]) -> None:
    named = sorted(concepts)
    connection.execute(update(Document).where(Document.id == document_id).values(cued=named))


def texts_with(connection: Connection, document_id: int, keys: Collection[str]) -> Iterator[str]:
    """Give the living texts of a document that hold a form with one of these stored keys.

    A few come first: with a cue that is a common word they are enough.
    """
    statement = (
        select(SegmentVersion.id, SegmentVersion.text)
        .join(SourcePosting, SourcePosting.segment_version_id == SegmentVersion.id)
        .join(FormKey, FormKey.form_id == SourcePosting.form_id)
        .join(
            Segment,
            and_(Segment.id == SegmentVersion.segment_id, Segment.text_id == SegmentVersion.id),
        )
        .where(
            Segment.document_id == document_id,
            ~Segment.retired,
            FormKey.key.in_(sorted(keys)),
        )
    )
    few = connection.execute(statement.limit(_FEW)).all()
    yield from (text for _, text in few)
    if len(few) == _FEW:
        yield from (text for _, text in connection.execute(statement))


class Held(NamedTuple):
    """A rendering in an edition, and the words of the source that it stands for."""

    concept: str  #: its ident
    text: str  #: in citation form
    segment_id: int
    source: str
    span: Span  #: in the source
    voice: Voice  #: of the block


def rendered(
    connection: Connection, edition_id: int, document_id: int, concept_rows: Collection[int]
) -> Iterator[Held]:
    """Give the renderings of concepts that stand for something, in the order of an edition."""
    gone = select(LeftOut.block_id).where(LeftOut.edition_id == edition_id)
    rows = connection.execute(
        select(
            Concept.ident,
            TargetOccurrence.text,
            Segment.id,
            SegmentVersion.text,
            TargetOccurrence.source_start,
            TargetOccurrence.source_end,
            Block.voice,
        )
        .join(Target, Target.id == TargetOccurrence.target_id)
        .join(Concept, Concept.id == TargetOccurrence.concept_id)
        .join(Segment, Segment.id == Target.segment_id)
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .join(Block, Block.id == Segment.block_id)
        .where(
            Target.edition_id == edition_id,
            Segment.document_id == document_id,
            ~Segment.retired,
            Block.left_out == "",
            Block.id.not_in(gone),
            TargetOccurrence.concept_id.in_(sorted(concept_rows)),
            TargetOccurrence.source_start.is_not(None),
            ~TargetOccurrence.nested,
        )
        .order_by(Segment.block_position, Segment.position, TargetOccurrence.start)
    )
    for ident, text, segment, source, start, end, voice in rows:
        if start is not None and end is not None:
            yield Held(ident, text, segment, source, Span(start, end), Voice(voice))


def documents_naming(
    connection: Connection,
    glossary_id: int,
    *,
    text_ids: Collection[int],
    concept_rows: Collection[int],
) -> frozenset[int]:
    """Name the documents with one of these texts, or in which a concept stands or stood first."""
    found: set[int] = set()
    for some in pieces(sorted(text_ids)):
        of_texts = (
            select(Segment.document_id)
            .join(SegmentVersion, SegmentVersion.segment_id == Segment.id)
            .where(SegmentVersion.id.in_(some))
        )
        found.update(connection.execute(of_texts.distinct()).scalars())
    wanted = sorted(concept_rows)
    naming = (
        select(Segment.document_id)
        .join(SegmentVersion, SegmentVersion.segment_id == Segment.id)
        .join(SourceOccurrence, SourceOccurrence.segment_version_id == SegmentVersion.id)
        .where(SourceOccurrence.concept_id.in_(wanted))
    )
    first = (
        select(Edition.document_id)
        .join(FirstMention, FirstMention.edition_id == Edition.id)
        .where(FirstMention.concept_id.in_(wanted))
    )
    said = (
        select(Sense.document_id)
        .join(Concept, Concept.ident == Sense.concept)
        .where(Sense.ended_at.is_(None), Concept.id.in_(wanted))
    )
    for statement in (naming, first, said):
        found.update(connection.execute(statement.distinct()).scalars())
    return frozenset(found) & {number for number, _ in documents_of(connection, glossary_id)}


def documents_of(connection: Connection, glossary_id: int) -> tuple[tuple[int, str], ...]:
    """List the documents that follow a glossary, each with its language."""
    rows = connection.execute(
        select(Document.id, Document.language)
        .join(Project, Project.id == Document.project_id)
        .where(Project.glossary_id == glossary_id, ~Document.staged)
        .order_by(Document.id)
    )
    return tuple((number, language) for number, language in rows)


def segments_naming(
    connection: Connection, document_id: int, concept_rows: Collection[int]
) -> frozenset[int]:
    """Name the segments of a document whose source, or a translation of it, names a concept."""
    wanted = sorted(concept_rows)
    of_sources = (
        select(Segment.id)
        .join(SegmentVersion, SegmentVersion.segment_id == Segment.id)
        .join(SourceOccurrence, SourceOccurrence.segment_version_id == SegmentVersion.id)
        .where(Segment.document_id == document_id, SourceOccurrence.concept_id.in_(wanted))
    )
    of_targets = (
        select(Segment.id)
        .join(Target, Target.segment_id == Segment.id)
        .join(TargetOccurrence, TargetOccurrence.target_id == Target.id)
        .where(Segment.document_id == document_id, TargetOccurrence.concept_id.in_(wanted))
    )
    found: set[int] = set()
    for statement in (of_sources, of_targets):
        found.update(connection.execute(statement.distinct()).scalars())
    return frozenset(found)
