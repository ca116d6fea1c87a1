"""Whether beads hold as many sentences by their inner ends as their counterparts: as odds.

A sentence may hold two, joined by a semicolon or by whoever split the text. Translators
of news keep them apart, those of novels often do not: so it is learnt from beads that
are sure what a difference says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from translations.alignment.features import Floats, Ints

#: Differences of so many and more are one.
_MOST: Final = 2
#: So many beads without any difference or chance are added to what is counted.
_SMOOTH: Final = 20.0


@dataclass(frozen=True, kw_only=True)
class Clauses:
    """The log odds of a bead, by the difference of clauses."""

    odds: Sequence[float] = (0.0, -0.25, -0.5)

    def of(self, source: Ints, target: Ints) -> Floats:
        difference = np.minimum(np.abs(source - target), _MOST)
        odds: Floats = np.array(self.odds)[difference]
        return odds


def estimated(source: Ints, target: Ints) -> Clauses:
    """Odds from the clauses of beads that are sure, against beads put together by chance."""
    ours, theirs = np.bincount(source), np.bincount(target)
    chance = np.zeros(_MOST + 1)
    for one, many in enumerate(ours):
        for other, times in enumerate(theirs):
            chance[min(abs(one - other), _MOST)] += many * times
    chance /= chance.sum()
    difference = np.minimum(np.abs(source - target), _MOST)
    seen = np.bincount(difference, minlength=_MOST + 1) + _SMOOTH * chance
    odds = np.log((seen / seen.sum() + 1e-6) / (chance + 1e-6))
    return Clauses(odds=tuple(float(x) for x in np.clip(odds, -1.5, 0.5)))
