"""The translation is in the language that it should be in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.languages import language_of
from glossary.model import Severity, Span
from glossary.saying import LanguageName, say
from translations.checks.base import Check, Pair
from translations.checks.untranslated import QUOTED, shares_words
from translations.inline import plain
from translations.language import foreign
from translations.model import Finding

NAME = "language"

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 12
#: Letters, each of the language and of none that is easily taken for it.
_OWN = {
    "ru": re.compile(r"[ыэъё]", re.IGNORECASE),
    "uk": re.compile(r"[іїєґ]", re.IGNORECASE),
    "be": re.compile(r"[ўі]", re.IGNORECASE),
    "pl": re.compile(r"[ąęłńśźż]", re.IGNORECASE),
    "de": re.compile(r"[äöüß]", re.IGNORECASE),
}
_OTHERS = {
    "ru": re.compile(r"[іїєґўјљњћџ]", re.IGNORECASE),
    "uk": re.compile(r"[ыэъёўјљњћџ]", re.IGNORECASE),
    "be": re.compile(r"[ищъїєґ]", re.IGNORECASE),
}


def _language(pair: Pair) -> Iterator[Finding]:
    text = _without_quotations(plain(pair.target).text, plain(pair.source).text)
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS or _is_plainly(text, pair.target_language):
        return
    found = foreign(text, pair.target_language, pair.source_language)
    if found is None or (found == pair.source_language and shares_words(pair)):
        return  # what was left of the source is the business of the check for untranslated text
    yield Finding(
        check=NAME,
        kind="foreign",
        severity=Severity.WARNING,
        message=say(
            "This seems to be %(found)s, not %(wanted)s.",
            found=LanguageName(code=found, english=language_of(found).name),
            wanted=LanguageName(
                code=pair.target_language, english=language_of(pair.target_language).name
            ),
        ),
        target=Span(0, len(pair.target)),
    )


def _without_quotations(text: str, source: str) -> str:
    """A text without what it quotes as the source quotes it, in whatever language that is."""
    theirs = set(_WORD.findall(source))

    def kept(quotation: re.Match[str]) -> str:
        words = _WORD.findall(quotation[0])
        return " " if 2 * sum(word in theirs for word in words) >= len(words) else quotation[0]

    return QUOTED.sub(kept, text)


def _is_plainly(text: str, language: str) -> bool:
    """Whether the letters alone prove the language, so that nothing slower need be asked."""
    own, others = _OWN.get(language), _OTHERS.get(language)
    if own is None or others is None or others.search(text):
        return False
    words = _WORD.findall(text)
    return sum(own.search(word) is not None for word in words) * 10 > len(words)


def _pair(
    target: str, language: str, source: str = "en", text: str = "A sentence of the article."
) -> Pair:
    return Pair(
        source=text,
        target=target,
        source_language=source,
        target_language=language,
    )


CHECK = Check(
    name=NAME,
    title="Language",
    run=_language,
    passes=(
        _pair("Редакция спорит о каждом слове, которое она выбирает.", "ru"),
        _pair("Редакція сперечається про кожне слово, яке вона обирає.", "uk"),
        _pair("Die Redaktion streitet über jedes Wort, das sie wählt.", "de"),
        _pair("Да", "ru"),
        _pair(
            "Она пела «Ще не вмерла України і слава, і воля».",
            "ru",
            text="She sang “Ще не вмерла України і слава, і воля”.",
        ),
        _pair("Газета «Українська правда» сообщила об этом вечером.", "ru"),
    ),
    fails=(
        _pair("Редакція сперечається про кожне слово, яке вона обирає.", "ru"),
        _pair("Редакция спорит о каждом слове, которое она выбирает.", "uk"),
        _pair("Редакция долго спорит о слове, которое стоит в статье.", "uk"),
        _pair("«Редакція сперечається про кожне слово», – сказав він.", "ru"),
        _pair("The newsroom argued about it for the whole day and has not agreed.", "de"),
    ),
)
