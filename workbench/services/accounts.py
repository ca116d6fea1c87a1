"""People and how they come in: passwords, sessions, one-time links, API tokens.

Passwords are hashed with argon2id by OWASP's second configuration (19 MiB, two
passes, one lane). Cookies, links and tokens are 256 random bits, of which only
the SHA-256 is stored.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection

from workbench.errors import Conflict, InvalidInput, NotFound, SignInRefused, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.storage import accounts, feed
from workbench.storage.accounts import Account, Session, StoredToken
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.folding import fold

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1000
LONGEST_NAME = 100
LINK_LIFETIME = timedelta(days=1)
THEMES = ("", "light", "dark")

#: How far back failed attempts count, and how many of them are allowed.
WINDOW = timedelta(minutes=15)
NAME_LIMIT = 8
ADDRESS_LIMIT = 40

#: A session's `seen_at` is written at most this often.
_SEEN_STEP = timedelta(minutes=5)
_API, _SIGN_IN = "api", "sign-in"
_TOKEN_PREFIX = "wb_"  # noqa: S105 - tells people and scanners what a found token is for


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A person who has come in, and where."""

    account: Account
    session_id: int | None = None


# Passwords


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe())


def _fits(stored: str, password: str) -> bool:
    """Compare a password; takes as long where there is no such person or password."""
    try:
        _hasher().verify(stored or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)


