"""How many sentences of either side a bead may hold, and how often each shape is met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

import numpy as np

Shape = tuple[int, int]

#: How often beads of each shape were met in texts aligned by hand, roughly.
USUAL: Final[Mapping[Shape, float]] = MappingProxyType(
    {
        (1, 1): 0.86,
        (1, 2): 0.04,
        (2, 1): 0.04,
        (2, 2): 0.006,
        (1, 3): 0.006,
        (3, 1): 0.006,
        (1, 4): 0.002,
        (4, 1): 0.002,
        (2, 3): 0.001,
        (3, 2): 0.001,
        (1, 5): 0.0006,
        (5, 1): 0.0006,
        (1, 6): 0.0003,
        (6, 1): 0.0003,
        (2, 4): 0.0003,
        (4, 2): 0.0003,
        (3, 3): 0.0003,
    }
)
SHAPES: Final = tuple(USUAL)
#: The shapes that a first look at a long text makes do with.
FEW: Final = SHAPES[:6]

_NULLS: Final = 0.024
_GOES_ON: Final = 0.3
#: What remains of unmatched sentences that were counted: free translations look like them.
_LEFT_OUT: Final = 0.6
#: What is counted outweighs what is usual from about so many beads on.
_TRUST: Final = 60.0


@dataclass(frozen=True, kw_only=True)
class Priors:
    """Log probabilities of shapes, and of sentences without counterpart.

    Those come in runs: to open a run is rare, to go on in it is not, which lets a
    chapter that was left out cost less than as many single sentences.
    """

    links: Mapping[Shape, float] = field(
        default_factory=lambda: {shape: float(np.log(p)) for shape, p in USUAL.items()}
    )
    opening: float = float(np.log(_NULLS / 2))
    going_on: float = float(np.log(_GOES_ON))


def estimated(links: Mapping[Shape, float], opened: float, continued: float) -> Priors:
    """Priors from counts of beads and of runs of unmatched sentences."""
    weights = {shape: links.get(shape, 0.0) + p * _TRUST for shape, p in USUAL.items()}
    runs = opened * _LEFT_OUT + _NULLS * _TRUST
    total = sum(weights.values()) + runs
    goes_on = (continued + _GOES_ON * 5) / (continued + opened + 5)
    return Priors(
        links={shape: float(np.log(weight / total)) for shape, weight in weights.items()},
        opening=float(np.log(runs / total / 2)),
        going_on=float(np.log(min(goes_on, 0.97))),
    )
