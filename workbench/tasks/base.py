"""What a task is: a kind of job and the function that does it, in steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from workbench.storage import jobs
from workbench.storage.engine import Database, writing
from workbench.storage.jobs import JobRow

#: Seconds between two notes of progress: often enough for a person, seldom enough for the disk.
_PAUSE = 0.5


class JobCancelled(Exception):
    """A person cancelled the job, or another worker took it over."""


class Progress:
    """A running job's way to say how far it is, and to learn that it should stop."""

    def __init__(self, database: Database, job: JobRow) -> None:
        self._database, self._job = database, job
        self._noted = 0.0

    def step(self, done: int, total: int, message: str = "") -> None:
        """Note the progress; raises `JobCancelled` when the job is no longer ours."""
        if monotonic() - self._noted < _PAUSE and done < total:
            return
        with writing(self._database) as connection:
            ours = jobs.progress(connection, self._job.id, done, total, message)
        if not ours:
            raise JobCancelled
        self._noted = monotonic()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A kind of job. `run` may be called twice for one job: the second call changes nothing.

    What `run` answers is stored as the job's result; `undo` takes back what a
    job that was cancelled or failed has left half-done.
    """

    kind: str
    title: str
    run: Callable[[Database, JobRow, Progress], dict[str, Any]]
    undo: Callable[[Database, JobRow], None] | None = None
