"""Writing the glossary: what differs between two term bases, as one revision.

Concepts, terms and policies keep their rows for ever; a removed one is marked
with the revision that removed it. Each change leaves the whole entry as a body,
so that the glossary can be read back as it stood at any revision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

import glossary.model as gm
from glossary.policy import inheritance
from workbench.storage.bodies import plain
from workbench.storage.folding import fold, sort_key
from workbench.storage.glossaries import concept_rows, term_key, term_row
from workbench.storage.tables import (
    Concept,
    ConceptVersion,
    Decision,
    Glossary,
    Policy,
    PolicyVersion,
    Revision,
    Rule,
    Term,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the answers that there were to a question, with what speaks for it."""

    text: str
    argument: str = ""
    sources: tuple[gm.Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Why a change is made, for the log of decisions."""

    summary: str  #: what was changed, in one line
    concept: str = ""
    question: str = ""
    text: str = ""
    dissent: str = ""
    options: tuple[Option, ...] = ()  #: what there was to choose from
    replaces: int | None = None  #: the decision that this one takes the place of


def add_glossary(connection: Connection, name: str, description: str = "") -> int:
    """Make an empty glossary at revision 0."""
    key = connection.execute(
        insert(Glossary).values(name=name, description=description, created_at=datetime.now(UTC))
    ).inserted_primary_key
    assert key is not None
    return int(key[0])


def lock(connection: Connection, glossary_id: int) -> None:
    """Keep other changes of a glossary out until the end of this transaction."""
    connection.execute(select(Glossary.id).where(Glossary.id == glossary_id).with_for_update())


def keep(connection: Connection, glossary_id: int) -> None:
    """Keep a glossary as it is until the end of this transaction; others may keep it too."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            select(Glossary.id).where(Glossary.id == glossary_id).with_for_update(read=True)
        )


def raise_revision(connection: Connection, glossary_id: int) -> int:
    """Take the next revision number, under the lock of the glossary's row."""
    return connection.execute(
        update(Glossary)
        .where(Glossary.id == glossary_id)
        .values(revision=Glossary.revision + 1, version=Glossary.version + 1)
        .returning(Glossary.revision)
    ).scalar_one()


def write_changes(
    connection: Connection, glossary_id: int, old: gm.TermBase, new: gm.TermBase, revision: int
) -> None:
    """Write what differs between two term bases as this revision."""
    _write_concepts(connection, glossary_id, old, new, revision)
    _write_policies(connection, glossary_id, old, new, revision)
    _touch(connection, glossary_id, _ruled(old, new), revision)


def log(
    connection: Connection,
    glossary_id: int,
    revision: int,
    actor_id: int | None,
    argument: Argument,
) -> None:
    """Enter a revision and its decision."""
    connection.execute(
        insert(Revision).values(
            glossary_id=glossary_id,
            number=revision,
            at=datetime.now(UTC),
            actor_id=actor_id,
            summary=argument.summary,
        )
    )
    log_decision(connection, glossary_id, revision, actor_id, argument)


def log_decision(
    connection: Connection,
    glossary_id: int,
    revision: int,
    actor_id: int | None,
    argument: Argument,
) -> int:
    """Enter a decision, from a revision on; it is never changed again."""
    rows = concept_rows(connection, glossary_id) if argument.concept else {}
    key = connection.execute(
        insert(Decision).values(
            glossary_id=glossary_id,
            concept_id=rows.get(argument.concept),
            revision=revision,
            at=datetime.now(UTC),
            actor_id=actor_id,
            question=argument.question or argument.summary,
            options=plain(argument.options),
            argument=argument.text,
            dissent=argument.dissent,
            replaces_id=argument.replaces,
        )
    ).inserted_primary_key
    assert key is not None
    return int(key[0])


def versions(connection: Connection, glossary_id: int) -> Mapping[str, int]:
    """Map the living concepts' idents to the versions that forms must state."""
    living = (Concept.glossary_id == glossary_id) & Concept.removed_revision.is_(None)
    return dict(connection.execute(select(Concept.ident, Concept.version).where(living)).all())


