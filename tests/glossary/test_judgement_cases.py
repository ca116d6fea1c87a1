"""Pairs judged by the shipped term base: right renderings are silent, wrong ones are found.

A row of `judgement_cases.tsv` names every finding graver than a note, as
`concept:kind:severity`; an empty last cell means that there is none.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from glossary.enforcement import compile_enforcer
from glossary.model import Severity, Voice
from glossary.termbases import shipped

CASES = Path(__file__).parent.parent / "fixtures" / "judgement_cases.tsv"


class Case(NamedTuple):
    policy: str
    source_language: str
    target_language: str
    voice: str
    source: str
    target: str
    expected: str


def cases() -> Iterator[Case]:
    lines = CASES.read_text(encoding="utf-8").split("\n")
    return (Case(*line.split("\t")) for line in lines[1:] if line)


def found(case: Case) -> list[str]:
    enforcer = compile_enforcer(
        shipped(),
        source_language=case.source_language,
        target_language=case.target_language,
        policy=case.policy,
    )
    judgement = enforcer.judge(case.source, case.target, voice=Voice(case.voice))
    return sorted(
        f"{each.concept}:{each.kind}:{each.severity.name.lower()}"
        for each in judgement.violations
        if each.severity > Severity.NOTE
    )


def test_right_renderings_are_silent_and_wrong_ones_are_found() -> None:
    wrong = [
        (case, names) for case in cases() if (names := found(case)) != sorted(case.expected.split())
    ]
    assert wrong == []


def test_the_cases_ask_for_silence_and_for_findings_under_every_policy() -> None:
    asked = {(case.policy, bool(case.expected)) for case in cases()}
    policies = {"", *(policy.name for policy in shipped().policies)}
    assert asked == {(policy, loud) for policy in policies for loud in (False, True)}
