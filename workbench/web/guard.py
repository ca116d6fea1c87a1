"""The door: every route says what it asks for, and nothing passes before it was looked at.

A view carries `@public`, `@signed_in` or `@permission(…)` nearest to the
function. An application with a route that says nothing does not start.
The order is: who, then whether the request is the person's own will (CSRF),
then whether they may.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from flask import Flask, current_app, request
from sqlalchemy import Connection

from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.storage.engine import reading
from workbench.web import context, security

View = TypeVar("View", bound=Callable[..., Any])

_MARK = "requirement"
_PUBLIC, _SIGNED_IN = "public", "signed in"
Requirement = Permission | str

#: Endpoints of Flask's own.
_OWN = frozenset({"static"})
#: Arguments of a route by which the guard finds where a permission must be held.
SCOPES = frozenset({"project", "glossary_id", *access.NUMBERED})


class UnguardedRoute(Exception):
    """A route does not say what it asks for, or not where."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(f"The route {rule} {reason}.")
        self.rule = rule


def permission(wanted: Permission) -> Callable[[View], View]:
    """Let in who holds a permission in the project (or glossary) that the address names."""

    def mark(view: View) -> View:
        setattr(view, _MARK, wanted)
        return view

    return mark


def signed_in(view: View) -> View:
    """Let in everybody who is signed in; the service decides what they see."""
    setattr(view, _MARK, _SIGNED_IN)
    return view


def public(view: View) -> View:
    """Let in everybody."""
    setattr(view, _MARK, _PUBLIC)
    return view


def requirement(app: Flask, endpoint: str) -> Requirement | None:
    """Tell what the view of an endpoint asks for; none if it does not say."""
    if endpoint in _OWN:
        return _PUBLIC
    return cast("Requirement | None", getattr(app.view_functions[endpoint], _MARK, None))


def is_public(wanted: Requirement | None) -> bool:
    return wanted == _PUBLIC


def check_routes(app: Flask) -> None:
    """Refuse an application with a route that anybody forgot to guard."""
    for rule in app.url_map.iter_rules():
        wanted = requirement(app, rule.endpoint)
        if wanted is None:
            raise UnguardedRoute(rule.rule, "does not say what it asks for")
        scoped = isinstance(wanted, Permission) and wanted is not Permission.ADMINISTER
        if scoped and not SCOPES & rule.arguments:
            raise UnguardedRoute(rule.rule, f"asks for {wanted}, but does not name a project")


def admit() -> None:
    """Look at a request before its view sees it."""
    if request.endpoint is None:
        return  # there is no such page: Flask says so
    wanted = requirement(current_app, request.endpoint)
    if is_public(wanted):
        security.refuse_forged(signed_in=False)
        return
    actor = context.actor()
    security.refuse_forged(signed_in=True)
    if isinstance(wanted, Permission):
        with reading(context.database()) as connection:
            require(connection, actor, wanted, request.view_args or {})


def require(
    connection: Connection, actor: Actor, wanted: Permission, arguments: Mapping[str, Any]
) -> None:
    """Ask for a permission wherever the arguments of a route point."""
    if "glossary_id" in arguments:
        access.require_in_glossary(connection, actor, wanted, glossary_id=arguments["glossary_id"])
    numbers = {name: arguments[name] for name in access.NUMBERED & arguments.keys()}
    if "project" in arguments:
        numbers["project_id"] = access.project_of_slug(connection, arguments["project"])
    if not numbers:
        if wanted is Permission.ADMINISTER:
            access.require(connection, actor, wanted, project_id=None)
        return
    if len(access.require_at(connection, actor, wanted, numbers)) > 1:
        raise NotFound("page of this address")  # a document of one project under another's address
