"""Projects and their members: whose project something is, and who belongs to it."""

from __future__ import annotations

from sqlalchemy import Connection, Select, select

from workbench.permissions import Role
from workbench.storage.tables import (
    Document,
    Edition,
    Job,
    Membership,
    Project,
    Publication,
    Segment,
)


def roles(connection: Connection, user_id: int, project_id: int) -> frozenset[Role]:
    return _roles(
        connection,
        select(Membership.role).where(
            Membership.user_id == user_id, Membership.project_id == project_id
        ),
    )


def roles_in_glossary(connection: Connection, user_id: int, glossary_id: int) -> frozenset[Role]:
    """Collect a person's roles in all projects that use a glossary."""
    return _roles(
        connection,
        select(Membership.role)
        .join(Project, Project.id == Membership.project_id)
        .where(Membership.user_id == user_id, Project.glossary_id == glossary_id),
    )


def _roles(connection: Connection, statement: Select[str]) -> frozenset[Role]:
    return frozenset(Role(role) for role in connection.execute(statement).scalars())


def of_slug(connection: Connection, slug: str) -> int | None:
    return connection.execute(select(Project.id).where(Project.slug == slug)).scalar()


def of_id(connection: Connection, project_id: int) -> int | None:
    return connection.execute(select(Project.id).where(Project.id == project_id)).scalar()


def of_document(connection: Connection, document_id: int) -> int | None:
    """Name the project of a document; what is still staged is not there for anybody."""
    return connection.execute(
        select(Document.project_id).where(Document.id == document_id, ~Document.staged)
    ).scalar()


def of_edition(connection: Connection, edition_id: int) -> int | None:
    return connection.execute(select(Edition.project_id).where(Edition.id == edition_id)).scalar()


def of_segment(connection: Connection, segment_id: int) -> int | None:
    return connection.execute(
        select(Document.project_id)
        .join(Segment, Segment.document_id == Document.id)
        .where(Segment.id == segment_id)
    ).scalar()


def of_publication(connection: Connection, publication_id: int) -> int | None:
    return connection.execute(
        select(Edition.project_id)
        .join(Publication, Publication.edition_id == Edition.id)
        .where(Publication.id == publication_id)
    ).scalar()


def of_job(connection: Connection, job_id: int) -> int | None:
    return connection.execute(select(Job.project_id).where(Job.id == job_id)).scalar()
