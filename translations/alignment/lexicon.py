"""Which features translate which, with what probability: given at first, then learnt.

What is learnt is IBM Model 1 (Brown et al. 1993) over the feature sets of beads that
are sure, in both directions, with a word for nothing, shrunk towards silence where
there is little to count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np

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
#: What was given before outweighs so many sentences of the text itself.
_STUBBORN: Final = 4.0
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

    def revised(self, beads: Sequence[Teacher]) -> Lexicon:
        """The same pairs, as probable as beads that are sure show them to be."""
        turned = [(target, source) for source, target in beads]
        return Lexicon(forth=_revised(self.forth, beads), back=_revised(self.back, turned))

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
    distinct: Ints  #: the feature of each pair that differs from all before
    slot: Ints  #: which of the features of all beads each pair has, from the first bead on
    frequency: Floats  #: in how many beads each feature stands


@dataclass(frozen=True)
class _Counts:
    left: _Column
    right: _Column
    place: Ints  #: which of the distinct pairs each pair is
    together: Ints  #: in how many beads each distinct pair stands
    beads: int

    @classmethod
    def of(cls, beads: Sequence[Teacher]) -> _Counts | None:
        left: dict[str, int] = {}
        right: dict[str, int] = {}
        lefts, rights = [], []
        for source, target in beads:
            one = [left.setdefault(name, len(left)) for name in source]
            other = [right.setdefault(name, len(right)) for name in target]
            if one and other and len(one) * len(other) <= _MOST_PAIRS:
                lefts.append(one)
                rights.append(other)
        if not lefts:
            return None
        rows, columns = map(len, lefts), map(len, rights)
        places = [_pairs(*sizes) for sizes in zip(rows, columns, strict=True)]
        ours, our_slots = _column(lefts, [row for row, _ in places])
        theirs, their_slots = _column(rights, [column for _, column in places])
        keys = ours[our_slots] * len(right) + theirs[their_slots]
        distinct, place, together = np.unique(keys, return_inverse=True, return_counts=True)
        return cls(
            left=_Column(list(left), distinct // len(right), our_slots, _frequency(ours)),
            right=_Column(list(right), distinct % len(right), their_slots, _frequency(theirs)),
            place=place,
            together=together,
            beads=len(beads),
        )

    def model(self, given: _Column, said: _Column) -> Pairs:
        """The probability of each feature `said`, by a feature `given`."""
        one, other, place, together = given.distinct, said.distinct, self.place, self.together
        slots, size = said.slot, int(said.slot.max()) + 1
        chance = together / given.frequency[one] * np.log1p(self.beads / said.frequency[other])
        expected = np.zeros(len(one), np.float64)
        for _ in range(_ROUNDS):
            weight = chance[place]
            share = weight / (totals(slots, weight, size) + 0.02)[slots]
            expected = totals(place, share, len(one))
            chance = expected / np.maximum(totals(one, expected, len(given.names))[one], 1e-9)
        sure = (np.minimum(expected, together) - 0.4) / (given.frequency[one] + 1)
        kept = (together >= 2) & (sure > 0.04) & (sure > 1.5 * said.frequency[other] / self.beads)
        return {
            (given.names[first], said.names[second]): float(probability)
            for first, second, probability in zip(one[kept], other[kept], sure[kept], strict=True)
        }


def _pairs(rows: int, columns: int) -> tuple[Ints, Ints]:
    """All pairs of so many features and so many."""
    return np.repeat(np.arange(rows), columns), np.tile(np.arange(columns), rows)


def _column(features: Sequence[Sequence[int]], places: Sequence[Ints]) -> tuple[Ints, Ints]:
    """The features of all beads in a row, and which of them each pair takes, by place."""
    sizes = [len(each) for each in features]
    begin = np.cumsum(sizes) - sizes
    slots = np.concatenate(places) + np.repeat(begin, [len(each) for each in places])
    return np.concatenate([np.array(each, np.int64) for each in features]), slots


def _frequency(features: Ints) -> Floats:
    return np.bincount(features).astype(np.float64)


def _turned(pairs: Pairs) -> Pairs:
    return {(second, first): sure for (first, second), sure in pairs.items()}


def _surer(one: Pairs, other: Pairs) -> Pairs:
    return {pair: max(one.get(pair, 0.0), other.get(pair, 0.0)) for pair in {**one, **other}}


def _revised(pairs: Pairs, beads: Iterable[Teacher]) -> Pairs:
    seconds: defaultdict[str, list[str]] = defaultdict(list)
    for first, second in pairs:
        seconds[first].append(second)
    times: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for source, target in beads:
        there = set(target)
        for name in seconds.keys() & source:
            times[name] += 1
            for other in seconds[name]:
                if other in there:
                    together[name, other] += 1
    return {
        pair: (together[pair] + _STUBBORN * sure) / (times[pair[0]] + _STUBBORN)
        for pair, sure in pairs.items()
    }
