"""Which segments of an edition fit what is asked of their terms, as conditions of a query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, or_

from translations.checks import terminology
from workbench.storage.tables import (
    Concept,
    Finding,
    Segment,
    SourceOccurrence,
    Target,
    TargetOccurrence,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A finding about terms: of some concepts, or of some kind; of any if neither is named."""

    concepts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    of_any: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFilter:
    """What is asked of the terms of a segment; every part must fit."""

    named: tuple[frozenset[str], ...] = ()  #: one of these concepts, on either side
    rendered: tuple[frozenset[str], ...] = ()  #: one of these renderings, by citation form
    violated: tuple[Breach, ...] = ()
    waived: tuple[Breach, ...] = ()


def conditions(asked: TermFilter) -> Iterator[ColumnElement[bool]]:
    """Give what a row of segment and target must keep to."""
    for concepts in asked.named:
        yield mentions(concepts)
    for texts in asked.rendered:
        yield exists().where(
            TargetOccurrence.target_id == Target.id,
            TargetOccurrence.text.in_(sorted(texts)),
            ~TargetOccurrence.nested,
        )
    for breach in asked.violated:
        yield _found(breach, Finding.waiver_id.is_(None))
    for breach in asked.waived:
        yield _found(breach, Finding.waiver_id.is_not(None))


def mentions(concepts: frozenset[str]) -> ColumnElement[bool]:
    """One of these concepts stands in the source or in the translation."""
    in_source = (
        exists()
        .where(SourceOccurrence.segment_version_id == Segment.text_id)
        .where(SourceOccurrence.concept_id == Concept.id, Concept.ident.in_(sorted(concepts)))
    )
    in_target = (
        exists()
        .where(TargetOccurrence.target_id == Target.id)
        .where(TargetOccurrence.concept_id == Concept.id, Concept.ident.in_(sorted(concepts)))
    )
    return or_(in_source, in_target)


def _found(breach: Breach, standing: ColumnElement[bool]) -> ColumnElement[bool]:
    about = or_(
        Finding.concept.in_(sorted(breach.concepts)), Finding.kind.in_(sorted(breach.kinds))
    )
    of_terms = (Finding.target_id == Target.id, Finding.check_name == terminology.NAME, standing)
    return exists().where(*of_terms) if breach.of_any else exists().where(*of_terms, about)
