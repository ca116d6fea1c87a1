"""Long sentences become long ones (Gale and Church 1993), measured as odds.

The logarithm of the ratio of lengths is normal around a ratio that the two languages
have, wider for short sentences; against it stands the chance that so many sentences
of the target, picked at random, are as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from translations.alignment.features import LONGEST, Floats, Side

_FIXED: Final = 0.06
_BY_LENGTH: Final = 1.2
#: So many beads like the usual ones are added to those that are measured.
_FEW: Final = 40
#: Bad lengths say no more than this, in nats.
_WORST: Final = -8.0


@dataclass(frozen=True, kw_only=True)
class Lengths:
    """The model; `ratio` is target length by source length."""

    ratio: float
    fixed: float = _FIXED
    by_length: float = _BY_LENGTH

    def odds(self, source: Floats, target: Floats, usual: tuple[float, float]) -> Floats:
        """The log odds of pairs of lengths; `usual` is mean and deviation of log target lengths."""
        spread = self.fixed + self.by_length / np.sqrt(source * target * self.ratio)
        distance = np.log(target / (source * self.ratio))
        fits = np.maximum(-0.5 * np.log(spread) - 0.5 * distance**2 / spread, _WORST)
        mean, deviation = usual
        odds: Floats = fits + np.log(deviation) + 0.5 * ((np.log(target) - mean) / deviation) ** 2
        return odds


def measured(source: Floats, target: Floats, usual: Lengths) -> Lengths:
    """The model of beads that are sure, shrunk towards what is usual where they are few."""
    ratio = float(np.exp(np.median(np.log(target / source))))
    squares = np.log(target / source / ratio) ** 2
    inverse = 1 / np.sqrt(source * target)
    design = np.column_stack((np.ones(len(inverse)), inverse))
    observed = np.minimum(squares, np.quantile(squares, 0.97))
    fixed, by_length = np.linalg.lstsq(design, observed, rcond=None)[0]
    trust = len(source) / (len(source) + _FEW)
    return Lengths(
        ratio=ratio,
        fixed=max(0.01, trust * float(fixed) + (1 - trust) * usual.fixed),
        by_length=max(0.3, trust * float(by_length) + (1 - trust) * usual.by_length),
    )


def usual_lengths(side: Side) -> Sequence[tuple[float, float]]:
    """Mean and deviation of the log length of n sentences in a row, by n from 1; [0] is no use."""
    return [(0.0, 1.0), *(_usual(side, count) for count in range(1, LONGEST + 1))]


def _usual(side: Side, count: int) -> tuple[float, float]:
    if side.size < count:
        return 4.5, 0.5
    sums = np.log(side.upto[count:] - side.upto[:-count])
    return float(sums.mean()), max(float(sums.std()), 0.25)
