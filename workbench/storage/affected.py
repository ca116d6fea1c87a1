"""What a revision of the glossary made wrong, until somebody has seen to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select, text, update

from glossary.model import Severity
from translations.checks import terminology
from translations.model import State
from translations.review import Action
from workbench.storage.histories import TAKEN_BACK
from workbench.storage.tables import (
    Affected,
    Document,
    Edition,
    Finding,
    Segment,
    SegmentVersion,
    Target,
    TargetHistory,
    User,
)
from workbench.storage.term_log import WHO

_ADD = text(
    "INSERT INTO affected (glossary_id, revision, target_id, concept, closed_why)"
    " VALUES (:glossary_id, :revision, :target_id, :concept, '') ON CONFLICT DO NOTHING"
)


def add(connection: Connection, revision: int, found: Iterable[tuple[int, int, str]]) -> None:
    """Write down in which targets (glossary, target, concept) a revision made something wrong."""
    rows: list[dict[str, Any]] = [
        {"glossary_id": glossary, "revision": revision, "target_id": target, "concept": concept}
        for glossary, target, concept in sorted(set(found))
    ]
    if rows:
        connection.execute(_ADD, rows)


def close(
    connection: Connection,
    glossary_id: int,
    revision: int,
    pairs: Collection[tuple[int, str]],
    *,
    actor_id: int,
    why: str,
) -> int:
    """Leave what stands in targets (target, concept) as it is; answers in how many."""
    closed = 0
    for target_id, concept in sorted(pairs):
        closed += connection.execute(
            update(Affected)
            .where(
                Affected.glossary_id == glossary_id,
                Affected.revision == revision,
                Affected.target_id == target_id,
                Affected.concept == concept,
                Affected.closed_at.is_(None),
            )
            .values(closed_at=datetime.now(UTC), closed_by=actor_id, closed_why=why)
        ).rowcount
    return closed


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftRow:
    """A target in which a revision made something wrong that still is."""

    target_id: int
    concept: str
    edition_id: int
    segment_id: int
    title: str
    language: str
    policy: str
    state: State
    version: int
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightRow:
    """A target in which words were replaced because of a revision, as that left it."""

    target_id: int
    edition_id: int
    segment_id: int
    title: str
    language: str
    policy: str
    version: int
    target: str
    at: datetime
    who: str


def open_by_revision(
    connection: Connection, glossary_id: int, project_ids: Sequence[int]
) -> dict[int, int]:
    """Count by revision in how many targets something is still wrong that it made so."""
    rows = connection.execute(
        _open(
            select(Affected.revision, func.count(Affected.id)), glossary_id, project_ids
        ).group_by(Affected.revision)
    )
    return {revision: number for revision, number in rows}  # noqa: C416 - rows


def count(
    connection: Connection,
    glossary_id: int,
    revision: int,
    project_ids: Sequence[int],
    *,
    concept: str = "",
    edition_id: int | None = None,
) -> int:
    statement = _open(select(func.count(Affected.id)), glossary_id, project_ids)
    found = connection.execute(statement.where(*_of(revision, concept, edition_id)))
    return int(found.scalar_one())


def listed(
    connection: Connection,
    glossary_id: int,
    revision: int,
    project_ids: Sequence[int],
    *,
    concept: str = "",
    edition_id: int | None = None,
    segment_id: int | None = None,
    first: int = 0,
    limit: int = 50,
) -> tuple[LeftRow, ...]:
    """List what a revision left to be put right, in the order of the editions."""
    statement = _open(
        select(
            Affected.target_id, Affected.concept, Target.edition_id, Target.segment_id,
            Document.title, Edition.language, Edition.policy, Target.state, Target.version,
            SegmentVersion.text.label("source"), Target.text.label("target"),
        ),
        glossary_id,
        project_ids,
    )  # fmt: skip
    here = () if segment_id is None else (Target.segment_id == segment_id,)
    rows = connection.execute(
        statement.where(*_of(revision, concept, edition_id), *here)
        .order_by(
            Target.edition_id, Segment.block_position, Segment.position, Affected.concept,
        )
        .offset(first)
        .limit(limit)
    )  # fmt: skip
    return tuple(LeftRow(**{**row, "state": State(row["state"])}) for row in rows.mappings())


def put_right(
    connection: Connection,
    glossary_id: int,
    revision: int,
    project_ids: Sequence[int],
    *,
    limit: int,
) -> tuple[RightRow, ...]:
    """List where words were replaced because of a revision and nothing was saved since."""
    concerned = exists().where(
        Affected.target_id == Target.id,
        Affected.glossary_id == glossary_id,
        Affected.revision == revision,
    )
    last = and_(
        TargetHistory.target_id == Target.id,
        TargetHistory.version == Target.version,
        TargetHistory.action == Action.DRAFT.value,
        TargetHistory.note.not_in(("", TAKEN_BACK)),
    )
    rows = connection.execute(
        select(
            Target.id.label("target_id"), Target.edition_id, Target.segment_id, Document.title,
            Edition.language, Edition.policy, Target.version, Target.text.label("target"),
            TargetHistory.at, WHO,
        )
        .join(TargetHistory, last)
        .join(Segment, Segment.id == Target.segment_id)
        .join(Edition, Edition.id == Target.edition_id)
        .join(Document, Document.id == Edition.document_id)
        .outerjoin(User, User.id == TargetHistory.actor_id)
        .where(concerned, Edition.project_id.in_(project_ids), ~Segment.retired)
        .order_by(TargetHistory.at.desc(), TargetHistory.id.desc())
        .limit(limit)
    )  # fmt: skip
    return tuple(RightRow(**row) for row in rows.mappings())


def _of(revision: int, concept: str, edition_id: int | None) -> tuple[ColumnElement[bool], ...]:
    asked: list[ColumnElement[bool]] = [Affected.revision == revision]
    if concept:
        asked.append(Affected.concept == concept)
    if edition_id is not None:
        asked.append(Target.edition_id == edition_id)
    return tuple(asked)


def _open(
    statement: Select[*tuple[Any, ...]], glossary_id: int, project_ids: Sequence[int]
) -> Select[*tuple[Any, ...]]:
    """What is still wrong, and nobody said that it shall stay."""
    wrong = exists().where(
        Finding.target_id == Affected.target_id,
        Finding.check_name == terminology.NAME,
        Finding.concept == Affected.concept,
        Finding.severity > int(Severity.NOTE),
        Finding.waiver_id.is_(None),
    )
    return (
        statement.select_from(Affected)
        .join(Target, Target.id == Affected.target_id)
        .join(Segment, Segment.id == Target.segment_id)
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .join(Edition, Edition.id == Target.edition_id)
        .join(Document, Document.id == Edition.document_id)
        .where(
            Affected.glossary_id == glossary_id,
            Affected.closed_at.is_(None),
            Edition.project_id.in_(project_ids),
            ~Segment.retired,
            wrong,
        )
    )
