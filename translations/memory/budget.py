"""Which lists of units are read for a segment: the rarest and nearest, up to a budget.

The weights sum up to an order in which units are compared at all: a unit that
shares rare words with the segment, and is about as long, comes first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from translations.memory.features import Sought

#: No more of one list is counted or read.
LONGEST_LIST: Final = 1_500
#: Entries of all lists that are read for one segment.
BUDGET: Final = 8_000
#: So many units are compared with the segment, letter by letter.
COMPARED: Final = 250
#: What one class of length more weighs, against a word that is ten times as frequent.
_PER_CLASS, _PER_TENFOLD = 10, 23
_EVERYTHING = 6  #: the logarithm of a million


class Listed(NamedTuple):
    """A list to be read; `whole`: all of it."""

    key: int
    weight: int
    whole: bool


def chosen(sought: Iterable[Sought], counts: Mapping[int, int]) -> tuple[Listed, ...]:
    """Choose the lists to read, given how many entries each has, up to `LONGEST_LIST`."""
    return tuple(_chosen(sought, counts))


def _chosen(sought: Iterable[Sought], counts: Mapping[int, int]) -> Iterator[Listed]:
    left = BUDGET
    known = [each for each in sought if counts.get(each.key)]
    for each in sorted(known, key=lambda s: (counts[s.key] * (1 + s.distance) ** 2, s.key)):
        count = counts[each.key]
        if count <= left:
            left -= count
            yield Listed(each.key, _weight(count, each.distance), count < LONGEST_LIST)


def _weight(count: int, distance: int) -> int:
    return round(_PER_TENFOLD * (_EVERYTHING - math.log10(count))) - _PER_CLASS * distance
