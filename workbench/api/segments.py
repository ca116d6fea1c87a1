"""One segment of an edition: save it, review it, check it, look at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from translations.model import Origin
from translations.review import Action
from workbench.api import answers, shapes
from workbench.errors import StaleVersion
from workbench.permissions import Permission
from workbench.services import checking, claiming, editing, reviewing, viewing
from workbench.services.editing import Inserted
from workbench.services.keeping import Saved
from workbench.web import context
from workbench.web.guard import permission

_SEGMENT = "/editions/<int:edition_id>/segments/<int:segment_id>"

api = APIBlueprint(
    "segments",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="segments")],
    abp_responses={403: shapes.Problem, 404: shapes.Problem},
)

Arguments = ParamSpec("Arguments")


def _with_what_stands(view: Callable[Arguments, Response]) -> Callable[Arguments, Response]:
    """Show a writer who came too late the whole target that stands now."""

    @wraps(view)
    def answered(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Response:
        try:
            return view(*args, **kwargs)
        except StaleVersion as error:
            path = kwargs["path"]
            assert isinstance(path, shapes.SegmentPath)
            current = _view(path).target.model_dump(mode="json")
            raise StaleVersion(error.what, seen=error.seen, current=current) from error

    return answered


@api.put(_SEGMENT, responses={200: shapes.Saved, 409: shapes.Problem, 422: shapes.Problem})
@_with_what_stands
@permission(Permission.TRANSLATE)
def save_segment(path: shapes.SegmentPath, body: shapes.SaveBody) -> Response:
    """Save a draft or confirm it."""
    saved = editing.save_target(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
        text=body.text,
        version=body.version,
        action=Action(body.action),
        origin=Origin(body.origin),
        score=body.score,
        typographic=body.typographic,
        match=None if body.match is None else Inserted(unit_id=body.match),
    )
    return _saved(saved)


@api.post(
    f"{_SEGMENT}/review",
    responses={200: shapes.Saved, 409: shapes.Problem, 422: shapes.Problem},
)
@_with_what_stands
@permission(Permission.REVIEW)
def review_segment(path: shapes.SegmentPath, body: shapes.ReviewBody) -> Response:
    """Approve, return with a reason, sign off or reopen."""
    saved = reviewing.review(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
        version=body.version,
        action=Action(body.action),
        text=body.text,
        category=body.category,
        weight=body.weight,
        reason=body.reason,
    )
    return _saved(saved)


@api.get(_SEGMENT, responses={200: shapes.Segment})
@permission(Permission.READ)
def get_segment(path: shapes.SegmentPath) -> Response:
    """Show a segment with its terms, findings and what may be done with it."""
    return answers.answer(_view(path))


@api.delete(f"{_SEGMENT}/draft", responses={204: None})
@permission(Permission.READ)
def drop_draft(path: shapes.SegmentPath) -> Response:
    """Forget my text that was refused because somebody else had saved first."""
    editing.drop_draft(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
    )
    return Response(status=204)


@api.post(f"{_SEGMENT}/claim", responses={200: shapes.Claimed, 409: shapes.Problem})
@permission(Permission.TRANSLATE)
def claim_segment(path: shapes.SegmentPath) -> Response:
    """Tell the others that I write here; the claim ends two minutes after the last keystroke."""
    writer = claiming.claim(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
    )
    return answers.answer(shapes.Claimed(writer=answers.writer(writer)))


@api.post(f"{_SEGMENT}/check", responses={200: shapes.CheckedText})
@permission(Permission.READ)
def check_segment(path: shapes.SegmentPath, body: shapes.CheckBody) -> Response:
    """Check a text as it is typed; nothing is stored."""
    checked, waivers, names = checking.check_typed(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
        text=body.text,
    )
    return answers.answer(answers.checked_text(checked, waivers, names))


@api.get(f"{_SEGMENT}/history", responses={200: shapes.History})
@permission(Permission.READ)
def get_history(path: shapes.SegmentPath) -> Response:
    """Tell what the translation was, newest first."""
    versions, names = viewing.history_of(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
    )
    return answers.answer(answers.history(versions, names))


@api.get(f"{_SEGMENT}/others", responses={200: shapes.Others})
@permission(Permission.READ)
def get_others(path: shapes.SegmentPath) -> Response:
    """Show the same segment in the other editions of the document."""
    others, names = viewing.others_of(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
    )
    return answers.answer(shapes.Others(others=[answers.other(each, names) for each in others]))


def _view(path: shapes.SegmentPath) -> shapes.Segment:
    return answers.segment(
        viewing.segment_view(
            context.database(),
            actor=context.actor(),
            edition_id=path.edition_id,
            segment_id=path.segment_id,
        )
    )


def _saved(saved: Saved) -> Response:
    names, waivers = viewing.people_of(context.database(), context.actor(), saved)
    return answers.answer(answers.saved(saved, names, waivers))
