"""Which words of the translation stand for which words of the source.

A mention is a place in the source where one or more concepts are named; a slot
is a place in the translation where one or more renderings stand. Each mention
is bound to at most one slot and each slot to at most one mention, the best
verdicts first, then in order.
"""

from __future__ import annotations

from collections import deque
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
    """The chosen occurrences by the stretch they stand on, in order of the text.

    Two names that share words by turns are two places on one stretch:
    «самопровозглашённые Донецкая и Луганская Народные Республики».
    """

    def stretch(index: int) -> tuple[Span, bool, str]:
        occurrence = occurrences[index]
        own = occurrence.concept if _is_parted(occurrence) else ""
        return occurrence.span, occurrence.nested, own

    grouped = groupby(sorted(chosen, key=stretch), key=stretch)
    return tuple(Place(span, tuple(readings), nested) for (span, nested, _), readings in grouped)


def _is_parted(occurrence: Occurrence) -> bool:
    """Whether words of something else stand between its own."""
    return len(occurrence.form.split()) > len(occurrence.text.split())


def bind(edges: Sequence[Edges]) -> dict[int, Bond]:
    """A bond for each mention that can have one."""
    bonds: dict[int, Bond] = {}
    for verdicts in ROUNDS:
        used = {bond.slot for bond in bonds.values()}
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
    """As many mentions as can have a slot of their own, in order: slots by mention.

    Each mention looks for a free slot along the shortest chain of mentions that
    can move over (augmenting paths, Kuhn 1955), without recursion. Where it looked
    in vain nobody will ever find one, so that no later mention looks there.
    """
    holders: dict[int, int] = {}
    slots: dict[int, int] = {}
    full: set[int] = set()
    for mention in candidates:
        full |= _seat(mention, candidates, holders, slots, full)
    return holders


def _seat(
    mention: int,
    candidates: Mapping[int, Sequence[int]],
    holders: dict[int, int],
    slots: dict[int, int],
    full: AbstractSet[int],
) -> AbstractSet[int]:
    """Give a mention its slot; without one, answer the slots that all are held for good."""
    wanted_by: dict[int, int] = {}
    waiting = deque([mention])
    while waiting:
        asking = waiting.popleft()
        for slot in candidates[asking]:
            if slot in wanted_by or slot in full:
                continue
            wanted_by[slot] = asking
            if slot not in holders:
                _move_over(slot, mention, wanted_by, holders, slots)
                return frozenset()
            waiting.append(holders[slot])
    return wanted_by.keys()


def _move_over(
    free: int,
    newcomer: int,
    wanted_by: Mapping[int, int],
    holders: dict[int, int],
    slots: dict[int, int],
) -> None:
    """Everyone on the chain takes the next slot, until the newcomer has one."""
    slot: int = free
    while True:
        mover = wanted_by[slot]
        left = slots.get(mover)
        holders[slot], slots[mover] = mover, slot
        if mover == newcomer or left is None:
            return
        slot = left
