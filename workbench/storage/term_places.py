"""Where the concepts of a glossary stand: counts by edition, and the search for an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from translations.checks import terminology
from workbench.storage.surveys import is_of_its_case
from workbench.storage.tables import (
    Concept,
    Document,
    Edition,
    Finding,
    Segment,
    SourceOccurrence,
    Target,
    TargetOccurrence,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCount:
    """How often a concept stands in an edition, and how often it is rendered wrongly."""

    edition_id: int
    title: str
    language: str
    policy: str
    mentions: int  #: in the source
    renderings: int  #: in the translation
    violations: int  #: open ones


def found(connection: Connection, glossary_id: int, words: Sequence[str]) -> frozenset[str]:
    """Name the living concepts whose entries hold all these folded words."""
    held = (Concept.folded.contains(word, autoescape=True) for word in words)
    statement = select(Concept.ident).where(
        Concept.glossary_id == glossary_id, Concept.removed_revision.is_(None), *held
    )
    return frozenset(connection.execute(statement).scalars())


def counts(
    connection: Connection, concept_row: int, project_ids: Sequence[int]
) -> tuple[EditionCount, ...]:
    """Count a concept in the editions of some projects; those without it are left away."""
    mentions = _mentions(connection, concept_row)
    renderings = _renderings(connection, concept_row)
    violations = _violations(connection, concept_row)
    rows = connection.execute(
        select(Edition.id, Edition.document_id, Document.title, Edition.language, Edition.policy)
        .join(Document, and_(Document.id == Edition.document_id, ~Document.staged))
        .where(Edition.project_id.in_(project_ids))
        .order_by(Document.id.desc(), Edition.language, Edition.policy)
    ).all()
    counted = (
        EditionCount(
            edition_id=row.id,
            title=row.title,
            language=row.language,
            policy=row.policy,
            mentions=mentions.get(row.document_id, 0),
            renderings=renderings.get(row.id, 0),
            violations=violations.get(row.id, 0),
        )
        for row in rows
    )
    return tuple(each for each in counted if each.mentions or each.renderings or each.violations)


def _mentions(connection: Connection, concept_row: int) -> dict[int, int]:
    statement = (
        select(Segment.document_id, func.count())
        .join(SourceOccurrence, SourceOccurrence.segment_version_id == Segment.text_id)
        .where(
            SourceOccurrence.concept_id == concept_row,
            ~SourceOccurrence.nested,
            is_of_its_case(),
            ~Segment.retired,
        )
        .group_by(Segment.document_id)
    )
    return dict(connection.execute(statement).all())


def _renderings(connection: Connection, concept_row: int) -> dict[int, int]:
    statement = (
        select(Target.edition_id, func.count())
        .join(TargetOccurrence, TargetOccurrence.target_id == Target.id)
        .join(Segment, Segment.id == Target.segment_id)
        .where(
            TargetOccurrence.concept_id == concept_row,
            ~TargetOccurrence.nested,
            ~Segment.retired,
        )
        .group_by(Target.edition_id)
    )
    return dict(connection.execute(statement).all())


def _violations(connection: Connection, concept_row: int) -> dict[int, int]:
    named = select(Concept.ident).where(Concept.id == concept_row).scalar_subquery()
    statement = (
        select(Finding.edition_id, func.count())
        .join(Target, Target.id == Finding.target_id)
        .join(Segment, Segment.id == Target.segment_id)
        .where(
            Finding.check_name == terminology.NAME,
            Finding.concept == named,
            Finding.waiver_id.is_(None),
            ~Segment.retired,
        )
        .group_by(Finding.edition_id)
    )
    return dict(connection.execute(statement).all())
