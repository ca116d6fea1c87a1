"""Taking a TMX file into a memory."""

from __future__ import annotations

from typing import Any

from workbench.services.memory import arriving
from workbench.storage.engine import Database
from workbench.storage.jobs import JobRow
from workbench.tasks.base import Progress, Task


def _run(database: Database, job: JobRow, progress: Progress) -> dict[str, Any]:
    return arriving.import_of_job(database, job, progress.step)


TASK = Task(kind=arriving.KIND, title="Import a translation memory", run=_run)
