"""The translation is about as long as the source lets expect.

After Gale and Church (1993): the logarithm of the ratio of lengths scatters
around a mean of the pair of languages, the more the shorter the text. A text
that also breaks off (no final mark, an open bracket) needs less evidence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from glossary.model import Severity, Span
from translations.checks.base import Check, Pair
from translations.checks.end_punctuation import final_mark
from translations.inline import plain
from translations.model import Finding

NAME = "length"

#: Characters that say in a language what a hundred say in English.
_EXTENT = {
    "en": 100, "ru": 108, "uk": 104, "be": 106, "de": 117, "fr": 118, "es": 114, "pl": 108, "it": 114,
    "pt": 111, "nl": 112, "cs": 100, "sk": 102, "bg": 108, "sr": 102, "mk": 106, "hu": 110,
}  # fmt: skip

#: Variance of the logarithm of the ratio: a constant part, and one that shrinks with length.
_FLOOR, _SLOPE = 0.006, 2.4
_SHORTER, _LONGER = -2.9, 3.6  #: standard deviations
_BROKEN_OFF = -1.5
_FEWEST = 20


def _length(pair: Pair) -> Iterator[Finding]:
    source, target = plain(pair.source).text.strip(), plain(pair.target).text.strip()
    deviation = deviations(pair, source, target)
    if deviation is None:
        return
    if deviation < _SHORTER or (deviation < _BROKEN_OFF and _breaks_off(source, target)):
        yield _finding(pair, "short", "Much shorter than the source: is something left out?")
    elif deviation > _LONGER:
        yield _finding(pair, "long", "Much longer than the source: is something added?")


def deviations(pair: Pair, source: str, target: str) -> float | None:
    """By how many standard deviations a target is longer than expected."""
    if len(source) < _FEWEST or not target:
        return None
    extents = (_EXTENT.get(code, 108) for code in (pair.source_language, pair.target_language))
    there, here = extents
    expected = len(source) * here / there
    spread = math.sqrt(_FLOOR + _SLOPE / expected)
    return math.log(len(target) / expected) / spread


def _breaks_off(source: str, target: str) -> bool:
    """Whether a target lacks an end, or a start, that its source has."""
    unended = bool(final_mark(source)) and not final_mark(target)
    return unended or _starts_inside(source, target) or target.count("(") != target.count(")")


def _starts_inside(source: str, target: str) -> bool:
    first = re.search(r"[^\W_]", target)
    theirs = re.search(r"[^\W_]", source)
    return bool(first and theirs and first[0].islower() and theirs[0].isupper())


def _finding(pair: Pair, kind: str, message: str) -> Finding:
    return Finding(
        check=NAME,
        kind=kind,
        severity=Severity.WARNING,
        message=message,
        target=Span(0, len(pair.target)),
    )


def _pair(source: str, target: str, language: str = "ru") -> Pair:
    return Pair(source=source, target=target, source_language="en", target_language=language)


_SENTENCE = (
    "The newsroom argued for a whole day about one single word, and in the evening it decided to"
    " print both of them with an explanation."
)

CHECK = Check(
    name=NAME,
    title="Length",
    run=_length,
    passes=(
        _pair("Yes.", "Безусловно, да."),
        _pair(
            _SENTENCE,
            "Редакция целый день спорила об одном-единственном слове, а вечером решила напечатать"
            " оба с пояснением.",
        ),
        _pair(
            _SENTENCE,
            "Die Redaktion stritt einen ganzen Tag lang über ein einziges Wort und beschloss am"
            " Abend, beide mit einer Erklärung zu drucken.",
            "de",
        ),
    ),
    fails=(
        _pair(_SENTENCE, "Редакция целый день спорила об одном"),
        _pair(_SENTENCE, "Редакция спорила целый день."),
        _pair(_SENTENCE, "Редакция спорила о словах. " * 14),
    ),
)
