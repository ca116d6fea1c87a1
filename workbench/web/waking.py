"""Telling the worker of a job, at once; the sweep heals whatever this cannot do."""

from __future__ import annotations

import logging
import sqlite3
from typing import cast

from flask import current_app

from workbench.jobs import HueyQueue, Queue
from workbench.web import context

_log = logging.getLogger(__name__)
_KEPT = "workbench-queue"


def wake(job_id: int | None) -> None:
    """Tell the worker that a job waits; the job's row is the truth, so this may fail."""
    if job_id is None:
        return
    try:
        _queue().send(job_id)
    except (OSError, sqlite3.Error) as error:
        _log.warning("The worker was not told of job %s; the sweep will: %s", job_id, error)


def _queue() -> Queue:
    """Give the queue of this application, opened when the first job is sent."""
    known = current_app.extensions.get(_KEPT)
    if known is None:
        folder = context.config().folder
        folder.mkdir(parents=True, exist_ok=True)
        known = HueyQueue(folder / "jobs.sqlite3", context.database())
        current_app.extensions[_KEPT] = known
    return cast("Queue", known)
