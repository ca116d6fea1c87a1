"""The versions of a source, and what was in it once, as pages list them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.storage import documents, projects, source_versions
from workbench.storage.documents import DocumentHead
from workbench.storage.engine import Database, reading
from workbench.storage.projects import ProjectRow
from workbench.storage.source_versions import ArchivedRow, VersionRow

#: How many versions or segments a page lists.
SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """What all pages about a source have in common."""

    head: DocumentHead
    project: ProjectRow
    permissions: frozenset[Permission]


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions(Area):
    """A window of the versions of a source, newest first."""

    versions: tuple[VersionRow, ...]
    first: int
    total: int
    archived: int  #: how many segments are in it no more
    to_undo: int  #: the newest version that can be undone, or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive(Area):
    """A window of the segments that are in a source no more."""

    rows: tuple[ArchivedRow, ...]
    first: int
    total: int


def area(connection: Connection, actor: Actor, document_id: int) -> Area:
    """Read what a page about a source begins with."""
    project_id = access.project_of_document(connection, document_id)
    access.require(connection, actor, Permission.READ, project_id=project_id)
    head, project = documents.head(connection, document_id), projects.find(connection, project_id)
    if head is None or project is None:
        raise NotFound("document", document_id)
    held = access.permissions(connection, actor, project_id)
    return Area(head=head, project=project, permissions=held)


def versions(database: Database, *, actor: Actor, document_id: int, first: int = 0) -> Versions:
    """List the versions of a source."""
    with reading(database) as connection:
        found = area(connection, actor, document_id)
        total = source_versions.count(connection, document_id)
        start = _window(first, total)
        return Versions(
            head=found.head,
            project=found.project,
            permissions=found.permissions,
            versions=source_versions.listed(connection, document_id, first=start, limit=SHOWN),
            first=start,
            total=total,
            archived=source_versions.count_archived(connection, document_id),
            to_undo=source_versions.last_to_undo(connection, document_id),
        )


def file_of(
    database: Database, *, actor: Actor, document_id: int, number: int
) -> tuple[str, bytes]:
    """Give the very file that a version of the source came in."""
    with reading(database) as connection:
        area(connection, actor, document_id)
        found = source_versions.file(connection, document_id, number)
    if found is None:
        raise NotFound("file of version", number)
    return found


def archive(database: Database, *, actor: Actor, document_id: int, first: int = 0) -> Archive:
    """List the segments that are in a source no more, with their translations."""
    with reading(database) as connection:
        found = area(connection, actor, document_id)
        total = source_versions.count_archived(connection, document_id)
        start = _window(first, total)
        return Archive(
            head=found.head,
            project=found.project,
            permissions=found.permissions,
            rows=source_versions.archived(connection, document_id, first=start, limit=SHOWN),
            first=start,
            total=total,
        )


def _window(first: int, total: int) -> int:
    return max(0, min(first, total - 1)) // SHOWN * SHOWN