def _hash(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput("password", "A password has at least 10 characters.")
    if len(password) > LONGEST_PASSWORD:
        raise InvalidInput("password", "This password is too long.")
    return _hasher().hash(password)


# Coming in and going out


def sign_in(
    database: Database,
    *,
    name: str,
    password: str,
    lifetime: timedelta,
    address: str = "",
    agent: str = "",
) -> str:
    """Open a session for a name and its password; answers the cookie's value.

    The attempt is written as failed before anything is compared, so that many
    attempts at once, over several processes, cannot slip past the limit.
    """
    folded, now = fold(name.strip())[:LONGEST_NAME], datetime.now(UTC)
    with writing(database) as connection:
        accounts.forget_attempts(connection, folded, address, now - timedelta(days=1))
        attempt = accounts.add_attempt(connection, folded, address, now)
    _refuse_too_many(database, attempt, folded, address, now)
    with reading(database) as connection:
        account = accounts.find_by_name(connection, folded)
        stored = accounts.password_hash(connection, account.id) if account else ""
    fits = _fits(stored, password[:LONGEST_PASSWORD])
    if account is None or account.disabled_at or not fits:
        raise SignInRefused
    with writing(database) as connection:
        accounts.mark_succeeded(connection, attempt)
        if _hasher().check_needs_rehash(stored):
            accounts.change(
                connection, account.id, version=None, password_hash=_hasher().hash(password)
            )
        return _open_session(connection, account, lifetime, address=address, agent=agent)


def _refuse_too_many(
    database: Database, attempt: int, folded: str, address: str, now: datetime
) -> None:
    since = now - WINDOW
    with reading(database) as connection:
        waits = (
            _wait(accounts.failures_of_name(connection, folded, since), NAME_LIMIT, now),
            _wait(accounts.failures_of_address(connection, address, since), ADDRESS_LIMIT, now),
        )
    if wait := max(waits):
        with writing(database) as connection:
            accounts.drop_attempt(connection, attempt)  # a refused attempt prolongs nothing
        raise SignInRefused(retry_after=wait)


def _wait(failures: Sequence[datetime], limit: int, now: datetime) -> int:
    """Say in how many seconds one more attempt is allowed."""
    if len(failures) <= limit:
        return 0
    free = failures[-limit - 1] + WINDOW
    return max(1, round((free - now).total_seconds()))


def _open_session(
    connection: Connection,
    account: Account,
    lifetime: timedelta,
    *,
    address: str,
    agent: str,
) -> str:
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    accounts.open_session(
        connection,
        token_hash=_digest(token),
        user_id=account.id,
        created_at=now,
        seen_at=now,
        expires_at=now + lifetime,
        agent=agent[:300],
        address=address,
    )
    feed.append(connection, None, Happening(kind="user.signed-in", actor_id=account.id))
    return token


def recognise_session(database: Database, token: str) -> SignedIn | None:
    """Tell who comes with this cookie, if its session still lives."""
    now = datetime.now(UTC)
    with reading(database) as connection:
        found = accounts.session_of(connection, _digest(token), now)
    if found is None:
        return None
    session, account = found
    if now - session.seen_at > _SEEN_STEP:
        with writing(database) as connection:
            accounts.mark_seen(connection, session.id, now)
    return SignedIn(account=account, session_id=session.id)


def recognise_token(database: Database, token: str) -> SignedIn | None:
    """Tell who comes with this bearer token, if it still holds."""
    now = datetime.now(UTC)
    with reading(database) as connection:
        found = accounts.token_owner(connection, _digest(token), _API, now)
    if found is None:
        return None
    stored, account = found
    if stored.used_at is None or now - stored.used_at > _SEEN_STEP:
        with writing(database) as connection:
            accounts.mark_used(connection, stored.id, now)
    return SignedIn(account=account)


def sign_out(database: Database, *, actor: Actor, session_id: int) -> None:
    with writing(database) as connection:
        accounts.revoke_session(connection, actor.id, session_id, datetime.now(UTC))


# One-time links


def make_sign_in_link(
    database: Database,
    *,
    actor: Actor | None,
    user_id: int,
    lifetime: timedelta = LINK_LIFETIME,
) -> str:
    """Make the secret part of a link that signs a person in once; older links end."""
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    with writing(database) as connection:
        _require_admin(connection, actor)
        _account(connection, user_id)
        accounts.revoke_tokens(connection, user_id, now, purpose=_SIGN_IN)
        accounts.add_token(
            connection,
            user_id=user_id,
            purpose=_SIGN_IN,
            token_hash=_digest(token),
            created_at=now,
            expires_at=now + lifetime,
        )
        _tell(connection, "user.link-made", actor, user_id)
    return token


def owner_of_link(database: Database, token: str) -> Account:
    """Tell whom a link would sign in; it stays unused."""
    with reading(database) as connection:
        found = accounts.token_owner(connection, _digest(token), _SIGN_IN, datetime.now(UTC))
    if found is None or found[0].used_at is not None:
        raise NotFound("unused sign-in link of this address")
    return found[1]


def sign_in_by_link(
    database: Database, token: str, *, lifetime: timedelta, address: str = "", agent: str = ""
) -> str:
    """Open a session for the person of a link, which is used up by it."""
    now = datetime.now(UTC)
    with writing(database) as connection:
        found = accounts.token_owner(connection, _digest(token), _SIGN_IN, now)
        if found is None or not accounts.use_once(connection, found[0].id, now):
            raise NotFound("unused sign-in link of this address")
        return _open_session(connection, found[1], lifetime, address=address, agent=agent)


# My account


def my_account(database: Database, actor: Actor) -> Account:
    with reading(database) as connection:
        return _account(connection, actor.id)


def change_password(
    database: Database, *, actor: Actor, current: str, new: str, session_id: int | None
) -> None:
    """Set a new password; every other session of this person ends."""
    with reading(database) as connection:
        stored = accounts.password_hash(connection, actor.id)
    if stored and not _fits(stored, current):
        raise InvalidInput("current", "This is not your present password.")
    hashed, now = _hash(new), datetime.now(UTC)
    with writing(database) as connection:
        if accounts.password_hash(connection, actor.id) != stored:
            raise Conflict("The password was changed somewhere else just now.")
        accounts.change(connection, actor.id, version=None, password_hash=hashed)
        accounts.revoke_sessions(connection, actor.id, now, but=session_id)
        accounts.revoke_tokens(connection, actor.id, now, purpose=_SIGN_IN)
        _tell(connection, "user.password-changed", actor, actor.id)


def change_preferences(
    database: Database, *, actor: Actor, display_name: str, locale: str, theme: str
) -> None:
    """Set how a person is called and how the pages look to them."""
    if theme not in THEMES:
        raise InvalidInput("theme", "Choose one of the themes offered.")
    shown = _display_name(display_name)
    with writing(database) as connection:
        accounts.change(
            connection, actor.id, version=None, display_name=shown, locale=locale, theme=theme
        )


def my_sessions(database: Database, actor: Actor) -> tuple[Session, ...]:
    with reading(database) as connection:
        return accounts.sessions(connection, actor.id, datetime.now(UTC))


def revoke_session(database: Database, *, actor: Actor, session_id: int) -> None:
    with writing(database) as connection:
        if not accounts.revoke_session(connection, actor.id, session_id, datetime.now(UTC)):
            raise NotFound("session", session_id)


def my_tokens(database: Database, actor: Actor) -> tuple[StoredToken, ...]:
    with reading(database) as connection:
        return accounts.tokens(connection, actor.id, _API)


def make_token(
    database: Database, *, actor: Actor, name: str, lifetime: timedelta | None = None
) -> str:
    """Make an API token; it is shown once and never again."""
    label = name.strip()[:LONGEST_NAME]
    if not label:
        raise InvalidInput("name", "Say what the token is for.")
    token, now = f"{_TOKEN_PREFIX}{secrets.token_urlsafe(32)}", datetime.now(UTC)
    with writing(database) as connection:
        accounts.add_token(
            connection,
            user_id=actor.id,
            purpose=_API,
            name=label,
            token_hash=_digest(token),
            created_at=now,
            expires_at=None if lifetime is None else now + lifetime,
        )
        _tell(connection, "user.token-made", actor, actor.id)
    return token


def revoke_token(database: Database, *, actor: Actor, token_id: int) -> None:
    with writing(database) as connection:
        if not accounts.revoke_token(connection, actor.id, token_id, datetime.now(UTC)):
            raise NotFound("token", token_id)


# People, for administrators; the command line acts without an actor


def people(database: Database, *, actor: Actor | None) -> tuple[Account, ...]:
    with reading(database) as connection:
        _require_admin(connection, actor)
        return accounts.everybody(connection)


def person(database: Database, *, actor: Actor | None, user_id: int) -> Account:
    with reading(database) as connection:
        _require_admin(connection, actor)
        return _account(connection, user_id)


def person_of_name(database: Database, *, actor: Actor | None, name: str) -> Account:
    with reading(database) as connection:
        _require_admin(connection, actor)
        found = accounts.find_by_name(connection, fold(name.strip()))
    if found is None:
        raise NotFound("person", name)
    return found


def add_user(
    database: Database,
    *,
    actor: Actor | None,
    name: str,
    display_name: str = "",
    password: str = "",
    admin: bool = False,
) -> int:
    """Add a person; without a password they come in by a link."""
    label = _name(name)
    values = {
        "name": label,
        "folded": fold(label),
        "display_name": _display_name(display_name),
        "password_hash": _hash(password) if password else "",
        "admin": admin,
        "created_at": datetime.now(UTC),
    }
    with writing(database) as connection:
        _require_admin(connection, actor)
        if accounts.find_by_name(connection, fold(label)):
            raise InvalidInput("name", "Somebody else has this name.")
        user_id = accounts.add(connection, **values)
        _tell(connection, "user.added", actor, user_id)
    return user_id


def change_person(
    database: Database,
    *,
    actor: Actor | None,
    user_id: int,
    version: int,
    display_name: str,
    admin: bool,
) -> None:
    """Change what an administrator may change of a person."""
    shown = _display_name(display_name)
    with writing(database) as connection:
        _require_admin(connection, actor)
        account = _account(connection, user_id)
        if account.admin and not admin:
            _keep_an_admin(connection, user_id)
        _change(connection, account, version, display_name=shown, admin=admin)
        _tell(connection, "user.changed", actor, user_id)


def disable(database: Database, *, actor: Actor | None, user_id: int, version: int) -> None:
    """Shut a person out at once: sessions, tokens and links end, their work stays."""
    now = datetime.now(UTC)
    with writing(database) as connection:
        _require_admin(connection, actor)
        account = _account(connection, user_id)
        _keep_an_admin(connection, user_id)
        _change(connection, account, version, disabled_at=now)
        accounts.revoke_sessions(connection, user_id, now)
        accounts.revoke_tokens(connection, user_id, now)
        _tell(connection, "user.disabled", actor, user_id)


def enable(database: Database, *, actor: Actor | None, user_id: int, version: int) -> None:
    with writing(database) as connection:
        _require_admin(connection, actor)
        _change(connection, _account(connection, user_id), version, disabled_at=None)
        _tell(connection, "user.enabled", actor, user_id)


def _change(connection: Connection, account: Account, version: int, **values: Any) -> None:
    if not accounts.change(connection, account.id, version=version, **values):
        current = {"display_name": account.display_name, "version": account.version}
        raise StaleVersion("person", seen=version, current=current)


def _keep_an_admin(connection: Connection, user_id: int) -> None:
    if not accounts.other_admins(connection, user_id):
        raise Conflict("Somebody must remain who may administer the workbench.")


def _require_admin(connection: Connection, actor: Actor | None) -> None:
    """Let administrators pass, and the command line, which is the machine's owner."""
    if actor is not None:
        access.require(connection, actor, Permission.ADMINISTER, project_id=None)


def _account(connection: Connection, user_id: int) -> Account:
    found = accounts.find(connection, user_id)
    if found is None:
        raise NotFound("person", user_id)
    return found


def _tell(connection: Connection, kind: str, actor: Actor | None, user_id: int) -> None:
    actor_id = actor.id if actor else None
    happening = Happening(kind=kind, actor_id=actor_id, facts={"user": user_id})
    feed.append(connection, None, happening)


def _name(name: str) -> str:
    label = name.strip()
    if not label:
        raise InvalidInput("name", "Give a name to sign in with.")
    if len(label) > LONGEST_NAME or not label.isprintable():
        raise InvalidInput("name", "A name has at most 100 printable characters.")
    return label


def _display_name(name: str) -> str:
    shown = name.strip()
    if len(shown) > LONGEST_NAME or not shown.isprintable():
        raise InvalidInput("display_name", "A name has at most 100 printable characters.")
    return shown


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
