"""CSV (RFC 4180) and TSV: a row a pair, its columns named by the header.

A cell that begins with `=`, `+`, `-`, `@` or a tab would be a formula to a
spreadsheet: it is written with an apostrophe before it, which is no part of the text
when it is read. An apostrophe that stands there anyway is doubled, so nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats import gate
from translations.formats.bilingual import columns, splicing
from translations.formats.bilingual.base import (
    Languages,
    OpenPairs,
    PairFile,
    PairFormat,
    PairSegment,
    Translated,
)
from translations.formats.bilingual.coding import Coded, spelled
from translations.formats.bilingual.columns import Columns
from translations.formats.bilingual.splicing import Change, Edit
from translations.formats.originals.base import Part

#: What may separate cells, most telling first.
_DELIMITERS: Final = ("\t", ";", ",")
MOST_CELLS: Final = 1_000_000
_TOLD = re.compile(r"\ufeff?sep=(?P<delimiter>[,;\t])(?:\r\n|\r|\n)", re.IGNORECASE)
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_TO_GUARD = re.compile(r"'*[=+\-@\t\r]")


class _Cell(NamedTuple):
    start: int
    end: int
    text: str
    quoted: bool


class _Row(NamedTuple):
    line: int
    cells: list[_Cell]

    def text(self, at: int) -> str:
        """The text of a cell; nothing where the row has no such cell."""
        return self.cells[at].text if at < len(self.cells) else ""


class _Place(NamedTuple):
    segment: PairSegment
    pair: Coded
    row: _Row


class _Found(NamedTuple):
    file: PairFile
    part: Part
    delimiter: str
    columns: Columns
    places: list[_Place]


# ---- reading --------------------------------------------------------------------------------


def guarded(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` wrote, or somebody else."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _find(data: bytes, languages: Languages) -> _Found:
    decoded = gate.decode(data)
    text = ("\ufeff" if decoded.bom else "") + decoded.text
    part = Part(name="", text=text, encoding=decoded.encoding)
    delimiter, start, named = _dialect(text, languages)
    rows = _rows(text, delimiter, start)
    next(rows)
    places = []
    for number, row in enumerate(rows, 1):
        segment, pair = columns.pair(row.text, named, number, row.line)
        if segment.source.strip():
            places.append(_Place(segment, pair, row))
    segments = splicing.named_apart([place.segment for place in places])
    file = PairFile(
        format="csv",
        segments=tuple(segments),
        source_language=named.languages.source,
        target_language=named.languages.target,
        encoding=decoded.encoding,
    )
    places = [place._replace(segment=each) for place, each in zip(places, segments, strict=True)]
    return _Found(file, part, delimiter, named, places)


def _dialect(text: str, languages: Languages) -> tuple[str, int, Columns]:
    """What separates the cells, where the header begins, and what it names."""
    said = _TOLD.match(text)
    start = said.end() if said else int(text.startswith("\ufeff"))
    for delimiter in (said["delimiter"],) if said else _DELIMITERS:
        try:
            header = next(_rows(text, delimiter, start), None)
        except UnreadableDocument:
            continue
        if header is not None:
            named = columns.understood([cell.text for cell in header.cells], languages)
            if named is not None:
                return delimiter, start, named
    raise UnreadableDocument(columns.WANTED, line=2 if said else 1)


def _rows(text: str, delimiter: str, start: int) -> Iterator[_Row]:
    """The rows that hold anything, with the lines at which they begin."""
    cell = re.compile(
        rf'(?:"(?P<quoted>(?:[^"]++|"")*+)"(?=[{delimiter}\r\n]|\Z)|(?P<bare>[^{delimiter}\r\n]*))'
        rf"(?P<end>{delimiter}|\r\n|\r|\n|\Z)"
    )
    at, line, count = start, 1 + (start > 1), 0
    row = _Row(line, [])
    while at < len(text) or row.cells:
        match = cell.match(text, at)
        assert match is not None
        found = _cell(match, delimiter, line)
        row.cells.append(found)
        count += 1
        if count > MOST_CELLS:
            raise UnreadableDocument(columns.too_many(MOST_CELLS), line=line)
        at = match.end()
        line += _ends(match[0])
        if match["end"] != delimiter:
            if any(each.text.strip() for each in row.cells):
                yield row
            row = _Row(line, [])


def _cell(match: re.Match[str], delimiter: str, line: int) -> _Cell:
    quoted, bare = match["quoted"], match["bare"]
    if quoted is not None:
        written = _even(quoted.replace('""', '"'))
        return _Cell(match.start(), match.end("quoted") + 1, unguarded(written), quoted=True)
    if bare.startswith('"') and delimiter != "\t":
        raise UnreadableDocument(say("The quotation marks of a cell do not match."), line=line)
    return _Cell(match.start(), match.end("bare"), unguarded(bare), quoted=False)


def _even(text: str) -> str:
    return text.replace("\r\n", "\n") if "\r" in text else text


def _ends(written: str) -> int:
    if "\n" not in written and "\r" not in written:
        return 0
    return len(re.findall(r"\r\n|\r|\n", written))


# ---- writing --------------------------------------------------------------------------------


def _translated(data: bytes, found: _Found, targets: Mapping[str, Translated]) -> bytes:
    wanted = splicing.changes(found.file.segments, targets)
    line_end = "\r\n" if "\r\n" in found.part.text else "\n"
    edits = [
        edit
        for place in found.places
        if (change := wanted.get(place.segment.id)) is not None
        for edit in _edits(found, place, change, line_end)
    ]
    return splicing.spliced(found.part, data, edits)


def _edits(found: _Found, place: _Place, change: Change, line_end: str) -> Iterator[Edit]:
    named, unit = found.columns, place.segment.id
    texts: dict[int, str] = {}
    if change.target is not None:
        texts[named.target] = spelled(change.target, place.pair, unit, str)
        splicing.refuse_unencodable(texts[named.target], found.part.encoding, unit)
    if change.standing is not None and named.state is not None:
        text = place.segment.target if change.target is None else change.target
        texts[named.state] = columns.told(change.standing, empty=not text)
    cells = place.row.cells
    for at in sorted(texts):
        if at < len(cells):
            cell = cells[at]
            written = _written(texts[at], found.delimiter, line_end, quoted=cell.quoted)
            yield Edit(cell.start, cell.end, written)
    yield from _appended(found, cells, texts, line_end)


def _appended(
    found: _Found, cells: Sequence[_Cell], texts: Mapping[int, str], line_end: str
) -> Iterator[Edit]:
    """Cells that a row lacks, and those before them."""
    last = max((at for at in texts if at >= len(cells)), default=None)
    if last is None:
        return
    more = (
        found.delimiter + _written(texts.get(at, ""), found.delimiter, line_end, quoted=False)
        for at in range(len(cells), last + 1)
    )
    yield Edit(cells[-1].end, cells[-1].end, "".join(more))


def _written(text: str, delimiter: str, line_end: str, *, quoted: bool) -> str:
    written = guarded(text)
    if not quoted and not _needs_quoting(written, delimiter):
        return written
    doubled = written.replace('"', '""')
    return f'"{doubled.replace(chr(10), line_end)}"'


def table(rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    """A new table in UTF-8, its lines ended as RFC 4180 asks; no cell is a formula."""
    lines = (
        delimiter.join(_written(cell, delimiter, "\n", quoted=False) for cell in row)
        for row in rows
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def _needs_quoting(text: str, delimiter: str) -> bool:
    return any(mark in text for mark in (delimiter, '"', "\r", "\n")) or text != text.strip()


def _open(data: bytes, languages: Languages) -> OpenPairs:
    found = _find(data, languages)
    return OpenPairs(found.file, partial(_translated, data, found))


FORMAT: Final = PairFormat(
    name="csv",
    title="CSV, TSV",
    extensions=(".csv", ".tsv"),
    media_type="text/csv",
    open=_open,
    has_choice=True,
)
