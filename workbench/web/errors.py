"""What went wrong becomes a status once, for the whole application, by one table.

An error that is not in the table is a bug and stays a 500. A page tells what
happened and what to do; the API answers with a problem (RFC 9457).
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from glossary.errors import GlossaryError
from glossary.saying import Message
from translations.errors import ActionNotOffered, ActionRefused, TranslationsError
from workbench import errors
from workbench.web import refusals, requests
from workbench.web.languages import gettext as _
from workbench.web.messages import said

_log = logging.getLogger(__name__)

STATUS: Mapping[type[Exception], int] = {
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.NotSignedIn: 401,
    errors.SignInRefused: 401,
    errors.InvalidInput: 422,
    errors.StaleVersion: 409,
    errors.Conflict: 409,
    errors.PublicationBlocked: 409,
    errors.BrokenDatabase: 500,
    ActionNotOffered: 409,
    ActionRefused: 422,
    TranslationsError: 422,
    GlossaryError: 422,
}

#: Attributes of an error that a client may act on.
_FACTS = (
    "field", "reason", "permission", "what", "seen", "current", "blockers", "objections",
    "retry_after", "state", "action", "place", "line",
)  # fmt: skip

#: SQLite's and PostgreSQL's words for a disk without room.
_FULL = ("disk is full", "no space left", "could not extend file", "disk i/o error")
_BUSY = ("database is locked", "deadlock detected", "lock timeout")


def register(app: Flask) -> None:
    for error in STATUS:
        app.register_error_handler(error, _refusal)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(Exception, _bug)


def status_of(error: Exception) -> int:
    """Give the status of the nearest kind of error that the table has."""
    if getattr(error, "retry_after", 0):
        return 429
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def wants_json() -> bool:
    """Say whether a program asks, and not a person."""
    if request.path.startswith("/api/"):
        return True
    accepted = request.accept_mimetypes
    return accepted.best_match(["text/html", "application/json"]) == "application/json"


def problem(status: int, detail: str, facts: Mapping[str, Any] | None = None) -> Response:
    """Answer a program: what is wrong, and the facts that it may act on."""
    response = jsonify(
        {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
            **(facts or {}),
        }
    )
    response.status_code = status
    response.content_type = "application/problem+json"
    return response


def page(status: int, detail: str = "", **facts: Any) -> Response:
    """Answer a person: what happened and what to do."""
    body = render_template("error.html", status=status, detail=detail, **facts)
    return Response(body, status=status)


def _refusal(error: Exception) -> ResponseReturnValue:
    status = status_of(error)
    if isinstance(error, errors.NotSignedIn) and not wants_json() and _may_come_back():
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    facts = {name: _fact(getattr(error, name)) for name in _FACTS if hasattr(error, name)}
    response = (
        problem(status, _told(error) or str(error), {"error": type(error).__name__, **facts})
        if wants_json()
        else page(status, _told(error), error=error)
    )
    if facts.get("retry_after"):
        response.headers["Retry-After"] = str(facts["retry_after"])
    return response


def _fact(value: Any) -> Any:
    """Give a fact as JSON takes it; what the core says is said in the language of the page."""
    if isinstance(value, Message):
        return said(value)
    return list(map(_fact, value)) if isinstance(value, tuple) else value


def _told(error: Exception) -> str:
    """Say what happened in the language of the page; a page that is not there needs no more."""
    if isinstance(error, errors.NotFound | errors.NotSignedIn | errors.SignInRefused):
        return ""
    if isinstance(error, errors.PublicationBlocked):
        return _("The edition is not ready to be published.")
    return refusals.told(error)


def _may_come_back() -> bool:
    """Say whether the page asked for can be opened again after signing in."""
    return request.method in {"GET", "HEAD"}


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400 or error.response is not None:
        return error
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        requests.read_out()
    if wants_json():
        return problem(status, error.description or "")
    return page(status)


def _database(error: DBAPIError) -> ResponseReturnValue:
    words = str(error.orig).lower()
    if any(sign in words for sign in _FULL):
        _log.error("The database cannot grow: %s", error.orig)
        return _answer(507)
    if any(sign in words for sign in _BUSY):
        _log.warning("The database was busy for too long: %s", error.orig)
        return _answer(503)
    return _bug(error)


def _bug(error: Exception) -> ResponseReturnValue:
    """Log a bug under a number that the page shows, so that people can name it."""
    number = secrets.token_hex(4)
    _log.error("Error %s at %s %s", number, request.method, _place(), exc_info=error)
    return _answer(500, number=number)


def _place() -> str:
    """Name the address without the secret of a sign-in link: logs are read by many."""
    token = (request.view_args or {}).get("token")
    return request.path.replace(token, "…") if token else request.path


def _answer(status: int, **facts: Any) -> Response:
    response = (
        problem(status, HTTPStatus(status).description, facts)
        if wants_json()
        else page(status, **facts)
    )
    if status == 503:
        response.headers["Retry-After"] = "2"
    return response
