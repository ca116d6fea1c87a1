"""Oblique cases and hard negatives in Russian, Ukrainian and Belarusian sentences.

In the table the places where the term stands are between ⟦ and ⟧.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from glossary.matching import Sought, compile_terms
from glossary.model import Evidence, Occurrence

TABLE = Path(__file__).parents[1] / "fixtures" / "inflection_cases.tsv"


def rows(language: str) -> list[tuple[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["term"], row["sentence"]) for row in table if row["lang"] == language]


def find(language: str, term: str, text: str) -> tuple[Occurrence, ...]:
    return compile_terms([Sought(concept=term, text=term)], language).find(text)


def marked(text: str, found: tuple[Occurrence, ...]) -> str:
    for start, end in sorted({occurrence.span for occurrence in found}, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


@pytest.mark.parametrize("language", ["ru", "uk", "be"])
def test_a_term_stands_where_it_is_marked_and_nowhere_else(language: str) -> None:
    wrong = [
        (term, sentence, found)
        for term, sentence in rows(language)
        if (found := marked(plain(sentence), find(language, term, plain(sentence)))) != sentence
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["ru", "uk", "be"])
def test_every_match_says_why(language: str) -> None:
    unexplained = [
        occurrence.reason.english
        for term, sentence in rows(language)
        for occurrence in find(language, term, plain(sentence))
        if occurrence.form.lower() != term.lower() and ", " not in occurrence.reason.english
    ]
    assert unexplained == []


@pytest.mark.parametrize(
    ("language", "term", "text", "reason", "evidence"),
    [
        ("ru", "миллион", "пять млн гривен", "«млн» ← миллион, abbreviated", Evidence.GUESS),
        ("ru", "сильный", "он сильнее", "«сильнее» ← сильный, comparative", Evidence.LEXICON),
        ("ru", "хороший", "так лучше", "«лучше» ← хороший, comparative", Evidence.LEXICON),
        (
            "ru",
            "захватить",
            "они захватили город",
            "«захватили» ← захватить, a form of the verb",
            Evidence.LEXICON,
        ),
        (
            "uk",
            "93-тя бригада",
            "бійці 93-ї бригади",
            "«93-ї бригади» ← 93-тя бригада, genitive singular",
            Evidence.LEXICON,
        ),
        ("be", "вайна", "дзве войны", "«войны» ← вайна, by its ending", Evidence.ENDING),
        ("uk", "Здрилюк", "загін Здрилюка", "«Здрилюка» ← Здрилюк, ", Evidence.ENDING),
    ],
)
def test_what_no_case_explains_is_explained_all_the_same(
    language: str, term: str, text: str, reason: str, evidence: Evidence
) -> None:
    (found,) = find(language, term, text)
    assert found.reason.english.startswith(reason)
    assert found.evidence is evidence


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("ru", "большой", "больше не надо"),
        ("ru", "прошлое", "прошлая неделя"),
        ("ru", "Бородай", "рыжая Борода"),
        ("uk", "живий", "він жив у Києві"),
        ("uk", "93-тя бригада", "у 93-му бригади не було, а 93-ти бригад тим паче"),
        ("be", "ўлада", "улада"),
        ("be", "лён", "лен"),
    ],
)
def test_what_looks_alike_is_not_found(language: str, term: str, text: str) -> None:
    assert find(language, term, text) == ()


def test_belarusian_rests_on_endings_alone() -> None:
    evidences = {
        occurrence.evidence
        for term, sentence in rows("be")
        for occurrence in find("be", term, plain(sentence))
        if occurrence.form[:1].lower() == term[:1].lower() and occurrence.form != term
    }
    assert evidences == {Evidence.ENDING}


def plain(sentence: str) -> str:
    return re.sub("[⟦⟧]", "", sentence)
