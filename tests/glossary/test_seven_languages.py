"""Sentences in German, English, Polish, Spanish, French, Czech and Bulgarian."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from glossary.matching import Sought, compile_terms

CASES = Path(__file__).parents[1] / "fixtures" / "cases_in_seven_languages.tsv"


def cases(language: str) -> list[tuple[str, str, bool]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            (row["term"], row["sentence"], row["expected"] == "found")
            for row in rows
            if row["lang"] == language
        ]


@pytest.mark.parametrize("language", ["bg", "cs", "de", "en", "es", "fr", "pl"])
def test_a_term_is_found_in_any_form_and_nothing_else_is(language: str) -> None:
    wrong = [
        (term, sentence)
        for term, sentence, found in cases(language)
        if bool(compile_terms([Sought(concept="c", text=term)], language).find(sentence)) != found
    ]
    assert wrong == []
    assert len(cases(language)) >= 25


@pytest.mark.parametrize(
    ("language", "terms", "text", "found"),
    [
        ("es", ("media", "medias"), "la media y las medias", [("media", "media")]),
        ("es", ("medias",), "una media", [("medias", "media")]),
        ("de", ("Wort", "Worte"), "mit einem Wort", [("Wort", "Wort")]),
    ],
)
def test_a_plural_leaves_the_singular_to_the_term_that_is_cited_by_it(
    language: str, terms: tuple[str, ...], text: str, found: list[tuple[str, str]]
) -> None:
    matcher = compile_terms([Sought(concept=term, text=term) for term in terms], language)
    singular = [(o.text, o.form) for o in matcher.find(text) if not o.form.endswith(("s", "e"))]
    assert singular == found


@pytest.mark.parametrize(
    ("language", "term", "text", "found"),
    [
        ("fr", "est", "à l'est de la ville", True),
        ("fr", "est", "la ville est grande", False),
        ("fr", "Est", "les pays de l'Est", True),
        ("en", "being", "a human being", False),
        ("en", "being", "the being", True),
        ("de", "Lager", "das Lager", True),
        ("de", "Lager", "sie lagern", False),
        ("fr", "pari", "un pari", True),
        ("fr", "pari", "vers Paris", False),
        ("fr", "pari", "LES PARIS", True),
    ],
)
def test_small_words_and_letter_case_tell_what_is_no_noun(
    language: str, term: str, text: str, *, found: bool
) -> None:
    matcher = compile_terms([Sought(concept="c", text=term)], language)
    assert bool(matcher.find(text)) is found
