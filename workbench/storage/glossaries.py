"""The stored glossary as the pure value `TermBase`, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, select

import glossary.model as gm
from workbench.storage.bodies import built
from workbench.storage.tables import Concept, Glossary, Policy, Rule, Term


def term_key(row_id: int) -> str:
    """Name a stored term as the pure model does: "t17"."""
    return f"t{row_id}"


def term_row(key: str) -> int | None:
    """Give the row of a term's key; none for a rendering that only a rule names."""
    return int(key[1:]) if key else None


def revision(connection: Connection, glossary_id: int) -> int:
    """Give the current revision of a glossary."""
    return connection.execute(
        select(Glossary.revision).where(Glossary.id == glossary_id)
    ).scalar_one()


def read_termbase(connection: Connection, glossary_id: int) -> gm.TermBase:
    """Read the whole glossary as it stands in this transaction."""
    head = connection.execute(
        select(Glossary.name, Glossary.revision, Glossary.description).where(
            Glossary.id == glossary_id
        )
    ).one()
    return gm.TermBase(
        name=head.name,
        revision=head.revision,
        description=head.description,
        concepts=_concepts(connection, glossary_id),
        policies=_policies(connection, glossary_id),
    )


def concept_rows(connection: Connection, glossary_id: int) -> Mapping[str, int]:
    """Map the concepts' idents to their rows, removed ones included."""
    statement = select(Concept.ident, Concept.id).where(Concept.glossary_id == glossary_id)
    return {ident: row for ident, row in connection.execute(statement)}  # noqa: C416 - rows


def _concepts(connection: Connection, glossary_id: int) -> tuple[gm.Concept, ...]:
    living = (Concept.glossary_id == glossary_id) & Concept.removed_revision.is_(None)
    terms: defaultdict[int, list[gm.Term]] = defaultdict(list)
    statement = (
        select(*Term.__table__.c, Concept.ident.label("concept"))
        .join(Concept, Concept.id == Term.concept_id)
        .where(living, Term.removed_revision.is_(None))
        .order_by(Term.concept_id, Term.position, Term.id)
    )
    for row in connection.execute(statement).mappings():
        terms[row["concept_id"]].append(_term(row))
    rows = connection.execute(
        select(*Concept.__table__.c).where(living).order_by(Concept.position, Concept.id)
    ).mappings()
    return tuple(_concept(row, terms[row["id"]]) for row in rows)


def _concept(row: RowMapping, terms: Iterable[gm.Term]) -> gm.Concept:
    return replace(built(gm.Concept, {**row, "id": row["ident"]}), terms=tuple(terms))


def _term(row: RowMapping) -> gm.Term:
    return built(gm.Term, {**row, "id": term_key(row["id"]), "case": row["case_rule"]})


def _policies(connection: Connection, glossary_id: int) -> tuple[gm.Policy, ...]:
    living = (Policy.glossary_id == glossary_id) & Policy.removed_revision.is_(None)
    rules: defaultdict[int, list[gm.Rule]] = defaultdict(list)
    statement = (
        select(*Rule.__table__.c)
        .join(Policy, Policy.id == Rule.policy_id)
        .where(living)
        .order_by(Rule.policy_id, Rule.position, Rule.id)
    )
    for row in connection.execute(statement).mappings():
        rules[row["policy_id"]].append(built(gm.Rule, row))
    rows = connection.execute(
        select(*Policy.__table__.c).where(living).order_by(Policy.position, Policy.id)
    ).mappings()
    return tuple(
        gm.Policy(
            name=row["name"],
            extends=row["extends"],
            description=row["description"],
            rules=tuple(rules[row["id"]]),
        )
        for row in rows
    )


def find(connection: Connection, name: str) -> int | None:
    """Name the row of a glossary."""
    return connection.execute(select(Glossary.id).where(Glossary.name == name)).scalar()
