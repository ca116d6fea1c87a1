"""The memories of a project: what is read and written, the newest units, duplicates."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench import numbers
from workbench.errors import InvalidInput, StaleVersion
from workbench.permissions import Permission
from workbench.services import projects
from workbench.services.memory import choosing, tending
from workbench.storage.memories import Choice
from workbench.web import context, forms
from workbench.web.guard import permission, signed_in
from workbench.web.languages import gettext as _
from workbench.web.memory.area import bp, project_of, project_page


@bp.get("/memory")
@signed_in
def index() -> ResponseReturnValue:
    """Lead to the memory of the only project, or let one choose."""
    found = [each.project for each in projects.outline(context.database(), actor=context.actor())]
    if len(found) == 1:
        return redirect(url_for("memory.show", project=found[0].slug))
    return render_template("memory/index.html", projects=found)


@bp.get("/projects/<project>/memory")
@permission(Permission.READ)
def show(project: str) -> ResponseReturnValue:
    return _page(project)


@bp.post("/projects/<project>/memory/choices")
@permission(Permission.MANAGE)
def choose(project: str) -> ResponseReturnValue:
    found = project_of(project)
    seen = choosing.overview(context.database(), actor=context.actor(), project_id=found.id)
    try:
        writes = forms.number("writes") if forms.text("writes") else 0
        choosing.choose(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            choices=tuple(_choice(each.memory.id, writes) for each in seen.memories),
        )
    except InvalidInput as wrong:
        return _page(project, wrong), 422
    flash(_("The choice is saved."), "success")
    return redirect(url_for("memory.show", project=project))


def _choice(memory_id: int, writes: int) -> Choice:
    try:
        penalty = float(forms.text(f"penalty-{memory_id}", default="0")) / 100
    except ValueError:
        raise InvalidInput("penalty", _("This must be a whole number.")) from None
    return Choice(
        memory_id=memory_id,
        reads=forms.checked(f"reads-{memory_id}"),
        writes=memory_id == writes,
        penalty=penalty,
    )


@bp.post("/projects/<project>/memory/new")
@permission(Permission.MANAGE)
def add(project: str) -> ResponseReturnValue:
    found = project_of(project)
    try:
        choosing.add(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            name=forms.line("name"),
        )
    except InvalidInput as wrong:
        return _page(project, wrong.at("new-name")), 422
    flash(_("The memory is there."), "success")
    return redirect(url_for("memory.show", project=project))


@bp.post("/projects/<project>/memory/<int:memory_id>")
@permission(Permission.MANAGE)
def change(project: str, memory_id: int) -> ResponseReturnValue:
    found = project_of(project)
    try:
        choosing.change(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            memory_id=memory_id,
            version=forms.number("version"),
            name=forms.line("name"),
            shared=forms.checked("shared"),
        )
    except InvalidInput as wrong:
        return _page(project, wrong.at(f"name-{memory_id}")), 422
    except StaleVersion:
        flash(_("Somebody else changed this first. Nothing was overwritten."), "error")
        return _page(project), 409
    flash(_("The memory is saved."), "success")
    return redirect(url_for("memory.show", project=project))


@bp.get("/projects/<project>/memory/duplicates")
@permission(Permission.READ)
def duplicates(project: str) -> ResponseReturnValue:
    """Show sources that have different translations."""
    found = project_of(project)
    number = max(1, request.args.get("page", default=1, type=numbers.whole))
    shown = tending.duplicates(
        context.database(), actor=context.actor(), project_id=found.id, page=number
    )
    return project_page("duplicates.html", found, shown=shown, number=number)


def _page(slug: str, wrong: InvalidInput | None = None) -> str:
    found = project_of(slug)
    before = request.args.get("before", type=numbers.whole)
    seen = choosing.overview(
        context.database(), actor=context.actor(), project_id=found.id, before=before
    )
    return project_page("show.html", found, seen=seen, errors=forms.errors(wrong))
