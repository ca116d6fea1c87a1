"""Two texts in, beads out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from translations.alignment.engine import Memory, aligned
from translations.alignment.features import read_side
from translations.alignment.model import Alignment, Bead, Crossing, Pin, Text
from translations.alignment.moved import moved
from translations.alignment.reasons import reasons
from translations.alignment.regions import Found
from translations.alignment.scoring import Scorer

_Place = tuple[int, int]

#: By what the log odds of a bead are divided.
_TEMPER: Final = 1.6


class PinsCross(ValueError):
    """Two pins contradict each other, or one names sentences that are not in a row."""


def align(
    source: Text,
    target: Text,
    *,
    pins: Iterable[Pin] = (),
    memory: Sequence[tuple[str, str]] = (),
    explain: bool = False,
    progress: Callable[[float], None] = lambda _share: None,
) -> Alignment:
    """Put every sentence of both texts into exactly one bead, in order.

    `memory` are pairs of sentences that translate each other, from which words are
    learnt; with `explain` each bead carries its reasons. `progress` is told the share
    that is done, 0 to 1. Raises PinsCross.
    """
    size = len(source.sentences), len(target.sentences)
    held = _ordered(pins, *size)
    links = [pin for pin in held if pin.source and pin.target]
    if 0 in size:
        alone = [Bead(source=(at,), target=(), confidence=1.0) for at in range(size[0])]
        alone += [Bead(source=(), target=(at,), confidence=1.0) for at in range(size[1])]
        return Alignment(beads=tuple(alone))
    source = _with_alone(source, (pin.source for pin in held if not pin.target))
    target = _with_alone(target, (pin.target for pin in held if not pin.source))
    ours, theirs = read_side(source, target.language), read_side(target, source.language)
    linked = [(_joined(source, pin.source), _joined(target, pin.target)) for pin in links]
    known, pinned = (_sides(source, target, pairs) for pairs in (memory, linked))
    gaps = list(_gaps(links, *size))
    found, scorer = aligned(ours, theirs, gaps, known, pinned, progress)
    beads = [_bead(source, target, bead) for bead in found]
    if explain:
        beads = [_explained(bead, scorer, source, target) for bead in beads]
    crossings = [
        Crossing(source=tuple(one), target=tuple(other))
        for one, other in moved(scorer.evidence, found)
    ]
    return Alignment(beads=tuple(_merged(beads, links)), crossings=tuple(crossings))


def _bead(source: Text, target: Text, found: Found) -> Bead:
    ours, theirs = tuple(found.ours), tuple(found.theirs)
    pinned = not theirs and ours[0] in source.alone
    pinned |= not ours and theirs[0] in target.alone
    confidence = _tempered(min(1.0, found.probability))
    return Bead(source=ours, target=theirs, confidence=confidence, pinned=pinned)


def _tempered(probability: float) -> float:
    """How often beads so probable are right: words are not as independent as the model takes them.

    Measured on news, novels and yearbooks, of which no sentence was learnt from.
    """
    right, wrong = math.pow(probability, 1 / _TEMPER), math.pow(1 - probability, 1 / _TEMPER)
    return right / (right + wrong)


def _explained(bead: Bead, scorer: Scorer, source: Text, target: Text) -> Bead:
    if bead.unmatched:
        return bead
    weights = scorer.evidence.pairs(bead.source, bead.target)
    ours = [source.sentences[at] for at in bead.source]
    theirs = [target.sentences[at] for at in bead.target]
    told = reasons(weights, scorer.source, ours, scorer.target, theirs)
    return replace(bead, reasons=told)


def _merged(beads: Sequence[Bead], pins: Sequence[Pin]) -> Iterator[Bead]:
    """Pinned beads in their places among the others."""
    waiting = [Bead(source=p.source, target=p.target, confidence=1.0, pinned=True) for p in pins]
    for bead in beads:
        while waiting and _precedes(waiting[0], bead):
            yield waiting.pop(0)
        yield bead
    yield from waiting


def _precedes(pin: Bead, bead: Bead) -> bool:
    if bead.source:
        return pin.source[0] < bead.source[0]
    return pin.target[0] < bead.target[0]


def _ordered(pins: Iterable[Pin], rows: int, columns: int) -> list[Pin]:
    """Pins in order, each of sentences in a row, none across another."""
    held = sorted(pins, key=lambda pin: (pin.source or (-1,), pin.target))
    row = column = 0
    for pin in held:
        if not (_in_a_row(pin.source, rows) and _in_a_row(pin.target, columns)):
            raise PinsCross(pin)
        if pin.source and pin.target:
            if pin.source[0] < row or pin.target[0] < column:
                raise PinsCross(pin)
            row, column = pin.source[-1] + 1, pin.target[-1] + 1
    return held


def _in_a_row(numbers: Sequence[int], size: int) -> bool:
    if not numbers:
        return True
    first = numbers[0]
    return (
        first >= 0
        and first + len(numbers) <= size
        and all(number == first + at for at, number in enumerate(numbers))
    )


def _gaps(pins: Sequence[Pin], rows: int, columns: int) -> Iterator[tuple[_Place, _Place]]:
    """The stretches between pins."""
    row = column = 0
    for pin in pins:
        yield (row, column), (pin.source[0], pin.target[0])
        row, column = pin.source[-1] + 1, pin.target[-1] + 1
    yield (row, column), (rows, columns)


def _sides(source: Text, target: Text, pairs: Sequence[tuple[str, str]]) -> Memory:
    """Pairs of sentences that are known to translate each other, as two texts."""
    ours = Text(sentences=[one for one, _ in pairs], language=source.language)
    theirs = Text(sentences=[other for _, other in pairs], language=target.language)
    return Memory(read_side(ours, target.language), read_side(theirs, source.language))


def _joined(text: Text, numbers: Iterable[int]) -> str:
    return " ".join(text.sentences[number] for number in numbers)


def _with_alone(text: Text, pinned: Iterable[tuple[int, ...]]) -> Text:
    return replace(text, alone=text.alone.union(*pinned))
