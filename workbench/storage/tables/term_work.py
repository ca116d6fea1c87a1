"""Work on the glossary: what people propose and discuss, and what a change left to be put right."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Table, Version


class Proposal(Table):
    """A new term, or a change of any field, that somebody asks for."""

    __tablename__ = "proposal"
    __table_args__ = (Index("ix_proposal_glossary_state", "glossary_id", "state"), NO_REUSE)

    id: Mapped[Key]
    glossary_id: Mapped[int] = mapped_column(ForeignKey("glossary.id"))
    concept: Mapped[str] = mapped_column(default="")  #: its ident; empty: not said, or a new one
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))  #: to be changed
    wanted: Mapped[dict[str, Any]] = mapped_column(default=dict)  #: fields and their values
    argument: Mapped[str] = mapped_column(default="")
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))
    segment_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id"))
    selected: Mapped[str] = mapped_column(default="")  #: the words that were marked in the editor
    actor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="open")
    answer: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[datetime | None]
    revision: Mapped[int | None]  #: that came of it
    version: Mapped[Version]


class ConceptRemark(Table):
    """What somebody says about a concept; append-only."""

    __tablename__ = "concept_remark"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    text: Mapped[str]


class Affected(Table):
    """A target in which a revision of the glossary made something wrong."""

    __tablename__ = "affected"
    __table_args__ = (
        UniqueConstraint("glossary_id", "revision", "target_id", "concept"),
        NO_REUSE,
    )

    id: Mapped[Key]
    glossary_id: Mapped[int] = mapped_column(ForeignKey("glossary.id"))
    revision: Mapped[int]
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), index=True)
    concept: Mapped[str]
    closed_at: Mapped[datetime | None]  #: when somebody left it as it is
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    closed_why: Mapped[str] = mapped_column(default="")
