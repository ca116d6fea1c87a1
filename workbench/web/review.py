"""The review queue: approve, return with a reason, or open in the editor; plain forms."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from translations.errors import ActionNotOffered, TranslationsError
from translations.review import Action, Reason, Weight
from workbench import numbers
from workbench.errors import Conflict, InvalidInput, StaleVersion
from workbench.permissions import Permission
from workbench.services import review_queue, reviewing
from workbench.storage.review_queue import Narrowed, Pile
from workbench.web import context, forms, looks, marking, refusals
from workbench.web.guard import permission, signed_in
from workbench.web.languages import gettext as _

bp = Blueprint("review", __name__)

_FILTERS = ("pile", "project", "language", "edition", "page")


@bp.get("/review")
@signed_in
def index() -> ResponseReturnValue:
    return _page()


@bp.post("/editions/<int:edition_id>/segments/<int:segment_id>/review")
@permission(Permission.REVIEW)
def decide(edition_id: int, segment_id: int) -> ResponseReturnValue:
    """Approve or return a segment; what is refused stays in its form."""
    try:
        action = forms.choice("action", Action)
        _review(edition_id, segment_id, action)
    except (StaleVersion, Conflict, ActionNotOffered):
        flash(_("Somebody changed this segment first. Nothing was overwritten."), "error")
        return _page(), 409
    except (InvalidInput, TranslationsError) as refused:
        return _page((edition_id, segment_id), refusals.told(refused)), 422
    flash(_("Approved.") if action is Action.APPROVE else _("Returned."), "success")
    following = forms.text("following")
    anchor = f"s{following}" if following.isdecimal() else None
    return redirect(url_for("review.index", **_kept(), _anchor=anchor))


def _review(edition_id: int, segment_id: int, action: Action) -> None:
    if action not in {Action.APPROVE, Action.RETURN}:
        raise InvalidInput("action", _("Choose one of what is offered."))
    returns = action is Action.RETURN
    reviewing.review(
        context.database(),
        actor=context.actor(),
        edition_id=edition_id,
        segment_id=segment_id,
        version=forms.number("version"),
        action=action,
        category=forms.text("category") if returns else "",
        weight=forms.text("weight") if returns else "",
        reason=forms.text("reason").strip() if returns else "",
    )


def _page(refused: tuple[int, int] | None = None, why: str = "") -> str:
    found = review_queue.queue(
        context.database(),
        actor=context.actor(),
        pile=_pile(),
        narrowed=Narrowed(
            project=request.values.get("project", ""),
            language=request.values.get("language", ""),
            edition_id=request.values.get("edition", type=numbers.whole),
        ),
        page=request.values.get("page", 1, type=numbers.whole),
    )
    return render_template(
        "review/index.html",
        queue=found,
        piles=_piles(),
        kept=_kept(),
        refused=refused,
        why=why,
        typed=forms.everything(),
        reasons=[(each.value, looks.reason_label(each)) for each in Reason],
        weights=[(each.value, looks.weight_label(each)) for each in Weight],
        mark_source=marking.source,
        mark_target=marking.target,
    )


def _pile() -> Pile:
    try:
        return Pile(request.values.get("pile", ""))
    except ValueError:
        return Pile.TO_REVIEW


def _piles() -> dict[Pile, str]:
    return {
        Pile.TO_REVIEW: _("To review"),
        Pile.RETURNED: _("Returned to me"),
        Pile.SELF_REVIEWED: _("Self-reviewed"),
    }


def _kept() -> dict[str, Any]:
    """Give the filters of this page, to be carried on to the next."""
    return {name: value for name in _FILTERS if (value := request.values.get(name))}