def policy_versions(connection: Connection, glossary_id: int) -> Mapping[str, int]:
    living = (Policy.glossary_id == glossary_id) & Policy.removed_revision.is_(None)
    return dict(connection.execute(select(Policy.name, Policy.version).where(living)).all())


# Concepts and their terms


def _write_concepts(
    connection: Connection, glossary_id: int, old: gm.TermBase, new: gm.TermBase, revision: int
) -> None:
    before = {concept.id: concept for concept in old.concepts}
    after = {concept.id: concept for concept in new.concepts}
    rows = concept_rows(connection, glossary_id)
    for position, concept in enumerate(new.concepts):
        if before.get(concept.id) == concept:
            continue
        row = _write_concept(
            connection, glossary_id, rows.get(concept.id), concept, position, revision
        )
        terms = _write_terms(connection, row, before.get(concept.id), concept, revision)
        _keep_version(connection, row, revision, as_body(replace(concept, terms=terms)))
    for ident in before.keys() - after.keys():
        _remove_concept(connection, rows[ident], revision)


def _write_concept(
    connection: Connection,
    glossary_id: int,
    row: int | None,
    concept: gm.Concept,
    position: int,
    revision: int,
) -> int:
    values = {
        **_concept_values(concept),
        "folded": fold(_searched(concept)),
        "changed_revision": revision,
        "removed_revision": None,
    }
    if row is None:
        head = {"glossary_id": glossary_id, "ident": concept.id, "position": position}
        key = connection.execute(insert(Concept).values(**head, **values)).inserted_primary_key
        assert key is not None
        row = int(key[0])
    else:
        connection.execute(
            update(Concept).where(Concept.id == row).values(**values, version=Concept.version + 1)
        )
    return row


def _concept_values(concept: gm.Concept) -> dict[str, Any]:
    columns = plain(replace(concept, terms=()))
    del columns["id"], columns["terms"]
    return dict(columns)


def _searched(concept: gm.Concept) -> str:
    terms = " ".join(term.text for term in concept.terms)
    return f"{concept.id} {terms} {concept.definition} {concept.subject}"


def _remove_concept(connection: Connection, row: int, revision: int) -> None:
    gone = {"removed_revision": revision}
    connection.execute(
        update(Concept)
        .where(Concept.id == row)
        .values(**gone, changed_revision=revision, version=Concept.version + 1)
    )
    living = (Term.concept_id == row) & Term.removed_revision.is_(None)
    connection.execute(update(Term).where(living).values(**gone))
    _keep_version(connection, row, revision, None)


def _keep_version(
    connection: Connection, row: int, revision: int, body: dict[str, Any] | None
) -> None:
    connection.execute(insert(ConceptVersion).values(concept_id=row, revision=revision, body=body))


def _write_terms(
    connection: Connection,
    concept_row: int,
    before: gm.Concept | None,
    after: gm.Concept,
    revision: int,
) -> tuple[gm.Term, ...]:
    """Write the terms of a concept; give them with the keys that they have from now on."""
    known = {term.id: term for term in before.terms} if before else {}
    written = tuple(
        _write_term(connection, concept_row, known.get(term.id), term, position, revision)
        for position, term in enumerate(after.terms)
    )
    gone = [term_row(key) for key in known.keys() - {term.id for term in written}]
    if gone:
        removed = update(Term).where(Term.id.in_(gone)).values(removed_revision=revision)
        connection.execute(removed)
    return written


def _write_term(
    connection: Connection,
    concept_row: int,
    before: gm.Term | None,
    term: gm.Term,
    position: int,
    revision: int,
) -> gm.Term:
    values = {**_term_values(term), "position": position}
    if before is None:
        head = {"concept_id": concept_row, "changed_revision": revision}
        key = connection.execute(insert(Term).values(**head, **values)).inserted_primary_key
        assert key is not None
        return replace(term, id=term_key(key[0]))
    changed = {"changed_revision": revision} if before != term else {}
    connection.execute(update(Term).where(Term.id == term_row(term.id)).values(**values, **changed))
    return term


def _term_values(term: gm.Term) -> dict[str, Any]:
    columns = plain(term)
    del columns["id"], columns["concept"]
    return {
        "case_rule": columns.pop("case"),
        **columns,
        "folded": fold(term.text),
        "sort_key": sort_key(term.text, term.language),
    }


