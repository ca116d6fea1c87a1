"""Surveys of what stands in texts: each occurrence with its renderings, counts for a matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, select
from sqlalchemy.orm import aliased

from glossary.model import CaseRule, Span, Voice
from translations.checks import terminology
from translations.model import State
from workbench.storage.glossaries import term_key
from workbench.storage.tables import (
    Block,
    Concept,
    Document,
    Edition,
    Finding,
    Publication,
    Segment,
    SegmentVersion,
    SourceOccurrence,
    Target,
    TargetOccurrence,
    Term,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An occurrence of a concept in a source."""

    document_id: int
    segment_id: int
    span: Span  #: in the coded text of the source
    form: str
    term: str  #: its citation form
    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderingRow:
    """What an edition has where the concept, or words of it, stand."""

    edition_id: int
    segment_id: int
    language: str
    text: str  #: the citation form
    term: str  #: `Term.id`; empty for words that only a rule names
    span: Span  #: in the coded text of the translation
    source: int | None  #: where the occurrence begins that it renders
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """An edition of a document in which a concept may stand."""

    id: int
    document_id: int
    title: str
    source_language: str
    language: str
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRow:
    """The newest publication of an edition that was not withdrawn."""

    edition_id: int
    number: int
    at: datetime
    glossary_revision: int
    policy: str


def is_of_its_case() -> ColumnElement[bool]:
    """No other concept's term claims the same words of a source by their capitals.

    *People's Militia* is the name, whatever lower-case noun its words are as well.
    """
    other, named, own = aliased(SourceOccurrence), aliased(Term), aliased(Term)
    claimed = exists().where(
        other.segment_version_id == SourceOccurrence.segment_version_id,
        other.start == SourceOccurrence.start,
        other.end == SourceOccurrence.end,
        other.concept_id != SourceOccurrence.concept_id,
        named.id == other.term_id,
        named.case_rule != CaseRule.ANY.value,
    )
    free = exists().where(own.id == SourceOccurrence.term_id, own.case_rule == CaseRule.ANY.value)
    return ~and_(free, claimed)


def mentions(
    connection: Connection, concept_row: int, project_ids: Sequence[int]
) -> tuple[Mention, ...]:
    """List every occurrence of a concept in the sources of projects, in their order."""
    rows = connection.execute(
        select(
            Segment.document_id, Segment.id, SourceOccurrence.start, SourceOccurrence.end,
            SourceOccurrence.form, Term.text, Block.voice,
        )
        .join(Segment, Segment.text_id == SourceOccurrence.segment_version_id)
        .join(Block, Block.id == Segment.block_id)
        .join(Document, and_(Document.id == Segment.document_id, ~Document.staged))
        .join(Term, Term.id == SourceOccurrence.term_id)
        .where(
            SourceOccurrence.concept_id == concept_row,
            ~SourceOccurrence.nested,
            is_of_its_case(),
            ~Segment.retired,
            Document.project_id.in_(project_ids),
        )
        .order_by(
            Segment.document_id, Segment.block_position, Segment.position, SourceOccurrence.start
        )
    ).all()  # fmt: skip
    return tuple(
        Mention(
            document_id=document,
            segment_id=segment,
            span=Span(start, end),
            form=form,
            term=term,
            voice=Voice(voice),
        )
        for document, segment, start, end, form, term, voice in rows
    )


def renderings(
    connection: Connection, concept_row: int, project_ids: Sequence[int]
) -> tuple[RenderingRow, ...]:
    """List every rendering of a concept in the editions of projects."""
    rows = connection.execute(
        select(
            Target.edition_id, Target.segment_id, Edition.language, TargetOccurrence.text,
            TargetOccurrence.term_id, TargetOccurrence.start, TargetOccurrence.end,
            TargetOccurrence.source_start, Target.state,
        )
        .join(Target, Target.id == TargetOccurrence.target_id)
        .join(Edition, Edition.id == Target.edition_id)
        .join(Segment, Segment.id == Target.segment_id)
        .where(
            TargetOccurrence.concept_id == concept_row,
            ~TargetOccurrence.nested,
            ~Segment.retired,
            Edition.project_id.in_(project_ids),
        )
        .order_by(Target.edition_id, Target.segment_id, TargetOccurrence.start)
    ).all()  # fmt: skip
    return tuple(
        RenderingRow(
            edition_id=edition,
            segment_id=segment,
            language=language,
            text=text,
            term="" if term is None else term_key(term),
            span=Span(start, end),
            source=source,
            state=State(state),
        )
        for edition, segment, language, text, term, start, end, source, state in rows
    )


def editions(connection: Connection, project_ids: Sequence[int]) -> tuple[EditionRow, ...]:
    """List the editions of projects, by document and language."""
    rows = connection.execute(
        select(
            Edition.id, Edition.document_id, Document.title, Document.language,
            Edition.language, Edition.policy,
        )
        .join(Document, and_(Document.id == Edition.document_id, ~Document.staged))
        .where(Edition.project_id.in_(project_ids))
        .order_by(Edition.document_id, Edition.language, Edition.id)
    ).all()  # fmt: skip
    return tuple(
        EditionRow(
            id=id_,
            document_id=document,
            title=title,
            source_language=source,
            language=language,
            policy=policy,
        )
        for id_, document, title, source, language, policy in rows
    )


