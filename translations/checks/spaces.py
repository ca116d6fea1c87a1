"""Double and odd spaces; a no-break space is offered where one belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from glossary.model import Severity, Span
from glossary.saying import Message, say
from translations.checks.base import Check, Pair
from translations.inline import Plain, plain
from translations.model import Finding, Fix

NAME = "spaces"

NO_BREAK = "\u00a0"

_DOUBLE = re.compile(r"(?<=\S)[ \u00a0\u202f\u2009\t]{2,}(?=\S)")
#: A space before a mark that should follow its word; an ellipsis or a decimal may have one.
_BEFORE_MARK = re.compile(
    r"(?<=[\w»”\")\]])[ \t\u00a0]+(?=[,;:!?)\]](?!\w)|\.(?![.\w]))"
    r"(?![:;]-?[)(D])(?!(?<=\d[ \u00a0]):[ \u00a0]\d)"  # a smiley, a ratio
)
_AFTER_OPENER = re.compile(r"(?<=[(\[«„])[ \t\u00a0]+(?=\w)|(?<=[\w.!?…,])[ \t\u00a0]+(?=»)")
_AFTER_MARK = re.compile(r"(?<=[^\W\d_]{2})([,;!?])(?=[^\W\d_]{2})")
_INVISIBLE = re.compile(r"[\u200b\ufeff\t\u2028]")
#: French keeps a space inside guillemets and before double marks.
_SPACED_MARKS = frozenset({"fr"})

_NO_BREAK_AFTER = {
    "ru": r"\d(?= (?:тыс|млн|млрд|трлн|г|гг|в|вв|кг|км|см|мм|руб|%)\b|\s%)|№(?= \d)"
    r"|\b[А-ЯЁ]\.(?= [А-ЯЁ])|\bт\.(?= [едп]\.)|\d(?= \d{3}\b)",
    "uk": r"\d(?= (?:тис|млн|млрд|трлн|р|рр|ст|кг|км|см|мм|грн|%)\b|\s%)|№(?= \d)"
    r"|\b[А-ЯІЇЄҐ]\.(?= [А-ЯІЇЄҐ])|\bт\.(?= [едп]\.)|\d(?= \d{3}\b)",
    "de": r"\d(?= (?:%|€|km|kg|Mio|Mrd)\b|\s%)|\bz\.(?= B\.)|\d(?= \d{3}\b)",
    "fr": r"\w(?= [;:!?»])|«(?= \w)|\d(?= \d{3}\b)|\d(?= %)",
}
_BREAKABLE = {
    language: re.compile(rf"(?:{pattern})( )") for language, pattern in _NO_BREAK_AFTER.items()
}


def _spaces(pair: Pair) -> Iterator[Finding]:
    target = plain(pair.target)
    for match in _DOUBLE.finditer(target.text):
        yield _odd(
            pair, target, match, kind="double", message=say("Two spaces."), text=_one(match[0])
        )
    if pair.target_language not in _SPACED_MARKS:
        for match in _BEFORE_MARK.finditer(target.text):
            yield _odd(
                pair, target, match, kind="before-mark", message=say("A space before the mark.")
            )
        for match in _AFTER_OPENER.finditer(target.text):
            finding = _odd(
                pair, target, match, kind="inside", message=say("A space inside the marks.")
            )
            yield replace(finding, severity=Severity.NOTE)
    yield from _missing_after_mark(target)
    yield from _invisible(target)
    yield from _breakable(pair, target)


def _one(spaces: str) -> str:
    """One space for several; a no-break one if there was one."""
    return next((space for space in spaces if space in "\u00a0\u202f\u2009"), " ")


def _odd(
    pair: Pair, target: Plain, match: re.Match[str], *, kind: str, message: Message, text: str = ""
) -> Finding:
    span = _coded(match.span(), target)
    removable = pair.target[slice(*span)] == match[0]
    # Codes stand between the spaces: an author may have meant them.
    return Finding(
        check=NAME,
        kind=kind,
        severity=Severity.WARNING,
        message=message,
        target=span,
        fixes=(Fix(span=span, text=text, label=say("Mend the space")),) if removable else (),
    )


def _coded(span: tuple[int, int], target: Plain) -> Span:
    return Span(target.offsets[span[0]], target.offsets[span[1] - 1] + 1)


def _missing_after_mark(target: Plain) -> Iterator[Finding]:
    for match in _AFTER_MARK.finditer(target.text):
        span = _coded(match.span(), target)
        yield Finding(
            check=NAME,
            kind="after-mark",
            severity=Severity.NOTE,
            message=say("No space after “%(mark)s”.", mark=match[1]),
            target=span,
            fixes=(Fix(span=span, text=match[1] + " ", label=say("Add a space")),),
        )


def _invisible(target: Plain) -> Iterator[Finding]:
    for match in _INVISIBLE.finditer(target.text):
        span = _coded(match.span(), target)
        yield Finding(
            check=NAME,
            kind="invisible",
            severity=Severity.NOTE,
            message=say("An unusual space, %(code)s.", code=f"U+{ord(match[0]):04X}"),
            target=span,
        )


def _breakable(pair: Pair, target: Plain) -> Iterator[Finding]:
    """One note with a fix for each place where a line should not break."""
    pattern = _BREAKABLE.get(pair.target_language)
    spans = [_coded(m.span(1), target) for m in pattern.finditer(target.text)] if pattern else []
    if not spans:
        return
    yield Finding(
        check=NAME,
        kind="no-break",
        severity=Severity.NOTE,
        message=say("A line should not break here."),
        target=spans[0],
        fixes=tuple(Fix(span=s, text=NO_BREAK, label=say("Use a no-break space")) for s in spans),
    )


def _pair(target: str, language: str = "ru") -> Pair:
    return Pair(source="Words.", target=target, source_language="en", target_language=language)


CHECK = Check(
    name=NAME,
    title="Spaces",
    run=_spaces,
    passes=(
        _pair("Слово, ещё слово: «да» (и нет)."),
        _pair("Слово — это…"),
        _pair("1 000 000 рублей, 5 % и № 7".replace(" ", NO_BREAK)),
        _pair(
            "« Oui » : c’est ça !".replace(" c", "_").replace(" ", NO_BREAK).replace("_", " c"),
            "fr",
        ),
        _pair("Он сказал ...но не всё."),
        _pair("Он ушёл :)"),
        _pair("Соотношение 3 : 1"),
        _pair("Номер .5 и .gov"),
    ),
    fails=(
        _pair("Слово  слово."),
        _pair("Слово \u00a0слово."),
        _pair("Слово , слово."),
        _pair("Слово ."),
        _pair("Слово ( слово)."),
        _pair("« Слово »."),
        _pair("Слово \ue000 слово."),
        _pair("Слово,слово."),
        _pair("Слово\u200bслово."),
        _pair("В 2014 г. было 5 % и 1 000 человек."),
    ),
)
