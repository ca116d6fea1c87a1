"""What protects people who use a browser: headers on every answer, no forged writes.

A request is authenticated by a cookie or by a bearer token, never both. With a
cookie every write carries the CSRF token and comes from our own pages; with a
bearer token no cookie is read, and writes are JSON.
"""

from __future__ import annotations

from flask import Flask, Response, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask.wrappers import Request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import BadRequest, Forbidden, UnsupportedMediaType

from workbench.web import context
from workbench.web.context import Credential

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_OUR_SITES = frozenset({"same-origin", "none"})  #: "none": the person typed the address
_csrf = CSRFProtect()


class FormOutOfDate(BadRequest):
    """The page's token and the browser's do not fit: the page is old, or not ours."""

    description = "This page was open for too long, or in two sessions at once."


class NoSessionForBearers(SecureCookieSessionInterface):
    """Flask's session, which a request with a bearer token neither reads nor writes."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if _is_bearer(request):
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not _is_bearer(request):
            super().save_session(app, session, response)


def _is_bearer(asking: Request) -> bool:
    return asking.headers.get("Authorization", "").lower().startswith("bearer ")


def protect(app: Flask) -> None:
    """Set cookies, CSRF and headers."""
    secure = app.extensions["workbench"].config.secure
    app.config.update(
        SESSION_COOKIE_NAME="__Host-workbench-form" if secure else "workbench-form",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,  # the guard asks, after it knows who it is
        WTF_CSRF_TIME_LIMIT=None,  # as long as the browser's session; editors stay open for days
        WTF_CSRF_SSL_STRICT=False,  # `refuse_forged` looks at the origin on http too
    )
    app.session_interface = NoSessionForBearers()
    _csrf.init_app(app)
    app.after_request(_add_headers)


def new_form_session() -> None:
    """Begin anew what the browser keeps for forms: nobody inherits it at sign-in or sign-out."""
    session.clear()


def showing_secret(page: str) -> Response:
    """Answer a page that shows a secret once: no browser and no proxy keeps a copy."""
    response = Response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def refuse_forged(*, signed_in: bool) -> None:
    """Refuse a write that did not come from our own pages, or a bearer's that is no JSON."""
    if request.method in _SAFE_METHODS:
        return
    if context.credential() is Credential.BEARER and signed_in:
        _refuse_no_json()
        return
    _refuse_other_site()
    try:
        _csrf.protect()
    except CSRFError as error:
        raise FormOutOfDate from error


def _refuse_no_json() -> None:
    """Refuse a body that is no JSON; a write may also have no body at all."""
    has_body = bool(request.content_length) or "Transfer-Encoding" in request.headers
    if has_body and not request.is_json:
        raise UnsupportedMediaType("With a token, write application/json.")


def _refuse_other_site() -> None:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in _OUR_SITES:
        raise Forbidden("This form was sent from another site.")
    origin = request.headers.get("Origin")
    if origin is not None and not _is_ours(origin):
        raise Forbidden("This form was sent from another site.")


def _is_ours(origin: str) -> bool:
    own = context.config().address
    if own:
        return origin == own
    return origin in {f"{scheme}://{request.host}" for scheme in ("http", "https")}


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _policy())
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if context.config().secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.add("Cookie")
    return response


def _policy() -> str:
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' 'nonce-{context.context().csp_nonce}'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )
