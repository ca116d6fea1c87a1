"""A long text of several chapters is cut into them; everything else stays whole."""

from dataclasses import replace

from hypothesis import given, settings

from tests.translations.editions.at_random import editions
from tests.translations.editions.rich import RICH, book
from tests.translations.editions.samples import P, block
from translations.editions.base import Edition
from translations.editions.chapters import chapters
from translations.editions.inline import plain, tree
from translations.editions.outline import body

LONG = replace(RICH, blocks=book(chapters=4, paragraphs=40, sentences=6))


def headings(edition: Edition) -> list[str]:
    parts = (each.heading for each in chapters(edition))
    return [plain(tree(heading.block)) if heading else "" for heading in parts]


def test_an_article_is_one_chapter_whatever_its_headings() -> None:
    assert len(chapters(RICH)) == 1
    assert len(chapters(replace(RICH, blocks=book(chapters=9, paragraphs=2)))) == 1
    assert len(chapters(replace(RICH, blocks=book(chapters=2, paragraphs=90)))) == 1


def test_a_book_is_cut_at_its_outermost_headings() -> None:
    assert headings(LONG) == ["Глава 1", "Глава 2", "Глава 3", "Глава 4"]


def test_what_stands_before_the_first_heading_is_a_chapter_without_one() -> None:
    title, *others = LONG.blocks
    opened = replace(LONG, blocks=(title, block(P, ("first", "Вначале")), *others))
    assert headings(opened) == ["", "Глава 1", "Глава 2", "Глава 3", "Глава 4"]


def test_no_text_has_no_chapter() -> None:
    assert chapters(replace(RICH, blocks=())) == ()


@settings(max_examples=25, deadline=None)
@given(editions())
def test_chapters_are_the_text_in_its_order(edition: Edition) -> None:
    entries = [entry for chapter in chapters(edition) for entry in chapter.entries]
    assert tuple(entries) == body(edition)
