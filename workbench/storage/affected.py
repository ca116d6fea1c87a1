"""What a revision of the glossary made wrong, until somebody has seen to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select, text, update

from workbench.storage.tables import Affected

_ADD = text(
    "INSERT INTO affected (glossary_id, revision, target_id, concept, closed_why)"
    " VALUES (:glossary_id, :revision, :target_id, :concept, '') ON CONFLICT DO NOTHING"
)


def add(connection: Connection, revision: int, found: Iterable[tuple[int, int, str]]) -> None:
    """Write down in which targets (glossary, target, concept) a revision made something wrong."""
    rows: list[dict[str, Any]] = [
        {"glossary_id": glossary, "revision": revision, "target_id": target, "concept": concept}
        for glossary, target, concept in sorted(set(found))
    ]
    if rows:
        connection.execute(_ADD, rows)


def close(
    connection: Connection,
    glossary_id: int,
    revision: int,
    pairs: Collection[tuple[int, str]],
    *,
    actor_id: int,
    why: str,
) -> int:
    """Leave what stands in targets (target, concept) as it is; answers in how many."""
    closed = 0
    for target_id, concept in sorted(pairs):
        closed += connection.execute(
            update(Affected)
            .where(
                Affected.glossary_id == glossary_id,
                Affected.revision == revision,
                Affected.target_id == target_id,
                Affected.concept == concept,
                Affected.closed_at.is_(None),
            )
            .values(closed_at=datetime.now(UTC), closed_by=actor_id, closed_why=why)
        ).rowcount
    return closed


def revisions(connection: Connection, glossary_id: int) -> tuple[int, ...]:
    """Name the revisions that left something to see to, newest first."""
    rows = connection.execute(
        select(Affected.revision)
        .where(Affected.glossary_id == glossary_id, Affected.closed_at.is_(None))
        .distinct()
        .order_by(Affected.revision.desc())
    )
    return tuple(rows.scalars())
