"""The places that units come from: what stands around a segment, where a unit was used."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, text

from translations.inline import plain
from translations.memory.features import context_key
from translations.memory.model import Surroundings
from workbench.storage import codes
from workbench.storage.tables import Document, Edition, MemoryUse, Target

#: The living segments right before and right after one, in the order of its document.
_AROUND = text("""
SELECT 0 AS side, word.text, word.codes FROM (
  SELECT other.text_id FROM segment AS here JOIN segment AS other
    ON other.document_id = here.document_id
    AND (other.block_position, other.position) < (here.block_position, here.position)
  WHERE here.id = :segment_id AND NOT other.retired
  ORDER BY other.block_position DESC, other.position DESC LIMIT 1
) AS near JOIN segment_version AS word ON word.id = near.text_id
UNION ALL
SELECT 1 AS side, word.text, word.codes FROM (
  SELECT other.text_id FROM segment AS here JOIN segment AS other
    ON other.document_id = here.document_id
    AND (other.block_position, other.position) > (here.block_position, here.position)
  WHERE here.id = :segment_id AND NOT other.retired
  ORDER BY other.block_position, other.position LIMIT 1
) AS near JOIN segment_version AS word ON word.id = near.text_id
""")


def surroundings(connection: Connection, segment_id: int) -> Surroundings:
    """Name the texts before and after a segment; where a document ends stands an empty one."""
    found = {0: "", 1: ""}
    for side, source, inline in connection.execute(_AROUND, {"segment_id": segment_id}):
        stored = json.loads(inline) if isinstance(inline, str) else inline
        found[side] = plain(source, codes.from_json(stored)).text
    return Surroundings(before=context_key(found[0]), after=context_key(found[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPlace:
    """The edition that a unit comes from or was used in."""

    edition_id: int
    project_id: int
    document_id: int
    title: str
    language: str
    policy: str


def places(connection: Connection, edition_ids: Iterable[int | None]) -> dict[int, UnitPlace]:
    """Tell of editions which documents they translate, by their numbers."""
    wanted = sorted({each for each in edition_ids if each is not None})
    if not wanted:
        return {}
    rows = connection.execute(
        select(
            Edition.id.label("edition_id"), Edition.project_id, Edition.document_id,
            Document.title, Edition.language, Edition.policy,
        )
        .join(Document, Document.id == Edition.document_id)
        .where(Edition.id.in_(wanted))
    ).mappings()  # fmt: skip
    return {row["edition_id"]: UnitPlace(**row) for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A match that was inserted, and what stands there now."""

    edition_id: int
    segment_id: int
    target_version: int  #: that it became
    actor_id: int | None
    at: datetime
    score: float
    text: str = ""  #: what stands there now
    version: int = 0


def add_use(connection: Connection, unit_id: int, **values: Any) -> None:
    """Write down that a match was inserted."""
    connection.execute(_ADD_USE, {"unit_id": unit_id, **values})


_ADD_USE = insert(MemoryUse)


def uses(connection: Connection, unit_id: int, *, limit: int = 200) -> tuple[Use, ...]:
    """List where a unit was inserted, newest first."""
    return _uses(connection, MemoryUse.unit_id == unit_id, limit)


def uses_of_job(connection: Connection, job_id: int) -> tuple[Use, ...]:
    """List what a job inserted, newest first."""
    return _uses(connection, MemoryUse.job_id == job_id, None)


def _uses(connection: Connection, wanted: Any, limit: int | None) -> tuple[Use, ...]:
    rows = connection.execute(
        select(
            MemoryUse.edition_id, MemoryUse.segment_id, MemoryUse.target_version,
            MemoryUse.actor_id, MemoryUse.at, MemoryUse.score, Target.text, Target.version,
        )
        .outerjoin(
            Target,
            (Target.edition_id == MemoryUse.edition_id)
            & (Target.segment_id == MemoryUse.segment_id),
        )
        .where(wanted)
        .order_by(MemoryUse.id.desc())
        .limit(limit)
    )  # fmt: skip
    return tuple(
        Use(
            edition_id=edition_id,
            segment_id=segment_id,
            target_version=target_version,
            actor_id=actor_id,
            at=at,
            score=score,
            text=text or "",
            version=version or 0,
        )
        for edition_id, segment_id, target_version, actor_id, at, score, text, version in rows
    )
