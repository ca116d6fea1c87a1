"""What a request has to do with: the database, the settings, who asks and how.

Everything that a request keeps stands in one typed class, in place of Flask's
open `g`, so that mypy sees all of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from typing import cast

from flask import current_app, g, request
from flask.ctx import _AppCtxGlobals

from workbench.config import Config
from workbench.errors import NotSignedIn
from workbench.permissions import Actor
from workbench.services import signing_in
from workbench.services.signing_in import SignedIn
from workbench.storage.accounts import Account
from workbench.storage.engine import Database

_BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class Workbench:
    """What the whole application shares; `app.extensions["workbench"]`."""

    database: Database
    config: Config

    @property
    def session_cookie(self) -> str:
        """Name the cookie that stands for a session; the prefix binds it to this very host."""
        return "__Host-workbench" if self.config.secure else "workbench"


class Credential(StrEnum):
    """How a request says who asks: by one of them, never by two."""

    NONE = "none"
    COOKIE = "cookie"
    BEARER = "bearer"


class RequestContext(_AppCtxGlobals):
    """What one request keeps, each made when first asked for."""

    @cached_property
    def csp_nonce(self) -> str:
        return secrets.token_urlsafe(18)

    @cached_property
    def credential(self) -> Credential:
        if request.headers.get("Authorization", "").lower().startswith(_BEARER):
            return Credential.BEARER
        if request.cookies.get(workbench().session_cookie):
            return Credential.COOKIE
        return Credential.NONE

    @cached_property
    def signed_in(self) -> SignedIn | None:
        return self.recogniser()

    @cached_property
    def recogniser(self) -> Callable[[], SignedIn | None]:
        """Ask who comes with what this request brought; later, whether that still holds."""
        if self.credential is Credential.BEARER:
            token = request.headers["Authorization"][len(_BEARER) :].strip()
            return partial(signing_in.recognise_token, database(), token)
        if self.credential is Credential.COOKIE:
            cookie = request.cookies[workbench().session_cookie]
            return partial(signing_in.recognise_session, database(), cookie)
        return lambda: None


def context() -> RequestContext:
    return cast("RequestContext", g)


def workbench() -> Workbench:
    return cast("Workbench", current_app.extensions["workbench"])


def database() -> Database:
    return workbench().database


def config() -> Config:
    return workbench().config


def credential() -> Credential:
    return context().credential


def account() -> Account | None:
    """Tell whose account the request comes from, if anybody's."""
    signed_in = context().signed_in
    return signed_in.account if signed_in else None


def actor() -> Actor:
    """Tell who asks, or raise `NotSignedIn`."""
    found = account()
    if found is None:
        raise NotSignedIn
    return found.actor


def session_id() -> int | None:
    """Name the session of a request that came with a cookie."""
    signed_in = context().signed_in
    return signed_in.session_id if signed_in else None


def address() -> str:
    """Tell from which network address the request came."""
    return request.remote_addr or ""


def site() -> str:
    """Give the address of this site, as people reach it, for links that they send on."""
    return config().address or request.host_url.rstrip("/")


def agent() -> str:
    return request.user_agent.string
