"""A job that is short enough for the request which causes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.storage import jobs
from workbench.storage.engine import Database, writing
from workbench.storage.jobs import JobRow, JobState

Tell = Callable[[int, int], None]


def do(
    database: Database,
    job_id: int,
    work: Callable[[Database, JobRow, Tell], dict[str, Any]],
    give_up: Callable[[Database, JobRow], None],
) -> None:
    """Do a job now, unless a worker has it; what fails is taken back, and raised."""
    with writing(database) as connection:
        job = jobs.find(connection, job_id) if jobs.claim(connection, job_id) else None
    if job is None:
        return
    try:
        result = work(database, job, lambda _done, _total: None)
    except BaseException as error:
        give_up(database, job)
        with writing(database) as connection:
            jobs.finish(connection, job_id, JobState.FAILED, message=str(error))
        raise
    with writing(database) as connection:
        jobs.finish(connection, job_id, JobState.DONE, result=result)
