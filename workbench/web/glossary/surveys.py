"""The glossary at work: concordance of a concept, coverage by language, overtaken editions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from flask import request, url_for
from flask.typing import ResponseReturnValue

from translations.model import State
from workbench import numbers
from workbench.permissions import Permission
from workbench.services import surveying
from workbench.services.surveying import Concordance, Count, Standing
from workbench.web import context
from workbench.web.glossary.area import bp, page
from workbench.web.glossary.lines import line
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.looks import Look


@bp.get("/glossaries/<int:glossary_id>/concepts/<ident>/concordance")
@permission(Permission.READ)
def concordance(glossary_id: int, ident: str) -> ResponseReturnValue:
    first = max(0, request.args.get("from", default=0, type=numbers.whole))
    shown = surveying.concordance(
        context.database(),
        actor=context.actor(),
        glossary_id=glossary_id,
        ident=ident,
        first=first,
    )
    return page(
        "concordance.html",
        seen=shown.opened,
        shown=shown,
        concept=shown.concept,
        by_language=_by_language(shown.counts),
        line=line,
        pages=_pages(shown, glossary_id),
    )


@bp.get("/glossaries/<int:glossary_id>/coverage")
@permission(Permission.READ)
def coverage(glossary_id: int) -> ResponseReturnValue:
    shown = surveying.matrix(context.database(), actor=context.actor(), glossary_id=glossary_id)
    return page("coverage.html", seen=shown.opened, shown=shown, look=standing_look)


@bp.get("/glossaries/<int:glossary_id>/overtaken")
@permission(Permission.READ)
def overtaken(glossary_id: int) -> ResponseReturnValue:
    seen, rows = surveying.overtaken(
        context.database(), actor=context.actor(), glossary_id=glossary_id
    )
    return page("overtaken.html", seen=seen, rows=rows)


def standing_look(standing: Standing) -> Look:
    """Tell how what is decided is shown."""
    return {
        Standing.DECIDED: Look("✓", "green", _("decided")),
        Standing.FOLLOWS: Look("⇄", "blue", _("follows the source")),
        Standing.UNDECIDED: Look("○", "amber", _("undecided")),
    }[standing]


class Bar(NamedTuple):
    """One rendering of a chart: the share of each state, of the most frequent's hundred."""

    rendering: Count
    parts: tuple[tuple[State, float, float], ...]  #: state, x and width


def _by_language(counts: Sequence[Count]) -> list[tuple[str, list[Bar]]]:
    found = []
    for language, group in groupby(counts, key=lambda count: count.language):
        own = list(group)
        most = max(count.total for count in own)
        found.append((language, [Bar(count, tuple(_parts(count, most))) for count in own]))
    return found


def _parts(count: Count, most: int) -> list[tuple[State, float, float]]:
    parts, place = [], 0.0
    for state in reversed(State):
        width = 100 * count.states.get(state, 0) / most
        if width:
            parts.append((state, round(place, 2), round(width, 2)))
            place += width
    return parts


def _pages(shown: Concordance, glossary_id: int) -> tuple[str | None, str | None]:
    def address(start: int) -> str:
        filters: dict[str, Any] = {"from": start or None}
        return url_for(
            "glossary.concordance", glossary_id=glossary_id, ident=shown.concept.id, **filters
        )

    before = address(max(0, shown.first - surveying.AT_ONCE)) if shown.first else None
    following = shown.first + surveying.AT_ONCE
    return before, address(following) if following < shown.total else None
