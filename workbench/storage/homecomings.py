"""Files that came home: kept until somebody has decided, and then what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from workbench.storage.tables import Homecoming


@dataclass(frozen=True, slots=True, kw_only=True)
class HomecomingRow:
    """A file that came home."""

    id: int
    edition_id: int
    actor_id: int
    at: datetime
    name: str
    choices: Mapping[str, Any]
    settled_at: datetime | None
    changes: Sequence[Mapping[str, Any]]
    undone_at: datetime | None
    undone_by: int | None


_HEAD = (
    Homecoming.id, Homecoming.edition_id, Homecoming.actor_id, Homecoming.at, Homecoming.name,
    Homecoming.choices, Homecoming.settled_at, Homecoming.changes, Homecoming.undone_at,
    Homecoming.undone_by,
)  # fmt: skip


def add(connection: Connection, **values: Any) -> int:
    row = {"at": datetime.now(UTC), "choices": {}, "changes": [], **values}
    statement = insert(Homecoming).values(**row).returning(Homecoming.id)
    return connection.execute(statement).scalar_one()


def find(connection: Connection, edition_id: int, homecoming_id: int) -> HomecomingRow | None:
    wanted = (Homecoming.id == homecoming_id, Homecoming.edition_id == edition_id)
    rows = connection.execute(select(*_HEAD).where(*wanted)).mappings()
    return next((HomecomingRow(**row) for row in rows), None)


def body(connection: Connection, homecoming_id: int) -> bytes:
    """Give the bytes of a file that nobody has decided on yet."""
    statement = select(Homecoming.body).where(Homecoming.id == homecoming_id)
    return connection.execute(statement).scalar_one() or b""


def of_edition(connection: Connection, edition_id: int, *, limit: int) -> tuple[HomecomingRow, ...]:
    """List the files that came home to an edition, newest first."""
    rows = connection.execute(
        select(*_HEAD)
        .where(Homecoming.edition_id == edition_id)
        .order_by(Homecoming.id.desc())
        .limit(limit)
    )
    return tuple(HomecomingRow(**row) for row in rows.mappings())


def choose(connection: Connection, homecoming_id: int, choices: Mapping[str, Any]) -> None:
    _put(connection, homecoming_id, choices=dict(choices))


def settle(
    connection: Connection, homecoming_id: int, changes: Sequence[Mapping[str, Any]]
) -> bool:
    """Write down what was done, and let the bytes go; false where that was done already."""
    done = connection.execute(
        update(Homecoming)
        .where(Homecoming.id == homecoming_id, Homecoming.settled_at.is_(None))
        .values(settled_at=datetime.now(UTC), changes=list(changes), body=None)
    )
    return done.rowcount == 1


def undo(
    connection: Connection,
    homecoming_id: int,
    *,
    actor_id: int,
    changes: Sequence[Mapping[str, Any]],
) -> bool:
    """Say what was taken back; false where it was already."""
    done = connection.execute(
        update(Homecoming)
        .where(Homecoming.id == homecoming_id, Homecoming.undone_at.is_(None))
        .values(undone_at=datetime.now(UTC), undone_by=actor_id, changes=list(changes))
    )
    return done.rowcount == 1


def drop(connection: Connection, homecoming_id: int) -> None:
    """Forget a file that nobody has decided on."""
    _drop(connection, Homecoming.id == homecoming_id)


def drop_old(connection: Connection, older_than: timedelta) -> None:
    """Forget files that nobody decided on."""
    _drop(connection, Homecoming.at < datetime.now(UTC) - older_than)


def _drop(connection: Connection, which: Any) -> None:
    connection.execute(delete(Homecoming).where(which, Homecoming.settled_at.is_(None)))


def _put(connection: Connection, homecoming_id: int, **values: Any) -> None:
    statement = update(Homecoming).where(Homecoming.id == homecoming_id)
    connection.execute(statement.values(**values))
