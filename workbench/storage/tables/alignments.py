"""Existing translations beside their sources: sentences, beads, and what was done to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Listed, Table, Version, Words


class Alignment(Table):
    """A source and a translation of it, until they are an edition."""

    __tablename__ = "alignment"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    name: Mapped[str]
    state: Mapped[str]  #: "waiting", "open", "accepting", "accepted"
    source_language: Mapped[str]
    target_language: Mapped[str]
    #: The source: a document of the project; none until a file is imported as one.
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    source_name: Mapped[Words]  #: of the file that is the source
    source_body: Mapped[bytes | None] = mapped_column(LargeBinary)
    target_name: Mapped[Words]
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))  #: that works on it
    step: Mapped[int] = mapped_column(default=0)  #: the last change that is not undone
    crossings: Mapped[Listed]  #: [source sentences, target sentences] that were moved
    terms: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"), index=True)
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    version: Mapped[Version]


class AlignmentSentence(Table):
    """A sentence of either side, counted from 0."""

    __tablename__ = "alignment_sentence"
    __table_args__ = ({"sqlite_with_rowid": False},)

    alignment_id: Mapped[int] = mapped_column(ForeignKey("alignment.id"), primary_key=True)
    side: Mapped[str] = mapped_column(primary_key=True)  #: "source" or "target"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    segment_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id"))
    text_id: Mapped[int | None]  #: the segment version that was read
    begins: Mapped[bool]  #: a paragraph
    text: Mapped[str]  #: coded text
    after: Mapped[Words]
    codes: Mapped[Listed]


class Bead(Table):
    """Sentences of both sides that belong together; its place counts those before it."""

    __tablename__ = "bead"
    __table_args__ = ({"sqlite_with_rowid": False},)

    alignment_id: Mapped[int] = mapped_column(ForeignKey("alignment.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_start: Mapped[int]
    source_size: Mapped[int]
    target_size: Mapped[int]
    moved: Mapped[int | None]  #: names beads that stand apart and belong together
    confidence: Mapped[float]
    pinned: Mapped[bool]
    reasons: Mapped[Listed]


class AlignmentChange(Table):
    """What one act did: the beads before and after it, for undo and redo."""

    __tablename__ = "alignment_change"
    __table_args__ = (UniqueConstraint("alignment_id", "number"), NO_REUSE)

    id: Mapped[Key]
    alignment_id: Mapped[int] = mapped_column(ForeignKey("alignment.id"))
    number: Mapped[int]
    kind: Mapped[str]
    actor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    before: Mapped[Listed]
    after: Mapped[Listed]
    crossings: Mapped[list[Any] | None] = mapped_column(
        JSON(none_as_null=True)
    )  #: before and after
