"""The translation is about as long as the source lets expect.

After Gale and Church (1993): the logarithm of the ratio of lengths scatters
around a mean of the pair of languages, the more the shorter the text. A text
that also breaks off (no final mark, an open bracket, a last *the*), or lacks a
number or a quotation of its source, needs less evidence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from glossary.model import Severity, Span
from glossary.saying import Message, say
from translations import quantities, quotations
from translations.checks.base import Check, Pair
from translations.checks.end_punctuation import final_mark
from translations.inline import plain
from translations.language import SMALL_WORDS
from translations.model import Finding
from translations.quantities import Writing
from translations.quantities.comparing import is_accounted, said

NAME = "length"

#: What a text weighs in a language that weighs a hundred in English.
_EXTENT = {
    "en": 100, "ru": 118, "uk": 112, "be": 113, "de": 117, "fr": 116, "es": 112, "pl": 116,
    "it": 114, "pt": 111, "nl": 110, "cs": 107, "sk": 109, "bg": 116, "sr": 109, "mk": 113,
    "hu": 110,
}  # fmt: skip
#: Articles, auxiliaries and pronouns come and go in translation; figures are spelt out.
_SMALL_WORD, _FIGURE = 0.62, 2.2
_ARTICLED = frozenset({"en", "de", "fr", "es", "it", "pt", "nl"})

#: Variance of the logarithm of the ratio: a constant part, and one that shrinks with length.
_FLOOR, _SLOPE = 0.006, 2.2
_SHORTER, _LONGER = -2.85, 4.2  #: standard deviations
_BROKEN_OFF, _LACKING = -1.1, -2.0
_FEWEST = 25
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+)\W*$")
#: Words that do not end a sentence.
_NEED_ANOTHER = {
    language: frozenset(words.split())
    for language, words in {
        "ru": "в во на с со к ко о об от у и а но или что по из за для при до под над без"
        " через чтобы как если когда который которая которые которого его их не ни",
        "uk": "в у на з зі із до про від і й та а але або чи що по за для при під над без"
        " через щоб як якщо коли який яка які якого його їх їхній не ні",
        "en": "the a an of to in on at by for with from and or but that which who not",
        "de": "der die das den dem des ein eine einen und oder aber dass von zu mit für",
        "fr": "le la les un une de du des à au aux et ou mais que qui dans pour par",
        "pl": "w we na z ze do od i a ale lub że który która które o u po za dla przy",
        "es": "el la los las un una de del a al y o pero que en por para con",
    }.items()
}
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = say("Much shorter than the source: is something left out?")
_LONG = say("Much longer than the source: is something added?")


def _length(pair: Pair) -> Iterator[Finding]:
    source, target = plain(pair.source).text.strip(), plain(pair.target).text.strip()
    deviation = deviations(pair, source, target)
    if deviation is None:
        return
    if _is_short(pair, source, target, deviation):
        yield _finding(pair, "short", _SHORT)
    elif deviation > _LONGER:
        yield _finding(pair, "long", _LONG)


def _is_short(pair: Pair, source: str, target: str, deviation: float) -> bool:
    return (
        deviation < _SHORTER
        or (deviation < _LACKING and _lacks(pair, source, target))
        or (deviation < _BROKEN_OFF and _breaks_off(pair, source, target))
    )


def _lacks(pair: Pair, source: str, target: str) -> bool:
    """Whether a number in figures or a quotation of the source is not in the target."""
    there = quantities.read(source, pair.source_language)
    here = said(quantities.read(target, pair.target_language))
    figures = (q for q in there.numbers if q.writing is Writing.DIGITS and not q.idle)
    if any(not is_accounted(figure, here) for figure in figures):
        return True
    theirs = quotations.marks(source, pair.source_language).pairs
    return len(theirs) > len(quotations.marks(target, pair.target_language).pairs)


def deviations(pair: Pair, source: str, target: str) -> float | None:
    """By how many standard deviations a target is longer than expected."""
    if len(source) < _FEWEST or not target:
        return None
    there, here = (_EXTENT.get(code, 110) for code in (pair.source_language, pair.target_language))
    expected = weight(source, pair.source_language) * here / there
    spread = math.sqrt(_FLOOR + _SLOPE / expected)
    return math.log(weight(target, pair.target_language) / expected) / spread


def weight(text: str, language: str) -> float:
    """A length in characters in which small words count less and figures more."""
    figures = sum(map(str.isdigit, text))
    small = 0
    if language in _ARTICLED:
        words = SMALL_WORDS.get(language, frozenset())
        small = sum(len(word) + 1 for word in _WORD.findall(text.lower()) if word in words)
    return len(text) - small * (1 - _SMALL_WORD) + figures * (_FIGURE - 1)


def _breaks_off(pair: Pair, source: str, target: str) -> bool:
    """Whether a target lacks an end, or a start, that its source has."""
    unended = bool(final_mark(source)) and not final_mark(target)
    return unended or _starts_inside(source, target) or _ends_inside(pair, source, target)


def _ends_inside(pair: Pair, source: str, target: str) -> bool:
    """Whether a bracket or a quotation is left open, or the last word needs another after it."""
    if target.count("(") > target.count(")") and source.count("(") == source.count(")"):
        return True
    theirs = quotations.unpaired(source, pair.source_language)
    if quotations.unpaired(target, pair.target_language).openers and not theirs.openers:
        return True
    last = _LAST_WORD.search(target)
    return last is not None and last[1].lower() in _NEED_ANOTHER.get(pair.target_language, ())


def _starts_inside(source: str, target: str) -> bool:
    first = re.search(r"[^\W_]", target)
    theirs = re.search(r"[^\W_]", source)
    return bool(first and theirs and first[0].islower() and theirs[0].isupper())


def _finding(pair: Pair, kind: str, message: Message) -> Finding:
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

_ALMOST = "Редакция целый день спорила об одном-единственном слове, а вечером решила"

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
        _pair(
            "The newsroom argued for a whole day about one single word, and in 2014 it decided to"
            " print both.",
            "Редакция целый день спорила об одном-единственном слове и не сдалась.",
        ),
        _pair(
            'The newsroom argued for a whole day about one single word, and then it printed "both"'
            " of them.",
            "Редакция целый день спорила об одном слове, а потом взяла и устала.",
        ),
        _pair(_SENTENCE, "Редакция целый день спорила об одном"),
        _pair(_SENTENCE, "Редакция спорила целый день."),
        _pair(_SENTENCE, f"{_ALMOST} (и напечатать оба."),
        _pair(_SENTENCE, f"{_ALMOST} «и напечатать оба."),
        _pair(_SENTENCE, f"{_ALMOST} напечатать оба и."),
        _pair(_SENTENCE, "Редакция спорила о словах. " * 14),
    ),
)
