"""Quotation marks: paired in each segment, and in the style of the language.

A quotation may run over several segments; so a mark without its partner counts
only where the source, and the text around the target, do not explain it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.model import Severity, Span
from translations.checks.base import Check, Pair
from translations.inline import Plain, plain
from translations.model import Finding, Fix

NAME = "quotation-marks"


class Style(NamedTuple):
    """The outer and the inner marks of a language."""

    outer: str
    inner: str


_GUILLEMETS = Style("«»", "„“")
STYLES = {
    "ru": _GUILLEMETS, "uk": _GUILLEMETS, "be": _GUILLEMETS,
    "fr": Style("«»", "“”"), "es": Style("«»", "“”"),
    "de": Style("„“", "‚‘"), "cs": Style("„“", "‚‘"), "bg": Style("„“", "’’"),
    "pl": Style("„”", "«»"), "en": Style("“”", "‘’"),
}  # fmt: skip

_MARK = re.compile(r"[«»„“”\"‹›]")
#: Straight marks after a number are inches, seconds or minutes.
_INCHES = re.compile(r"(?<=\d)[\"″]")
_SINGLE_OPENER = re.compile(r"(?<!\w)['‘](?=\w)")
_SINGLE_CLOSER = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")
_POSSESSIVE = re.compile(r"(?<=s)['’](?=\s)")
_GOES_ON = re.compile(r"[,:;–—-]\s*$")


class Unpaired(NamedTuple):
    """Offsets of marks whose partner is not in the text."""

    openers: tuple[int, ...]
    closers: tuple[int, ...]


def _marks(pair: Pair) -> Iterator[Finding]:
    source, target = plain(pair.source), plain(pair.target)
    ours = unpaired(target.text, pair.target_language)
    if (ours.openers or ours.closers) and not _explained(pair, source.text, ours, target.text):
        at = (*ours.openers, *ours.closers)[0]
        yield _unpaired(target, at)
    elif not (ours.openers or ours.closers):
        yield from _lost(pair, source.text, target.text)
    if not _merged(target.text):
        yield from _inner(pair, target)


def unpaired(text: str, language: str = "") -> Unpaired:
    """The marks that have no partner, read in the styles of all languages at once."""
    inches = {match.start() for match in _INCHES.finditer(text)} if text.count('"') % 2 else set()
    opened: list[tuple[str, int]] = []
    closers: list[int] = []
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if at in inches:
            continue
        partner = _partner(mark, at, text, opened, language)
        if partner is None:
            opened.append((mark, at))
        elif partner < 0:
            closers.append(at)
        else:
            del opened[partner]
    openers = [at for mark, at in opened]
    if len(openers) == 1 and _merged(text):
        openers = []
    return Unpaired(tuple(openers), tuple(closers))


_CLOSES = {"»": "«„", "›": "‹", "”": '“„"”', "“": '„“"', '"': '"“„”'}


def _partner(
    mark: str, at: int, text: str, opened: Sequence[tuple[str, int]], language: str
) -> int | None:
    """The index of the opener that a mark closes; none for an opener, -1 for a lone closer."""
    if mark in "«„‹":
        return None
    ambiguous = mark in '"“' or (mark == "”" and language in {"sv", "fi"})
    if ambiguous and _looks_opening(text, at):
        return None
    for index in range(len(opened) - 1, -1, -1):
        if opened[index][0] in _CLOSES[mark]:
            return index
    return -1


def _looks_opening(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    starts = not before or before.isspace() or before in "([{—–-/«„“\"'‘"
    return starts and bool(after) and not after.isspace() and after not in ".,;:!?)]}»"


def _merged(text: str) -> bool:
    """Whether two quotations end with one mark: «Роман «Идиот»."""
    depth = deepest = 0
    for character in text:
        depth += (character == "«") - (character == "»")
        deepest = max(deepest, depth)
    return deepest == 2 and depth == 1 and text.find("»") > text.rfind("«") and "««" not in text


def _explained(pair: Pair, source: str, ours: Unpaired, target: str) -> bool:
    """Whether a quotation goes on into the next segment, or comes from the one before."""
    theirs = unpaired(source, pair.source_language)
    openers = bool(theirs.openers) or _single_openers(source) > 0
    closers = bool(theirs.closers) or _single_openers(source) < 0
    if pair.before or pair.after:
        around = unpaired(
            f"{plain(pair.before).text} {target} {plain(pair.after).text}", pair.target_language
        )
        if not around.openers and not around.closers:
            return True
    if ours.openers and ours.closers:
        return False
    if ours.openers:
        return openers or _GOES_ON.search(target) is not None
    return closers


def _single_openers(text: str) -> int:
    """How many more single quotation marks open than close; a possessive may count as either."""
    openers, closers = len(_SINGLE_OPENER.findall(text)), len(_SINGLE_CLOSER.findall(text))
    possessives = len(_POSSESSIVE.findall(text))
    return max(0, openers - closers + possessives) or min(0, openers - closers + possessives)


_SPEECH = re.compile(r":\s*[\"“]")
_SPEECH_UNMARKED = re.compile(r":\s+[^\W\d_]")


def _lost(pair: Pair, source: str, target: str) -> Iterator[Finding]:
    """A quotation that the source leaves open and the translation does not mark at all."""
    if _MARK.search(target) or pair.before or pair.after:
        return
    theirs = unpaired(source, pair.source_language)
    if not theirs.openers or not _SPEECH.search(source):
        return
    speech = _SPEECH_UNMARKED.search(target)
    if speech is not None and target[speech.end() - 1].isupper():
        yield _unpaired(plain(pair.target), speech.end() - 1, "The source quotes from here on.")


def _unpaired(target: Plain, at: int, message: str = "This mark has no partner.") -> Finding:
    return Finding(
        check=NAME,
        kind="unpaired",
        severity=Severity.WARNING,
        message=message,
        target=Span(target.offsets[at], target.offsets[at] + 1),
    )


def _inner(pair: Pair, target: Plain) -> Iterator[Finding]:
    """Quotations within quotations take the inner marks of the language."""
    style = STYLES.get(pair.target_language)
    if style is None or style.outer[0] == style.outer[1]:
        return
    depth = 0
    for at, character in enumerate(target.text):
        depth += (character == style.outer[0]) - (character == style.outer[1])
        if depth == 2 and character == style.outer[0]:
            closing = target.text.find(style.outer[1], at)
            if closing < 0:
                return
            yield _nested(target, at, closing, style)


def _nested(target: Plain, opening: int, closing: int, style: Style) -> Finding:
    spans = [Span(target.offsets[at], target.offsets[at] + 1) for at in (opening, closing)]
    return Finding(
        check=NAME,
        kind="nested",
        severity=Severity.NOTE,
        message=f"Inside a quotation the language writes {style.inner[0]}…{style.inner[1]}.",
        target=Span(spans[0].start, spans[1].end),
        fixes=tuple(
            Fix(span=span, text=mark, label=f"Write {mark}")
            for span, mark in zip(spans, style.inner, strict=True)
        ),
    )


def _document(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """One note for a document whose marks are not those of its language."""
    counts: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        style = STYLES.get(pair.target_language)
        if style is None:
            continue
        allowed = set(style.outer + style.inner)
        strange = set(_MARK.findall(_INCHES.sub("", plain(pair.target).text))) - allowed
        counts.update((pair.target_language, kind) for kind in map(_kind, sorted(strange)))
    for (language, kind), count in counts.items():
        yield Finding(
            check=NAME,
            kind=kind,
            severity=Severity.NOTE,
            message=f"{_KINDS[kind]} in {count} of {len(pairs)} segments; "
            f"the language writes {_shown(STYLES[language])}.",
        )


_KINDS = {"straight": "Straight quotation marks", "foreign": "Quotation marks of another style"}


def _kind(mark: str) -> str:
    return "straight" if mark == '"' else "foreign"


def _shown(style: Style) -> str:
    return f"{style.outer[0]}…{style.outer[1]}, inside them {style.inner[0]}…{style.inner[1]}"


def _pair(source: str, target: str, language: str = "ru", after: str = "") -> Pair:
    return Pair(
        source=source, target=target, source_language="en", target_language=language, after=after
    )


CHECK = Check(
    name=NAME,
    title="Quotation marks",
    run=_marks,
    document=_document,
    passes=(
        _pair('He said "yes".', "Он сказал «да»."),
        _pair("He read “The ‘Star’”.", "Он читал «Газету „Звезда“»."),
        _pair("The paper wrote.", "Газета «Звезда» написала."),
        _pair('"It begins here.', "«Здесь начинается."),
        _pair('It ends here," he said.', "Здесь кончается», — сказал он."),
        _pair("'It begins here.", "«Здесь начинается."),
        _pair('"It is so."', "«Это так.", after="И так будет»."),
        _pair('A 5" nail.', 'Гвоздь 5".'),
        _pair('He said "yes".', "Er sagte „ja“.", "de"),
        _pair('He said "yes".', 'Він сказав "так".', "uk"),
        _pair('He read "The Idiot".', "Он читал «Роман «Идиот»."),
    ),
    fails=(
        _pair('He said "yes".', "Он сказал «да."),
        _pair('He said "yes".', "Он сказал да»."),
        _pair('He said "yes".', 'Він сказав "так.', "uk"),
        _pair('He said "yes".', "Er sagte „ja.", "de"),
        _pair("The paper wrote.", "Газета «Звезда написала."),
        _pair('He said: "It begins here.', "Он сказал: Здесь начинается."),
        _pair('He read "Star".', "Он читал «Газету «Звезда»»."),
        _pair("A quotation", "««Цитата»"),
    ),
)
