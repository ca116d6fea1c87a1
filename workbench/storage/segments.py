"""Segments as they change: new texts, new neighbours, and what became of whom.

A segment is retired, never deleted; its texts stay under the source versions
in which they stood.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, insert, select, update
from sqlalchemy.orm import aliased

from translations.model import Code
from workbench.storage import codes
from workbench.storage.candidates import pieces
from workbench.storage.folding import fold
from workbench.storage.tables import (
    Comment,
    Draft,
    Lineage,
    Segment,
    SegmentVersion,
    SourceOccurrence,
    SourcePosting,
    Waiver,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageRow:
    """A split, a join or a removal: from which segment, to which, and what undo puts back."""

    id: int
    document_id: int
    kind: str
    from_id: int
    to_id: int | None  #: none: it was removed
    source_version: int
    at: datetime
    actor_id: int | None
    before: dict[str, Any]
    undone_at: datetime | None


class Neighbours(NamedTuple):
    """The version of a segment and the next one of its block: what a split or a join states."""

    version: int
    next_id: int | None
    next_version: int | None


def count_words(text: str) -> int:
    """Count the words of a coded text, as all pages show them."""
    return len(fold(text).split())


# Texts


def add_text(
    connection: Connection,
    segment_id: int,
    source_version: int,
    text: str,
    own_codes: Sequence[Code],
) -> int:
    """Store a text of a segment from a source version on, and make it the newest."""
    text_id = connection.execute(
        insert(SegmentVersion)
        .values(
            segment_id=segment_id,
            source_version=source_version,
            text=text,
            codes=codes.to_json(own_codes),
            folded=fold(text),
            words=count_words(text),
        )
        .returning(SegmentVersion.id)
    ).scalar_one()
    connection.execute(update(Segment).where(Segment.id == segment_id).values(text_id=text_id))
    return text_id


def text_of(connection: Connection, text_id: int) -> tuple[str, tuple[Code, ...]]:
    """Read one stored text and its codes."""
    row = connection.execute(
        select(SegmentVersion.text, SegmentVersion.codes).where(SegmentVersion.id == text_id)
    ).one()
    return row.text, codes.from_json(row.codes)


def text_at(connection: Connection, segment_id: int, source_version: int) -> int:
    """Name the text that a segment was given by a source version."""
    return connection.execute(
        select(SegmentVersion.id).where(
            SegmentVersion.segment_id == segment_id,
            SegmentVersion.source_version == source_version,
        )
    ).scalar_one()


def newest_text(connection: Connection, segment_id: int) -> int:
    """Name the newest text of a segment, living or retired."""
    found = connection.execute(select(Segment.text_id).where(Segment.id == segment_id)).scalar_one()
    assert found is not None
    return found


def history(connection: Connection, segment_id: int) -> tuple[tuple[int, str], ...]:
    """List the texts that a segment had, each with its source version, oldest first."""
    rows = connection.execute(
        select(SegmentVersion.source_version, SegmentVersion.text)
        .where(SegmentVersion.segment_id == segment_id)
        .order_by(SegmentVersion.source_version)
    )
    return tuple((number, text) for number, text in rows)


def forget_index(connection: Connection, text_ids: Collection[int]) -> None:
    """Drop where terms and words stand in texts that are the newest no more."""
    for some in pieces(sorted(text_ids)):
        for table in (SourceOccurrence, SourcePosting):
            connection.execute(delete(table).where(table.segment_version_id.in_(some)))


# Segments


def change(connection: Connection, segment_id: int, version: int, **values: Any) -> bool:
    """Change a living segment; false when somebody else did first."""
    changed = connection.execute(
        update(Segment)
        .where(Segment.id == segment_id, Segment.version == version, ~Segment.retired)
        .values(version=Segment.version + 1, **values)
    )
    return changed.rowcount == 1


def version_of(connection: Connection, segment_id: int) -> int | None:
    return connection.execute(select(Segment.version).where(Segment.id == segment_id)).scalar()


def neighbours(connection: Connection, segment_id: int) -> Neighbours | None:
    """Read what a split or a join of a living segment states."""
    here, beside = aliased(Segment), aliased(Segment)
    behind = and_(
        beside.block_id == here.block_id, beside.position > here.position, ~beside.retired
    )
    row = connection.execute(
        select(here.version, beside.id, beside.version)
        .outerjoin(beside, behind)
        .where(here.id == segment_id, ~here.retired)
        .order_by(beside.position)
        .limit(1)
    ).first()
    return None if row is None else Neighbours(*row)


def is_living(connection: Connection, segment_id: int) -> bool:
    """Say whether a segment stands in its source."""
    statement = select(Segment.id).where(Segment.id == segment_id, ~Segment.retired)
    return connection.execute(statement).first() is not None


def add(
    connection: Connection,
    *,
    document_id: int,
    block_id: int,
    block_position: int,
    position: int,
    after: str,
    number: int | None = None,
) -> int:
    """Add a segment without a text; `number` is given where it is not of its block's."""
    key = connection.execute(
        insert(Segment).values(
            document_id=document_id,
            block_id=block_id,
            block_position=block_position,
            position=position,
            after=after,
            number=number,
        )
    ).inserted_primary_key
    assert key is not None
    return int(key[0])


