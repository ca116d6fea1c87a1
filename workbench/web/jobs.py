"""Long work: how far it is, and the button that cancels it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from workbench.permissions import Permission
from workbench.services import due_checks, job_control, projects, uploads
from workbench.services.terms import RECHECK
from workbench.storage.jobs import JobState
from workbench.tasks import tasks
from workbench.web import context
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

bp = Blueprint("jobs", __name__)


@bp.get("/jobs/<int:job_id>")
@permission(Permission.READ)
def show(job_id: int) -> ResponseReturnValue:
    database, actor = context.database(), context.actor()
    job = job_control.show(database, actor=actor, job_id=job_id)
    every = projects.outline(database, actor=actor)
    project = next((each.project for each in every if each.project.id == job.project_id), None)
    return render_template(
        "documents/job.html",
        job=job,
        project=project,
        title=_title(job.kind),
        ended=job.state not in {JobState.WAITING, JobState.RUNNING},
        may_be_cancelled=job_control.may_be_cancelled(job),
        document_id=(job.result or {}).get("document"),
    )


def _title(kind: str) -> str:
    """Name a kind of work; one that was added later names itself."""
    known = {
        uploads.KIND: _("Import a document"),
        due_checks.KIND: _("Check translations again"),
        RECHECK: _("Check again after a change of the glossary"),
    }
    task = tasks().get(kind)
    return known.get(kind) or (task.title if task else kind)


@bp.post("/jobs/<int:job_id>/cancel")
@permission(Permission.SOURCE)
def cancel(job_id: int) -> ResponseReturnValue:
    if job_control.cancel(context.database(), actor=context.actor(), job_id=job_id):
        flash(_("Cancelled. Nothing of it is kept."), "success")
    return redirect(url_for("jobs.show", job_id=job_id))
