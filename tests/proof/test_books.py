"""Word processors, pandoc and epubcheck read our documents and books as we mean them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings

from tests.proof.oracles import (
    epubcheck,
    printed_by_libreoffice,
    read_by_libreoffice,
    read_by_pandoc,
)
from tests.translations.editions.at_random import editions
from tests.translations.editions.rich import BOOK, RICH, RICH_HEBREW
from tests.translations.editions.whole import ARABIC, GERMAN, HEBREW, UKRAINIAN
from translations.editions import OUTPUTS
from translations.editions.base import Edition, Layout

pytestmark = pytest.mark.proof

#: What stands in `RICH`, in its order; notes and lists are read where each program puts them.
SAID = (
    "Слова и вещи",
    "Разговор о словах, которыми называют места",
    "Почему слово значит больше, чем вещь?",
    "О том, как редакции выбирают слова",
    "Перевод сохраняет слова говорящего",
    "Наше примечание.",
    "Вопрос: Почему так?",
    "Ответ: Читайте это",
    "5 < 7 & «так».",
    "Правила",
    "глубже",
    "Строка вторая",
    "внутри",
    "Пишите a<b",
    "последняя точка",
    "Между списками стоит абзац.",
    "снова второе",
    "Заголовок глубже",
    "Слова стоят здесь, а те там.",
    "О спорных словах",
    "ополчение, милиция",
    "Исключения",
    "Версии этого издания",
    "слово значит",
    "Об издании",
    "978-0-306-40615-7",
    "Как подготовлено это издание",
)
#: In an e-book the stand-first follows the abstract, and the note on the translation the text.
ORDERED = tuple(
    each
    for each in SAID
    if not each.startswith(("О том", "Почему слово", "Перевод", "внутри", "Ответ", "5 <"))
)
NOTES = ("Говорящий называет так и книгу, и статью.", "Примечание внутри списка.")


def file(output: str, edition: Edition, folder: Path) -> Path:
    made = folder / f"edition{OUTPUTS[output].extension}"
    made.write_bytes(OUTPUTS[output].write(edition))
    return made


def lost(text: str, said: tuple[str, ...] = SAID) -> list[str]:
    """What is not there, or not in its turn."""
    at, missing = 0, []
    for words in said:
        found = text.find(words, at)
        if found < 0:
            missing.append(words)
        else:
            at = found + len(words)
    return missing


@pytest.mark.parametrize("output", ["docx", "odt"])
def test_libreoffice_reads_every_word_in_order(output: str, tmp_path: Path) -> None:
    made = file(output, RICH, tmp_path)
    assert lost(read_by_libreoffice(made, tmp_path)) == []


@pytest.mark.parametrize("output", ["docx", "odt"])
def test_libreoffice_prints_notes_and_numbers_pages(output: str, tmp_path: Path) -> None:
    cover, *pages = printed_by_libreoffice(file(output, RICH, tmp_path), tmp_path)
    assert cover == ""
    assert [note for note in NOTES if note not in " ".join(pages)] == []
    assert [page.rpartition(" ")[2] for page in pages] == [f"{n + 1}" for n in range(len(pages))]
    assert all(page.startswith("Слова и вещи") for page in pages)


@pytest.mark.parametrize("layout", Layout)
def test_libreoffice_reads_both_sides_of_a_bilingual_document(
    layout: Layout, tmp_path: Path
) -> None:
    made = file("bilingual-docx", replace(RICH, layout=layout), tmp_path)
    text = read_by_libreoffice(made, tmp_path)
    pairs = (
        "Why?",
        "Почему слово",
        "Why so?",
        "Почему так?",
        "Rules",
        "Правила",
        "By hand",
        "стоят",
    )
    assert lost(text, pairs) == []


@pytest.mark.parametrize("output", ["docx", "odt", "epub"])
def test_pandoc_reads_every_word_in_order(output: str, tmp_path: Path) -> None:
    text, metadata = read_by_pandoc(file(output, RICH, tmp_path), form=output)
    # What has the style of a title is metadata to pandoc.
    text = " ".join([metadata.get("title", ""), metadata.get("subtitle", ""), text])
    assert lost(text, ORDERED) == []
    assert [note for note in NOTES if note not in text] == []


def test_python_docx_finds_headings_lists_tables_and_properties() -> None:
    document = docx.Document(io.BytesIO(OUTPUTS["docx"].write(RICH)))
    styled = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    assert ("Title", "Слова и вещи") in styled
    assert ("Heading 1", "Правила") in styled
    assert ("List Number", "снова второе") in styled
    assert ("Quote", "Строка\nвторая") in styled
    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Было", "Стало"],
        ["слова значит", "слово значит"],
        ["", "Добавлено предложение."],
    ]
    properties = document.core_properties
    assert (properties.title, properties.language) == ("Слова и вещи", "ru")
    assert properties.modified is not None
    assert properties.modified.date().isoformat() == "2025-03-01"
    assert len(document.inline_shapes) == 1


@pytest.mark.parametrize(
    "edition",
    [
        RICH,
        RICH_HEBREW,
        BOOK,
        UKRAINIAN,
        ARABIC,
        HEBREW,
        GERMAN,
        replace(RICH, draft=True, date=""),
    ],
    ids=["rich", "rich-hebrew", "book", "ukrainian", "arabic", "hebrew", "german", "draft"],
)
def test_epubcheck_has_nothing_to_say(edition: Edition, tmp_path: Path) -> None:
    assert epubcheck(file("epub", edition, tmp_path)) == []


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edition=editions())
def test_epubcheck_has_nothing_to_say_of_any_edition(edition: Edition, tmp_path: Path) -> None:
    assert epubcheck(file("epub", edition, tmp_path)) == []
