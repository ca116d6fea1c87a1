"""Texts that are alike are filed under a common key; nothing else is promised, and nothing less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.memory.features import context_key, sought_keys, stored_keys

_SCOPE = "1:en:ru"
_TEXTS = st.text(min_size=1, max_size=200)


def _meet(query: str, stored: str, least: float = 0.7) -> bool:
    wanted = {sought.key for sought in sought_keys(query, _SCOPE, least=least)}
    return not wanted.isdisjoint(stored_keys(stored, _SCOPE))


@given(_TEXTS)
def test_every_text_finds_itself_in_its_own_class_of_length(text: str) -> None:
    own = {sought.key for sought in sought_keys(text, _SCOPE, least=0.7) if sought.distance == 0}
    assert own & stored_keys(text, _SCOPE)


@given(_TEXTS)
def test_keys_fit_a_signed_integer_of_32_bits_and_are_few(text: str) -> None:
    keys = stored_keys(text, _SCOPE)
    assert all(-(2**31) <= key < 2**31 for key in keys)
    assert 1 <= len(keys) <= 12


@pytest.mark.parametrize(
    ("query", "stored"),
    [
        ("Народному ополчению города", "Народное ополчение городу"),  # every word in another case
        ("thsi object is to be printed", "this object is to be printed"),
        ("локальний4", "локальний7"),  # no word in common, but pieces
        ("posix_home", "posix_user"),
        ("Рисунок 17.251.", "Рисунок 17.25."),
        ("Die Wörter der Ma\u0301ße", "Die Wörter der Maße"),  # a stress mark parts no word
        ("!!!!", "!!!"),
    ],
)
def test_texts_that_are_alike_meet(query: str, stored: str) -> None:
    assert _meet(query, stored)


def test_texts_of_other_lengths_and_other_scopes_do_not_meet() -> None:
    short, long = "The militia left.", "The militia left. " * 3
    assert not _meet(short, long)
    wanted = {sought.key for sought in sought_keys(short, "2:en:ru", least=0.7)}
    assert wanted.isdisjoint(stored_keys(short, _SCOPE))


def test_a_long_text_is_filed_under_few_keys_whatever_its_length() -> None:
    text = " ".join(f"word{number}" for number in range(5_000))
    assert len(stored_keys(text, _SCOPE)) <= 6
    assert len(sought_keys(text, _SCOPE, least=0.7)) < 120


@given(_TEXTS)
def test_a_segment_is_sought_by_few_keys_for_each_class_of_length(text: str) -> None:
    sought = sought_keys(text, _SCOPE, least=0.7)
    classes = len({each.distance for each in sought}) * 2 - 1  # the nearest is there once
    assert len(sought) <= 18 * classes
    assert all(1 <= each.letters <= 40 for each in sought)


def test_a_word_counts_by_all_its_letters_and_a_piece_by_three() -> None:
    sought = sought_keys("Translations", _SCOPE, least=1.0)
    assert [each.letters for each in sought] == [12, *[3] * 10]


def test_a_neighbour_is_known_again_whatever_the_white_space() -> None:
    assert context_key("One  sentence.\n") == context_key("One sentence.")
    assert context_key("One sentence.") != context_key("Another sentence.")
