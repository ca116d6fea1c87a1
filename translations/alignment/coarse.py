"""Roughly where in the target each place of a long source is, from rare features alone.

The plane is cut into at most so many blocks; in each, rare pairs of features are
counted against what chance would give, and the best way through the blocks, which may
leave out whole passages, is found by dynamic programming.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from translations.alignment.evidence import Evidence
from translations.alignment.features import Floats, Ints
from translations.alignment.ranges import totals

_BLOCKS: Final = 600
#: A pair must say so much, in nats, to be counted.
_TELLING: Final = 1.5


#: Texts of up to so many sentences stay whole; pieces have about so many, and begin at the
#: best place in reach of that.
_LONGEST: Final = 4000
_PIECE: Final = 2500
_REACH: Final = 900
#: What the rare features of two sentences must say, in nats, to leave no doubt.
_NO_DOUBT: Final = 8.0

Point = tuple[int, int]


class _Pairs(NamedTuple):
    """Pairs of sentences with what their rare features weigh."""

    source: Ints
    target: Ints
    weight: Floats


class Way(NamedTuple):
    """The expected column of every row, and how far a block reaches."""

    columns: Floats
    block: int


def coarse_way(evidence: Evidence, start: Point, end: Point) -> Way:
    """The expected boundary of the target for every boundary of the source between two points."""
    rows, columns = end[0] - start[0], end[1] - start[1]
    block = max(4, math.ceil(max(rows, columns) / _BLOCKS))
    gains = _gains(_between(evidence, start, end), rows, columns, block)
    points = [(0.0, 0.0), *_path(gains, block), (float(rows), float(columns))]
    x, y = zip(*points, strict=True)
    return Way(start[1] + np.interp(np.arange(rows + 1), x, y), block)


def anchors(evidence: Evidence, start: Point, end: Point, way: Way) -> Iterator[Point]:
    """Where a long text may be cut: before sentences that leave no doubt, in order."""
    rows, columns = end[0] - start[0], end[1] - start[1]
    if max(rows, columns) <= _LONGEST:
        return
    source, target, weight = _without_doubt(_between(evidence, start, end), columns, way, start[1])
    last = (0, 0)
    for wanted in range(_PIECE, rows - _PIECE // 2, _PIECE):
        fits = (np.abs(source - wanted) <= _REACH) & (source > last[0]) & (target > last[1])
        if fits.any():
            best = np.flatnonzero(fits)[weight[fits].argmax()]
            last = int(source[best]), int(target[best])
            yield start[0] + last[0], start[1] + last[1]


def _between(evidence: Evidence, start: Point, end: Point) -> _Pairs:
    """Rare pairs of sentences between two points, counted from the first."""
    source, target, weight = evidence.rare
    inside = (source >= start[0]) & (source < end[0]) & (target >= start[1]) & (target < end[1])
    return _Pairs(source[inside] - start[0], target[inside] - start[1], weight[inside])


def _without_doubt(pairs: _Pairs, columns: int, way: Way, left: int) -> _Pairs:
    """Pairs of sentences near the expected way whose rare features agree altogether."""
    near = np.abs(left + pairs.target - way.columns[pairs.source]) <= 2 * way.block
    keys, place = np.unique(pairs.source[near] * columns + pairs.target[near], return_inverse=True)
    total = totals(place, pairs.weight[near], len(keys))
    sure = total >= _NO_DOUBT
    return _Pairs(keys[sure] // columns, keys[sure] % columns, total[sure])


def _gains(pairs: _Pairs, rows: int, columns: int, block: int) -> Floats:
    height, width = -(-rows // block), -(-columns // block)
    telling = pairs.weight > _TELLING
    place = pairs.source[telling] // block * width + pairs.target[telling] // block
    counts = totals(place, pairs.weight[telling], height * width).reshape(height, width)
    chance = counts.sum(1, keepdims=True) * counts.sum(0, keepdims=True) / max(counts.sum(), 1e-9)
    gains = np.clip((counts - chance) / np.sqrt(chance + 4), -1, 6)
    aside = np.abs(np.arange(height)[:, None] / height - np.arange(width)[None] / width)
    nearer: Floats = gains - 0.4 * aside
    return nearer


def _path(gains: Floats, block: int) -> list[tuple[float, float]]:
    """The blocks on the best way in which something was found, as points."""
    height, width = gains.shape
    best = np.zeros((height + 1, width + 1))
    came = np.zeros((height + 1, width + 1), np.int8)
    for row in range(1, height + 1):
        diagonal, above = best[row - 1, :-1] + gains[row - 1], best[row - 1, 1:]
        here = np.maximum(diagonal, above)
        along = np.maximum(np.maximum.accumulate(here), 0)
        came[row, 1:] = np.where(along > here, 2, np.where(diagonal >= above, 0, 1))
        best[row, 1:] = along
    points = []
    row, column = height, width
    while row and column:
        step = came[row, column]
        if step == 0 and gains[row - 1, column - 1] > 0:
            points.append(((row - 0.5) * block, (column - 0.5) * block))
        row, column = row - (step != 2), column - (step != 1)
    return points[::-1]
