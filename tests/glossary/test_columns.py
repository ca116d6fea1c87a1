"""Tables of other people: what their headings say, and what their rows hold."""

from __future__ import annotations

import csv
import io
import time
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import UnreadableTermBase
from glossary.formats.columns import Column, Layout, propose, take
from glossary.formats.grid import ENCODINGS, Grid, read_grids
from glossary.formats.headings import Field, status_named, understand
from glossary.formats.identity import slug
from glossary.model import Status
from glossary.text import fold

ROWS = (
    ("English", "Русский", "Українська", "Статус", "Определение"),
    ("militia", "ополчение; милиция", "ополчення", "preferred; admitted", "вооружённые люди"),
    ("war", "война", "війна", "", ""),
)


def written(rows: Any, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(encoding)


def grid(*rows: tuple[str, ...]) -> Grid:
    return Grid(place="words.csv", rows=tuple(enumerate(rows, 1)))


@pytest.mark.parametrize(
    ("heading", "field", "language"),
    [
        ("ru", Field.TERM, "ru"),
        ("RU", Field.TERM, "ru"),
        ("pt_BR", Field.TERM, "pt-BR"),
        ("Term (en-GB)", Field.TERM, "en-GB"),
        ("sr-Latn", Field.TERM, "sr-Latn"),
        ("Русский", Field.TERM, "ru"),
        ("Термин (рус.)", Field.TERM, "ru"),
        ("Термін українською", Field.TERM, "uk"),
        ("ukrainisch", Field.TERM, "uk"),
        ("Deutsch", Field.TERM, "de"),
        ("status_ru", Field.STATUS, "ru"),
        ("ru status", Field.STATUS, "ru"),
        ("Статус, укр.", Field.STATUS, "uk"),
        ("Forbidden (RU)", Field.FORBIDDEN, "ru"),
        ("нельзя", Field.FORBIDDEN, ""),
        ("Part of speech", Field.PART_OF_SPEECH, ""),
        ("English definition", Field.DEFINITION, "en"),
        ("Примітки", Field.NOTE, ""),
        ("ID", Field.CONCEPT, ""),
        ("Entry-ID", Field.CONCEPT, ""),
        ("Язык", Field.LANGUAGE, ""),
        ("Source term", Field.TERM, ""),
        ("Modified by", Field.NOTHING, ""),
        ("", Field.NOTHING, ""),
        ("№", Field.NOTHING, ""),
    ],
)
def test_a_heading_says_what_its_column_holds(heading: str, field: Field, language: str) -> None:
    assert understand(heading) == (field, language)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Preferred", Status.PREFERRED),
        ("не  рекомендуется", Status.DEPRECATED),
        ("заборонено", Status.FORBIDDEN),
        ("zugelassen", Status.ADMITTED),
        ("deprecatedTerm-admn-sts", Status.DEPRECATED),
        ("green", None),
    ],
)
def test_a_status_is_known_by_the_words_of_several_languages(
    word: str, status: Status | None
) -> None:
    assert status_named(word) is status


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251", "koi8-u"]
)
def test_a_table_is_read_however_it_is_written(delimiter: str, encoding: str) -> None:
    (found,) = read_grids(written(ROWS, delimiter, encoding), "words.csv")
    assert [cells for _line, cells in found.rows] == list(ROWS)
    assert found.delimiter == delimiter


def test_a_person_says_which_encoding_it_is_where_the_letters_do_not() -> None:
    body = written([("pl",), ("żółć; zażółć gęślą jaźń",)], "\t", "windows-1250")
    with pytest.raises(UnreadableTermBase, match="line 2: this is neither UTF-8"):
        read_grids(body, "words.tsv")
    (found,) = read_grids(body, "words.tsv", encoding="windows-1250", delimiter="\t")
    assert found.rows[1][1] == ("żółć; zażółć gęślą jaźń",)
    assert "windows-1250" in ENCODINGS


