"""Projects, documents, and their source text through all its versions.

A segment has an id for ever; its text lives in segment versions. Order is
(block position, position in the block). Segments and blocks are retired, never
deleted, and the lineage tells what became of segments.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Listed, Table, Version, Words


class Project(Table):
    __tablename__ = "project"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    source_language: Mapped[str]
    languages: Mapped[list[Any]] = mapped_column(default=list)  #: target languages, in order
    glossary_id: Mapped[int] = mapped_column(ForeignKey("glossary.id"))
    policy: Mapped[str] = mapped_column(default="")  #: the default for new editions
    four_eyes: Mapped[str] = mapped_column(default="required")
    publish_from: Mapped[str] = mapped_column(default="reviewed")
    feed: Mapped[int] = mapped_column(default=0)  #: number of the last event, gapless
    created_at: Mapped[datetime]
    version: Mapped[Version]


class Original(Table):
    """The bytes that were imported, once each."""

    __tablename__ = "original"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    sha256: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    encoding: Mapped[str]
    line_end: Mapped[str]
    skeleton: Mapped[bytes] = mapped_column(LargeBinary)  #: zlib of the JSON list of its pieces


class Upload(Table):
    """A file that somebody looks at before it is imported; kept for a day."""

    __tablename__ = "upload"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    name: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    link: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class Document(Table):
    __tablename__ = "document"
    __table_args__ = (Index("ix_document_project_id", "project_id"), NO_REUSE)

    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    title: Mapped[str]
    folded: Mapped[str]
    language: Mapped[str]
    format: Mapped[str]
    link: Mapped[str] = mapped_column(default="")  #: where the source was published
    source_version: Mapped[int] = mapped_column(default=1)
    segments: Mapped[int] = mapped_column(default=0)  #: living and not left out
    words: Mapped[int] = mapped_column(default=0)
    cued: Mapped[Listed]  #: the concepts, by their idents, whose cues stand in it
    staged: Mapped[bool] = mapped_column(default=True)  #: no query shows it while staged
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    created_at: Mapped[datetime]  #: while staged, the last sign of life of its import
    created_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    version: Mapped[Version]


class DocumentName(Table):
    """A title, byline or speaker in one language; the source's own language has its own row."""

    __tablename__ = "document_name"
    __table_args__ = (UniqueConstraint("document_id", "kind", "source", "language"), NO_REUSE)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    kind: Mapped[str]  #: "title", "byline", "preface-author" or "speaker"
    source: Mapped[str]  #: the form in the source
    language: Mapped[str]
    text: Mapped[str]
    version: Mapped[Version]


class SourceVersion(Table):
    __tablename__ = "source_version"
    __table_args__ = (UniqueConstraint("document_id", "number"), NO_REUSE)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    original_id: Mapped[int | None] = mapped_column(ForeignKey("original.id"))
    #: "import", "renewal", "minor", "substantive", "split", "join", "order",
    #: "block-split", "block-join", "front-matter", "undo"
    kind: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    #: What it changed, as numbers, and what made it; older rows have none.
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    before: Mapped[bytes | None] = mapped_column(LargeBinary)  #: what undo puts back, packed
    undone_at: Mapped[datetime | None]


class Block(Table):
    __tablename__ = "block"
    __table_args__ = (Index("ix_block_document_position", "document_id", "position"), NO_REUSE)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    position: Mapped[int]
    kind: Mapped[str]
    part: Mapped[str]
    voice: Mapped[str]
    speaker: Mapped[str] = mapped_column(default="")
    level: Mapped[int] = mapped_column(default=0)
    ordered: Mapped[bool] = mapped_column(default=False)
    left_out: Mapped[str] = mapped_column(default="")  #: the reason; empty: it is translated
    number: Mapped[int | None]  #: which block of its file it is; none for front matter
    about: Mapped[Words]  #: of a note the concept, of a credit the contribution
    retired: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]


class Segment(Table):
    __tablename__ = "segment"
    __table_args__ = (
        Index("ix_segment_order", "document_id", "block_position", "position"),
        NO_REUSE,
    )

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    block_id: Mapped[int] = mapped_column(ForeignKey("block.id"), index=True)
    block_position: Mapped[int]  #: its block's, kept in step, so that one index gives the order
    position: Mapped[int]
    after: Mapped[str] = mapped_column(default="")  #: the white space that followed it
    text_id: Mapped[int | None]  #: its newest segment version
    number: Mapped[int | None]  #: of which block of its file it is, where not of its block's
    retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


class SegmentVersion(Table):
    """The text of a segment from one source version on."""

    __tablename__ = "segment_version"
    __table_args__ = (UniqueConstraint("segment_id", "source_version"), NO_REUSE)

    id: Mapped[Key]
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"))
    source_version: Mapped[int]
    text: Mapped[str]  #: coded text
    codes: Mapped[list[Any]] = mapped_column(default=list)
    folded: Mapped[str]  #: plain and case-folded, for search
    words: Mapped[int] = mapped_column(default=0)


class Lineage(Table):
    """What became of a segment that was split, joined or removed."""

    __tablename__ = "lineage"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    kind: Mapped[str]  #: "split", "join", "removal"
    from_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    to_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id"), index=True)
    source_version: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)  #: what undo puts back
    undone_at: Mapped[datetime | None]
