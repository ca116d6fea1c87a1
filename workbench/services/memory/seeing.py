"""Which places a person may be told of: units of shared memories come from other projects too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.storage import memory_places
from workbench.storage.memory_places import UnitPlace


def places(
    connection: Connection, actor: Actor, edition_ids: Iterable[int | None]
) -> Mapping[int, UnitPlace]:
    """Tell of the editions among these that a person may read, by their numbers."""
    found = memory_places.places(connection, edition_ids)
    projects = {place.project_id for place in found.values()}
    seen = {each for each in projects if _may_read(connection, actor, each)}
    return {number: place for number, place in found.items() if place.project_id in seen}


def _may_read(connection: Connection, actor: Actor, project_id: int) -> bool:
    return Permission.READ in access.permissions(connection, actor, project_id)
