"""All ways through a text at once: forward and backward sums, and the best way by expectation.

Rows are boundaries of the source, columns boundaries of the target. Three things may
have happened last: a link, a source sentence without counterpart, a target sentence
without counterpart; the last two come in runs (an affine gap). Many regions of like size
are computed side by side, which keeps the number of steps small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from translations.alignment.features import Floats, Ints
from translations.alignment.shapes import Priors, Shape

Choices = NDArray[np.int8]

#: Stands for an impossible way.
NEVER: Final = -1e30
#: What a bead must be worth to be chosen: about half of the share of beads that come out
#: right, as one bead more is divided by in precision and in recall.
_LEAST_LINK: Final = 0.4
#: An unmatched sentence counts in the precision alone: it must be surer, and counts half.
_LEAST_ALONE: Final = 0.75
_ALONE_COUNTS: Final = 0.5


@dataclass(frozen=True, kw_only=True)
class Lattice:
    """Scores of links: `scores[t, r, c, k]` ends in row r and column low[r] + k of region c.

    `ends` are the last row and column of every region. All regions of a lattice
    share `low`, the first column of each row.
    """

    shapes: Sequence[Shape]
    scores: Floats  #: shapes × rows × regions × columns
    low: Ints
    ends: Ints  #: regions × 2


class Way(NamedTuple):
    """One bead on a way through a region, by the boundaries that it ends at."""

    row: int
    column: int
    shape: Shape
    probability: float


@dataclass(frozen=True, kw_only=True)
class Posteriors:
    """The probability of each bead, by where it ends; and expected counts of runs."""

    links: Floats  #: shapes × rows × regions × columns
    source_alone: Floats  #: rows × regions × columns
    target_alone: Floats
    opened: float
    continued: float


@dataclass(frozen=True, kw_only=True)
class _Ways:
    """Log sums over all ways to a cell, or from it, by what happened last."""

    link: Floats
    source: Floats
    target: Floats
    opened: Floats  #: of `source`, the ways on which the run begins here


def posteriors(lattice: Lattice, priors: Priors) -> Posteriors:
    """Forward-backward (Baum and others 1970) over beads."""
    ahead, before = _forward(lattice, priors)
    behind = _backward(lattice, priors)
    start = -int(lattice.low[0])
    whole = behind.link[0, :, start][None, :, None]
    links = np.full_like(lattice.scores, NEVER)
    for row in range(1, len(before)):
        for t, found in enumerate(_linked(before, lattice, row)):
            links[t, row] = found
    links = _probability(links + behind.link - whole)
    source_alone = _probability(ahead.source + behind.source - whole)
    target_alone = _probability(ahead.target + behind.target - whole)
    opened = _doubly(_probability(ahead.opened + behind.source - whole))
    aside = np.logaddexp(ahead.link, ahead.source)[..., :-1] + priors.opening
    opened += _doubly(_probability(aside + behind.target[..., 1:] - whole))
    alone = _doubly(source_alone) + _doubly(target_alone)
    return Posteriors(
        links=links,
        source_alone=source_alone,
        target_alone=target_alone,
        opened=opened,
        continued=max(alone - opened, 0.0),
    )


def _doubly(probability: Floats) -> float:
    """How many there are, each counted as far as it is sure.

    To add up probabilities would make the many sentences that may have been left out,
    and were not, a reason to leave out more of them.
    """
    return float((probability**2).sum())


def best_ways(lattice: Lattice, found: Posteriors) -> list[list[Way]]:
    """For each region the beads that promise most, in order.

    Maximal expected accuracy: the sum of posteriors, less what a bead must be worth, which
    makes it nearly the F1 that is to be expected.
    """
    gains = np.where(lattice.scores > NEVER / 2, found.links - _LEAST_LINK, NEVER)
    down = (found.source_alone - _LEAST_ALONE) * _ALONE_COUNTS
    along = np.cumsum((found.target_alone - _LEAST_ALONE) * _ALONE_COUNTS, axis=2)
    shape = lattice.scores.shape[1:]
    total, choice = np.full(shape, NEVER), np.full(shape, -1, np.int8)
    total[0, :, -lattice.low[0]] = 0.0
    for row in range(shape[0]):
        if row:
            options = [
                _from_row(total, lattice, row, row - a, -b) + gains[t, row]
                for t, (a, b) in enumerate(lattice.shapes)
            ]
            options.append(_from_row(total, lattice, row, row - 1) + down[row])
            stack = np.stack(options)
            choice[row] = stack.argmax(axis=0)
            total[row] = np.maximum(stack.max(axis=0), NEVER)
        run = np.maximum.accumulate(total[row] - along[row], axis=1) + along[row]
        aside = run > total[row] + 1e-12
        choice[row][aside] = len(lattice.shapes) + 1
        total[row] = np.maximum(run, NEVER)
    return [_traced(region, lattice, found, choice) for region in range(shape[1])]


def _traced(region: int, lattice: Lattice, found: Posteriors, choice: Choices) -> list[Way]:
    shapes = [*lattice.shapes, (1, 0), (0, 1)]
    certainty = [*found.links, found.source_alone, found.target_alone]
    row, column = (int(end) for end in lattice.ends[region])
    ways = []
    while row or column:
        place = column - int(lattice.low[row])
        chosen = int(choice[row, region, place])
        shape = shapes[chosen]
        ways.append(Way(row, column, shape, float(certainty[chosen][row, region, place])))
        row, column = row - shape[0], column - shape[1]
    return ways[::-1]


def _forward(lattice: Lattice, priors: Priors) -> tuple[_Ways, Floats]:
    """Sums by what happened last, and over all of it."""
    shape = lattice.scores.shape[1:]
    link, source, target, opened, whole = (np.full(shape, NEVER) for _ in range(5))
    steps = np.arange(shape[2]) * priors.going_on
    link[0, :, -lattice.low[0]] = 0.0
    for row in range(shape[0]):
        if row:
            link[row] = _log_sum(list(_linked(whole, lattice, row)))
            fresh = np.logaddexp(link[row - 1], target[row - 1]) + priors.opening
            shift = int(lattice.low[row] - lattice.low[row - 1])
            opened[row] = _shifted(fresh, shift)
            gone_on = _shifted(source[row - 1] + priors.going_on, shift)
            source[row] = np.logaddexp(opened[row], gone_on)
        started = np.logaddexp(link[row], source[row])
        run = np.logaddexp.accumulate(started - steps, axis=1)[:, :-1]
        target[row, :, 1:] = np.maximum(run + steps[:-1] + priors.opening, NEVER)
        whole[row] = np.logaddexp(started, target[row])
    return _Ways(link=link, source=source, target=target, opened=opened), whole


def _backward(lattice: Lattice, priors: Priors) -> _Ways:
    shape = lattice.scores.shape[1:]
    link, source, target = (np.full(shape, NEVER) for _ in range(3))
    steps = np.arange(shape[2]) * priors.going_on
    for row in range(shape[0] - 1, -1, -1):
        linked = _log_sum([_done(lattice, row), *_onward(link, lattice, row)])
        below = _from_row(source, lattice, row, row + 1)
        opening = np.logaddexp(linked, below + priors.opening)
        run = np.logaddexp.accumulate((opening + steps)[:, ::-1], axis=1)[:, ::-1]
        target[row] = np.maximum(run - steps, NEVER)
        aside = _shifted(target[row], 1) + priors.opening
        link[row] = np.logaddexp(opening, aside)
        source[row] = np.logaddexp(np.logaddexp(linked, below + priors.going_on), aside)
    return _Ways(link=link, source=source, target=target, opened=link)


def _done(lattice: Lattice, row: int) -> Floats:
    """Where a region ends there is nothing left to do."""
    done = np.full(lattice.scores.shape[2:], NEVER)
    ending = np.flatnonzero(lattice.ends[:, 0] == row)
    done[ending, lattice.ends[ending, 1] - lattice.low[row]] = 0.0
    return done


def _onward(link: Floats, lattice: Lattice, row: int) -> Iterator[Floats]:
    """What lies ahead of the cells of a row, by the shape of the next bead."""
    for t, (a, b) in enumerate(lattice.shapes):
        if row + a < len(link):
            shift = int(lattice.low[row] - lattice.low[row + a]) + b
            yield _shifted(lattice.scores[t, row + a] + link[row + a], shift)


def _linked(before: Floats, lattice: Lattice, row: int) -> Iterator[Floats]:
    """What leads to the cells of a row, by the shape of the last bead."""
    for t, (a, b) in enumerate(lattice.shapes):
        yield _from_row(before, lattice, row, row - a, -b) + lattice.scores[t, row]


def _from_row(values: Floats, lattice: Lattice, row: int, other: int, aside: int = 0) -> Floats:
    """The values of another row, moved to the columns of this one and aside."""
    if not 0 <= other < len(values):
        return np.full(values.shape[1:], NEVER)
    return _shifted(values[other], int(lattice.low[row] - lattice.low[other]) + aside)


def _shifted(values: Floats, by: int) -> Floats:
    """Column k of the answer is column k + by of the values, or never."""
    if not by:
        return values
    width = values.shape[1]
    moved = np.empty_like(values)
    if 0 < by < width:
        moved[:, : width - by] = values[:, by:]
        moved[:, width - by :] = NEVER
    elif -width < by < 0:
        moved[:, -by:] = values[:, : width + by]
        moved[:, :-by] = NEVER
    else:
        moved.fill(NEVER)
    return moved


def _log_sum(parts: Sequence[Floats]) -> Floats:
    """The logarithm of the sum of exponentials, never below never."""
    if not parts:
        raise ValueError(parts)
    stack = np.stack(parts)
    most = stack.max(axis=0)
    total: Floats = most + np.log(np.exp(stack - most).sum(axis=0))
    return np.maximum(total, NEVER)


def _probability(logarithm: Floats) -> Floats:
    return np.exp(np.clip(logarithm, -50, 0)) * (logarithm > -50)
