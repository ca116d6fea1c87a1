"""Long work: the job row is the truth, huey carries only its id.

The worker looks every second for what waits, so that nobody has to tell it. A
sweep at start and every minute sends again what waits or whose lease ran out,
so that a lost message, a killed worker or a full queue loses nothing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from huey import SqliteHuey, crontab
from huey.consumer import Consumer
from sqlalchemy.exc import SQLAlchemyError

from glossary.errors import GlossaryError
from glossary.saying import say
from translations.errors import TranslationsError
from workbench.errors import WorkbenchError
from workbench.services import importing
from workbench.storage import jobs
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobRow, JobState
from workbench.tasks import tasks
from workbench.tasks.base import JobCancelled, Progress, Task

_log = logging.getLogger(__name__)

_FAULT = say("This failed by a fault of the program; the log says more.")
#: Seconds between two looks for jobs that people have just caused.
_LOOK = 1.0


class Queue(Protocol):
    """Where the ids of jobs wait for a worker."""

    def send(self, job_id: int) -> None: ...


class HueyQueue:
    """The queue as a file of huey's, and the worker that empties it."""

    def __init__(self, path: Path, database: Database) -> None:
        self._huey = SqliteHuey(filename=str(path), name="workbench", fsync=True)
        self._database = database
        self._sent: set[int] = set()
        self._run: Callable[[int], Any] = self._huey.task(name="run")(self._work)
        self._huey.periodic_task(crontab(minute="*"), name="sweep")(self.sweep)

    def send(self, job_id: int) -> None:
        """Tell a worker of a job; the sweep heals a message that is lost."""
        self._run(job_id)

    def waiting(self) -> tuple[int, ...]:
        """Name the jobs whose messages wait."""
        return tuple(message.args[0] for message in self._huey.pending())

    def sweep(self) -> None:
        """Send again every job that nobody works on, and clear away what dead imports left."""
        self._sent.clear()
        self._look()
        importing.remove_staged(self._database)

    def consume(self) -> None:
        """Work until the process is told to end; must run in its main thread."""
        self._huey.flush()  # the sweep sends again what is still to do
        self.sweep()
        threading.Thread(target=self._keep_looking, name="look-for-jobs", daemon=True).start()
        Consumer(self._huey, workers=1, worker_type="thread", check_worker_health=True).run()

    def _keep_looking(self) -> None:
        ended = threading.Event()
        while not ended.wait(_LOOK):
            try:
                self._look()
            except SQLAlchemyError:
                _log.exception("the database did not say which jobs wait")

    def _look(self) -> None:
        """Send the jobs that nobody works on and that were not sent since the last sweep."""
        with reading(self._database) as connection:
            idle = jobs.waiting(connection)
        for job_id in idle:
            if job_id not in self._sent:
                self._sent.add(job_id)
                self.send(job_id)

    def _work(self, job_id: int) -> None:
        run(self._database, job_id)


def run(database: Database, job_id: int) -> JobRow | None:
    """Do one job now, in this thread, unless somebody else has it; answer how it ended."""
    with writing(database) as connection:
        job = jobs.find(connection, job_id) if jobs.claim(connection, job_id) else None
    if job is None:
        return None
    _do(database, job, tasks()[job.kind])
    with reading(database) as connection:
        return jobs.find(connection, job_id)


def run_waiting(database: Database) -> int:
    """Do all jobs that wait, in this thread; answer how many."""
    with reading(database) as connection:
        idle = jobs.waiting(connection)
    return sum(run(database, job_id) is not None for job_id in idle)


def _do(database: Database, job: JobRow, task: Task) -> None:
    try:
        result = task.run(database, job, Progress(database, job))
    except JobCancelled:
        _take_back(database, job, task)
    except (WorkbenchError, TranslationsError, GlossaryError) as error:
        _fail(database, job, task, str(error))
    except Exception:  # noqa: BLE001 - a job must end in a state, whatever happens
        _log.exception("job %s (%s) failed", job.id, job.kind)
        _fail(database, job, task, _FAULT.english)
    else:
        with writing(database) as connection:
            jobs.finish(connection, job.id, JobState.DONE, result=result)


def _fail(database: Database, job: JobRow, task: Task, message: str) -> None:
    _take_back(database, job, task)
    with writing(database) as connection:
        jobs.finish(connection, job.id, JobState.FAILED, message=message)


def _take_back(database: Database, job: JobRow, task: Task) -> None:
    if task.undo is not None:
        task.undo(database, job)
