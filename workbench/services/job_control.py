"""Long work as people see it: how far it is, and how it is cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workbench.errors import Conflict, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, uploads
from workbench.services.alignment import aligning
from workbench.services.memory import measuring, pretranslating
from workbench.services.sending import ordering
from workbench.services.source import handing
from workbench.storage import jobs
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobRow, JobState


def show(database: Database, *, actor: Actor, job_id: int) -> JobRow:
    """Tell how far a job is."""
    with reading(database) as connection:
        project_id = access.project_of_job(connection, job_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        found = jobs.find(connection, job_id)
    if found is None:
        raise NotFound("job", job_id)
    return found


#: What may be cancelled, and by whom: nothing is left of it. Checks that are due are done.
_CANCELLABLE: Mapping[str, Permission] = MappingProxyType(
    {
        uploads.KIND: Permission.SOURCE,
        handing.KIND: Permission.SOURCE,
        pretranslating.KIND: Permission.TRANSLATE,
        measuring.KIND: Permission.READ,
        aligning.KIND: Permission.TRANSLATE,
        ordering.PUBLISH_ON: Permission.PUBLISH,
        ordering.PACK: Permission.READ,
    }
)


def may_be_cancelled(job: JobRow) -> bool:
    """Say whether nothing is left of a cancelled job."""
    return job.kind in _CANCELLABLE


def cancel(database: Database, *, actor: Actor, job_id: int) -> bool:
    """Cancel a job that has not ended; what it has done so far is taken back."""
    with writing(database) as connection:
        project_id = access.project_of_job(connection, job_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        job = jobs.find(connection, job_id)
        wanted = _CANCELLABLE.get(job.kind) if job else None
        if wanted is None:
            raise Conflict("This cannot be cancelled; it ends by itself.")
        access.require(connection, actor, wanted, project_id=project_id)
        cancelled = jobs.cancel(connection, job_id)
        if job is not None and job.kind == aligning.KIND and job.state is JobState.WAITING:
            aligning.forget(connection, job)  # no worker has begun, so none takes it back
    return cancelled
