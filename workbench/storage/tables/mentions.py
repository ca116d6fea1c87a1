"""What a source means at its words: senses that people set, and where concepts come first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Table, Version, Words


class Sense(Table):
    """What a person said that words of a source mean, in every edition."""

    __tablename__ = "sense"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("segment_version.id"))  #: that it points into
    start: Mapped[int]
    end: Mapped[int]
    words: Mapped[str]
    citation: Mapped[str] = mapped_column(default="")  #: folded; of the term that stands there
    concept: Mapped[str] = mapped_column(default="")  #: its ident; empty: none of those known
    voice: Mapped[Words]  #: whose words they are: then nothing is said of the concept
    scope: Mapped[str]  #: "occurrence", "document" or "speaker"
    speaker: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    actor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ended_why: Mapped[str] = mapped_column(default="")
    version: Mapped[Version]


class FirstMention(Table):
    """Where an edition's running text first names a concept whose rule wants a form there."""

    __tablename__ = "first_mention"
    __table_args__ = (
        Index("ix_first_mention_segment", "segment_id"),
        {"sqlite_with_rowid": False},
    )

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"))
    start: Mapped[int]
