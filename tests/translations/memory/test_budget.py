"""Of the lists that may hold similar texts, the rarest and nearest are read, up to a budget."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translations.memory.budget import BUDGET, LONGEST_LIST, chosen
from translations.memory.features import Sought

_SOUGHT = st.lists(
    st.builds(Sought, st.integers(-50, 50), st.integers(0, 5)), unique_by=lambda s: s.key
)
_COUNTS = st.dictionaries(st.integers(-50, 50), st.integers(0, LONGEST_LIST))


@given(_SOUGHT, _COUNTS)
def test_what_is_read_fits_the_budget_and_was_sought(
    sought: list[Sought], counts: dict[int, int]
) -> None:
    lists = chosen(sought, counts)
    keys = [each.key for each in lists]
    assert len(set(keys)) == len(keys)
    assert set(keys) <= {each.key for each in sought}
    assert all(counts[key] for key in keys)
    assert sum(counts[key] for key in keys) <= BUDGET
    assert {each.key for each in lists if not each.whole} == {
        key for key in keys if counts[key] == LONGEST_LIST
    }


def test_rare_words_weigh_more_than_frequent_ones_and_near_lengths_more_than_far() -> None:
    sought = [Sought(1, 0), Sought(2, 0), Sought(3, 2)]
    weights = {each.key: each.weight for each in chosen(sought, {1: 5, 2: 500, 3: 5})}
    assert weights[1] > weights[2]
    assert weights[1] > weights[3]


def test_where_the_budget_ends_the_frequent_and_far_are_left_out() -> None:
    sought = [Sought(key, key % 3) for key in range(12)]
    read = {each.key for each in chosen(sought, dict.fromkeys(range(12), 1_000))}
    assert len(read) == BUDGET // 1_000
    assert {0, 3, 6, 9} <= read


def test_a_small_list_is_read_though_a_long_one_does_not_fit_any_more() -> None:
    counts = dict.fromkeys(range(6), LONGEST_LIST) | {9: 400}
    sought = [*(Sought(key, 0) for key in range(6)), Sought(9, 5)]
    assert 9 in {each.key for each in chosen(sought, counts)}
