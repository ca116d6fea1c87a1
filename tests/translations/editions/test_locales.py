"""Dates and languages are printed as the edition's language prints them."""

import pytest

from translations.editions.locales import language_name, printed_date, with_territory


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "March 1, 2025"),
        ("uk", "1 березня 2025\N{NO-BREAK SPACE}р."),
        ("ru-KZ", "1 марта 2025\N{NO-BREAK SPACE}г."),
        ("de-AT", "1. März 2025"),
        ("de-x-easy", "1. März 2025"),
        ("he", "1 במרץ 2025"),
        ("qqq", "2025-03-01"),
        ("", "2025-03-01"),
    ],
)
def test_a_date_is_in_the_words_of_the_language(language: str, expected: str) -> None:
    assert printed_date("2025-03-01", language) == expected


@pytest.mark.parametrize("written", ["", "spring 2025", "2025-13-01"])
def test_what_is_no_date_stays_as_it_is(written: str) -> None:
    assert printed_date(written, "uk") == written


def test_a_moment_is_printed_as_its_day() -> None:
    assert printed_date("2025-03-01T23:59:00Z", "pl") == "1 marca 2025"


@pytest.mark.parametrize(
    ("tag", "language", "expected"),
    [
        ("ru", "uk", "російська"),
        ("de", "de", "Deutsch"),
        ("qqq", "uk", "qqq"),
        ("uk", "qqq", "uk"),
    ],
)
def test_a_language_is_named_in_the_words_of_another(
    tag: str, language: str, expected: str
) -> None:
    assert language_name(tag, language) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("uk", "uk_UA"), ("de-AT", "de_AT"), ("sr-Latn", "sr_RS"), ("ar", "ar_EG"), ("qqq", "")],
)
def test_a_language_has_a_territory_where_one_is_asked_for(tag: str, expected: str) -> None:
    assert with_territory(tag) == expected
