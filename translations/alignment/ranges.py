"""Two things that numpy lacks: many ranges at once, and sums by place with their type."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def ranges(begin: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    """All numbers of half-open ranges, one range after another."""
    lengths = end - begin
    total = int(lengths.sum())
    if not total:
        return np.zeros(0, np.int64)
    shift = np.repeat(begin - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    return np.arange(total) + shift


def totals(
    places: NDArray[np.int64], weights: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    """What all weights of each place come to; places are numbers below `size`."""
    return np.bincount(places, weights, size).astype(np.float64, copy=False)
