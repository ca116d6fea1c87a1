"""Where a project publishes on to: folders of the server, websites, webhooks."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from translations.editions import OUTPUTS
from workbench.errors import Conflict, InvalidInput
from workbench.permissions import Permission
from workbench.services import projects
from workbench.services.memory import choosing
from workbench.services.sending import destinations
from workbench.services.sending.destinations import USUAL
from workbench.services.sending.rules import Rules, rules
from workbench.storage.destinations import Kind
from workbench.storage.projects import ProjectRow
from workbench.web import context, forms, refusals
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.messages import said
from workbench.web.sending_words import delivery_look, format_title, kind_hint, kind_label

bp = Blueprint("destinations", __name__)


@bp.get("/projects/<project>/destinations")
@permission(Permission.PUBLISH)
def index(project: str) -> ResponseReturnValue:
    return _page(_project(project))


@bp.post("/projects/<project>/destinations")
@permission(Permission.MANAGE)
def add(project: str) -> ResponseReturnValue:
    """Add a destination; the secret of a webhook stands on the answer, and only there."""
    found = _project(project)
    try:
        added = destinations.add(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            kind=forms.choice("kind", Kind),
            name=forms.line("name"),
            address=forms.line("address"),
            formats=forms.texts("formats"),
            rules=server_rules(),
            base=forms.line("base"),
        )
    except InvalidInput as wrong:
        return _page(found, wrong), 422
    if added.secret:
        return _page(found, secret_of=added.destination_id, secret=added.secret), 201
    flash(_("The destination is there."), "success")
    return redirect(url_for("destinations.index", project=project))


@bp.post("/projects/<project>/destinations/<int:destination_id>/test")
@permission(Permission.MANAGE)
def test(project: str, destination_id: int) -> ResponseReturnValue:
    """Send a webhook a test message, or see whether a folder can be written."""
    found = _project(project)
    try:
        answer = destinations.test(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            destination_id=destination_id,
            rules=server_rules(),
        )
    except (Conflict, InvalidInput) as refused:
        flash(refusals.told(refused), "error")
        return redirect(url_for("destinations.index", project=project))
    if answer is None:
        flash(_("The folder can be written."), "success")
    elif answer.why is None:
        flash(_("The test message was taken (%(status)s).", status=answer.status), "success")
    else:
        flash(said(answer.why), "error")
    return redirect(url_for("destinations.index", project=project))


@bp.post("/projects/<project>/destinations/<int:destination_id>/secret")
@permission(Permission.MANAGE)
def renew_secret(project: str, destination_id: int) -> ResponseReturnValue:
    """Make a new secret for a webhook, and show it this once."""
    found = _project(project)
    try:
        secret = destinations.renew_secret(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            destination_id=destination_id,
        )
    except Conflict as refused:
        flash(refusals.told(refused), "error")
        return redirect(url_for("destinations.index", project=project))
    return _page(found, secret_of=destination_id, secret=secret)


@bp.post("/projects/<project>/destinations/<int:destination_id>/remove")
@permission(Permission.MANAGE)
def remove(project: str, destination_id: int) -> ResponseReturnValue:
    found = _project(project)
    try:
        destinations.remove(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            destination_id=destination_id,
        )
    except Conflict as refused:
        flash(refusals.told(refused), "error")
    else:
        flash(_("Removed. What was sent there stays there, and on record."), "success")
    return redirect(url_for("destinations.index", project=project))


def server_rules() -> Rules:
    """Tell what the operator of this server lets its projects send where."""
    return rules(context.config())


def _project(slug: str) -> ProjectRow:
    return projects.of_slug(context.database(), actor=context.actor(), slug=slug)


def _page(
    project: ProjectRow,
    wrong: InvalidInput | None = None,
    *,
    secret_of: int | None = None,
    secret: str = "",
) -> str:
    database, actor = context.database(), context.actor()
    listed = destinations.listed(database, actor=actor, project_id=project.id)
    offered = server_rules()
    return render_template(
        "destinations/index.html",
        project_row=project,
        permissions=choosing.permissions(database, actor=actor, project_id=project.id),
        listed=listed,
        secret_of=secret_of,
        secret=secret,
        kinds=[(kind, kind_label(kind), kind_hint(kind)) for kind in _kinds(offered)],
        folders=bool(offered.root),
        private=offered.private,
        outputs=[(name, format_title(name)) for name in OUTPUTS],
        chosen=forms.texts("formats") if wrong else USUAL,
        kind_label=kind_label,
        format_title=format_title,
        delivery_look=delivery_look,
        values=forms.everything() if wrong else {},
        errors=forms.errors(wrong),
    )


def _kinds(offered: Rules) -> tuple[Kind, ...]:
    return tuple(Kind) if offered.root else (Kind.WEBHOOK,)
