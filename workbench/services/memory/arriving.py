"""TMX files that somebody sends: kept, and taken in by the worker."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from translations.errors import UnreadableDocument
from translations.formats import tmx
from translations.memory.model import UnitState
from workbench import file_names
from workbench.errors import InvalidInput, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.memory import exchanging
from workbench.services.memory.exchanging import Terms
from workbench.storage import jobs, memories, projects
from workbench.storage import staging as stored
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobRow
from workbench.storage.memories import MemoryRow

KIND = "import-memory"

Tell = Callable[[int, int], None]


def keep(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    memory_id: int,
    data: bytes,
    name: str,
    state: UnitState = UnitState.REVIEWED,
) -> int:
    """Keep a file for the worker, which takes it into a memory of the project."""
    if not data:
        raise InvalidInput("file", "Choose a TMX file.")
    with writing(database) as connection:
        access.require(connection, actor, Permission.MANAGE, project_id=project_id)
        _own(connection, project_id, memory_id)
        label = file_names.plain(name)
        upload_id = stored.add_upload(
            connection, project_id=project_id, actor_id=actor.id, name=label, body=data, link=""
        )
        arguments = {
            "upload": upload_id,
            "memory": memory_id,
            "state": state.value,
            "name": label,
        }
        return jobs.enqueue(connection, KIND, arguments, project_id=project_id, actor_id=actor.id)


def import_of_job(database: Database, job: JobRow, tell: Tell) -> dict[str, Any]:
    """Take the file of a job into its memory; a second time, what is there is not taken twice."""
    project_id = job.project_id or 0
    with reading(database) as connection:
        file = stored.upload(connection, project_id, job.arguments["upload"])
        project = projects.find(connection, project_id)
    if file is None or project is None:
        raise NotFound("uploaded file", job.arguments["name"])
    terms = Terms(
        memory_id=job.arguments["memory"],
        known=(project.source_language, *project.languages),
        state=UnitState(job.arguments["state"]),
    )
    units = tmx.read(io.BytesIO(file.body), file.name)
    try:
        taken = exchanging.take(database, units, terms, lambda read: tell(read, read + 1))
    except UnreadableDocument as error:
        raise InvalidInput("file", str(error)) from error
    with writing(database) as connection:
        stored.drop_upload(connection, file.id)
    return {**asdict(taken), "memory": terms.memory_id}


def _own(connection: Connection, project_id: int, memory_id: int) -> MemoryRow:
    row = memories.find(connection, memory_id)
    if row is None or row.project_id != project_id:
        raise NotFound("memory", memory_id)
    return row
