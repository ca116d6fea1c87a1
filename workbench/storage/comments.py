"""Remarks on segments: on the source, or in one edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from workbench.storage.tables import Comment


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    id: int
    segment_id: int
    edition_id: int | None
    author_id: int
    at: datetime
    text: str
    resolved_at: datetime | None
    resolved_by: int | None
    version: int


_COMMENT = (
    Comment.id, Comment.segment_id, Comment.edition_id, Comment.author_id, Comment.at,
    Comment.text, Comment.resolved_at, Comment.resolved_by, Comment.version,
)  # fmt: skip


def add(connection: Connection, **values: Any) -> CommentRow:
    row = connection.execute(insert(Comment).values(**values).returning(*_COMMENT))
    return CommentRow(**row.mappings().one())


def find(connection: Connection, comment_id: int) -> CommentRow | None:
    rows = connection.execute(select(*_COMMENT).where(Comment.id == comment_id)).mappings()
    return next((CommentRow(**row) for row in rows), None)


def of_segment(connection: Connection, edition_id: int, segment_id: int) -> tuple[CommentRow, ...]:
    """List the remarks on a segment's source and in this edition, oldest first."""
    rows = connection.execute(
        select(*_COMMENT).where(_seen_from(edition_id, segment_id)).order_by(Comment.id)
    )
    return tuple(CommentRow(**row) for row in rows.mappings())


def count(connection: Connection, edition_id: int, segment_id: int) -> tuple[int, int]:
    """Count the remarks on a segment, and those that are open."""
    row = connection.execute(
        select(func.count(), func.count() - func.count(Comment.resolved_at)).where(
            _seen_from(edition_id, segment_id)
        )
    ).one()
    return row[0], row[1]


def resolve(
    connection: Connection, comment_id: int, *, seen: int, **values: Any
) -> CommentRow | None:
    """Settle a remark, or open it again, if it is still at the version seen."""
    rows = connection.execute(
        update(Comment)
        .where(Comment.id == comment_id, Comment.version == seen)
        .values(version=seen + 1, **values)
        .returning(*_COMMENT)
    )
    return next((CommentRow(**row) for row in rows.mappings()), None)


def _seen_from(edition_id: int, segment_id: int) -> ColumnElement[bool]:
    return (Comment.segment_id == segment_id) & or_(
        Comment.edition_id.is_(None), Comment.edition_id == edition_id
    )
