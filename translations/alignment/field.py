"""The part of the plane of boundaries that is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from translations.alignment.ranges import ranges

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Field:
    """Cells: for each of some boundaries of the source, consecutive boundaries of the target.

    Row r is boundary `rows[r]` of the source, in order, with the boundaries `low[r]` …
    `high[r]` of the target; both never decrease. Cells are numbered row by row.
    """

    rows: Ints
    low: Ints
    high: Ints

    @cached_property
    def offset(self) -> Ints:
        """The number of the first cell of each row, and of all cells."""
        return np.concatenate(([0], np.cumsum(self.high - self.low + 1)))

    @property
    def size(self) -> int:
        return int(self.offset[-1])

    @cached_property
    def ends(self) -> Ints:
        """The boundary of the source of every cell."""
        return np.repeat(self.rows, self.high - self.low + 1)

    @cached_property
    def columns(self) -> Ints:
        """The boundary of the target of every cell."""
        return ranges(self.low, self.high + 1)

    @property
    def extent(self) -> tuple[range, range]:
        """The boundaries of both sides that cells have."""
        return (
            range(int(self.rows[0]), int(self.rows[-1]) + 1),
            range(int(self.low[0]), int(self.high[-1]) + 1),
        )

    @cached_property
    def _row(self) -> Ints:
        """The row of each boundary from the first on, or -1."""
        places = np.full(int(self.rows[-1] - self.rows[0]) + 1, -1, np.int64)
        places[self.rows - self.rows[0]] = np.arange(len(self.rows))
        return places

    def cells(self, ends: Ints, columns: Ints) -> tuple[Ints, Ints]:
        """The cells at pairs of boundaries, and which pairs have one."""
        at = ends - self.rows[0]
        inside = np.flatnonzero((at >= 0) & (at < len(self._row)))
        row = self._row[at[inside]]
        held = (row >= 0) & (columns[inside] >= self.low[row]) & (columns[inside] <= self.high[row])
        inside, row = inside[held], row[held]
        return self.offset[row] + columns[inside] - self.low[row], inside
