"""Making one archive of an edition in several formats."""

from __future__ import annotations

from typing import Any

from workbench.services.sending import ordering, packing
from workbench.storage.engine import Database
from workbench.storage.jobs import JobRow
from workbench.tasks.base import Progress, Task


def _run(database: Database, job: JobRow, progress: Progress) -> dict[str, Any]:
    return packing.run(database, job, progress.step)


TASK = Task(kind=ordering.PACK, title="Pack an edition", run=_run)
