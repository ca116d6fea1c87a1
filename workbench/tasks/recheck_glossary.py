"""The task that follows every change of a glossary."""

from __future__ import annotations

from typing import Any

from workbench.services import rechecking
from workbench.services.terms import RECHECK
from workbench.storage.engine import Database
from workbench.storage.jobs import JobRow
from workbench.tasks.base import Progress, Task


def _run(database: Database, job: JobRow, progress: Progress) -> dict[str, Any]:
    arguments = job.arguments
    count = rechecking.recheck_change(
        database, arguments["glossary"], arguments["before"], arguments["after"], progress.step
    )
    return {"targets": count}


TASK = Task(kind=RECHECK, title="Check again after a change of the glossary", run=_run)
