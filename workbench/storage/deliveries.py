"""What was sent where: a row for each sending, written before it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from glossary.saying import Message
from workbench.storage import sayings
from workbench.storage.destinations import Kind
from workbench.storage.jobs import JobState
from workbench.storage.tables import Delivery, Destination, Job, User


class Outcome(StrEnum):
    OPEN = ""  #: the job says how far it is
    DELIVERED = "delivered"
    UNCHANGED = "unchanged"  #: the very same stands there already
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """A sending, without the bytes."""

    id: int
    edition_id: int
    number: int | None
    destination_id: int | None
    destination: str  #: its name; "" for an archive
    kind: Kind | None
    job_id: int | None
    job_state: JobState | None
    actor_id: int
    actor: str
    at: datetime
    formats: tuple[str, ...]
    finished_at: datetime | None
    outcome: Outcome
    status: int | None
    message: Message | None
    digest: str
    is_kept: bool  #: whether its archive can still be had


_ACTOR = func.coalesce(func.nullif(User.display_name, ""), User.name).label("actor")
_IS_KEPT = Delivery.body.is_not(None).label("is_kept")
_NAME = func.coalesce(Destination.name, "").label("destination")
_ROW = (
    select(
        Delivery.id, Delivery.edition_id, Delivery.number, Delivery.destination_id, _NAME,
        Destination.kind, Delivery.job_id, Job.state.label("job_state"), Delivery.actor_id,
        _ACTOR, Delivery.at, Delivery.formats, Delivery.finished_at, Delivery.outcome,
        Delivery.status, Delivery.message, Delivery.digest, _IS_KEPT,
    )
    .join(User, User.id == Delivery.actor_id)
    .outerjoin(Destination, Destination.id == Delivery.destination_id)
    .outerjoin(Job, Job.id == Delivery.job_id)
    .order_by(Delivery.id.desc())
)  # fmt: skip


def add(connection: Connection, **values: Any) -> int:
    row = {"at": datetime.now(UTC), **values}
    return connection.execute(insert(Delivery).values(**row).returning(Delivery.id)).scalar_one()


def give_job(connection: Connection, delivery_id: int, job_id: int) -> None:
    _put(connection, delivery_id, job_id=job_id)


def find(connection: Connection, delivery_id: int) -> DeliveryRow | None:
    rows = connection.execute(_ROW.where(Delivery.id == delivery_id)).mappings()
    return next((_row(row) for row in rows), None)


def of_edition(
    connection: Connection, edition_id: int, number: int | None, *, limit: int = 50
) -> tuple[DeliveryRow, ...]:
    """List what was sent of a publication, or of an edition as it stood; newest first."""
    here = Delivery.number.is_(None) if number is None else Delivery.number == number
    wanted = _ROW.where(Delivery.edition_id == edition_id, here).limit(limit)
    return tuple(_row(row) for row in connection.execute(wanted).mappings())


def last_to(connection: Connection, destination_id: int, *, limit: int) -> tuple[DeliveryRow, ...]:
    """List what was last sent to a place, newest first."""
    wanted = _ROW.where(Delivery.destination_id == destination_id).limit(limit)
    return tuple(_row(row) for row in connection.execute(wanted).mappings())


def finish(
    connection: Connection,
    delivery_id: int,
    outcome: Outcome,
    *,
    status: int | None = None,
    message: Message | None = None,
    digest: str = "",
    body: bytes | None = None,
) -> None:
    """Write down how a sending ended."""
    _put(
        connection,
        delivery_id,
        finished_at=datetime.now(UTC),
        outcome=outcome,
        status=status,
        message=None if message is None else sayings.to_json(message),
        digest=digest,
        body=body,
    )


def body(connection: Connection, delivery_id: int) -> bytes | None:
    """Give the archive that was made, while it is kept."""
    return connection.execute(select(Delivery.body).where(Delivery.id == delivery_id)).scalar()


def drop_old_bodies(connection: Connection, older_than: timedelta) -> None:
    """Let archives go that nobody fetches any more; that they were made stays on record."""
    past = Delivery.at < datetime.now(UTC) - older_than
    connection.execute(update(Delivery).where(past, Delivery.body.is_not(None)).values(body=None))


def _put(connection: Connection, delivery_id: int, **values: Any) -> None:
    connection.execute(update(Delivery).where(Delivery.id == delivery_id).values(**values))


def _row(row: Any) -> DeliveryRow:
    return DeliveryRow(
        **{
            **row,
            "kind": Kind(row["kind"]) if row["kind"] else None,
            "job_state": JobState(row["job_state"]) if row["job_state"] else None,
            "formats": tuple(row["formats"]),
            "outcome": Outcome(row["outcome"]),
            "message": sayings.from_json(row["message"]) if row["message"] else None,
        }
    )
