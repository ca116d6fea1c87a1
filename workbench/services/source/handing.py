"""Renewing a source at once where its file is small, and by a worker where it is large."""

from __future__ import annotations

from dataclasses import dataclass

from translations.versions import Weight
from workbench.permissions import Actor, Permission
from workbench.services import access, uploads
from workbench.services.source import renewing
from workbench.services.source.renewing import Choice
from workbench.services.staging import Tell
from workbench.storage import jobs, source_versions
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobRow

#: The kind of job that does what is too large for a request.
KIND = "renew-source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A renewal that is done, or in the hands of a worker."""

    number: int | None = None  #: of the version; none: the job will make it
    job_id: int | None = None  #: what a worker is to be told of


def start(
    database: Database,
    *,
    actor: Actor,
    document_id: int,
    upload_id: int,
    seen: int,
    choice: Choice,
) -> Started:
    """Put a kept file in the place of the older one, now or by a worker."""
    with writing(database) as connection:
        project_id = access.project_of_document(connection, document_id)
        file = uploads.own_file(connection, actor, project_id, upload_id)
        if len(file.body) > uploads.AT_ONCE:
            arguments = {
                "document": document_id,
                "upload": upload_id,
                "seen": seen,
                "weights": [[segment, weight] for segment, weight in choice.weights.items()],
                "every": choice.every or "",
                "name": file.name,
            }
            job_id = jobs.enqueue(
                connection, KIND, arguments, project_id=project_id, actor_id=actor.id
            )
            return Started(job_id=job_id)
    done = renewing.renew(
        database,
        actor=actor,
        document_id=document_id,
        upload_id=upload_id,
        seen=seen,
        choice=choice,
    )
    return Started(number=done.number, job_id=done.job_id)


def renew_of_job(database: Database, job: JobRow, tell: Tell) -> int:
    """Do what a job asks for; a second time, only answer the document."""
    told = job.arguments
    document_id: int = told["document"]
    with reading(database) as connection:
        done = source_versions.made_by_job(connection, document_id, job.id)
        actor = access.who_ordered(connection, job.actor_id, Permission.SOURCE)
    if done:
        return document_id
    uploads.remove_of_job(database, job.id)
    renewing.renew(
        database,
        actor=actor,
        document_id=document_id,
        upload_id=told["upload"],
        seen=told["seen"],
        choice=Choice(
            weights={segment: Weight(weight) for segment, weight in told["weights"]},
            every=Weight(told["every"]) if told["every"] else None,
        ),
        made_by=job.id,
        tell=tell,
    )
    return document_id
