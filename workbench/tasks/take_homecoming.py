"""Taking a file that came home with more segments than a request takes."""

from __future__ import annotations

from typing import Any

from workbench.services.trips import settling
from workbench.storage.engine import Database
from workbench.storage.jobs import JobRow
from workbench.tasks.base import Progress, Task


def _run(database: Database, job: JobRow, _progress: Progress) -> dict[str, Any]:
    return settling.run(database, job)


TASK = Task(kind=settling.KIND, title="Take a file that came home", run=_run)
