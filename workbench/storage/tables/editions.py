"""Editions: targets with their history, findings, waivers, comments, reviews.

A segment without a target row is `initial` and empty. History has no cascade:
what was once written stays.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Listed, Table, Version, Words


class Edition(Table):
    """The translation of a document into one language under one policy."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("document_id", "language", "policy"), NO_REUSE)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    language: Mapped[str]
    policy: Mapped[str] = mapped_column(default="")
    policy_version: Mapped[int] = mapped_column(default=1)  #: raised when another policy is chosen
    #: Raised when senses, cues or first mentions of its document are others.
    context_version: Mapped[Version]
    credits: Mapped[list[Any]] = mapped_column(default=list)  #: [label, name, contribution]
    slug: Mapped[Words]  #: fixed by the first publication
    imprint: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    apparatus: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    layout: Mapped[str] = mapped_column(default="columns", server_default="columns")
    translators_licence: Mapped[Words]  #: under which terms the translators give their work
    created_at: Mapped[datetime]
    version: Mapped[Version]


class LeftOut(Table):
    """A block that one edition leaves out, with the reason."""

    __tablename__ = "left_out"
    __table_args__ = (UniqueConstraint("edition_id", "block_id"), NO_REUSE)

    id: Mapped[Key]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    block_id: Mapped[int] = mapped_column(ForeignKey("block.id"), index=True)
    reason: Mapped[str]


class Target(Table):
    __tablename__ = "target"
    __table_args__ = (
        UniqueConstraint("edition_id", "segment_id"),
        Index("ix_target_edition_state", "edition_id", "state"),
        NO_REUSE,
    )

    id: Mapped[Key]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    segment_version_id: Mapped[int] = mapped_column(ForeignKey("segment_version.id"))
    text: Mapped[str]
    folded: Mapped[str]
    state: Mapped[str]
    marks: Mapped[list[Any]] = mapped_column(default=list)
    version: Mapped[Version]
    checked_revision: Mapped[int] = mapped_column(default=0)  #: glossary revision of its findings
    errors: Mapped[int] = mapped_column(default=0)  #: open findings by severity, not waived
    warnings: Mapped[int] = mapped_column(default=0)
    notes: Mapped[int] = mapped_column(default=0)
    origin: Mapped[str] = mapped_column(default="person")
    score: Mapped[float | None]  #: of the match at insertion, 0 to 1
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    confirmed_text: Mapped[str | None]  #: going back to it restores `confirmed_state`
    confirmed_state: Mapped[str | None]
    approved_text: Mapped[str | None]  #: the last one approved, for publishing and going back
    updated_at: Mapped[datetime]


class Draft(Table):
    """A text that was refused because somebody else saved first; kept until taken or dropped."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("edition_id", "segment_id", "user_id"), NO_REUSE)

    id: Mapped[Key]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    base_version: Mapped[int]
    text: Mapped[str]
    at: Mapped[datetime]


class TargetHistory(Table):
    """What a target was, each time it was confirmed, moved or taken over; append-only."""

    __tablename__ = "target_history"
    __table_args__ = (Index("ix_target_history_target", "target_id", "version"), NO_REUSE)

    id: Mapped[Key]
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    version: Mapped[int]
    text: Mapped[str]
    state: Mapped[str]
    marks: Mapped[list[Any]] = mapped_column(default=list)
    action: Mapped[str]
    origin: Mapped[str] = mapped_column(default="person")
    segment_version_id: Mapped[int] = mapped_column(ForeignKey("segment_version.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  #: of the text
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")


class Finding(Table):
    __tablename__ = "finding"
    __table_args__ = (Index("ix_finding_edition_check", "edition_id", "check_name"), NO_REUSE)

    id: Mapped[Key]
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    check_name: Mapped[str]
    kind: Mapped[str]
    severity: Mapped[int]
    message: Mapped[str]  #: a template of the core, in English
    facts: Mapped[Listed]  #: what stands in it; none in older rows, which hold the words
    source_start: Mapped[int | None]
    source_end: Mapped[int | None]
    target_start: Mapped[int | None]
    target_end: Mapped[int | None]
    concept: Mapped[str] = mapped_column(default="", index=True)
    fixes: Mapped[list[Any]] = mapped_column(default=list)
    waiver_id: Mapped[int | None] = mapped_column(ForeignKey("waiver.id"))


class Waiver(Table):
    """A reasoned exception; it lapses when the words that it is about change."""

    __tablename__ = "waiver"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    segment_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id"), index=True)
    scope: Mapped[str]  #: "occurrence", "document" or "speaker"
    speaker: Mapped[str] = mapped_column(default="")
    check_name: Mapped[str]
    kind: Mapped[str]
    concept: Mapped[str] = mapped_column(default="")
    source_words: Mapped[str] = mapped_column(default="")  #: what stood at the finding's spans
    target_words: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(default="")  #: voice, rule and sense it is about
    ordinal: Mapped[int] = mapped_column(default=0)  #: which of several with the same words
    reason: Mapped[str]
    actor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ended_why: Mapped[str] = mapped_column(default="")
    version: Mapped[Version]


class Comment(Table):
    """A remark on a segment: on the source (no edition) or in one edition."""

    __tablename__ = "comment"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    text: Mapped[str]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    version: Mapped[Version]


class Review(Table):
    """The outcome of a review of one segment; append-only."""

    __tablename__ = "review"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    target_version: Mapped[int]
    outcome: Mapped[str]  #: "accepted", "accepted-with-edits", "returned", "signed-off"
    category: Mapped[str] = mapped_column(default="")
    weight: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    before: Mapped[str] = mapped_column(default="")  #: the text reviewed, where it was edited
    translator_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
