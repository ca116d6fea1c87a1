"""Where a concept is mentioned first in running text, the form that introduces it stands."""

from __future__ import annotations

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
    TermType,
    ViolationKind,
    Voice,
)

MISSING, FIRST = ViolationKind.MISSING, ViolationKind.FIRST_MENTION
FORM = "Союз городов (СГ)"


def term(language: str, text: str, **more: object) -> Term:
    return Term(id=f"t-{text}", concept="league", language=language, text=text, **more)  # type: ignore[arg-type]  # any field


BASE = TermBase(
    concepts=(
        Concept(
            id="league",
            contested=True,
            terms=(
                term("en", "League of Towns", status=Status.PREFERRED),
                term("en", "LT", type=TermType.ABBREVIATION),
                term("ru", "Союз городов", status=Status.PREFERRED),
                term("ru", "СГ", type=TermType.ABBREVIATION),
                term("ru", "Лига городов", status=Status.FORBIDDEN),
            ),
        ),
        Concept(
            id="town",
            terms=(Term(id="t1", concept="town", language="en", text="town"),),
        ),
    ),
    policies=(
        Policy(
            name="introducing",
            rules=(
                Rule(
                    concept="league",
                    language="ru",
                    first_mention=FORM,
                    voices=frozenset({Voice.NARRATION, Voice.QUOTATION, Voice.ANSWER}),
                ),
            ),
        ),
        Policy(
            name="quoting",
            rules=(Rule(concept="league", first_mention="«Союз городов»"),),
        ),
        Policy(
            name="grave",
            rules=(Rule(concept="league", first_mention=FORM, severity=Severity.ERROR),),
        ),
    ),
)


def found(
    target: str,
    *,
    source: str = "The League of Towns met.",
    policy: str = "introducing",
    voice: Voice = Voice.NARRATION,
    start: int | None = 4,
) -> list[tuple[ViolationKind, Severity, str]]:
    enforcer = Enforcer(BASE, "en", "ru", policy)
    first = {} if start is None else {"league": start}
    judgement = enforcer.judge(source, target, voice=voice, first=first)
    return [
        (v.kind, v.severity, target[slice(*v.target)] if v.target else "")
        for v in judgement.violations
    ]


WARNED = [(FIRST, Severity.WARNING, "Союз городов")]


@pytest.mark.parametrize(
    ("target", "voice", "expected"),
    [
        ("Собрался Союз городов (СГ).", Voice.NARRATION, []),
        ("На съезде Союза городов (СГ) спорили.", Voice.NARRATION, []),
        ("Собрался Союз городов.", Voice.NARRATION, WARNED),
        ("Собрался Союз городов.", Voice.QUOTATION, WARNED),
        ("Собрался Союз городов.", Voice.ANSWER, []),
        ("Собрался Союз городов.", Voice.QUESTION, []),
        ("Собрался СГ.", Voice.NARRATION, [(FIRST, Severity.WARNING, "СГ")]),
        # what is wrong anyway is said once
        (
            "Собралась Лига городов.",
            Voice.NARRATION,
            [(ViolationKind.BANNED, Severity.ERROR, "Лига городов")],
        ),
        ("Они собрались.", Voice.NARRATION, [(MISSING, Severity.ERROR, "")]),
    ],
)
def test_the_first_mention_is_the_form_that_introduces_it(
    target: str, voice: Voice, expected: list[tuple[ViolationKind, Severity, str]]
) -> None:
    assert found(target, voice=voice) == expected


def test_what_would_be_right_at_the_first_mention_is_its_form() -> None:
    enforcer = Enforcer(BASE, "en", "ru", "introducing")
    for target in ("Собрался СГ.", "Они собрались."):
        judgement = enforcer.judge("The League of Towns met.", target, first={"league": 4})
        assert [v.expected for v in judgement.violations] == [(FORM,)]


def test_nothing_is_asked_of_a_later_mention_or_where_nobody_counts() -> None:
    assert found("Собрался СГ.", start=None) == []
    assert found("Собрался СГ.", start=40) == []
    source = "The League of Towns met. LT was large."
    assert found("Собрался Союз городов (СГ). СГ был велик.", source=source) == []
    assert found("Собрался Союз городов. СГ был велик.", source=source) == WARNED


def test_the_marks_of_the_form_count() -> None:
    assert found("Собрался «Союз городов».", policy="quoting") == []
    assert found("Собрался Союз городов.", policy="quoting") == WARNED


def test_a_rule_says_how_grave_it_is() -> None:
    assert found("Собрался СГ.", policy="grave") == [(FIRST, Severity.ERROR, "СГ")]


def test_an_enforcer_tells_where_first_mentions_count() -> None:
    rules = Enforcer(BASE, "en", "ru", "introducing").first_mention_rules()
    assert rules == {"league": {Voice.NARRATION, Voice.QUOTATION}}
    assert Enforcer(BASE, "en", "uk", "introducing").first_mention_rules() == {}
    assert Enforcer(BASE, "en", "ru", "").first_mention_rules() == {}
