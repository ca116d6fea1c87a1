"""What a memory holds and what it answers, in the vocabulary of TMX.

A *unit* is a source with its translation. A *match* is a unit that fits a
segment: in its context, exactly, or fuzzily, with one honest score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from types import MappingProxyType

from glossary.model import Voice
from translations.difference import Stretch, difference
from translations.inline import plain
from translations.model import Code, Mark, Origin, State


class UnitState(StrEnum):
    """How far a unit may be trusted: the states of a target, and what became of it."""

    FINAL = "final"
    REVIEWED = "reviewed"
    TRANSLATED = "translated"
    ABANDONED = "abandoned"  #: confirmed once, then given up for another text
    RETURNED = "returned"  #: a reviewer sent it back


class Kind(IntEnum):
    """How a unit fits a segment, the best first."""

    CONTEXT = 0  #: the same text between the same neighbours
    EXACT = 1
    FUZZY = 2


#: What a unit loses of its score; only what was reviewed scores full.
PENALTIES: Mapping[UnitState, float] = MappingProxyType(
    {
        UnitState.FINAL: 0.0,
        UnitState.REVIEWED: 0.0,
        UnitState.TRANSLATED: 0.03,
        UnitState.ABANDONED: 0.15,
        UnitState.RETURNED: 0.25,
    }
)
#: What it loses for where it comes from: that two texts belong together was a program's guess.
ORIGIN_PENALTIES: Mapping[Origin, float] = MappingProxyType({Origin.ALIGNED: 0.01})
#: Text that nobody stands behind is offered, but never as an exact match.
DISOWNED = frozenset({UnitState.ABANDONED, UnitState.RETURNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The texts before and after a segment, each as its `context_key`; none where not known."""

    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A source (coded text) with its translation."""

    id: int = 0
    source: str
    target: str
    codes: tuple[Code, ...] = ()  #: of the source; the target names them by the same code points
    voice: Voice | None = None  #: none where it is not known
    state: UnitState = UnitState.REVIEWED
    origin: Origin = Origin.PERSON
    surroundings: Surroundings = Surroundings()
    at: datetime | None = None
    penalty: float = 0.0  #: of the memory that it comes from


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A segment for which matches are sought."""

    source: str
    source_language: str
    target_language: str
    codes: tuple[Code, ...] = ()
    voice: Voice | None = None
    surroundings: Surroundings = Surroundings()


class Adaptation(StrEnum):
    """What was changed in the text of a match to fit the segment."""

    NUMBERS = "numbers"
    CODES = "codes"  #: inline codes of the segment in the place of the unit's
    CODES_LOST = "codes-lost"  #: not all codes of the segment have a place in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A unit that fits a segment, ready to be inserted."""

    unit: Unit
    kind: Kind
    similarity: float  #: of the two sources without codes, 0 to 1
    score: float  #: the same less what the unit loses for its state, its memory and its codes
    target: str  #: coded text with the codes of the segment
    adapted: frozenset[Adaptation] = frozenset()
    sought: str = ""  #: the source of the segment without codes

    @property
    def difference(self) -> tuple[Stretch, ...]:
        """Tell how the unit's source becomes the segment's; few of those found are shown."""
        return difference(plain(self.unit.source, self.unit.codes).text, self.sought)


def unit_state(state: State, marks: frozenset[Mark]) -> UnitState:
    """Say how far the unit of a target may be trusted."""
    if state is not State.INITIAL:
        return UnitState(state.value)
    return UnitState.RETURNED if Mark.RETURNED in marks else UnitState.ABANDONED
