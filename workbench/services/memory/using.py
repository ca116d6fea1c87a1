"""Where matches are used: written down with the save that inserts one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from workbench.errors import NotFound
from workbench.storage import memories, memory_places, memory_units
from workbench.storage.targets import Place


def refuse_foreign(connection: Connection, project_id: int, unit_id: int) -> None:
    """Refuse a unit of a memory that the project does not read."""
    row = memory_units.find(connection, unit_id)
    read = {each.memory_id for each in memories.choices(connection, project_id) if each.reads}
    if row is None or row.memory_id not in read:
        raise NotFound("unit of a memory", unit_id)


def note(
    connection: Connection,
    place: Place,
    *,
    unit_id: int,
    job_id: int | None,
    version: int,
    score: float,
    actor_id: int,
    at: datetime,
) -> None:
    """Write down that a unit became a version of a target."""
    memory_places.add_use(
        connection,
        unit_id,
        edition_id=place.edition_id,
        segment_id=place.segment_id,
        target_version=version,
        actor_id=actor_id,
        job_id=job_id,
        at=at,
        score=score,
    )
