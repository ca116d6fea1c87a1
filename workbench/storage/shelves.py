"""The editions of a project or a document that have anything to show."""

from __future__ import annotations

from sqlalchemy import Connection, select

from workbench.storage.tables import Document, Edition, Publication


def published_of(connection: Connection, project_id: int) -> tuple[int, ...]:
    """Name the editions of a project of which anything was ever published, oldest first."""
    published = select(Publication.edition_id)
    wanted = (Edition.project_id == project_id, Edition.id.in_(published))
    return tuple(
        connection.execute(select(Edition.id).where(*wanted).order_by(Edition.id)).scalars()
    )


def of_document(connection: Connection, document_id: int) -> tuple[int, ...]:
    """Name the editions of a document, oldest first."""
    there = select(Edition.id).join(Document, Document.id == Edition.document_id)
    wanted = (Edition.document_id == document_id, ~Document.staged)
    return tuple(connection.execute(there.where(*wanted).order_by(Edition.id)).scalars())
