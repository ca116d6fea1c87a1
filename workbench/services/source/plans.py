"""What a new version makes of a document, worked out before anything is written.

Blocks, their kinds and voices follow the file. Where a block goes on and a person
had corrected what it is, theirs stays: what is stored is compared with what the
older file was read as, field by field, and what differs is a person's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from translations.model import Block, Segment
from translations.versions import Change, Comparison, Step, Weight, proposed
from workbench.storage.blocks import BlockRow, SegmentRow
from workbench.storage.layouts import LaidBlock, LaidSegment

#: What a person corrects of a block.
_CORRECTED = ("kind", "part", "voice", "speaker", "level", "left_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A segment that goes on with another text."""

    row: SegmentRow
    new: Segment
    step: Step

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
    steps = {step.new: step for step in comparison.steps if step.new is not None}
    anew = [
        step
        for _, step in sorted(steps.items())
        if step.old is None or _differs(before[step.old], after[step.new or 0])
    ]
    places = {step.new: -1 - number for number, step in enumerate(anew)}

    def laid(at: int) -> LaidSegment:
        old, text = steps[at].old, places.get(at)
        row = None if old is None else before[old]
        return LaidSegment(
            (text if row is None else row.id) or 0,
            (row.text_id if text is None and row else text) or 0,
            after[at].after,
        )

    staged, layout = _blocks(rows, comparison, as_read, laid, places.__contains__)
    return Plan(
        staged=staged,
        layout=layout,
        rewritten=tuple(
            Rewritten(row=before[step.old], new=after[step.new], step=step)
            for step in comparison.steps
            if step.rewritten and step.old is not None and step.new is not None
        ),
        refreshed=tuple(
            before[step.old].id for step in anew if step.old is not None and not step.rewritten
        ),
        removed=tuple(
            before[step.old].id
            for step in comparison.steps
            if step.change is Change.REMOVED and step.old is not None
        ),
    )


def _differs(row: SegmentRow, segment: Segment) -> bool:
    return (row.text, row.codes) != (segment.text, segment.codes)


def _blocks(
    rows: Sequence[BlockRow],
    comparison: Comparison,
    as_read: Mapping[int, Block],
    laid: Callable[[int], LaidSegment],
    is_staged: Callable[[int], bool],
) -> tuple[tuple[Block, ...], tuple[LaidBlock, ...]]:
    staged: list[Block] = []
    layout: list[LaidBlock] = []
    for number, (read, old, places) in enumerate(_placed(comparison)):
        row = None if old is None else rows[old]
        was = as_read.get(row.number) if row and row.number is not None else None
        block = _merged(read, row, was)
        own = tuple(s for at, s in zip(places, block.segments, strict=True) if is_staged(at))
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
                segments=tuple(map(laid, places)),
            )
        )
    return tuple(staged), tuple(layout)


def _placed(comparison: Comparison) -> Iterator[tuple[Block, int | None, range]]:
    """Each newer block with the older one that goes on in it, and the places of its segments."""
    at = 0
    for block, old in zip(comparison.blocks, comparison.continued, strict=True):
        yield block, old, range(at, at + len(block.segments))
        at += len(block.segments)


def _merged(block: Block, row: BlockRow | None, was: Block | None) -> Block:
    """A block as the newer file has it, with what a person said of it."""
    if row is None:
        return block
    return replace(block, **_theirs(row, was))


def _theirs(row: BlockRow, was: Block | None) -> dict[str, Any]:
    return {
        name: getattr(row, name)
        for name in _CORRECTED
        if was is None or getattr(row, name) != getattr(was, name)
    }
