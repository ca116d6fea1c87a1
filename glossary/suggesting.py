"""The words to put in a wrong rendering's place: the right one, in the same form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from glossary.inflecting import replacement
from glossary.model import Occurrence
from glossary.text import marks

#: So many characters before a word tell its case: a preposition and an adjective or two.
_TELLING = 60


def suggestion(found: Occurrence, right: Sequence[str], target: str, language: str) -> str:
    """The best of the right renderings as it may stand where `found` does; empty: none."""
    if not right or (found.quoted and marks(right[0])):
        return ""  # the marks that stand there would stand twice
    before = target[: found.span.start]
    if len(before) > _TELLING:
        before = before[-_TELLING:].partition(" ")[2]
    return _replacement(found.form, found.text, right[0], language, before)


@lru_cache(maxsize=4096)
def _replacement(form: str, old: str, new: str, language: str, before: str) -> str:
    return replacement(form, old=old, new=new, language=language, before=before)
