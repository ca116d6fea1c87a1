"""Checks that a change of the source makes due.

The change writes a job with it, so that a process that dies right afterwards
leaves nothing unchecked. A few targets are checked at once; many wait for the
worker.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from workbench.permissions import Actor
from workbench.services import checking
from workbench.storage import jobs
from workbench.storage.engine import Database, writing
from workbench.storage.jobs import JobState

KIND = "check-targets"
#: As many as a person waits for without noticing.
_FEW = 60


def order(
    connection: Connection, target_ids: Sequence[int], *, project_id: int, actor: Actor
) -> int | None:
    """Write down that these targets are to be checked again; answers the job, if any."""
    if not target_ids:
        return None
    arguments = {"targets": list(target_ids)}
    return jobs.enqueue(connection, KIND, arguments, project_id=project_id, actor_id=actor.id)


def settle(database: Database, job_id: int | None) -> int | None:
    """Check at once what is few; answers the job that a worker is to be told of, if any."""
    if job_id is None:
        return None
    with writing(database) as connection:
        job = jobs.find(connection, job_id)
        if job is None or len(job.arguments["targets"]) > _FEW:
            return job_id
        if not jobs.claim(connection, job_id):
            return None
    checking.recheck(database, job.arguments["targets"])
    with writing(database) as connection:
        jobs.finish(connection, job_id, JobState.DONE)
    return None
