"""Coming in, going out, and one's own account."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from workbench.errors import InvalidInput, SignInRefused
from workbench.services import accounts, signing_in
from workbench.web import context, forms, languages, security
from workbench.web.guard import public, signed_in
from workbench.web.languages import gettext as _

bp = Blueprint("accounts", __name__)
#: For how long a token may be made, in days; 0: until it is revoked.
TOKEN_DAYS = (30, 90, 365, 0)


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    wanted = safe_next(request.args.get("next", ""))
    if context.account():
        return redirect(wanted)
    return render_template("accounts/sign_in.html", next=wanted, error=None, name="")


@bp.post("/sign-in")
@public
def enter() -> ResponseReturnValue:
    wanted = safe_next(forms.text("next"))
    name = forms.text("name")
    try:
        cookie = signing_in.sign_in(
            context.database(),
            name=name,
            password=forms.text("password"),
            lifetime=context.config().session_length,
            address=context.address(),
            agent=context.agent(),
        )
    except SignInRefused as refused:
        page = render_template("accounts/sign_in.html", next=wanted, error=refused, name=name)
        headers = {"Retry-After": str(refused.retry_after)} if refused.retry_after else {}
        return page, 429 if refused.retry_after else 401, headers
    return _come_in(cookie, wanted)


@bp.get("/sign-in/<token>")
@public
def sign_in_link(token: str) -> ResponseReturnValue:
    """Show whom a link signs in; opening it uses nothing up, as previews of mail programs do."""
    owner = signing_in.owner_of_link(context.database(), token)
    page = render_template("accounts/link.html", owner=owner, token=token)
    return security.showing_secret(page)


@bp.post("/sign-in/<token>")
@public
def enter_by_link(token: str) -> ResponseReturnValue:
    cookie = signing_in.sign_in_by_link(
        context.database(),
        token,
        lifetime=context.config().session_length,
        address=context.address(),
        agent=context.agent(),
    )
    return _come_in(cookie, url_for("home.index"))


@bp.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    session_id = context.session_id()
    if session_id is not None:
        signing_in.sign_out(context.database(), actor=context.actor(), session_id=session_id)
    security.new_form_session()
    response = redirect(url_for("accounts.sign_in"))
    response.delete_cookie(
        context.workbench().session_cookie, secure=context.config().secure, httponly=True
    )
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@bp.get("/account")
@signed_in
def mine() -> ResponseReturnValue:
    return _my_page()


@bp.post("/account/preferences")
@signed_in
def save_preferences() -> ResponseReturnValue:
    try:
        accounts.change_preferences(
            context.database(),
            actor=context.actor(),
            display_name=forms.text("display_name"),
            locale=forms.one_of("locale", ("", *languages.LOCALES)),
            theme=forms.one_of("theme", accounts.THEMES),
        )
    except InvalidInput as wrong:
        return _my_page(wrong), 422
    flash(_("Saved."), "success")
    return redirect(url_for("accounts.mine"))


@bp.post("/account/credit")
@signed_in
def save_credit() -> ResponseReturnValue:
    try:
        accounts.change_credit(
            context.database(),
            actor=context.actor(),
            credit=forms.one_of("credit", accounts.CREDITS),
            pen_name=forms.line("pen_name"),
            named_in_waivers=forms.checked("named_in_waivers"),
        )
    except InvalidInput as wrong:
        return _my_page(wrong), 422
    flash(_("Saved."), "success")
    return redirect(url_for("accounts.mine"))


@bp.post("/account/password")
@signed_in
def change_password() -> ResponseReturnValue:
    try:
        accounts.change_password(
            context.database(),
            actor=context.actor(),
            current=forms.text("current"),
            new=_typed_twice("password", "again"),
            session_id=context.session_id(),
        )
    except InvalidInput as wrong:
        return _my_page(wrong), 422
    flash(
        _("Your password is changed. Everywhere else you are signed out, and tokens are revoked."),
        "success",
    )
    return redirect(url_for("accounts.mine"))


@bp.post("/account/sessions/<int:sign_in_id>/revoke")
@signed_in
def revoke_session(sign_in_id: int) -> ResponseReturnValue:
    accounts.revoke_session(context.database(), actor=context.actor(), session_id=sign_in_id)
    flash(_("That session is ended."), "success")
    return redirect(url_for("accounts.mine"))


@bp.post("/account/tokens")
@signed_in
def make_token() -> ResponseReturnValue:
    try:
        days = int(forms.one_of("days", [str(days) for days in TOKEN_DAYS]))
        token = accounts.make_token(
            context.database(),
            actor=context.actor(),
            name=forms.text("token_name"),
            lifetime=timedelta(days=days) if days else None,
        )
    except InvalidInput as wrong:
        return _my_page(wrong), 422
    return security.showing_secret(_my_page(new_token=token))


@bp.post("/account/tokens/<int:token_id>/revoke")
@signed_in
def revoke_token(token_id: int) -> ResponseReturnValue:
    accounts.revoke_token(context.database(), actor=context.actor(), token_id=token_id)
    flash(_("That token no longer opens anything."), "success")
    return redirect(url_for("accounts.mine"))


def safe_next(address: str) -> str:
    """Give an address of this site to go on to; anything else leads home."""
    ours = address.startswith("/") and not address.startswith("//")
    clean = address.isprintable() and "\\" not in address
    return address if ours and clean else url_for("home.index")


def _typed_twice(name: str, again: str) -> str:
    value = forms.text(name)
    if value != forms.text(again):
        raise InvalidInput(again, _("This is not the same password."))
    return value


def _come_in(cookie: str, wanted: str) -> Response:
    security.new_form_session()
    config = context.config()
    response = redirect(wanted)
    response.set_cookie(
        context.workbench().session_cookie,
        cookie,
        max_age=int(config.session_length.total_seconds()),
        secure=config.secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def _my_page(wrong: InvalidInput | None = None, *, new_token: str = "") -> str:
    database, actor = context.database(), context.actor()
    return render_template(
        "accounts/mine.html",
        mine=accounts.my_account(database, actor),
        sessions=accounts.my_sessions(database, actor),
        tokens=accounts.my_tokens(database, actor),
        session_id=context.session_id(),
        new_token=new_token,
        token_days=TOKEN_DAYS,
        locales=languages.LOCALES,
        values=forms.everything(),
        errors=forms.errors(wrong),
    )
