"""Files that went out: each with what stood for its segments, so that newer work is noticed."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from translations.model import State
from translations.trips.model import Departed, settled
from workbench.storage.tables import Comment, Edition, Outing, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class OutingRow:
    """A file that went out, without what it was made of."""

    id: int
    edition_id: int
    actor_id: int
    at: datetime
    format: str
    chosen: Mapping[str, Any]
    segments: int


_HEAD = (
    Outing.id, Outing.edition_id, Outing.actor_id, Outing.at, Outing.format, Outing.chosen,
    Outing.segments,
)  # fmt: skip


def begin(connection: Connection, **values: Any) -> int:
    """Give a file that is about to go out its number."""
    row = {"at": datetime.now(UTC), "segments": 0, "body": pack({}), **values}
    return connection.execute(insert(Outing).values(**row).returning(Outing.id)).scalar_one()


def fill(connection: Connection, outing_id: int, departed: Mapping[int, Departed]) -> None:
    """Keep what stood for each segment of a file."""
    row = {"segments": len(departed), "body": pack(departed)}
    connection.execute(update(Outing).where(Outing.id == outing_id).values(**row))


def of_edition(connection: Connection, edition_id: int, *, limit: int) -> tuple[OutingRow, ...]:
    """List the files that went out of an edition, newest first."""
    rows = connection.execute(
        select(*_HEAD)
        .where(Outing.edition_id == edition_id)
        .order_by(Outing.id.desc())
        .limit(limit)
    )
    return tuple(OutingRow(**row) for row in rows.mappings())


def departed(
    connection: Connection, edition_id: int, numbers: Collection[int], *, lock: bool = False
) -> dict[int, dict[int, Departed]]:
    """Give what stood in an edition when these files went out of it."""
    wanted = (Outing.edition_id == edition_id, Outing.id.in_(sorted(numbers)))
    statement = select(Outing.id, Outing.body).where(*wanted).order_by(Outing.id)
    if lock and connection.dialect.name == "postgresql":
        statement = statement.with_for_update()
    rows = connection.execute(statement)
    return {outing_id: unpack(body) for outing_id, body in rows}


def remember(
    connection: Connection, edition_id: int, brought: Mapping[int, Mapping[int, str]]
) -> None:
    """Keep what files have brought home: digests by segments, by the files' numbers."""
    _change(connection, edition_id, brought, lambda came, new: (*came, new))


def forget(
    connection: Connection, edition_id: int, brought: Mapping[int, Mapping[int, str]]
) -> None:
    """Forget what files have brought home, for it was taken back."""
    _change(connection, edition_id, brought, lambda came, old: tuple(c for c in came if c != old))


def _change(
    connection: Connection,
    edition_id: int,
    brought: Mapping[int, Mapping[int, str]],
    change: Callable[[tuple[str, ...], str], tuple[str, ...]],
) -> None:
    for outing_id, known in departed(connection, edition_id, brought.keys(), lock=True).items():
        moved = {
            segment: replace(known[segment], came=change(known[segment].came, digest))
            for segment, digest in brought[outing_id].items()
            if segment in known
        }
        fill(connection, outing_id, known | moved)


def pack(found: Mapping[int, Departed]) -> bytes:
    """Write down what stood, small."""
    lines = [
        [segment, each.text_id, each.version, each.digest, each.state.value, *each.came]
        for segment, each in found.items()
    ]
    return zlib.compress(json.dumps(lines).encode())


def unpack(body: bytes) -> dict[int, Departed]:
    """Read what stood; the inverse of `pack`."""
    return {
        segment: Departed(
            text_id=text_id,
            version=version,
            digest=digest,
            state=State(state),
            came=tuple(came),
        )
        for segment, text_id, version, digest, state, *came in json.loads(zlib.decompress(body))
    }


def remarks(connection: Connection, edition_id: int) -> dict[int, frozenset[str]]:
    """Map segments to the remarks that are seen from an edition, as they come home."""
    rows = connection.execute(
        select(Comment.segment_id, Comment.text)
        .join(Segment, Segment.id == Comment.segment_id)
        .join(Edition, Edition.document_id == Segment.document_id)
        .where(
            Edition.id == edition_id,
            or_(Comment.edition_id == edition_id, Comment.edition_id.is_(None)),
        )
    )
    found: defaultdict[int, set[str]] = defaultdict(set)
    for segment, text in rows:
        found[segment].add(settled(text))
    return {segment: frozenset(texts) for segment, texts in found.items()}
