"""Which lists of units are read for a segment, how far, and which of their units are compared.

Every list is read a little way; what that tells of its length decides which are
read on. The weights of the lists that a unit stands in sum up to an order in
which units are compared at all: one that shares most letters with the segment,
in rare words, and is about as long, comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from translations.memory.features import Sought

#: So many entries are read of every list; more make it a long one.
FIRST: Final = 300
#: No more is read of a long list, and no more of all long lists together.
LONGEST_LIST, BUDGET = 6_000, 20_000
#: So many long lists are read on: the nearest in length first, of them the longest words.
_LONG: Final = 6
#: So many units at least and at most are compared with a segment, letter by letter;
#: between them the square of its length is what one of them costs.
FEWEST, MOST, _COST = 100, 350, 1_500_000
#: Beyond so many a unit is compared only if it weighs that share of the heaviest.
ENOUGH, _SHARE = 250, 0.3
#: What one class of length more weighs, against a letter, and against a word that is ten
#: times as frequent.
_PER_CLASS, _PER_LETTER, _PER_TENFOLD = 180, 50, 23
_EVERYTHING = 6  #: the logarithm of a million

#: Numbers of units.
Ids = NDArray[np.int64]
#: Where the distance and the weight stand beside the number of a unit: all in one
#: integer, so that one sort brings together what belongs to a unit.
_UNIT, _DISTANCE, _WEIGHT = 24, 16, 0xFFFF


class Filed(NamedTuple):
    """A list as far as it was read, never an empty one."""

    sought: Sought
    units: Ids


def to_read_on(lists: Sequence[Filed]) -> tuple[frozenset[int], int]:
    """Name the lists that are worth reading on, and how many entries of each."""
    cut = [each.sought for each in lists if len(each.units) >= FIRST]
    nearest = sorted(cut, key=lambda each: (each.distance, -each.letters, each.key))[:_LONG]
    most = min(LONGEST_LIST, BUDGET // max(1, len(nearest)))
    return frozenset(sought.key for sought in nearest), most


def compared(length: int) -> int:
    """Say how many units are compared with a text: the shorter it is, the more resemble it."""
    return max(FEWEST, min(MOST, _COST // max(1, length**2)))


def best(lists: Sequence[Filed], most: int) -> Ids:
    """Give the units to be compared, in ascending order."""
    if not lists:
        return np.empty(0, np.int64)
    entries: Ids = np.concatenate([each.units for each in lists]) << _UNIT
    entries += np.repeat(_marks(lists), [len(each.units) for each in lists])
    entries.sort(kind="stable")
    units: Ids = entries >> _UNIT
    starts: Ids = np.flatnonzero(np.concatenate(([True], units[1:] != units[:-1])))
    distances = (entries[starts] >> _DISTANCE) & ((1 << (_UNIT - _DISTANCE)) - 1)
    weights = np.add.reduceat(entries & _WEIGHT, starts) - _PER_CLASS * distances
    return units[starts[np.sort(_heaviest(weights, most))]]


def _heaviest(weights: Ids, most: int) -> Ids:
    """Give the places of the units to be compared."""
    heavy = np.count_nonzero(weights >= _SHARE * weights.max())
    most = min(most, max(ENOUGH, int(heavy)))
    places: Ids = np.arange(len(weights))
    return places if len(weights) <= most else np.argpartition(weights, -most)[-most:]


def _marks(lists: Sequence[Filed]) -> Ids:
    """The distance and the weight of each list."""
    lengths = np.array([len(each.units) for each in lists])
    rarity = np.rint(_PER_TENFOLD * np.maximum(0, _EVERYTHING - np.log10(lengths)))
    distances: Ids = np.array([each.sought.distance for each in lists], np.int64)
    letters: Ids = np.array([each.sought.letters for each in lists], np.int64)
    marks: Ids = (distances << _DISTANCE) + _PER_LETTER * letters + rarity.astype(np.int64)
    return marks
