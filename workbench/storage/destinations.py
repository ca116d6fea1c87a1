"""Where publications of a project are sent on to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from workbench.storage.tables import Destination, User


class Kind(StrEnum):
    FOLDER = "folder"  #: the files of each publication in a folder of their own
    SITE = "site"  #: all publications of the project as a website
    WEBHOOK = "webhook"  #: a message to a server


@dataclass(frozen=True, slots=True, kw_only=True)
class DestinationRow:
    """A place as pages show it: without its secret."""

    id: int
    project_id: int
    kind: Kind
    name: str
    address: str
    base: str
    formats: tuple[str, ...]
    created_at: datetime
    creator: str
    removed_at: datetime | None


_LABEL = func.coalesce(func.nullif(User.display_name, ""), User.name).label("creator")
_ROW = (
    select(
        Destination.id, Destination.project_id, Destination.kind, Destination.name,
        Destination.address, Destination.base, Destination.formats, Destination.created_at, _LABEL,
        Destination.removed_at,
    )
    .join(User, User.id == Destination.created_by)
    .order_by(Destination.id)
)  # fmt: skip


def add(connection: Connection, **values: Any) -> int:
    row = {"created_at": datetime.now(UTC), **values}
    statement = insert(Destination).values(**row).returning(Destination.id)
    return connection.execute(statement).scalar_one()


def of_project(connection: Connection, project_id: int) -> tuple[DestinationRow, ...]:
    """List the places that a project has now."""
    here = (Destination.project_id == project_id, Destination.removed_at.is_(None))
    return _rows(connection.execute(_ROW.where(*here)).mappings().all())


def find(connection: Connection, destination_id: int) -> DestinationRow | None:
    """Find a place, also one that was removed."""
    found = connection.execute(_ROW.where(Destination.id == destination_id)).mappings().all()
    return next(iter(_rows(found)), None)


def secret(connection: Connection, destination_id: int) -> str:
    """Give what signs the messages to a webhook."""
    statement = select(Destination.secret).where(Destination.id == destination_id)
    return connection.execute(statement).scalar_one()


def renew_secret(connection: Connection, destination_id: int, secret: str) -> None:
    statement = update(Destination).where(Destination.id == destination_id)
    connection.execute(statement.values(secret=secret))


def remove(connection: Connection, destination_id: int, actor_id: int) -> bool:
    """Take a place away, and its secret; false where it is gone already."""
    removed = connection.execute(
        update(Destination)
        .where(Destination.id == destination_id, Destination.removed_at.is_(None))
        .values(removed_at=datetime.now(UTC), removed_by=actor_id, secret="")
    )
    return removed.rowcount == 1


def _rows(found: Sequence[Any]) -> tuple[DestinationRow, ...]:
    return tuple(
        DestinationRow(**{**row, "kind": Kind(row["kind"]), "formats": tuple(row["formats"])})
        for row in found
    )
