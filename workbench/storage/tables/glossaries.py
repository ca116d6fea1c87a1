"""The term base: what holds now in rows, what held at each revision in bodies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Listed, Table, Version, Words


class Glossary(Table):
    __tablename__ = "glossary"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=0)  #: raised by every committed change
    created_at: Mapped[datetime]
    version: Mapped[Version]


class Revision(Table):
    """One committed change."""

    __tablename__ = "glossary_revision"
    __table_args__ = (UniqueConstraint("glossary_id", "number"), NO_REUSE)

    id: Mapped[Key]
    glossary_id: Mapped[int] = mapped_column(ForeignKey("glossary.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    summary: Mapped[str]


class Concept(Table):
    __tablename__ = "concept"
    __table_args__ = (UniqueConstraint("glossary_id", "ident"), NO_REUSE)

    id: Mapped[Key]
    glossary_id: Mapped[int] = mapped_column(ForeignKey("glossary.id"))
    ident: Mapped[str]  #: a slug: "opolchenie"
    subject: Mapped[str] = mapped_column(default="")
    definition: Mapped[str] = mapped_column(default="")
    contested: Mapped[bool] = mapped_column(default=False)
    why_contested: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    sources: Mapped[Listed]  #: as the pure `Source`, field by field
    cues: Mapped[Listed]
    examples: Mapped[Listed]
    references: Mapped[Listed]
    position: Mapped[int] = mapped_column(default=0)
    folded: Mapped[str] = mapped_column(default="")  #: ident, definition and terms, for search
    changed_revision: Mapped[int]  #: the revision that last changed it, its terms or its rules
    removed_revision: Mapped[int | None]
    version: Mapped[Version]


class Term(Table):
    __tablename__ = "term"
    __table_args__ = (Index("ix_term_concept_language", "concept_id", "language"), NO_REUSE)

    id: Mapped[Key]
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"))
    language: Mapped[str]
    text: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    sort_key: Mapped[str]
    status: Mapped[str]
    part_of_speech: Mapped[str] = mapped_column(default="")
    usage: Mapped[str] = mapped_column(default="")
    case_rule: Mapped[str] = mapped_column(default="any")
    ambiguous: Mapped[bool] = mapped_column(default=False)
    renders: Mapped[list[Any]] = mapped_column(default=list)
    forms: Mapped[list[Any]] = mapped_column(default=list)
    excepted: Mapped[list[Any]] = mapped_column(default=list)
    target_only: Mapped[bool] = mapped_column(default=False, server_default=false())
    must_match: Mapped[Listed]
    must_not_match: Mapped[Listed]
    type: Mapped[Words]
    gender: Mapped[Words]
    number: Mapped[Words]
    register: Mapped[Words]
    geography: Mapped[Words]
    false_friend: Mapped[Words]
    reliability: Mapped[Words]
    process: Mapped[Words]
    responsible: Mapped[Words]
    valid_from: Mapped[Words]
    valid_until: Mapped[Words]
    sources: Mapped[Listed]
    position: Mapped[int] = mapped_column(default=0)
    changed_revision: Mapped[int]
    removed_revision: Mapped[int | None]


class ConceptVersion(Table):
    """A concept with its terms as it stood from this revision on."""

    __tablename__ = "concept_version"
    __table_args__ = (UniqueConstraint("concept_id", "revision"), NO_REUSE)

    id: Mapped[Key]
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"))
    revision: Mapped[int]
    body: Mapped[dict[str, Any] | None]  #: none: removed


class Policy(Table):
    __tablename__ = "policy"
    __table_args__ = (UniqueConstraint("glossary_id", "name"), NO_REUSE)

    id: Mapped[Key]
    glossary_id: Mapped[int] = mapped_column(ForeignKey("glossary.id"))
    name: Mapped[str]
    extends: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    changed_revision: Mapped[int]
    removed_revision: Mapped[int | None]
    version: Mapped[Version]


class Rule(Table):
    __tablename__ = "rule"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id"), index=True)
    concept: Mapped[str]  #: the concept's ident, or "*"
    language: Mapped[str]
    required: Mapped[list[Any]] = mapped_column(default=list)
    also_allowed: Mapped[list[Any]] = mapped_column(default=list)
    forbidden: Mapped[list[Any]] = mapped_column(default=list)
    first_mention: Mapped[str] = mapped_column(default="")
    voices: Mapped[list[Any]] = mapped_column(default=list)
    severity: Mapped[int | None]
    rationale: Mapped[str] = mapped_column(default="")
    consistent: Mapped[bool] = mapped_column(default=False, server_default=false())
    position: Mapped[int] = mapped_column(default=0)


class PolicyVersion(Table):
    __tablename__ = "policy_version"
    __table_args__ = (UniqueConstraint("policy_id", "revision"), NO_REUSE)

    id: Mapped[Key]
    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id"))
    revision: Mapped[int]
    body: Mapped[dict[str, Any] | None]


class Decision(Table):
    """Why a rule or a status is as it is; append-only."""

    __tablename__ = "decision"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    glossary_id: Mapped[int] = mapped_column(ForeignKey("glossary.id"))
    concept_id: Mapped[int | None] = mapped_column(ForeignKey("concept.id"), index=True)
    revision: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    question: Mapped[str] = mapped_column(default="")
    options: Mapped[list[Any]] = mapped_column(default=list)
    argument: Mapped[str] = mapped_column(default="")
    dissent: Mapped[str] = mapped_column(default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
