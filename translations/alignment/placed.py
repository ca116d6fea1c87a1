"""Beads with their places: what an alignment is while people work on it.

Beads follow one another in both texts at once, so the number of sentences that
stand before a bead on both sides together names it: no two have the same, and a
change of some beads leaves the places of all others as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from translations.alignment.model import Bead, Pin, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A bead and where it stands; a side without sentences stands before one, too."""

    source: range
    target: range
    confidence: float = 0.0
    pinned: bool = False  #: a person holds it for right
    moved: int | None = None  #: names the beads that belong together although they stand apart
    reasons: tuple[Reason, ...] = ()

    @property
    def place(self) -> int:
        """How many sentences of both sides stand before it."""
        return self.source.start + self.target.start

    @property
    def end(self) -> int:
        """The place of the bead after it."""
        return self.source.stop + self.target.stop

    @property
    def unmatched(self) -> bool:
        """Whether one side has no counterpart here."""
        return not (self.source and self.target)


def placed(beads: Iterable[Bead]) -> Iterator[Placed]:
    """Beads in their order, each with its place."""
    row = column = 0
    for bead in beads:
        source = range(row, row + len(bead.source))
        target = range(column, column + len(bead.target))
        row, column = source.stop, target.stop
        yield Placed(
            source=source,
            target=target,
            confidence=bead.confidence,
            pinned=bead.pinned,
            reasons=bead.reasons,
        )


def pins(beads: Iterable[Placed]) -> Iterator[Pin]:
    """What a new alignment must keep; what was moved is alone where it stands."""
    for bead in beads:
        if bead.pinned:
            yield Pin(source=tuple(bead.source), target=tuple(bead.target))


def kept(before: Iterable[Placed], after: Iterable[Placed]) -> Iterator[Placed]:
    """A new alignment with what was pinned as it was: its reasons, and what was moved where."""
    known: dict[tuple[range, range], Placed] = {}
    alone: dict[tuple[bool, int], Placed] = {}
    for bead in before:
        if bead.pinned and bead.unmatched:
            alone |= {(bool(bead.source), number): bead for number in bead.source or bead.target}
        elif bead.pinned:
            known[bead.source, bead.target] = bead
    for bead in after:
        if not bead.unmatched:
            yield known.get((bead.source, bead.target), bead)
            continue
        once = alone.get((bool(bead.source), (bead.source or bead.target).start))
        if once is None:
            yield bead
        else:
            yield replace(bead, pinned=True, moved=once.moved, confidence=once.confidence)


def gathered(beads: Iterable[Placed]) -> Iterator[Bead]:
    """The beads in the order of the source, what was moved brought together."""
    every = list(beads)
    groups: dict[int, list[Placed]] = {}
    for bead in every:
        if bead.moved is not None:
            groups.setdefault(bead.moved, []).append(bead)
    for bead in every:
        if bead.moved is None:
            yield _bead([bead])
        elif bead is next((each for each in groups[bead.moved] if each.source), None):
            yield _bead(groups[bead.moved])


def _bead(parts: list[Placed]) -> Bead:
    pinned = all(part.pinned for part in parts)
    return Bead(
        source=tuple(number for part in parts for number in part.source),
        target=tuple(number for part in parts for number in part.target),
        confidence=1.0 if pinned else min(part.confidence for part in parts),
        pinned=pinned,
        reasons=tuple(reason for part in parts for reason in part.reasons),
    )


def difference(
    before: Iterable[Placed], after: Iterable[Placed]
) -> tuple[list[Placed], list[Placed]]:
    """The beads that are gone and those that came, without what stayed as it was."""
    once = {bead.place: bead for bead in before}
    now = {bead.place: bead for bead in after}
    gone = [bead for place, bead in once.items() if now.get(place) != bead]
    come = [bead for place, bead in now.items() if once.get(place) != bead]
    return gone, come


def stretch(beads: Sequence[Placed], place: int) -> tuple[int, int]:
    """Between which pins a place lies: the first bead after one, and the next pin or the end."""
    at = next((n for n, bead in enumerate(beads) if bead.end > place), len(beads))
    fixed = [n for n, bead in enumerate(beads) if bead.pinned and not bead.unmatched]
    first = max((n + 1 for n in fixed if n < at), default=0)
    last = min((n for n in fixed if n >= at), default=len(beads))
    return first, last


def offset(beads: Iterable[Placed], row: int, column: int) -> Iterator[Placed]:
    """Beads of a part of both texts where they stand in the whole."""
    for bead in beads:
        yield replace(
            bead,
            source=range(bead.source.start + row, bead.source.stop + row),
            target=range(bead.target.start + column, bead.target.stop + column),
        )
