"""Words are found in any form, as phrases, or by a pattern, with the places where they stand."""

from __future__ import annotations

import re

import pytest

from translations.memory.concordance import find_pattern, find_words


@pytest.mark.parametrize(
    ("query", "language", "text", "found"),
    [
        ("ополчение", "ru", "О народном ополче\u0301нии.", ["ополче\u0301нии"]),
        ("человек", "ru", "Слова людей", ["людей"]),
        ("went", "en", "Where do they go?", ["go"]),
        ("АТО", "ru", "В зоне ATO", ["ATO"]),  # in Latin letters
        ("ополченню", "uk", "Народне ополчення пішло", ["ополчення"]),
        ("militias", "en", "The Militia's word", ["Militia's"]),
        ("м’яч", "uk", "Він узяв м'яча", ["м'яча"]),
        ("слово город", "ru", "В городах о словах спорят", ["городах", "словах"]),
        ("«новое слово»", "ru", "Новые слова и новое, слово", ["Новые слова", "новое, слово"]),
        ("слово", "ru", "с\ue000лов\ue001ом", ["с\ue000лов\ue001ом"]),
        ("word", "xx", "A word, two words", ["word"]),
    ],
)
def test_words_are_found_where_they_stand(
    query: str, language: str, text: str, found: list[str]
) -> None:
    assert [text[slice(*span)] for span in find_words(query, language)(text)] == found


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("ополчение", "Полк ушёл"),
        ("слово город", "Слова без места"),  # all of them, not any
        ("«слово новое»", "новое слово"),
        ("«»", "слово"),
        ("!", "слово!"),
    ],
)
def test_what_does_not_stand_there_is_not_found(query: str, text: str) -> None:
    assert find_words(query, "ru")(text) == ()


def test_patterns_tell_no_letter_case_unless_asked() -> None:
    assert [tuple(span) for span in find_pattern(r"сло\w+")("Слово и СЛОВА")] == [(0, 5), (8, 13)]
    assert find_pattern("(?-i:слово)")("Слово") == ()
    assert find_pattern("x*")("слово") == ()  # nothing is nothing to show
    with pytest.raises(re.error):
        find_pattern("(")
