"""Remarks on segments, and settling them."""

from __future__ import annotations

from datetime import UTC, datetime

from workbench.errors import InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access, editing
from workbench.services.editing import find, happening
from workbench.storage import comments, feed
from workbench.storage.comments import CommentRow
from workbench.storage.engine import Database, reading, writing

LONGEST = 10_000


def add_comment(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    segment_id: int,
    text: str,
    on_source: bool = False,
) -> CommentRow:
    """Remark on a segment: in this edition, or on its source for all editions."""
    words = text.strip()
    if not words:
        raise InvalidInput("text", "The comment is empty.")
    if len(words) > LONGEST:
        raise InvalidInput("text", "A comment has at most %(count)s characters.", count=LONGEST)
    editing.refuse_unfit(words)
    with writing(database) as connection:
        place = find(connection, edition_id, segment_id)
        access.require(connection, actor, Permission.COMMENT, project_id=place.project_id)
        comment = comments.add(
            connection,
            segment_id=segment_id,
            edition_id=None if on_source else edition_id,
            author_id=actor.id,
            at=datetime.now(UTC),
            text=words,
        )
        event = happening("comment.added", place, actor, None, comment=comment.id)
        feed.append(connection, place.project_id, event)
    return comment


def resolve_comment(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    comment_id: int,
    version: int,
    resolved: bool = True,
) -> CommentRow:
    """Settle a remark, or open it again."""
    with writing(database) as connection:
        comment = comments.find(connection, comment_id)
        if comment is None or comment.edition_id not in {None, edition_id}:
            raise NotFound("comment", comment_id)
        place = find(connection, edition_id, comment.segment_id)
        access.require(connection, actor, Permission.COMMENT, project_id=place.project_id)
        after = comments.resolve(
            connection,
            comment_id,
            seen=version,
            resolved_at=datetime.now(UTC) if resolved else None,
            resolved_by=actor.id if resolved else None,
        )
        if after is None:
            current = {"version": comment.version, "resolved": comment.resolved_at is not None}
            raise StaleVersion("comment", seen=version, current=current)
        event = happening(
            "comment.resolved", place, actor, None, comment=comment_id, resolved=resolved
        )
        feed.append(connection, place.project_id, event)
    return after


def comments_of(
    database: Database, *, actor: Actor, edition_id: int, segment_id: int
) -> tuple[CommentRow, ...]:
    """List the remarks on a segment's source and in this edition, oldest first."""
    with reading(database) as connection:
        place = find(connection, edition_id, segment_id)
        access.require(connection, actor, Permission.READ, project_id=place.project_id)
        return comments.of_segment(connection, edition_id, segment_id)
