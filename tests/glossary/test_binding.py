"""Each mention gets at most one slot, as many as can get one, the best words first."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.binding import Bond, bind
from glossary.policy import Verdict

SLOTS = 4


def edges(*wanted: dict[int, Verdict]) -> list[dict[int, Bond]]:
    return [
        {slot: Bond(slot, mention, slot, verdict) for slot, verdict in by_slot.items()}
        for mention, by_slot in enumerate(wanted)
    ]


def bound(*wanted: dict[int, Verdict]) -> dict[int, int]:
    return {mention: bond.slot for mention, bond in bind(edges(*wanted)).items()}


RIGHT, BANNED, DEPRECATED = Verdict.RIGHT, Verdict.BANNED, Verdict.DEPRECATED


def test_mentions_are_bound_in_order() -> None:
    both = {0: RIGHT, 1: RIGHT}
    assert bound(both, both) == {0: 0, 1: 1}


def test_those_who_can_move_over_make_room_however_long_the_chain() -> None:
    chain = [{0: RIGHT, 1: RIGHT}, {1: RIGHT, 2: RIGHT}, {2: RIGHT, 3: RIGHT}, {0: RIGHT}]
    assert bound(*chain) == {0: 1, 1: 2, 2: 3, 3: 0}


def test_a_wrong_word_stands_for_a_mention_only_where_no_better_one_does() -> None:
    assert bound({0: BANNED, 1: DEPRECATED, 2: RIGHT}) == {0: 2}
    assert bound({0: BANNED, 1: DEPRECATED}) == {0: 1}
    assert bound({0: BANNED}, {0: RIGHT}) == {1: 0}


_wanted = st.dictionaries(st.integers(0, SLOTS - 1), st.just(RIGHT), max_size=SLOTS)


@settings(max_examples=150, deadline=None)
@given(st.lists(_wanted, max_size=SLOTS))
def test_as_many_are_bound_as_can_be(wanted: list[dict[int, Verdict]]) -> None:
    found = bound(*wanted)
    assert len(set(found.values())) == len(found)
    assert all(slot in wanted[mention] for mention, slot in found.items())
    most = max(
        sum(slot in by_slot for by_slot, slot in zip(wanted, seats, strict=False))
        for seats in permutations(range(SLOTS))
    )
    assert len(found) == most
