"""The people of the installation, for administrators."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from workbench.errors import Conflict, InvalidInput
from workbench.permissions import Permission
from workbench.services import accounts
from workbench.web import context, forms, refusals, security
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

bp = Blueprint("people", __name__)


@bp.get("/people")
@permission(Permission.ADMINISTER)
def index() -> ResponseReturnValue:
    return _list()


@bp.post("/people")
@permission(Permission.ADMINISTER)
def add() -> ResponseReturnValue:
    try:
        user_id = accounts.add_user(
            context.database(),
            actor=context.actor(),
            name=forms.text("name"),
            display_name=forms.text("display_name"),
            admin=forms.checked("admin"),
        )
    except InvalidInput as wrong:
        return _list(wrong), 422
    flash(_("Added. Make a one-time link, so that they can sign in."), "success")
    return redirect(url_for("people.show", user_id=user_id))


@bp.get("/people/<int:user_id>")
@permission(Permission.ADMINISTER)
def show(user_id: int) -> ResponseReturnValue:
    return _person(user_id)


@bp.post("/people/<int:user_id>")
@permission(Permission.ADMINISTER)
def save(user_id: int) -> ResponseReturnValue:
    try:
        accounts.change_person(
            context.database(),
            actor=context.actor(),
            user_id=user_id,
            version=forms.number("version"),
            display_name=forms.text("display_name"),
            admin=forms.checked("admin"),
        )
    except InvalidInput as wrong:
        return _person(user_id, wrong), 422
    except Conflict as refused:
        flash(refusals.told(refused), "error")
    else:
        flash(_("Saved."), "success")
    return redirect(url_for("people.show", user_id=user_id))


@bp.post("/people/<int:user_id>/link")
@permission(Permission.ADMINISTER)
def make_link(user_id: int) -> ResponseReturnValue:
    token = accounts.make_sign_in_link(context.database(), actor=context.actor(), user_id=user_id)
    path = url_for("accounts.sign_in_link", token=token)
    return security.showing_secret(_person(user_id, link=f"{context.site()}{path}"))


@bp.post("/people/<int:user_id>/disable")
@permission(Permission.ADMINISTER)
def disable(user_id: int) -> ResponseReturnValue:
    try:
        accounts.disable(
            context.database(),
            actor=context.actor(),
            user_id=user_id,
            version=forms.number("version"),
        )
    except Conflict as refused:
        flash(refusals.told(refused), "error")
    else:
        flash(_("Shut out everywhere, at once. Their work stays."), "success")
    return redirect(url_for("people.show", user_id=user_id))


@bp.post("/people/<int:user_id>/enable")
@permission(Permission.ADMINISTER)
def enable(user_id: int) -> ResponseReturnValue:
    accounts.enable(
        context.database(),
        actor=context.actor(),
        user_id=user_id,
        version=forms.number("version"),
    )
    flash(_("They may sign in again."), "success")
    return redirect(url_for("people.show", user_id=user_id))


def _list(wrong: InvalidInput | None = None) -> str:
    return render_template(
        "people/index.html",
        people=accounts.people(context.database(), actor=context.actor()),
        values=forms.everything(),
        errors=forms.errors(wrong),
    )


def _person(user_id: int, wrong: InvalidInput | None = None, *, link: str = "") -> str:
    return render_template(
        "people/show.html",
        person=accounts.person(context.database(), actor=context.actor(), user_id=user_id),
        link=link,
        errors=forms.errors(wrong),
    )
