"""Which features translate which, with what probability: given at first, then learnt.

What is learnt is IBM Model 1 (Brown et al. 1993) over the feature sets of beads that
are sure, in both directions, with a word for nothing, shrunk towards silence where
there is little to count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from translations.alignment.features import CONCEPT, MARK, MEANING, NUMBER, Floats, Ints, Side
from translations.alignment.ranges import totals
from translations.alignment.transliteration import alike

#: Feature → feature → probability that the second stands in the translation of the first.
Pairs = Mapping[tuple[str, str], float]
#: The features of two stretches that translate each other.
Teacher = tuple[Iterable[str], Iterable[str]]

_MARKS: Final = {"?": 0.85, "!": 0.6, ":": 0.5, "«": 0.5, "(": 0.7, ";": 0.3}
#: Features that are the same on both sides.
_SHARED: Final = {MEANING: 0.6, CONCEPT: 0.75}
_ROUNDS: Final = 4
#: Beads with more pairs of features say too little of each.
_MOST_PAIRS: Final = 4000


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Probabilities in both directions."""

    forth: Pairs = field(default_factory=dict)
    back: Pairs = field(default_factory=dict)

    def over(self, other: Lexicon) -> Lexicon:
        """Both; where both know a pair, this one is believed."""
        return Lexicon(forth={**other.forth, **self.forth}, back={**other.back, **self.back})

    def surer(self, other: Lexicon) -> Lexicon:
        """Both; where both know a pair, the surer one is believed."""
        return Lexicon(forth=_surer(self.forth, other.forth), back=_surer(self.back, other.back))

    def least(self, probability: float) -> Lexicon:
        """Only what is as probable as this."""
        kept = [
            {pair: sure for pair, sure in pairs.items() if sure >= probability}
            for pairs in (self.forth, self.back)
        ]
        return Lexicon(forth=kept[0], back=kept[1])


def given(source: Side, target: Side) -> Lexicon:
    """What is known before anything is learnt: numbers, marks, names and words that sound alike."""
    pairs = {(like.source, like.target): like.probability for like in alike(source, target)}
    for name in source.names:
        if name[0] == NUMBER and name in target.number:
            pairs[name, name] = 0.85 if len(name) > 2 else 0.7
        if name[0] in _SHARED and name in target.number:
            pairs[name, name] = _SHARED[name[0]]
    pairs |= {(MARK + mark, MARK + mark): sure for mark, sure in _MARKS.items()}
    return Lexicon(forth=pairs, back=_turned(pairs))


def learnt(beads: Sequence[Teacher]) -> Lexicon:
    """Model 1 in both directions from beads, each the features of both sides."""
    counts = _Counts.of(beads)
    if counts is None:
        return Lexicon()
    return Lexicon(
        forth=counts.model(counts.left, counts.right),
        back=counts.model(counts.right, counts.left),
    )


class _Column(NamedTuple):
    """One side of all pairs that stand together in a bead."""

    names: Sequence[str]
    at: Ints  #: the feature of each pair
    frequency: Floats  #: in how many beads each feature stands


@dataclass(frozen=True)
class _Counts:
    left: _Column
    right: _Column
    bead: Ints  #: the bead of each pair
    beads: int

    @classmethod
    def of(cls, beads: Sequence[Teacher]) -> _Counts | None:
        left: dict[str, int] = {}
        right: dict[str, int] = {}
        lefts, rights, numbers = [], [], []
        for number, (source, target) in enumerate(beads):
            ours = [left.setdefault(name, len(left)) for name in source]
            theirs = [right.setdefault(name, len(right)) for name in target]
            if ours and theirs and len(ours) * len(theirs) <= _MOST_PAIRS:
                lefts.append(np.repeat(np.array(ours, np.int64), len(theirs)))
                rights.append(np.tile(np.array(theirs, np.int64), len(ours)))
                numbers.append(np.full(len(ours) * len(theirs), number, np.int64))
        if not lefts:
            return None
        bead = np.concatenate(numbers)
        return cls(
            left=_column(left, np.concatenate(lefts), bead),
            right=_column(right, np.concatenate(rights), bead),
            bead=bead,
            beads=len(beads),
        )

    def model(self, given: _Column, said: _Column) -> Pairs:
        """The probability of each feature `said`, by a feature `given`."""
        keys = given.at * len(said.names) + said.at
        distinct, place, together = np.unique(keys, return_inverse=True, return_counts=True)
        one, other = distinct // len(said.names), distinct % len(said.names)
        slots = np.unique(self.bead * len(said.names) + said.at, return_inverse=True)[1]
        chance = together / given.frequency[one] * np.log1p(self.beads / said.frequency[other])
        expected = np.zeros(len(distinct), np.float64)
        for _ in range(_ROUNDS):
            weight = chance[place]
            share = weight / (totals(slots, weight, int(slots.max()) + 1) + 0.02)[slots]
            expected = totals(place, share, len(distinct))
            chance = expected / np.maximum(totals(one, expected, len(given.names))[one], 1e-9)
        sure = (np.minimum(expected, together) - 0.4) / (given.frequency[one] + 1)
        kept = (together >= 2) & (sure > 0.04) & (sure > 1.5 * said.frequency[other] / self.beads)
        return {
            (given.names[first], said.names[second]): float(probability)
            for first, second, probability in zip(one[kept], other[kept], sure[kept], strict=True)
        }


def _column(names: Mapping[str, int], at: Ints, bead: Ints) -> _Column:
    apart: NDArray[np.int64] = np.unique(bead * len(names) + at) % len(names)
    return _Column(list(names), at, np.bincount(apart, minlength=len(names)).astype(np.float64))


def _turned(pairs: Pairs) -> Pairs:
    return {(second, first): sure for (first, second), sure in pairs.items()}


def _surer(one: Pairs, other: Pairs) -> Pairs:
    return {pair: max(one.get(pair, 0.0), other.get(pair, 0.0)) for pair in {**one, **other}}
