"""Sentences with the places where a term stands in them, phenomenon by phenomenon.

In the table the places stand between ⟦ and ⟧, and characters that nobody can
see are written \\uXXXX. Options: `case`, `forms`, `excepted` (parted by |) of
the term, `also`: another term of the glossary, `quoted` and `unquoted`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from glossary.matching import Sought, compile_terms
from glossary.model import CaseRule, Span

FIXTURES = Path(__file__).parents[1] / "fixtures"
#: The second one goes through all that Russian, Ukrainian, Belarusian and Bulgarian do to a word,
#: the third through English, German, Polish, Czech, French, Spanish and other languages.
TABLES = tuple(FIXTURES / f"span_cases{part}.tsv" for part in ("", "_slavic", "_western"))
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True, kw_only=True)
class SpanCase:
    """A sentence, what is sought in it, and where it stands."""

    language: str
    phenomenon: str
    term: Sought
    also: tuple[Sought, ...]
    sentence: str
    spans: tuple[Span, ...]
    quoted: bool | None


def span_cases() -> list[SpanCase]:
    return [_case(row) for table in TABLES for row in _rows(table)]


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _case(row: dict[str, str]) -> SpanCase:
    options = {
        name: tuple(value.split("|"))
        for name, _, value in (each.partition("=") for each in row["options"].split("; "))
    }
    sentence, spans = _unmarked(ESCAPE.sub(lambda u: chr(int(u[1], 16)), row["sentence"]))
    return SpanCase(
        language=row["lang"],
        phenomenon=row["phenomenon"],
        term=Sought(
            concept="sought",
            text=row["term"],
            case=CaseRule(options.get("case", ("any",))[0]),
            forms=options.get("forms", ()),
            excepted=options.get("excepted", ()),
        ),
        also=tuple(Sought(concept="also", text=text) for text in options.get("also", ())),
        sentence=sentence,
        spans=spans,
        quoted="quoted" in options if {"quoted", "unquoted"} & options.keys() else None,
    )


def _unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The sentence without the marks, and the spans between them."""
    pieces = re.split("[⟦⟧]", marked)
    places = [0]
    for piece in pieces:
        places.append(places[-1] + len(piece))
    spans = tuple(Span(places[at], places[at + 1]) for at in range(1, len(pieces), 2))
    return "".join(pieces), spans


CASES = span_cases()


@pytest.mark.parametrize("phenomenon", sorted({case.phenomenon for case in CASES}))
def test_a_term_is_found_where_it_stands_and_nowhere_else(phenomenon: str) -> None:
    wrong = {}
    for case in CASES:
        if case.phenomenon != phenomenon:
            continue
        found = [
            each
            for each in compile_terms([case.term, *case.also], case.language).find(case.sentence)
            if each.concept == "sought" and not each.nested
        ]
        marks_fit = case.quoted is None or all(each.quoted is case.quoted for each in found)
        if tuple(each.span for each in found) != case.spans or not marks_fit:
            shown = [(each.form, each.quoted) for each in found]
            wrong[case.language, case.term.text, case.sentence] = shown
    assert wrong == {}
