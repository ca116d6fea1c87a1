"""What a document needs beside its text to be published: whose it is, and what is on its cover."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Table, Version


class Rights(Table):
    """Who holds the rights in a source, and by whose leave translations appear."""

    __tablename__ = "rights"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)
    basis: Mapped[str]  #: "own", "licence", "permission", "public-domain", or "" for none yet
    holder: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")  #: where the licence or permission stands
    approval: Mapped[str]  #: the speaker's: "not-agreed", "awaited" or "given"
    approval_evidence: Mapped[str] = mapped_column(default="")
    version: Mapped[Version]


class Cover(Table):
    """The picture on the cover of a document's editions."""

    __tablename__ = "cover"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)
    media_type: Mapped[str]
    width: Mapped[int]  #: pixels
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    version: Mapped[Version]
