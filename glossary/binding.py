"""Which words of the translation stand for which words of the source.

A mention is a place in the source where one or more concepts are named; a slot
is a place in the translation where one or more renderings stand. Each mention
is bound to at most one slot and each slot to at most one mention, the best
verdicts first, then in order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from glossary.model import Occurrence, Span
from glossary.policy import Verdict

#: The verdicts that are bound in one round; a wrong word stands for a mention
#: only where no better one does.
ROUNDS = (
    (Verdict.RIGHT,),
    (Verdict.DEPRECATED,),
    (Verdict.NOT_ALLOWED,),
    (Verdict.NOT_THIS_SOURCE_TERM, Verdict.BANNED),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One stretch of a text and the occurrences on it, as indexes into all occurrences."""

    span: Span
    readings: tuple[int, ...]
    nested: bool


@dataclass(frozen=True, slots=True)
class Bond:
    """A mention bound to a slot by one reading of each."""

    slot: int
    source: int
    target: int
    verdict: Verdict


#: For a mention: by slot, the best way to read both.
Edges = Mapping[int, Bond]


def places(occurrences: Sequence[Occurrence], chosen: Sequence[int]) -> tuple[Place, ...]:
    """The chosen occurrences by the stretch they stand on, in order of the text."""

    def stretch(index: int) -> tuple[Span, bool]:
        return occurrences[index].span, occurrences[index].nested

    grouped = groupby(sorted(chosen, key=stretch), key=stretch)
    return tuple(Place(span, tuple(readings), nested) for (span, nested), readings in grouped)


def bind(edges: Sequence[Edges], taken: AbstractSet[int] = frozenset()) -> dict[int, Bond]:
    """A bond for each mention that can have one; slots that are taken stay out."""
    bonds: dict[int, Bond] = {}
    for verdicts in ROUNDS:
        used = taken | {bond.slot for bond in bonds.values()}
        candidates = {
            mention: [
                s for s in sorted(by_slot) if by_slot[s].verdict in verdicts and s not in used
            ]
            for mention, by_slot in enumerate(edges)
            if mention not in bonds
        }
        for slot, mention in _matching(candidates).items():
            bonds[mention] = edges[mention][slot]
    return bonds


def _matching(candidates: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """As many mentions as can have a slot of their own (Kuhn's algorithm), in order."""
    held: dict[int, int] = {}

    def seat(mention: int, tried: set[int]) -> bool:
        for slot in candidates[mention]:
            if slot in tried:
                continue
            tried.add(slot)
            if slot not in held or seat(held[slot], tried):
                held[slot] = mention
                return True
        return False

    for mention in candidates:
        seat(mention, set())
    return held
