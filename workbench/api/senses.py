"""What people say that words of a source mean, for every edition of the document."""

from __future__ import annotations

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from glossary.model import Span, Voice
from translations.waivers import Scope
from workbench.api import answers, sense_shapes, shapes
from workbench.permissions import Permission
from workbench.services import sensing
from workbench.services.sensing import SenseShown, Told
from workbench.web import context, waking
from workbench.web.guard import permission

_SENSES = "/segments/<int:segment_id>/senses"

api = APIBlueprint(
    "senses",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="senses")],
    abp_responses={403: shapes.Problem, 404: shapes.Problem},
)


@api.get(_SENSES, responses={200: sense_shapes.Senses})
@permission(Permission.READ)
def get_senses(path: sense_shapes.SensesPath) -> Response:
    """List what was ever said of the words of a segment's source, newest first."""
    found = sensing.senses_of(context.database(), actor=context.actor(), segment_id=path.segment_id)
    return answers.answer(sense_shapes.Senses(senses=[_sense(each) for each in found]))


@api.post(
    _SENSES, responses={201: sense_shapes.SenseTold, 409: shapes.Problem, 422: shapes.Problem}
)
@permission(Permission.TRANSLATE)
def set_sense(path: sense_shapes.SensesPath, body: sense_shapes.SenseBody) -> Response:
    """Say which concept words of the source mean, or that it is none of those known."""
    told = sensing.set_sense(
        context.database(),
        actor=context.actor(),
        segment_id=path.segment_id,
        text_id=body.text_id,
        span=Span(*body.span),
        concept=body.concept,
        voice=body.voice,
        scope=body.scope,
        reason=body.reason,
    )
    return _told(told, 201)


@api.delete(
    f"{_SENSES}/<int:sense_id>", responses={200: sense_shapes.SenseTold, 409: shapes.Problem}
)
@permission(Permission.TRANSLATE)
def drop_sense(path: sense_shapes.SensePath) -> Response:
    """Take back what was said; the glossary alone reads the words again."""
    told = sensing.drop_sense(context.database(), actor=context.actor(), sense_id=path.sense_id)
    return _told(told, 200)


def _sense(shown: SenseShown) -> sense_shapes.Sense:
    sense = shown.sense
    return sense_shapes.Sense(
        id=sense.id,
        span=(sense.start, sense.end),
        words=sense.words,
        concept=sense.concept,
        voice=Voice(sense.voice) if sense.voice else None,
        scope=Scope(sense.scope),
        reason=sense.reason,
        by=shown.who,
        at=sense.at,
        ended_at=sense.ended_at,
        ended_why=sense.ended_why,
    )


def _told(told: Told, status: int) -> Response:
    if told.job_id is not None:
        waking.wake(told.job_id)
    return answers.answer(
        sense_shapes.SenseTold(id=told.sense_id, concerned=told.concerned), status
    )
