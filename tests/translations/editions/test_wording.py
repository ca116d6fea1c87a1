"""Words of the program, and the direction of a script."""

import pytest

from translations.editions.base import Contribution
from translations.editions.direction import direction
from translations.editions.wordings import ENGLISH, WORDINGS, wording
from translations.model import State


@pytest.mark.parametrize(
    ("language", "expected"),
    [("uk", "uk"), ("ru-KZ", "ru"), ("de_AT", "de"), ("UK", "uk"), ("ka", "en"), ("", "en")],
)
def test_words_are_in_the_language_of_the_edition_or_in_english(
    language: str, expected: str
) -> None:
    assert wording(language).language == expected


@pytest.mark.parametrize("language", WORDINGS)
def test_every_language_says_everything_in_its_own_words(language: str) -> None:
    words = WORDINGS[language]

    assert set(words.state_names) == set(State)
    assert set(words.contributions) == set(Contribution)
    assert all(getattr(words, name) for name in type(words).__slots__)
    assert language == "en" or words.draft != ENGLISH.draft


#: How translators sign their notes.
CUSTOMS = {
    "ar": "ملاحظة الترجمة",
    "be": "заўв. перакл.",
    "bg": "бел. прев.",
    "cs": "pozn. překl.",
    "de": "Anm. d. Ü.",
    "en": "translators’ note",
    "es": "N. del T.",
    "fr": "N.d.T.",
    "he": "הערת תרגום",
    "it": "N.d.T.",
    "pl": "przyp. tłum.",
    "ru": "прим. пер.",
    "uk": "прим. перекл.",
}


@pytest.mark.parametrize("language", WORDINGS)
def test_labels_stand_alone_and_a_note_ends_by_the_custom_of_its_language(language: str) -> None:
    words = WORDINGS[language]
    said = [getattr(words, name) for name in type(words).__slots__]
    labels = [each for each in said if isinstance(each, str)]
    labels += [*words.contributions.values(), *words.state_names.values()]

    assert all(label == label.strip().rstrip(":") for label in labels)
    ending = words.note_ending.replace("\N{NO-BREAK SPACE}", " ").casefold()
    custom = CUSTOMS[language].casefold()
    assert ending in (f"— {custom}", f"({custom})")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("uk", "ltr"),
        ("he", "rtl"),
        ("ar-EG", "rtl"),
        ("fa_IR", "rtl"),
        ("az-Arab", "rtl"),
        ("ur-Latn-PK", "ltr"),
        ("ks-Deva", "ltr"),
        ("en-2014", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_direction_is_the_scripts(language: str, expected: str) -> None:
    assert direction(language) == expected
