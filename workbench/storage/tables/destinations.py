"""Where publications are sent on to, and what was sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Listed, Table, Words


class Destination(Table):
    """A place of a project; one that was removed stays, for what was sent there."""

    __tablename__ = "destination"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    kind: Mapped[str]  #: "folder", "site", "webhook"
    name: Mapped[str]
    address: Mapped[str]  #: a path below the project's folder, or a URL
    base: Mapped[Words]  #: the address of a website, if it is known
    secret: Mapped[Words]  #: that signs what a webhook is told; kept as it is, for it is needed
    formats: Mapped[Listed]  #: what is sent there unless somebody chooses otherwise
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))


class Delivery(Table):
    """One sending of an edition: a publication to a destination, or files in one archive."""

    __tablename__ = "delivery"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    number: Mapped[int | None]  #: of the publication; none: the edition as it stood
    destination_id: Mapped[int | None] = mapped_column(ForeignKey("destination.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    formats: Mapped[Listed]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[Words]  #: "" until it is over, then "delivered", "unchanged", "failed"
    status: Mapped[int | None]  #: with which a webhook answered
    message: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))  #: why it failed
    digest: Mapped[Words]  #: SHA-256 of what was sent
    body: Mapped[bytes | None] = mapped_column(LargeBinary)  #: of an archive, for a while
