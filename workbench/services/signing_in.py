"""Coming in and going out: by password, by one-time link, by cookie, by token.

Attempts with a password are counted by name and by address in the database, so
that the limit holds over several processes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import Connection

from workbench.errors import NotFound, SignInRefused
from workbench.permissions import Actor
from workbench.services import credentials
from workbench.services.accounts import LONGEST_NAME
from workbench.storage import accounts, feed
from workbench.storage.accounts import Account
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.folding import fold

#: How far back failed attempts count, and how many of them are allowed.
WINDOW = timedelta(minutes=15)
NAME_LIMIT = 8
ADDRESS_LIMIT = 40
#: A session's `seen_at` is written at most this often.
_SEEN_STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A person who has come in, and where."""

    account: Account
    session_id: int | None = None


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
    network = _network(address)
    with writing(database) as connection:
        accounts.forget_attempts(connection, folded, network, now - timedelta(days=1))
        attempt = accounts.add_attempt(connection, folded, network, now)
    _refuse_too_many(database, attempt, folded, network, now)
    with reading(database) as connection:
        account = accounts.find_by_name(connection, folded)
        stored = accounts.password_hash(connection, account.id) if account else ""
    fits = credentials.fits(stored, password)
    if account is None or account.disabled_at or not fits:
        raise SignInRefused
    with writing(database) as connection:
        accounts.mark_succeeded(connection, attempt)
        if credentials.is_outdated(stored):
            accounts.change(
                connection, account.id, version=None, password_hash=credentials.hashed(password)
            )
        return _open_session(connection, account, lifetime, address=address, agent=agent)


def _network(address: str) -> str:
    """Give what one customer of a network has: of IPv6 64 bits, whose rest anybody may change."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((found, 64), strict=False))
    return address


def _refuse_too_many(
    database: Database, attempt: int, folded: str, network: str, now: datetime
) -> None:
    since = now - WINDOW
    with reading(database) as connection:
        waits = (
            _wait(accounts.failures_of_name(connection, folded, since), NAME_LIMIT, now),
            _wait(accounts.failures_of_address(connection, network, since), ADDRESS_LIMIT, now),
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
    token, now = credentials.new_token(), datetime.now(UTC)
    accounts.open_session(
        connection,
        token_hash=credentials.digest(token),
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
        found = accounts.session_of(connection, credentials.digest(token), now)
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
        found = accounts.token_owner(connection, credentials.digest(token), credentials.API, now)
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


def owner_of_link(database: Database, token: str) -> Account:
    """Tell whom a link would sign in; it stays unused."""
    with reading(database) as connection:
        found = accounts.token_owner(
            connection, credentials.digest(token), credentials.SIGN_IN, datetime.now(UTC)
        )
    if found is None or found[0].used_at is not None:
        raise NotFound("unused sign-in link of this address")
    return found[1]


def sign_in_by_link(
    database: Database, token: str, *, lifetime: timedelta, address: str = "", agent: str = ""
) -> str:
    """Open a session for the person of a link, which is used up by it."""
    now = datetime.now(UTC)
    with writing(database) as connection:
        found = accounts.token_owner(
            connection, credentials.digest(token), credentials.SIGN_IN, now
        )
        if found is None or not accounts.use_once(connection, found[0].id, now):
            raise NotFound("unused sign-in link of this address")
        return _open_session(connection, found[1], lifetime, address=address, agent=agent)
