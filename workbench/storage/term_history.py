"""The glossary as it stood at a revision, read back from the bodies that each change left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

import glossary.model as gm
from workbench.storage.bodies import built
from workbench.storage.tables import Concept, ConceptVersion, Glossary, Policy, PolicyVersion


def read_at(connection: Connection, glossary_id: int, revision: int) -> gm.TermBase:
    """Read the glossary as it stood at a revision."""
    head = connection.execute(
        select(Glossary.name, Glossary.description).where(Glossary.id == glossary_id)
    ).one()
    return gm.TermBase(
        name=head.name,
        description=head.description,
        revision=revision,
        concepts=_concepts_at(connection, glossary_id, revision),
        policies=_policies_at(connection, glossary_id, revision),
    )


def _concepts_at(connection: Connection, glossary_id: int, revision: int) -> tuple[gm.Concept, ...]:
    newest = (
        select(ConceptVersion.concept_id, func.max(ConceptVersion.revision).label("revision"))
        .where(ConceptVersion.revision <= revision)
        .group_by(ConceptVersion.concept_id)
        .subquery()
    )
    rows = connection.execute(
        select(ConceptVersion.body)
        .join(newest, (newest.c.concept_id == ConceptVersion.concept_id)
              & (newest.c.revision == ConceptVersion.revision))
        .join(Concept, Concept.id == ConceptVersion.concept_id)
        .where(Concept.glossary_id == glossary_id)
        .order_by(Concept.position, Concept.id)
    ).scalars()  # fmt: skip
    return tuple(as_concept(body) for body in rows if body)


def _policies_at(connection: Connection, glossary_id: int, revision: int) -> tuple[gm.Policy, ...]:
    newest = (
        select(PolicyVersion.policy_id, func.max(PolicyVersion.revision).label("revision"))
        .where(PolicyVersion.revision <= revision)
        .group_by(PolicyVersion.policy_id)
        .subquery()
    )
    rows = connection.execute(
        select(PolicyVersion.body)
        .join(newest, (newest.c.policy_id == PolicyVersion.policy_id)
              & (newest.c.revision == PolicyVersion.revision))
        .join(Policy, Policy.id == PolicyVersion.policy_id)
        .where(Policy.glossary_id == glossary_id)
        .order_by(Policy.position, Policy.id)
    ).scalars()  # fmt: skip
    return tuple(built(gm.Policy, body) for body in rows if body)


def as_concept(body: Mapping[str, Any]) -> gm.Concept:
    """Give a concept as its body keeps it; the inverse of `terms.as_body`."""
    return built(gm.Concept, body)
