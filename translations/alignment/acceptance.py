"""What an alignment makes of a document: which text goes to which segment, and what is noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from translations.alignment.placed import Placed, gathered


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What one segment of the source gets; all numbers are those of sentences."""

    first: int  #: the segment whose translation it is
    joined: tuple[int, ...] = ()  #: segments after it that become one with it
    spare: tuple[int, ...] = ()  #: segments that its text translates too, but that stay apart
    target: tuple[int, ...] = ()  #: none: the translation leaves it out
    confidence: float = 1.0
    pinned: bool = False
    added: tuple[int, ...] = ()  #: what the translation has after it besides

    def is_trusted(self, least: float) -> bool:
        """Whether a person, or a confidence of at least so much, stands behind it."""
        return self.pinned or self.confidence >= least


def plan(beads: Iterable[Placed], blocks: Sequence[int], *, join: bool) -> tuple[Filling, ...]:
    """Distribute the translation over the segments; every sentence of it has its place.

    `blocks` says in which block each sentence of the source stands. Where several
    sentences are translated as one, they are joined if that is wanted and they
    stand in one block in a row; else the whole text goes to the first of them.
    """
    found: list[Filling] = []
    before: list[int] = []
    for bead in gathered(beads):
        if not bead.source:
            if found:
                found[-1] = _with_added(found[-1], bead.target)
            else:
                before += bead.target
            continue
        joined, spare = _shared(bead.source, blocks, join=join and bool(bead.target))
        found.append(
            Filling(
                first=bead.source[0],
                joined=joined,
                spare=spare if bead.target else (),
                target=bead.target,
                confidence=bead.confidence,
                pinned=bead.pinned,
            )
        )
        if not bead.target:
            found += _left_out(bead.source[1:], bead.confidence, pinned=bead.pinned)
    if before and found:
        found[0] = _with_added(found[0], before)
    return tuple(found)


def _left_out(numbers: Iterable[int], confidence: float, *, pinned: bool) -> Iterator[Filling]:
    for number in numbers:
        yield Filling(first=number, confidence=confidence, pinned=pinned)


def _shared(
    numbers: Sequence[int], blocks: Sequence[int], *, join: bool
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Which of the sentences after the first are joined with it, and which stay apart."""
    together = 1
    for one, other in pairwise(numbers):
        if not join or other != one + 1 or blocks[one] != blocks[other]:
            break
        together += 1
    return tuple(numbers[1:together]), tuple(numbers[together:])


def _with_added(filling: Filling, numbers: Iterable[int]) -> Filling:
    return replace(filling, added=(*filling.added, *numbers))
