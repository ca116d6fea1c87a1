r"""The entries of a PO file with their places, and strings as PO writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from glossary.saying import say
from translations.errors import UnreadableDocument

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_STATEMENT = re.compile(
    r"[\s\ufeff]*(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<form>\d)\])?)?"
    r'\s*(?P<string>"(?:[^"\\]++|\\.)*+")'
)
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"')
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))")
_NAMED: Final[Mapping[str, str]] = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"
}  # fmt: skip
_WRITTEN: Final = {ord(character): f"\\{letter}" for letter, character in _NAMED.items()} | {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
}
_CONTROL = re.compile("[\x00-\x06\x0e-\x1f\x7f]")
_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')
#: As wide as programs of gettext make lines.
_WIDTH: Final = 79


class Comment(NamedTuple):
    """A line that begins with a number sign."""

    start: int
    end: int  #: behind its line end
    text: str  #: without white space at its ends

    @property
    def mark(self) -> str:
        """What tells its kind: `.`, `:`, `,`, `|`, or nothing of a translator's own."""
        return self.text[1:2].strip() if self.text[1:2] in ".:,|" else ""

    @property
    def words(self) -> str:
        """What it says."""
        return self.text[1 + len(self.mark) :].removeprefix(" ")


class Statement(NamedTuple):
    """What a keyword says, joined from all its strings."""

    line: int  #: from 1; nobody asks for that of a translation
    form: int  #: of a plural
    start: int  #: of the first of its strings, at its mark
    end: int  #: of the last, behind its mark
    text: str
    is_wrapped: bool  #: whether its lines are broken where no line ends


class Entry(NamedTuple):
    """A message that is in use, with the comments above it but for those of places in programs."""

    comments: Sequence[Comment]
    start: int  #: of its first line that is no comment
    context: str | None
    source: Statement
    plural: Statement | None
    forms: Sequence[Statement]

    @property
    def is_header(self) -> bool:
        return self.context is None and not self.source.text

    @property
    def is_fuzzy(self) -> bool:
        return any(FUZZY in flags(each) for each in self.comments if each.mark == ",")

    def comments_of(self, mark: str) -> list[str]:
        """What the comments of a kind say."""
        return [each.words for each in self.comments if each.mark == mark]


FUZZY: Final = "fuzzy"


def flags(comment: Comment) -> list[str]:
    """The flags of a comment of flags."""
    return [flag for flag in map(str.strip, comment.words.split(",")) if flag]


@dataclass(slots=True)
class _Lines:
    """A statement as its lines come."""

    start: int
    line: int
    form: int
    strings: list[tuple[int, int]]


@dataclass(slots=True)
class _Growing:
    """An entry as its lines come."""

    comments: list[Comment] = field(default_factory=list)
    stated: dict[str, _Lines] = field(default_factory=dict)
    forms: list[_Lines] = field(default_factory=list)


def entries(text: str) -> Iterator[Entry]:
    """The entries in use, in their order.

    The lines are proved before (`po_lines`), so what is read here stands where it may.
    """
    first = int(text.startswith("\ufeff"))  # a byte order mark belongs to no line
    entry, current = _Growing(), _Lines(0, 0, 0, [])
    for number, match in enumerate(_LINE.finditer(text, first), 1):
        line = match[0].strip(" \t\r\n\ufeff")
        if line.startswith("#"):
            if entry.forms:
                yield _whole(text, entry)
                entry = _Growing()
            if line.startswith("#~"):
                entry, current = _Growing(), _Lines(0, 0, 0, [])
            elif not line.startswith("#:"):
                entry.comments.append(Comment(match.start(), match.end(), line))
            continue
        found = _STATEMENT.match(text, match.start(), match.end()) if line else None
        if found is None:
            continue
        if found["keyword"] is None:
            current.strings.append(found.span("string"))
            continue
        if entry.forms and found["keyword"] in ("msgctxt", "msgid"):
            yield _whole(text, entry)
            entry = _Growing()
        current = _begun(entry, found, number)
    if entry.forms:
        yield _whole(text, entry)


def _begun(entry: _Growing, found: re.Match[str], line: int) -> _Lines:
    lines = _Lines(found.start(), line, int(found["form"] or 0), [found.span("string")])
    if found["keyword"].startswith("msgstr"):
        entry.forms.append(lines)
    else:
        entry.stated[found["keyword"]] = lines
    return lines


def _whole(text: str, entry: _Growing) -> Entry:
    """An entry that has a source; else `UnreadableDocument`."""
    source, plural = entry.stated.get("msgid"), entry.stated.get("msgid_plural")
    if source is None:
        reason = say("Only some lines of the entry are out of use (#~).")
        raise UnreadableDocument(reason, line=entry.forms[0].line)
    context = entry.stated.get("msgctxt")
    return Entry(
        comments=entry.comments,
        start=(context or source).start,
        context=None if context is None else _statement(text, context).text,
        source=_statement(text, source),
        plural=None if plural is None else _statement(text, plural),
        forms=[_statement(text, each)._replace(line=0) for each in entry.forms],
    )


def _statement(text: str, lines: _Lines) -> Statement:
    start, end = lines.strings[0][0], lines.strings[-1][1]
    words = "".join(unescaped(text[a + 1 : b - 1]) for a, b in lines.strings)
    return Statement(lines.line, lines.form, start, end, words, len(lines.strings) > 1)


def joined(written: str) -> str:
    """What strings say that stand one behind another."""
    return "".join([unescaped(each) for each in _STRING.findall(written)])


def unescaped(written: str) -> str:
    """The characters that a string stands for."""
    return _ESCAPE.sub(_character, written) if "\\" in written else written


def _character(match: re.Match[str]) -> str:
    octal, hexadecimal, letter = match.groups()
    if octal or hexadecimal:
        point = int(octal, 8) if octal else int(hexadecimal, 16)
        return chr(point) if point else match[0]  # no database keeps a NUL
    return _NAMED.get(letter, letter if letter in "\\\"'?" else match[0])


# ---- writing --------------------------------------------------------------------------------


def quoted(text: str, line_end: str, *, wrapped: bool) -> str:
    """A text as strings: one a line of it, and broken between words where the source is."""
    lines = _lines(text) if wrapped or "\n" in text else [text]
    if wrapped and any(len(escaped(line)) + 2 > _WIDTH for line in lines):
        lines = [part for line in lines for part in _broken(line)]
    whole = f'"{escaped(text)}"'
    if len(lines) < 2 and (not wrapped or len(whole) + len("msgstr ") <= _WIDTH):
        return whole
    return line_end.join(['""', *(f'"{escaped(line)}"' for line in lines)])


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends; only LF ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _broken(line: str) -> Iterator[str]:
    """A line in pieces that are no wider than a program of gettext makes them."""
    piece = ""
    for word in re.findall(r"\S*\s+|\S+", line):
        if piece and len(escaped(piece + word)) + 2 > _WIDTH:
            yield piece
            piece = ""
        piece += word
    yield piece


def escaped(text: str) -> str:
    """The characters of a string."""
    if _TO_ESCAPE.search(text) is None:
        return text
    written = text.translate(_WRITTEN)
    return _CONTROL.sub(lambda match: f"\\{ord(match[0]):03o}", written)


def header(entries_: Sequence[Entry]) -> dict[str, str]:
    """The fields of the header, which is the first entry and has no source."""
    if not entries_ or not entries_[0].is_header:
        return {}
    rows = (row.partition(":") for row in entries_[0].forms[0].text.split("\n"))
    return {name.strip(): value.strip() for name, colon, value in rows if colon}
