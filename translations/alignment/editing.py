"""What people do to an alignment: each act gives the beads that take the places of others.

A bead with both sides that a person made is pinned; a sentence that is left
without its counterpart is a doubt until somebody pins it, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import product

from glossary.saying import Message, say
from translations.alignment.placed import Placed
from translations.errors import TranslationsError


class NotPossible(TranslationsError):
    """The beads do not allow it."""


class Side(StrEnum):
    SOURCE = "source"
    TARGET = "target"


def merge(one: Placed, other: Placed) -> list[Placed]:
    """Two beads that follow each other as one."""
    if one.end != other.place:
        raise NotPossible(say("Only neighbours can be merged."))
    _refuse_moved(one, other)
    return [
        _made(
            range(one.source.start, other.source.stop), range(one.target.start, other.target.stop)
        )
    ]


def split(bead: Placed, cut: tuple[int, int]) -> list[Placed]:
    """A bead as two: so many sentences of each side go to the first."""
    _refuse_moved(bead)
    source, target = bead.source.start + cut[0], bead.target.start + cut[1]
    first = _made(range(bead.source.start, source), range(bead.target.start, target))
    second = _made(range(source, bead.source.stop), range(target, bead.target.stop))
    within = 0 <= cut[0] <= len(bead.source) and 0 <= cut[1] <= len(bead.target)
    if not within or _is_empty(first) or _is_empty(second):
        raise NotPossible(say("There must be a sentence on both sides of the cut."))
    return [first, second]


def best_cut(
    bead: Placed,
    lengths: tuple[Sequence[int], Sequence[int]],
    at: tuple[int | None, int | None] = (None, None),
) -> tuple[int, int]:
    """Where a bead is cut so that the lengths of both parts fit best.

    `lengths` are those of its sentences; `at` says where a side must be cut, if it must.
    """
    sizes = len(bead.source), len(bead.target)
    ours, theirs = (
        range(size + 1) if cut is None else (cut,) for size, cut in zip(sizes, at, strict=True)
    )
    cuts = [cut for cut in product(ours, theirs) if sum(cut) not in (0, sum(sizes))]
    if (sum(sizes) < 3 and not bead.unmatched) or not cuts:
        raise NotPossible(say("A bead of one sentence on each side can only be unlinked."))
    return min(cuts, key=lambda cut: _misfit(cut, lengths))


def _misfit(cut: tuple[int, int], lengths: tuple[Sequence[int], Sequence[int]]) -> float:
    """How far from each other the shares of both sides are; a lonely part counts as a misfit."""
    ours, theirs = (
        sum(side[:place]) / max(1, sum(side)) for side, place in zip(lengths, cut, strict=True)
    )
    alone = (cut[0] == 0) != (cut[1] == 0) or (
        (cut[0] == len(lengths[0])) != (cut[1] == len(lengths[1]))
    )
    return abs(ours - theirs) + (1.0 if alone and min(map(len, lengths)) > 1 else 0.0)


def shift(bead: Placed, neighbour: Placed, side: Side) -> list[Placed]:
    """The outermost sentence of a bead on one side goes to its neighbour."""
    _refuse_moved(bead, neighbour)
    if not (bead.source if side is Side.SOURCE else bead.target):
        raise NotPossible(say("There is no sentence on this side to give away."))
    step = 1 if neighbour.place < bead.place else -1
    first, second = (neighbour, bead) if step == 1 else (bead, neighbour)
    source = first.source.stop + (step if side is Side.SOURCE else 0)
    target = first.target.stop + (step if side is Side.TARGET else 0)
    parts = (
        _made(range(first.source.start, source), range(first.target.start, target)),
        _made(range(source, second.source.stop), range(target, second.target.stop)),
    )
    return [part for part in parts if not _is_empty(part)]


def unlink(bead: Placed) -> list[Placed]:
    """Every sentence of a bead on its own; each is a doubt again."""
    if (bead.source and bead.target) or len(bead.source) + len(bead.target) > 1:
        return list(_singles(bead))
    return [replace(bead, moved=None, pinned=False, confidence=0.0)]


def pin(bead: Placed) -> list[Placed]:
    """A bead that a person holds for right; sentences without a counterpart are pinned each."""
    if not bead.unmatched:
        return [replace(bead, pinned=True)]
    return [replace(part, pinned=True) for part in _singles(bead, bead.confidence)]


def unpin(bead: Placed) -> list[Placed]:
    """A bead that a new alignment may change."""
    _refuse_moved(bead)
    return [replace(bead, pinned=False)]


def link(between: Sequence[Placed]) -> list[Placed]:
    """The first and the last of some unmatched beads as one, those between beside it.

    Sentences of one side may stand before or after those of the other, so what has
    no counterpart moves out of the way.
    """
    first, last, inner = between[0], between[-1], between[1:-1]
    _refuse_moved(*between)
    if not all(bead.unmatched for bead in between) or bool(first.source) is bool(last.source):
        raise NotPossible(say("Other beads stand between these two."))
    source, target = (first, last) if first.source else (last, first)
    before = [each for each in inner if bool(each.source) is bool(last.source)]
    after = [each for each in inner if bool(each.source) is not bool(last.source)]
    parts = [*before, _made(source.source, target.target), *after]
    return list(_laid_out(parts, first.source.start, first.target.start))


def move(source: Iterable[Placed], target: Iterable[Placed]) -> list[Placed]:
    """Beads that stand apart as one: what the translation has elsewhere."""
    ours, theirs = list(source), list(target)
    _refuse_moved(*ours, *theirs)
    apart = all(bead.source and not bead.target for bead in ours) and all(
        bead.target and not bead.source for bead in theirs
    )
    if not (ours and theirs and apart):
        raise NotPossible(
            say("Only sentences without a counterpart can be linked over a distance.")
        )
    group = ours[0].source.start
    return [replace(bead, moved=group, pinned=True) for bead in (*ours, *theirs)]


def _laid_out(beads: Iterable[Placed], row: int, column: int) -> Iterator[Placed]:
    for bead in beads:
        source = range(row, row + len(bead.source))
        target = range(column, column + len(bead.target))
        row, column = source.stop, target.stop
        yield replace(bead, source=source, target=target)


def _singles(bead: Placed, confidence: float = 0.0) -> Iterator[Placed]:
    beads = [Placed(source=range(at, at + 1), target=range(0)) for at in bead.source]
    beads += [Placed(source=range(0), target=range(at, at + 1)) for at in bead.target]
    for each in _laid_out(beads, bead.source.start, bead.target.start):
        yield replace(each, confidence=confidence)


def _made(source: range, target: range) -> Placed:
    """A bead that a person made; who is left alone is a doubt."""
    return Placed(source=source, target=target, pinned=bool(source and target))


def _is_empty(bead: Placed) -> bool:
    return not (bead.source or bead.target)


def _refuse_moved(*beads: Placed) -> None:
    if any(bead.moved is not None for bead in beads):
        raise NotPossible(MOVED)


MOVED: Message = say("This is linked with a place elsewhere; unlink it first.")
