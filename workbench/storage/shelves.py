"""The editions of a project that have anything to show."""

from __future__ import annotations

from sqlalchemy import Connection, select

from workbench.storage.tables import Edition, Publication


def published_of(connection: Connection, project_id: int) -> tuple[int, ...]:
    """Name the editions of a project of which anything was ever published, oldest first."""
    published = select(Publication.edition_id)
    wanted = (Edition.project_id == project_id, Edition.id.in_(published))
    return tuple(
        connection.execute(select(Edition.id).where(*wanted).order_by(Edition.id)).scalars()
    )
