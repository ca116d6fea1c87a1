"""Who may do what where: every service asks here before it does anything."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from workbench.errors import NotAllowed, NotFound
from workbench.permissions import Actor, Permission, Role, granted
from workbench.storage import accounts, projects

#: The names of numbers in addresses that say which project a request is about.
NUMBERED = projects.NUMBERED


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


def who_ordered(connection: Connection, actor_id: int | None, permission: Permission) -> Actor:
    """Tell who ordered a job, as they stand now: somebody may be shut out meanwhile."""
    found = accounts.find(connection, actor_id or 0)
    if found is None or found.disabled_at is not None:
        raise NotAllowed(permission)
    return found.actor


def require(
    connection: Connection, actor: Actor, permission: Permission, *, project_id: int | None
) -> None:
    """Raise `NotAllowed`; or `NotFound` where the actor may not even read the project."""
    if project_id is None:
        _require(granted((), admin=actor.admin), permission)
        return
    _require(permissions(connection, actor, project_id), permission, "project", project_id)


def require_at(
    connection: Connection, actor: Actor, permission: Permission, numbers: Mapping[str, int]
) -> frozenset[int]:
    """Ask for a permission where the things of these numbers are; name their projects.

    Raises `NotFound` for what there is not, and as `require` does for the project
    of the first: where there are more than one, nothing is allowed.
    """
    found, roles = projects.standing(connection, actor.id, numbers)
    belong = _all_found(found, numbers)
    if len(belong) == 1:
        held = granted(roles, admin=actor.admin)
        _require(held, permission, "project", min(belong))
    return belong


def _require(
    held: frozenset[Permission], permission: Permission, what: str = "", number: int = 0
) -> None:
    if what and Permission.READ not in held:
        raise NotFound(what, number)
    if permission not in held:
        raise NotAllowed(permission)


def require_in_glossary(
    connection: Connection, actor: Actor, permission: Permission, *, glossary_id: int
) -> None:
    """Let in whom any project of this glossary lets in: projects share it, and so its care."""
    held = permissions_in_glossary(connection, actor, glossary_id)
    _require(held, permission, "glossary", glossary_id)


def project_of_slug(connection: Connection, slug: str) -> int:
    return _found(projects.of_slug(connection, slug), "project", slug)


def projects_of(connection: Connection, numbers: Mapping[str, int]) -> frozenset[int]:
    """Name the projects of things, each by the name of its number: *edition_id*, *segment_id*."""
    return _all_found(projects.of(connection, numbers), numbers)


def project_of_document(connection: Connection, document_id: int) -> int:
    return min(projects_of(connection, {"document_id": document_id}))


def project_of_edition(connection: Connection, edition_id: int) -> int:
    return min(projects_of(connection, {"edition_id": edition_id}))


def project_of_segment(connection: Connection, segment_id: int) -> int:
    return min(projects_of(connection, {"segment_id": segment_id}))


def project_of_job(connection: Connection, job_id: int) -> int:
    return min(projects_of(connection, {"job_id": job_id}))


def _all_found(found: Mapping[str, int | None], numbers: Mapping[str, int]) -> frozenset[int]:
    return frozenset(
        _found(project_id, name.removesuffix("_id"), numbers[name])
        for name, project_id in found.items()
    )


def _found(project_id: int | None, what: str, name: object) -> int:
    if project_id is None:
        raise NotFound(what, name)
    return project_id
