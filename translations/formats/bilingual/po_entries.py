r"""The entries of a PO file with their places, and strings as PO writes them.

The lines are proved before (`po_lines`), so what is read here stands where it may.
"""

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
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))")
_NAMED: Final[Mapping[str, str]] = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"
}  # fmt: skip
_WRITTEN: Final = {ord(character): f"\\{letter}" for letter, character in _NAMED.items()} | {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
}
_CONTROL = re.compile("[\x00-\x06\x0e-\x1f\x7f]")
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


@dataclass(slots=True)
class Statement:
    """A keyword with its string, joined from all its lines."""

    start: int  #: of the line
    line: int
    form: int  #: of a plural
    strings: list[tuple[int, int]]  #: with their marks
    text: str = ""

    @property
    def is_wrapped(self) -> bool:
        """Whether its lines are broken where no line ends."""
        return len(self.strings) > 1


@dataclass(slots=True)
class Entry:
    """A message that is in use, with the comments above it."""

    comments: list[Comment]
    context: Statement | None = None
    source: Statement | None = None
    plural: Statement | None = None
    forms: list[Statement] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where its first line that is no comment begins."""
        first = self.context or self.source
        return first.start if first is not None else 0

    @property
    def is_header(self) -> bool:
        return self.context is None and self.source is not None and not self.source.text

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


def entries(text: str) -> Iterator[Entry]:
    """The entries in use, in their order."""
    entry = Entry([])
    current: list[Statement] = []
    for number, match in enumerate(_LINE.finditer(text), 1):
        line = match[0].strip(" \t\r\n\ufeff")
        if line.startswith("#"):
            if entry.forms:
                yield _whole(entry)
                entry = Entry([])
            if line.startswith("#~"):
                entry, current = Entry([]), []
            else:
                entry.comments.append(Comment(match.start(), match.end(), line))
            continue
        found = _STATEMENT.match(text, match.start(), match.end()) if line else None
        if found is None:
            continue
        if found["keyword"] is None:
            for statement in current:
                statement.strings.append(found.span("string"))
            continue
        if entry.forms and found["keyword"] in ("msgctxt", "msgid"):
            yield _whole(entry)
            entry = Entry([])
        current = [_begun(entry, found, number)]
    if entry.forms:
        yield _whole(entry)


def _whole(entry: Entry) -> Entry:
    """An entry that has a source; else `UnreadableDocument`."""
    if entry.source is None:
        reason = say("Only some lines of the entry are out of use (#~).")
        raise UnreadableDocument(reason, line=entry.forms[0].line)
    return entry


def _begun(entry: Entry, found: re.Match[str], line: int) -> Statement:
    statement = Statement(found.start(), line, int(found["form"] or 0), [found.span("string")])
    match found["keyword"]:
        case "msgctxt":
            entry.context = statement
        case "msgid":
            entry.source = statement
        case "msgid_plural":
            entry.plural = statement
        case _:
            entry.forms.append(statement)
    return statement


def fill(text: str, entry: Entry) -> Entry:
    """An entry whose statements say what their strings say."""
    every = (entry.context, entry.source, entry.plural, *entry.forms)
    for statement in every:
        if statement is not None:
            statement.text = "".join(_read(text[a + 1 : b - 1]) for a, b in statement.strings)
    return entry


def _read(written: str) -> str:
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
    lines = _lines(text)
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
    written = text.translate(_WRITTEN)
    return _CONTROL.sub(lambda match: f"\\{ord(match[0]):03o}", written)


def header(entries_: Sequence[Entry]) -> dict[str, str]:
    """The fields of the header, which is the first entry and has no source."""
    if not entries_ or not entries_[0].is_header:
        return {}
    rows = (row.partition(":") for row in entries_[0].forms[0].text.split("\n"))
    return {name.strip(): value.strip() for name, colon, value in rows if colon}
