"""Translations into tables and workbooks of other people: only their cells change."""

from __future__ import annotations

import io
import time
import zipfile

import openpyxl
import pytest

from tests.translations.formats.bilingual.samples import (
    _SHEET,
    FILES,
    archived,
    read,
    workbook,
    write,
)
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats import bilingual
from translations.formats.bilingual import Languages, Translated
from translations.formats.bilingual.delimited import guarded, unguarded
from translations.model import Mark, State

CSV, XLSX = bilingual.PAIR_FORMATS["csv"], bilingual.PAIR_FORMATS["xlsx"]


def done(text: str, state: State | None = None) -> Translated:
    return Translated(target=text, state=state)


def sides(header: str, languages: Languages | None = None) -> tuple[str, str | None]:
    """What is read of a row of ten numbers under a header."""
    width = max(header.count(mark) for mark in ",;\t")
    mark = next(mark for mark in ",;\t" if header.count(mark) == width)
    table = f"{header}\n{mark.join('abcdefghij'[: width + 1])}\n".encode()
    found = CSV.read(table, languages or Languages()).segments[0]
    return found.source, found.target


@pytest.mark.parametrize(
    ("header", "asked", "found"),
    [
        ("source,target", Languages(), ("a", "b")),
        ("ID;Target;SOURCE", Languages(), ("c", "b")),
        ("source (en),target (uk)", Languages(source="en", target="uk"), ("a", "b")),
        ("key\tTranslation\tOriginal text", Languages(), ("c", "b")),
        ("en,ru", Languages(), ("a", "b")),
        ("id,pl-PL,en_GB", Languages(), ("b", "c")),
        ("id,pl-PL,en_GB", Languages(source="en"), ("c", "b")),
        ("id,pl-PL,en_GB,ru", Languages(source="en", target="ru"), ("c", "d")),
        ("English;Русский;Українська", Languages(), ("a", "b")),
        ("English;Русский;Українська", Languages(target="uk"), ("a", "c")),
        ("source (en),target (de),target (fr)", Languages(target="fr"), ("a", "c")),
        ("ключ,исходный текст,перевод", Languages(), ("b", "c")),
        ("source,ru,state", Languages(), ("a", "b")),
        ("msgid,context,msgstr", Languages(), ("a", "c")),
        ("source,target", Languages(source="en", target="ru"), ("a", "b")),
    ],
)
def test_columns_are_known_by_many_names(
    header: str, asked: Languages, found: tuple[str, str]
) -> None:
    assert sides(header, asked) == found


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("a,b", Languages()),
        ("source,comment", Languages()),
        ("en,uk", Languages(source="en", target="fr")),
        ("Bread,Хліб", Languages()),
        ("en,uk", Languages(source="fr", target="uk")),
        ("", Languages()),
        ("source (en),target (uk)", Languages(source="uk", target="en")),
        ('source;"a"b;target', Languages()),
    ],
)
def test_a_header_without_a_pair_is_refused_and_told_what_is_wanted(
    header: str, asked: Languages
) -> None:
    with pytest.raises(UnreadableDocument, match="“source” and “target”") as caught:
        CSV.read(f"{header}\na,b,c\n".encode(), asked)
    assert caught.value.line


def test_a_file_that_says_only_what_separates_its_cells_has_no_header() -> None:
    with pytest.raises(UnreadableDocument, match="“source” and “target”") as caught:
        CSV.read(b"sep=;\n", Languages())
    assert caught.value.line == 2


def test_languages_of_a_table_are_those_of_its_header() -> None:
    file = read("a.tsv")
    assert (file.source_language, file.target_language) == ("en", "uk-UA")


def test_cells_are_read_with_their_ids_notes_states_and_lines() -> None:
    found = read("a.csv").segments
    assert [each.id for each in found] == ["1", "1#2", "3", "4", "5"]
    assert [each.line for each in found] == [2, 4, 5, 8, 9]
    assert [each.target for each in found] == [None, "-Хліб", "Ні", None, "=SUM(A1)"]
    assert found[1].notes == ("Mind the order",)
    assert found[1].state is State.REVIEWED
    assert found[2].source == 'He said "no"\nand left'
    assert (found[4].state, found[4].marks) == (State.INITIAL, frozenset({Mark.RETURNED}))


