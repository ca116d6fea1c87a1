"""Ids of files that go out: found whatever a tool adds, and never taken for one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.trips import keys
from translations.trips.keys import Key

NUMBERS = st.integers(1, 10**9)


@given(NUMBERS, NUMBERS)
def test_a_key_comes_home(outing: int, segment: int) -> None:
    key = Key(outing, segment)
    written = keys.written(key)
    for id_ in (written, f"{written}/s1", f"f1/{written}", f" {written} {written}/s1"):
        assert keys.found(id_) == key
        assert not keys.is_broken(id_)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_number_that_was_changed_is_noticed(outing: int, segment: int, other: int) -> None:
    """Four signs of a checksum let one change in 65,536 pass."""
    checksum = keys.written(Key(outing, segment)).rpartition(".")[2]
    if checksum != keys.written(Key(outing, other)).rpartition(".")[2]:
        changed = f"o{outing}.{other}.{checksum}"
        assert keys.found(changed) is None
        assert keys.is_broken(changed)


@pytest.mark.parametrize("id_", ["", "u1", "12", "o1", "o1.2", "foo7.1.abcd", "7.1.abcd"])
def test_ids_of_others_are_no_keys(id_: str) -> None:
    assert keys.found(id_) is None
    assert not keys.is_broken(id_)
