"""Publications: immutable, signed snapshots of editions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Table


class Publication(Table):
    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("edition_id", "number"), NO_REUSE)

    id: Mapped[Key]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    source_version: Mapped[int]
    glossary_revision: Mapped[int]
    policy: Mapped[str]
    frozen: Mapped[bytes] = mapped_column(LargeBinary)  #: zlib of the edition value as JSON
    manifest: Mapped[dict[str, Any]]
    signature: Mapped[str]
    overrides: Mapped[list[Any]] = mapped_column(default=list)  #: what was overridden, and why
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(default="")
