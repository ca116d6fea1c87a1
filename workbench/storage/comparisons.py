"""What stands for the same segments in several editions, and which words there are contested."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, select

from workbench.storage.candidates import pieces
from workbench.storage.tables import Concept, Segment, SourceOccurrence, Target, TargetOccurrence


class Written(NamedTuple):
    """What an edition has for a segment."""

    edition_id: int
    segment_id: int
    text: str  #: coded text


class Contested(NamedTuple):
    """Words that render a contested concept; those of the source with no edition."""

    edition_id: int | None
    segment_id: int
    start: int  #: code points of the coded text
    end: int
    concept: str


def written(
    connection: Connection, edition_ids: Collection[int], segment_ids: Collection[int]
) -> list[Written]:
    """List what these editions have for these segments."""
    found: list[Written] = []
    for some in pieces(sorted(segment_ids)):
        wanted = (Target.edition_id.in_(edition_ids), Target.segment_id.in_(some))
        statement = select(Target.edition_id, Target.segment_id, Target.text).where(*wanted)
        found += (Written(*row) for row in connection.execute(statement))
    return found


def contested(
    connection: Connection, edition_ids: Collection[int], segment_ids: Collection[int]
) -> list[Contested]:
    """List where contested concepts stand in these segments and their targets, in order."""
    found: list[Contested] = []
    for some in pieces(sorted(segment_ids)):
        targets = (
            select(
                Target.edition_id, Target.segment_id, TargetOccurrence.start,
                TargetOccurrence.end, Concept.ident,
            )
            .join(TargetOccurrence, TargetOccurrence.target_id == Target.id)
            .join(Concept, Concept.id == TargetOccurrence.concept_id)
            .where(Target.edition_id.in_(edition_ids), Target.segment_id.in_(some))
            .where(Concept.contested)
            .order_by(Target.edition_id, Target.segment_id, TargetOccurrence.start)
        )  # fmt: skip
        found += (Contested(*row) for row in connection.execute(targets))
        sources = (
            select(Segment.id, SourceOccurrence.start, SourceOccurrence.end, Concept.ident)
            .join(SourceOccurrence, SourceOccurrence.segment_version_id == Segment.text_id)
            .join(Concept, Concept.id == SourceOccurrence.concept_id)
            .where(Segment.id.in_(some), Concept.contested)
            .order_by(Segment.id, SourceOccurrence.start)
        )
        found += (Contested(None, *row) for row in connection.execute(sources))
    return found
