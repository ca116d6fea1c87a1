"""What every bead is worth, put together: words, lengths, cuts, paragraphs, shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from translations.alignment.clauses import Clauses
from translations.alignment.evidence import Evidence, Field
from translations.alignment.features import Floats, Ints, Side
from translations.alignment.lengths import Lengths, usual_lengths
from translations.alignment.shapes import Priors, Shape

#: Words and lengths are not as independent as the model takes them.
_WORDS: Final = 0.8
_LENGTHS: Final = 0.9
#: A bead that ends inside a sentence on one side only.
_CUT: Final = -1.5
#: Both sides begin a paragraph; a paragraph runs through a bead.
_TOGETHER: Final = 1.0
_THROUGH: Final = -1.5


@dataclass(frozen=True, kw_only=True)
class Scorer:
    """Scores of beads over two texts, under what has been learnt so far."""

    source: Side
    target: Side
    evidence: Evidence
    lengths: Lengths
    clauses: Clauses
    priors: Priors

    @cached_property
    def _usual(self) -> Sequence[tuple[float, float]]:
        return usual_lengths(self.target)

    def over(self, field: Field, shape: Shape) -> Floats:
        """The log odds of beads of one shape that end in the cells of a field."""
        ours, theirs = shape
        row = field.row
        ends = field.rows[row]
        columns = np.arange(field.size) - field.offset[row] + field.low[row]
        scores = _WORDS * self.evidence.over(field, ours, theirs)
        scores += self.priors.links[shape]
        scores += _LENGTHS * self._lengths(ends, columns, shape)
        scores += _CUT * (self.source.cut[ends] ^ self.target.cut[columns])
        scores += self._clauses(ends, columns, shape)
        scores += self._paragraphs(ends, columns, shape)
        return scores

    def _lengths(self, ends: Ints, columns: Ints, shape: Shape) -> Floats:
        source = _between(self.source.upto, ends, shape[0])
        target = _between(self.target.upto, columns, shape[1])
        source, target = np.maximum(source, 1), np.maximum(target, 1)
        return self.lengths.odds(source, target, self._usual[shape[1]])

    def _clauses(self, ends: Ints, columns: Ints, shape: Shape) -> Floats:
        ours = _between(self.source.clauses_upto, ends, shape[0])
        theirs = _between(self.target.clauses_upto, columns, shape[1])
        return self.clauses.of(ours, theirs)

    def _paragraphs(self, ends: Ints, columns: Ints, shape: Shape) -> Floats:
        if not (self.source.fresh.any() and self.target.fresh.any()):
            return np.zeros(len(ends))
        together = self.source.fresh[ends] & self.target.fresh[columns]
        return _TOGETHER * together


def _between(upto: Floats, ends: Ints, count: int) -> Floats:
    """The sum over the last `count` sentences before a boundary."""
    return upto[ends] - upto[np.maximum(ends - count, 0)]
