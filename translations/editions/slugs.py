"""Addresses made of titles: the letters of the language, or Latin ones.

A slug is made of words in small letters joined by hyphens, at most 80
characters, cut after a word, in Unicode's form NFC (RFC 3987 asks for it).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from translations.editions.romanization import romanized

#: Characters of a slug.
LONGEST: Final = 80
#: The slug of a title without a letter or digit.
UNTITLED: Final = "untitled"

_DOTLESS = frozenset({"tr", "az"})
#: Within words and no part of their spelling in an address: apostrophes, joiners, soft hyphens,
#: the points of Hebrew, the marks and the stretching of Arabic.
_DROPPED = re.compile(
    "['’ʼ‘`´\"״׳\u00ad\u200b\u200d\u2060"
    "\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
_NO_LETTERS = re.compile(r"[-_]+")


def native_slug(title: str, language: str) -> str:
    """The title's own letters and digits; never empty."""
    return _joined(_DROPPED.sub("", _small(title, language))) or UNTITLED


def latin_slug(title: str, language: str) -> str:
    """The title in the 26 letters and digits, by the language's custom; never empty."""
    return (
        _joined(_DROPPED.sub("", romanized(_small(title, language), language)).lower()) or UNTITLED
    )


def _small(title: str, language: str) -> str:
    """Small letters, as the language has them."""
    written = unicodedata.normalize("NFC", title)
    if language.replace("_", "-").partition("-")[0].casefold() in _DOTLESS:
        written = written.replace("I", "ı").replace("İ", "i")
    return unicodedata.normalize("NFC", written.lower())


def _joined(text: str) -> str:
    """The words of a text with hyphens between them, as many as there is room for."""
    kept = "".join(char if unicodedata.category(char)[0] in "LMN" else "-" for char in text)
    words = _NO_LETTERS.sub("-", unicodedata.normalize("NFC", kept)).strip("-")
    if len(words) <= LONGEST:
        return words
    whole, hyphen, _ = words[: LONGEST + 1].rpartition("-")
    return whole if hyphen else words[:LONGEST]
