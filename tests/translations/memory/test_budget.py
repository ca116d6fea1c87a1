"""Every list is read a little way, the nearest long ones further; the best units are compared."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.memory.budget import (
    BUDGET,
    ENOUGH,
    FEWEST,
    FIRST,
    LONGEST_LIST,
    MOST,
    Filed,
    best,
    compared,
    to_read_on,
)
from translations.memory.features import Sought

_UNITS = st.sets(st.integers(1, 30), min_size=1, max_size=12).map(sorted)
_LISTS = st.lists(_UNITS, min_size=1, max_size=8)


def filed(units: list[int], *, key: int = 0, distance: int = 0, letters: int = 5) -> Filed:
    return Filed(Sought(key, distance, letters), np.array(units, np.int64))


def long(key: int, distance: int = 0) -> Filed:
    return filed(list(range(FIRST)), key=key, distance=distance)


# How far lists are read


def test_only_lists_that_did_not_end_are_read_on() -> None:
    keys, _ = to_read_on([long(1), filed([1, 2, 3], key=2), long(3, distance=1)])
    assert keys == {1, 3}
    assert to_read_on([])[0] == to_read_on([filed([1])])[0] == frozenset()


@given(st.lists(st.integers(0, 5), max_size=60))
def test_what_is_read_on_fits_the_budget_and_goes_further_than_before(
    distances: list[int],
) -> None:
    keys, most = to_read_on([long(key, each) for key, each in enumerate(distances)])
    assert len(keys) * most <= BUDGET
    assert FIRST < most <= LONGEST_LIST


@given(st.lists(st.integers(0, 5), max_size=60))
def test_the_nearest_in_length_are_read_on_first(distances: list[int]) -> None:
    keys, _ = to_read_on([long(key, each) for key, each in enumerate(distances)])
    chosen = [distances[key] for key in keys]
    assert sorted(chosen) == sorted(distances)[: len(chosen)]


def test_of_lists_equally_near_those_of_longer_words_are_read_on_first() -> None:
    lists = [filed(list(range(FIRST)), key=key, letters=key) for key in range(3, 30)]
    keys, _ = to_read_on(lists)
    assert keys == set(range(30 - len(keys), 30))


# What is compared


def test_the_shorter_a_text_the_more_units_are_compared_with_it() -> None:
    counts = [compared(length) for length in range(2_000)]
    assert counts == sorted(counts, reverse=True)
    assert (counts[0], counts[-1]) == (MOST, FEWEST)


@given(_LISTS)
def test_all_units_are_compared_where_there_are_few(lists: list[list[int]]) -> None:
    found = best([filed(units, key=key) for key, units in enumerate(lists)], 30)
    assert found.tolist() == sorted(set().union(*lists))


@given(st.lists(st.tuples(_UNITS, st.integers(3, 40)), min_size=1, max_size=8), st.integers(1, 10))
def test_the_units_that_are_compared_weigh_no_less_than_the_others(
    lists: list[tuple[list[int], int]], most: int
) -> None:
    given = [filed(units, key=key, letters=n) for key, (units, n) in enumerate(lists)]
    found = best(given, most).tolist()
    weights: defaultdict[int, int] = defaultdict(int)
    for units, letters in lists:
        for unit in units:
            weights[unit] += 50 * letters + round(23 * (6 - float(np.log10(len(units)))))
    others = [weight for unit, weight in weights.items() if unit not in found]
    assert len(found) == min(most, len(weights))
    assert min(weights[unit] for unit in found) >= max(others, default=0)


@pytest.mark.parametrize(
    ("letters", "compared_at_last"),
    [(5, ENOUGH), (18, ENOUGH + 20)],  # less, and more, than a third of what the best one shares
)
def test_beyond_enough_only_what_shares_much_is_compared(
    letters: int, compared_at_last: int
) -> None:
    much, little = list(range(ENOUGH)), list(range(ENOUGH, ENOUGH + 20))
    lists = [filed(much, letters=40), filed(little, key=1, letters=letters)]
    assert len(best(lists, MOST)) == compared_at_last


@pytest.mark.parametrize(
    ("lists", "first"),
    [
        ([filed([1]), filed([2, *range(10, 900)], key=1)], 1),  # rarer
        ([filed([1, 2]), filed([2, 3], key=1)], 2),  # more in common
        ([filed([1], letters=12), filed([2], key=1), filed([2], key=2, letters=3)], 1),  # longer
        ([filed([1], distance=1), filed([2], key=1)], 2),  # nearer in length
        ([filed([2**38, 5], distance=3), filed([2**38, 6], distance=3, key=1)], 2**38),
    ],
)
def test_rare_long_and_many_words_and_near_lengths_come_first(
    lists: list[Filed], first: int
) -> None:
    assert best(lists, 1).tolist() == [first]


def test_without_lists_nothing_is_compared() -> None:
    assert best([], 10).tolist() == []
