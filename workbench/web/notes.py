"""Translators' notes of an edition, one a contested concept."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from translations.model import Part
from workbench.errors import InvalidInput
from workbench.permissions import Permission
from workbench.services import documents, front_matter, noting
from workbench.web import context, forms, waking
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

bp = Blueprint("notes", __name__)


@bp.get("/editions/<int:edition_id>/notes")
@permission(Permission.READ)
def show(edition_id: int) -> ResponseReturnValue:
    return _page(edition_id)


@bp.post("/editions/<int:edition_id>/notes")
@permission(Permission.SOURCE)
def write(edition_id: int) -> ResponseReturnValue:
    """Write a note on a concept, in the language of the source."""
    concept = forms.text("concept")
    seen = noting.show(context.database(), actor=context.actor(), edition_id=edition_id)
    try:
        if concept not in {each.concept for each in seen.notables if each.note is None}:
            raise InvalidInput("text", _("This word has a note already, or stands here no more."))  # noqa: TRY301 - beside the service's own
        made = front_matter.write(
            context.database(),
            actor=context.actor(),
            document_id=seen.edition.document_id,
            part=Part.NOTE,
            text=forms.paragraphs("text"),
            about=concept,
        )
    except InvalidInput as wrong:
        return _page(edition_id, wrong), 422
    waking.wake(made.job_id)
    flash(_("The note is written. Each edition translates it for its readers."), "success")
    return redirect(_here(edition_id, concept))


@bp.post("/editions/<int:edition_id>/notes/<int:block_id>")
@permission(Permission.SOURCE)
def switch(edition_id: int, block_id: int) -> ResponseReturnValue:
    """Let the edition go without a note, or have it again."""
    seen = noting.show(context.database(), actor=context.actor(), edition_id=edition_id)
    chosen = {block_id: forms.number("version")}
    on = forms.one_of("do", ("on", "off")) == "on"
    if on:
        done = documents.put_back(
            context.database(),
            actor=context.actor(),
            document_id=seen.edition.document_id,
            seen=chosen,
            edition_id=edition_id,
        )
    else:
        done = documents.leave_out(
            context.database(),
            actor=context.actor(),
            document_id=seen.edition.document_id,
            seen=chosen,
            reason=_("This edition goes without the note."),
            edition_id=edition_id,
        )
    waking.wake(done.job_id)
    told = _("The edition has the note again.")
    flash(told if on else _("The edition goes without the note."), "success")
    return redirect(_here(edition_id, "notes"))


def _page(edition_id: int, wrong: InvalidInput | None = None) -> str:
    seen = noting.show(context.database(), actor=context.actor(), edition_id=edition_id)
    return render_template(
        "editions/notes.html",
        seen=seen,
        edition=seen.edition,
        values=forms.everything(),
        errors=forms.errors(wrong),
    )


def _here(edition_id: int, anchor: str) -> str:
    return url_for("notes.show", edition_id=edition_id, _anchor=anchor)
