"""Alignment step by step: look roughly, align, learn from what is sure, align again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from translations.alignment.clauses import Clauses
from translations.alignment.clauses import estimated as estimated_clauses
from translations.alignment.coarse import anchors, coarse_way
from translations.alignment.edges import Meetings
from translations.alignment.edges import estimated as estimated_edges
from translations.alignment.evidence import Evidence
from translations.alignment.features import Floats, Side
from translations.alignment.lengths import Lengths, measured
from translations.alignment.lexicon import Lexicon, Teacher, given, learnt
from translations.alignment.regions import Found, Outcome, Point, Region, between, search
from translations.alignment.scoring import Scorer
from translations.alignment.shapes import FEW, SHAPES, Priors, estimated

#: A text of so many sentences is searched whole every time, or whole at first.
_TINY: Final = 60
_SHORT: Final = 150
_PASSES: Final = 3
#: How far from the expected way is looked at first, and later.
_WIDE: Final = 50
_NARROW: Final = 25
#: A bead as sure as this teaches.
_TEACHES: Final = 0.7
#: So many of them tell how texts of these languages look.
_ENOUGH: Final = 10
#: What this text tells of lengths at first is worth so many pairs of a memory.
_FOREIGN: Final = 200
#: Two beads in a row as sure as this are not asked again what stands between them.
_SETTLED: Final = 0.995
#: What other texts teach is believed from this probability on: chance makes pairs as well.
_BELIEVED: Final = 0.2
_MOST_TEACHERS: Final = 12_000


class Memory(NamedTuple):
    """Sentences of other texts that translate each other, one by one."""

    source: Side
    target: Side

    def teachers(self) -> Sequence[Teacher]:
        return list(zip(self.source.sets(), self.target.sets(), strict=True))


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """What has been learnt so far; at first, nothing but lengths."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    lengths: Lengths
    clauses: Clauses = field(default_factory=Clauses)
    edges: Meetings = field(default_factory=Meetings)
    priors: Priors = field(default_factory=Priors)


def aligned(
    source: Side,
    target: Side,
    gaps: Sequence[tuple[Point, Point]],
    memory: Memory,
    pinned: Memory,
    step: Callable[[float], None],
) -> tuple[Sequence[Found], Scorer]:
    """The beads in the gaps between pins, and what they were scored with.

    `memory` are pairs of other texts, which tell what words mean before this text
    does; `pinned` are pairs of this one.
    """
    usual = _usual(source, target, memory)
    knowledge, taught = usual, pinned.teachers()
    beads: Sequence[Found] = ()
    for number in range(_PASSES):
        scorer = _scorer(source, target, knowledge)
        regions = [region for gap in gaps for region in _regions(scorer, gap, beads)]
        few = not number and source.size > 2 * _SHORT
        outcome = search(scorer, regions, FEW if few else SHAPES)
        beads = outcome.beads
        step((number + 1) / _PASSES)
        if number < _PASSES - 1:
            knowledge = _taught(source, target, knowledge, outcome, usual, taught)
    return beads, scorer


def _usual(source: Side, target: Side, memory: Memory) -> Knowledge:
    """What is known before anything is aligned: what words mean, and how long translations are."""
    lengths = Lengths(ratio=float(target.lengths.sum() / source.lengths.sum()))
    if memory.source.size >= _ENOUGH:
        trust = memory.source.size / (memory.source.size + _FOREIGN)
        known = measured(memory.source.lengths, memory.target.lengths, lengths)
        mixed = known.ratio**trust * lengths.ratio ** (1 - trust)
        lengths = replace(known, ratio=mixed)
    lexicon = learnt(memory.teachers()).least(_BELIEVED).surer(given(source, target))
    return Knowledge(lexicon=lexicon, lengths=lengths)


def _scorer(source: Side, target: Side, knowledge: Knowledge) -> Scorer:
    return Scorer(
        source=source,
        target=target,
        evidence=Evidence(source, target, knowledge.lexicon),
        lengths=knowledge.lengths,
        clauses=knowledge.clauses,
        edges=knowledge.edges,
        priors=knowledge.priors,
    )


def _regions(scorer: Scorer, gap: tuple[Point, Point], beads: Sequence[Found]) -> list[Region]:
    start, end = gap
    size = max(end[0] - start[0], end[1] - start[1])
    if size <= _TINY or (not beads and size <= _SHORT):
        return between(gap)
    if beads:
        inside = [bead for bead in beads if start[0] < bead.source <= end[0]]
        settled = [start, *_settled(inside), end]
        return between(settled, _way(inside, start, end), _NARROW)
    rough = coarse_way(scorer.evidence, start, end)
    points = [start, *anchors(scorer.evidence, start, end, rough), end]
    regions = []
    for part in pairwise(points):
        way, block = coarse_way(scorer.evidence, *part)
        regions += between(part, way, max(_WIDE, 3 * block))
    return regions


def _settled(beads: Sequence[Found]) -> Iterator[Point]:
    """The boundaries between two beads that are both sure."""
    for before, after in pairwise(beads):
        linked = 0 not in before.shape + after.shape
        if linked and min(before.probability, after.probability) > _SETTLED:
            yield before.source, before.target


def _way(beads: Sequence[Found], start: Point, end: Point) -> Floats:
    """The column expected in every row after a first alignment."""
    points = [start]
    points += [(b.source, b.target) for b in beads if 0 not in b.shape and b.probability > 0.3]
    x, y = zip(*points, end, strict=True)
    way: Floats = np.interp(np.arange(start[0], end[0] + 1), x, y)
    return way


def _taught(
    source: Side,
    target: Side,
    before: Knowledge,
    outcome: Outcome,
    usual: Knowledge,
    pinned: Sequence[Teacher],
) -> Knowledge:
    """What is known after a pass, from the beads that are sure."""
    sure = [
        bead
        for bead in outcome.beads
        if 0 not in bead.shape and bead.probability > _TEACHES and sum(bead.shape) <= 4
    ]
    sure = sure[:: 1 + len(sure) // _MOST_TEACHERS]
    ours, theirs = source.sets(), target.sets()
    pairs = [
        (set().union(*(ours[i] for i in b.ours)), set().union(*(theirs[j] for j in b.theirs)))
        for b in sure
    ]
    measured = _measured(source, target, sure, usual) if len(sure) >= _ENOUGH else before
    return replace(
        measured,
        lexicon=learnt([*pairs, *pinned]).over(usual.lexicon.revised(pairs)),
        priors=estimated(outcome.links, outcome.opened, outcome.continued),
    )


def _measured(source: Side, target: Side, sure: Sequence[Found], usual: Knowledge) -> Knowledge:
    """What is usual, as beads that are sure show it to be."""
    end = np.array([bead.source for bead in sure])
    start = end - np.array([bead.shape[0] for bead in sure])
    stop = np.array([bead.target for bead in sure])
    first = stop - np.array([bead.shape[1] for bead in sure])
    ours = (
        source.upto[end] - source.upto[start],
        source.clauses_upto[end] - source.clauses_upto[start],
    )
    theirs = (
        target.upto[stop] - target.upto[first],
        target.clauses_upto[stop] - target.clauses_upto[first],
    )
    return replace(
        usual,
        lengths=measured(ours[0], theirs[0], usual.lengths),
        clauses=estimated_clauses(ours[1], theirs[1]),
        edges=estimated_edges(source.edges, target.edges, end, stop),
    )
