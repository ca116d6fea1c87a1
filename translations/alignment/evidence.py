"""How much the words of some sentences speak for their being translations of others.

Naive Bayes: for a feature of one side with a translation of probability q, its presence
on the other side weighs log(q / p) and its absence log((1-q) / (1-p)), where p is the
chance that it stands in as many sentences picked at random. Both directions are averaged.
Features of a bead are united before they are weighed; summing up what single sentences
weigh would reward beads for their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final, NamedTuple

import numpy as np

from translations.alignment.features import LONGEST, Floats, Ints, Side, Stretch
from translations.alignment.field import Field
from translations.alignment.lexicon import Lexicon, Pairs
from translations.alignment.ranges import ranges, totals
from translations.alignment.shapes import Shape
from translations.alignment.staggered import BRIDGED, Steps, gain

#: What one pair of features may say at most, in nats: a number is not always a proof.
_MOST: Final = 4.0
#: A pair of features is rare if it puts so many pairs of sentences together at most.
_SELDOM: Final = 400
#: So many sentences are imagined around a text, and in this share of them a feature.
_ELSEWHERE: Final = 30
_SELDOM_ELSEWHERE: Final = 0.02
#: Pairs that say less than this say nothing.
_LEAST: Final = 0.2


class Evidence:
    """A lexicon, weighed over two texts."""

    def __init__(self, source: Side, target: Side, lexicon: Lexicon) -> None:
        self._source = source
        self._target = target
        self._forth = _direction(source, target, lexicon.forth)
        self._back = _direction(target, source, lexicon.back)
        self._links = _linked(self._forth, self._back)

    def over(self, field: Field, shapes: Sequence[Shape]) -> Floats:
        """What speaks for beads that end in the cells of a field, in nats: shapes × cells."""
        rows, columns = field.extent
        ours = self._source.stretch(rows.start - LONGEST, rows.stop)
        theirs = self._target.stretch(columns.start - LONGEST, columns.stop)
        ends, lasts = field.ends - ours.first, field.columns - theirs.first
        scores = np.empty((len(shapes), field.size))
        for t, (a, b) in enumerate(shapes):
            forth, back = self._silence(a, b)
            scores[t] = ours.summed(a, forth)[ends] + theirs.summed(b, back)[lasts]
        hits = self._hits(field, ours)
        self._add(scores, field, shapes, hits)
        self._add_bridges(scores, field, shapes, hits)
        return scores

    def _add(self, scores: Floats, field: Field, shapes: Sequence[Shape], hits: _Hits) -> None:
        """Add what every link weighs wherever a bead holds both its sides."""
        weights = [self.weights(*shape) for shape in shapes]
        for down, aside in sorted({at for a, b in shapes for at in _offsets(a, b)}):
            cells, near = _place(hits, field, down, aside)
            for t, (a, b) in enumerate(shapes):
                if down <= a and aside <= b:
                    # Of several hits of one link in a bead, the first on both sides counts.
                    first = (near.source_gap > a - down) & (near.target_gap > b - aside)
                    said = weights[t][near.link[first]]
                    scores[t] += totals(cells[first], said, field.size)

    def _add_bridges(
        self, scores: Floats, field: Field, shapes: Sequence[Shape], hits: _Hits
    ) -> None:
        """Add what beads gain by being staggered."""
        wanted = [(t, shape) for t, shape in enumerate(shapes) if shape in BRIDGED]
        if not wanted:
            return
        most = max(max(shape) for _, shape in wanted)
        forth = [self._forth_beside(field, hits, count) for count in range(1, most + 1)]
        back = [self._back_beside(field, hits, count) for count in range(1, most + 1)]
        steps = Steps.of(field)
        for t, (a, b) in wanted:
            if a == 2:
                scores[t] += gain(forth, back, steps, b)[: field.size]
            else:
                scores[t] += gain(back, forth, steps.turned(), a)[: field.size]

    def _forth_beside(self, field: Field, hits: _Hits, count: int) -> Floats:
        """What the last sentence of the source says beside so many of the target, by cells."""
        rows = field.extent[0]
        ours = self._source.stretch(rows.start - LONGEST, rows.stop)
        silence, weights = self._forth.silence(count) / 2, self._forth.weights(count) / 2
        said = totals(self._links.forth, weights, len(self._links.target))
        total = ours.summed(1, silence)[field.ends - ours.first]
        for aside in range(1, count + 1):
            cells, near = _place(hits, field, 1, aside)
            first = near.target_gap > count - aside
            total += totals(cells[first], said[near.link[first]], field.size)
        return np.append(total, 0.0)

    def _back_beside(self, field: Field, hits: _Hits, count: int) -> Floats:
        """What the last sentence of the target says beside so many of the source, by cells."""
        columns = field.extent[1]
        theirs = self._target.stretch(columns.start - LONGEST, columns.stop)
        silence, weights = self._back.silence(count) / 2, self._back.weights(count) / 2
        said = totals(self._links.back, weights, len(self._links.target))
        total = theirs.summed(1, silence)[field.columns - theirs.first]
        for down in range(1, count + 1):
            cells, near = _place(hits, field, down, 1)
            first = near.source_gap > count - down
            total += totals(cells[first], said[near.link[first]], field.size)
        return np.append(total, 0.0)

    def weights(self, ours: int, theirs: int) -> Floats:
        """What each link weighs for beads of this shape."""
        weights = np.zeros(len(self._links.target))
        np.add.at(weights, self._links.forth, self._forth.weights(theirs) / 2)
        np.add.at(weights, self._links.back, self._back.weights(ours) / 2)
        return weights

    def _silence(self, ours: int, theirs: int) -> tuple[Floats, Floats]:
        """What each feature of either side weighs if none of its translations is there."""
        return self._forth.silence(theirs) / 2, self._back.silence(ours) / 2

    def _hits(self, field: Field, ours: Stretch) -> _Hits:
        """Every pair of single sentences in reach of a field, by each link between them."""
        first = np.searchsorted(field.rows, ours.rows + 1)
        inside = first < len(field.rows)
        sentences, ids, gaps = ours.rows[inside], ours.ids[inside], ours.gaps[inside]
        first = first[inside]
        last = np.minimum(first + LONGEST - 1, len(field.rows) - 1)
        low, high = field.low[first] - LONGEST, field.high[last] - 1
        links = self._links
        times = links.start[ids + 1] - links.start[ids]
        which = ranges(links.start[ids], links.start[ids + 1])
        sentences, low, high, gaps = (
            np.repeat(part, times) for part in (sentences, low, high, gaps)
        )
        keys, width = self._target.keys, self._target.size
        wanted = links.target[which] * width
        begin = np.searchsorted(keys, wanted + np.maximum(low, 0))
        end = np.searchsorted(keys, wanted + np.minimum(high, width - 1), "right")
        found = np.flatnonzero(end > begin)
        begin, end = begin[found], end[found]
        places = ranges(begin, end)
        many = end - begin
        return _Hits(
            source=np.repeat(sentences[found], many),
            target=keys[places] % width,
            link=np.repeat(which[found], many),
            source_gap=np.repeat(gaps[found], many),
            target_gap=self._target.gaps[places],
        )

    def pairs(
        self, source: Iterable[int], target: Iterable[int]
    ) -> Mapping[tuple[str, str], float]:
        """The pairs of features that speak for these sentences, with their weights in nats."""
        ours, theirs = _features(self._source, source), _features(self._target, target)
        weights = self.weights(1, 1)
        found = {}
        for feature in sorted(ours):
            for link in range(self._links.start[feature], self._links.start[feature + 1]):
                other = int(self._links.target[link])
                if other in theirs and weights[link] > 0:
                    pair = self._source.names[feature], self._target.names[other]
                    found[pair] = float(weights[link])
        return found

    @cached_property
    def rare(self) -> tuple[Ints, Ints, Floats]:
        """All pairs of sentences that share a pair of rare features: (source, target, weight)."""
        weights, links = self.weights(1, 1), self._links
        owner = np.repeat(np.arange(len(links.start) - 1), np.diff(links.start))
        seldom = self._source.frequency[owner] * self._target.frequency[links.target] <= _SELDOM
        which = np.flatnonzero(seldom & (weights > 0))
        ours, theirs = self._source.postings, self._target.postings
        feature = owner[which]
        times = ours[feature + 1] - ours[feature]
        rows = self._source.keys[ranges(ours[feature], ours[feature + 1])] % self._source.size
        which = np.repeat(which, times)
        other = links.target[which]
        times = theirs[other + 1] - theirs[other]
        hits = self._target.keys[ranges(theirs[other], theirs[other + 1])] % self._target.size
        return np.repeat(rows, times), hits, np.repeat(weights[which], times)


def _place(hits: _Hits, field: Field, down: int, aside: int) -> tuple[Ints, _Hits]:
    """The cells so far behind the hits, and the hits that have one."""
    cells, inside = field.cells(hits.source + down, hits.target + aside)
    return cells, _Hits(*(part[inside] for part in hits))


class _Hits(NamedTuple):
    """Single sentences that share a link."""

    source: Ints
    target: Ints
    link: Ints
    source_gap: Ints  #: how many sentences before, the source feature stood last
    target_gap: Ints


class _Links(NamedTuple):
    """All pairs of features that either direction knows, by source feature."""

    start: Ints  #: the links of source feature f are start[f] … start[f+1] - 1
    target: Ints
    forth: Ints  #: the link of each pair of the one direction
    back: Ints


@dataclass(frozen=True, kw_only=True)
class _Direction:
    """What the features of one side foretell of the other."""

    source: Ints
    target: Ints
    probability: Floats
    chance: Floats  #: of the target feature in one sentence
    expected: Floats  #: by source feature: that any translation stands there

    def weights(self, count: int) -> Floats:
        """What each pair weighs if `count` sentences of the other side are looked at."""
        chance = 1 - (1 - self.chance) ** count
        weight = np.clip(np.log(self.probability / chance), 0, _MOST)
        weight += np.log1p(-np.minimum(self._random(chance)[self.source], 0.9))
        weight -= np.log1p(-self.expected[self.source])
        least: Floats = np.maximum(weight, 0)
        return least

    def silence(self, count: int) -> Floats:
        """What each source feature weighs if none of its translations is there."""
        random = self._random(1 - (1 - self.chance) ** count)
        said = np.log1p(-self.expected) - np.log1p(-np.minimum(random, 0.9))
        most: Floats = np.minimum(said, 0)
        return most

    def _random(self, chance: Floats) -> Floats:
        return totals(self.source, chance, len(self.expected))


def _direction(source: Side, target: Side, pairs: Pairs) -> _Direction:
    known = [
        (source.number[first], target.number[second], sure)
        for (first, second), sure in pairs.items()
        if first in source.number and second in target.number
    ]
    table = np.array(known, np.float64).reshape(-1, 3)
    ours, theirs = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    probability = np.clip(table[:, 2], 0.01, 0.95)
    # In a short text even a rare word is not rare: it is counted as if there were more of it.
    chance = (target.frequency[theirs] + _SELDOM_ELSEWHERE * _ELSEWHERE) / (
        target.size + _ELSEWHERE
    )
    telling = np.log(probability / chance) > _LEAST
    expected = totals(ours[telling], probability[telling], max(1, len(source.names)))
    return _Direction(
        source=ours[telling],
        target=theirs[telling],
        probability=probability[telling],
        chance=chance[telling],
        expected=np.minimum(expected, 0.95),
    )


def _linked(forth: _Direction, back: _Direction) -> _Links:
    width = len(back.expected)
    one = forth.source * width + forth.target
    other = back.target * width + back.source
    keys, place = np.unique(np.concatenate((one, other)), return_inverse=True)
    start = np.searchsorted(keys // width, np.arange(len(forth.expected) + 1))
    return _Links(start, keys % width, place[: len(one)], place[len(one) :])


def _offsets(ours: int, theirs: int) -> Iterator[tuple[int, int]]:
    """How far behind a sentence the beads end that hold it."""
    return product(range(1, ours + 1), range(1, theirs + 1))


def _features(side: Side, sentences: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for sentence in sentences:
        begin, end = np.searchsorted(side.rows, (sentence, sentence + 1))
        found.update(int(number) for number in side.ids[begin:end])
    return found
