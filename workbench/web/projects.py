"""A project: its documents and editions, its members, its settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from translations.model import State
from translations.review import FourEyes
from workbench.errors import Conflict, InvalidInput
from workbench.permissions import Permission, Role
from workbench.services import projects
from workbench.services.projects import Overview, Settings
from workbench.web import activity, context, forms, looks, refusals
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

bp = Blueprint("projects", __name__)


@bp.get("/projects/new")
@permission(Permission.ADMINISTER)
def new() -> ResponseReturnValue:
    return _form_for_new({"source_language": "en"})


@bp.post("/projects")
@permission(Permission.ADMINISTER)
def add() -> ResponseReturnValue:
    database, actor = context.database(), context.actor()
    try:
        glossary = forms.text("glossary_id")
        project_id = projects.add_project(
            database,
            actor=actor,
            name=forms.text("name"),
            source_language=forms.text("source_language"),
            languages=_codes(forms.text("languages")),
            glossary_id=forms.number("glossary_id") if glossary else None,
        )
    except InvalidInput as wrong:
        return _form_for_new(forms.everything(), wrong), 422
    found = projects.overview(database, actor=actor, project_id=project_id)
    flash(_("The project is there. Import its first document."), "success")
    return redirect(url_for("projects.show", project=found.project.slug))


@bp.get("/projects/<project>")
@permission(Permission.READ)
def show(project: str) -> ResponseReturnValue:
    found = _overview(project)
    return render_template(
        "projects/show.html", seen=found, activity=activity.tell(found.activity, found.people)
    )


@bp.get("/projects/<project>/members")
@permission(Permission.READ)
def members(project: str) -> ResponseReturnValue:
    return _members_page(project)


@bp.post("/projects/<project>/members")
@permission(Permission.MANAGE)
def add_member(project: str) -> ResponseReturnValue:
    found = projects.of_slug(context.database(), actor=context.actor(), slug=project)
    try:
        projects.add_member(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            name=forms.text("name"),
            roles=forms.choices("roles", Role),
        )
    except InvalidInput as wrong:
        return _members_page(project, wrong), 422
    flash(_("Added."), "success")
    return redirect(url_for("projects.members", project=project))


@bp.post("/projects/<project>/members/<int:user_id>")
@permission(Permission.MANAGE)
def set_roles(project: str, user_id: int) -> ResponseReturnValue:
    found = projects.of_slug(context.database(), actor=context.actor(), slug=project)
    try:
        projects.set_roles(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            user_id=user_id,
            roles=forms.choices("roles", Role),
        )
    except Conflict as refused:
        flash(refusals.told(refused), "error")
    else:
        flash(_("The roles are saved."), "success")
    return redirect(url_for("projects.members", project=project))


@bp.get("/projects/<project>/settings")
@permission(Permission.MANAGE)
def settings(project: str) -> ResponseReturnValue:
    return _settings_page(project)


@bp.post("/projects/<project>/settings")
@permission(Permission.MANAGE)
def save_settings(project: str) -> ResponseReturnValue:
    database, actor = context.database(), context.actor()
    found = projects.of_slug(database, actor=actor, slug=project)
    try:
        projects.change_settings(
            database,
            actor=actor,
            project_id=found.id,
            version=forms.number("version"),
            wanted=Settings(
                name=forms.text("name"),
                languages=tuple(_codes(forms.text("languages"))),
                policy=forms.text("policy"),
                four_eyes=forms.choice("four_eyes", FourEyes),
                publish_from=forms.choice("publish_from", State),
            ),
        )
    except InvalidInput as wrong:
        return _settings_page(project, wrong), 422
    flash(_("The settings are saved."), "success")
    return redirect(url_for("projects.settings", project=project))


def _overview(slug: str) -> Overview:
    database, actor = context.database(), context.actor()
    found = projects.of_slug(database, actor=actor, slug=slug)
    return projects.overview(database, actor=actor, project_id=found.id)


def _form_for_new(values: Mapping[str, str], wrong: InvalidInput | None = None) -> str:
    return render_template(
        "projects/new.html",
        values=values,
        glossaries=projects.glossaries(context.database(), actor=context.actor()),
        errors=forms.errors(wrong),
    )


def _members_page(slug: str, wrong: InvalidInput | None = None) -> str:
    return render_template(
        "projects/members.html",
        seen=_overview(slug),
        roles=[(role, looks.role_label(role), looks.role_hint(role)) for role in Role],
        values=forms.everything(),
        errors=forms.errors(wrong),
    )


def _settings_page(slug: str, wrong: InvalidInput | None = None) -> str:
    seen = _overview(slug)
    project = seen.project
    stored: dict[str, Any] = {
        "name": project.name,
        "languages": " ".join(project.languages),
        "policy": project.policy,
        "four_eyes": project.four_eyes,
        "publish_from": project.publish_from,
        "version": project.version,
    }
    known = projects.policies(context.database(), actor=context.actor(), project_id=project.id)
    return render_template(
        "projects/settings.html",
        seen=seen,
        values={**stored, **forms.everything()} if wrong else stored,
        policies=known,
        publishable=projects.PUBLISHABLE,
        errors=forms.errors(wrong),
    )


def _codes(text: str) -> list[str]:
    return [code for code in re.split(r"[\s,;]+", text) if code]
