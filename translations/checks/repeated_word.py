"""The same word twice in a row, where the source does not repeat one too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.model import Severity, Span
from glossary.saying import say
from translations.checks.base import Check, Pair
from translations.inline import plain
from translations.model import Finding, Fix

NAME = "repeated-word"

_WORDS = r"(?<![\w'’ʼ])(\w+(?:['’ʼ-]\w+)*)(\s+)\1(?![\w'’ʼ])"
_REPEATED = re.compile(_WORDS, re.IGNORECASE)
#: The same word with the same punctuation: a copy of a word, not a figure of speech.
_COPIED = re.compile(r"(?<!\S)(\S{0,60}\w[^\w\s]{0,3}[,.;:!?»”\")\]])(\s+)\1(?!\S)", re.IGNORECASE)
_ECHO = re.compile(r"(?<!\w)(\w+)[,.!?…-]+\s*\1(?!\w)", re.IGNORECASE)
_COMPOUND = re.compile(r"-(?:то|либо|нибудь|небудь|таки)(?!\w)", re.IGNORECASE)
#: The second group of 1 000 000, or of a telephone number.
_GROUP_OF_DIGITS = re.compile(r"\d{2,3}")
#: German and Dutch relative clauses, French reflexives: *das, das* apart, these stand side by side.
_MAY_REPEAT = {"fr": {"nous", "vous"}, "de": {"die", "der", "das", "sie"}, "en": {"had", "that"}}


def _repeated_words(pair: Pair) -> Iterator[Finding]:
    target = plain(pair.target)
    if 0 < _repetitions(plain(pair.source).text) >= _repetitions(target.text):
        return
    usual = _MAY_REPEAT.get(pair.target_language, set())
    for match in (*_REPEATED.finditer(target.text), *_COPIED.finditer(target.text)):
        word = match[1]
        if word.lower() in usual or _is_number_group(target.text, match):
            continue
        if _COMPOUND.match(target.text, match.end()):
            continue  # «что что-то»
        span = Span(target.offsets[match.end(1)], target.offsets[match.end() - 1] + 1)
        yield Finding(
            check=NAME,
            kind="repeated",
            severity=Severity.WARNING,
            message=say("“%(word)s” stands twice.", word=word),
            target=span,
            fixes=_once(span, pair.target),
        )


def _repetitions(text: str) -> int:
    return len(_REPEATED.findall(text)) + len(_ECHO.findall(text))


def _is_number_group(text: str, match: re.Match[str]) -> bool:
    """Whether the two words are groups of one longer number."""
    if not _GROUP_OF_DIGITS.fullmatch(match[1]):
        return False
    around = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    longer = any(character.isdigit() for part in around for character in part)
    return longer or (len(match[1]) == 3 and match[1] in {"000", "111"})


def _once(span: Span, target: str) -> tuple[Fix, ...]:
    """Deletes the second word, unless a code would go with it."""
    if plain(target[slice(*span)]).text != target[slice(*span)]:
        return ()
    return (Fix(span=span, text="", label=say("Write it once")),)


def _pair(source: str, target: str, language: str = "ru") -> Pair:
    return Pair(source=source, target=target, source_language="en", target_language=language)


CHECK = Check(
    name=NAME,
    title="Repeated word",
    run=_repeated_words,
    passes=(
        _pair("It costs 1,000,000 roubles.", "Это стоит 1 000 000 рублей."),
        _pair("Barely breathing.", "Еле-еле дыша."),
        _pair("Duran Duran played.", "Играли Duran Duran."),
        _pair("Yes, yes.", "Да, да."),
        _pair("Call 22 22 33.", "Дзвоніть 22 22 33.", "uk"),
        _pair("He knew something was wrong.", "Он знал, что что-то не так."),
        _pair("Never, never again.", "Никогда, никогда больше."),
        _pair("You meet.", "Vous vous rencontrez.", "fr"),
        _pair("It was very, very cold.", "Было очень очень холодно."),
    ),
    fails=(
        _pair("The house stands.", "Дом дом стоит."),
        _pair("The house stands.", "Дом Дом стоит."),
        _pair("In the house.", "В в доме.", "ru"),
        _pair("Family is here.", "Тут сім'я сім'я.", "uk"),
        _pair("In 2014.", "В 2014 2014 году."),
        _pair("In San Diego.", "В Сан-Диего Диего."),
        _pair("A killer pig.", "Свинья свинья-убийца."),
        _pair("It was very, very cold.", "Было было очень, очень холодно."),
        _pair("A house, not a home.", "Дом, дом, а не очаг."),
        _pair("The bold house stands.", "Дом \ue000дом\ue001 стоит."),
    ),
)
