"""The mark that ends a sentence, inside or outside closing quotation marks and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.model import Severity, Span
from glossary.saying import Message, say
from translations.checks.base import Check, Pair
from translations.inline import plain
from translations.model import Finding, Fix

NAME = "end-punctuation"

_CLOSERS = "\"'”’»“›«‹)]}*_"
#: The end of a text read backwards: sought from its start it would take the square of its length.
_TAIL = re.compile(rf"\s*([.!?…。！？؟]*)([\s{re.escape(_CLOSERS)}]*)([.!?…。！？؟。،:;,–—-]*)")
#: A full stop that belongs to a word: U.S., a.m., Inc., г., т. д.
_ABBREVIATION = re.compile(
    r"(?:\b\w\.\s?\w|\b(?:Inc|Ltd|Corp|Co|Jr|Sr|St|etc|vs|Mr|Mrs|No|approx|[ap]\.m)|\b[A-ZА-ЯІЇЄҐ])\.$"
)
_FULL_STOPS = frozenset(".。")
_UNFINISHED = frozenset(",:;–—-")


def _end_punctuation(pair: Pair) -> Iterator[Finding]:
    source, target = plain(pair.source).text, plain(pair.target).text
    theirs, ours = final_mark(source), final_mark(target)
    if not theirs or theirs in _UNFINISHED:
        if not theirs and ours in _FULL_STOPS and not _ends_in_abbreviation(target):
            message = say("The source ends without a full stop.")
            yield _finding(pair, "added", Severity.NOTE, message)
        return
    if ours in _UNFINISHED and ours:
        return  # the sentence goes on in the next segment
    if not ours:
        yield from _missing(pair, source, theirs)
    elif "?" in (theirs, ours) and theirs != ours:
        yield from _question(pair, theirs, ours)
    elif _family(theirs) != _family(ours):
        message = say("The source ends with “%(theirs)s”.", theirs=theirs)
        yield _finding(pair, "changed", Severity.NOTE, message)


def final_mark(text: str) -> str:
    """What ends a text, one character: a sentence's mark, a mark that leaves it open, or nothing.

    A question or an exclamation counts before the full stop of the sentence around it.
    """
    outside, closers, inside = _backwards(text)
    marks = inside + outside
    if not marks:
        return ""
    if marks[-1] in _UNFINISHED and not (closers and outside):
        return marks[-1]
    return _strongest(marks)


def _backwards(text: str) -> tuple[str, str, str]:
    """The marks after all closers, those closers, and the marks before them."""
    match = _TAIL.match(text[::-1])
    assert match is not None  # every part of it may be empty
    outside, closers, inside = (part[::-1] for part in match.groups())
    return outside, closers, inside


def _strongest(marks: str) -> str:
    for sign in "?？؟!！…":
        if sign in marks:
            return "?" if sign in "?？؟" else "!" if sign in "!！" else "…"
    return "…" if "..." in marks else "."


def _family(mark: str) -> str:
    return "." if mark in "….;" else mark


def _ends_in_abbreviation(text: str) -> bool:
    return _ABBREVIATION.search(text.rstrip(_CLOSERS + " ")) is not None


def _missing(pair: Pair, source: str, mark: str) -> Iterator[Finding]:
    if mark == "." and _ends_in_abbreviation(source):
        return
    end = len(pair.target.rstrip())
    yield Finding(
        check=NAME,
        kind="missing",
        severity=Severity.WARNING,
        message=say("The source ends with “%(mark)s”, the translation with no mark.", mark=mark),
        source=_last(pair.source),
        target=_last(pair.target),
        fixes=(Fix(span=Span(end, end), text=mark, label=say("Add “%(text)s”", text=mark)),),
    )


def _question(pair: Pair, theirs: str, ours: str) -> Iterator[Finding]:
    lost = theirs == "?" and ours == "."
    severity = Severity.WARNING if lost and "?" not in pair.target else Severity.NOTE
    message = say(
        "The source ends with “%(theirs)s”, the translation with “%(ours)s”.",
        theirs=theirs,
        ours=ours,
    )
    yield _finding(pair, "changed", severity, message)


def _finding(pair: Pair, kind: str, severity: Severity, message: Message) -> Finding:
    return Finding(
        check=NAME, kind=kind, severity=severity, message=message, target=_last(pair.target)
    )


def _last(text: str) -> Span:
    end = len(text.rstrip())
    return Span(max(0, end - 1), end)


def _pair(source: str, target: str, language: str = "ru") -> Pair:
    return Pair(source=source, target=target, source_language="en", target_language=language)


CHECK = Check(
    name=NAME,
    title="End punctuation",
    run=_end_punctuation,
    passes=(
        _pair("He agreed.", "Он согласился."),
        _pair("“I agree.”", "«Я согласен»."),
        _pair("He said: ‘Why?’", "Он сказал: «Почему?»"),
        _pair("“I agree,” he said…", "«Я согласен», — сказал он..."),
        _pair("A headline", "Заголовок"),
        _pair("He agreed (at last.)", "Он согласился (наконец)."),
        _pair("Made in the U.S.", "Сделано в США"),
        _pair("He agreed.", "Он согласился,"),
        _pair("Did he agree?", "Чи погодився він?", "uk"),
        _pair("He agreed.\ue000", "Он согласился\ue000."),
        _pair("He said: “Why?”", "Er sagte: »Warum?«", "de"),
    ),
    fails=(
        _pair("He agreed.", "Он согласился"),
        _pair("“I agree.”", "«Я согласен»"),
        _pair("Did he agree?", "Он согласился."),
        _pair("Did he agree?", "Чи погодився він", "uk"),
        _pair("He agreed (at last).", "Он согласился (наконец)"),
        _pair("He agreed in 2014.", "Он согласился в 2014"),
        _pair("A headline", "Заголовок."),
    ),
)
