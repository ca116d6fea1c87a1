"""Measuring what the memories save in an edition."""

from __future__ import annotations

from typing import Any

from workbench.services.memory import measuring
from workbench.storage.engine import Database
from workbench.storage.jobs import JobRow
from workbench.tasks.base import Progress, Task


def _run(database: Database, job: JobRow, progress: Progress) -> dict[str, Any]:
    return measuring.measure(database, job, progress.step)


TASK = Task(kind=measuring.KIND, title="Analyse an edition", run=_run)
