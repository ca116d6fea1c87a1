"""Exported pages in a real browser: no fault, no request, notes at hand, columns and print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.office import violations
from tests.translations.editions.whole import ARABIC, GERMAN, HEBREW, UKRAINIAN
from tests.visitors import Visitors
from translations.editions import OUTPUTS
from translations.editions.base import Edition, Layout
from translations.editions.comparison import Contested, write

pytestmark = pytest.mark.browser

#: No words of ours: what the page says for itself is in English, and says so.
FOREIGN = replace(HEBREW, language="yi", draft=True)
NARROW, WIDE = 380, 1200

Opened = Callable[..., Page]


@pytest.fixture
def opened(visitors: Visitors, tmp_path: Path) -> Opened:
    """Opens the bytes of a page from a file; whatever the console says fails the test."""

    def open_(
        content: bytes, *, width: int = WIDE, height: int = 800, scripts: bool = True
    ) -> Page:
        file = tmp_path / "page.html"
        file.write_bytes(content)
        page = visitors.arrive(width=width, height=height, scripts=scripts)
        page.goto(file.as_uri())
        return page

    return open_


def written(edition: Edition, output: str = "html") -> bytes:
    return OUTPUTS[output].write(edition)


def compared(*some: Edition) -> bytes:
    marked = {"uk": [Contested("s2", 24, 31, "bank")], "de": [Contested("s2", 0, 7, "bank")]}
    return write(some, marked)


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("output", ["html", "bilingual"])
@pytest.mark.parametrize("edition", [UKRAINIAN, ARABIC, FOREIGN], ids=["uk", "ar", "yi"])
def test_no_page_of_an_edition_has_a_fault_that_axe_knows(
    opened: Opened, edition: Edition, output: str, width: int
) -> None:
    assert violations(opened(written(edition, output), width=width)) == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_no_comparison_has_a_fault_that_axe_knows(opened: Opened, width: int) -> None:
    page = opened(compared(UKRAINIAN, GERMAN, replace(ARABIC, draft=True)), width=width)

    assert violations(page) == []


@pytest.mark.parametrize("output", ["html", "bilingual"])
def test_nothing_is_wider_than_a_narrow_window(opened: Opened, output: str) -> None:
    page = opened(written(UKRAINIAN, output), width=320)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_style_the_cover_and_the_facts_are_allowed_by_the_pages_own_policy(
    opened: Opened,
) -> None:
    page = opened(written(UKRAINIAN))

    assert page.evaluate("document.querySelector('.cover img').naturalWidth") == 240
    assert page.evaluate("getComputedStyle(document.querySelector('.page')).maxWidth") != "none"
    assert page.evaluate("JSON.parse(document.getElementById('manifest').text).language") == "uk"


@pytest.mark.parametrize("output", ["html", "bilingual"])
def test_a_note_is_read_without_a_script_where_it_is_called(opened: Opened, output: str) -> None:
    page = opened(written(UKRAINIAN, output), height=500, scripts=False)
    note, call = page.locator("#note-2"), page.locator("#call-2")

    def seen() -> bool:
        box = note.bounding_box()
        return box is not None and 0 <= box["y"] < 500

    call.scroll_into_view_if_needed()
    assert not seen()
    call.hover()
    assert seen()
    page.mouse.move(0, 0)
    assert not seen()
    call.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert seen()
    page.keyboard.press("Enter")
    assert page.url.endswith("#note-2")


def test_a_note_that_shows_itself_at_the_end_of_a_page_does_not_move_the_text(
    opened: Opened,
) -> None:
    short = replace(UKRAINIAN, blocks=UKRAINIAN.blocks[8:9], glossary=(), waivers=(), versions=())
    page = opened(written(short), height=400)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    before = page.evaluate("scrollY")
    page.locator("#call-1").evaluate("one => one.focus({preventScroll: true, focusVisible: true})")

    assert page.evaluate("scrollY") == before


@pytest.mark.parametrize("edition", [UKRAINIAN, ARABIC], ids=["uk", "ar"])
def test_two_languages_stand_side_by_side_where_there_is_room(
    opened: Opened, edition: Edition
) -> None:
    def sides(width: int, layout: Layout) -> tuple[float, float, bool]:
        page = opened(written(replace(edition, layout=layout), "bilingual"), width=width)
        pair = page.locator(".pair").nth(4)
        source, target = (pair.locator(name).bounding_box() for name in (".source", ".target"))
        assert source is not None
        assert target is not None
        return source["x"], target["x"], abs(source["y"] - target["y"]) < 2

    first, second, level = sides(WIDE, Layout.COLUMNS)
    assert level
    assert (first < second) is (edition is UKRAINIAN)
    assert not sides(NARROW, Layout.COLUMNS)[2]
    assert not sides(WIDE, Layout.PARAGRAPHS)[2]


def test_the_source_of_a_comparison_stays_while_the_languages_move(opened: Opened) -> None:
    others = [replace(GERMAN, language=each) for each in ("pl", "cs", "fr", "es", "it")]
    page = opened(compared(UKRAINIAN, GERMAN, *others))
    region = page.get_by_role("region", name="Renderings compared")
    source = page.locator("tbody tr").first.locator("td").first

    region.focus()
    region.evaluate("one => one.scrollTo(900, 0)")
    frame, cell = region.bounding_box(), source.bounding_box()
    assert frame is not None
    assert cell is not None
    assert abs(cell["x"] - frame["x"]) < 3
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE


def test_printed_pages_have_their_links_in_words_and_no_way_back(opened: Opened) -> None:
    page = opened(written(UKRAINIAN))
    page.emulate_media(media="print")

    link = "getComputedStyle(document.querySelector('article p a[href^=http]'), '::after').content"
    assert "https://example.org" in page.evaluate(link)
    assert not page.locator("[role=doc-backlink]").first.is_visible()
    assert not page.locator("nav").is_visible()
