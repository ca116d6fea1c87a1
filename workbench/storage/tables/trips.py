"""Files that went out for work elsewhere, and files that came home."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Listed, Table


class Outing(Table):
    """A file that went out, with what stood for each of its segments then."""

    __tablename__ = "outing"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    format: Mapped[str]
    chosen: Mapped[dict[str, Any]]  #: the filter
    segments: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)  #: compressed: see `storage.outings`


class Homecoming(Table):
    """A file that came home: its bytes until it is decided on, then what was done for undo."""

    __tablename__ = "homecoming"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    name: Mapped[str]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    choices: Mapped[dict[str, Any]]  #: what its owner chose so far
    settled_at: Mapped[datetime | None]
    changes: Mapped[Listed]  #: what each target was before, and its version after
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
