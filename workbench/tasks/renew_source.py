"""Putting a newer file in the place of an older one that is too large for a request."""

from __future__ import annotations

from typing import Any

from workbench.services import uploads
from workbench.services.source import handing
from workbench.storage.engine import Database
from workbench.storage.jobs import JobRow
from workbench.tasks.base import Progress, Task


def _run(database: Database, job: JobRow, progress: Progress) -> dict[str, Any]:
    progress.step(0, 1, job.arguments["name"])
    return {"document": handing.renew_of_job(database, job, progress.step)}


def _undo(database: Database, job: JobRow) -> None:
    uploads.remove_of_job(database, job.id)


TASK = Task(kind=handing.KIND, title="Renew a source", run=_run, undo=_undo)
