"""Segments of an edition as memories work on them: what is untranslated, what comes again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from glossary.model import Voice
from translations.inline import plain
from translations.model import Code, Mark, Origin, State
from workbench.storage import codes
from workbench.storage.tables import (
    Block,
    Edition,
    LeftOut,
    MemoryUnit,
    Segment,
    SegmentVersion,
    Target,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentText:
    """A segment with all that a look-up asks of it."""

    id: int
    source: str
    codes: tuple[Code, ...]
    voice: Voice
    words: int

    @property
    def text(self) -> str:
        return plain(self.source, self.codes).text


def untranslated(connection: Connection, edition_id: int) -> tuple[int, ...]:
    """Name the segments for which an edition has nothing yet, in their order."""
    statement = _segments(edition_id, Segment.id).where(_EMPTY)
    return tuple(connection.execute(statement).scalars())


def texts(connection: Connection, edition_id: int) -> tuple[SegmentText, ...]:
    """Read the segments that an edition translates, in their order."""
    columns = (
        Segment.id, SegmentVersion.text, SegmentVersion.codes, Block.voice, SegmentVersion.words,
    )  # fmt: skip
    rows = connection.execute(_segments(edition_id, *columns)).all()
    return tuple(
        SegmentText(
            id=segment_id,
            source=source,
            codes=codes.from_json(inline),
            voice=Voice(voice),
            words=words,
        )
        for segment_id, source, inline, voice, words in rows
    )


def repeats(connection: Connection, edition_id: int, segment_id: int) -> Sequence[int]:
    """Name the other segments with the same source and voice that are still empty, in order."""
    one = (
        select(SegmentVersion.text, Block.voice)
        .join(Segment, Segment.text_id == SegmentVersion.id)
        .join(Block, Block.id == Segment.block_id)
        .where(Segment.id == segment_id)
        .subquery()
    )
    statement = (
        _segments(edition_id, Segment.id)
        .join(one, and_(SegmentVersion.text == one.c.text, Block.voice == one.c.voice))
        .where(_EMPTY, Segment.id != segment_id)
    )
    return tuple(connection.execute(statement).scalars())


def unremembered(connection: Connection, project_id: int) -> tuple[int, ...]:
    """Name the confirmed targets of a project of which no memory has a unit."""
    known = and_(
        MemoryUnit.edition_id == Target.edition_id, MemoryUnit.segment_id == Target.segment_id
    )
    statement = (
        select(Target.id, Target.origin, Target.marks)
        .join(Edition, Edition.id == Target.edition_id)
        .join(Segment, Segment.id == Target.segment_id)
        .outerjoin(MemoryUnit, known)
        .where(
            Edition.project_id == project_id,
            Target.state != State.INITIAL.value,
            ~Segment.retired,
            MemoryUnit.id.is_(None),
        )
        .order_by(Target.id)
    )
    rows = connection.execute(statement)
    return tuple(row.id for row in rows if not _is_guess(row.origin, row.marks))


def _is_guess(origin: str, marks: Sequence[str]) -> bool:
    """Say whether nobody has looked yet at what an aligner was unsure of."""
    return origin == Origin.ALIGNED.value and Mark.NEEDS_LOOK.value in marks


_EMPTY: ColumnElement[bool] = or_(Target.id.is_(None), Target.text == "")


def _segments(edition_id: int, *columns: Any) -> Select[Any]:
    """The living segments of an edition that nobody left out, with what stands for each."""
    return (
        select(*columns)
        .select_from(Edition)
        .join(Segment, Segment.document_id == Edition.document_id)
        .join(Block, Block.id == Segment.block_id)
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .outerjoin(LeftOut, and_(LeftOut.edition_id == Edition.id, LeftOut.block_id == Block.id))
        .outerjoin(Target, and_(Target.edition_id == Edition.id, Target.segment_id == Segment.id))
        .where(
            Edition.id == edition_id,
            ~Segment.retired,
            Block.left_out == "",
            LeftOut.id.is_(None),
        )
        .order_by(Segment.block_position, Segment.position)
    )
