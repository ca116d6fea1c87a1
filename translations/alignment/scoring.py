"""What every bead is worth, put together: words, lengths, edges, paragraphs, shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

import numpy as np

from translations.alignment.clauses import Clauses
from translations.alignment.edges import Meetings
from translations.alignment.evidence import Evidence
from translations.alignment.features import Floats, Ints, Side
from translations.alignment.field import Field
from translations.alignment.lattice import NEVER
from translations.alignment.lengths import Lengths, usual_lengths
from translations.alignment.shapes import Priors, Shape

_Numbers = TypeVar("_Numbers", Floats, Ints)

#: Words and lengths are not as independent as the model takes them.
_WORDS: Final = 0.8
_LENGTHS: Final = 0.9
#: A bead that ends inside a sentence on one side only.
_CUT: Final = -1.5
#: A bead ends where both sides begin a paragraph, or one does.
_TOGETHER: Final = 1.5
_APART: Final = -0.7


@dataclass(frozen=True, kw_only=True)
class Scorer:
    """Scores of beads over two texts, under what has been learnt so far."""

    source: Side
    target: Side
    evidence: Evidence
    lengths: Lengths
    clauses: Clauses
    edges: Meetings
    priors: Priors

    @cached_property
    def _usual(self) -> Sequence[tuple[float, float]]:
        return usual_lengths(self.target)

    def over(self, field: Field, shapes: Sequence[Shape]) -> Floats:
        """The log odds of beads that end in the cells of a field: shapes × cells."""
        parted = np.abs(self.source.cut[field.ends] - self.target.cut[field.columns])
        everywhere: Floats = _CUT * parted
        everywhere += self._paragraphs(field)
        ours, theirs = self.source.edges.at(field.ends), self.target.edges.at(field.columns)
        everywhere += self.edges.of(ours, theirs)
        scores = _WORDS * self.evidence.over(field, shapes) + everywhere
        for t, shape in enumerate(shapes):
            scores[t] += self._of(field.ends, field.columns, shape)
        return scores

    def _of(self, ends: Ints, columns: Ints, shape: Shape) -> Floats:
        """What lengths and clauses say, and how usual the shape is."""
        ours, theirs = shape
        scores = _LENGTHS * self._lengths(ends, columns, shape) + self.priors.links[shape]
        scores += self.clauses.of(
            _between(self.source.clauses_upto, ends, ours),
            _between(self.target.clauses_upto, columns, theirs),
        )
        alone = _between(self.source.alone, ends, ours)
        scores[alone + _between(self.target.alone, columns, theirs) > 0] = NEVER
        return scores

    def _lengths(self, ends: Ints, columns: Ints, shape: Shape) -> Floats:
        source = _between(self.source.upto, ends, shape[0])
        target = _between(self.target.upto, columns, shape[1])
        source, target = np.maximum(source, 1), np.maximum(target, 1)
        return self.lengths.odds(source, target, self._usual[shape[1]])

    def _paragraphs(self, field: Field) -> Floats:
        """Where both sides begin a paragraph is a likely place for beads to end."""
        ours, theirs = self.source.fresh[field.ends], self.target.fresh[field.columns]
        if not (self.source.fresh.any() and self.target.fresh.any()):
            return np.zeros(field.size)
        return _TOGETHER * (ours & theirs) + _APART * (ours ^ theirs)


def _between(upto: _Numbers, ends: Ints, count: int) -> _Numbers:
    """The sum over the last `count` sentences before a boundary."""
    return upto[ends] - upto[np.maximum(ends - count, 0)]
