"""A term base as a folder of CSV files that a spreadsheet opens: `tables.py` says what is in them.

What a spreadsheet would take for a formula has an apostrophe before it. A spreadsheet
may save the tables its own way: with semicolons or tabs, in UTF-16 or Windows-1251.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.errors import UnreadableTermBase
from glossary.formats import tables
from glossary.formats.grid import DELIMITERS, UnknownEncoding, decode
from glossary.formats.line_ends import with_plain_ends
from glossary.formats.table_reading import Table, read_tables
from glossary.model import TermBase
from glossary.saying import say

if TYPE_CHECKING:
    from _csv import Reader

CONCEPTS = f"{tables.CONCEPTS}.csv"
TERMS = f"{tables.TERMS}.csv"
POLICIES = f"{tables.POLICIES}.csv"
GLOSSARY = f"{tables.GLOSSARY}.csv"
_NAMES = {
    CONCEPTS: tables.CONCEPTS,
    TERMS: tables.TERMS,
    POLICIES: tables.POLICIES,
    GLOSSARY: tables.GLOSSARY,
}
#: How a cell begins that a spreadsheet would run; an apostrophe before it makes it a text.
_FORMULA = re.compile(r"'*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")


def read_folder(files: Mapping[str, bytes], name: str = "") -> TermBase:
    """The term base that the tables hold; `policies.csv` and `glossary.csv` may be absent."""
    for needed in (CONCEPTS, TERMS):
        if needed not in files:
            raise UnreadableTermBase(needed, None, say("the file is missing."))
    found = read_tables(
        {_NAMES[file]: Table(file, _lines(file, files[file])) for file in _NAMES if file in files}
    )
    return replace(found, name=name) if name else found


def write_folder(termbase: TermBase) -> dict[str, bytes]:
    """The tables that `read_folder` reads back as the same concepts, terms and policies."""
    rows = tables.write_rows(termbase)
    return {file: _table(rows[name]) for file, name in _NAMES.items()}


def _lines(file: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file with the lines at which they begin."""
    try:
        text, _encoding = decode(content, file)
    except UnknownEncoding as error:
        raise UnreadableTermBase(file, error.line, say("this is not UTF-8.")) from None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    while (cells := _next(file, reader)) is not None:
        yield line, [_meant(cell.strip()) if cell else "" for cell in cells]
        line = reader.line_num + 1


def _delimiter(text: str) -> str:
    """What separates the names of the columns, none of which holds any such character."""
    head = text.partition("\n")[0]
    return next((each for each in DELIMITERS if each in head), DELIMITERS[0])


def _next(file: str, reader: Reader) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise UnreadableTermBase(file, reader.line_num, f"{error}.") from None


def _table(rows: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([_harmless(cell) if cell else "" for cell in row] for row in rows)
    return out.getvalue().encode()


def _harmless(cell: str) -> str:
    cell = with_plain_ends(cell)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _meant(cell: str) -> str:
    """Undo `_harmless`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
