"""Translation memories: units, the keys that they are found by, and where they were used."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Table, Version, Words

#: Units that come from a place in an edition; those of files have none and need no entry.
_PLACED = text("edition_id IS NOT NULL")


class Memory(Table):
    __tablename__ = "memory"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    shared: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    version: Mapped[Version]


class MemoryChoice(Table):
    """A memory that a project reads or writes; what a match from it loses of its score."""

    __tablename__ = "memory_choice"
    __table_args__ = ({"sqlite_with_rowid": False},)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    memory_id: Mapped[int] = mapped_column(ForeignKey("memory.id"), primary_key=True)
    reads: Mapped[bool] = mapped_column(default=True)
    writes: Mapped[bool] = mapped_column(default=False)
    penalty: Mapped[float] = mapped_column(default=0.0)


class MemoryUnit(Table):
    """A source with its translation. Wide columns stand first, so that PostgreSQL pads nothing."""

    __tablename__ = "memory_unit"
    __table_args__ = (
        Index(
            "ix_memory_unit_place",
            "edition_id",
            "segment_id",
            "source_hash",
            unique=True,
            sqlite_where=_PLACED,
            postgresql_where=_PLACED,
        ),
        NO_REUSE,
    )

    source_hash: Mapped[int] = mapped_column(BigInteger, index=True)  #: of languages and text
    at: Mapped[datetime]  #: when its text was last confirmed, corrected or imported
    withdrawn_at: Mapped[datetime | None]
    id: Mapped[Key]
    memory_id: Mapped[int] = mapped_column(ForeignKey("memory.id"), index=True)
    version: Mapped[Version]
    before_key: Mapped[int | None]  #: the segments before and after it, as `context_key`
    after_key: Mapped[int | None]
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))
    segment_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    source_language: Mapped[str]
    target_language: Mapped[str]
    voice: Mapped[Words]  #: empty where it is not known
    state: Mapped[str]
    origin: Mapped[str]
    author_name: Mapped[Words]  #: of somebody who is known from a file only
    withdrawn_why: Mapped[Words]
    source: Mapped[str]  #: coded text
    target: Mapped[str]  #: coded text
    codes: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))  #: of the source


class MemoryPosting(Table):
    """An index and nothing else; what is filed under a key is told by `memory.features`.

    The class of the length is part of the key, which makes a row of eight bytes:
    PostgreSQL keeps it twice, in the table and in its index.
    """

    __tablename__ = "memory_posting"
    __table_args__ = ({"sqlite_with_rowid": False},)

    feature: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    unit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class MemoryUse(Table):
    """A match that was inserted, and the target that it became; append-only."""

    __tablename__ = "memory_use"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("memory_unit.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"))
    target_version: Mapped[int]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"), index=True)
    at: Mapped[datetime]
    score: Mapped[float]
