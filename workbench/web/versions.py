"""Versions of a source: a newer file looked at and taken over, the way back, the archive."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from translations.errors import UnreadableDocument
from translations.versions import Weight
from workbench import numbers
from workbench.errors import Conflict, InvalidInput, StaleVersion
from workbench.permissions import Permission
from workbench.services.source import handing, listing, looking, showing, undoing
from workbench.services.source.renewing import Choice
from workbench.web import context, forms, marking, refusals, structure_words, waking
from workbench.web.downloads import attachment
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

bp = Blueprint("versions", __name__)

_EVERY = {"minor": Weight.MINOR, "substantive": Weight.SUBSTANTIVE}


@bp.get("/documents/<int:document_id>/versions")
@permission(Permission.READ)
def show(document_id: int) -> ResponseReturnValue:
    return _page(document_id)


@bp.post("/documents/<int:document_id>/versions")
@permission(Permission.SOURCE)
def keep(document_id: int) -> ResponseReturnValue:
    """Take a newer file; what it would change is shown next."""
    try:
        uploaded = request.files.get("file")
        if uploaded is None or not uploaded.filename:
            raise InvalidInput("file", _("Choose a file."))  # noqa: TRY301 - beside the service's own
        with uploaded.stream as stream:
            upload_id = looking.keep_file(
                context.database(),
                actor=context.actor(),
                document_id=document_id,
                data=stream.read(),
                name=uploaded.filename,
            )
    except InvalidInput as wrong:
        return _page(document_id, wrong), 422
    except UnreadableDocument as wrong:
        return _page(document_id, InvalidInput("file", wrong.message)), 422
    return redirect(url_for("versions.look", document_id=document_id, upload_id=upload_id))


@bp.get("/documents/<int:document_id>/versions/files/<int:upload_id>")
@permission(Permission.SOURCE)
def look(document_id: int, upload_id: int) -> ResponseReturnValue:
    try:
        return _preview(document_id, upload_id)
    except UnreadableDocument as wrong:  # beyond its beginning, which was read before
        return _page(document_id, InvalidInput("file", wrong.message)), 422


@bp.post("/documents/<int:document_id>/versions/files/<int:upload_id>")
@permission(Permission.SOURCE)
def act(document_id: int, upload_id: int) -> ResponseReturnValue:
    """Put the file in the place of the older one, or forget it."""
    if forms.one_of("do", ("apply", "drop")) == "drop":
        looking.drop_file(
            context.database(),
            actor=context.actor(),
            document_id=document_id,
            upload_id=upload_id,
        )
        flash(_("The file is forgotten; nothing was changed."), "success")
        return redirect(url_for("versions.show", document_id=document_id))
    try:
        started = handing.start(
            context.database(),
            actor=context.actor(),
            document_id=document_id,
            upload_id=upload_id,
            seen=forms.number("seen"),
            choice=_choice(),
        )
    except (StaleVersion, Conflict) as refused:
        return _preview(document_id, upload_id, refusals.told(refused)), 409
    waking.wake(started.job_id)
    if started.number is None:
        return redirect(url_for("jobs.show", job_id=started.job_id))
    flash(_("The newer version is in its place."), "success")
    return redirect(url_for("versions.show", document_id=document_id))


@bp.post("/documents/<int:document_id>/versions/<int:number>/undo")
@permission(Permission.SOURCE)
def undo(document_id: int, number: int) -> ResponseReturnValue:
    """Take back what a version changed."""
    try:
        done = undoing.undo(
            context.database(), actor=context.actor(), document_id=document_id, number=number
        )
    except Conflict as refused:
        return _page(document_id, InvalidInput("undo", refused.message)), 409
    waking.wake(done.job_id)
    flash(_("Taken back: everything is as it was before."), "success")
    return redirect(url_for("versions.show", document_id=document_id))


@bp.get("/documents/<int:document_id>/versions/<int:number>/file")
@permission(Permission.READ)
def file(document_id: int, number: int) -> ResponseReturnValue:
    """Give the file that a version came in."""
    name, body = listing.file_of(
        context.database(), actor=context.actor(), document_id=document_id, number=number
    )
    return attachment(body, name, "application/octet-stream")


@bp.get("/documents/<int:document_id>/archived")
@permission(Permission.READ)
def archived(document_id: int) -> ResponseReturnValue:
    """List the segments that are in the source no more, with their translations."""
    seen = listing.archive(
        context.database(), actor=context.actor(), document_id=document_id, first=_first()
    )
    return render_template(
        "versions/archived.html",
        seen=seen,
        mark=marking.marked,
        previous=_window("versions.archived", document_id, seen.first - listing.SHOWN, seen.total),
        next=_window("versions.archived", document_id, seen.first + listing.SHOWN, seen.total),
    )


def _choice() -> Choice:
    """Read what was said of the edits: of each, or of all."""
    named = (
        (numbers.whole_or(name.removeprefix("weight-"), None), value)
        for name, value in request.form.items()
        if name.startswith("weight-")
    )
    return Choice(
        weights={at: _EVERY[value] for at, value in named if at is not None and value in _EVERY},
        every=_EVERY.get(forms.one_of("every", ("", *_EVERY))),
    )


def _page(document_id: int, wrong: InvalidInput | None = None) -> str:
    seen = listing.versions(
        context.database(), actor=context.actor(), document_id=document_id, first=_first()
    )
    return render_template(
        "versions/index.html",
        seen=seen,
        words=structure_words,
        errors=forms.errors(wrong),
        previous=_window("versions.show", document_id, seen.first - listing.SHOWN, seen.total),
        next=_window("versions.show", document_id, seen.first + listing.SHOWN, seen.total),
    )


def _preview(document_id: int, upload_id: int, refused: str = "") -> str:
    seen = showing.preview(
        context.database(), actor=context.actor(), document_id=document_id, upload_id=upload_id
    )
    return render_template(
        "versions/look.html",
        seen=seen,
        words=structure_words,
        refused=refused,
        chosen=forms.everything(),
        mark=marking.marked,
        mark_difference=marking.difference,
    )


def _first() -> int:
    return numbers.whole_or(request.args.get("first", ""), 0)


def _window(endpoint: str, document_id: int, first: int, total: int) -> str | None:
    if not 0 <= first < total:
        return None
    return url_for(endpoint, document_id=document_id, first=first or None)
