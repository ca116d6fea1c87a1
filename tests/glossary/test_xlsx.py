"""Term bases as workbooks: nothing is lost, nothing runs, and strangers' files do no harm."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

from glossary.errors import UnreadableTermBase, UnwritableTermBase
from glossary.formats import sheet_numbers
from glossary.formats.bundle import read_bundle
from glossary.formats.workbook import Sheet, read_workbook
from glossary.formats.xlsx import LONGEST_CELL, is_ours, read_xlsx, write_xlsx
from glossary.model import Concept, Policy, Rule, Status, Term, TermBase
from glossary.termbases import shipped
from tests.glossary.termbases_at_random import termbases

BASE = shipped()


@settings(max_examples=30, deadline=None)
@given(termbases())
def test_what_is_written_is_read_back(termbase: TermBase) -> None:
    assert read_bundle({"words.xlsx": write_xlsx(termbase)}) == termbase


def test_the_shipped_term_base_goes_through_a_workbook_and_writes_the_same_bytes() -> None:
    written = write_xlsx(BASE)
    assert read_xlsx(written) == BASE
    assert write_xlsx(BASE) == written


@pytest.mark.parametrize(
    "text",
    ["=1+2", "+1", "@SUM(A1)", "'=1", "#N/A", "TRUE", "007", "1e5", "_x0041_", "a\x0bb", "a_x000D"],
)
def test_every_text_stays_a_text(text: str) -> None:
    term = Term(id="t", concept="c", language="en", text=text, usage=text)
    rule = Rule(required=(text,), rationale=text)
    base = TermBase(
        concepts=(Concept(id="c", definition=text, terms=(term,)),),
        policies=(Policy(name="p", rules=(rule,)),),
    )
    written = write_xlsx(base)
    found = read_xlsx(written)
    assert (found.concepts[0].definition, found.terms("en")[0].text) == (text, text)
    assert found.policies == base.policies
    sheets = openpyxl.load_workbook(io.BytesIO(written)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_a_text_that_no_cell_holds_is_refused_with_its_place() -> None:
    base = TermBase(concepts=(Concept(id="c", definition="я" * (LONGEST_CELL + 1)),))
    with pytest.raises(UnwritableTermBase, match="sheet “concepts”, row 2, column D"):
        write_xlsx(base)
    fitting = TermBase(concepts=(Concept(id="c", definition="я" * LONGEST_CELL),))
    assert read_xlsx(write_xlsx(fitting)) == fitting


def by_openpyxl(*rows: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_values_of_other_programs_become_texts() -> None:
    row = (
        12,
        1.5,
        True,
        False,
        dt.date(2014, 5, 11),
        dt.datetime.fromisoformat("2014-05-11T10:30:00"),
        None,
        " x ",
    )
    (sheet,) = read_workbook(by_openpyxl((), row), "words.xlsx")
    told = ("12", "1.5", "yes", "no", "2014-05-11", "2014-05-11T10:30:00", "", " x ")
    assert sheet == Sheet(name="Sheet", rows=((2, told),))
    assert not is_ours([sheet])


def changed(
    body: bytes, changes: Mapping[str, bytes | None], packing: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """The zip with some members put in, replaced or, for none, taken out."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(body)) as old,
        zipfile.ZipFile(packed, "w", packing) as new,
    ):
        kept = {name: old.read(name) for name in old.namelist()}
        for name, content in {**kept, **changes}.items():
            if content is not None:
                new.writestr(name, content)
    return packed.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
SMALL = write_xlsx(
    TermBase(
        concepts=(
            Concept(
                id="c",
                terms=(
                    Term(id="t", concept="c", language="en", text="w", status=Status.PREFERRED),
                ),
            ),
        )
    )
)
_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "xl/_rels/workbook.xml.rels"


def with_rows(content: bytes, **more: int) -> bytes:
    sheet = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (_MAIN, content)
    return changed(SMALL, {SHEET: sheet}, **more)


def with_cell(content: bytes, more: bytes = b"") -> bytes:
    return with_rows(b"<row><c %s>%s</c></row>" % (more, content))


def with_strings(content: bytes, head: bytes = b"", sheet: bytes = b"") -> bytes:
    """A workbook with shared strings, and perhaps a sheet that uses them."""
    with zipfile.ZipFile(io.BytesIO(SMALL)) as archive:
        relations = archive.read(_RELATIONS)
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    related = b'<Relationship Id="s" Type="%s" Target="sharedStrings.xml"/></Rel' % kind
    strings = b"%s<sst %s><si><t>%s</t></si></sst>" % (head, _MAIN, content)
    changes: dict[str, bytes | None] = {
        _RELATIONS: relations.replace(b"</Rel", related),
        STRINGS: strings,
    }
    if sheet:
        changes[SHEET] = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (_MAIN, sheet)
    return changed(SMALL, changes, zipfile.ZIP_STORED)


def declaring(entities: bytes, content: bytes) -> bytes:
    return with_strings(content, b"<!DOCTYPE sst [%s]>" % entities)


_LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)
)
_ALL = with_rows((b"<row>" + b"<c><v>1</v></c>" * 450 + b"</row>") * 500, packing=0)
_SAME = b'<row><c t="s"><v>0</v></c></row>' * 90_000
_FORMULA = b'<row r="3"><c r="B3"><f>WEBSERVICE("x")</f><v>1</v></c></row>'

