"""Files by which rules are proved: a table of neighbours, one right and one wrong."""

from __future__ import annotations

from typing import NamedTuple

from translations.validation import validate


class Case(NamedTuple):
    """Two files that differ in what a rule is about."""

    rule: str
    right: str
    wrong: str


def broken(text: str | bytes, name: str = "") -> list[str]:
    """The rules that a file breaks, each once, in the order of the file."""
    body = text.encode() if isinstance(text, str) else text
    return list(dict.fromkeys(flaw.rule for flaw in validate(body, name).flaws))


def lines(text: str, rule: str, name: str = "") -> list[int]:
    """Where a file breaks a rule."""
    return [flaw.line for flaw in validate(text.encode(), name).flaws if flaw.rule == rule]
