"""Accounts: one's own, and everybody's for administrators."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access, credentials
from workbench.storage import accounts, feed
from workbench.storage.accounts import Account, Session, StoredToken
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.folding import fold

LONGEST_NAME = 100
LINK_LIFETIME = timedelta(days=1)
THEMES = ("", "light", "dark")
#: How editions credit a person.
CREDITS = ("name", "pen-name", "none")
_TOKEN_PREFIX = "wb_"  # noqa: S105 - tells people and scanners what a found token is for


# My account


def my_account(database: Database, actor: Actor) -> Account:
    with reading(database) as connection:
        return _account(connection, actor.id)


def change_password(
    database: Database, *, actor: Actor, current: str, new: str, session_id: int | None
) -> None:
    """Set a new password; every other session of this person ends, and so do links and tokens."""
    with reading(database) as connection:
        stored = accounts.password_hash(connection, actor.id)
    if stored and not credentials.fits(stored, current):
        raise InvalidInput("current", "This is not your present password.")
    hashed, now = credentials.hashed(new), datetime.now(UTC)
    with writing(database) as connection:
        if accounts.password_hash(connection, actor.id) != stored:
            raise Conflict("The password was changed somewhere else just now.")
        accounts.change(connection, actor.id, version=None, password_hash=hashed)
        accounts.revoke_sessions(connection, actor.id, now, but=session_id)
        accounts.revoke_tokens(connection, actor.id, now)
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


def change_credit(
    database: Database, *, actor: Actor, credit: str, pen_name: str, named_in_waivers: bool
) -> None:
    """Say how editions credit a person, and whether they name them beside exceptions."""
    if credit not in CREDITS:
        raise InvalidInput("credit", "Choose one of what is offered.")
    pen = _display_name(pen_name, "pen_name")
    if credit == "pen-name" and not pen:
        raise InvalidInput("pen_name", "Write the name under which editions credit you.")
    with writing(database) as connection:
        accounts.change(
            connection,
            actor.id,
            version=None,
            credit=credit,
            pen_name=pen,
            named_in_waivers=named_in_waivers,
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
        return accounts.tokens(connection, actor.id, credentials.API)


def make_token(
    database: Database, *, actor: Actor, name: str, lifetime: timedelta | None = None
) -> str:
    """Make an API token; it is shown once and never again."""
    label = name.strip()[:LONGEST_NAME]
    if not label:
        raise InvalidInput("name", "Say what the token is for.")
    token, now = f"{_TOKEN_PREFIX}{credentials.new_token()}", datetime.now(UTC)
    with writing(database) as connection:
        accounts.add_token(
            connection,
            user_id=actor.id,
            purpose=credentials.API,
            name=label,
            token_hash=credentials.digest(token),
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


def make_sign_in_link(
    database: Database,
    *,
    actor: Actor | None,
    user_id: int,
    lifetime: timedelta = LINK_LIFETIME,
) -> str:
    """Make the secret part of a link that signs a person in once; older links end."""
    token, now = credentials.new_token(), datetime.now(UTC)
    with writing(database) as connection:
        _require_admin(connection, actor)
        _account(connection, user_id)
        accounts.revoke_tokens(connection, user_id, now, purpose=credentials.SIGN_IN)
        accounts.add_token(
            connection,
            user_id=user_id,
            purpose=credentials.SIGN_IN,
            token_hash=credentials.digest(token),
            created_at=now,
            expires_at=now + lifetime,
        )
        _tell(connection, "user.link-made", actor, user_id)
    return token


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
        "password_hash": credentials.hashed(password) if password else "",
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


def _display_name(name: str, field: str = "display_name") -> str:
    shown = name.strip()
    if len(shown) > LONGEST_NAME or not shown.isprintable():
        raise InvalidInput(field, "A name has at most 100 printable characters.")
    return shown
