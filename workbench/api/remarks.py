"""Comments on segments, and waivers of findings."""

from __future__ import annotations

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from glossary.model import Span
from workbench.api import answers, shapes
from workbench.permissions import Permission
from workbench.services import commenting, viewing, waiving
from workbench.storage.comments import CommentRow
from workbench.web import context
from workbench.web.guard import permission

_EDITION = "/editions/<int:edition_id>"
_SEGMENT = f"{_EDITION}/segments/<int:segment_id>"

api = APIBlueprint(
    "remarks",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="comments and waivers")],
    abp_responses={403: shapes.Problem, 404: shapes.Problem},
)


@api.get(f"{_SEGMENT}/comments", responses={200: shapes.Comments})
@permission(Permission.READ)
def get_comments(path: shapes.SegmentPath) -> Response:
    """List the comments on a segment's source and in this edition, oldest first."""
    rows = commenting.comments_of(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
    )
    people = {each for row in rows for each in (row.author_id, row.resolved_by)}
    names = viewing.names_of(context.database(), people)
    return answers.answer(shapes.Comments(comments=[answers.comment(r, names) for r in rows]))


@api.post(f"{_SEGMENT}/comments", responses={201: shapes.Comment, 422: shapes.Problem})
@permission(Permission.COMMENT)
def add_comment(path: shapes.SegmentPath, body: shapes.CommentBody) -> Response:
    """Remark on a segment, in this edition or on its source."""
    row = commenting.add_comment(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
        text=body.text,
        on_source=body.on_source,
    )
    return _comment(row, 201)


@api.post(
    f"{_EDITION}/comments/<int:comment_id>/resolve",
    responses={200: shapes.Comment, 409: shapes.Problem},
)
@permission(Permission.COMMENT)
def resolve_comment(path: shapes.CommentPath, body: shapes.ResolveBody) -> Response:
    """Settle a comment, or open it again."""
    row = commenting.resolve_comment(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        comment_id=path.comment_id,
        version=body.version,
        resolved=body.resolved,
    )
    return _comment(row, 200)


@api.post(
    f"{_SEGMENT}/waivers",
    responses={201: shapes.Saved, 409: shapes.Problem, 422: shapes.Problem},
)
@permission(Permission.WAIVE)
def add_waiver(path: shapes.SegmentPath, body: shapes.WaiverBody) -> Response:
    """Except a finding, with a reason."""
    saved = waiving.waive(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
        version=body.version,
        check=body.check,
        kind=body.kind,
        source=_span(body.source),
        target=_span(body.target),
        scope=body.scope,
        reason=body.reason,
    )
    names, waivers = viewing.people_of(context.database(), context.actor(), saved)
    return answers.answer(answers.saved(saved, names, waivers), 201)


@api.delete(
    f"{_EDITION}/waivers/<int:waiver_id>",
    responses={200: shapes.WaiverEnded, 409: shapes.Problem},
)
@permission(Permission.WAIVE)
def end_waiver(path: shapes.WaiverPath) -> Response:
    """Take a waiver back; what it covered is open again."""
    waiver, concerned = waiving.end_waiver(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        waiver_id=path.waiver_id,
    )
    return answers.answer(
        shapes.WaiverEnded(id=waiver.id, ended_at=waiver.ended_at, segments=concerned)
    )


def _comment(row: CommentRow, status: int) -> Response:
    names = viewing.names_of(context.database(), (row.author_id, row.resolved_by))
    return answers.answer(answers.comment(row, names), status)


def _span(given: tuple[int, int] | None) -> Span | None:
    return None if given is None else Span(*given)