ATTACKS: dict[str, tuple[bytes, str]] = {
    "no zip": (b"PK\x03\x04 no zip", "cannot be opened"),
    "nothing": (b"", "cannot be opened"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "without a password"),
    "another program's": (b"PK mimetype application/vnd.oasis.opendocument", "save it as XLSX"),
    "another zip": (changed(SMALL, {"_rels/.rels": None}), "no XLSX workbook"),
    "a zip without a document": (changed(SMALL, {"_rels/.rels": b"<x/>"}), "no XLSX workbook"),
    "no sheet": (changed(SMALL, {SHEET: None}), "is missing"),
    "no XML": (changed(SMALL, {SHEET: b"<worksheet>"}), SHEET),
    "half": (SMALL[: len(SMALL) // 2], "cannot be opened"),
    "a bomb": (changed(SMALL, {SHEET: bytes(60_000_000)}), "grows more than"),
    "a huge bomb": (changed(SMALL, {SHEET: bytes(80_000_000)}), "too large"),
    "many members": (changed(SMALL, {f"x{n}.xml": b"" for n in range(2_001)}), "too large"),
    "laughs": (declaring(_LAUGHS, b"&l9;"), STRINGS),
    "quadratic": (declaring(b'<!ENTITY a "%s">' % (b"a" * 50_000), b"&a;" * 50_000), STRINGS),
    "an outer entity": (declaring(b'<!ENTITY a SYSTEM "file:///etc/passwd">', b"&a;"), "type"),
    "an outer DTD": (with_strings(b"a", b'<!DOCTYPE x SYSTEM "http://localhost:1/x">'), "type"),
    "a deep tree": (with_rows(b"<row>" * 100_000), SHEET),
    "a long text": (with_strings(b"ab0x9" * 2_400_000), STRINGS),
    "the last row": (
        with_rows(b'<row r="1048576"><c t="str"><v>a</v></c></row>'),
        "more than 100,000 rows",
    ),
    "the last column": (with_cell(b"<v>1</v>", b'r="XFD1"'), "line 1: column XFD"),
    "many cells": (_ALL, "too much"),
    "one text in every cell": (with_strings(b"text " * 6_000, sheet=_SAME), "too much"),
    "a formula": (with_rows(_FORMULA), "sheet “concepts”, line 3: column B: this is a formula"),
    "an error": (with_cell(b"<v>#REF!</v>", b't="e"'), "line 1: column A: this is the error"),
    "a number that is none": (with_cell(b"<v>1e999</v>"), "no number"),
    "a text that is not there": (with_cell(b"<v>99999</v>", b't="s"'), "missing in the workbook"),
    "a negative text": (with_cell(b"<v>-1</v>", b't="s"'), "missing in the workbook"),
}


@pytest.mark.parametrize(("body", "said"), ATTACKS.values(), ids=ATTACKS)
def test_a_workbook_made_to_do_harm_is_refused_at_once(body: bytes, said: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableTermBase) as refused:
        read_bundle({"words.xlsx": body})
    assert said in str(refused.value)
    assert time.process_time() - began < 5


def test_what_lies_beside_the_sheets_is_not_looked_at() -> None:
    more = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        "xl/externalLinks/externalLink1.xml": b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///x'>]><x/>",
        "../../outside.xml": b"<x/>",
    }
    assert read_xlsx(changed(SMALL, more)) == read_xlsx(SMALL)


def test_a_sheet_outside_the_package_is_not_fetched() -> None:
    with zipfile.ZipFile(io.BytesIO(SMALL)) as archive:
        told = archive.read(_RELATIONS)
    away = told.replace(
        b'Target="/xl/worksheets', b'TargetMode="External" Target="http://localhost:1'
    )
    assert away != told
    with pytest.raises(UnreadableTermBase, match="no sheet"):
        read_xlsx(changed(SMALL, {_RELATIONS: away}))


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("status", "good", "sheet “terms”, line 2: unknown status “good”"),
        ("lang", "Russian!", "sheet “terms”, line 2: “Russian!” is no language code"),
        ("concept", "x", "sheet “terms”, line 2: unknown concept “x”"),
        ("term", None, "sheet “terms”, line 2: the column “term” is empty"),
    ],
)
def test_a_wrong_cell_is_named(column: str, value: str | None, said: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(SMALL))
    sheet = book["terms"]
    header = [cell.value for cell in sheet[1]]
    sheet.cell(2, header.index(column) + 1).value = value
    packed = io.BytesIO()
    book.save(packed)
    with pytest.raises(UnreadableTermBase) as refused:
        read_bundle({"words.xlsx": packed.getvalue()})
    assert str(refused.value).startswith(f"words.xlsx, {said}")


def test_policies_and_the_name_may_be_absent() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(BASE)))
    del book["policies"]
    del book["glossary"]
    packed = io.BytesIO()
    book.save(packed)
    found = read_xlsx(packed.getvalue())
    assert found == replace(BASE, name="", revision=0, description="", policies=())


@pytest.mark.parametrize(
    ("written", "told"),
    [("41770", "2014-05-11"), ("41770.5", "2014-05-11T12:00:00"), ("1", "1900-01-01")],
)
def test_days_are_counted_as_excel_counts_them(written: str, told: str) -> None:
    assert sheet_numbers.told(written, is_date=True) == told


def test_days_may_be_counted_from_1904_and_no_day_is_beyond_time() -> None:
    assert sheet_numbers.told("40308", is_date=True, from_1904=True) == "2014-05-11"
    with pytest.raises(ValueError, match="1000"):
        sheet_numbers.told("1e15", is_date=True)
