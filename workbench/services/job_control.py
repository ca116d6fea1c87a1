"""Long work as people see it: how far it is, and how it is cancelled."""

from __future__ import annotations

from workbench.errors import Conflict, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, uploads
from workbench.storage import jobs
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobRow


def show(database: Database, *, actor: Actor, job_id: int) -> JobRow:
    """Tell how far a job is."""
    with reading(database) as connection:
        project_id = access.project_of_job(connection, job_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        found = jobs.find(connection, job_id)
    if found is None:
        raise NotFound("job", job_id)
    return found


def may_be_cancelled(job: JobRow) -> bool:
    """Say whether nothing is left of a cancelled job: checks that a change made due are done."""
    return job.kind == uploads.KIND


def cancel(database: Database, *, actor: Actor, job_id: int) -> bool:
    """Cancel an import that has not ended; what it staged is removed, nobody has seen it."""
    with writing(database) as connection:
        project_id = access.project_of_job(connection, job_id)
        access.require(connection, actor, Permission.SOURCE, project_id=project_id)
        job = jobs.find(connection, job_id)
        if job is None or not may_be_cancelled(job):
            raise Conflict("Only an import can be cancelled.")
        return jobs.cancel(connection, job_id)
