"""The memory at work for an edition: drafts from matches, and what it saves beforehand."""

from __future__ import annotations

import csv
import io

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from translations.memory.leverage import Band
from workbench.errors import InvalidInput
from workbench.permissions import Permission
from workbench.services.memory import measuring, pretranslating
from workbench.storage.jobs import JobState
from workbench.web import context, forms, refusals, waking
from workbench.web.downloads import attachment
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.languages import ngettext
from workbench.web.looks import number
from workbench.web.memory.area import bp, page


@bp.post("/editions/<int:edition_id>/pretranslate")
@permission(Permission.TRANSLATE)
def pretranslate(edition_id: int) -> ResponseReturnValue:
    """Order that empty segments are filled with matches."""
    try:
        job_id = pretranslating.order(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            least=forms.number("least") / 100,
        )
    except InvalidInput as wrong:
        flash(refusals.told(wrong), "error")
        return redirect(url_for("editions.show", edition_id=edition_id))
    waking.wake(job_id)
    return redirect(url_for("jobs.show", job_id=job_id))


@bp.post("/jobs/<int:job_id>/take-back")
@permission(Permission.TRANSLATE)
def take_back(job_id: int) -> ResponseReturnValue:
    """Empty again what a job has filled, but for what somebody has touched since."""
    count = pretranslating.undo(context.database(), actor=context.actor(), job_id=job_id)
    told = ngettext(
        "%(shown)s segment is empty again.",
        "%(shown)s segments are empty again.",
        count,
        shown=number(count),
    )
    flash(told, "success")
    return redirect(url_for("jobs.show", job_id=job_id))


@bp.get("/editions/<int:edition_id>/analysis")
@permission(Permission.READ)
def analysis(edition_id: int) -> ResponseReturnValue:
    """Show the newest analysis of an edition."""
    found = measuring.newest(context.database(), actor=context.actor(), edition_id=edition_id)
    running = found.job is not None and found.job.state in {JobState.WAITING, JobState.RUNNING}
    return page("analysis.html", found=found, running=running, band_label=band_label)


@bp.post("/editions/<int:edition_id>/analysis")
@permission(Permission.READ)
def analyse(edition_id: int) -> ResponseReturnValue:
    """Order an analysis of an edition."""
    job_id = measuring.order(context.database(), actor=context.actor(), edition_id=edition_id)
    waking.wake(job_id)
    return redirect(url_for("jobs.show", job_id=job_id))


@bp.get("/editions/<int:edition_id>/analysis.csv")
@permission(Permission.READ)
def analysis_csv(edition_id: int) -> Response:
    """Give the newest analysis as a table for a spreadsheet."""
    found = measuring.newest(context.database(), actor=context.actor(), edition_id=edition_id)
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("match", "segments", "words", "characters"))
    for band, amount in found.rows.items():
        rows.writerow((band.value, amount.segments, amount.words, amount.characters))
    name = f"analysis-{edition_id}.csv"
    return attachment(written.getvalue().encode(), name, "text/csv; charset=utf-8")


def band_label(band: Band) -> str:
    """Name a row of the table."""
    return {
        Band.CONTEXT: _("in the same context"),
        Band.EXACT: _("the same text"),
        Band.REPEATED: _("repeated in the document"),
        Band.HIGHEST: _("95 to 99 per cent alike"),
        Band.HIGH: _("85 to 94 per cent alike"),
        Band.LOW: _("75 to 84 per cent alike"),
        Band.NEW: _("new"),
    }[band]
