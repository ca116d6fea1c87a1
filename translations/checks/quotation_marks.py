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
_SINGLE_SPEECH = re.compile(r"(?:^|[:,]\s)['‘]\w")
_DOUBLE_END = re.compile(r"[\"'”’»][\"”’»](?!\w)|['’][,.]?[\"”]")
_GOES_ON = re.compile(r"[,–—-]\s*$")
#: Direct speech begins after a colon, with a capital, and ends before a dash.
_SPEECH = re.compile(r":\s*[\"“]")
_SPEECH_UNMARKED = re.compile(r":\s+(?![A-Z]+\b)[A-ZА-ЯІЇЄҐ]")
_ENDS_SPEECH = re.compile(r"[,.!?…][\"”]")
_DASH_AFTER_SPEECH = re.compile(r"[,!?…]\s*[–—-]\s*(?=\w)")


class Unpaired(NamedTuple):
    """Offsets of marks whose partner is not in the text."""

    openers: tuple[int, ...]
    closers: tuple[int, ...]


def _marks(pair: Pair) -> Iterator[Finding]:
    source, target = plain(pair.source), plain(pair.target)
    ours = unpaired(target.text, pair.target_language)
    if (ours.openers or ours.closers) and not _explained(pair, source.text, ours, target.text):
        at = (*ours.openers, *ours.closers)[0]
        aside = not (pair.before or pair.after) and _only_ends(ours, target.text)
        sure = not (aside and _is_whole_quotation(source.text))
        yield _unpaired(target, at, severity=Severity.WARNING if sure else Severity.NOTE)
    if ours.openers or ours.closers:
        return
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


_TWO_END_AS_ONE = re.compile(r"«[^«»,]{1,25}«[^«»]+»(?!\s*\w|»)")


def _merged(text: str) -> bool:
    """Whether two quotations end with one mark: «Роман «Идиот»."""
    return _TWO_END_AS_ONE.search(text) is not None


def _explained(pair: Pair, source: str, ours: Unpaired, target: str) -> bool:
    """Whether a quotation goes on into the next segment, or comes from the one before."""
    if pair.before or pair.after:
        around = f"{plain(pair.before).text} {target} {plain(pair.after).text}"
        if not any(unpaired(around, pair.target_language)):
            return True
    if ours.openers and ours.closers:
        return False
    theirs = unpaired(source, pair.source_language)
    singles = _single_openers(source)
    if len(ours.openers) == 1 and _DOUBLE_END.search(source):
        return True  # two quotations that end with one mark
    if ours.openers:
        return bool(theirs.openers) or singles > 0 or _GOES_ON.search(target) is not None
    if _SPEECH_UNMARKED.search(target[: ours.closers[0]]):
        return False
    return bool(theirs.closers) or singles < 0


def _single_openers(text: str) -> int:
    """How many more single quotation marks open than close.

    After an s a closing mark may be an apostrophe (*the students' choice*); it is
    one where a speech has been opened that nothing else closes.
    """
    openers, closers = len(_SINGLE_OPENER.findall(text)), len(_SINGLE_CLOSER.findall(text))
    if openers == closers and _SINGLE_SPEECH.search(text):
        return len(_POSSESSIVE.findall(text))
    return openers - closers


def _is_whole_quotation(source: str) -> bool:
    """Whether a text is one quotation, which may go on in its neighbours."""
    bare = source.strip()
    return len(bare) > 1 and bare[0] in "\"“«„'‘" and bare[-1] in "\"”»“'’"


def _lost(pair: Pair, source: str, target: str) -> Iterator[Finding]:
    """A mark that the source has without its partner, where the translation shows its place."""
    if _MARK.search(target) or pair.before or pair.after:
        return
    theirs = unpaired(source, pair.source_language)
    if theirs.openers and _SPEECH.search(source):
        speech = _SPEECH_UNMARKED.search(target)
        if speech is not None:
            yield _unpaired(plain(pair.target), speech.end() - 1, "The source quotes from here on.")
    elif theirs.closers and _ENDS_SPEECH.search(source, theirs.closers[-1] - 1):
        dash = _DASH_AFTER_SPEECH.search(target)
        whole = theirs.closers[-1] == len(source.rstrip()) - 1
        if whole or dash is not None:
            at = dash.start() if dash is not None and not whole else len(target.rstrip()) - 1
            yield _unpaired(plain(pair.target), at, "The source ends a quotation here.")


def _only_ends(ours: Unpaired, target: str) -> bool:
    """Whether the one lone mark closes a quotation at the very end."""
    return not ours.openers and target[ours.closers[0] + 1 :].strip() in {"", ".", "!", "?", "…"}


def _unpaired(
    target: Plain,
    at: int,
    message: str = "This mark has no partner.",
    severity: Severity = Severity.WARNING,
) -> Finding:
    return Finding(
        check=NAME,
        kind="unpaired",
        severity=severity,
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
            if closing >= 0:
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
        _pair("'It won't change students' lives.", "«Это не изменит жизни студентов."),
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
        _pair("The Star plays the Sun.", "«Звезда играет с «Солнцем» дома."),
        _pair("He was 'furious' after it.", "Он был «в ярости после этого."),
        _pair('Not so," he said.', "Он сказал: Не так»."),
        _pair('It ends here," he said.', "Здесь кончается, — сказал он."),
    ),
)
