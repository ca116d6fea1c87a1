"""Addresses of editions: readable, stable, safe in a path and a file name."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.editions.slugs import LONGEST, UNTITLED, latin_slug, native_slug

LANGUAGES = st.sampled_from(
    ["ru", "uk", "be", "bg", "sr", "el", "de", "pl", "he", "ar", "tr", "zh"]
)
TITLES = st.text(max_size=200) | st.text("абвгґдеєжзиіїйяю ІЇЄЗГ'’-αυάύμπγß ä", max_size=200)


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("uk", "П’ять «слів» — і жодного зайвого!", "пять-слів-і-жодного-зайвого"),
        ("uk", "О\u0438\u0306", "ой"),
        ("ru", "Что такое  слово?", "что-такое-слово"),
        ("de", "Über Größe", "über-größe"),
        ("tr", "ISPARTA İÇİN", "ısparta-için"),
        ("he", "שָׁלוֹם, עולם", "שלום-עולם"),
        ("ar", "الكِتــاب الأوّل", "الكتاب-الأول"),
        ("hi", "हिन्दी में", "हिन्दी-में"),
        ("pl", "Źródła_i ujścia", "źródła-i-ujścia"),
    ],
)
def test_a_native_slug_keeps_the_letters_of_its_language(
    language: str, title: str, expected: str
) -> None:
    assert native_slug(title, language) == expected


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("uk", "Згурський Яготин Їжакевич Феодосія", "zghurskyi-yahotyn-yizhakevych-feodosiia"),
        (
            "uk",
            "Знам’янка Щербухи Юрій Ґалаґан Гаєвич",
            "znamianka-shcherbukhy-yurii-galagan-haievych",
        ),
        ("ru", "Подъезд, ёлка и объявление щук", "podezd-yolka-i-obyavlenie-shchuk"),
        ("be", "Беларусь і яе маёнткі", "bielarus-i-jaje-majontki"),
        ("bg", "България, София и Щъркел", "bulgaria-sofia-i-shtarkel"),
        ("sr", "Ђорђе и Љубица у Нишу", "djordje-i-ljubica-u-nisu"),
        ("sr-Latn", "Đorđe i Žarko", "djordje-i-zarko"),
        ("mk", "Ѓорѓи и Ќерка", "gjorgji-i-kjerka"),
        ("el", "Αύριο ευχαριστώ τον Μπάμπη στην Αγγλία", "avrio-efcharisto-ton-bampi-stin-anglia"),
        ("de-AT", "Öfter Fußgänger", "oefter-fussgaenger"),
        ("da", "Ærø på ål", "aeroe-paa-aal"),
        ("sv", "Öl och ål", "ol-och-al"),
        ("pl", "Żółw i łódź", "zolw-i-lodz"),
        ("cs", "Příliš žluťoučký kůň", "prilis-zlutoucky-kun"),
    ],
)
def test_a_latin_slug_follows_the_table_of_its_language(
    language: str, title: str, expected: str
) -> None:
    assert latin_slug(title, language) == expected


@pytest.mark.parametrize("language", ["he", "ar", "zh", "ka"])
def test_a_script_without_a_table_of_ours_is_in_latin_letters_all_the_same(language: str) -> None:
    titles = {"he": "שלום עולם", "ar": "كتاب", "zh": "河岸", "ka": "მდინარე"}

    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", latin_slug(titles[language], language))


@given(TITLES, LANGUAGES)
def test_a_slug_is_words_in_small_letters_with_hyphens_between(title: str, language: str) -> None:
    slug = native_slug(title, language)

    assert 0 < len(slug) <= LONGEST
    assert slug == unicodedata.normalize("NFC", slug)
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert all(char == "-" or unicodedata.category(char)[0] in "LMN" for char in slug)


@given(TITLES, LANGUAGES)
def test_a_latin_slug_has_nothing_that_an_address_must_escape(title: str, language: str) -> None:
    slug = latin_slug(title, language)

    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= LONGEST


@given(TITLES, LANGUAGES)
def test_a_slug_of_a_slug_is_the_same(title: str, language: str) -> None:
    latin, native = latin_slug(title, language), native_slug(title, language)

    assert latin_slug(latin, "en") == latin
    assert native_slug(native, language) == native


def test_a_long_title_is_cut_after_a_word() -> None:
    assert native_slug("слово " * 30, "ru") == "-".join(["слово"] * 13)
    assert native_slug("а" * 79 + " и ещё", "ru") == "а" * 79
    assert native_slug("а" * 80 + " и ещё", "ru") == "а" * 80
    assert native_slug("а" * 100, "ru") == "а" * 80


@pytest.mark.parametrize("title", ["", "…", " - ", "'’"])
def test_a_title_without_words_has_a_slug(title: str) -> None:
    assert native_slug(title, "uk") == latin_slug(title, "uk") == UNTITLED
