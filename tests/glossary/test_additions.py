"""Contested words that the source does not say, and words that are never right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.enforcement import Enforcer
from glossary.model import (
    Concept,
    Policy,
    Rule,
    Severity,
    Status,
    Term,
    TermBase,
    ViolationKind,
)

ADDED, BANNED, MISSING = ViolationKind.ADDED, ViolationKind.BANNED, ViolationKind.MISSING
NOTE, WARNING, ERROR = Severity

_TERMS = """levy en militia preferred
levy en terrorists forbidden
levy ru ополчение preferred
levy ru народное_ополчение admitted
levy ru террористы forbidden
levy ru сход deprecated
levy ru вояки admitted ambiguous
revolt en revolt preferred
revolt en mutiny forbidden
revolt ru восстание preferred
revolt ru мятеж forbidden
riot en riot preferred
riot ru мятеж preferred
seizure en annexation_of_Crimea admitted
seizure ru аннексия_Крыма admitted
crimea en Crimea preferred
crimea ru Крым preferred
slur ru ватники forbidden target-only
slur ru патриоты preferred
slur en patriots preferred
slur en vatniks admitted target-only
"""
_PLAIN = {"crimea"}


def base() -> TermBase:
    terms: dict[str, list[Term]] = {}
    for number, line in enumerate(_TERMS.splitlines()):
        ident, language, text, status, *marks = line.split()
        terms.setdefault(ident, []).append(
            Term(
                id=f"t{number}",
                concept=ident,
                language=language,
                text=text.replace("_", " "),
                status=Status(status),
                ambiguous="ambiguous" in marks,
                target_only="target-only" in marks,
            )
        )
    return TermBase(
        concepts=tuple(
            Concept(id=ident, contested=ident not in _PLAIN, terms=tuple(each))
            for ident, each in terms.items()
        ),
        policies=(
            Policy(
                name="mild",
                rules=(
                    Rule(concept="levy", severity=Severity.NOTE),
                    Rule(concept="slur", also_allowed=("ватники",)),
                ),
            ),
        ),
    )


BASE = base()


def found(
    source: str, target: str, *, policy: str = "", before: str = "", after: str = ""
) -> list[tuple[ViolationKind, Severity, str]]:
    judgement = Enforcer(BASE, "en", "ru", policy).judge(
        source, target, source_before=before, source_after=after
    )
    return [(v.kind, v.severity, v.concept) for v in judgement.violations]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("They came.", "Пришло ополчение.", [(ADDED, WARNING, "levy")]),
        ("The terrorists came.", "Пришло ополчение.", [(ADDED, WARNING, "levy")]),
        ("The terrorists came.", "Пришли террористы.", []),
        ("They came.", "Пришли террористы.", []),
        ("They came.", "Собрался сход.", []),
        ("They came.", "Пришли вояки.", []),
        ("The militia came.", "Ополчение пришло, а с ним народное ополчение.", []),
        # the speaker's own word, and a word of two concepts
        ("The mutiny spread.", "Мятеж ширился.", []),
        ("The unrest spread.", "Мятеж ширился.", [(ADDED, WARNING, "riot")]),
        ("The mutiny spread.", "Восстание ширилось.", [(ADDED, WARNING, "revolt")]),
        ("The riot spread.", "Мятеж ширился.", []),
        # words of the family
        ("Revolting crowds came.", "Пришло восстание.", []),
        ("Crimea was annexed.", "Аннексия Крыма.", []),
        ("The events in Crimea", "Аннексия Крыма", [(ADDED, WARNING, "seizure")]),
        # what is not contested may be named
        ("On the peninsula", "В Крыму", []),
    ],
)
def test_a_contested_word_that_the_source_does_not_say_is_added(
    source: str, target: str, expected: list[tuple[ViolationKind, Severity, str]]
) -> None:
    assert found(source, target) == expected


@pytest.mark.parametrize(
    ("before", "after"), [("The militia was here.", ""), ("", "It was the militia.")]
)
def test_a_word_that_the_block_says_nearby_is_noted(before: str, after: str) -> None:
    target = "Пришло ополчение."
    assert found("They came.", target, before=before, after=after) == [(ADDED, NOTE, "levy")]
    assert found("They came.", target, before="In peace.") == [(ADDED, WARNING, "levy")]


def test_a_rule_says_how_grave_an_addition_is() -> None:
    assert found("They came.", "Пришло ополчение.", policy="mild") == [(ADDED, NOTE, "levy")]


@pytest.mark.parametrize(
    ("source", "target", "policy", "expected"),
    [
        ("They came.", "Пришли ватники.", "", [(BANNED, ERROR, "slur")]),
        ("The patriots came.", "Пришли ватники.", "", [(BANNED, ERROR, "slur")]),
        (
            "The patriots came.",
            "Пришли патриоты, то есть ватники.",
            "",
            [(BANNED, ERROR, "slur")],
        ),
        # it is no occurrence in a source, where it is the speaker's own word
        ("The vatniks came.", "Пришли они.", "", []),
        # unless the house style allows it by name
        ("They came.", "Пришли ватники.", "mild", []),
    ],
)
def test_a_word_of_translations_only_is_banned_wherever_it_stands(
    source: str,
    target: str,
    policy: str,
    expected: list[tuple[ViolationKind, Severity, str]],
) -> None:
    assert found(source, target, policy=policy) == expected


def test_a_usage_of_translations_only_is_banned_wherever_it_stands() -> None:
    usage = replace(
        BASE,
        concepts=tuple(
            replace(concept, subject="usage" if concept.id == "slur" else "")
            for concept in BASE.concepts
        ),
    )
    judgement = Enforcer(usage, "en", "ru", "").judge("They came.", "Пришли ватники.")
    assert [(v.kind, v.severity) for v in judgement.violations] == [(BANNED, ERROR)]


def test_an_addition_says_what_it_is() -> None:
    judgement = Enforcer(BASE, "en", "ru", "").judge("They came.", "Пришло ополчение.")
    (added,) = judgement.violations
    assert added.message.english == "“ополчение” is contested, and nothing in the source says it."
    assert (added.source, added.expected) == (None, ())