def sources(connection: Connection, segment_ids: Sequence[int]) -> Mapping[int, str]:
    """Give the coded texts of segments."""
    rows = connection.execute(
        select(Segment.id, SegmentVersion.text)
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .where(Segment.id.in_(segment_ids))
    ).all()
    return dict(rows)


def targets(
    connection: Connection, segment_ids: Sequence[int]
) -> Mapping[tuple[int, int], tuple[str, State]]:
    """Give what editions have for segments, with its state, by segment and edition."""
    rows = connection.execute(
        select(Target.segment_id, Target.edition_id, Target.text, Target.state).where(
            Target.segment_id.in_(segment_ids)
        )
    ).all()
    return {(segment, edition): (text, State(state)) for segment, edition, text, state in rows}


def kinds_found(
    connection: Connection, ident: str, segment_ids: Sequence[int]
) -> Mapping[tuple[int, int], tuple[tuple[str, int | None], ...]]:
    """Name the open violations of a concept and where their source begins, by segment, edition."""
    rows = connection.execute(
        select(Target.segment_id, Finding.edition_id, Finding.kind, Finding.source_start)
        .join(Target, Target.id == Finding.target_id)
        .where(
            Finding.check_name == terminology.NAME,
            Finding.concept == ident,
            Finding.waiver_id.is_(None),
            Target.segment_id.in_(segment_ids),
        )
        .order_by(Finding.id)
    ).all()
    found: dict[tuple[int, int], tuple[tuple[str, int | None], ...]] = {}
    for segment, edition, kind, start in rows:
        found[segment, edition] = (*found.get((segment, edition), ()), (kind, start))
    return found


def findings_by_language(
    connection: Connection, project_ids: Sequence[int]
) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Count violations by concept and language of the edition: the open ones, the waived ones."""
    waived = func.sum(case((Finding.waiver_id.is_not(None), 1), else_=0))
    rows = connection.execute(
        select(Finding.concept, Edition.language, func.count() - waived, waived)
        .join(Edition, Edition.id == Finding.edition_id)
        .join(Target, Target.id == Finding.target_id)
        .join(Segment, Segment.id == Target.segment_id)
        .where(
            Finding.check_name == terminology.NAME,
            Edition.project_id.in_(project_ids),
            ~Segment.retired,
        )
        .group_by(Finding.concept, Edition.language)
    ).all()
    return {(concept, language): (int(open_), int(put)) for concept, language, open_, put in rows}


def mentioned(connection: Connection, project_ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """Name the concepts that stand in each document of projects."""
    rows = connection.execute(
        select(Segment.document_id, Concept.ident)
        .join(SourceOccurrence, SourceOccurrence.segment_version_id == Segment.text_id)
        .join(Concept, Concept.id == SourceOccurrence.concept_id)
        .join(Document, and_(Document.id == Segment.document_id, ~Document.staged))
        .where(Document.project_id.in_(project_ids), ~SourceOccurrence.nested, ~Segment.retired)
        .distinct()
    ).all()
    found: dict[int, frozenset[str]] = {}
    for document, ident in rows:
        found[document] = found.get(document, frozenset()) | {ident}
    return found


def rendered(connection: Connection, project_ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """Name the concepts of which words stand in each edition of projects, right or wrong."""
    rows = connection.execute(
        select(Target.edition_id, Concept.ident)
        .join(TargetOccurrence, TargetOccurrence.target_id == Target.id)
        .join(Concept, Concept.id == TargetOccurrence.concept_id)
        .join(Edition, Edition.id == Target.edition_id)
        .join(Segment, Segment.id == Target.segment_id)
        .where(Edition.project_id.in_(project_ids), ~TargetOccurrence.nested, ~Segment.retired)
        .distinct()
    ).all()
    found: dict[int, frozenset[str]] = {}
    for edition, ident in rows:
        found[edition] = found.get(edition, frozenset()) | {ident}
    return found


def published(connection: Connection, project_ids: Sequence[int]) -> tuple[PublishedRow, ...]:
    """List the newest publication of each edition of projects, unless it was withdrawn."""
    newest = (
        select(Publication.edition_id, func.max(Publication.number).label("number"))
        .join(Edition, Edition.id == Publication.edition_id)
        .where(Edition.project_id.in_(project_ids))
        .group_by(Publication.edition_id)
        .subquery()
    )
    rows = connection.execute(
        select(
            Publication.edition_id, Publication.number, Publication.at,
            Publication.glossary_revision, Publication.policy,
        )
        .join(
            newest,
            and_(
                newest.c.edition_id == Publication.edition_id,
                newest.c.number == Publication.number,
            ),
        )
        .where(Publication.withdrawn_at.is_(None))
        .order_by(Publication.at.desc())
    ).all()  # fmt: skip
    return tuple(
        PublishedRow(edition_id=edition, number=number, at=at, glossary_revision=revision,
                     policy=policy)
        for edition, number, at, revision, policy in rows
    )  # fmt: skip
