"""What reviewers changed in translations as they approved them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from translations.model import Code
from workbench.storage import codes
from workbench.storage.tables import (
    Document,
    Edition,
    Project,
    Review,
    Segment,
    SegmentVersion,
    Target,
    TargetHistory,
    User,
)

_EDITED = "accepted-with-edits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A translation before and after the review, with the source that it was reviewed for."""

    edition_id: int
    project: str
    title: str
    language: str
    source_language: str
    segment_id: int
    source: str
    codes: tuple[Code, ...]
    before: str
    after: str
    reviewer: str
    at: datetime


def changes(
    connection: Connection,
    user_id: int,
    project_ids: Collection[int],
    *,
    since: datetime,
    skip: int,
    limit: int,
) -> tuple[Change, ...]:
    """List what others changed in a person's translations, newest first."""
    asked = _asked(select(*_COLUMNS), user_id, project_ids, since)
    statement = asked.order_by(Review.id.desc()).offset(skip).limit(limit)
    return tuple(
        Change(**{**row, "codes": codes.from_json(row["codes"])})
        for row in connection.execute(statement).mappings()
    )


def counts(
    connection: Connection, user_id: int, project_ids: Collection[int], *, since: datetime
) -> dict[int, int]:
    """Count such changes by edition."""
    statement = _asked(select(Edition.id, func.count()), user_id, project_ids, since)
    return dict(connection.execute(statement.group_by(Edition.id)).all())


_COLUMNS = (
    Edition.id.label("edition_id"), Project.name.label("project"), Document.title,
    Edition.language, Document.language.label("source_language"),
    Target.segment_id, SegmentVersion.text.label("source"), SegmentVersion.codes, Review.before,
    TargetHistory.text.label("after"),
    func.coalesce(func.nullif(User.display_name, ""), User.name).label("reviewer"), Review.at,
)  # fmt: skip


def _asked(
    statement: Select[*tuple[Any, ...]],
    user_id: int,
    project_ids: Collection[int],
    since: datetime,
) -> Select[*tuple[Any, ...]]:
    made = and_(
        TargetHistory.target_id == Review.target_id,
        TargetHistory.version == Review.target_version + 1,
    )
    return (
        statement.select_from(Review)
        .join(Target, Target.id == Review.target_id)
        .join(TargetHistory, made)
        .join(SegmentVersion, SegmentVersion.id == TargetHistory.segment_version_id)
        .join(Segment, Segment.id == Target.segment_id)
        .join(Edition, Edition.id == Review.edition_id)
        .join(Document, Document.id == Edition.document_id)
        .join(Project, Project.id == Edition.project_id)
        .join(User, User.id == Review.actor_id)
        .where(
            Review.outcome == _EDITED,
            Review.translator_id == user_id,
            Review.actor_id != user_id,
            Review.at > since,
            Edition.project_id.in_(sorted(project_ids)),
            ~Segment.retired,
        )
    )
