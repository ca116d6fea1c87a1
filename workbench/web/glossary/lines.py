"""A text around the words that matter, as the pages of a glossary show it."""

from __future__ import annotations

import re
from typing import NamedTuple

from glossary.model import Span
from translations.model import FIRST_CODE, LAST_CODE

#: Characters shown on either side of the words.
_AROUND = 90
_CODES = re.compile(f"[{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")


class Line(NamedTuple):
    """A text around the words that matter, without its inline codes."""

    before: str
    words: str
    after: str


def line(text: str, span: Span | None) -> Line:
    """Cut a coded text around some of its words."""
    start, end = span or (0, 0)
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return Line(*(_CODES.sub("", part) for part in (before, text[start:end], after)))


def around(text: str, words: str) -> Line:
    """Cut a coded text around the first place where some words stand in it, if they do."""
    folded = text.casefold()
    start = folded.find(words.casefold()) if words else -1
    if start < 0 or len(folded) != len(text):  # a letter that is folded to two moves the rest
        return line(text, None)
    return line(text, Span(start, start + len(words)))
