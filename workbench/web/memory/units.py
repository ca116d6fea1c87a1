"""One unit: where it is from, where it was used, what is done about it."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from translations.placeholders import coded, names, spelled
from workbench.errors import InvalidInput, StaleVersion
from workbench.permissions import Permission
from workbench.services.memory import tending
from workbench.services.memory.tending import UnitPage
from workbench.web import context, forms
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.memory.area import bp, project_of, project_page


@bp.get("/projects/<project>/memory/units/<int:unit_id>")
@permission(Permission.READ)
def unit(project: str, unit_id: int) -> ResponseReturnValue:
    return _page(project, unit_id)


@bp.post("/projects/<project>/memory/units/<int:unit_id>")
@permission(Permission.READ)  # the project that keeps it asks for more, where it is done
def tend(project: str, unit_id: int) -> ResponseReturnValue:
    """Correct a unit, withdraw it, or put it back."""
    doing = forms.one_of("do", ("correct", "withdraw", "put-back"))
    try:
        done = _tend(doing, project, unit_id)
    except InvalidInput as wrong:
        return _page(project, unit_id, wrong), 422
    except StaleVersion:
        flash(_("Somebody else changed this first. Nothing was overwritten."), "error")
        return _page(project, unit_id), 409
    flash(done, "success")
    return redirect(url_for("memory.unit", project=project, unit_id=unit_id))


def _tend(doing: str, slug: str, unit_id: int) -> str:
    database, actor = context.database(), context.actor()
    project_id, version = project_of(slug).id, forms.number("version")
    if doing == "put-back":
        tending.put_back(
            database, actor=actor, project_id=project_id, unit_id=unit_id, version=version
        )
        return _("The unit is found again.")
    if doing == "withdraw":
        tending.withdraw(
            database,
            actor=actor,
            project_id=project_id,
            unit_id=unit_id,
            version=version,
            why=forms.line("why"),
        )
        return _("The unit is withdrawn. It stays where it was used.")
    shown = tending.unit_page(database, actor=actor, project_id=project_id, unit_id=unit_id)
    tending.correct(
        database,
        actor=actor,
        project_id=project_id,
        unit_id=unit_id,
        version=version,
        target=coded(forms.text("target").replace("\r\n", "\n"), _codes(shown)),
    )
    return _("The unit is corrected. Editions keep what stands in them.")


def _page(slug: str, unit_id: int, wrong: InvalidInput | None = None) -> str:
    found = project_of(slug)
    database, actor = context.database(), context.actor()
    shown = tending.unit_page(database, actor=actor, project_id=found.id, unit_id=unit_id)
    target = spelled(shown.row.unit.target, _codes(shown))
    return project_page(
        "unit.html",
        found,
        shown=shown,
        target=forms.everything().get("target", target) if wrong else target,
        errors=forms.errors(wrong),
    )


def _codes(shown: UnitPage) -> tuple[str, ...]:
    return names(shown.row.unit.codes)
