"""What editions print beside the text of a document: front matter, rights, the cover."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from translations.editions.base import Contribution
from translations.errors import UnreadableDocument
from translations.model import Part
from translations.rights import Approval, Basis, Rights
from workbench.errors import InvalidInput, StaleVersion
from workbench.permissions import Permission
from workbench.services import covers, documents, rights
from workbench.services import front_matter as services
from workbench.web import context, edition_words, forms, refusals, waking
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

bp = Blueprint("front_matter", __name__)


@bp.get("/documents/<int:document_id>/front-matter")
@permission(Permission.READ)
def show(document_id: int) -> ResponseReturnValue:
    return _page(document_id)


@bp.post("/documents/<int:document_id>/front-matter")
@permission(Permission.SOURCE)
def write(document_id: int) -> ResponseReturnValue:
    part = forms.choice("part", Part)
    try:
        made = services.write(
            context.database(),
            actor=context.actor(),
            document_id=document_id,
            part=part,
            text=forms.paragraphs("text"),
            about=forms.text("about"),
        )
    except InvalidInput as wrong:
        return _page(document_id, wrong), 422
    waking.wake(made.job_id)
    flash(_("Written. The editions have it to translate now."), "success")
    return redirect(_here(document_id, part.value))


@bp.post("/documents/<int:document_id>/front-matter/<int:block_id>/drop")
@permission(Permission.SOURCE)
def drop(document_id: int, block_id: int) -> ResponseReturnValue:
    """Take a piece of front matter out of every edition; what was translated stays on record."""
    done = documents.leave_out(
        context.database(),
        actor=context.actor(),
        document_id=document_id,
        seen={block_id: forms.number("version")},
        reason=_("Taken out of the front matter."),
    )
    waking.wake(done.job_id)
    flash(_("Taken out. It can be put back on the page of the document."), "success")
    return redirect(_here(document_id, "top"))


@bp.post("/documents/<int:document_id>/rights")
@permission(Permission.PUBLISH)
def state_rights(document_id: int) -> ResponseReturnValue:
    try:
        rights.state(
            context.database(),
            actor=context.actor(),
            document_id=document_id,
            version=forms.number("version"),
            rights=Rights(
                basis=forms.choice("basis", Basis),
                holder=forms.line("holder"),
                licence=forms.line("licence"),
                evidence=forms.paragraphs("evidence"),
                approval=forms.choice("approval", Approval),
                approval_evidence=forms.paragraphs("approval_evidence"),
            ),
        )
    except InvalidInput as wrong:
        return _page(document_id, wrong), 422
    except StaleVersion as stale:
        flash(refusals.told(stale), "error")
        return _page(document_id), 409
    flash(_("The rights are written down."), "success")
    return redirect(_here(document_id, "rights"))


@bp.post("/documents/<int:document_id>/link")
@permission(Permission.SOURCE)
def set_link(document_id: int) -> ResponseReturnValue:
    try:
        services.set_link(
            context.database(),
            actor=context.actor(),
            document_id=document_id,
            link=forms.line("link"),
        )
    except InvalidInput as wrong:
        return _page(document_id, wrong), 422
    flash(_("The address of the original is saved."), "success")
    return redirect(_here(document_id, "original"))


@bp.get("/documents/<int:document_id>/cover")
@permission(Permission.READ)
def cover(document_id: int) -> ResponseReturnValue:
    found = covers.show(context.database(), actor=context.actor(), document_id=document_id)
    return Response(found.content, content_type=found.media_type)


@bp.post("/documents/<int:document_id>/cover")
@permission(Permission.SOURCE)
def put_cover(document_id: int) -> ResponseReturnValue:
    try:
        if forms.one_of("do", ("put", "remove")) == "remove":
            return _cover_taken_off(document_id)
        _put_cover(document_id)
    except InvalidInput as wrong:
        return _page(document_id, wrong), 422
    except UnreadableDocument as wrong:
        return _page(document_id, InvalidInput("picture", wrong.message)), 422
    except StaleVersion as stale:
        flash(refusals.told(stale), "error")
        return _page(document_id), 409
    flash(_("The picture is on the cover. Describe it for those who do not see it."), "success")
    return redirect(_here(document_id, "cover"))


def _put_cover(document_id: int) -> None:
    uploaded = request.files.get("picture")
    if uploaded is None or not uploaded.filename:
        raise InvalidInput("picture", _("Choose a file."))
    with uploaded.stream as stream:
        covers.put(
            context.database(),
            actor=context.actor(),
            document_id=document_id,
            version=forms.number("version"),
            body=stream.read(),
            name=uploaded.filename,
        )


def _cover_taken_off(document_id: int) -> ResponseReturnValue:
    covers.remove(
        context.database(),
        actor=context.actor(),
        document_id=document_id,
        version=forms.number("version"),
    )
    flash(_("The picture is taken off the cover."), "success")
    return redirect(_here(document_id, "cover"))


def _page(document_id: int, wrong: InvalidInput | None = None) -> str:
    seen = services.show(context.database(), actor=context.actor(), document_id=document_id)
    return render_template(
        "front_matter/show.html",
        seen=seen,
        head=seen.head,
        parts=edition_words.parts(),
        described="".join(block.text for block in seen.of(Part.COVER)),
        contributions=[(c.value, edition_words.contribution_label(c)) for c in Contribution],
        bases=[(basis.value, edition_words.basis_label(basis)) for basis in Basis],
        approvals=[(each.value, edition_words.approval_label(each)) for each in Approval],
        contribution_label=edition_words.contribution_label,
        values=forms.everything(),
        errors=forms.errors(wrong),
    )


def _here(document_id: int, anchor: str) -> str:
    return url_for("front_matter.show", document_id=document_id, _anchor=anchor)