def test_a_cell_is_quoted_where_it_has_to_be_and_a_short_row_gets_its_cells() -> None:
    wanted = {"1": done("Раз, два"), "3": done('"Ні"\nпіду', State.FINAL), "4": done("коротко")}
    rows = write("a.csv", wanted).decode().split("\r\n")
    assert rows[1] == '1,"One, two",,"Раз, два",'
    assert rows[4:8] == [*('3,"He said ""no""', 'and left","a', 'b","""Ні""', 'піду",final')]
    assert rows[8] == "4,short,,коротко"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "'=1", "''-1"])
def test_no_cell_that_is_written_is_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text
    assert f"'{text}" in write("a.csv", {"1": done(text)}).decode()


@pytest.mark.parametrize("text", ["", "'", "'так'", "a=1", "1-2"])
def test_other_cells_are_written_as_they_are(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


def test_a_mark_of_quotation_in_a_table_with_tabs_is_a_character() -> None:
    found = read("a.tsv").segments
    assert [(each.source, each.target) for each in found] == [
        *(('"quoted" word', '"слово" тут'), ("One\ttwo", None), ("last", "останнє"))
    ]
    assert write("a.tsv", {"1": done("а\tб")}).decode().split("\n")[1] == ('"quoted" word\t"а\tб"')


def test_marks_of_quotation_that_do_not_match_are_refused_with_their_line() -> None:
    for wrong in ('source,target\na,b\n"a,b\n', 'source,target\na,b\n"a"b,c\n'):
        with pytest.raises(UnreadableDocument, match="quotation") as caught:
            read("a.csv", wrong.encode())
        assert caught.value.line == 3


def test_a_letter_that_the_encoding_lacks_is_refused_by_name() -> None:
    table = "source,target\nслово и другие слова русского языка,перевод этих слов\n"
    with pytest.raises(UnwritableTranslation, match="WINDOWS-1251") as caught:
        write("a.csv", {"1": done("中")}, table.encode("cp1251"))
    assert caught.value.unit == "1"


def test_a_table_with_too_many_cells_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="cells"):
        read("a.csv", b"source,target" + b"\n" + b",,,,,,,,,\n" * 100_001)


# ---- workbooks ------------------------------------------------------------------------------


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return opened.read(name)


def test_rows_of_a_workbook_are_read_and_what_is_no_text_is_not() -> None:
    found = read("a.xlsx").segments
    assert [(each.id, each.source, each.target, each.line) for each in found] == [
        ("1", "One _x0041_ & two", "Один", 2),
        ("2", "Two words", None, 3),
        ("4", "One _x0041_ & two", None, 5),
    ]
    assert found[2].left_out
    with pytest.raises(UnwritableTranslation, match="formula") as caught:
        write("a.xlsx", {"4": done("Так")})
    assert caught.value.unit == "4"


def test_only_cells_that_change_are_written_and_keep_their_style() -> None:
    written = write("a.xlsx", {"1": done("Раз & _x0041_"), "2": done("=1+1", State.FINAL)})
    sheet = member(written, "xl/worksheets/sheet1.xml").decode()
    assert sheet == (
        _SHEET.replace(
            '<c r="B2" s="3" t="s"><v>3</v></c>',
            '<c r="B2" s="3" t="inlineStr"><is><t xml:space="preserve">Раз &amp; _x005F_x0041_</t>'
            "</is></c>",
        ).replace(
            "words</t></r></is></c></row>",
            "words</t></r></is></c>"
            '<c r="B3" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'
            '<c r="C3" t="inlineStr"><is><t xml:space="preserve">final</t></is></c></row>',
        )
    )
    for name in ("xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels"):
        assert member(written, name) == member(FILES["a.xlsx"], name)


def test_other_programs_read_what_is_written() -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in (("id", "source", "target"), ("a", "One", None), ("b", "Two", "=A1"), (7, "3", 4)):
        sheet.append(row)
    packed = io.BytesIO()
    made.save(packed)
    written = XLSX.write(packed.getvalue(), Languages(), {"a": done("=1\nЖ"), "7": done("три")})
    opened = openpyxl.load_workbook(io.BytesIO(written)).worksheets[0]
    assert [[cell.value for cell in row] for row in opened.iter_rows()] == [
        ["id", "source", "target"], ["a", "One", "=1\nЖ"], ["b", "Two", "=A1"], [7, "3", "три"],
    ]  # fmt: skip
    assert [opened.cell(2, 3).data_type, opened.cell(3, 3).data_type] == ["s", "f"]


