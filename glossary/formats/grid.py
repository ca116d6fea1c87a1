"""Tables of other people: text in rows, whatever separates its cells and however it is encoded."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from glossary.errors import UnreadableTermBase
from glossary.formats.workbook import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, read_workbook
from glossary.saying import say

MOST_BYTES = 50 * 1024 * 1024
#: Encodings that a person may choose where the bytes do not tell.
ENCODINGS = (
    *("utf-8", "utf-16-le", "utf-16-be", "windows-1251", "windows-1250", "windows-1252"),
    *("koi8-r", "koi8-u", "cp866", "iso-8859-2"),
)
DELIMITERS = (",", ";", "\t", "|")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
#: A definition may be long; the library's own limit is 128 kB.
csv.field_size_limit(MOST_BYTES)
#: How many rows tell what separates the cells.
_TELLING = 200
_CYRILLIC_WORD = re.compile("[А-ЯЁІЇЄҐЎ]?[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]+")
#: What stands between words: marks of ASCII, and those of typography.
_BETWEEN = re.compile(r"[\x00-\x40\x5b-\x60\x7b-\x7f«»„“”‘’‚—–…№§•™©®°±\xa0]+")


class UnknownEncoding(UnreadableTermBase):
    """The bytes of a table do not tell how they are to be read; a person may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: its rows that hold anything, each with its number and its cells."""

    place: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str = ""  #: of a text file
    delimiter: str = ""  #: of a text file

    @property
    def width(self) -> int:
        return max((len(cells) for _number, cells in self.rows), default=0)


def read_grids(
    content: bytes, name: str, *, encoding: str = "", delimiter: str = ""
) -> tuple[Grid, ...]:
    """The tables of a file that hold anything: every sheet of a workbook, or the one of a text."""
    if name.lower().endswith(".xlsx"):
        sheets = read_workbook(content, name)
        grids = tuple(Grid(place=f"{name}, sheet “{s.name}”", rows=s.rows) for s in sheets)
    else:
        grids = (_read_text(content, name, encoding, delimiter),)
    if not (filled := tuple(grid for grid in grids if grid.rows)):
        raise UnreadableTermBase(name, None, say("there is no row in it."))
    return filled


def _read_text(content: bytes, name: str, encoding: str, delimiter: str) -> Grid:
    text, encoding = decode(content, name, encoding)
    delimiter = delimiter or _delimiter(text, name)
    rows = tuple(_rows(text, name, delimiter))
    return Grid(place=name, rows=rows, encoding=encoding, delimiter=delimiter)


def decode(content: bytes, name: str, encoding: str = "") -> tuple[str, str]:
    """The text of a file and its encoding: as marked, as chosen, or as the letters tell."""
    if len(content) > MOST_BYTES:
        raise UnreadableTermBase(
            name, None, say("the file is larger than %(count)s bytes.", count=MOST_BYTES)
        )
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], marked, name), marked
    if encoding:
        return _strictly(content, encoding, name), encoding
    if b"\0" in content[:1000]:
        told = "utf-16-le" if content[1:2] == b"\0" or content[3:4] == b"\0" else "utf-16-be"
        for wide in (told, "utf-16-be", "utf-16-le"):
            if (text := _tried(content, wide)) is not None and _is_of_alphabets(text):
                return text, wide
    return _by_letters(content, name)


def _is_of_alphabets(text: str) -> bool:
    """Whether most of a text is letters of alphabets; bytes paired wrongly look like Chinese."""
    shown = text[:2_000]
    return "\0" not in text and 2 * sum(letter < "\u2000" for letter in shown) > len(shown)


def _by_letters(content: bytes, name: str) -> tuple[str, str]:
    try:
        return _clean(content.decode(), name), "utf-8"
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    shares = {
        encoding: _cyrillic_share(text)
        for encoding in ("windows-1251", "koi8-u")
        if (text := _tried(content, encoding)) is not None
    }
    best = max(shares, key=shares.__getitem__, default="")
    if not best or shares[best] < 0.9:
        reason = say("this is neither UTF-8 nor Windows-1251; choose its encoding.")
        raise UnknownEncoding(name, line, reason)
    return _strictly(content, best, name), best


def _cyrillic_share(text: str) -> float:
    """How many of the words beyond ASCII are Cyrillic words, written as people write them."""
    words = [word for word in _BETWEEN.split(text[:200_000]) if not word.isascii()]
    return sum(1 for word in words if _CYRILLIC_WORD.fullmatch(word)) / max(1, len(words))


def _tried(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strictly(content: bytes, encoding: str, name: str) -> str:
    if encoding not in ENCODINGS:
        reason = say("the encoding “%(encoding)s” is not read.", encoding=encoding)
        raise UnreadableTermBase(name, None, reason)
    try:
        return _clean(content.decode(encoding), name)
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(encoding, "replace").count("\n") + 1
        reason = say("this is not %(encoding)s.", encoding=encoding)
        raise UnreadableTermBase(name, line, reason) from None


def _clean(text: str, name: str) -> str:
    if (at := text.find("\0")) >= 0:
        line = text.count("\n", 0, at) + 1
        raise UnreadableTermBase(name, line, say("a NUL character stands there."))
    return text


def _delimiter(text: str, name: str) -> str:
    """What separates the cells: what gives most rows the same number of them, more than one."""

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(c) for _n, c in islice(_rows(text, name, delimiter), _TELLING)]
        except UnreadableTermBase:
            return (0, 0)
        return max(((widths.count(w), w) for w in set(widths) if w > 1), default=(0, 0))

    return max(DELIMITERS, key=fit)


def _rows(text: str, name: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows that hold anything, with the lines at which they begin."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line, count = 1, 0
    try:
        for row, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                count += len(cells)
                if row > MOST_ROWS or len(cells) > MOST_COLUMNS or count > MOST_CELLS:
                    raise UnreadableTermBase(
                        name, line, say("the table is too large for a glossary.")
                    )
                yield line, tuple(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableTermBase(name, reader.line_num, f"{error}.") from None
