"""Roughly where in the target each place of a long source is, from rare features alone.

The plane is cut into at most so many blocks; in each, rare pairs of features are
counted against what chance would give, and the best way through the blocks, which may
leave out whole passages, is found by dynamic programming.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np

from translations.alignment.evidence import Evidence
from translations.alignment.features import Floats

_BLOCKS: Final = 600
#: Features that stand in more sentences than this share are not rare.
_RARE: Final = 0.01
#: A pair must say so much, in nats, to be counted.
_TELLING: Final = 1.5


class Way(NamedTuple):
    """The expected column of every row, and how far a block reaches."""

    columns: Floats
    block: int


def coarse_way(evidence: Evidence, rows: int, columns: int) -> Way:
    """The expected boundary of the target for every boundary of the source."""
    block = max(4, math.ceil(max(rows, columns) / _BLOCKS))
    gains = _gains(evidence, rows, columns, block)
    points = [(0.0, 0.0), *_path(gains, block), (float(rows), float(columns))]
    x, y = zip(*points, strict=True)
    return Way(np.interp(np.arange(rows + 1), x, y), block)


def _gains(evidence: Evidence, rows: int, columns: int, block: int) -> Floats:
    height, width = -(-rows // block), -(-columns // block)
    source, target, weight = evidence.rare(_RARE)
    telling = weight > _TELLING
    place = source[telling] // block * width + target[telling] // block
    counts = np.bincount(place, weight[telling], height * width).reshape(height, width)
    chance = counts.sum(1, keepdims=True) * counts.sum(0, keepdims=True) / max(counts.sum(), 1e-9)
    gains = np.clip((counts - chance) / np.sqrt(chance + 4), -1, 6)
    aside = np.abs(np.arange(height)[:, None] / height - np.arange(width)[None] / width)
    return gains - 0.4 * aside


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
