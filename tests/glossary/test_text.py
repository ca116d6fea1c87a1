"""Folding keeps every character's place; words are found whatever their spelling."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.model import Span
from glossary.text import (
    closing_mark,
    fold,
    in_quotation_marks,
    is_address,
    tokens,
    unquoted,
    words_and_addresses,
)

TRICKY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("абвіїйё'’ʼ`-\u2011\u0301\u0306\u0308\u00ad\u200b\ue000\ue001 \u00a0.«»"),
    )
)


def words(text: str) -> list[str]:
    return [token.text for token in tokens(fold(text))]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Слов’янськ", "Слов'янськ"),
        ("Словʼянськ", "Слов'янськ"),
        ("Слов`янськ", "Слов'янськ"),
        ("ополче\u0301ние", "ополчение"),
        ("ополче\u0300ние", "ополчение"),
        ("опол\u00adчение", "ополчение"),
        ("опол\u200bчение", "ополчение"),
        ("юго\u2011восток", "юго-восток"),
        ("опол\ue000чение", "ополчение"),
        ("в\u00a0Украине", "в Украине"),
        (unicodedata.normalize("NFD", "Київ, ёлка, état"), "Київ, ёлка, état"),
        ("и\u200b\u0306", "й"),
        ("ѝ", "и"),
    ],
)
def test_spellings_of_one_word_fold_to_one(written: str, folded: str) -> None:
    assert fold(written).text == folded


@given(TRICKY)
def test_every_folded_character_has_its_place_in_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    places = list(zip(folded.starts, folded.ends, strict=True))
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(TRICKY)
def test_nothing_but_codes_and_invisible_characters_is_passed_over(text: str) -> None:
    folded = fold(text)
    covered = {
        place
        for start, end in zip(folded.starts, folded.ends, strict=True)
        for place in range(start, end)
    }
    passed = {text[place] for place in range(len(text)) if place not in covered}
    assert all(unicodedata.category(character) in {"Cf", "Co"} for character in passed)


@given(TRICKY)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(TRICKY)
def test_words_are_stretches_of_the_text_in_order(text: str) -> None:
    spans = [token.span for token in tokens(fold(text))]
    assert spans == sorted(spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("far-right, far right", ["far-right", "far", "right"]),
        ("Nato's 'militia'", ["Nato's", "militia"]),
        ("МИД-ом «Азова»", ["МИД-ом", "Азова"]),
        ("а_б _в_", ["а_б", "в"]),
        ("и/или", ["и", "или"]),
        ("", []),
    ],
)
def test_a_word_is_joined_by_apostrophe_and_hyphen(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/Kremlin?a=Kremlin#Kremlin",
        "www.kremlin.ru/news",
        "press@kremlin.ru",
        "@Kremlin",
        "kremlin.ru",
        "ополчение.рф",
        "#Kremlin",
        "`Kremlin law`",
        "/srv/Kremlin/list.txt",
        "C:\\Texts\\Kremlin",
        "texts/Kremlin.odt",
        "../Kremlin",
    ],
)
def test_addresses_and_handles_hold_no_words(address: str) -> None:
    assert words(f"see {address} now") == ["see", "now"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wrote Lenta.ru, as ever.", ["Wrote", "Lenta.ru", "as", "ever"]),
        ("(see https://example.org/a.)", ["see", "https://example.org/a"]),
        ("`Lenta.ru` and Lenta.ru", ["and", "Lenta.ru"]),
        (f"https://example.org/{'a' * 300} told", ["told"]),
        ("no address", ["no", "address"]),
    ],
)
def test_an_address_may_be_a_name_and_stands_whole(text: str, found: list[str]) -> None:
    told = list(words_and_addresses(fold(text)))
    assert [token.text for token in told] == found
    assert [text[token.span.start : token.span.end] for token in told] == found
    assert all(is_address(word) == ("." in word) for word in found)


def test_grave_accents_inside_words_enclose_no_code() -> None:
    assert words("Слов`янськ і Лук`янівка") == ["Слов'янськ", "і", "Лук'янівка"]


def test_a_full_stop_without_a_space_is_no_address() -> None:
    assert words("город.Ополчение ушло") == ["город", "Ополчение", "ушло"]


def test_a_stretch_of_the_folded_text_has_its_stretch_of_the_original() -> None:
    folded = fold("за ополче\u0301ни\ue000е!")
    assert folded.span(3, 12) == Span(3, 14)
    assert folded.span(0, 0) == Span(0, 0)
    assert folded.span(13, 13) == Span(15, 15)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("«X»", True),
        ("„X“", True),
        ("„X”", True),
        ('"X"', True),
        ("“X”", True),
        ("‘X’", True),
        ("'X'", True),
        ("»X«", True),
        ("«\ue000X\ue001»", True),
        ("«X", False),
        ("X»", False),
        ("X", False),
        ("«X ", False),
        ("(X)", False),
        ("«X“", False),
        ("« X »", True),
        ("«\u202fX\u202f»", True),
        ("“X,” he said", True),
        ("“X, Y”", False),
        ('"X "Y"', False),
    ],
)
def test_quotation_marks_of_any_style_stand_directly_around(text: str, quoted: bool) -> None:
    place = text.index("X")
    assert in_quotation_marks(text, Span(place, place + 1)) is quoted


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("батальон «Азов» ушёл", 15),
        ("батальон «Азов ушёл", 14),
        ("батальон Азов» ушёл", 13),
        ("батальон (в речи «Азов») ушёл", 24),
        ("батальон «Азов\ue000» ушёл", 16),
        ("батальон «Азов", 14),
        ("so-called ‘Азов’ left", 16),
        ("the 'men's Азов' left", 16),
        ("workers' Азов' left", 13),
    ],
)
def test_a_span_takes_in_the_marks_that_close_what_it_opens(text: str, end: int) -> None:
    assert closing_mark(text, Span(0, text.index("Азов") + 4)) == end


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("«ополчение»", ("ополчение", True)),
        ('"people\'s militia"', ("people's militia", True)),
        ("ополчение", ("ополчение", False)),
        ("батальон «Азов»", ("батальон «Азов»", False)),
        ("«Азов» и «Айдар»", ("«Азов» и «Айдар»", False)),
    ],
)
def test_marks_around_the_whole_text_are_taken_off(text: str, bare: tuple[str, bool]) -> None:
    assert unquoted(text) == bare
