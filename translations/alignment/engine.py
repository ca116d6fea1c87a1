"""Alignment step by step: look roughly, align, learn from what is sure, align again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from translations.alignment.clauses import Clauses
from translations.alignment.clauses import counted as counted_clauses
from translations.alignment.coarse import coarse_way
from translations.alignment.evidence import Evidence
from translations.alignment.features import Floats, Side
from translations.alignment.lengths import Lengths, first_guess, measured
from translations.alignment.lexicon import Lexicon, given, learnt
from translations.alignment.regions import Found, Outcome, Point, Region, between, search
from translations.alignment.scoring import Scorer
from translations.alignment.shapes import FEW, SHAPES, Priors, counted

#: A text of so many sentences is searched whole at first.
_SHORT: Final = 150
#: A text of so many sentences is searched whole every time.
_TINY: Final = 60
_PASSES: Final = 3
#: How far from the expected way is looked at first, and later.
_WIDE: Final = 50
_NARROW: Final = 25
#: A bead as sure as this teaches.
_TEACHES: Final = 0.7
#: Two beads in a row as sure as this are not asked again what stands between them.
_SETTLED: Final = 0.995
_MOST_TEACHERS: Final = 20_000


@dataclass(frozen=True, kw_only=True)
class _Knowledge:
    lexicon: Lexicon
    lengths: Lengths
    clauses: Clauses
    priors: Priors


def aligned(
    source: Side, target: Side, known: Lexicon, teachers: Sequence[tuple[set[str], set[str]]] = ()
) -> tuple[Sequence[Found], Scorer]:
    """The beads of two texts, and what they were scored with."""
    seed = known.surer(given(source, target))
    knowledge = _Knowledge(
        lexicon=learnt(teachers).surer(seed) if teachers else seed,
        lengths=first_guess(source, target),
        clauses=Clauses(),
        priors=Priors(),
    )
    outcome: Outcome | None = None
    for round_ in range(_PASSES):
        scorer = _scorer(source, target, knowledge)
        regions = _regions(scorer, outcome)
        shapes = FEW if outcome is None and source.size > 2 * _SHORT else SHAPES
        outcome = search(scorer, regions, shapes)
        if round_ < _PASSES - 1:
            knowledge = _taught(source, target, seed, knowledge, outcome, teachers)
    assert outcome is not None
    return outcome.beads, scorer


def _scorer(source: Side, target: Side, knowledge: _Knowledge) -> Scorer:
    return Scorer(
        source=source,
        target=target,
        evidence=Evidence(source, target, knowledge.lexicon),
        lengths=knowledge.lengths,
        clauses=knowledge.clauses,
        priors=knowledge.priors,
    )


def _regions(scorer: Scorer, outcome: Outcome | None) -> list[Region]:
    end = scorer.source.size, scorer.target.size
    if max(end) <= _TINY:
        return between([(0, 0), end])
    if outcome is not None:
        return between(list(_settled(outcome.beads, end)), _way(outcome.beads, end), _NARROW)
    if max(end) <= _SHORT:
        return between([(0, 0), end])
    way, block = coarse_way(scorer.evidence, *end)
    return between([(0, 0), end], way, max(_WIDE, 3 * block))


def _settled(beads: Sequence[Found], end: Point) -> list[Point]:
    """The boundaries between two beads that are both sure."""
    points = [(0, 0)]
    points += [
        (before.source, before.target)
        for before, after in pairwise(beads)
        if before.probability > _SETTLED and after.probability > _SETTLED
        and before.shape[0] and before.shape[1] and after.shape[0] and after.shape[1]
    ]
    return [*points, end]


def _way(beads: Sequence[Found], end: Point) -> Floats:
    """The column expected in every row after a first alignment."""
    points = [(0, 0)]
    points += [(b.source, b.target) for b in beads if 0 not in b.shape and b.probability > 0.3]
    x, y = zip(*points, end, strict=True)
    return np.interp(np.arange(end[0] + 1), x, y)


def _taught(
    source: Side,
    target: Side,
    seed: Lexicon,
    before: _Knowledge,
    outcome: Outcome,
    teachers: Sequence[tuple[set[str], set[str]]],
) -> _Knowledge:
    """What is known after a pass, from the beads that are sure."""
    sure = [
        bead
        for bead in outcome.beads
        if 0 not in bead.shape and bead.probability > _TEACHES and sum(bead.shape) <= 4
    ]
    lengths, clauses = before.lengths, before.clauses
    if len(sure) >= 10:
        ours = np.array([source.upto[b.source] - source.upto[b.source - b.shape[0]] for b in sure])
        theirs = np.array([target.upto[b.target] - target.upto[b.target - b.shape[1]] for b in sure])
        lengths = measured(ours, theirs)
        clauses = counted_clauses(
            np.array([_held(source, b.source, b.shape[0]) for b in sure]),
            np.array([_held(target, b.target, b.shape[1]) for b in sure]),
        )
    pairs = [
        (_united(source, b.source, b.shape[0]), _united(target, b.target, b.shape[1]))
        for b in sure[:_MOST_TEACHERS]
    ]
    return _Knowledge(
        lexicon=learnt([*pairs, *teachers]).over(seed),
        lengths=lengths,
        clauses=clauses,
        priors=counted(outcome.links, outcome.opened, outcome.continued),
    )


def _united(side: Side, end: int, count: int) -> set[str]:
    begin, stop = np.searchsorted(side.rows, (end - count, end))
    return {side.names[number] for number in side.ids[begin:stop]}


def _held(side: Side, end: int, count: int) -> int:
    return int(side.clauses_upto[end] - side.clauses_upto[end - count])
