"""Folded columns and sort keys: the order of alphabets, whatever the engine's collation."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.storage.folding import fold, sort_key

IN_ORDER = {
    "uk": [
        "абетка",
        "ґанок",
        "дім",
        "еліпс",
        "єдність",
        "жито",
        "зима",
        "ирій",
        "інший",
        "їжак",
        "йод",
        "ящик",
    ],
    "ru": ["арбуз", "еда", "ёж", "жизнь", "зима", "йод", "яма"],
    "be": ["вада", "год", "ёлка", "зіма", "ікра", "йод", "ўвага", "яма"],
    "pl": ["as", "ąkacja", "cena", "ćma", "data", "lato", "łata", "zima", "źle", "żaba"],
}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ОПОЛЧЕНИЕ", "ополчение"),
        ("Straße", "strasse"),
        ("e\u0301", "é"),
        ("Й", "й"),
        ("a\ue000b\uf8ff", "ab"),
        ("𝄞", "𝄞"),
    ],
)
def test_text_is_folded_for_search(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("language", ["uk", "ru", "be", "pl"])
def test_words_stand_in_the_order_of_the_alphabet(language: str) -> None:
    words = IN_ORDER[language]
    shuffled = random.Random(7).sample(words, len(words))
    assert sorted(shuffled, key=lambda word: sort_key(word, language)) == words


def test_accents_decide_only_between_equal_words() -> None:
    words = ["resumes", "résumé", "resume"]
    in_order = ["resume", "résumé", "resumes"]
    assert sorted(words, key=lambda word: sort_key(word, "en")) == in_order


@given(st.text(), st.sampled_from(["uk", "ru", "en", "xx"]))
def test_a_key_sorts_alike_under_every_collation(text: str, language: str) -> None:
    key = sort_key(text, language)
    assert set(key) <= set("0123456789abcdef")
    assert len(key) % 4 == 0
