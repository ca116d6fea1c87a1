"""Beads that hold together because a sentence of one side bridges two of the other.

Where a translator, or whoever split the text, moved the end of a sentence (*… 250 m. |
Six heures …* for *… 250 Meter. Sechs Stunden …*), each sentence fits its neighbour well,
and one of them reaches over into the next. To unite all features of such a bead would
hide how well they fit, since more sentences hit more by chance; so each sentence is
weighed here beside those alone that it can reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from translations.alignment.features import Floats, Ints
from translations.alignment.field import Field
from translations.alignment.shapes import Shape

#: Shapes of beads that are looked at in this way.
BRIDGED: Final[Sequence[Shape]] = ((2, 2), (2, 3), (3, 2))
#: What it costs, in nats, that a bead may be staggered in several ways.
_COST: Final = 2.0


class Steps(NamedTuple):
    """From every cell to its neighbour; what is outside a field is one cell behind the last."""

    up: Ints  #: one sentence of the source less
    left: Ints  #: one sentence of the target less

    @classmethod
    def of(cls, field: Field) -> Steps:
        up, left = np.full((2, field.size + 1), field.size)
        for steps, rows, columns in (
            (up, field.ends - 1, field.columns),
            (left, field.ends, field.columns - 1),
        ):
            cells, inside = field.cells(rows, columns)
            steps[inside] = cells
        return cls(up, left)

    def turned(self) -> Steps:
        """The same with the sides in each other's place."""
        return Steps(self.left, self.up)


def gain(ours: Sequence[Floats], theirs: Sequence[Floats], steps: Steps, count: int) -> Floats:
    """What it gains a bead of two of our sentences and some of theirs to be staggered.

    `ours[n]` is what the last of our sentences says beside the last n + 1 of theirs, by
    cells, and `theirs[n]` what the last of theirs says beside the last n + 1 of ours.
    """
    back = [np.arange(len(steps.left))]
    for _ in range(count):
        back.append(steps.left[back[-1]])
    united = ours[count - 1] + ours[count - 1][steps.up]
    united = united + sum(theirs[1][back[n]] for n in range(count))
    best: Floats = np.zeros(len(united))
    for after in range(count):
        # Our first sentence goes as far as the bridge, before so many of theirs, the second
        # from there on.
        first = ours[count - after - 1][steps.up[back[after]]]
        found = first + ours[after] + theirs[1][back[after]]
        found = found + sum(theirs[0][back[n]] for n in range(after))
        found = found + sum(theirs[0][steps.up[back[n]]] for n in range(after + 1, count))
        best = np.maximum(best, found - united - _COST)
    return best
