"""Concordance: where words stand in the memories, on both sides."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from workbench import numbers
from workbench.errors import InvalidInput
from workbench.permissions import Permission
from workbench.services.memory import searching
from workbench.services.memory.searching import Concordance, Search, Side
from workbench.web import context, forms
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.memory.area import bp, project_of, project_page


@bp.get("/projects/<project>/memory/search")
@permission(Permission.READ)
def search(project: str) -> ResponseReturnValue:
    found = project_of(project)
    wanted = _wanted()
    shown: Concordance | None = None
    wrong: InvalidInput | None = None
    if wanted.words:
        try:
            shown = searching.search(
                context.database(),
                actor=context.actor(),
                project_id=found.id,
                wanted=wanted,
                before=request.args.get("before", type=numbers.whole),
            )
        except InvalidInput as error:
            wrong = error.at("q")
    answer = project_page(
        "concordance.html",
        found,
        wanted=wanted,
        shown=shown,
        sides=[(side.value, _side_label(side)) for side in Side],
        following=_following(project, shown),
        errors=forms.errors(wrong),
    )
    return (answer, 422) if wrong else answer


def _wanted() -> Search:
    asked = request.args
    words = " ".join(asked.get("q", "").split())
    side = asked.get("side", "")
    return Search(
        words=words if forms.is_storable(words) else "",
        side=Side(side) if side in set(Side) else Side.BOTH,
        pattern=bool(asked.get("regex")),
        source=asked.get("from", ""),
        target=asked.get("to", ""),
    )


def _following(project: str, shown: Concordance | None) -> str | None:
    if shown is None or shown.following is None:
        return None
    kept: dict[str, Any] = {**request.args, "before": shown.following}
    return url_for("memory.search", project=project, **kept)


def _side_label(side: Side) -> str:
    return {
        Side.BOTH: _("on either side"),
        Side.SOURCE: _("in the source"),
        Side.TARGET: _("in the translation"),
    }[side]
