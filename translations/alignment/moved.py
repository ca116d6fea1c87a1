"""Passages that stand elsewhere in the translation: reported, as no order can hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from translations.alignment.evidence import Evidence
from translations.alignment.regions import Found

#: What rare words must say for two unmatched sentences, in nats, and more than for any other.
_CONVINCES: Final = 9.0
_MARGIN: Final = 3.0


def moved(evidence: Evidence, beads: Sequence[Found]) -> Iterator[tuple[list[int], list[int]]]:
    """Runs of unmatched sentences of both sides that correspond, as their numbers."""
    ours = [bead.source - 1 for bead in beads if bead.shape == (1, 0)]
    theirs = [bead.target - 1 for bead in beads if bead.shape == (0, 1)]
    if ours and theirs:
        yield from _runs(sorted(_mutual(_odds(evidence, ours, theirs))))


def _odds(
    evidence: Evidence, ours: Sequence[int], theirs: Sequence[int]
) -> Mapping[tuple[int, int], float]:
    """What the rare words that two unmatched sentences share say, by pairs of them."""
    source, target, weight = evidence.rare
    alone = np.isin(source, ours) & np.isin(target, theirs)
    total: dict[tuple[int, int], float] = {}
    for one, other, said in zip(source[alone], target[alone], weight[alone], strict=True):
        pair = int(one), int(other)
        total[pair] = total.get(pair, 0.0) + float(said)
    return total


def _mutual(odds: Mapping[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """The pairs that convince, and of which neither has a rival."""
    for side in (0, 1):
        odds = _unrivalled(odds, side)
    yield from (pair for pair, said in odds.items() if said > _CONVINCES)


def _unrivalled(
    odds: Mapping[tuple[int, int], float], side: int
) -> Mapping[tuple[int, int], float]:
    best: dict[int, list[float]] = {}
    for pair, said in odds.items():
        best[pair[side]] = sorted([*best.get(pair[side], ()), said], reverse=True)[:2]
    return {
        pair: said
        for pair, said in odds.items()
        if said == best[pair[side]][0] and said - sum(best[pair[side]][1:]) >= _MARGIN
    }


def _runs(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Pairs that follow each other on both sides, together."""
    run: list[tuple[int, int]] = []
    for pair in pairs:
        if run and not (pair[0] - run[-1][0] <= 2 and 0 < pair[1] - run[-1][1] <= 2):
            yield [a for a, _ in run], [b for _, b in run]
            run = []
        run.append(pair)
    if run:
        yield [a for a, _ in run], [b for _, b in run]
