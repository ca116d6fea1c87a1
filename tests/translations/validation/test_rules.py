"""Laws over every rule of every format."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from tests.translations.validation import test_po, test_tbx, test_tmx, test_xliff2, test_xliff12
from tests.translations.validation.judging import Case, broken
from translations.validation import tbx, tmx, xliff2
from translations.validation.base import Rule
from translations.validation.xliff12.rules import RULES as XLIFF_12

CATALOGUES: dict[str, tuple[Rule[Any], ...]] = {
    "XLIFF 2": xliff2.RULES,
    "XLIFF 1.2": XLIFF_12,
    "TMX": tmx.RULES,
    "TBX": tbx.RULES,
}
PROOFS = {
    "XLIFF 2": test_xliff2.PROSE,
    "XLIFF 1.2": test_xliff12.PROSE,
    "TMX": test_tmx.PROSE,
    "TBX": test_tbx.PROSE,
}
CASES = {
    "XLIFF 2": test_xliff2.CASES,
    "XLIFF 1.2": test_xliff12.CASES,
    "TMX": test_tmx.CASES,
    "TBX": test_tbx.CASES,
    "PO": test_po.CASES,
}
EVERY_CASE = [
    pytest.param(case, id=f"{name}-{case.rule}") for name, cases in CASES.items() for case in cases
]
of_every_format = pytest.mark.parametrize("rules", CATALOGUES.values(), ids=CATALOGUES)


@of_every_format
def test_a_rule_has_a_name_of_its_own(rules: tuple[Rule[object], ...]) -> None:
    names = Counter(rule.name for rule in rules)
    assert max(names.values()) == 1
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


@of_every_format
def test_a_rule_says_where_the_standard_states_it(rules: tuple[Rule[object], ...]) -> None:
    assert all(rule.section for rule in rules)


@pytest.mark.parametrize("case", EVERY_CASE)
def test_a_file_that_keeps_to_a_rule_is_valid_and_its_neighbour_breaks_that_rule_alone(
    case: Case,
) -> None:
    assert broken(case.right) == []
    assert broken(case.wrong) == [case.rule]


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_rule_is_proved(name: str) -> None:
    assert {rule.name for rule in CATALOGUES[name]} == {case.rule for case in PROOFS[name]}
