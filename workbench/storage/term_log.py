"""What was changed in a glossary, when, by whom and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

import glossary.model as gm
from workbench.storage.bodies import built
from workbench.storage.tables import Concept, ConceptVersion, Decision, Glossary, Revision, User
from workbench.storage.term_history import as_concept
from workbench.storage.terms import Option


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRow:
    """One committed change, as a list shows it."""

    number: int
    at: datetime
    who: str  #: empty where a command made it
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """An entry of the log of decisions."""

    id: int
    concept: str  #: its ident; empty for what concerns the whole glossary
    revision: int  #: from which on it holds
    at: datetime
    who: str
    question: str
    options: tuple[Option, ...]
    argument: str
    dissent: str
    replaces: int | None  #: the decision whose place it takes


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A concept as it stood from a revision on; none where that revision removed it."""

    revision: RevisionRow
    concept: gm.Concept | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryRow:
    """A glossary as a list shows it."""

    id: int
    name: str
    description: str
    revision: int
    concepts: int


#: How a person is called who did something; empty where a command did.
WHO = func.coalesce(func.nullif(User.display_name, ""), User.name, "").label("who")


def every(connection: Connection) -> tuple[GlossaryRow, ...]:
    """List all glossaries."""
    living = and_(Concept.glossary_id == Glossary.id, Concept.removed_revision.is_(None))
    rows = connection.execute(
        select(
            Glossary.id, Glossary.name, Glossary.description, Glossary.revision,
            func.count(Concept.id).label("concepts"),
        )
        .outerjoin(Concept, living)
        .group_by(Glossary.id)
        .order_by(Glossary.id)
    )  # fmt: skip
    return tuple(GlossaryRow(**row) for row in rows.mappings())


def revisions(
    connection: Connection, glossary_id: int, *, before: int, limit: int
) -> tuple[RevisionRow, ...]:
    """List revisions below a number, newest first."""
    statement = (
        _revisions()
        .where(Revision.glossary_id == glossary_id, Revision.number < before)
        .order_by(Revision.number.desc())
        .limit(limit)
    )
    return tuple(RevisionRow(**row) for row in connection.execute(statement).mappings())


def revision(connection: Connection, glossary_id: int, number: int) -> RevisionRow | None:
    statement = _revisions().where(Revision.glossary_id == glossary_id, Revision.number == number)
    row = connection.execute(statement).mappings().first()
    return None if row is None else RevisionRow(**row)


def _revisions() -> Select[int, datetime, str, Any]:
    return select(Revision.number, Revision.at, Revision.summary, WHO).outerjoin(
        User, User.id == Revision.actor_id
    )


def decisions(
    connection: Connection,
    glossary_id: int,
    ident: str = "",
    *,
    before: int | None = None,
    limit: int | None = None,
) -> tuple[DecisionRow, ...]:
    """List what was decided about a concept, or in the whole glossary, newest first."""
    statement = (
        select(
            Decision.id, func.coalesce(Concept.ident, "").label("concept"), Decision.revision,
            Decision.at, Decision.question, Decision.options, Decision.argument,
            Decision.dissent, Decision.replaces_id.label("replaces"), WHO,
        )
        .outerjoin(Concept, Concept.id == Decision.concept_id)
        .outerjoin(User, User.id == Decision.actor_id)
        .where(Decision.glossary_id == glossary_id)
        .order_by(Decision.id.desc())
        .limit(limit)
    )  # fmt: skip
    if ident:
        statement = statement.where(Concept.ident == ident)
    if before is not None:
        statement = statement.where(Decision.id < before)
    rows = connection.execute(statement).mappings()
    return tuple(
        DecisionRow(**{**row, "options": tuple(built(Option, o) for o in row["options"])})
        for row in rows
    )


def decision_ids(connection: Connection, glossary_id: int) -> frozenset[int]:
    rows = connection.execute(select(Decision.id).where(Decision.glossary_id == glossary_id))
    return frozenset(rows.scalars())


def versions(connection: Connection, glossary_id: int, ident: str) -> tuple[VersionRow, ...]:
    """List all that a concept ever was, oldest first."""
    statement = (
        select(ConceptVersion.body, Revision.number, Revision.at, Revision.summary, WHO)
        .join(Concept, Concept.id == ConceptVersion.concept_id)
        .join(
            Revision,
            and_(
                Revision.glossary_id == Concept.glossary_id,
                Revision.number == ConceptVersion.revision,
            ),
        )
        .outerjoin(User, User.id == Revision.actor_id)
        .where(Concept.glossary_id == glossary_id, Concept.ident == ident)
        .order_by(ConceptVersion.revision)
    )
    return tuple(_versions(connection.execute(statement).all()))


def _versions(rows: Any) -> Iterator[VersionRow]:
    for body, number, at, summary, who in rows:
        yield VersionRow(
            revision=RevisionRow(number=number, at=at, who=who, summary=summary),
            concept=None if body is None else as_concept(body),
        )
