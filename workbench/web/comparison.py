"""The same paragraphs in all editions of a document, side by side."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench import numbers
from workbench.errors import InvalidInput
from workbench.permissions import Permission
from workbench.services import comparing
from workbench.web import context, refusals
from workbench.web.downloads import attachment
from workbench.web.guard import permission

bp = Blueprint("comparison", __name__)


@bp.get("/documents/<int:document_id>/comparison")
@permission(Permission.READ)
def show(document_id: int) -> ResponseReturnValue:
    seen = comparing.compare(
        context.database(),
        actor=context.actor(),
        document_id=document_id,
        first=numbers.whole_or(request.args.get("first", ""), 0),
        chosen=_chosen(),
    )
    last = seen.first + comparing.WINDOW
    return render_template(
        "comparison/show.html",
        seen=seen,
        head=seen.head,
        last=min(last, seen.total),
        previous=_address(document_id, seen.first - comparing.WINDOW) if seen.first else None,
        next=_address(document_id, last) if last < seen.total else None,
        chosen=[each.id for each in seen.chosen],
        asked=_chosen(),
    )


@bp.get("/documents/<int:document_id>/comparison.html")
@permission(Permission.EXPORT)
def export(document_id: int) -> ResponseReturnValue:
    """Give the comparison as one page to keep."""
    try:
        written = comparing.export(
            context.database(), actor=context.actor(), document_id=document_id, chosen=_chosen()
        )
    except InvalidInput as wrong:
        flash(refusals.told(wrong), "error")
        return redirect(_address(document_id, 0))
    return attachment(written.body, written.name, written.media_type)


def _chosen() -> list[int]:
    found = (numbers.whole_or(each, 0) for each in request.args.getlist("edition"))
    return [number for number in found if number > 0]


def _address(document_id: int, first: int) -> str:
    return url_for(
        "comparison.show", document_id=document_id, first=first or None, edition=_chosen() or None
    )
