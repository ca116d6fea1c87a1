"""Parts of the plane of boundaries that are searched, and how they are searched together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from translations.alignment.features import Floats, Ints
from translations.alignment.field import Field
from translations.alignment.lattice import NEVER, Lattice, Way, best_ways, posteriors
from translations.alignment.scoring import Scorer
from translations.alignment.shapes import Shape

#: A larger region is searched near an expected way only.
_LARGEST: Final = 40_000
#: So many cells are searched at once, over so many sentences of the source.
_AT_ONCE: Final = 100_000
_ROWS_AT_ONCE: Final = 3_000

Point = tuple[int, int]


class Region(NamedTuple):
    """From one pair of boundaries to another, with the columns to look at in every row."""

    start: Point
    end: Point
    low: Ints
    high: Ints

    @property
    def rows(self) -> int:
        return self.end[0] - self.start[0]

    @property
    def columns(self) -> int:
        return self.end[1] - self.start[1]

    @property
    def size(self) -> int:
        """How many cells are looked at."""
        if self.is_whole:
            return (self.rows + 1) * (self.columns + 1)
        return int((self.high - self.low + 1).sum())

    @property
    def is_whole(self) -> bool:
        """Whether every cell is looked at."""
        return len(self.low) == 0


class Found(NamedTuple):
    """One bead: the boundaries that it ends at, its shape and its probability."""

    source: int
    target: int
    shape: Shape
    probability: float

    @property
    def ours(self) -> range:
        """The sentences of the source, counted from 0."""
        return range(self.source - self.shape[0], self.source)

    @property
    def theirs(self) -> range:
        return range(self.target - self.shape[1], self.target)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a search has found: beads in order, and expected counts."""

    beads: Sequence[Found]
    links: dict[Shape, float]
    opened: float
    continued: float


def whole(start: Point, end: Point) -> Region:
    """A region of which every cell is looked at."""
    nothing = np.zeros(0, np.int64)
    return Region(start, end, nothing, nothing)


def corridor(start: Point, end: Point, way: Floats, width: int) -> Region:
    """A region that is looked at near an expected way: the column expected in each row."""
    rows = end[0] - start[0]
    ahead = np.append(way[1:], way[-1])
    low = np.clip(np.floor(way).astype(np.int64) - width, start[1], end[1])
    high = np.clip(np.ceil(np.maximum(way, ahead)).astype(np.int64) + width, start[1], end[1])
    low, high = np.maximum.accumulate(low), np.maximum.accumulate(high)
    low[0], high[rows] = start[1], end[1]
    return Region(start, end, low, high)


def between(points: Sequence[Point], way: Floats | None = None, width: int = 0) -> list[Region]:
    """The regions between points that every way goes through; large ones near the way."""
    regions = []
    for start, end in pairwise(points):
        area = (end[0] - start[0] + 1) * (end[1] - start[1] + 1)
        if way is None or area <= _LARGEST:
            regions.append(whole(start, end))
        else:
            first = points[0][0]
            part = way[start[0] - first : end[0] - first + 1]
            regions.append(corridor(start, end, part, width))
    return regions


def search(scorer: Scorer, regions: Sequence[Region], shapes: Sequence[Shape]) -> Outcome:
    """Find the best way through every region."""
    ways: list[Sequence[Found]] = [()] * len(regions)
    links: defaultdict[Shape, float] = defaultdict(float)
    opened = continued = 0.0
    for group in _groups(regions):
        scores = _Scores.of(scorer, [regions[at] for at in group], shapes)
        for batch in _batches(regions, group):
            lattice = scores.lattice([group.index(at) for at in batch])
            found = posteriors(lattice, scorer.priors)
            for at, way in zip(batch, best_ways(lattice, found), strict=True):
                ways[at] = [_placed(step, regions[at]) for step in way]
            for t, shape in enumerate(shapes):
                links[shape] += float(found.links[t].sum())
            opened += found.opened
            continued += found.continued
    beads = [bead for way in ways for bead in way]
    return Outcome(beads=beads, links=dict(links), opened=opened, continued=continued)


