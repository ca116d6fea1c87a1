"""Sending a publication on, and archives of several formats to keep."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from translations.editions import OUTPUTS
from workbench.errors import Conflict, InvalidInput
from workbench.permissions import Permission
from workbench.services.publishing import Export
from workbench.services.sending import ordering, packing
from workbench.services.sending.destinations import USUAL
from workbench.web import context, forms, refusals, waking
from workbench.web.destinations import server_rules
from workbench.web.downloads import attachment
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.sending_words import delivery_look, destination_hint, format_title

bp = Blueprint("sending", __name__)


@bp.get("/editions/<int:edition_id>/publications/<int:number>/send")
@permission(Permission.READ)
def show(edition_id: int, number: int) -> ResponseReturnValue:
    """Offer the places that a publication can be sent to, and list where it was."""
    return _page(edition_id, number)


@bp.post("/editions/<int:edition_id>/publications/<int:number>/send")
@permission(Permission.PUBLISH)
def send(edition_id: int, number: int) -> ResponseReturnValue:
    """Order that a publication is sent to a place."""
    try:
        job_id = ordering.send(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            number=number,
            destination_id=forms.number("destination"),
            formats=forms.texts("formats"),
            rules=server_rules(),
        )
    except InvalidInput as wrong:
        return _page(edition_id, number, wrong), 422
    except Conflict as refused:
        flash(refusals.told(refused), "error")
        return _page(edition_id, number), 409
    waking.wake(job_id)
    return redirect(url_for("jobs.show", job_id=job_id))


@bp.post("/editions/<int:edition_id>/publications/<int:number>/archive")
@permission(Permission.READ)
def archive(edition_id: int, number: int) -> ResponseReturnValue:
    """Give a publication as one archive; a large one by a job."""
    return _packed(edition_id, number)


@bp.get("/editions/<int:edition_id>/archive")
@permission(Permission.EXPORT)
def show_draft(edition_id: int) -> ResponseReturnValue:
    """Offer the edition as it stands as one archive."""
    return _page(edition_id, None)


@bp.post("/editions/<int:edition_id>/archive")
@permission(Permission.EXPORT)
def archive_draft(edition_id: int) -> ResponseReturnValue:
    """Give the edition as it stands as one archive; a large one by a job."""
    return _packed(edition_id, None)


@bp.get("/editions/<int:edition_id>/archives/<int:delivery_id>")
@permission(Permission.READ)
def fetch(edition_id: int, delivery_id: int) -> ResponseReturnValue:
    """Give an archive that a job has made."""
    return _download(
        packing.fetch(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            delivery_id=delivery_id,
        )
    )


def _packed(edition_id: int, number: int | None) -> ResponseReturnValue:
    try:
        made = packing.archive(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            number=number,
            formats=forms.texts("formats"),
        )
    except InvalidInput as wrong:
        return _page(edition_id, number, wrong), 422
    if isinstance(made, Export):
        return _download(made)
    waking.wake(made)
    return redirect(url_for("jobs.show", job_id=made))


def _download(made: Export) -> ResponseReturnValue:
    return attachment(made.body, made.name, made.media_type)


def _page(edition_id: int, number: int | None, wrong: InvalidInput | None = None) -> str:
    seen = ordering.seen(
        context.database(), actor=context.actor(), edition_id=edition_id, number=number
    )
    return render_template(
        "sending/show.html",
        seen=seen,
        edition=seen.edition,
        publication=seen.publication,
        outputs=[(name, format_title(name)) for name in OUTPUTS],
        chosen=forms.texts("formats") or USUAL,
        asked=forms.texts("formats"),
        delivery_look=delivery_look,
        format_title=format_title,
        destination_hint=destination_hint,
        title=_title(number),
        values=forms.everything(),
        errors=forms.errors(wrong),
    )


def _title(number: int | None) -> str:
    if number is None:
        return _("As one archive")
    return _("Publish number %(number)s on", number=number)
