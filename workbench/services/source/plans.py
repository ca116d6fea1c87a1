"""What a new version makes of a document, worked out before anything is written.

Blocks, their kinds and voices follow the file. Where a block goes on and a person
had corrected what it is, theirs stays: what is stored is compared with what the
older file was read as, field by field, and what differs is a person's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from translations.model import Block, Segment
from translations.versions import Change, Comparison, Weight, proposed
from workbench.storage.blocks import BlockRow, SegmentRow
from workbench.storage.layouts import LaidBlock, LaidSegment

#: What a person corrects of a block.
_CORRECTED = ("kind", "part", "voice", "speaker", "level", "left_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A segment that goes on with another text."""

    row: SegmentRow
    new: Segment

    @property
    def proposed(self) -> Weight:
        return proposed(self.row.text, self.new.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be staged, and the layout that follows; numbers below 0 name staged rows."""

    staged: tuple[Block, ...]
    layout: tuple[LaidBlock, ...]
    rewritten: tuple[Rewritten, ...]
    refreshed: tuple[int, ...]  #: segments whose codes alone are written otherwise
    removed: tuple[int, ...]  #: segments

    def laid(
        self, block_ids: Sequence[int], segment_ids: Sequence[int], text_ids: Sequence[int]
    ) -> tuple[LaidBlock, ...]:
        """Give the layout with the numbers that the staged rows were given."""

        def named(segment: LaidSegment) -> LaidSegment:
            return LaidSegment(
                _numbered(segment.id, segment_ids),
                _numbered(segment.text_id, text_ids),
                segment.after,
            )

        return tuple(
            replace(
                block,
                id=_numbered(block.id, block_ids),
                segments=tuple(map(named, block.segments)),
            )
            for block in self.layout
        )


def _numbered(number: int, taken: Sequence[int]) -> int:
    return number if number >= 0 else taken[-1 - number]


def pure(rows: Sequence[BlockRow]) -> tuple[Block, ...]:
    """Give stored blocks as values of the core."""
    return tuple(
        Block(
            kind=row.kind,
            part=row.part,
            voice=row.voice,
            speaker=row.speaker,
            level=row.level,
            ordered=row.ordered,
            left_out=row.left_out,
            segments=tuple(
                Segment(text=s.text, codes=s.codes, after=s.after) for s in row.segments
            ),
        )
        for row in rows
    )


def plan(rows: Sequence[BlockRow], comparison: Comparison, as_read: Mapping[int, Block]) -> Plan:
    """Plan the step from stored blocks to a newer version.

    `as_read` says what the older file was read as, by the numbers of its blocks.
    """
    before = [segment for row in rows for segment in row.segments]
    after = [segment for block in comparison.blocks for segment in block.segments]
    kept = {
        s.new: before[s.old] for s in comparison.steps if s.new is not None and s.old is not None
    }
    anew = [at for at, new in enumerate(after) if at not in kept or _differs(kept[at], new)]
    staged, layout = _blocks(rows, comparison, as_read, _Placing(after, kept, anew))
    rewritten = [s.new for s in comparison.steps if s.rewritten and s.new is not None]
    told = set(rewritten)
    return Plan(
        staged=staged,
        layout=layout,
        rewritten=tuple(Rewritten(row=kept[at], new=after[at]) for at in rewritten),
        refreshed=tuple(kept[at].id for at in anew if at in kept and at not in told),
        removed=tuple(
            before[s.old].id
            for s in comparison.steps
            if s.change is Change.REMOVED and s.old is not None
        ),
    )


class _Placing:
    """Where each newer segment comes from: a stored one, a staged text, or both."""

    def __init__(
        self, after: Sequence[Segment], kept: Mapping[int, SegmentRow], anew: Sequence[int]
    ) -> None:
        self._after, self._kept = after, kept
        self._staged = {at: -1 - number for number, at in enumerate(anew)}

    def is_staged(self, at: int) -> bool:
        return at in self._staged

    def laid(self, at: int) -> LaidSegment:
        space = self._after[at].after
        row = self._kept.get(at)
        if row is None:
            return LaidSegment(self._staged[at], self._staged[at], space)
        return LaidSegment(row.id, self._staged.get(at, row.text_id), space)


def _differs(row: SegmentRow, segment: Segment) -> bool:
    return (row.text, row.codes) != (segment.text, segment.codes)


def _blocks(
    rows: Sequence[BlockRow],
    comparison: Comparison,
    as_read: Mapping[int, Block],
    placing: _Placing,
) -> tuple[tuple[Block, ...], tuple[LaidBlock, ...]]:
    staged: list[Block] = []
    layout: list[LaidBlock] = []
    for number, (read, old, places) in enumerate(_placed(rows, comparison)):
        row = None if old is None else rows[old]
        block = _merged(read, row, as_read)
        own = tuple(
            s for at, s in zip(places, block.segments, strict=True) if placing.is_staged(at)
        )
        if own or row is None:
            staged.append(replace(block, segments=own))
        layout.append(
            LaidBlock(
                id=-len(staged) if row is None else row.id,
                number=number,
                kind=block.kind.value,
                part=block.part.value,
                voice=block.voice.value,
                speaker=block.speaker,
                level=block.level,
                ordered=block.ordered,
                left_out=block.left_out,
                segments=tuple(map(placing.laid, places)),
            )
        )
    return tuple(staged), tuple(layout)


def _placed(
    rows: Sequence[BlockRow], comparison: Comparison
) -> Iterator[tuple[Block, int | None, range]]:
    """Each newer block with the older one that goes on in it, and the places of its segments."""
    at = 0
    continued = _continued(rows, comparison.continued)
    for block, old in zip(comparison.blocks, continued, strict=True):
        yield block, old, range(at, at + len(block.segments))
        at += len(block.segments)


def _continued(rows: Sequence[BlockRow], continued: Sequence[int | None]) -> Iterator[int | None]:
    """Which stored block goes on in each newer one: not what was split off, if its first can."""
    heads = {row.number: at for at, row in enumerate(rows) if row.number is not None}
    taken = set(continued)
    for old in continued:
        number = None if old is None else _number(rows[old])
        head = None if number is None else heads.get(number)
        if head is None or head in taken:
            yield old
        else:
            taken.add(head)
            yield head


def _merged(block: Block, row: BlockRow | None, as_read: Mapping[int, Block]) -> Block:
    """A block as the newer file has it, with what a person said of it.

    Of one that was split off, who speaks was said in the first: there is nothing in that.
    """
    if row is None:
        return block
    number = _number(row)
    theirs = _theirs(row, None if number is None else as_read.get(number))
    if row.number is None and not row.speaker:
        theirs.pop("speaker", None)
    return replace(block, **theirs)


def _number(row: BlockRow) -> int | None:
    """Which block of the file one was, or of which it was split off."""
    if row.number is not None or not row.segments:
        return row.number
    return row.segments[0].number


def _theirs(row: BlockRow, was: Block | None) -> dict[str, Any]:
    return {
        name: getattr(row, name)
        for name in _CORRECTED
        if was is None or getattr(row, name) != getattr(was, name)
    }
