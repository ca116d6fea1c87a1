"""An edition as a whole: its gate, its exports, what was published, who made it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from translations.editions import OUTPUTS, html
from translations.editions.html_inline import Ways
from translations.model import State
from workbench.errors import Conflict, InvalidInput, PublicationBlocked
from workbench.permissions import Permission
from workbench.services import edition_desk, publishing, returning
from workbench.services.gating import BlockerKind, Gate
from workbench.services.publishing import Export
from workbench.storage.progress import Progress
from workbench.web import blockers, context, edition_words, forms, refusals
from workbench.web.downloads import attachment, written_page
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

bp = Blueprint("editions", __name__)

_OVERRIDE = "override-"


@bp.get("/editions/<int:edition_id>")
@permission(Permission.READ)
def show(edition_id: int) -> ResponseReturnValue:
    return _page(edition_id)


@bp.get("/editions/<int:edition_id>/preview")
@permission(Permission.READ)
def preview(edition_id: int) -> ResponseReturnValue:
    """Show the edition as readers would see it now; each paragraph leads to the editor."""
    seen = publishing.preview(
        context.database(), actor=context.actor(), edition_id=edition_id, approved=_approved()
    )
    segments = (block.segments[0].id for block in seen.blocks if block.segments)
    ways = Ways(
        label=_("Open in the editor"),
        href={
            each: url_for("editor.show", edition_id=edition_id, segment=each, _anchor=f"s{each}")
            for each in segments
        },
    )
    return written_page(html.write(seen, ways=ways), OUTPUTS["html"].media_type)


@bp.get("/editions/<int:edition_id>/export/<output>")
@permission(Permission.EXPORT)
def export(edition_id: int, output: str) -> ResponseReturnValue:
    if output == returning.ORIGINAL:
        return _download(
            returning.export(context.database(), actor=context.actor(), edition_id=edition_id)
        )
    written = publishing.export(
        context.database(), actor=context.actor(), edition_id=edition_id, output=output
    )
    return _download(written)


@bp.post("/editions/<int:edition_id>/publish")
@permission(Permission.PUBLISH)
def publish(edition_id: int) -> ResponseReturnValue:
    try:
        made = publishing.publish(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            overrides={kind: forms.text(f"{_OVERRIDE}{kind}") for kind in BlockerKind},
            seal=forms.text("seal"),
            approved=_approved(),
            summary=forms.text("summary"),
        )
    except PublicationBlocked as blocked:
        return _page(edition_id, blocked=blocked.blockers), 409
    except Conflict as refused:
        flash(refusals.told(refused), "error")
        return _page(edition_id), 409
    flash(_("Published as number %(number)s.", number=made.number), "success")
    return redirect(_here(edition_id, "publications"))


@bp.get("/editions/<int:edition_id>/publications/<int:number>")
@permission(Permission.READ)
def publication(edition_id: int, number: int) -> ResponseReturnValue:
    """Show a publication as readers see it."""
    return _shown(_publication(edition_id, number, "html"))


@bp.get("/editions/<int:edition_id>/publications/<int:number>/<output>")
@permission(Permission.READ)
def download(edition_id: int, number: int, output: str) -> ResponseReturnValue:
    return _download(_publication(edition_id, number, output))


@bp.post("/editions/<int:edition_id>/publications/<int:number>/withdraw")
@permission(Permission.PUBLISH)
def withdraw(edition_id: int, number: int) -> ResponseReturnValue:
    try:
        publishing.withdraw(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            number=number,
            why=forms.text("why"),
        )
    except (InvalidInput, Conflict) as refused:
        flash(refusals.told(refused), "error")
        return _page(edition_id), 422 if isinstance(refused, InvalidInput) else 409
    flash(_("Publication %(number)s is withdrawn. It stays on record.", number=number), "success")
    return redirect(_here(edition_id, "publications"))


@bp.post("/editions/<int:edition_id>/policy")
@permission(Permission.TERMS)
def choose_policy(edition_id: int) -> ResponseReturnValue:
    try:
        waits = edition_desk.choose_policy(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            version=forms.number("version"),
            policy=forms.text("policy"),
        )
    except InvalidInput as wrong:
        return _page(edition_id, wrong), 422
    except Conflict as refused:
        return _page(edition_id, InvalidInput("policy", refused.message)), 409
    told = _("The edition follows another house style. Everything is being checked again.")
    flash(told if waits else _("The edition follows this house style."), "success")
    return redirect(_here(edition_id, "facts"))


def _approved() -> bool:
    """Say whether approved texts are to stand for newer ones that are not."""
    return request.values.get("approved") == "1"


def _publication(edition_id: int, number: int, output: str) -> Export:
    return publishing.export_publication(
        context.database(),
        actor=context.actor(),
        edition_id=edition_id,
        number=number,
        output=output,
    )


def _page(
    edition_id: int, wrong: InvalidInput | None = None, *, blocked: Sequence[str] = ()
) -> str:
    seen = edition_desk.desk(
        context.database(), actor=context.actor(), edition_id=edition_id, approved=_approved()
    )
    return render_template(
        "editions/show.html",
        seen=seen,
        edition=seen.edition,
        progress=_progress(seen.gate),
        blockers=blockers.tell(seen.gate, seen.permissions),
        blocker_title=blockers.title,
        blocked=blocked,
        groups=edition_words.outputs(),
        original=returning.offered(context.database(), document_id=seen.edition.document_id),
        values={"policy": seen.edition.policy, **forms.everything()},
        errors=forms.errors(wrong),
    )


def _progress(gate: Gate) -> Progress:
    return Progress(
        total=gate.total,
        draft=gate.counts[State.INITIAL] - gate.empty_initial,
        translated=gate.counts[State.TRANSLATED],
        reviewed=gate.counts[State.REVIEWED],
        final=gate.counts[State.FINAL],
    )


def _shown(written: Export) -> Response:
    """Show a written page under its own policy: its very style sheet, and nothing else."""
    return written_page(written.body, written.media_type)


def _download(written: Export) -> Response:
    return attachment(written.body, written.name, written.media_type)


def _here(edition_id: int, anchor: str) -> str:
    return url_for("editions.show", edition_id=edition_id, _anchor=anchor)
