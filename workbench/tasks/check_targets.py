"""Checking targets again after their source changed."""

from __future__ import annotations

from typing import Any

from workbench.services import checking, due_checks
from workbench.storage.engine import Database
from workbench.storage.jobs import JobRow
from workbench.tasks.base import Progress, Task

_AT_ONCE = 200


def _run(database: Database, job: JobRow, progress: Progress) -> dict[str, Any]:
    targets: list[int] = job.arguments["targets"]
    for done in range(0, len(targets), _AT_ONCE):
        progress.step(done, len(targets))
        checking.recheck(database, targets[done : done + _AT_ONCE])
    progress.step(len(targets), len(targets))
    return {"targets": len(targets)}


TASK = Task(kind=due_checks.KIND, title="Check translations again", run=_run)
