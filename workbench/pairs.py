"""Pairs of source and target from files, for the linters of the command line.

TSV has a header with the columns `source` and `target`, and optionally `id` and
`voice`; cells are taken as they stand, and a cell that a spreadsheet has quoted
is unquoted. PO entries are pairs of `msgid` and `msgstr`, XLIFF segments of source and
target. Every line gives one
result in its order, as soon as it is read: a pair, or what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO, Final

from glossary.model import Span, Voice
from translations.formats import xliff_pairs
from translations.formats.po import read_pairs
from translations.placeholders import spelled
from workbench.errors import InvalidInput

#: As many characters as a text may have; a whole book is shorter.
LONGEST: Final = 2_000_000
_REQUIRED: Final = ("source", "target")
TOO_LONG: Final = f"a text of more than {LONGEST:,} characters"
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
#: What the first line of XML begins with, and
#: what that of a PO file begins with, and the header of a table never.
_XML: Final = re.compile(rb"\s*<(?:\?xml|xliff|!)|\xff\xfe<\0|\xfe\xff\0<")
_PO: Final = re.compile(rb'\s*(?:#|msgid\s|msgctxt\s|msgid"|msgctxt")')


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a text of a table begins in its line, in code points from 1."""

    column: int
    quoted: bool  #: by a spreadsheet: marks around it, and every mark inside doubled

    def columns(self, text: str, span: Span) -> tuple[int, int]:
        """The columns of a stretch of its text in the line, the last excluded."""
        start, end = (self.column + self._written(text, offset) for offset in span)
        return start, end

    def _written(self, text: str, offset: int) -> int:
        return offset + (1 + text.count('"', 0, offset) if self.quoted else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LintPair:
    id: str | int
    source: str
    target: str
    voice: Voice = Voice.NARRATION
    placeholders: tuple[str, ...] = ()  #: how the file writes the codes of the two texts
    line: int = 0  #: of the file, from 1; 0 where it is not known
    cells: tuple[Cell, Cell] | None = None  #: of source and target, in a table

    def in_file(self, text: str, span: Span) -> Span:
        """The stretch of one of the texts as the file has it, where codes are placeholders."""
        if not self.placeholders:
            return span
        start, end = (len(spelled(text[:offset], self.placeholders)) for offset in span)
        return Span(start, end)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadablePair:
    id: str | int
    reason: str
    line: int = 0


def read(stream: BinaryIO, name: str = "") -> Iterator[LintPair | UnreadablePair]:
    """Give the pairs of a TSV, PO or XLIFF file, in order; `InvalidInput` if it is none."""
    return map(_bounded, _read(stream, name))


def _read(stream: BinaryIO, name: str) -> Iterator[LintPair | UnreadablePair]:
    first = stream.readline()
    if name.endswith((".xlf", ".xliff")) or _XML.match(first.removeprefix(_BYTE_ORDER_MARK)):
        return _from_xliff(first + stream.read())
    if name.endswith((".po", ".pot")) or _PO.match(first.removeprefix(_BYTE_ORDER_MARK)):
        return _from_po(first + stream.read())
    return _from_tsv(chain((first,), stream) if first else ())


def _bounded(pair: LintPair | UnreadablePair) -> LintPair | UnreadablePair:
    if isinstance(pair, LintPair) and max(len(pair.source), len(pair.target)) > LONGEST:
        return UnreadablePair(id=pair.id, reason=TOO_LONG, line=pair.line)
    return pair


def lines(stream: Iterable[bytes]) -> Iterator[bytes]:
    """Give the lines without their ends and the file's mark; blank ones only before others."""
    blank = 0
    for number, ended in enumerate(stream):
        line = ended.removesuffix(b"\n").removesuffix(b"\r")
        line = line.removeprefix(_BYTE_ORDER_MARK) if number == 0 else line
        if not line.strip(b" \r"):
            blank += 1
            continue
        yield from [b""] * blank
        blank = 0
        yield line


def _from_po(content: bytes) -> Iterator[LintPair | UnreadablePair]:
    for pair in read_pairs(content):
        yield LintPair(
            id=pair.id,
            source=pair.source,
            target=pair.target,
            voice=pair.voice,
            placeholders=pair.placeholders,
            line=pair.line,
        )


def _from_xliff(content: bytes) -> Iterator[LintPair | UnreadablePair]:
    for pair in xliff_pairs.read_pairs(content):
        if pair.problem:
            yield UnreadablePair(id=pair.id, reason=pair.problem, line=pair.line)
            continue
        yield LintPair(
            id=pair.id,
            source=pair.source,
            target=pair.target,
            placeholders=pair.placeholders,
            line=pair.line,
        )


def _from_tsv(stream: Iterable[bytes]) -> Iterator[LintPair | UnreadablePair]:
    rows = lines(stream)
    header = next(rows, None)
    if header is None:
        raise InvalidInput("pairs", "The file is empty; its first line names the columns.")
    columns = _columns(header)
    for number, line in enumerate(rows, 1):
        yield _row(line, columns, number)


def _columns(line: bytes) -> Mapping[str, int]:
    try:
        names = [_unquoted(cell.strip()).casefold() for cell in line.decode().split("\t")]
    except UnicodeDecodeError as error:
        raise InvalidInput("pairs", f"Line 1 is not UTF-8 at byte {error.start}.") from error
    missing = [name for name in _REQUIRED if name not in names]
    if missing:
        wanted = " and ".join(missing)
        raise InvalidInput("pairs", f"Line 1 must name the columns; there is no {wanted}.")
    return {name: names.index(name) for name in names}


def _row(line: bytes, columns: Mapping[str, int], number: int) -> LintPair | UnreadablePair:
    if not line:
        return UnreadablePair(id=number, reason="a blank line", line=number + 1)
    try:
        written = line.decode().split("\t")
    except UnicodeDecodeError as error:
        identity = _identity(line.decode(errors="replace").split("\t"), columns, number)
        reason = f"not UTF-8 at byte {error.start} of the line"
        return UnreadablePair(id=identity, reason=reason, line=number + 1)
    cells = [_unquoted(cell) for cell in written]
    pair = _pair(cells, columns, _identity(cells, columns, number))
    if isinstance(pair, UnreadablePair):
        return replace(pair, line=number + 1)
    source, target = (_place(written, cells, columns[name]) for name in _REQUIRED)
    return replace(pair, line=number + 1, cells=(source, target))


def _place(written: Sequence[str], cells: Sequence[str], place: int) -> Cell:
    before = sum(len(cell) + 1 for cell in written[:place])
    return Cell(column=before + 1, quoted=written[place] != cells[place])


def _pair(
    cells: Sequence[str], columns: Mapping[str, int], identity: str | int
) -> LintPair | UnreadablePair:
    source, target = (_cell(cells, columns, name) for name in _REQUIRED)
    if source is None or target is None:
        needed = max(columns[name] for name in _REQUIRED) + 1
        found = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        return UnreadablePair(id=identity, reason=f"{found}, but source and target need {needed}")
    if "\0" in source or "\0" in target:
        return UnreadablePair(id=identity, reason="a NUL character")
    voice = (_cell(cells, columns, "voice") or "").strip().casefold() or Voice.NARRATION
    if voice not in set(Voice):
        known = ", ".join(Voice)
        return UnreadablePair(id=identity, reason=f"voice “{voice}” is none of {known}")
    return LintPair(id=identity, source=source, target=target, voice=Voice(voice))


def _identity(cells: Sequence[str], columns: Mapping[str, int], number: int) -> str | int:
    """The pair's own id, or the number of its line among the pairs."""
    return _cell(cells, columns, "id") or number


def _cell(cells: Sequence[str], columns: Mapping[str, int], name: str) -> str | None:
    place = columns.get(name)
    return cells[place] if place is not None and place < len(cells) else None


def _unquoted(cell: str) -> str:
    """Undo a spreadsheet's quoting: marks around the cell, and every mark inside doubled."""
    inner = cell[1:-1]
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' in inner
    if quoted and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"')
    return cell