def put(connection: Connection, segment_id: int, **values: Any) -> None:
    """Change a segment, living or retired."""
    connection.execute(
        update(Segment)
        .where(Segment.id == segment_id)
        .values(version=Segment.version + 1, **values)
    )


def stand(
    connection: Connection,
    block_id: int,
    block_position: int,
    places: Iterable[tuple[int, int, int | None]],
) -> None:
    """Let segments stand in a block: each with its place, and its number where it has one."""
    for segment_id, position, number in places:
        put(
            connection,
            segment_id,
            block_id=block_id,
            block_position=block_position,
            position=position,
            number=number,
        )


def renumber(connection: Connection, ordered: Sequence[int]) -> None:
    """Give the segments of one block their places, in this order."""
    for position, segment_id in enumerate(ordered):
        connection.execute(
            update(Segment)
            .where(Segment.id == segment_id, Segment.position != position)
            .values(position=position)
        )


# What hangs on a segment


def move_comments(connection: Connection, from_id: int, to_id: int) -> list[int]:
    """Let the comments of a segment stand at another; answers which."""
    return _move(connection, Comment, from_id, to_id)


def move_waivers(connection: Connection, from_id: int, to_id: int) -> list[int]:
    return _move(connection, Waiver, from_id, to_id)


def put_back(
    connection: Connection, table: type[Comment | Waiver], ids: Collection[int], segment_id: int
) -> None:
    connection.execute(update(table).where(table.id.in_(ids)).values(segment_id=segment_id))


def commented(connection: Connection, segment_ids: Collection[int]) -> list[int]:
    """Name those of some segments at which people have left words."""
    found: set[int] = set()
    for some in pieces(sorted(segment_ids)):
        for table in (Comment, Draft):
            statement = select(table.segment_id).where(table.segment_id.in_(some))
            found.update(connection.execute(statement).scalars())
    return sorted(found)


def _move(
    connection: Connection, table: type[Comment | Waiver], from_id: int, to_id: int
) -> list[int]:
    moved = connection.execute(
        update(table)
        .where(table.segment_id == from_id)
        .values(segment_id=to_id)
        .returning(table.id)
    )
    return sorted(moved.scalars())


# Lineage


def add_lineage(connection: Connection, **values: Any) -> int:
    key = connection.execute(
        insert(Lineage).values(at=datetime.now(UTC), **values)
    ).inserted_primary_key
    assert key is not None
    return int(key[0])


def lineage(connection: Connection, lineage_id: int) -> LineageRow | None:
    row = connection.execute(_LINEAGE.where(Lineage.id == lineage_id)).mappings().first()
    return None if row is None else LineageRow(**row)


def lineage_of(connection: Connection, segment_id: int) -> tuple[LineageRow, ...]:
    """List the splits and joins that a segment took part in, newest first."""
    statement = _LINEAGE.where(
        (Lineage.from_id == segment_id) | (Lineage.to_id == segment_id)
    ).order_by(Lineage.id.desc())
    return tuple(LineageRow(**row) for row in connection.execute(statement).mappings())


def set_undone(connection: Connection, lineage_id: int) -> bool:
    """Mark a split or join as undone; false when it already was."""
    changed = connection.execute(
        update(Lineage)
        .where(Lineage.id == lineage_id, Lineage.undone_at.is_(None))
        .values(undone_at=datetime.now(UTC))
    )
    return changed.rowcount == 1


def add_removals(
    connection: Connection,
    document_id: int,
    segment_ids: Iterable[int],
    *,
    source_version: int,
    actor_id: int,
) -> None:
    """Write down that a source version has segments no more."""
    common = {
        "document_id": document_id,
        "kind": "removal",
        "source_version": source_version,
        "at": datetime.now(UTC),
        "actor_id": actor_id,
        "before": {},
    }
    rows = [{**common, "from_id": each} for each in segment_ids]
    if rows:
        connection.execute(insert(Lineage), rows)


def undo_removals(connection: Connection, document_id: int, source_version: int) -> None:
    connection.execute(
        update(Lineage)
        .where(
            Lineage.document_id == document_id,
            Lineage.source_version == source_version,
            Lineage.kind == "removal",
        )
        .values(undone_at=datetime.now(UTC))
    )


_LINEAGE = select(
    Lineage.id, Lineage.document_id, Lineage.kind, Lineage.from_id, Lineage.to_id,
    Lineage.source_version, Lineage.at, Lineage.actor_id, Lineage.before, Lineage.undone_at,
)  # fmt: skip
