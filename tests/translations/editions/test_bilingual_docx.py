"""A bilingual DOCX sets source and translation side by side or one below the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import settings

from tests.translations.editions.archives import (
    W,
    lines,
    words,
    written,
)
from tests.translations.editions.rich import RICH, RICH_HEBREW
from translations.editions.base import Layout
from translations.model import Part

some_examples = settings(max_examples=25, deadline=None)
DOCX = pytest.mark.parametrize("output", ["docx", "bilingual-docx"])
BOTH = pytest.mark.parametrize("output", ["docx", "odt"])


def test_columns_hold_source_and_translation_side_by_side() -> None:
    root = written("bilingual-docx", RICH).tree("word/document.xml")
    table = next(root.iter(f"{W}tbl"))
    rows = [[words(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert rows[0] == ["English", "русский"]
    assert ["Why so?", "Вопрос: Почему так?"] in rows
    assert ["Rules", "Правила"] in rows
    assert ["onedeep", "разглубже"] in rows
    numbered = [each.get(f"{W}val") for each in table.iter(f"{W}numId")]
    assert numbered  # both sides are lists that count on
    starts = written("bilingual-docx", RICH).tree("word/numbering.xml").iter(f"{W}startOverride")
    assert [each.get(f"{W}val") for each in starts] == ["1", "1", "2", "2", "1", "1", "2", "2"]


def test_each_side_has_its_language_and_direction() -> None:
    root = written("bilingual-docx", RICH_HEBREW).tree("word/document.xml")
    table = next(root.iter(f"{W}tbl"))
    assert table.find(f"{W}tblPr/{W}bidiVisual") is not None
    for row in list(table.iter(f"{W}tr"))[1:]:
        source, target = row.iter(f"{W}tc")
        assert all(b.get(f"{W}val") == "0" for b in source.iter(f"{W}bidi"))
        assert all(each.get(f"{W}val") == "en-US" for each in source.iter(f"{W}lang"))
        assert all(b.get(f"{W}val") is None for b in target.iter(f"{W}bidi"))


def test_paragraphs_follow_their_source() -> None:
    edition = replace(RICH, layout=Layout.PARAGRAPHS)
    said = lines(edition, "bilingual-docx")
    place = said.index("Why so?")
    assert said[place + 1] == "Вопрос: Почему так?"
    assert said.index("Rules") + 1 == said.index("Правила")
    assert said.count("if a < b:\n    pass") == 1  # what is the same in both stands once


def test_each_row_of_columns_has_a_cell_for_each_language_whatever_it_holds() -> None:
    titled = replace(RICH, blocks=tuple(b for b in RICH.blocks if b.part is not Part.TITLE))
    archive = written("bilingual-docx", titled)
    assert "Words & Things" in lines(titled, "bilingual-docx")
    for row in archive.tree("word/document.xml").iter(f"{W}tr"):
        assert len(list(row.iter(f"{W}tc"))) == 2
