"""How much the words of some sentences speak for their being translations of others.

Naive Bayes: for a feature of one side with a translation of probability q, its presence
on the other side weighs log(q / p) and its absence log((1-q) / (1-p)), where p is the
chance that it stands in as many sentences picked at random. Both directions are averaged.
Features of a bead are united before they are weighed; summing up what single sentences
weigh would reward beads for their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from translations.alignment.features import Floats, Ints, Side
from translations.alignment.lexicon import Lexicon, Pairs

#: What one pair of features may say at most, in nats: a number is not always a proof.
_MOST: Final = 5.0
#: Pairs that say less than this say nothing.
_LEAST: Final = 0.2


class Field(NamedTuple):
    """Cells to be weighed: for each boundary of the source, consecutive boundaries of the target.

    Row r is boundary `rows[r]` of the source with the boundaries `low[r]` … `high[r]` of
    the target, kept one after another from `offset[r]` on.
    """

    rows: Ints
    low: Ints
    high: Ints
    offset: Ints

    @property
    def size(self) -> int:
        return int(self.offset[-1] + self.high[-1] - self.low[-1] + 1) if len(self.rows) else 0

    @property
    def row(self) -> Ints:
        """The row of every cell."""
        return np.repeat(np.arange(len(self.rows)), self.high - self.low + 1)


def field_of(rows: Ints, low: Ints, high: Ints) -> Field:
    """A field with its offsets."""
    widths = high - low + 1
    return Field(rows, low, high, np.concatenate(([0], np.cumsum(widths)[:-1])))


@dataclass(frozen=True, kw_only=True)
class _Direction:
    """What the features of one side foretell of the other."""

    source: Ints
    target: Ints
    probability: Floats
    chance: Floats  #: of the target feature in one sentence
    expected: Floats  #: by source feature: that any translation stands there
    size: int  #: source features

    def weights(self, count: int) -> Floats:
        """What each pair weighs if `count` sentences of the other side are looked at."""
        chance = 1 - (1 - self.chance) ** count
        weight = np.clip(np.log(self.probability / chance), 0, _MOST)
        weight += np.log1p(-np.minimum(self._random(chance)[self.source], 0.9))
        weight -= np.log1p(-self.expected[self.source])
        return np.maximum(weight, 0)

    def silence(self, count: int) -> Floats:
        """What each source feature weighs if none of its translations is there."""
        random = self._random(1 - (1 - self.chance) ** count)
        return np.minimum(np.log1p(-self.expected) - np.log1p(-np.minimum(random, 0.9)), 0)

    def _random(self, chance: Floats) -> Floats:
        return np.bincount(self.source, chance, self.size)


class Evidence:
    """A lexicon, weighed over two texts."""

    def __init__(self, source: Side, target: Side, lexicon: Lexicon) -> None:
        self._source = source
        self._target = target
        self._forth = _direction(source, target, lexicon.forth)
        self._back = _direction(target, source, lexicon.back)
        self._links = _linked(self._forth, self._back)
        self._postings: dict[int, tuple[Ints, Ints]] = {}

    def over(self, field: Field, ours: int, theirs: int) -> Floats:
        """What speaks for beads of so many sentences that end in the cells of a field, in nats."""
        weights = self._weights(ours, theirs)
        cells = self._silence(field, ours, theirs)
        boundaries, ids = self._source.spans(ours)
        place = np.searchsorted(field.rows, boundaries)
        place = np.minimum(place, len(field.rows) - 1)
        here = field.rows[place] == boundaries
        for part in _parts(place[here], ids[here]):
            self._add(cells, field, theirs, weights, *part)
        return cells

    def _add(
        self, cells: Floats, field: Field, theirs: int, weights: Floats, rows: Ints, ids: Ints
    ) -> None:
        """Add what every pair weighs wherever both its features stand."""
        links = self._links
        begin, end = links.start[ids], links.start[ids + 1]
        which = _ranges(begin, end)
        rows = np.repeat(rows, end - begin)
        keys, ends = self._posted(theirs)
        width = self._target.size + 1
        first = np.searchsorted(keys, links.target[which] * width + field.low[rows])
        last = np.searchsorted(keys, links.target[which] * width + field.high[rows], "right")
        hits = _ranges(first, last)
        times = last - first
        rows, which = np.repeat(rows, times), np.repeat(which, times)
        place = field.offset[rows] + ends[hits] - field.low[rows]
        cells += np.bincount(place, weights[which], len(cells))

    def _silence(self, field: Field, ours: int, theirs: int) -> Floats:
        forth = _summed(self._source, ours, self._forth.silence(theirs))
        back = _summed(self._target, theirs, self._back.silence(ours))
        row = field.row
        columns = np.arange(field.size) - field.offset[row] + field.low[row]
        return (forth[field.rows[row]] + back[columns]) / 2

    def _weights(self, ours: int, theirs: int) -> Floats:
        """What each link weighs for beads of this shape."""
        weights = np.zeros(len(self._links.target))
        np.add.at(weights, self._links.forth, self._forth.weights(theirs) / 2)
        np.add.at(weights, self._links.back, self._back.weights(ours) / 2)
        return weights

    def _posted(self, count: int) -> tuple[Ints, Ints]:
        """Where each target feature stands in `count` sentences: sorted keys, and boundaries."""
        if count not in self._postings:
            boundaries, ids = self._target.spans(count)
            keys = ids * (self._target.size + 1) + boundaries
            order = np.argsort(keys, kind="stable")
            self._postings[count] = keys[order], boundaries[order]
        return self._postings[count]

    def pairs(self, source: Iterable[int], target: Iterable[int]) -> Mapping[tuple[str, str], float]:
        """The pairs of features that speak for these sentences, with their weights in nats."""
        ours = _features(self._source, source)
        theirs = set(_features(self._target, target))
        weights = self._weights(1, 1)
        found = {}
        for feature in ours:
            for link in range(self._links.start[feature], self._links.start[feature + 1]):
                other = int(self._links.target[link])
                if other in theirs and weights[link] > 0:
                    pair = self._source.names[feature], self._target.names[other]
                    found[pair] = float(weights[link])
        return found

    def rare(self, share: float) -> tuple[Ints, Ints, Floats]:
        """All pairs of sentences that share a pair of rare features: (source, target, weight)."""
        weights = self._weights(1, 1)
        source_rare = self._source.frequency <= max(3, share * self._source.size)
        target_rare = self._target.frequency <= max(3, share * self._target.size)
        kept = source_rare[self._source.ids]
        rows, ids = self._source.rows[kept], self._source.ids[kept]
        links = self._links
        which = _ranges(links.start[ids], links.start[ids + 1])
        rows = np.repeat(rows, links.start[ids + 1] - links.start[ids])
        kept = target_rare[links.target[which]]
        which, rows = which[kept], rows[kept]
        order = np.argsort(self._target.ids, kind="stable")
        starts = np.searchsorted(self._target.ids[order], np.arange(len(self._target.names) + 1))
        features = links.target[which]
        hits = order[_ranges(starts[features], starts[features + 1])]
        times = starts[features + 1] - starts[features]
        return np.repeat(rows, times), self._target.rows[hits], np.repeat(weights[which], times)


class _Links(NamedTuple):
    """All pairs of features that either direction knows, by source feature."""

    start: Ints  #: the links of source feature f are start[f] … start[f+1] - 1
    target: Ints
    forth: Ints  #: the link of each pair of the one direction
    back: Ints


def _direction(source: Side, target: Side, pairs: Pairs) -> _Direction:
    known = [
        (source.number[first], target.number[second], sure)
        for (first, second), sure in pairs.items()
        if first in source.number and second in target.number
    ]
    table = np.array(known, np.float64).reshape(-1, 3)
    ours, theirs = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    probability = np.clip(table[:, 2], 0.01, 0.95)
    chance = np.clip((target.frequency[theirs] + 0.5) / (target.size + 1), 1e-6, 0.9)
    telling = np.log(probability / chance) > _LEAST
    size = max(1, len(source.names))
    expected = np.bincount(ours[telling], probability[telling], size)
    return _Direction(
        source=ours[telling],
        target=theirs[telling],
        probability=probability[telling],
        chance=chance[telling],
        expected=np.minimum(expected, 0.95),
        size=size,
    )


def _linked(forth: _Direction, back: _Direction) -> _Links:
    width = back.size
    one = forth.source * width + forth.target
    other = back.target * width + back.source
    keys, place = np.unique(np.concatenate((one, other)), return_inverse=True)
    start = np.searchsorted(keys // width, np.arange(forth.size + 1))
    return _Links(start, keys % width, place[: len(one)], place[len(one) :])


def _summed(side: Side, count: int, by_feature: Floats) -> Floats:
    """For every boundary, the sum over the distinct features of the sentences before it."""
    boundaries, ids = side.spans(count)
    return np.bincount(boundaries, by_feature[ids], side.size + 1)


def _features(side: Side, sentences: Iterable[int]) -> list[int]:
    found: set[int] = set()
    for sentence in sentences:
        begin, end = np.searchsorted(side.rows, (sentence, sentence + 1))
        found.update(int(number) for number in side.ids[begin:end])
    return sorted(found)


def _ranges(begin: Ints, end: Ints) -> Ints:
    """All numbers of consecutive half-open ranges, one range after another."""
    lengths = end - begin
    total = int(lengths.sum())
    if not total:
        return np.zeros(0, np.int64)
    shift = np.repeat(begin - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    return np.arange(total) + shift


#: So many features are looked up at once, which bounds the memory that hits take.
_AT_ONCE: Final = 50_000


def _parts(rows: Ints, ids: Ints) -> Iterable[tuple[Ints, Ints]]:
    for begin in range(0, len(rows), _AT_ONCE):
        yield rows[begin : begin + _AT_ONCE], ids[begin : begin + _AT_ONCE]
