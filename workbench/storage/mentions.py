"""Senses that people set, concepts whose cues stand in a document, and first mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from glossary.model import Span, Voice
from translations.model import FRONT_MATTER, BlockKind, Part
from workbench.storage.among import among
from workbench.storage.candidates import Setting, pieces
from workbench.storage.tables import (
    Block,
    Concept,
    Document,
    Edition,
    FirstMention,
    LeftOut,
    Project,
    Segment,
    SegmentVersion,
    Sense,
    SourceOccurrence,
    Target,
    User,
)

#: What is no running text: there nothing is introduced.
_KINDS_APART = (BlockKind.HEADING.value, BlockKind.CODE.value, BlockKind.RULE.value)
_PARTS_APART = sorted(part.value for part in {Part.TITLE, Part.BYLINE} | FRONT_MATTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class SenseRow:
    """What a person said that words of a source mean, or whose words they are."""

    id: int
    document_id: int
    segment_id: int
    text_id: int
    start: int
    end: int
    words: str
    citation: str
    concept: str  #: empty: none of those known
    voice: str  #: whose words they are; then nothing is said of the concept
    scope: str
    speaker: str
    reason: str
    actor_id: int
    at: datetime
    ended_at: datetime | None
    ended_why: str
    version: int


class EditionRow(NamedTuple):
    """An edition as far as its context depends on it."""

    id: int
    document_id: int
    source_language: str
    language: str
    policy: str


class Mention(NamedTuple):
    """Where a concept comes first."""

    segment_id: int
    start: int


class Text(NamedTuple):
    """A living text of a source, with the speaker of its block."""

    segment_id: int
    text_id: int
    text: str
    speaker: str
    voice: Voice


class Named(NamedTuple):
    """Where a concept is named in a text, and who speaks the block."""

    segment_id: int
    span: Span
    text: str
    voice: Voice


_TEXTS = (
    select(Segment.id, SegmentVersion.id, SegmentVersion.text, Block.speaker, Block.voice)
    .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
    .join(Block, Block.id == Segment.block_id)
)
_SENSE = tuple(getattr(Sense, name) for name in SenseRow.__dataclass_fields__)


# Senses


def senses(connection: Connection, document_id: int) -> tuple[SenseRow, ...]:
    """List the senses that hold in a document, newest first."""
    rows = connection.execute(
        select(*_SENSE)
        .where(Sense.document_id == document_id, Sense.ended_at.is_(None))
        .order_by(Sense.id.desc())
    )
    return tuple(SenseRow(**row) for row in rows.mappings())


def sense(connection: Connection, sense_id: int) -> SenseRow | None:
    rows = connection.execute(select(*_SENSE).where(Sense.id == sense_id)).mappings()
    return next((SenseRow(**row) for row in rows), None)


def senses_of_segment(connection: Connection, segment_id: int) -> tuple[tuple[SenseRow, str], ...]:
    """List all senses ever set in a segment, newest first, with who set each."""
    rows = connection.execute(
        select(*_SENSE, User.display_name, User.name)
        .join(User, User.id == Sense.actor_id)
        .where(Sense.segment_id == segment_id)
        .order_by(Sense.id.desc())
    )
    found = ((dict(row), row["display_name"] or row["name"]) for row in rows.mappings())
    return tuple(
        (SenseRow(**{name: row[name] for name in SenseRow.__dataclass_fields__}), who)
        for row, who in found
    )


def add_sense(connection: Connection, **values: Any) -> int:
    return connection.execute(insert(Sense).values(**values).returning(Sense.id)).scalar_one()


def move_sense(connection: Connection, sense_id: int, **values: Any) -> None:
    """Let a sense stand where its words now are."""
    connection.execute(update(Sense).where(Sense.id == sense_id).values(**values))


def end_sense(connection: Connection, sense_id: int, **values: Any) -> bool:
    """End a sense that holds; `values` say when, why and by whom."""
    statement = (
        update(Sense)
        .where(Sense.id == sense_id, Sense.ended_at.is_(None))
        .values(version=Sense.version + 1, **values)
    )
    return connection.execute(statement).rowcount == 1


def senses_meaning(
    connection: Connection, glossary_id: int, concepts: Collection[str]
) -> tuple[SenseRow, ...]:
    """List the senses that hold and name one of these concepts, in all documents."""
    rows = connection.execute(
        select(*_SENSE)
        .join(Document, Document.id == Sense.document_id)
        .join(Project, Project.id == Document.project_id)
        .where(
            Project.glossary_id == glossary_id,
            Sense.ended_at.is_(None),
            Sense.concept.in_(sorted(concepts)),
        )
    )
    return tuple(SenseRow(**row) for row in rows.mappings())


# First mentions


def first_mentions(connection: Connection, edition_id: int) -> Mapping[int, Mapping[str, int]]:
    """Give for each segment the concepts that come first there, and where in it."""
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    rows = connection.execute(
        select(FirstMention.segment_id, Concept.ident, FirstMention.start)
        .join(Concept, Concept.id == FirstMention.concept_id)
        .where(FirstMention.edition_id == edition_id)
    )
    for segment_id, concept, start in rows:
        found[segment_id][concept] = start
    return dict(found)


def stored_firsts(connection: Connection, edition_id: int) -> dict[int, Mention]:
    """Give by the rows of concepts where each is stored to come first."""
    rows = connection.execute(
        select(FirstMention.concept_id, FirstMention.segment_id, FirstMention.start).where(
            FirstMention.edition_id == edition_id
        )
    )
    return {concept: Mention(segment, start) for concept, segment, start in rows}


def put_firsts(
    connection: Connection, edition_id: int, changed: Mapping[int, Mention | None]
) -> None:
    """Write where concepts come first; none: nowhere."""
    connection.execute(
        delete(FirstMention).where(
            FirstMention.edition_id == edition_id, FirstMention.concept_id.in_(sorted(changed))
        )
    )
    rows = [
        {
            "edition_id": edition_id,
            "concept_id": concept,
            "segment_id": place.segment_id,
            "start": place.start,
        }
        for concept, place in sorted(changed.items(), key=lambda each: each[0])
        if place is not None
    ]
    if rows:
        connection.execute(insert(FirstMention), rows)


def find_first(
    connection: Connection, edition: EditionRow, concept_row: int, voices: Collection[Voice]
) -> Named | None:
    """Find the first occurrence of a concept in the running text of an edition, by its blocks."""
    row = connection.execute(
        select(
            Segment.id,
            SourceOccurrence.start,
            SourceOccurrence.end,
            SegmentVersion.text,
            Block.voice,
        )
        .join(SegmentVersion, SegmentVersion.id == SourceOccurrence.segment_version_id)
        .join(
            Segment,
            and_(Segment.id == SegmentVersion.segment_id, Segment.text_id == SegmentVersion.id),
        )
        .join(Block, Block.id == Segment.block_id)
        .where(
            SourceOccurrence.concept_id == concept_row,
            ~SourceOccurrence.nested,
            *_in_running_text(edition, voices),
        )
        .order_by(Segment.block_position, Segment.position, SourceOccurrence.start)
        .limit(1)
    ).first()
    if row is None:
        return None
    segment_id, start, end, text, voice = row
    return Named(segment_id, Span(start, end), text, Voice(voice))


def running_texts(
    connection: Connection,
    edition: EditionRow,
    voices: Collection[Voice],
    *,
    concept_rows: Collection[int],
    segment_ids: Collection[int],
    text_ids: Collection[int] = (),
    said_in: Collection[int] = (),
) -> Iterator[Text]:
    """Give the running texts with one of these concepts, and these; `said_in` in any voice."""
    naming = select(SourceOccurrence.segment_version_id).where(
        among(SourceOccurrence.concept_id, concept_rows)
    )
    versions = {*text_ids, *connection.scalars(naming)}
    holding = select(SegmentVersion.segment_id).where(among(SegmentVersion.id, versions))
    segments = {*segment_ids, *connection.scalars(holding)}
    rows = connection.execute(
        _TEXTS.where(
            among(Segment.id, segments),
            *_in_running_text(edition, voices, said_in),
        ).order_by(Segment.block_position, Segment.position)
    )
    yield from (_text(*row) for row in rows)


def living_texts(
    connection: Connection,
    document_id: int,
    segment_ids: Collection[int],
    *,
    named_rows: Collection[int],
) -> tuple[Text, ...]:
    """List these segments of a document, and those in which one of these concepts stands."""
    naming = select(SourceOccurrence.segment_version_id).where(
        SourceOccurrence.concept_id.in_(sorted(named_rows))
    )
    rows = connection.execute(
        _TEXTS.where(
            Segment.document_id == document_id,
            ~Segment.retired,
            Segment.id.in_(sorted(segment_ids)) | SegmentVersion.id.in_(naming),
        ).order_by(Segment.block_position, Segment.position)
    )
    return tuple(_text(*row) for row in rows)


def _text(segment_id: int, text_id: int, text: str, speaker: str, voice: str) -> Text:
    return Text(segment_id, text_id, text, speaker, Voice(voice))


def _in_running_text(
    edition: EditionRow, voices: Collection[Voice], said_in: Collection[int] = ()
) -> tuple[ColumnElement[bool], ...]:
    spoken = Block.voice.in_(sorted(voice.value for voice in voices))
    gone = select(LeftOut.block_id).where(LeftOut.edition_id == edition.id)
    return (
        Segment.document_id == edition.document_id,
        ~Segment.retired,
        Block.left_out == "",
        Block.id.not_in(gone),
        Block.kind.not_in(_KINDS_APART),
        Block.part.not_in(_PARTS_APART),
        or_(spoken, among(Segment.id, said_in)) if said_in else spoken,
    )


# Editions of a document, and their targets


def editions(
    connection: Connection, document_id: int, edition_id: int | None = None
) -> tuple[EditionRow, ...]:
    """List the editions of a document, or one of them."""
    statement = (
        select(Edition.id, Document.id, Document.language, Edition.language, Edition.policy)
        .join(Document, Document.id == Edition.document_id)
        .where(Document.id == document_id)
        .order_by(Edition.id)
    )
    if edition_id is not None:
        statement = statement.where(Edition.id == edition_id)
    return tuple(EditionRow(*row) for row in connection.execute(statement))


def editions_under(
    connection: Connection, glossary_id: int, setting: Setting
) -> tuple[EditionRow, ...]:
    """List the editions of a glossary that are judged under a setting."""
    rows = connection.execute(
        select(Edition.id, Document.id, Document.language, Edition.language, Edition.policy)
        .join(Document, Document.id == Edition.document_id)
        .join(Project, Project.id == Document.project_id)
        .where(
            Project.glossary_id == glossary_id,
            Document.language == setting.source_language,
            Edition.language == setting.target_language,
            Edition.policy == setting.policy,
            ~Document.staged,
        )
        .order_by(Edition.id)
    )
    return tuple(EditionRow(*row) for row in rows)


def language_of(connection: Connection, document_id: int) -> str:
    """Name the language of a source."""
    return connection.scalars(select(Document.language).where(Document.id == document_id)).one()


def lock_editions(connection: Connection, document_id: int) -> None:
    """Wait for everybody who writes in the editions of a document, and let nobody else begin."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            select(Edition.id)
            .where(Edition.document_id == document_id)
            .order_by(Edition.id)
            .with_for_update(key_share=True)
        )


def raise_context(connection: Connection, edition_ids: Collection[int]) -> None:
    """Say that what surrounds the segments of editions is not what it was."""
    connection.execute(
        update(Edition)
        .where(Edition.id.in_(sorted(edition_ids)))
        .values(context_version=Edition.context_version + 1)
    )


def targets_of_segments(
    connection: Connection, segment_ids: Collection[int], edition_id: int | None = None
) -> frozenset[int]:
    """Name what stands for segments, in one edition or in all."""
    found: set[int] = set()
    for some in pieces(sorted(segment_ids)):
        statement = (
            select(Target.id)
            .join(Segment, Segment.id == Target.segment_id)
            .where(Target.segment_id.in_(some), ~Segment.retired)
        )
        if edition_id is not None:
            statement = statement.where(Target.edition_id == edition_id)
        found.update(connection.execute(statement).scalars())
    return frozenset(found)
