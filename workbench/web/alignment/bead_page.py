"""The beads of an alignment: two columns, what people do to them, undo."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from translations.alignment.editing import NotPossible
from workbench import numbers
from workbench.errors import Conflict, InvalidInput, StaleVersion
from workbench.permissions import Permission
from workbench.services.alignment import accepting, aligning, changing, showing
from workbench.services.alignment.changing import Act, Wish
from workbench.storage.alignments import AlignmentState
from workbench.storage.jobs import JobState
from workbench.web import context, forms, refusals, waking
from workbench.web.alignment.area import address, bp, page, project_of
from workbench.web.guard import permission

_BESIDES = ("undo", "redo", "realign", "realign-all")


@bp.get("/projects/<project>/alignments/<int:alignment_id>")
@permission(Permission.READ)
def show(project: str, alignment_id: int) -> ResponseReturnValue:
    return bead_page(project, alignment_id)


def bead_page(
    slug: str,
    alignment_id: int,
    *,
    place: int | None = None,
    values: Mapping[str, str] | None = None,
    wrong: InvalidInput | None = None,
) -> str:
    """Show the beads around a place, and the form that accepts them."""
    found = project_of(slug)
    at = request.args.get("at", type=numbers.whole) if place is None else place
    database, actor = context.database(), context.actor()
    seen = showing.show(
        database, actor=actor, project_id=found.id, alignment_id=alignment_id, place=at
    )
    offer = accepting.offer(database, actor=actor, project_id=found.id, alignment_id=alignment_id)
    busy = seen.job is not None and seen.job.state in {JobState.WAITING, JobState.RUNNING}
    return page(
        "show.html",
        found,
        seen=seen,
        permissions=seen.permissions,
        offer=offer,
        busy=busy and seen.head.state is not AlignmentState.ACCEPTED,
        may_edit=Permission.TRANSLATE in seen.permissions
        and seen.head.state is AlignmentState.OPEN,
        values=values or {},
        errors=forms.errors(wrong),
    )


@bp.post("/projects/<project>/alignments/<int:alignment_id>")
@permission(Permission.TRANSLATE)
def change(project: str, alignment_id: int) -> ResponseReturnValue:
    """Do something to a bead, take it back, or align anew."""
    found = project_of(project)
    place = forms.number("place")
    try:
        following = _do(found.id, alignment_id, place)
    except StaleVersion as stale:
        flash(refusals.told(stale), "error")
        return bead_page(project, alignment_id, place=place), 409
    except (NotPossible, Conflict, InvalidInput) as wrong:
        flash(refusals.told(wrong), "error")
        return bead_page(project, alignment_id, place=place), 422
    if isinstance(following, str):
        return redirect(following)
    return redirect(address(project, alignment_id, following))


def _do(project_id: int, alignment_id: int, place: int) -> int | str:
    """Do what the form says; the place to look at next, or the page of a job."""
    database, actor = context.database(), context.actor()
    doing = forms.one_of("do", (*Act, *_BESIDES)) if not request.form.get("cut") else "split"
    version = forms.number("version")
    if doing in {"undo", "redo"}:
        return changing.undo(
            database,
            actor=actor,
            project_id=project_id,
            alignment_id=alignment_id,
            version=version,
            again=doing == "redo",
        )
    if doing in {"realign", "realign-all"}:
        job_id = aligning.realign(
            database,
            actor=actor,
            project_id=project_id,
            alignment_id=alignment_id,
            version=version,
            place=place if doing == "realign" else None,
        )
        waking.wake(job_id)
        return place if job_id is None else url_for("jobs.show", job_id=job_id)
    return changing.change(
        database,
        actor=actor,
        project_id=project_id,
        alignment_id=alignment_id,
        version=version,
        wish=_wish(Act(doing), place),
    )


def _wish(act: Act, place: int) -> Wish:
    cut = request.form.get("cut", "")
    if not cut:
        number = numbers.whole_or(request.form.get("number", ""), None)
        other = numbers.whole_or(request.form.get("other", ""), None)
        return Wish(act=act, place=place, other=other, number=number)
    where, _colon, rest = cut.partition(":")
    side, _colon, after = rest.partition(":")
    count = numbers.whole_or(after, 0)
    return Wish(
        act=Act.SPLIT,
        place=numbers.whole_or(where, 0),
        cut=(count, None) if side == "source" else (None, count),
    )
