"""Where terms stand, on both sides, as the glossary found them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from glossary.model import Evidence, Occurrence, Span
from workbench.storage import bulk, sayings
from workbench.storage.glossaries import term_key, term_row
from workbench.storage.tables import Concept, SourceOccurrence, TargetOccurrence, Term

_SOURCE_COLUMNS = (
    "segment_version_id", "concept_id", "term_id", "start", '"end"', "form", "evidence",
    "reason", "facts", "quoted", "nested",
)  # fmt: skip
_TARGET_COLUMNS = (
    "target_id", "concept_id", "term_id", "text", "start", '"end"', "form", "evidence",
    "reason", "facts", "quoted", "nested", "source_start", "source_end",
)  # fmt: skip
_CLEAR_TARGET = delete(TargetOccurrence).where(TargetOccurrence.target_id == bindparam("of_target"))


@dataclass(frozen=True, slots=True)
class Bound:
    """A target occurrence and the span of the source occurrence that it renders."""

    occurrence: Occurrence
    source: Span | None


def add_source(
    connection: Connection,
    found: Iterable[tuple[int, Sequence[Occurrence]]],
    concepts: Mapping[str, int],
) -> None:
    """Store what stands in segment versions; `concepts` maps idents to rows."""
    rows = [
        (
            version,
            concepts[each.concept],
            term_row(each.term),
            each.span.start,
            each.span.end,
            each.form,
            int(each.evidence),
            *_reason(each),
            each.quoted,
            each.nested,
        )
        for version, occurrences in found
        for each in occurrences
    ]
    bulk.insert(connection, "source_occurrence", _SOURCE_COLUMNS, rows)


def clear_source(connection: Connection, version_ids: Sequence[int]) -> None:
    connection.execute(
        delete(SourceOccurrence).where(SourceOccurrence.segment_version_id.in_(version_ids))
    )


def add_target(
    connection: Connection,
    target_id: int,
    found: Iterable[Bound],
    concepts: Mapping[str, int],
) -> None:
    """Store what stands in a target."""
    rows = [
        (
            target_id,
            concepts[each.occurrence.concept],
            term_row(each.occurrence.term),
            each.occurrence.text,
            each.occurrence.span.start,
            each.occurrence.span.end,
            each.occurrence.form,
            int(each.occurrence.evidence),
            *_reason(each.occurrence),
            each.occurrence.quoted,
            each.occurrence.nested,
            each.source.start if each.source else None,
            each.source.end if each.source else None,
        )
        for each in found
    ]
    bulk.insert(connection, "target_occurrence", _TARGET_COLUMNS, rows)


def clear_target(connection: Connection, target_id: int) -> None:
    connection.execute(_CLEAR_TARGET, {"of_target": target_id})


def of_source(connection: Connection, version_id: int) -> tuple[Occurrence, ...]:
    """List what stands in a segment version, in the order of the text."""
    rows = connection.execute(
        select(
            Concept.ident, SourceOccurrence.term_id, Term.text, SourceOccurrence.start,
            SourceOccurrence.end, SourceOccurrence.form, SourceOccurrence.evidence,
            SourceOccurrence.reason, SourceOccurrence.facts, SourceOccurrence.quoted,
            SourceOccurrence.nested,
        )
        .join(Concept, Concept.id == SourceOccurrence.concept_id)
        .join(Term, Term.id == SourceOccurrence.term_id)
        .where(SourceOccurrence.segment_version_id == version_id)
        .order_by(SourceOccurrence.start, SourceOccurrence.end, SourceOccurrence.id)
    )  # fmt: skip
    return tuple(_occurrence(row) for row in rows)


_OF_TARGETS = (
    select(
        TargetOccurrence.target_id, Concept.ident, TargetOccurrence.term_id,
        TargetOccurrence.text, TargetOccurrence.start, TargetOccurrence.end,
        TargetOccurrence.form, TargetOccurrence.evidence, TargetOccurrence.reason,
        TargetOccurrence.facts, TargetOccurrence.quoted, TargetOccurrence.nested,
        TargetOccurrence.source_start, TargetOccurrence.source_end,
    )
    .join(Concept, Concept.id == TargetOccurrence.concept_id)
    .where(TargetOccurrence.target_id.in_(bindparam("target_ids", expanding=True)))
    .order_by(TargetOccurrence.target_id, TargetOccurrence.id)
)  # fmt: skip


def of_targets(
    connection: Connection, target_ids: Sequence[int]
) -> Mapping[int, tuple[Bound, ...]]:
    """List what stands in each target, in the order of its text."""
    found: defaultdict[int, list[Bound]] = defaultdict(list)
    if target_ids:
        for row in connection.execute(_OF_TARGETS, {"target_ids": list(target_ids)}):
            source = None
            if row.source_start is not None and row.source_end is not None:
                source = Span(row.source_start, row.source_end)
            found[row.target_id].append(Bound(_occurrence(row[1:12]), source))
    return {target_id: tuple(each) for target_id, each in found.items()}


def of_target(connection: Connection, target_id: int) -> tuple[Bound, ...]:
    return of_targets(connection, [target_id]).get(target_id, ())


def _reason(occurrence: Occurrence) -> tuple[str, str]:
    template, *facts = sayings.to_json(occurrence.reason)
    return template, json.dumps(facts, ensure_ascii=False)


def _occurrence(values: Sequence[Any]) -> Occurrence:
    concept, term_id, text, start, end, form, evidence, reason, facts, quoted, nested = values
    return Occurrence(
        concept=concept,
        term="" if term_id is None else term_key(term_id),
        text=text,
        span=Span(start, end),
        form=form,
        evidence=Evidence(evidence),
        reason=sayings.from_json([reason, *facts]),
        quoted=quoted,
        nested=nested,
    )
