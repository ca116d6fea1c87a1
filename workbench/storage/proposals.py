"""What people propose for a glossary, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update
from sqlalchemy.orm import aliased

from workbench.storage.tables import Document, Edition, Proposal, User


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A new term, or a change of any field, that somebody asks for."""

    id: int
    glossary_id: int
    concept: str
    term_id: int | None
    wanted: dict[str, Any]
    argument: str
    project_id: int | None
    edition_id: int | None
    segment_id: int | None
    selected: str
    actor_id: int
    at: datetime
    state: str
    answer: str
    answered_at: datetime | None
    revision: int | None
    version: int
    who: str
    answered_by: str
    title: str  #: of the document in which it was made; empty where in none
    language: str  #: of the edition


_Author, _Answerer = aliased(User), aliased(User)
_NAMED = (
    "id", "glossary_id", "concept", "term_id", "wanted", "argument", "project_id", "edition_id",
    "segment_id", "selected", "actor_id", "at", "state", "answer", "answered_at", "revision",
    "version",
)  # fmt: skip


def _name(of: type[User]) -> Any:
    return func.coalesce(func.nullif(of.display_name, ""), of.name, "")


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(getattr(Proposal, name) for name in _NAMED),
            _name(_Author).label("who"),
            _name(_Answerer).label("answered_by"),
            func.coalesce(Document.title, "").label("title"),
            func.coalesce(Edition.language, "").label("language"),
        )
        .join(_Author, _Author.id == Proposal.actor_id)
        .outerjoin(_Answerer, _Answerer.id == Proposal.answered_by)
        .outerjoin(Edition, Edition.id == Proposal.edition_id)
        .outerjoin(Document, Document.id == Edition.document_id)
    )


def add(connection: Connection, **values: Any) -> int:
    return connection.execute(insert(Proposal).values(**values).returning(Proposal.id)).scalar_one()


def find(connection: Connection, proposal_id: int) -> ProposalRow | None:
    row = connection.execute(_rows().where(Proposal.id == proposal_id)).mappings().first()
    return None if row is None else ProposalRow(**row)


def listed(
    connection: Connection, glossary_id: int, *, state: str, actor_id: int | None
) -> tuple[ProposalRow, ...]:
    """List the proposals of a glossary, of whatever state if none is named, newest first."""
    statement = _rows().where(Proposal.glossary_id == glossary_id).order_by(Proposal.id.desc())
    if state:
        statement = statement.where(Proposal.state == state)
    if actor_id is not None:
        statement = statement.where(Proposal.actor_id == actor_id)
    return tuple(ProposalRow(**row) for row in connection.execute(statement).mappings())


def open_counts(connection: Connection, glossary_ids: Sequence[int]) -> Mapping[int, int]:
    """Count the open proposals of glossaries; those without any are left away."""
    rows = connection.execute(
        select(Proposal.glossary_id, func.count())
        .where(Proposal.glossary_id.in_(glossary_ids), Proposal.state == "open")
        .group_by(Proposal.glossary_id)
    ).all()
    return {glossary_id: count for glossary_id, count in rows}  # noqa: C416 - rows are no pairs


def answer(connection: Connection, proposal_id: int, version: int, **values: Any) -> bool:
    """Answer an open proposal; false when it was answered or changed meanwhile."""
    changed = connection.execute(
        update(Proposal)
        .where(Proposal.id == proposal_id, Proposal.version == version, Proposal.state == "open")
        .values(version=Proposal.version + 1, **values)
    )
    return changed.rowcount == 1
