"""What reviewers changed in a translator's work."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from workbench import numbers
from workbench.services import review_digest
from workbench.web import context, marking
from workbench.web.guard import signed_in

bp = Blueprint("review_digest", __name__)


@bp.get("/review/changes")
@signed_in
def show() -> ResponseReturnValue:
    found = review_digest.digest(
        context.database(),
        actor=context.actor(),
        page=request.args.get("page", 1, type=numbers.whole),
    )
    return render_template(
        "review/changes.html",
        digest=found,
        days=review_digest.DAYS,
        mark_source=marking.source,
        mark_difference=marking.difference,
    )
