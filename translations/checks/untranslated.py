"""Text left in the language of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.model import Severity, Span
from glossary.saying import say
from translations.checks.base import Check, Pair
from translations.inline import Plain, plain
from translations.language import detect, foreign
from translations.model import Finding

NAME = "untranslated"

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_SENTENCE_END = re.compile(r"[.!?…][\s\"'”’»)\]]*$")
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“]*“|\"[^\"]*\"|\([^)]*\)")
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@\S+")
_LATIN = re.compile(r"[A-Za-z]")
#: Languages not written in Latin letters, in which a run of Latin words is foreign.
_NOT_LATIN = frozenset(
    ["ru", "uk", "be", "bg", "sr", "mk", "el", "he", "ar", "fa", "zh", "ja", "ko", "ka", "hy"]
)
_SURE = 0.99
_FEWEST_WORDS = 3
_FEWEST_PLAIN = 2
_MOST_NAMES = 5  #: a run of capitalised words that is longer is a headline rather than a name


def _untranslated(pair: Pair) -> Iterator[Finding]:
    if pair.source_language == pair.target_language:
        return
    target = plain(pair.target)
    theirs, ours = _words(plain(pair.source).text), _words(target.text)
    if not ours:
        return
    if theirs == ours:
        if _is_quoted_as_is(" ".join(ours), pair):
            return
        if _is_prose(ours) or _is_headline(target.text) or _is_sentence(target.text, pair):
            severity = Severity.ERROR if _is_prose(ours) else Severity.WARNING
            yield _finding("same", severity, Span(0, len(pair.target)))
        return
    if pair.target_language in _NOT_LATIN and pair.source_language not in _NOT_LATIN:
        yield from _passages(target, set(theirs))
    elif (
        shares_words(pair)
        and foreign(target.text, pair.target_language, pair.source_language) == pair.source_language
    ):
        yield _finding("source-language", Severity.WARNING, Span(0, len(pair.target)))


def _words(text: str) -> list[str]:
    return _WORD.findall(_LINK.sub(" ", text))


def _is_prose(words: list[str]) -> bool:
    """Whether these are words to translate rather than names, which may stay as they are."""
    plain_words = [word for word in words if word[0].islower() and len(word) > 1]
    return len(words) >= _FEWEST_WORDS and len(plain_words) >= _FEWEST_PLAIN


def _is_headline(text: str) -> bool:
    """Whether more capitalised words follow each other than a name has; a list has commas."""
    return any(len(_words(part)) >= _MOST_NAMES for part in re.split("[,;]", text))


def _is_sentence(text: str, pair: Pair) -> bool:
    """Whether a short text ends as a sentence does, has a word that is no name, and is foreign."""
    words = _words(text)
    return (
        pair.target_language in _NOT_LATIN
        and pair.source_language not in _NOT_LATIN
        and len(words) >= _FEWEST_PLAIN
        and any(word.islower() and len(word) > 2 for word in words)
        and _SENTENCE_END.search(text) is not None
    )


def _is_quoted_as_is(text: str, pair: Pair) -> bool:
    """Whether a text that both sides share is of a third language: a saying, a verse."""
    guess = detect(text, dict.fromkeys((pair.source_language, "en", "de", "fr", "es", "it", "pl")))
    return guess.language != pair.source_language and guess.confidence > _SURE


def shares_words(pair: Pair) -> bool:
    """Whether half of the words of the translation are the source's."""
    ours = _words(plain(pair.target).text)
    return len(ours) >= _FEWEST_WORDS and _known(ours, set(_words(plain(pair.source).text)))


def _passages(target: Plain, source_words: set[str]) -> Iterator[Finding]:
    """Sentences that stand in Latin letters, outside quotation marks and brackets."""
    text = QUOTED.sub(lambda quoted: " " * len(quoted[0]), _LINK.sub(_blank, target.text))
    for sentence in _SENTENCE.finditer(text):
        words = _WORD.findall(sentence[0])
        latin = [word for word in words if _LATIN.match(word)]
        if len(latin) * 4 >= len(words) * 3 and _is_prose(latin) and _known(latin, source_words):
            start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
            end = start + len(sentence[0].strip())
            span = Span(target.offsets[start], target.offsets[end - 1] + 1)
            yield _finding("source-language", Severity.ERROR, span)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _known(words: list[str], source_words: set[str]) -> bool:
    return sum(word in source_words for word in words) * 2 >= len(words)


def _finding(kind: str, severity: Severity, span: Span) -> Finding:
    return Finding(
        check=NAME,
        kind=kind,
        severity=severity,
        message=say("This is still in the language of the source."),
        target=span,
    )


def _pair(source: str, target: str, language: str = "ru") -> Pair:
    return Pair(source=source, target=target, source_language="en", target_language=language)


CHECK = Check(
    name=NAME,
    title="Untranslated",
    run=_untranslated,
    passes=(
        _pair("BBC News", "BBC News"),
        _pair("Tout est bien qui finit bien.", "Tout est bien qui finit bien."),
        _pair("BMW X5, Audi Q7, Volvo XC90, Lexus RX", "BMW X5, Audi Q7, Volvo XC90, Lexus RX"),
        _pair("Yahoo! Answers", "Yahoo! Answers"),
        _pair("Photo: AP.", "Photo: AP."),
        _pair("New York Times Magazine", "New York Times Magazine"),
        _pair("He read Gone with the Wind.", "Он читал «Gone with the Wind»."),
        _pair("See https://example.org/a/b", "См. https://example.org/a/b"),
        _pair("The Guardian wrote about it.", "The Guardian написала об этом."),
        _pair("The hotel is in Berlin.", "Das Hotel ist in Berlin.", "de"),
    ),
    fails=(
        _pair("The editors argue about every word.", "The editors argue about every word."),
        _pair(
            "The editors argue. The reader decides.",
            "Редакторы спорят. The reader decides.",
        ),
        _pair("The editors argue about every word.", "The editors argue about each word."),
        _pair(
            "The editors argue about every word that they choose.",
            "The editors argue about every word that they chose.",
            "de",
        ),
        _pair("They worked 24/7.", "They worked 24/7."),
        _pair("And then...", "And then...", "uk"),
        _pair("The \ue000bold\ue001 reader decides.", "The bold reader decides.", "uk"),
    ),
)
