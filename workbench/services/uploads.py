"""Importing in two steps: a file is kept, looked at, and imported, at once or by a worker."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from glossary.model import Voice
from translations.model import BlockKind, Part
from workbench import file_names
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, importing, staging
from workbench.services.importing import Correction, ImportProposal
from workbench.services.staging import Tell
from workbench.storage import documents, jobs
from workbench.storage import staging as stored
from workbench.storage.documents import DocumentHead
from workbench.storage.engine import Database, reading, writing
from workbench.storage.staging import UploadRow

#: The kind of job that imports what is too large for a request.
KIND = "import-document"
#: Up to this size (in bytes) a file is imported in the request: far below 2,000 segments.
AT_ONCE = 160_000
#: How long a file that nobody imports is kept.
LIFETIME = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewed:
    """A kept file as it would be imported, and who else has these bytes."""

    upload_id: int
    link: str
    proposal: ImportProposal
    twins: tuple[DocumentHead, ...]  #: documents of the project made from the same bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """An import: done, or in the hands of a worker."""

    document_id: int | None = None
    job_id: int | None = None


def keep_upload(
    database: Database, *, actor: Actor, project_id: int, data: bytes, name: str, link: str = ""
) -> int:
    """Keep a file that can be read until somebody has looked at it; answers its number."""
    name = file_names.plain(name)
    with reading(database) as connection:
        access.require(connection, actor, Permission.SOURCE, project_id=project_id)
        candidates = importing.project_facts(connection, project_id).candidates
    importing.propose_import(data, name=name, candidates=candidates)
    with writing(database) as connection:
        stored.drop_old_uploads(connection, LIFETIME)
        return stored.add_upload(
            connection, project_id=project_id, actor_id=actor.id, name=name, body=data, link=link
        )


def view_upload(
    database: Database, *, actor: Actor, project_id: int, upload_id: int, language: str = ""
) -> Viewed:
    """Show a kept file as it would be imported."""
    with reading(database) as connection:
        file = own_file(connection, actor, project_id, upload_id)
        candidates = importing.project_facts(connection, project_id).candidates
        digest = hashlib.sha256(file.body).hexdigest()
        twins = documents.with_bytes(connection, project_id, digest)
    proposal = importing.propose_import(
        file.body, name=file.name, language=language, candidates=candidates
    )
    return Viewed(upload_id=upload_id, link=file.link, proposal=proposal, twins=twins)


def drop_upload(database: Database, *, actor: Actor, project_id: int, upload_id: int) -> None:
    """Forget a kept file."""
    with writing(database) as connection:
        own_file(connection, actor, project_id, upload_id)
        stored.drop_upload(connection, upload_id)


def import_upload(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    upload_id: int,
    language: str,
    corrections: Mapping[int, Correction],
) -> Started:
    """Import a kept file: at once if it is small, else by a worker."""
    with reading(database) as connection:
        file = own_file(connection, actor, project_id, upload_id)
    if len(file.body) > AT_ONCE:
        return _hand_over(database, actor, file, language, corrections)
    document_id = _import_file(database, actor, file, language, corrections)
    return Started(document_id=document_id)


def _import_file(
    database: Database,
    actor: Actor,
    file: UploadRow,
    language: str,
    corrections: Mapping[int, Correction],
    **more: Any,
) -> int:
    document_id = importing.import_document(
        database,
        actor=actor,
        project_id=file.project_id,
        data=file.body,
        name=file.name,
        language=language,
        corrections=corrections,
        link=file.link,
        **more,
    )
    with writing(database) as connection:
        stored.drop_upload(connection, file.id)
    return document_id


def _hand_over(
    database: Database,
    actor: Actor,
    file: UploadRow,
    language: str,
    corrections: Mapping[int, Correction],
) -> Started:
    arguments = {
        "upload": file.id,
        "language": language,
        "corrections": [[n, asdict(each)] for n, each in sorted(corrections.items())],
        "name": file.name,
    }
    with writing(database) as connection:
        job_id = jobs.enqueue(
            connection, KIND, arguments, project_id=file.project_id, actor_id=actor.id
        )
    return Started(job_id=job_id)


def import_of_job(database: Database, job: jobs.JobRow, tell: Tell) -> int:
    """Do the import that a job asks for; a second time, it only answers the document."""
    with reading(database) as connection:
        done = stored.shown_of_job(connection, job.id)
        actor = access.who_ordered(connection, job.actor_id, Permission.SOURCE)
        file = stored.upload(connection, job.project_id or 0, job.arguments["upload"])
    if done is not None:
        return done
    remove_of_job(database, job.id)
    if file is None:
        raise NotFound("uploaded file", job.arguments["name"])
    corrections = {n: _correction(each) for n, each in job.arguments["corrections"]}
    language = job.arguments["language"]
    return _import_file(database, actor, file, language, corrections, job_id=job.id, tell=tell)


def remove_of_job(database: Database, job_id: int) -> None:
    """Remove what a job has staged."""
    with reading(database) as connection:
        left = stored.staged_of_job(connection, job_id)
    for document_id in left:
        staging.remove(database, document_id)


def _correction(given: Mapping[str, Any]) -> Correction:
    return Correction(
        **{
            **given,
            "part": Part(given["part"]),
            "kind": BlockKind(given["kind"]),
            "voice": Voice(given["voice"]),
        }
    )


def own_file(connection: Connection, actor: Actor, project_id: int, upload_id: int) -> UploadRow:
    """Find a file of the actor's own: what somebody is about to import concerns nobody else."""
    access.require(connection, actor, Permission.SOURCE, project_id=project_id)
    file = stored.upload(connection, project_id, upload_id)
    if file is None or file.actor_id != actor.id:
        raise NotFound("uploaded file", upload_id)
    return file
