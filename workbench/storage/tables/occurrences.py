"""Where terms stand, on both sides, and which words stand in which text.

Occurrences say what the glossary found; postings say which word forms a text
holds, so that a changed term finds the few texts that it can touch. A form's
keys (surface, lemmas, prefixes) are stored once for each form of a language.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Listed, Table


class SourceOccurrence(Table):
    __tablename__ = "source_occurrence"
    __table_args__ = (Index("ix_source_occurrence_concept", "concept_id"), NO_REUSE)

    id: Mapped[Key]
    segment_version_id: Mapped[int] = mapped_column(ForeignKey("segment_version.id"), index=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"))
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"))
    start: Mapped[int]
    end: Mapped[int]
    form: Mapped[str]
    evidence: Mapped[int]
    reason: Mapped[str]  #: a template of the core, in English
    facts: Mapped[Listed]  #: what stands in it
    quoted: Mapped[bool] = mapped_column(default=False)
    nested: Mapped[bool] = mapped_column(default=False)


class TargetOccurrence(Table):
    __tablename__ = "target_occurrence"
    __table_args__ = (Index("ix_target_occurrence_concept", "concept_id"), NO_REUSE)

    id: Mapped[Key]
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), index=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"))
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))  #: none: a rule's own words
    text: Mapped[str]  #: the citation form
    start: Mapped[int]
    end: Mapped[int]
    form: Mapped[str]
    evidence: Mapped[int]
    reason: Mapped[str]  #: a template of the core, in English
    facts: Mapped[Listed]  #: what stands in it
    quoted: Mapped[bool] = mapped_column(default=False)
    nested: Mapped[bool] = mapped_column(default=False)
    source_start: Mapped[int | None]  #: the source occurrence that it renders, by its span
    source_end: Mapped[int | None]


class Form(Table):
    """A folded word form of one language."""

    __tablename__ = "form"
    __table_args__ = (UniqueConstraint("language", "text"), NO_REUSE)

    id: Mapped[Key]
    language: Mapped[str]
    text: Mapped[str]


class FormKey(Table):
    """One key by which terms look a form up."""

    __tablename__ = "form_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(primary_key=True)  #: "ru:ополчение"
    form_id: Mapped[int] = mapped_column(ForeignKey("form.id"), primary_key=True)


class SourcePosting(Table):
    """An index and nothing else: without foreign keys, whose checks would double an import."""

    __tablename__ = "source_posting"
    __table_args__ = (
        Index("ix_source_posting_version", "segment_version_id"),
        {"sqlite_with_rowid": False},
    )

    form_id: Mapped[int] = mapped_column(primary_key=True)
    segment_version_id: Mapped[int] = mapped_column(primary_key=True)


class TargetPosting(Table):
    __tablename__ = "target_posting"
    __table_args__ = (
        Index("ix_target_posting_target", "target_id"),
        {"sqlite_with_rowid": False},
    )

    form_id: Mapped[int] = mapped_column(ForeignKey("form.id"), primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), primary_key=True)
