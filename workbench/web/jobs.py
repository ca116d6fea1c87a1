"""Long work: how far it is, and the button that cancels it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from workbench.permissions import Permission
from workbench.services import due_checks, job_control, projects, uploads
from workbench.services.alignment import aligning, filling
from workbench.services.memory import arriving, measuring, pretranslating
from workbench.services.sending import ordering
from workbench.services.source import handing
from workbench.services.terms import RECHECK
from workbench.services.trips import recalling, settling
from workbench.storage.jobs import JobRow, JobState
from workbench.storage.projects import ProjectRow
from workbench.tasks import tasks
from workbench.web import context, links
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.looks import number

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
        following=_following(job, project),
        then=_then(job, project),
        told=_told(job),
        progress=_progress(job),
        may_be_taken_back=job.kind == pretranslating.KIND and job.state is JobState.DONE,
    )


def _then(job: JobRow, project: ProjectRow | None) -> str:
    """Where a page that follows a job goes by itself when the job is done."""
    if job.state is not JobState.DONE:
        return ""
    if document_id := (job.result or {}).get("document"):
        return url_for("documents.show", document_id=document_id)
    following = _following(job, project) if job.kind == aligning.KIND else None
    return following[0] if following else ""


def _following(job: JobRow, project: ProjectRow | None) -> tuple[str, str] | None:
    """Where a finished job leads to: an address and what to say of it."""
    if job.kind == pretranslating.KIND:
        return links.edition(job.arguments["edition"]), _("Open in the editor")
    if job.kind == measuring.KIND:
        address = url_for("memory.analysis", edition_id=job.arguments["edition"])
        return address, _("Show the analysis")
    if job.kind == arriving.KIND and project is not None:
        return url_for("memory.show", project=project.slug), _("Open the memory")
    if job.kind == aligning.KIND and project is not None:
        alignment_id = job.arguments["alignment"]
        address = url_for("alignment.show", project=project.slug, alignment_id=alignment_id)
        return address, _("Open the alignment")
    if job.kind in {settling.KIND, recalling.KIND}:
        numbers = {"edition_id": job.arguments["edition"]}
        numbers["homecoming_id"] = job.arguments["homecoming"]
        return url_for("trips.show", **numbers), _("Show what was taken")
    if job.kind == ordering.PUBLISH_ON:
        place = {"edition_id": job.arguments["edition"], "number": job.arguments["number"]}
        return url_for("sending.show", **place), _("What was sent")
    if job.kind == ordering.PACK and job.state is JobState.DONE:
        archive = {"edition_id": job.arguments["edition"]}
        archive["delivery_id"] = job.arguments["delivery"]
        return url_for("sending.fetch", **archive), _("Download the archive")
    if job.kind == filling.KIND and job.result:
        return links.edition(job.result["edition"]), _("Open in the editor")
    return None


def _progress(job: JobRow) -> str:
    """Say how much is done, of what the job counts."""
    done, total = number(job.done), number(job.total)
    if job.kind in {ordering.PUBLISH_ON, ordering.PACK}:
        return _("%(done)s of %(total)s written", done=done, total=total)
    if job.total > 1:
        return _("%(done)s of %(total)s segments", done=done, total=total)
    return _("Reading the file …")


def _told(job: JobRow) -> str:
    """Say what came of a job that counts what it did."""
    result = job.result or {}
    if job.kind == pretranslating.KIND and result:
        return _(
            "Filled: %(filled)s of %(segments)s empty segments. Held back, because every match"
            " breaks a rule: %(held)s.",
            filled=number(result["filled"]),
            segments=number(result["segments"]),
            held=number(result["held_back"]),
        )
    if job.kind == arriving.KIND and result:
        return _(
            "New units: %(added)s. There already: %(known)s. Left out: %(left)s.",
            added=number(result["added"]),
            known=number(result["known"]),
            left=number(result["left_out"]),
        )
    if job.kind == filling.KIND and "filled" in result:
        return _(
            "Filled: %(filled)s. Had a text already: %(kept)s. Left out by the translation:"
            " %(left)s.",
            filled=number(result["filled"]),
            kept=number(result["kept"]),
            left=number(result["left_out"]),
        )
    if result.get("outcome") == "unchanged":
        return _("The very same stands there already; nothing was changed.")
    return ""


def _title(kind: str) -> str:
    """Name a kind of work; one that was added later names itself."""
    known = {
        uploads.KIND: _("Import a document"),
        due_checks.KIND: _("Check translations again"),
        RECHECK: _("Check again after a change of the glossary"),
        pretranslating.KIND: _("Fill an edition from the memory"),
        measuring.KIND: _("Analyse an edition"),
        arriving.KIND: _("Import a translation memory"),
        aligning.KIND: _("Align a translation"),
        filling.KIND: _("Make an edition of an alignment"),
        settling.KIND: _("Take a file that came home"),
        recalling.KIND: _("Take back what a file brought"),
        handing.KIND: _("Renew a source"),
        ordering.PUBLISH_ON: _("Publish on"),
        ordering.PACK: _("Pack an edition"),
    }
    task = tasks().get(kind)
    return known.get(kind) or (task.title if task else kind)


@bp.post("/jobs/<int:job_id>/cancel")
@permission(Permission.READ)  # what kind of work it is asks for more, where it is done
def cancel(job_id: int) -> ResponseReturnValue:
    if job_control.cancel(context.database(), actor=context.actor(), job_id=job_id):
        flash(_("Cancelled. Nothing of it is kept."), "success")
    return redirect(url_for("jobs.show", job_id=job_id))
