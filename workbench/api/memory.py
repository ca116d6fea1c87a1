"""What the translation memories have for a segment."""

from __future__ import annotations

from typing import Literal, cast

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from workbench.api import answers, memory_shapes, shapes
from workbench.permissions import Permission
from workbench.services.memory import looking_up, pretranslating
from workbench.services.memory.looking_up import Matches, Offered
from workbench.web import context
from workbench.web.guard import permission

api = APIBlueprint(
    "matches",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="memory")],
    abp_responses={403: shapes.Problem, 404: shapes.Problem},
)
_SEGMENT = "/editions/<int:edition_id>/segments/<int:segment_id>"


@api.get(f"{_SEGMENT}/repeats", responses={200: memory_shapes.Repeats})
@permission(Permission.READ)
def get_repeats(path: shapes.SegmentPath) -> Response:
    """Name the empty segments that say the same as this one, in the same voice."""
    found = pretranslating.repeats(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
    )
    return answers.answer(memory_shapes.Repeats(segments=list(found)))


@api.post(f"{_SEGMENT}/repeats", responses={200: memory_shapes.Filled})
@permission(Permission.TRANSLATE)
def fill_repeats(path: shapes.SegmentPath) -> Response:
    """Fill the repeats of a confirmed segment with its translation, as drafts."""
    count = pretranslating.propagate(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
    )
    return answers.answer(memory_shapes.Filled(filled=count))


@api.get(f"{_SEGMENT}/matches", responses={200: memory_shapes.Matches})
@permission(Permission.READ)
def get_matches(path: shapes.SegmentPath) -> Response:
    """Show what the memories have for a segment, the best first, checked as if it stood there."""
    found = looking_up.matches_of(
        context.database(),
        actor=context.actor(),
        edition_id=path.edition_id,
        segment_id=path.segment_id,
    )
    matches = [_match(each, found) for each in found.offered]
    return answers.answer(memory_shapes.Matches(matches=matches))


def _match(offered: Offered, found: Matches) -> memory_shapes.Match:
    match, row = offered.match, offered.hit.row
    kind = cast("Literal['context', 'exact', 'fuzzy']", match.kind.name.lower())
    return memory_shapes.Match(
        unit=row.id,
        kind=kind,
        score=match.score,
        similarity=match.similarity,
        text=match.target,
        source=row.unit.source,
        difference=[shapes.Stretch(kind=each.change, text=each.text) for each in match.difference],
        adapted=sorted(match.adapted),
        state=row.unit.state,
        origin=row.unit.origin,
        memory=offered.memory,
        author=found.names.get(row.author_id or 0, row.author_name),
        at=row.unit.at,
        place=_place(offered, found),
        check_term=offered.check_term,
        findings=answers.findings(offered.checked.found, {}, {}),
        counts=answers.counts(offered.checked.found),
    )


def _place(offered: Offered, found: Matches) -> memory_shapes.UnitPlace | None:
    row = offered.hit.row
    place = found.places.get(row.edition_id or 0)
    if place is None or row.segment_id is None:
        return None
    return memory_shapes.UnitPlace(
        edition_id=place.edition_id,
        segment_id=row.segment_id,
        document_id=place.document_id,
        title=place.title,
    )