def test_a_cell_at_the_far_end_costs_nothing() -> None:
    began = time.process_time()
    far = _SHEET.replace('<c r="C1" t="inlineStr"><is><t>status',
                         '<c r="XFD1" t="inlineStr"><is><t>status')  # fmt: skip
    written = write("a.xlsx", {"1": done("Так", State.FINAL)}, workbook(far))
    assert read("a.xlsx", written).segments[0].state is State.FINAL
    assert time.process_time() - began < 5


def test_prefixes_and_comments_in_a_sheet_change_nothing() -> None:
    sheet = _SHEET.replace("<", "<m:").replace("<m:/", "</m:").replace("<m:?", "<?")
    sheet = sheet.replace("<m:!--", "<!-- <m:c r='A2'/>").replace("xmlns=", "xmlns:m=")
    data = workbook(sheet)
    assert [each.source for each in read("a.xlsx", data).segments] == [
        each.source for each in read("a.xlsx").segments
    ]
    written = member(write("a.xlsx", {"2": done("Так")}, data), "xl/worksheets/sheet1.xml")
    assert '<m:c r="B3" t="inlineStr"><m:is><m:t xml:space="preserve">Так</m:t>' in written.decode()


def test_an_escape_for_what_no_text_has_stays_an_escape() -> None:
    strings = ("Source", "Target", "a_x0000_b_xD800_c_x000D_", "d")
    data = workbook(strings="".join(f"<si><t>{each}</t></si>" for each in strings))
    assert read("a.xlsx", data).segments[0].source == "a_x0000_b_xD800_c\r"


def test_a_workbook_whose_beginning_is_missing_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        read("a.xlsx", FILES["a.xlsx"][9:])


def test_a_workbook_with_too_many_cells_is_refused() -> None:
    row = "<row>" + "<c/>" * 10_001 + "</row>"
    many = _SHEET.replace('<row r="4">', row * 100 + '<row r="4">')
    with pytest.raises(UnreadableDocument, match="cells"):
        read("a.xlsx", workbook(many))


def test_only_the_state_of_a_row_may_change() -> None:
    written = write("a.xlsx", {"1": done("Один", State.FINAL)})
    before, after = (member(data, "xl/worksheets/sheet1.xml").decode()
                     for data in (FILES["a.xlsx"], written))  # fmt: skip
    added = '<c r="C2" t="inlineStr"><is><t xml:space="preserve">final</t></is></c>'
    assert after == before.replace('<c r="D2">', f'{added}<c r="D2">')


def test_a_sheet_that_is_a_chart_is_passed_over() -> None:
    with zipfile.ZipFile(io.BytesIO(FILES["a.xlsx"])) as opened:
        parts = {name: opened.read(name).decode() for name in opened.namelist()}
    chart = '<sheets><sheet name="Chart" sheetId="2" r:id="r2"/>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<sheets>", chart)
    assert read("a.xlsx", archived(parts)).segments == read("a.xlsx").segments


def test_several_sheets_are_told_by_their_names() -> None:
    made = openpyxl.Workbook()
    for name in ("One", "Two"):
        sheet = made.create_sheet(name)
        sheet.append(("source", "target"))
        sheet.append(("Bread", "Хліб"))
    packed = io.BytesIO()
    made.save(packed)
    assert [each.id for each in read("a.xlsx", packed.getvalue()).segments] == ["One/1", "Two/1"]


def test_what_is_no_workbook_of_pairs_is_refused() -> None:
    for wrong, why in (
        (archived({"a": "b"}), "no XLSX workbook"),
        (workbook(_SHEET.replace("<v>0</v>", "<v>9</v>")), "must name the columns"),
        (workbook(_SHEET.replace("<is>", "<is><![CDATA[x]]>")), "CDATA"),
        (workbook("<broken>"), "well-formed"),
        (workbook('<!DOCTYPE x [<!ENTITY e "x">]>' + "<worksheet/>"), "entities"),
    ):
        with pytest.raises(UnreadableDocument, match=why):
            read("a.xlsx", wrong)


def test_a_text_that_is_too_long_for_a_cell_is_refused_by_name() -> None:
    with pytest.raises(UnwritableTranslation, match="32,767") as caught:
        write("a.xlsx", {"1": done("ж" * 32_768)})
    assert caught.value.unit == "1"