@dataclass(frozen=True, kw_only=True)
class _Scores:
    """Scores of all cells of some regions, row after row."""

    regions: Sequence[Region]
    shapes: Sequence[Shape]
    field: Field
    flat: Floats  #: shapes × cells
    first: Ints  #: the first row of each region in the field

    @classmethod
    def of(cls, scorer: Scorer, regions: Sequence[Region], shapes: Sequence[Shape]) -> _Scores:
        field = Field(*map(np.concatenate, zip(*map(_rows, regions), strict=True)))
        flat = scorer.over(field, shapes) if field.size else np.zeros((len(shapes), 0))
        first = np.concatenate(([0], np.cumsum([region.rows for region in regions])))
        return cls(regions=regions, shapes=shapes, field=field, flat=flat, first=first)

    def lattice(self, numbers: Sequence[int]) -> Lattice:
        """Some of the regions side by side."""
        regions = [self.regions[number] for number in numbers]
        rows = max(region.rows for region in regions)
        if regions[0].is_whole:
            low = np.zeros(rows + 1, np.int64)
            width = max(region.columns for region in regions) + 1
        else:
            low = regions[0].low - regions[0].start[1]
            width = int((regions[0].high - regions[0].low).max()) + 1
        scores = np.full((len(self.shapes), rows + 1, len(regions), width), NEVER)
        for c, number in enumerate(numbers):
            begin, end = self.first[number], self.first[number + 1]
            if begin < end:
                self._copy(scores, c, int(begin), int(end))
        ends = np.array([(region.rows, region.columns) for region in regions], np.int64)
        return Lattice(shapes=self.shapes, scores=scores, low=low, ends=ends)

    def _copy(self, scores: Floats, region: int, begin: int, end: int) -> None:
        field = self.field
        widths = field.high[begin:end] - field.low[begin:end] + 1
        start = int(field.offset[begin])
        flat = self.flat[:, start : start + int(widths.sum())]
        if (widths == widths[0]).all():
            block = flat.reshape(len(self.shapes), end - begin, int(widths[0]))
            scores[:, 1 : end - begin + 1, region, : int(widths[0])] = block
            return
        row = np.repeat(np.arange(1, end - begin + 1), widths)
        column = np.arange(len(row)) - np.repeat(np.cumsum(widths) - widths, widths)
        scores[:, row, region, column] = flat


def _placed(step: Way, region: Region) -> Found:
    source, target = region.start
    return Found(source + step.row, target + step.column, step.shape, step.probability)


def _groups(regions: Sequence[Region]) -> Iterator[range]:
    """Consecutive regions whose cells fit into memory together."""
    begin, cells = 0, 0
    for at, region in enumerate(regions):
        size = region.size
        far = region.end[0] - regions[begin].start[0] > _ROWS_AT_ONCE
        if at > begin and (far or cells + size > _AT_ONCE):
            yield range(begin, at)
            begin, cells = at, 0
        cells += size
    yield range(begin, len(regions))


def _batches(regions: Sequence[Region], group: range) -> Iterator[list[int]]:
    """The numbers of regions of like size, which are searched side by side."""
    sizes: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for at in group:
        if regions[at].is_whole:
            sizes[regions[at].rows.bit_length(), regions[at].columns.bit_length()].append(at)
        else:
            yield [at]
    yield from sizes.values()


def _rows(region: Region) -> tuple[Ints, Ints, Ints]:
    """The boundaries at which beads may end, with their columns; never the first."""
    rows = np.arange(region.start[0] + 1, region.end[0] + 1)
    if region.is_whole:
        return rows, np.full(len(rows), region.start[1]), np.full(len(rows), region.end[1])
    return rows, region.low[1:], region.high[1:]
