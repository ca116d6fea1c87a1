"""Making an edition of an alignment that is too long for a request."""

from __future__ import annotations

from typing import Any

from workbench.services.alignment import filling
from workbench.storage.engine import Database
from workbench.storage.jobs import JobRow
from workbench.tasks.base import Progress, Task


def _run(database: Database, job: JobRow, progress: Progress) -> dict[str, Any]:
    return filling.run(database, job, progress.step)


TASK = Task(
    kind=filling.KIND, title="Make an edition of an alignment", run=_run, undo=filling.give_up
)
