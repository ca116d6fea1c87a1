"""Laws over every rule of every format."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from translations.validation import tbx, tmx, xliff2
from translations.validation.base import Rule
from translations.validation.xliff12.rules import RULES as XLIFF_12

CATALOGUES = {
    "XLIFF 2": xliff2.RULES,
    "XLIFF 1.2": XLIFF_12,
    "TMX": tmx.RULES,
    "TBX": tbx.RULES,
}
of_every_format = pytest.mark.parametrize("rules", CATALOGUES.values(), ids=CATALOGUES)


@of_every_format
def test_a_rule_has_a_name_of_its_own(rules: tuple[Rule[object], ...]) -> None:
    names = Counter(rule.name for rule in rules)
    assert max(names.values()) == 1
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


@of_every_format
def test_a_rule_says_where_the_standard_states_it(rules: tuple[Rule[object], ...]) -> None:
    assert all(rule.section for rule in rules)