# Policies and their rules


def _write_policies(
    connection: Connection, glossary_id: int, old: gm.TermBase, new: gm.TermBase, revision: int
) -> None:
    before = {policy.name: policy for policy in old.policies}
    rows = dict(
        connection.execute(
            select(Policy.name, Policy.id).where(Policy.glossary_id == glossary_id)
        ).all()
    )
    for position, policy in enumerate(new.policies):
        if before.get(policy.name) != policy:
            row = rows.get(policy.name)
            row = _write_policy(connection, glossary_id, row, policy, position, revision)
            _write_rules(connection, row, policy.rules)
    for name in before.keys() - {policy.name for policy in new.policies}:
        _remove_policy(connection, rows[name], revision)


def _write_policy(
    connection: Connection,
    glossary_id: int,
    row: int | None,
    policy: gm.Policy,
    position: int,
    revision: int,
) -> int:
    values = {
        "extends": policy.extends,
        "description": policy.description,
        "changed_revision": revision,
        "removed_revision": None,
    }
    if row is None:
        head = {"glossary_id": glossary_id, "name": policy.name, "position": position}
        key = connection.execute(insert(Policy).values(**head, **values)).inserted_primary_key
        assert key is not None
        row = int(key[0])
    else:
        connection.execute(
            update(Policy).where(Policy.id == row).values(**values, version=Policy.version + 1)
        )
    body = policy_body(policy)
    connection.execute(insert(PolicyVersion).values(policy_id=row, revision=revision, body=body))
    return row


def _remove_policy(connection: Connection, row: int, revision: int) -> None:
    connection.execute(
        update(Policy)
        .where(Policy.id == row)
        .values(removed_revision=revision, changed_revision=revision, version=Policy.version + 1)
    )
    connection.execute(insert(PolicyVersion).values(policy_id=row, revision=revision, body=None))


def _write_rules(connection: Connection, policy_row: int, rules: Iterable[gm.Rule]) -> None:
    connection.execute(delete(Rule).where(Rule.policy_id == policy_row))
    rows = [
        {"policy_id": policy_row, "position": position, **plain(rule)}
        for position, rule in enumerate(rules)
    ]
    if rows:
        connection.execute(insert(Rule), rows)


def concerned_by(old: gm.TermBase, new: gm.TermBase) -> frozenset[str]:
    """Name the concepts that a change is about: their entries differ, or the rules for them."""
    before = {concept.id: concept for concept in old.concepts}
    after = {concept.id: concept for concept in new.concepts}
    both = before.keys() | after.keys()
    changed = frozenset(ident for ident in both if before.get(ident) != after.get(ident))
    return changed if old.policies == new.policies else changed | _ruled(old, new)


def _ruled(old: gm.TermBase, new: gm.TermBase) -> frozenset[str]:
    """Name the concepts whose rules differ; all of them when a rule for any concept does."""
    named = frozenset(rule.concept for _, _, rule in _in_force(old) ^ _in_force(new))
    return frozenset(c.id for c in new.concepts) if gm.ANY in named else named


def _in_force(base: gm.TermBase) -> frozenset[tuple[str, int, gm.Rule]]:
    """All rules under the policies that have or inherit them, and from how far."""
    return frozenset(
        (policy.name, distance, rule)
        for policy in base.policies
        for distance, each in enumerate(inheritance(base, policy.name))
        for rule in each.rules
    )


def _touch(
    connection: Connection, glossary_id: int, concepts: frozenset[str], revision: int
) -> None:
    """A changed rule is a change of its concept: approval asks for a fresh check."""
    if concepts:
        connection.execute(
            update(Concept)
            .where(Concept.glossary_id == glossary_id, Concept.ident.in_(concepts))
            .values(changed_revision=revision)
        )


def policy_body(policy: gm.Policy) -> dict[str, Any]:
    """Give a policy as plain lists and strings, for JSON."""
    return dict(plain(policy))


def as_body(concept: gm.Concept) -> dict[str, Any]:
    """Give a concept as plain lists and strings, for JSON."""
    return dict(plain(concept))
