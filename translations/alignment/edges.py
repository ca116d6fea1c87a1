"""How sentences end and begin where beads part on both sides: as odds.

What ends in a question mark is rarely translated by what ends in a colon, and where one
side begins to speak, with a dash, the other mostly does too, with a quotation mark. What
goes together differs from text to text, so it is learnt from beads that are sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_CLOSERS: Final = "\"»“”’')] \u00a0"
_QUOTES: Final = frozenset("\"»“”’'")
#: Ends and beginnings by their marks; what has none of them is one kind more.
_ENDS: Final = (".", "?", "!", ":", ",;–—-", "…")
_BEGINNINGS: Final = ("\"«„“‘'", "–—-", "([")
_DIGIT, _SMALL, _LETTER, _OTHER = range(len(_BEGINNINGS), len(_BEGINNINGS) + 4)
#: So many kinds of ends, and as many again with a quotation mark behind.
_PLAIN: Final = len(_ENDS) + 1
_KINDS: Final = 2 * _PLAIN

#: Words, marks among them, and edges are not as independent as the model takes them.
_COUNTS: Final = 0.4
#: So many boundaries like the usual ones are added to those that are counted.
_SMOOTH: Final = 4.0
_MOST: Final = 2.0


class Edges(NamedTuple):
    """For boundaries, the kinds of the sentence that ends there and of the one that begins."""

    ends: Ints
    beginnings: Ints

    def at(self, boundaries: Ints) -> Self:
        """The same for some of the boundaries, in their order."""
        return type(self)(self.ends[boundaries], self.beginnings[boundaries])


def read_edges(sentences: Sequence[str]) -> Edges:
    """The edges at every boundary: before each sentence, and behind the last."""
    return Edges(
        ends=np.array([0, *map(_end, sentences)], np.int64),
        beginnings=np.array([*map(_beginning, sentences), 0], np.int64),
    )


def _end(sentence: str) -> int:
    written = sentence.rstrip()
    bare = written.rstrip(_CLOSERS)
    last = "…" if bare.endswith("...") else bare[-1:]
    quoted = bare != written and written[-1] in _QUOTES
    return _kind(last, _ENDS) + _PLAIN * quoted


def _beginning(sentence: str) -> int:
    first = sentence.lstrip()[:1]
    kind = _kind(first, _BEGINNINGS)
    if kind < len(_BEGINNINGS):
        return kind
    if first.isdigit():
        return _DIGIT
    if first.islower():
        return _SMALL
    return _LETTER if first.isalpha() else _OTHER


def _kind(mark: str, kinds: Sequence[str]) -> int:
    """Which of the kinds has a mark; after the last, if none has."""
    fits = (at for at, marks in enumerate(kinds) if mark and mark in marks)
    return next(fits, len(kinds))


def _usual_ends() -> Floats:
    """Like ends go together; that both are full stops says nothing."""
    kind = np.arange(_KINDS) % _PLAIN
    odds = np.where(kind[:, None] == kind, 0.8, -0.8)
    odds[np.ix_(kind == 0, kind == 0)] = 0.0
    return odds


def _usual_beginnings() -> Floats:
    """Like beginnings go together, and those of speech."""
    odds = np.where(np.eye(_KINDS, dtype=np.bool_), 0.3, -0.4)
    odds[:2, :2] = 0.5
    np.fill_diagonal(odds, 0.3)
    return odds


@dataclass(frozen=True, kw_only=True)
class Meetings:
    """The log odds that edges meet, by their kinds on both sides."""

    ends: Floats = field(default_factory=_usual_ends)
    beginnings: Floats = field(default_factory=_usual_beginnings)

    def of(self, source: Edges, target: Edges) -> Floats:
        """The log odds of beads that end at boundaries with these edges."""
        odds: Floats = self.ends[source.ends, target.ends]
        odds = odds + self.beginnings[source.beginnings, target.beginnings]
        return _COUNTS * odds


def estimated(source: Edges, target: Edges, rows: Ints, columns: Ints) -> Meetings:
    """Odds from the boundaries that sure beads end at, against boundaries that meet by chance."""
    usual = Meetings()
    starts = source.beginnings, target.beginnings
    return Meetings(
        ends=_odds(_seen((source.ends, target.ends), rows, columns), usual.ends),
        beginnings=_odds(_seen(starts, rows, columns), usual.beginnings),
    )


def _seen(kinds: tuple[Ints, Ints], rows: Ints, columns: Ints) -> tuple[Floats, Floats]:
    """How often kinds meet at some boundaries, and how often they would by chance."""
    ours, theirs = (np.bincount(each, minlength=_KINDS) / len(each) for each in kinds)
    seen = np.zeros((_KINDS, _KINDS))
    np.add.at(seen, (kinds[0][rows], kinds[1][columns]), 1.0)
    return seen, len(rows) * np.outer(ours, theirs)


def _odds(counted: tuple[Floats, Floats], usual: Floats) -> Floats:
    seen, expected = counted
    odds: Floats = np.log((seen + _SMOOTH * np.exp(usual)) / (expected + _SMOOTH))
    return np.clip(odds, -_MOST, _MOST)
