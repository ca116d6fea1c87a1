"""The log of decisions: what was decided, by whom, from which revision on, and why."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from workbench import numbers
from workbench.errors import InvalidInput
from workbench.permissions import Permission
from workbench.services import consulting, deciding
from workbench.web import context, forms
from workbench.web.glossary import reasons
from workbench.web.glossary.area import bp, page
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

_AT_ONCE = 50


@bp.get("/glossaries/<int:glossary_id>/decisions")
@permission(Permission.READ)
def decisions(glossary_id: int) -> ResponseReturnValue:
    return _page(glossary_id)


@bp.post("/glossaries/<int:glossary_id>/decisions")
@permission(Permission.TERMS)
def decide(glossary_id: int) -> ResponseReturnValue:
    try:
        deciding.decide(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            argument=reasons.argument(forms.line("question"), forms.line("concept")),
        )
    except InvalidInput as wrong:
        return _page(glossary_id, wrong), 422
    flash(_("The decision is on record."), "success")
    return redirect(url_for("glossary.decisions", glossary_id=glossary_id))


def _page(glossary_id: int, wrong: InvalidInput | None = None) -> str:
    concept = request.args.get("concept", "").replace("\x00", "")
    rows = deciding.decisions(
        context.database(),
        actor=context.actor(),
        glossary_id=glossary_id,
        concept=concept,
        before=request.args.get("before", type=numbers.whole),
        limit=_AT_ONCE,
    )
    seen = consulting.opened(context.database(), actor=context.actor(), glossary_id=glossary_id)
    return page(
        "decisions.html",
        seen=seen,
        rows=rows,
        concept=concept,
        more=len(rows) == _AT_ONCE,
        values=forms.everything() if wrong else {},
        errors=forms.errors(wrong),
    )
