"""What people say about concepts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from workbench.storage.tables import ConceptRemark, User
from workbench.storage.term_log import WHO


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRow:
    """One remark on a concept."""

    id: int
    at: datetime
    text: str
    who: str


def add(connection: Connection, **values: Any) -> int:
    statement = insert(ConceptRemark).values(**values).returning(ConceptRemark.id)
    return connection.execute(statement).scalar_one()


def of_concept(connection: Connection, concept_row: int) -> tuple[RemarkRow, ...]:
    """List the remarks on a concept, oldest first."""
    rows = connection.execute(
        select(ConceptRemark.id, ConceptRemark.at, ConceptRemark.text, WHO)
        .join(User, User.id == ConceptRemark.author_id)
        .where(ConceptRemark.concept_id == concept_row)
        .order_by(ConceptRemark.id)
    )
    return tuple(RemarkRow(**row) for row in rows.mappings())
