"""Aligning texts that are too long for a request."""

from __future__ import annotations

from typing import Any

from workbench.services.alignment import aligning
from workbench.storage.engine import Database
from workbench.storage.jobs import JobRow
from workbench.tasks.base import Progress, Task


def _run(database: Database, job: JobRow, progress: Progress) -> dict[str, Any]:
    return aligning.run(database, job, progress.step)


TASK = Task(kind=aligning.KIND, title="Align a translation", run=_run, undo=aligning.give_up)