def test_the_sheets_of_a_workbook_are_tables_too() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("empty")
    sheet = book.create_sheet("words")
    for row in ROWS:
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    (found,) = read_grids(packed.getvalue(), "words.xlsx")
    assert found.place == "words.xlsx, sheet “words”"
    taken = take(found, propose(found))
    assert [t.text for t in taken.termbase.terms("ru")] == ["война"]
    assert [problem.column for problem in taken.problems] == ["D"]


def test_one_row_a_concept_and_one_column_a_language() -> None:
    table = grid(*ROWS)
    layout = propose(table)
    assert layout.has_headings
    taken = take(table, layout)
    # Two terms and two statuses fit the Russian cell only: the row says it of one language.
    (problem,) = taken.problems
    assert str(problem) == "row 2, column D: “preferred; admitted” is no status."
    columns = (*layout.columns[:3], Column(field=Field.STATUS, language="ru"), layout.columns[4])
    found = take(table, Layout(columns=columns)).termbase
    militia, war = found.concepts
    assert (militia.id, militia.definition, war.id) == ("militia", "вооружённые люди", "war")
    assert [(t.language, t.text, t.status.value) for t in militia.terms] == [
        ("en", "militia", "admitted"),
        ("ru", "ополчение", "preferred"),
        ("ru", "милиция", "admitted"),
        ("uk", "ополчення", "admitted"),
    ]


def test_one_row_a_term() -> None:
    table = grid(
        ("Concept", "Language", "Term", "Status", "Note", "Definition"),
        ("Milice 1", "English", "militia", "preferred", "plain", "armed people"),
        ("milice-1", "русский", "ополчение", "", "", ""),
        ("", "ru", "милиция", "", "", ""),
        ("x", "Martian", "война", "", "", ""),
        ("x", "ru", "война", "excellent", "", ""),
        ("x", "ru", "", "", "", ""),
        ("x", "", "война", "", "", ""),
    )
    taken = take(table, propose(table))
    (concept,) = taken.termbase.concepts
    assert (concept.id, concept.definition) == ("milice-1", "armed people")
    assert [(t.text, t.usage) for t in concept.terms] == [("militia", "plain"), ("ополчение", "")]
    assert [str(problem) for problem in taken.problems] == [
        "row 4, column A: the concept has no name.",
        "row 5, column B: “Martian” is no language.",
        "row 6, column D: “excellent” is no status.",
        "row 7: there is no term in it.",
        "row 8, column C: the row does not say in which language this is.",
    ]
    assert taken.named
    assert taken.concept_fields == {"definition"}
    assert taken.term_fields == {"status", "usage"}


def test_two_rows_of_one_word_are_two_concepts_unless_they_are_named() -> None:
    table = grid(("en", "ru"), ("bank", "берег"), ("bank", "банк"), ("bank-2", "скамья"))
    ids = [concept.id for concept in take(table, propose(table)).termbase.concepts]
    assert ids == ["bank", "bank-2", "bank-2-2"]


def test_forbidden_terms_and_synonyms_may_have_columns_of_their_own() -> None:
    table = grid(("ru", "синонимы (ru)", "запрещено ru"), ("война", "боевые действия", "x|y"))
    found = take(table, propose(table)).termbase.terms("ru")
    assert [(t.text, t.status.value) for t in found] == [
        ("война", "admitted"),
        ("боевые действия", "admitted"),
        ("x", "forbidden"),
        ("y", "forbidden"),
    ]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ((Column(),), "no column is said to hold terms"),
        ((Column(field=Field.TERM),), "column A: say in which language"),
        ((Column(field=Field.TERM, language="Klingon"),), "column A: “Klingon” is no language"),
    ],
)
def test_a_layout_without_terms_or_languages_is_refused(
    columns: tuple[Column, ...], said: str
) -> None:
    with pytest.raises(UnreadableTermBase, match=said):
        take(grid(("a",), ("b",)), Layout(columns=columns))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("x" * 201, "", "", ""), "row 2, column A: “xxxx"),
        (("a; A", "", "", ""), ""),
        (("a", "maybe", "", ""), "row 2, column B: “maybe” is neither yes nor no"),
        (("a", "да", "a", ""), "row 2: “a” (en) is there with two statuses"),
        (("", "yes", "", ""), "row 2: there is no term"),
    ],
)
def test_what_is_wrong_in_a_row_is_told_with_its_place(row: tuple[str, ...], said: str) -> None:
    table = grid(("en", "contested", "forbidden en", "source"), row)
    problems = [str(problem) for problem in take(table, propose(table)).problems]
    assert all(problem.startswith(said) for problem in problems)
    assert bool(problems) == bool(said)


