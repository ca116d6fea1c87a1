"""DOCX and ODT say the same, each sentence once and notes where they are called."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.translations.editions.archives import (
    TEXT,
    TEXTS,
    XLINK,
    W,
    lines,
    paragraphs,
    told_apart,
    words,
    written,
)
from tests.translations.editions.at_random import editions
from tests.translations.editions.rich import BOOK, RICH, RICH_HEBREW, book, note
from tests.translations.editions.samples import LINK, RUSSIAN, H, P, block
from translations.editions.base import Edition, Imprint, Layout
from translations.editions.wordings import wording
from translations.model import Code, CodeKind

RUSSIAN_ENDING = wording("ru").note_ending
some_examples = settings(max_examples=25, deadline=None)
DOCX = pytest.mark.parametrize("output", ["docx", "bilingual-docx"])
BOTH = pytest.mark.parametrize("output", ["docx", "odt"])


@pytest.mark.parametrize("output", ["docx", "bilingual-docx", "odt"])
@some_examples
@given(edition=editions())
def test_every_part_is_well_formed(output: str, edition: Edition) -> None:
    archive = written(output, edition)
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            archive.tree(name)


@BOTH
@some_examples
@given(edition=editions())
def test_every_sentence_stands_there_once_and_in_order(output: str, edition: Edition) -> None:
    named, said = told_apart(edition)
    text = "\n".join(lines(named, output))
    assert re.findall(r"Слово\d+\.", text) == said


@some_examples
@given(edition=editions())
def test_both_sides_of_a_bilingual_document_are_complete(edition: Edition) -> None:
    named, said = told_apart(edition)
    text = "\n".join(lines(named, "bilingual-docx"))
    found = re.findall(r"Слово\d+\.", text)
    if edition.layout is Layout.COLUMNS:
        assert sorted(found) == sorted(said * 2)
    else:
        assert set(found) == set(said)
    assert list(dict.fromkeys(found)) == said


@pytest.mark.parametrize("output", ["docx", "bilingual-docx", "odt"])
def test_entries_of_the_archive_are_as_old_as_the_edition(output: str) -> None:
    dated = written(output, replace(RUSSIAN, date="2025-03-01T12:30:00+02:00"))
    assert {entry.date_time for entry in dated.entries} == {(2025, 3, 1, 10, 30, 0)}
    for date in ("", "someday", "1066-10-14"):
        undated = written(output, replace(RUSSIAN, date=date))
        assert {entry.date_time for entry in undated.entries} == {(1980, 1, 1, 0, 0, 0)}


def test_footnotes_of_docx_stand_where_they_are_called() -> None:
    archive = written("docx", RICH)
    called = [
        (each.get(f"{W}id"), words(next(each.iterancestors(f"{W}p"))))
        for each in archive.tree("word/document.xml").iter(f"{W}footnoteReference")
    ]
    assert [(number, text[:7]) for number, text in called] == [
        ("1", "Ответ: "), ("2", "Правила"), ("3", "и ещё г"),
    ]  # fmt: skip
    notes = {each.get(f"{W}id"): words(each) for each in archive.tree("word/footnotes.xml")}
    assert notes["1"] == f" Говорящий называет так и книгу, и статью. {RUSSIAN_ENDING}"
    assert notes["2"].startswith(" Слово правила здесь")
    assert notes["3"].startswith(" Примечание внутри списка.")


def test_a_footnote_is_called_between_the_letters_where_it_belongs() -> None:
    for output in ("docx", "odt"):
        archive = written(output, RICH)
        mark = f"{W}footnoteReference" if output == "docx" else f"{TEXT}note"
        deep = archive.tree(TEXTS[output])
        third = list(deep.iter(mark))[2]
        paragraph = next(third.iterancestors(f"{W}p", f"{TEXT}p"))
        written_out = etree.tostring(paragraph, encoding="unicode")
        before, _, after = written_out.partition(
            "<w:footnoteReference" if output == "docx" else "<text:note "
        )
        assert "и е" in before
        assert "щё глубже" in after


def test_footnotes_of_odt_stand_where_they_are_called() -> None:
    root = written("odt", RICH).tree("content.xml")
    notes = list(root.iter(f"{TEXT}note"))
    assert [note.findtext(f"{TEXT}note-citation") for note in notes] == ["1", "2", "3"]
    first = notes[0].find(f"{TEXT}note-body/{TEXT}p")
    assert first is not None
    assert words(first) == f"Говорящий называет так и книгу, и статью. {RUSSIAN_ENDING}"


def test_both_formats_say_the_same_in_the_same_order() -> None:
    for edition in (RICH, RICH_HEBREW, RUSSIAN):
        docx, odt = (
            [line for line in lines(edition, output) if line.strip()] for output in ("docx", "odt")
        )
        notes = [line for line in odt if line.endswith(("пер.", "תרגום)"))]
        assert [line for line in odt if line not in notes] == docx


@BOTH
def test_the_apparatus_is_complete(output: str) -> None:
    text = "\n".join(lines(RICH, output))
    for said in (
        "Перевод\tОтдел переводов",
        "Выпуск\tРедколлегия",
        "Перевод сохраняет слова говорящего",
        "ополчение, милиция (militia)",
        "В других изданиях: немецкий: Volkswehr, Miliz; иврит: מיליציה",
        "Источники: Словарь редакции; Рукопись",
        "Числа: сто — Так в источнике. (Отдел проверки)",
        "Кавычки: Цитата дана по изданию.",
        "Версия 2, 1 марта 2025",
        "слова значит",
        "Издательство «Пример», Вильнюс",
        "978-0-306-40615-7",
        "10.5555/12345678",
        "CC BY-SA 4.0",
        "numbers 3, terminology 7",
        "Одно слово оспорено.",
    ):
        assert said in text, said


@BOTH
def test_what_an_edition_has_not_is_not_printed(output: str) -> None:
    bare = replace(RUSSIAN, glossary=(), imprint=Imprint(), contributors=(), date="")
    text = "\n".join(lines(bare, output))
    for said in ("О спорных словах", "Исключения", "Версии", "ISBN", "DOI", "Лицензия", "Дата"):
        assert said not in text, said


def test_a_book_lists_its_headings_and_begins_chapters_on_new_pages() -> None:
    short = replace(BOOK, blocks=book(chapters=3, paragraphs=40, sentences=6))
    archive = written("docx", short)
    root = archive.tree("word/document.xml")
    marks = {each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")}
    listed = [
        (each.get(f"{W}anchor"), words(each))
        for each in root.iter(f"{W}hyperlink")
        if each.get(f"{W}anchor")
    ]
    names = [text for _, text in listed]
    assert names[:4] == ["Глава 1", "Глава 2", "Глава 3", "О спорных словах"]
    assert {anchor for anchor, _ in listed} <= marks
    new = [
        words(p)
        for p in paragraphs(archive, "docx")
        if p.find(f".//{W}pageBreakBefore") is not None
    ]
    assert new == ["Содержание", "Глава 1", "Глава 2", "Глава 3", "О спорных словах"]
    links = written("odt", short).tree("content.xml").iter(f"{TEXT}a")
    inside = [each for each in links if each.get(f"{XLINK}href", "").startswith("#")]
    assert [words(each) for each in inside] == names


def test_contents_list_the_words_of_a_heading_without_its_notes() -> None:
    linked = block(H, ("Chap \ue000x\ue001", "Глава \ue000со ссылкой\ue001"), level=2, codes=LINK)
    short = replace(
        BOOK,
        blocks=(*book(chapters=3, paragraphs=40, sentences=6), linked),
        notes=(note("x", linked.segments[0].id, 5, "Note.", "Примечание к главе."),),
    )
    listed = [line for line in lines(short, "docx") if line == "Глава со ссылкой"]
    assert len(listed) == 2  # in the contents and over its chapter
    assert words(written("docx", short).tree("word/footnotes.xml")).strip().startswith("Примеч")


@BOTH
def test_an_address_that_stands_for_itself_is_linked(output: str) -> None:
    lone = Code(
        id="1", kind=CodeKind.PLACEHOLDER, original="<x>", display="link", href="https://a.example/"
    )
    edition = replace(RUSSIAN, blocks=(block(P, ("\ue000", "См. \ue000"), codes=(lone,)),))
    [paragraph] = [p for p in paragraphs(written(output, edition), output) if "См." in words(p)]
    [link] = paragraph.iter(f"{W}hyperlink", f"{TEXT}a")
    assert words(link) == "https://a.example/"
