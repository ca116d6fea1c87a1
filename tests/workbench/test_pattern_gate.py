"""Patterns of strangers find what they say, and never hold anybody up."""

from __future__ import annotations

from time import monotonic

import pytest

from workbench import pattern_gate
from workbench.errors import InvalidInput


def test_spans_are_those_of_each_text() -> None:
    assert pattern_gate.spans(r"\d+", ["12 и 7", "ничего", "𝄞3"]) == [
        [(0, 2), (5, 6)],
        [],
        [(1, 2)],
    ]


@pytest.mark.parametrize("pattern", ["(", "a" * 501, "(?P<x>", "*"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidInput):
        pattern_gate.spans(pattern, ["a"])


def test_a_pattern_that_takes_for_ever_is_ended() -> None:
    began = monotonic()
    with pytest.raises(InvalidInput, match="too long"):
        pattern_gate.spans(r"(a+)+b", ["a" * 60])
    assert monotonic() - began < 30