@pytest.mark.parametrize(
    ("text", "ident"),
    [("People's militia", "peoples-militia"), ("Народна міліція", "narodna-militsiia"),
     ("Zażółć", "zazolc"), ("łódź", "lodz")],
)  # fmt: skip
def test_a_concept_is_named_after_its_term(text: str, ident: str) -> None:
    assert slug(text) == ident


def test_a_term_in_any_script_gives_a_name() -> None:
    assert slug("戦争") == slug("戦争") != slug("平和")
    assert slug("戦争").isalnum()


LANGUAGES = ("en", "ru", "uk", "sr-Latn")
_WORDS = st.text(st.sampled_from("abcжійñ '-"), min_size=1, max_size=8).map(
    lambda text: " ".join(text.split())
)
WORDS = _WORDS.filter(lambda text: any(c.isalpha() for c in text))


@st.composite
def tables(draw: st.DrawFn) -> list[list[list[str]]]:
    """Terms by row and language, no spelling twice in a cell, some in each row."""
    cell = st.lists(WORDS, max_size=3, unique_by=lambda text: fold(text).text)
    row = st.lists(cell, min_size=len(LANGUAGES), max_size=len(LANGUAGES)).filter(any)
    return draw(st.lists(row, min_size=1, max_size=6))


@settings(max_examples=60, deadline=None)
@given(
    tables(),
    st.permutations(LANGUAGES),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["; ", "|", " ; ", "\n"]),
)
def test_what_stands_in_a_table_is_what_is_taken(
    rows: list[list[list[str]]], languages: list[str], delimiter: str, between: str
) -> None:
    lines = [languages, *[[between.join(cell) for cell in row] for row in rows]]
    (found,) = read_grids(written(lines, delimiter), "words.csv", delimiter=delimiter)
    taken = take(found, propose(found))
    assert not taken.problems
    assert len(taken.termbase.concepts) == len(rows)
    for concept, row in zip(taken.termbase.concepts, rows, strict=True):
        for language, cell in zip(languages, row, strict=True):
            assert [term.text for term in concept.in_language(language)] == cell


HOSTILE: dict[str, bytes] = {
    "many rows": b"en\n" + b"a,b\n" * 200_000,
    "many columns": b"en," * 100_000,
    "a quotation that never ends": b'en\n"' + b"a" * 1_000_000,
    "a NUL": b"en\nwo\0rd\n",
    "half of UTF-16": b"\xff\xfee\0n\0\n\0\x00\xd8",
    "half of UTF-8": "en\nслово".encode()[:-1],
    "random bytes": bytes(range(128, 256)) * 100,
    "nothing": b"",
    "no rows": b"\n\n,,,\n",
    "an image": b"\x89PNG\r\n\x1a\n" + bytes(1000),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_table_made_to_do_harm_is_refused_at_once(body: bytes) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableTermBase, match=r"words\.csv"):
        read_grids(body, "words.csv")
    assert time.process_time() - began < 5


def test_the_largest_table_is_taken_at_once() -> None:
    wide = grid(("en",) * 500, *[("a",) * 500] * 100)
    tall = grid(("en", "status"), *[("a", "x")] * 40_000)
    began = time.process_time()
    assert len(take(wide, propose(wide)).termbase.concepts) == 100
    assert len(take(tall, propose(tall)).problems) == 40_000
    assert time.process_time() - began < 5
