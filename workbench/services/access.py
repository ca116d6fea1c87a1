"""Who may do what where: every service asks here before it does anything."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from sqlalchemy import Connection

from workbench.errors import NotAllowed, NotFound
from workbench.permissions import Actor, Permission, Role, granted
from workbench.storage import projects


def roles(connection: Connection, actor: Actor, project_id: int) -> frozenset[Role]:
    """Collect the roles of a person in a project."""
    return projects.roles(connection, actor.id, project_id)


def permissions(connection: Connection, actor: Actor, project_id: int) -> frozenset[Permission]:
    """Collect what a person may do in a project."""
    return granted(roles(connection, actor, project_id), admin=actor.admin)


def permissions_in_glossary(
    connection: Connection, actor: Actor, glossary_id: int
) -> frozenset[Permission]:
    """Collect what a person may do in a glossary: what any of its projects allows."""
    held = projects.roles_in_glossary(connection, actor.id, glossary_id)
    return granted(held, admin=actor.admin)


def require(
    connection: Connection, actor: Actor, permission: Permission, *, project_id: int | None
) -> None:
    """Raise `NotAllowed`; or `NotFound` where the actor may not even read the project."""
    held = (
        granted((), admin=actor.admin)
        if project_id is None
        else permissions(connection, actor, project_id)
    )
    if project_id is not None and Permission.READ not in held:
        raise NotFound("project", project_id)
    if permission not in held:
        raise NotAllowed(permission)


def require_in_glossary(
    connection: Connection, actor: Actor, permission: Permission, *, glossary_id: int
) -> None:
    """Let in whom any project of this glossary lets in: projects share it, and so its care."""
    held = permissions_in_glossary(connection, actor, glossary_id)
    if Permission.READ not in held:
        raise NotFound("glossary", glossary_id)
    if permission not in held:
        raise NotAllowed(permission)


def project_of_slug(connection: Connection, slug: str) -> int:
    return _found(projects.of_slug(connection, slug), "project", slug)


def project_of_id(connection: Connection, project_id: int) -> int:
    return _found(projects.of_id(connection, project_id), "project", project_id)


def project_of_document(connection: Connection, document_id: int) -> int:
    return _found(projects.of_document(connection, document_id), "document", document_id)


def project_of_edition(connection: Connection, edition_id: int) -> int:
    return _found(projects.of_edition(connection, edition_id), "edition", edition_id)


def project_of_segment(connection: Connection, segment_id: int) -> int:
    return _found(projects.of_segment(connection, segment_id), "segment", segment_id)


def project_of_publication(connection: Connection, publication_id: int) -> int:
    return _found(
        projects.of_publication(connection, publication_id), "publication", publication_id
    )


def project_of_job(connection: Connection, job_id: int) -> int:
    return _found(projects.of_job(connection, job_id), "job", job_id)


#: The arguments of a route that say which project it is about.
PROJECT_BY_ARGUMENT = MappingProxyType[str, Callable[[Connection, int], int]](
    {
        "project_id": project_of_id,
        "document_id": project_of_document,
        "edition_id": project_of_edition,
        "segment_id": project_of_segment,
        "publication_id": project_of_publication,
        "job_id": project_of_job,
    }
)


def _found(project_id: int | None, what: str, name: object) -> int:
    if project_id is None:
        raise NotFound(what, name)
    return project_id
