"""Sending a publication to a folder, a website or a server."""

from __future__ import annotations

from typing import Any

from workbench.services.sending import delivering, ordering
from workbench.storage.engine import Database
from workbench.storage.jobs import JobRow
from workbench.tasks.base import Progress, Task


def _run(database: Database, job: JobRow, progress: Progress) -> dict[str, Any]:
    return delivering.run(database, job, progress.step)


TASK = Task(kind=ordering.PUBLISH_ON, title="Publish on", run=_run)
