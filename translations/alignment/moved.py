"""Passages that stand elsewhere in the translation: reported, as no order can hold them."""

from __future__ import annotations

from collections import defaultdict
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
        pairs = sorted(_mutual(_odds(evidence, ours, theirs)))
        yield from _runs(pairs, ours, theirs)


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


def _runs(
    pairs: Sequence[tuple[int, int]], ours: Sequence[int], theirs: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """For the runs of unmatched sentences that pairs tie together, what was moved of them."""
    tied: defaultdict[tuple[range, range], list[tuple[int, int]]] = defaultdict(list)
    ours_in, theirs_in = _in_a_row(ours), _in_a_row(theirs)
    for one, other in pairs:
        tied[ours_in[one], theirs_in[other]].append((one, other))
    for (source, target), anchors in tied.items():
        if max(len(source), len(target)) <= 2 * min(len(source), len(target)):
            yield list(source), list(target)
        else:
            yield [one for one, _ in anchors], sorted(other for _, other in anchors)


def _in_a_row(numbers: Sequence[int]) -> Mapping[int, range]:
    """For each number the run of consecutive ones that it is in."""
    runs: dict[int, range] = {}
    for number in numbers:
        before = runs.get(number - 1, range(number, number))
        run = range(before.start, number + 1)
        runs |= dict.fromkeys(run, run)
    return runs
