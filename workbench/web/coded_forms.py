"""Coded text in a plain field: each inline code as a number in brackets, and back."""

from __future__ import annotations

import re

from translations import inline

#: Brackets for the numbers of codes; the first pair that the text itself does not use.
_BRACKETS = (("⟨", "⟩"), ("⟦", "⟧"), ("❰", "❱"), ("⦗", "⦘"))


def shown(text: str) -> str:
    """Write codes as ⟨1⟩, ⟨2⟩ …, by their places in the list."""
    opening, closing = _brackets(text)
    return "".join(
        f"{opening}{_number(each)}{closing}" if inline.is_code(each) else each for each in text
    )


def coded(typed: str, stored: str) -> str:
    """Read back what `shown` wrote for the stored text, as a person has changed it."""
    opening, closing = _brackets(stored)
    known = {_number(each) for each in inline.code_points(stored)}
    without = "".join(each for each in typed if not inline.is_code(each))

    def code(match: re.Match[str]) -> str:
        number = int(match[1])
        return inline.code_point(number - 1) if number in known else match[0]

    return re.sub(f"{opening}([0-9]{{1,4}}){closing}", code, without)


def _number(code: str) -> int:
    return ord(code) - ord(inline.code_point(0)) + 1


def _brackets(text: str) -> tuple[str, str]:
    free = (pair for pair in _BRACKETS if pair[0] not in text and pair[1] not in text)
    return next(free, _BRACKETS[0])
