"""Passages that stand elsewhere in the translation: reported, as no order can hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from translations.alignment.features import Floats
from translations.alignment.field import Field
from translations.alignment.regions import Found
from translations.alignment.scoring import Scorer

#: What must speak for two unmatched sentences, in nats.
_CONVINCES: Final = 9.0
#: Longer runs of unmatched sentences are another text.
_MOST: Final = 600


def moved(scorer: Scorer, beads: Sequence[Found]) -> Iterator[tuple[list[int], list[int]]]:
    """Runs of unmatched sentences of both sides that correspond, as their numbers."""
    ours = [bead.source - 1 for bead in beads if bead.shape == (1, 0)][:_MOST]
    theirs = [bead.target - 1 for bead in beads if bead.shape == (0, 1)][:_MOST]
    if not (ours and theirs):
        return
    odds = _odds(scorer, ours, theirs)
    pairs = [
        (ours[row], theirs[column])
        for row, column in enumerate(odds.argmax(axis=1))
        if odds[row, column] > _CONVINCES and odds[:, column].argmax() == row
    ]
    yield from _runs(pairs)


def _odds(scorer: Scorer, ours: Sequence[int], theirs: Sequence[int]) -> Floats:
    """The log odds of every unmatched sentence of one side with every one of the other."""
    rows = np.array(ours, np.int64) + 1
    last = np.full(len(rows), scorer.target.size, np.int64)
    field = Field(rows, np.zeros(len(rows), np.int64), last)
    scores = scorer.over(field, [(1, 1)]).reshape(len(rows), -1)
    return scores[:, np.array(theirs, np.int64) + 1] - scorer.priors.links[1, 1]


def _runs(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Pairs that follow each other on both sides, together."""
    run: list[tuple[int, int]] = []
    for pair in pairs:
        if run and not (pair[0] - run[-1][0] <= 2 and 0 < pair[1] - run[-1][1] <= 2):
            yield [a for a, _ in run], [b for _, b in run]
            run = []
        run.append(pair)
    if run:
        yield [a for a, _ in run], [b for _, b in run]
