"""Which stored texts a change of the glossary can concern."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Select, select

from workbench.storage.among import among
from workbench.storage.tables import (
    Document,
    Edition,
    Project,
    Segment,
    SegmentVersion,
    SourceOccurrence,
    Target,
    TargetOccurrence,
)

T = TypeVar("T")
#: As many values as one statement takes on either engine.
_AT_ONCE = 500


class Setting(NamedTuple):
    """Two languages and a policy under which texts of a glossary are judged."""

    source_language: str
    target_language: str
    policy: str


def settings(connection: Connection, glossary_id: int) -> tuple[Setting, ...]:
    """List under what the editions of a glossary are judged, each once."""
    statement = (
        select(Document.language, Edition.language, Edition.policy)
        .join(Document, Document.id == Edition.document_id)
        .join(Project, Project.id == Edition.project_id)
        .where(Project.glossary_id == glossary_id)
        .distinct()
    )
    return tuple(Setting(*row) for row in connection.execute(statement))


def targets_under(
    connection: Connection,
    glossary_id: int,
    setting: Setting,
    target_ids: Collection[int] | None = None,
) -> frozenset[int]:
    """Name the targets of a glossary that are judged under a setting; all, or those of some."""
    statement = (
        select(Target.id)
        .join(Edition, Edition.id == Target.edition_id)
        .join(Document, Document.id == Edition.document_id)
        .join(Project, Project.id == Edition.project_id)
        .where(
            Project.glossary_id == glossary_id,
            Document.language == setting.source_language,
            Edition.language == setting.target_language,
            Edition.policy == setting.policy,
        )
    )
    if target_ids is None:
        return _numbers(connection, statement)
    return _numbers(connection, statement.where(among(Target.id, target_ids)))


def source_languages(connection: Connection, glossary_id: int) -> tuple[str, ...]:
    statement = (
        select(Document.language)
        .join(Project, Project.id == Document.project_id)
        .where(Project.glossary_id == glossary_id)
        .distinct()
    )
    return tuple(connection.execute(statement).scalars())


def sources_of_concepts(connection: Connection, concept_rows: Collection[int]) -> frozenset[int]:
    """Name the segment versions in which a concept was found."""
    return _numbers(
        connection,
        select(SourceOccurrence.segment_version_id)
        .where(among(SourceOccurrence.concept_id, concept_rows))
        .distinct(),
    )


def targets_of_concepts(connection: Connection, concept_rows: Collection[int]) -> frozenset[int]:
    """Name the targets in which a rendering of a concept was found."""
    return _numbers(
        connection,
        select(TargetOccurrence.target_id)
        .where(among(TargetOccurrence.concept_id, concept_rows))
        .distinct(),
    )


def targets_of_sources(
    connection: Connection, glossary_id: int, version_ids: Collection[int]
) -> frozenset[int]:
    """Name the targets of a glossary for the segments that have, or once had, these versions.

    A target whose segment has moved on names the version that it translates, but
    is judged by the newest.
    """
    segments = _numbers(
        connection,
        select(SegmentVersion.segment_id).where(among(SegmentVersion.id, version_ids)),
    )
    editions = _numbers(
        connection,
        select(Edition.id)
        .join(Project, Project.id == Edition.project_id)
        .where(Project.glossary_id == glossary_id),
    )
    # Targets are found by their editions first: there is no index of segments alone.
    return _numbers(
        connection,
        select(Target.id).where(
            among(Target.edition_id, editions), among(Target.segment_id, segments)
        ),
    )


def of_glossary(
    connection: Connection, glossary_id: int, version_ids: Collection[int]
) -> frozenset[int]:
    """Keep those segment versions whose project uses this glossary."""
    return _numbers(
        connection,
        select(SegmentVersion.id)
        .join(Segment, Segment.id == SegmentVersion.segment_id)
        .join(Document, Document.id == Segment.document_id)
        .join(Project, Project.id == Document.project_id)
        .where(among(SegmentVersion.id, version_ids), Project.glossary_id == glossary_id),
    )


def in_their_blocks(
    connection: Connection, glossary_id: int, target_ids: Collection[int]
) -> tuple[int, ...]:
    """Name these targets of a glossary and all others of the same blocks and editions.

    A rendering in a neighbour of the block can excuse one that is missing, so
    what changes one segment's terms can change its neighbours' violations.
    """
    blocks = connection.execute(
        select(Target.edition_id, Segment.block_id)
        .join(Segment, Segment.id == Target.segment_id)
        .join(Edition, Edition.id == Target.edition_id)
        .join(Project, Project.id == Edition.project_id)
        .where(among(Target.id, target_ids), Project.glossary_id == glossary_id)
    )
    wanted = {(edition, block) for edition, block in blocks}
    found = connection.execute(
        select(Target.id, Target.edition_id, Segment.block_id)
        .join(Segment, Segment.id == Target.segment_id)
        .where(among(Segment.block_id, {block for _, block in wanted}))
    )
    return tuple(sorted(target for target, *place in found if tuple(place) in wanted))


def texts(connection: Connection, version_ids: Collection[int]) -> dict[str, list[tuple[int, str]]]:
    """Give the texts of segment versions by the language of their document."""
    rows = connection.execute(
        select(Document.language, SegmentVersion.id, SegmentVersion.text)
        .join(Segment, Segment.id == SegmentVersion.segment_id)
        .join(Document, Document.id == Segment.document_id)
        .where(among(SegmentVersion.id, version_ids))
    )
    found: dict[str, list[tuple[int, str]]] = {}
    for language, version, text in rows:
        found.setdefault(language, []).append((version, text))
    return found


def pieces(values: Sequence[T], size: int = _AT_ONCE) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces of at most so many."""
    return (values[start : start + size] for start in range(0, len(values), size))


def _numbers(connection: Connection, statement: Select[int]) -> frozenset[int]:
    return frozenset(connection.scalars(statement).all())
