"""Pairs of a source and what stands for it, as a preview reads them: thousands at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, select

from glossary.model import Evidence, Occurrence, Severity, Span, ViolationKind, Voice
from glossary.saying import NOTHING
from translations.checks import terminology
from translations.model import State
from workbench.storage import tables
from workbench.storage.among import among
from workbench.storage.candidates import Setting
from workbench.storage.glossaries import term_key
from workbench.storage.tables import (
    Block,
    Concept,
    Document,
    Edition,
    Segment,
    SegmentVersion,
    SourceOccurrence,
    Target,
    TargetOccurrence,
    Term,
    Waiver,
)

#: To look a value up is quicker than to make it, ten thousand times over.
_EVIDENCE = {int(each): each for each in Evidence}
_SEVERITIES = {int(each): each for each in Severity}
_STATES = {each.value: each for each in State}
_VOICES = {each.value: each for each in Voice}


class Identity(NamedTuple):
    """What a violation is of, and where."""

    kind: str
    concept: str
    source: Span | None
    target: Span | None


class Stored(NamedTuple):
    """A violation as it was found."""

    identity: Identity
    severity: Severity
    waived: bool


@dataclass(frozen=True, slots=True)
class PairRow:
    """A target with what decides how it is judged, but for its texts."""

    target_id: int
    edition_id: int
    document_id: int
    segment_id: int
    block_id: int
    order: tuple[int, int]
    text_id: int
    state: State
    voice: Voice
    speaker: str


class EditionRow(NamedTuple):
    """An edition as a list names it."""

    id: int
    project_id: int
    document_id: int
    title: str
    source_language: str
    language: str
    policy: str

    @property
    def setting(self) -> Setting:
        return Setting(self.source_language, self.language, self.policy)


def editions(connection: Connection, edition_ids: Collection[int]) -> dict[int, EditionRow]:
    rows = connection.execute(
        select(
            Edition.id, Edition.project_id, Document.id, Document.title, Document.language,
            Edition.language, Edition.policy,
        )
        .join(Document, Document.id == Edition.document_id)
        .where(among(Edition.id, edition_ids))
    )  # fmt: skip
    return {row[0]: EditionRow(*row) for row in rows}


def pairs(connection: Connection, target_ids: Collection[int]) -> tuple[PairRow, ...]:
    """Give the living pairs of targets that have a text."""
    rows = connection.execute(
        select(
            Target.id, Target.edition_id, Segment.document_id, Segment.id, Segment.block_id,
            Segment.block_position, Segment.position, Segment.text_id, Target.state,
            Block.voice, Block.speaker,
        )
        .join(Segment, Segment.id == Target.segment_id)
        .join(Block, Block.id == Segment.block_id)
        .where(among(Target.id, target_ids), ~Segment.retired, Target.text != "")
    )  # fmt: skip
    return tuple(
        PairRow(
            row[0], row[1], row[2], row[3], row[4], (row[5], row[6]), row[7] or 0,
            _STATES[row[8]], _VOICES[row[9]], row[10],
        )
        for row in rows.all()
    )  # fmt: skip


def of_sources(
    connection: Connection, text_ids: Collection[int]
) -> Mapping[int, tuple[Occurrence, ...]]:
    """Give the occurrences that are stored of sources, in the order of their texts."""
    return _occurrences(
        connection,
        select(
            SourceOccurrence.segment_version_id, Concept.ident, SourceOccurrence.term_id,
            Term.text, SourceOccurrence.start, SourceOccurrence.end, SourceOccurrence.form,
            SourceOccurrence.evidence, SourceOccurrence.quoted, SourceOccurrence.nested,
        )
        .join(Concept, Concept.id == SourceOccurrence.concept_id)
        .join(Term, Term.id == SourceOccurrence.term_id)
        .where(among(SourceOccurrence.segment_version_id, text_ids))
        .order_by(SourceOccurrence.id),
    )  # fmt: skip


def of_targets(
    connection: Connection, target_ids: Collection[int]
) -> Mapping[int, tuple[Occurrence, ...]]:
    """Give the occurrences that are stored of targets, in the order of their texts."""
    return _occurrences(
        connection,
        select(
            TargetOccurrence.target_id, Concept.ident, TargetOccurrence.term_id,
            TargetOccurrence.text, TargetOccurrence.start, TargetOccurrence.end,
            TargetOccurrence.form, TargetOccurrence.evidence, TargetOccurrence.quoted,
            TargetOccurrence.nested,
        )
        .join(Concept, Concept.id == TargetOccurrence.concept_id)
        .where(among(TargetOccurrence.target_id, target_ids))
        .order_by(TargetOccurrence.id),
    )  # fmt: skip


def _occurrences(
    connection: Connection, statement: Select[*tuple[Any, ...]]
) -> Mapping[int, tuple[Occurrence, ...]]:
    found: defaultdict[int, list[Occurrence]] = defaultdict(list)
    for row in connection.execute(statement).all():
        found[row[0]].append(
            Occurrence(
                concept=row[1],
                term="" if row[2] is None else term_key(row[2]),
                text=row[3],
                span=Span(row[4], row[5]),
                form=row[6],
                evidence=_EVIDENCE[row[7]],
                reason=NOTHING,
                quoted=row[8],
                nested=row[9],
            )
        )
    return {number: tuple(each) for number, each in found.items()}


def violations(
    connection: Connection, target_ids: Collection[int]
) -> Mapping[int, tuple[Stored, ...]]:
    """Give what the glossary found in targets, waived or not."""
    found: defaultdict[int, list[Stored]] = defaultdict(list)
    row_of = tables.Finding
    rows = connection.execute(
        select(
            row_of.target_id, row_of.kind, row_of.concept, row_of.source_start,
            row_of.source_end, row_of.target_start, row_of.target_end, row_of.severity,
            row_of.waiver_id,
        )
        .where(among(row_of.target_id, target_ids), row_of.check_name == terminology.NAME)
    )  # fmt: skip
    for target, kind, concept, *ends, severity, waiver in rows.all():
        identity = Identity(kind, concept, _span(*ends[:2]), _span(*ends[2:]))
        found[target].append(Stored(identity, _SEVERITIES[severity], waiver is not None))
    return {number: tuple(each) for number, each in found.items()}


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def source_texts(connection: Connection, text_ids: Collection[int]) -> dict[int, str]:
    return _texts(
        connection,
        select(SegmentVersion.id, SegmentVersion.text).where(among(SegmentVersion.id, text_ids)),
    )


def target_texts(connection: Connection, target_ids: Collection[int]) -> dict[int, str]:
    return _texts(connection, select(Target.id, Target.text).where(among(Target.id, target_ids)))


def _texts(connection: Connection, statement: Select[int, str]) -> dict[int, str]:
    return dict(connection.execute(statement).all())


def without_rendering_near(connection: Connection, target_ids: Collection[int]) -> frozenset[int]:
    """Name what stands in the blocks of targets and lacks a rendering, which these may excuse."""
    blocks = connection.execute(
        select(Target.edition_id, Segment.block_id)
        .join(Segment, Segment.id == Target.segment_id)
        .where(among(Target.id, target_ids))
        .distinct()
    )
    places = {(edition, block) for edition, block in blocks}
    kinds = [ViolationKind.MISSING.value, ViolationKind.ADDED.value]
    rows = connection.execute(
        select(Target.id, Target.edition_id, Segment.block_id)
        .join(Segment, Segment.id == Target.segment_id)
        .join(tables.Finding, tables.Finding.target_id == Target.id)
        .where(
            among(Segment.block_id, {block for _, block in places}),
            tables.Finding.check_name == terminology.NAME,
            tables.Finding.kind.in_(kinds),
        )
        .distinct()
    )
    return frozenset(target for target, *place in rows if tuple(place) in places)


def naming_near(
    connection: Connection, places: Collection[tuple[int, int]], concepts: Collection[str]
) -> tuple[frozenset[tuple[int, int, str]], frozenset[tuple[int, int, int, str]]]:
    """Say where concepts stand in blocks (edition, block): in sources (block, segment,
    concept), and in translations (block, segment, edition, concept).
    """
    blocks, editions = {block for _, block in places}, {edition for edition, _ in places}
    living = connection.execute(
        select(Segment.id, Segment.text_id, Segment.block_id).where(
            among(Segment.block_id, blocks), ~Segment.retired
        )
    ).all()
    block_of = {segment: block for segment, _, block in living}
    segment_of = {text: segment for segment, text, _ in living if text is not None}
    wanted = Concept.ident.in_(sorted(concepts))
    in_sources = connection.execute(
        select(SourceOccurrence.segment_version_id, Concept.ident)
        .join(Concept, Concept.id == SourceOccurrence.concept_id)
        .where(among(SourceOccurrence.segment_version_id, segment_of), wanted)
    ).all()
    in_targets = connection.execute(
        select(Target.segment_id, Target.edition_id, Concept.ident)
        .join(TargetOccurrence, TargetOccurrence.target_id == Target.id)
        .join(Concept, Concept.id == TargetOccurrence.concept_id)
        .where(among(Target.segment_id, block_of), among(Target.edition_id, editions), wanted)
    ).all()
    return (
        frozenset((block_of[segment_of[text]], segment_of[text], c) for text, c in in_sources),
        frozenset((block_of[segment], segment, edition, c) for segment, edition, c in in_targets),
    )


class BlockText(NamedTuple):
    """A segment of a block with what an edition has for it."""

    segment_id: int
    after: str
    source: str
    target: str


def block_texts(
    connection: Connection, places: Collection[tuple[int, int]]
) -> Mapping[tuple[int, int], tuple[BlockText, ...]]:
    """Give the living segments of blocks in editions (edition, block), in their order."""
    blocks, editions = {block for _, block in places}, {edition for edition, _ in places}
    segments = connection.execute(
        select(Segment.block_id, Segment.id, Segment.after, SegmentVersion.text)
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .where(among(Segment.block_id, blocks), ~Segment.retired)
        .order_by(Segment.block_id, Segment.position, Segment.id)
    ).all()
    rows = connection.execute(
        select(Target.edition_id, Target.segment_id, Target.text).where(
            among(Target.segment_id, {row[1] for row in segments}),
            among(Target.edition_id, editions),
        )
    )
    targets = {(edition, segment): text for edition, segment, text in rows}
    by_block = groupby(segments, key=lambda row: row[0])
    standing = {block: tuple(row[1:] for row in some) for block, some in by_block}
    return {
        (edition, block): tuple(
            BlockText(segment, after, source, targets.get((edition, segment), ""))
            for segment, after, source in standing.get(block, ())
        )
        for edition, block in places
    }


def widely_waived(connection: Connection, edition_ids: Collection[int]) -> frozenset[int]:
    """Name the editions in which somebody waived something of the glossary at large."""
    rows = connection.execute(
        select(Waiver.edition_id)
        .where(
            and_(
                among(Waiver.edition_id, edition_ids),
                Waiver.segment_id.is_(None),
                Waiver.ended_at.is_(None),
                Waiver.check_name == terminology.NAME,
            )
        )
        .distinct()
    )
    return frozenset(rows.scalars())
