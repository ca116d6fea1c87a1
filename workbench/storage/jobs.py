"""Job rows: written with the work that they cause, claimed under a lease."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, and_, insert, or_, select, update

from workbench.storage.tables import Job

#: How long a worker may be silent before another takes its job.
LEASE = timedelta(seconds=60)


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """A job as a page shows it and a worker takes it."""

    id: int
    kind: str
    arguments: dict[str, Any]
    state: JobState
    done: int
    total: int
    attempt: int
    project_id: int | None
    actor_id: int | None
    created_at: datetime
    finished_at: datetime | None
    message: str
    result: dict[str, Any] | None


_COLUMNS = (
    Job.id, Job.kind, Job.arguments, Job.state, Job.done, Job.total, Job.attempt, Job.project_id,
    Job.actor_id, Job.created_at, Job.finished_at, Job.message, Job.result,
)  # fmt: skip


def enqueue(
    connection: Connection,
    kind: str,
    arguments: dict[str, Any],
    *,
    project_id: int | None = None,
    actor_id: int | None = None,
) -> int:
    """Write a waiting job in the caller's transaction."""
    values = {
        "kind": kind,
        "arguments": arguments,
        "state": JobState.WAITING,
        "project_id": project_id,
        "actor_id": actor_id,
        "created_at": datetime.now(UTC),
    }
    key = connection.execute(insert(Job).values(values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def find(connection: Connection, job_id: int) -> JobRow | None:
    row = connection.execute(select(*_COLUMNS).where(Job.id == job_id)).mappings().first()
    return None if row is None else JobRow(**{**row, "state": JobState(row["state"])})


def newest(connection: Connection, kind: str, *, limit: int = 100) -> tuple[JobRow, ...]:
    """List the last jobs of a kind, newest first."""
    statement = select(*_COLUMNS).where(Job.kind == kind).order_by(Job.id.desc()).limit(limit)
    rows = connection.execute(statement).mappings()
    return tuple(JobRow(**{**row, "state": JobState(row["state"])}) for row in rows)


def waiting(connection: Connection) -> tuple[int, ...]:
    """List the jobs that nobody works on: waiting, or with a lease that ran out; oldest first."""
    return tuple(
        connection.execute(
            select(Job.id).where(_free(datetime.now(UTC))).order_by(Job.id)
        ).scalars()
    )


def in_states(
    connection: Connection, kind: str, states: Collection[JobState]
) -> tuple[dict[str, Any], ...]:
    """Give the arguments of the jobs of a kind that are in one of these states."""
    wanted = and_(Job.kind == kind, Job.state.in_(states))
    return tuple(connection.execute(select(Job.arguments).where(wanted)).scalars())


def claim(connection: Connection, job_id: int) -> bool:
    """Take a job; false when somebody else works on it or it has ended."""
    now = datetime.now(UTC)
    taken = connection.execute(
        update(Job)
        .where(Job.id == job_id, _free(now))
        .values(state=JobState.RUNNING, lease_until=now + LEASE, attempt=Job.attempt + 1)
    )
    return taken.rowcount == 1


def progress(connection: Connection, job_id: int, done: int, total: int, message: str = "") -> bool:
    """Note how far a job is and renew its lease; false when it was cancelled or taken away."""
    values: dict[str, Any] = {
        "done": done,
        "total": total,
        "lease_until": datetime.now(UTC) + LEASE,
    }
    if message:
        values["message"] = message
    running = (Job.id == job_id) & (Job.state == JobState.RUNNING)
    return connection.execute(update(Job).where(running).values(values)).rowcount == 1


def finish(
    connection: Connection,
    job_id: int,
    state: JobState,
    *,
    message: str = "",
    result: dict[str, Any] | None = None,
) -> None:
    """End a running job; one that was cancelled meanwhile stays so."""
    connection.execute(
        update(Job)
        .where(Job.id == job_id, Job.state == JobState.RUNNING)
        .values(
            state=state,
            finished_at=datetime.now(UTC),
            lease_until=None,
            message=message,
            result=result,
        )
    )


def cancel(connection: Connection, job_id: int) -> bool:
    """Cancel a job that has not ended; its worker notices at its next step."""
    open_states = (JobState.WAITING, JobState.RUNNING)
    cancelled = connection.execute(
        update(Job)
        .where(Job.id == job_id, Job.state.in_(open_states))
        .values(state=JobState.CANCELLED, finished_at=datetime.now(UTC), lease_until=None)
    )
    return cancelled.rowcount == 1


def _free(now: datetime) -> Any:
    abandoned = and_(Job.state == JobState.RUNNING, Job.lease_until < now)
    return or_(Job.state == JobState.WAITING, abandoned)
