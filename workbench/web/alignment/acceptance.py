"""The form that makes an edition of an alignment."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from translations.model import State
from workbench.errors import Conflict, InvalidInput, StaleVersion
from workbench.permissions import Permission
from workbench.services.alignment import accepting, showing
from workbench.services.alignment.accepting import NOTES, Terms
from workbench.web import context, forms, links, refusals, waking
from workbench.web.alignment.area import bp, project_of
from workbench.web.alignment.bead_page import bead_page
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.messages import said


@bp.post("/projects/<project>/alignments/<int:alignment_id>/accept")
@permission(Permission.TRANSLATE)  # for some states more, where it is done
def accept(project: str, alignment_id: int) -> ResponseReturnValue:
    found = project_of(project)
    try:
        job_id = accepting.accept(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            alignment_id=alignment_id,
            version=forms.number("version"),
            terms=_terms(),
        )
    except InvalidInput as wrong:
        shown = bead_page(project, alignment_id, values=forms.everything(), wrong=wrong)
        return shown, 422
    except (StaleVersion, Conflict) as wrong:
        flash(refusals.told(wrong), "error")
        return bead_page(project, alignment_id, values=forms.everything()), 409
    if job_id is not None:
        waking.wake(job_id)
        return redirect(url_for("jobs.show", job_id=job_id))
    seen = showing.show(
        context.database(),
        actor=context.actor(),
        project_id=found.id,
        alignment_id=alignment_id,
    )
    flash(_("The translation is an edition now."), "success")
    return redirect(links.edition(seen.head.edition_id or 0))


def _terms() -> Terms:
    try:
        least = float(forms.text("least", default="99").replace(",", ".")) / 100
    except ValueError:
        raise InvalidInput("least", _("This must be a number.")) from None
    return Terms(
        state=forms.choice("state", State),
        policy=forms.text("policy"),
        join=forms.checked("join"),
        leave_out=forms.checked("leave_out"),
        least=least,
        printed_on=forms.line("printed_on"),
        link=forms.line("link"),
        translator=forms.line("translator"),
        vouched=forms.line("vouched"),
        notes={name: said(told) for name, told in NOTES.items()},
    )
