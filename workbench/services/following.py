"""What happened in a project, for those who follow it."""

from __future__ import annotations

from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.storage import feed
from workbench.storage.engine import Database, reading
from workbench.storage.feed import Entry


def may_follow(database: Database, *, actor: Actor, project_id: int) -> bool:
    """Say whether somebody still reads a project."""
    with reading(database) as connection:
        return Permission.READ in access.permissions(connection, actor, project_id)


def changes_since(
    database: Database, *, actor: Actor, project_id: int, since: int, limit: int
) -> tuple[tuple[Entry, ...], int]:
    """List the events after a number, and the last number; -1 asks for the last number only."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.READ, project_id=project_id)
        last = feed.last_numbers(connection, [project_id])[project_id]
        entries = feed.since(connection, project_id, since, limit=limit) if since >= 0 else ()
    return entries, last
