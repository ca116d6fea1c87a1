"""People: their accounts, sessions, tokens and attempts to sign in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, or_, select, update

from workbench.permissions import Actor
from workbench.storage.tables import LoginAttempt, SignIn, Token, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person as the pages about people show them."""

    id: int
    name: str
    display_name: str
    admin: bool
    locale: str
    theme: str
    credit: str
    pen_name: str
    named_in_waivers: bool
    has_password: bool
    created_at: datetime
    disabled_at: datetime | None
    version: int

    @property
    def actor(self) -> Actor:
        return Actor(id=self.id, name=self.name, display_name=self.display_name, admin=self.admin)

    @property
    def label(self) -> str:
        return self.display_name or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A place where somebody is signed in."""

    id: int
    user_id: int
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    agent: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredToken:
    """An API token as its owner sees it again: everything but the token."""

    id: int
    user_id: int
    name: str
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None


_ACCOUNT = (
    User.id, User.name, User.display_name, User.admin, User.locale, User.theme,
    User.credit, User.pen_name, User.named_in_waivers,
    (User.password_hash != "").label("has_password"),
    User.created_at, User.disabled_at, User.version,
)  # fmt: skip
_SESSION = (
    SignIn.id, SignIn.user_id, SignIn.created_at, SignIn.seen_at, SignIn.expires_at,
    SignIn.agent, SignIn.address,
)  # fmt: skip
_TOKEN = (
    Token.id, Token.user_id, Token.name, Token.created_at, Token.expires_at, Token.used_at,
)  # fmt: skip
_PREFIX = "owner_"
_OWNER = tuple(column.label(f"{_PREFIX}{column.name}") for column in _ACCOUNT)


# People


def add(connection: Connection, **values: Any) -> int:
    return connection.execute(insert(User).values(**values).returning(User.id)).scalar_one()


def find(connection: Connection, user_id: int) -> Account | None:
    row = connection.execute(select(*_ACCOUNT).where(User.id == user_id)).mappings().first()
    return None if row is None else Account(**row)


def find_by_name(connection: Connection, folded: str) -> Account | None:
    row = connection.execute(select(*_ACCOUNT).where(User.folded == folded)).mappings().first()
    return None if row is None else Account(**row)


def everybody(connection: Connection) -> tuple[Account, ...]:
    rows = connection.execute(select(*_ACCOUNT).order_by(User.folded))
    return tuple(Account(**row) for row in rows.mappings())


def labels(connection: Connection, user_ids: Collection[int]) -> dict[int, str]:
    """Give the names by which people are shown."""
    rows = connection.execute(
        select(User.id, User.name, User.display_name).where(User.id.in_(user_ids))
    )
    return {row.id: row.display_name or row.name for row in rows}


def password_hash(connection: Connection, user_id: int) -> str:
    return connection.execute(select(User.password_hash).where(User.id == user_id)).scalar_one()


def change(connection: Connection, user_id: int, *, version: int | None, **values: Any) -> bool:
    """Change an account, if it still is at the version seen; none does not look."""
    seen = [] if version is None else [User.version == version]
    statement = (
        update(User)
        .where(User.id == user_id, *seen)
        .values(version=User.version + 1, **values)
        .returning(User.id)
    )
    return connection.execute(statement).first() is not None


def other_admins(connection: Connection, user_id: int) -> int:
    """Count the administrators who can still sign in, besides this person."""
    return connection.execute(
        select(func.count())
        .select_from(User)
        .where(User.admin, User.disabled_at.is_(None), User.id != user_id)
    ).scalar_one()


# Sessions


def open_session(connection: Connection, **values: Any) -> int:
    return connection.execute(insert(SignIn).values(**values).returning(SignIn.id)).scalar_one()


#: Asked at every request: made once.
_SESSION_OF = (
    select(*_SESSION, *_OWNER)
    .join(User, User.id == SignIn.user_id)
    .where(
        SignIn.token_hash == bindparam("hash"),
        SignIn.revoked_at.is_(None),
        SignIn.expires_at > bindparam("now"),
        User.disabled_at.is_(None),
    )
)


def session_of(
    connection: Connection, token_hash: str, now: datetime
) -> tuple[Session, Account] | None:
    """Find a living session and its person."""
    where = {"hash": token_hash, "now": now}
    row = connection.execute(_SESSION_OF, where).mappings().first()
    if row is None:
        return None
    mine, theirs = _parted(row)
    return Session(**mine), Account(**theirs)


def sessions(connection: Connection, user_id: int, now: datetime) -> tuple[Session, ...]:
    rows = connection.execute(
        select(*_SESSION)
        .where(SignIn.user_id == user_id, SignIn.revoked_at.is_(None), SignIn.expires_at > now)
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )
    return tuple(Session(**row) for row in rows.mappings())


def mark_seen(connection: Connection, session_id: int, now: datetime) -> None:
    connection.execute(update(SignIn).where(SignIn.id == session_id).values(seen_at=now))


def revoke_session(connection: Connection, user_id: int, session_id: int, now: datetime) -> bool:
    """End one session of a person; false where it is not theirs or has ended."""
    statement = (
        update(SignIn)
        .where(SignIn.id == session_id, SignIn.user_id == user_id, SignIn.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(SignIn.id)
    )
    return connection.execute(statement).first() is not None


def revoke_sessions(
    connection: Connection, user_id: int, now: datetime, *, but: int | None = None
) -> None:
    """End all sessions of a person, or all but one."""
    kept = [] if but is None else [SignIn.id != but]
    connection.execute(
        update(SignIn)
        .where(SignIn.user_id == user_id, SignIn.revoked_at.is_(None), *kept)
        .values(revoked_at=now)
    )


# Tokens


def add_token(connection: Connection, **values: Any) -> int:
    return connection.execute(insert(Token).values(**values).returning(Token.id)).scalar_one()


_TOKEN_OWNER = (
    select(*_TOKEN, *_OWNER)
    .join(User, User.id == Token.user_id)
    .where(
        Token.token_hash == bindparam("hash"),
        Token.purpose == bindparam("for"),
        Token.revoked_at.is_(None),
        or_(Token.expires_at.is_(None), Token.expires_at > bindparam("now")),
        User.disabled_at.is_(None),
    )
)


def token_owner(
    connection: Connection, token_hash: str, purpose: str, now: datetime
) -> tuple[StoredToken, Account] | None:
    """Find a token that still holds, with its person."""
    where = {"hash": token_hash, "for": purpose, "now": now}
    row = connection.execute(_TOKEN_OWNER, where).mappings().first()
    if row is None:
        return None
    mine, theirs = _parted(row)
    return StoredToken(**mine), Account(**theirs)


def use_once(connection: Connection, token_id: int, now: datetime) -> bool:
    """Mark a token as used; false for everybody but the first."""
    statement = (
        update(Token)
        .where(Token.id == token_id, Token.used_at.is_(None))
        .values(used_at=now)
        .returning(Token.id)
    )
    return connection.execute(statement).first() is not None


def mark_used(connection: Connection, token_id: int, now: datetime) -> None:
    connection.execute(update(Token).where(Token.id == token_id).values(used_at=now))


def tokens(connection: Connection, user_id: int, purpose: str) -> tuple[StoredToken, ...]:
    rows = connection.execute(
        select(*_TOKEN)
        .where(Token.user_id == user_id, Token.purpose == purpose, Token.revoked_at.is_(None))
        .order_by(Token.id)
    )
    return tuple(StoredToken(**row) for row in rows.mappings())


def revoke_token(connection: Connection, user_id: int, token_id: int, now: datetime) -> bool:
    statement = (
        update(Token)
        .where(Token.id == token_id, Token.user_id == user_id, Token.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(Token.id)
    )
    return connection.execute(statement).first() is not None


def revoke_tokens(
    connection: Connection, user_id: int, now: datetime, *, purpose: str | None = None
) -> None:
    """Revoke all tokens of a person, or those of one purpose."""
    of_purpose = [] if purpose is None else [Token.purpose == purpose]
    connection.execute(
        update(Token)
        .where(Token.user_id == user_id, Token.revoked_at.is_(None), *of_purpose)
        .values(revoked_at=now)
    )


# Attempts to sign in


def add_attempt(connection: Connection, folded: str, address: str, now: datetime) -> int:
    """Write an attempt as failed: it counts before the password has been looked at."""
    values = {"folded": folded, "address": address, "at": now, "succeeded": False}
    statement = insert(LoginAttempt).values(**values).returning(LoginAttempt.id)
    return connection.execute(statement).scalar_one()


def mark_succeeded(connection: Connection, attempt_id: int) -> None:
    connection.execute(
        update(LoginAttempt).where(LoginAttempt.id == attempt_id).values(succeeded=True)
    )


def drop_attempt(connection: Connection, attempt_id: int) -> None:
    connection.execute(delete(LoginAttempt).where(LoginAttempt.id == attempt_id))


def forget_attempts(connection: Connection, folded: str, address: str, before: datetime) -> None:
    """Drop old attempts of this name and this address."""
    mine = or_(LoginAttempt.folded == folded, LoginAttempt.address == address)
    connection.execute(delete(LoginAttempt).where(mine, LoginAttempt.at < before))


def failures_of_name(connection: Connection, folded: str, since: datetime) -> tuple[datetime, ...]:
    """List when a name failed since it last succeeded, oldest first."""
    succeeded = (
        select(func.max(LoginAttempt.id))
        .where(LoginAttempt.folded == folded, LoginAttempt.succeeded)
        .scalar_subquery()
    )
    statement = select(LoginAttempt.at).where(
        LoginAttempt.folded == folded,
        LoginAttempt.at > since,
        ~LoginAttempt.succeeded,
        LoginAttempt.id > func.coalesce(succeeded, 0),
    )
    return tuple(connection.execute(statement.order_by(LoginAttempt.at)).scalars())


def failures_of_address(
    connection: Connection, address: str, since: datetime
) -> tuple[datetime, ...]:
    """List when an address failed, oldest first."""
    statement = select(LoginAttempt.at).where(
        LoginAttempt.address == address, LoginAttempt.at > since, ~LoginAttempt.succeeded
    )
    return tuple(connection.execute(statement.order_by(LoginAttempt.at)).scalars())


def _parted(row: RowMapping) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part a joined row into its own columns and its owner's."""
    mine = {name: value for name, value in row.items() if not name.startswith(_PREFIX)}
    theirs = {
        name.removeprefix(_PREFIX): value for name, value in row.items() if name.startswith(_PREFIX)
    }
    return mine, theirs
