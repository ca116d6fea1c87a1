"""Taking back what a file brought, where it is more than a request takes back."""

from __future__ import annotations

from typing import Any

from workbench.services.trips import recalling
from workbench.storage.engine import Database
from workbench.storage.jobs import JobRow
from workbench.tasks.base import Progress, Task


def _run(database: Database, job: JobRow, _progress: Progress) -> dict[str, Any]:
    return recalling.run(database, job)


TASK = Task(kind=recalling.KIND, title="Take back what a file brought", run=_run)
