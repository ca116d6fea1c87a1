"""A term base as one XLSX workbook: the tables of `tables.py`, one a sheet, every cell a text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.worksheet.worksheet import Worksheet

from glossary.errors import UnreadableTermBase, UnwritableTermBase
from glossary.formats.table_reading import Table, read_tables
from glossary.formats.tables import CONCEPTS, GLOSSARY, POLICIES, TERMS, Cells, write_rows
from glossary.formats.workbook import Sheet, column_name, read_workbook
from glossary.model import TermBase
from glossary.saying import say

#: As much as a cell holds, in UTF-16 units; a program that opens the workbook cuts what is longer.
LONGEST_CELL = 32_767
_SHEETS = (CONCEPTS, TERMS, POLICIES, GLOSSARY)
#: What XML cannot hold or would change, and what is read as such an escape.
_TO_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
_NARROW, _WIDE, _LONG = 12, 60, 40
_HEAD, _PLAIN = "Term base: heading", "Term base: text"
#: So many characters surely are no more UTF-16 units than a cell holds.
_SURELY_SHORT = LONGEST_CELL // 2
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def read_xlsx(content: bytes, place: str = "") -> TermBase:
    """The term base of a workbook with our sheets."""
    return of_sheets(read_workbook(content, place or "XLSX"), place or "XLSX")


def is_ours(sheets: Sequence[Sheet]) -> bool:
    """Whether the sheets are those of a term base, not a table of other people's columns."""
    return {CONCEPTS, TERMS} <= {sheet.name.strip().lower() for sheet in sheets}


def of_sheets(sheets: Sequence[Sheet], place: str) -> TermBase:
    """The term base that sheets hold; others than ours beside them are not read."""
    named = {sheet.name.strip().lower(): sheet for sheet in sheets}
    for needed in (CONCEPTS, TERMS):
        if needed not in named:
            reason = say("the sheet “%(sheet)s” is missing.", sheet=needed)
            raise UnreadableTermBase(place, None, reason)
    return read_tables(
        {
            name: Table(
                f"{place}, sheet “{named[name].name}”",
                ((row, list(cells)) for row, cells in named[name].rows),
            )
            for name in _SHEETS
            if name in named
        }
    )


def write_xlsx(termbase: TermBase) -> bytes:
    """A workbook that `read_xlsx` reads back as the same concepts, terms and policies."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for style, font in ((_HEAD, Font(bold=True)), (_PLAIN, Font())):
        workbook.add_named_style(_as_text(style, font))
    for name, rows in write_rows(termbase).items():
        sheet: Worksheet = workbook.create_sheet(name)
        _lay_out(sheet, rows)
        _write(sheet, 1, rows[0], _HEAD)
        for line, cells in enumerate(rows[1:], 2):
            _write(sheet, line, cells, _PLAIN)
    packed = io.BytesIO()
    workbook.save(packed)
    return _without_time(packed.getvalue())


def _lay_out(sheet: Worksheet, rows: Sequence[Cells]) -> None:
    """Keep the header in sight, and give columns of long texts room."""
    sheet.freeze_panes = "A2"
    for number, title in enumerate(rows[0], 1):
        longest = max((len(row[number - 1]) for row in rows[1:]), default=0)
        width = _WIDE if longest > _LONG else max(_NARROW, longest, len(title)) + 2
        sheet.column_dimensions[column_name(number)].width = width


def _as_text(name: str, font: Font) -> NamedStyle:
    """A style of cells that hold texts, which spares setting each of its parts in each cell."""
    wrapped = Alignment(wrap_text=True, vertical="top")
    return NamedStyle(name=name, font=font, alignment=wrapped, number_format="@")


def _write(sheet: Worksheet, line: int, cells: Cells, style: str) -> None:
    """Fill a row so that no program takes a cell for a formula, a number or a date."""
    for number, text in enumerate(cells, 1):
        if not text:
            continue
        written = _escaped(text)
        if len(written) > _SURELY_SHORT and len(written.encode("utf-16-le")) > 2 * LONGEST_CELL:
            where = f"sheet “{sheet.title}”, row {line}, column {column_name(number)}"
            reason = say("a cell holds %(count)s characters at most.", count=LONGEST_CELL)
            raise UnwritableTermBase(where, reason)
        cell = sheet.cell(line, number)
        cell.value = written
        cell.data_type = "s"  # whatever the library made of “=1” or “#N/A”
        cell.style = style


def _escaped(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _without_time(workbook: bytes) -> bytes:
    """The workbook without the hour of its making, so that two writings are the same bytes."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            body = old.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", body)
            new.writestr(zipfile.ZipInfo(name, _NO_TIME), body, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
