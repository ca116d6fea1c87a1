"""A text as words and numbers, with what the lexicon says of each word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from translations.quantities import digits
from translations.quantities.lexicon import APOSTROPHES, WORD, Lexicon

_TOKEN = re.compile(rf"(?P<number>{digits.NUMBER.pattern})|(?P<word>{WORD})")
#: What may stand between two numbers of one range: "10-15", "$5 – $10".
_RANGE = re.compile(r"[\s\u00a0\u202f-]*|\s?\)?\s?[-–—]\s?[$£€]?")
_NEAR = re.compile(r"[\s\u00a0\u202f\u2009.‑-]{0,2}")
_REACH = 4  #: words after a number in which "and a half" may stand


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number; a number has no `word`."""

    start: int
    end: int
    word: str = ""
    magnitude: float = 0.0


def tokens(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """The words and numbers of a text in their order."""
    return tuple(_token(match, lexicon) for match in _TOKEN.finditer(text))


def _token(match: re.Match[str], lexicon: Lexicon) -> Token:
    if match.lastgroup == "number":
        return Token(*match.span())
    word = fold(match[0], lexicon.language)
    return Token(*match.span(), word, lexicon.magnitudes.get(word, 0.0))


def fold(word: str, language: str) -> str:
    """A word as the tables write it."""
    folded = word.lower().translate(APOSTROPHES)
    return folded.replace("ё", "е") if language == "ru" else folded


def are_adjacent(text: str, first: Token, second: Token) -> bool:
    """Whether nothing but a space, a point or a hyphen stands between them."""
    return _NEAR.fullmatch(text, first.end, second.start) is not None


def are_in_range(text: str, first: Token, second: Token) -> bool:
    """Whether nothing but a dash or space stands between them."""
    return _RANGE.fullmatch(text, first.end, second.start) is not None


def has_half(found: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether "and a half" follows the number at this place."""
    following = {token.word for token in found[at + 1 : at + 1 + _REACH]}
    return not following.isdisjoint(lexicon.halves) or {"and", "half"} <= following
