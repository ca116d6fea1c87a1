"""Filling an edition with what the memories have."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from workbench.services.memory import pretranslating
from workbench.storage.engine import Database
from workbench.storage.jobs import JobRow
from workbench.tasks.base import Progress, Task


def _run(database: Database, job: JobRow, progress: Progress) -> dict[str, Any]:
    filled = pretranslating.fill(database, job, progress.step)
    progress.step(filled.segments, filled.segments)
    return asdict(filled)


def _undo(database: Database, job: JobRow) -> None:
    pretranslating.take_back(database, job)


TASK = Task(kind=pretranslating.KIND, title="Fill an edition from the memory", run=_run, undo=_undo)
