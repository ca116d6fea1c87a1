"""An alignment in a real browser: doubts, repairs by keyboard and mouse, undo, acceptance."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.office import Office, violations
from tests.workbench import factories
from tests.workbench.aligned import SOURCE, TRANSLATION
from workbench.storage.engine import writing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]

HOME = "/projects/words/alignments"


def arrive(office: Office, path: str = HOME, **window: object) -> Page:
    page = office.visitors.arrive(**window)  # type: ignore[arg-type] # whatever it takes
    office.come_in(page, office.world.owner)
    page.goto(path if "://" in path else office.address + path)
    return page


def paste(page: Page) -> None:
    """Paste both texts and let them be aligned."""
    page.get_by_role("link", name="Align a translation").first.click()
    source, target = (
        page.get_by_role("group", name="Source"),
        page.get_by_role("group", name="Translation"),
    )
    source.get_by_label("Paste a text").fill(SOURCE)
    source.get_by_label("Language").select_option("en")
    target.get_by_label("Paste a text").fill(TRANSLATION)
    target.get_by_label("Language").select_option("ru")
    page.get_by_role("button", name="Align", exact=True).click()


def bead(page: Page, text: str) -> Locator:
    return page.locator(".bead", has_text=text)


def chosen(page: Page) -> Locator:
    return page.locator(".bead[aria-current]")


def test_an_article_is_aligned_repaired_accepted_and_remembered(office: Office) -> None:
    page = arrive(office)
    paste(page)

    # The doubts are where the translation departs, and one jumps from one to the next.
    expect(page.locator(".bead")).to_have_count(12)
    for left_out in ("The school at the end", "Nobody knows when", "Her neighbours"):
        expect(bead(page, left_out)).to_have_attribute("data-doubt", "")
    expect(bead(page, "Her son lives in Kharkiv")).not_to_have_attribute("data-doubt", "")
    expect(bead(page, "The ticket costs 120").locator(".bead-sentence")).to_have_count(3)
    page.keyboard.press("n")
    expect(chosen(page)).to_contain_text("Her neighbours had left in June.")

    # By keyboard: what was moved is marked, found and linked; what was left out is pinned.
    page.keyboard.press("x")
    bead(page, "Её соседи уехали").click()
    page.keyboard.press("l")
    expect(bead(page, "Her neighbours")).to_contain_text("stands elsewhere")
    expect(bead(page, "Her neighbours")).to_contain_text("pinned")
    bead(page, "The school at the end").click()
    page.keyboard.press("p")
    expect(bead(page, "The school at the end")).to_have_attribute("data-pinned", "true")
    page.keyboard.press("j")
    page.keyboard.press("p")
    expect(bead(page, "Nobody knows when")).to_have_attribute("data-pinned", "true")

    # By mouse: a wrong cut, undone; the next bead merged and parted again.
    bus = bead(page, "The ticket costs 120")
    bus.click()
    expect(chosen(page)).to_contain_text("Donetsk – Донецк")
    bus.locator(".bead-source .bead-cut").click()
    expect(page.locator(".bead")).to_have_count(13)
    page.get_by_role("button", name=re.compile("^Undo: split")).click()
    expect(page.locator(".bead")).to_have_count(12)
    bus.click()
    page.get_by_role("button", name=re.compile("^Pin")).click()
    expect(bus).to_have_attribute("data-pinned", "true")
    page.get_by_role("button", name=re.compile("^Merge with the next")).click()
    expect(page.locator(".bead")).to_have_count(11)
    page.keyboard.press("z")
    expect(page.locator(".bead")).to_have_count(12)
    page.keyboard.press("Shift+z")
    expect(page.locator(".bead")).to_have_count(11)
    page.keyboard.press("z")
    expect(page.locator(".bead")).to_have_count(12)

    # Nothing is lost on a reload.
    page.reload()
    expect(page.locator(".bead")).to_have_count(12)
    expect(page.locator('.bead[data-pinned="true"]')).to_have_count(5)
    expect(bead(page, "Her neighbours")).to_contain_text("stands elsewhere")

    page.locator("#accept > summary").click()
    page.get_by_label("The memory learns").fill("50")
    page.locator("#accept").get_by_role("button", name="Accept").click()
    page.wait_for_url(re.compile("/editions/.*/edit"))
    expect(page.get_by_text("Вечером гаснет свет.")).to_be_visible()
    joined = "A bus goes to Donetsk twice a week. The ticket costs 120 hryvnias."
    with writing(office.database) as connection:
        document = factories.add_document(
            connection, office.world.project, [(joined,), ("Her neighbours had left in June.",)]
        )
        edition = factories.add_edition(connection, document, "ru")
        segment, moved = factories.segment_ids(connection, document)
    for wanted, text in ((segment, "Автобус в Донецк ходит"), (moved, "Её соседи уехали в июне.")):
        page.goto(f"{office.address}/editions/{edition}/edit?segment={wanted}")
        page.get_by_role("tab", name="Memory").click()
        expect(page.locator(".match").first).to_contain_text(text)


def test_it_works_without_scripts(office: Office) -> None:
    page = arrive(office, scripts=False)
    paste(page)
    page.get_by_role("link", name="Bead 4", exact=True).click()
    expect(chosen(page)).to_contain_text("The school at the end")
    page.get_by_role("button", name=re.compile("^Pin")).click()
    expect(chosen(page)).to_have_attribute("data-pinned", "true")
    page.get_by_role("button", name=re.compile("^Undo: pin")).click()
    expect(bead(page, "The school at the end")).to_have_attribute("data-pinned", "false")
    page.get_by_role("link", name="Bead 3", exact=True).click()
    page.get_by_label("Link with bead").fill("8")
    page.get_by_role("button", name=re.compile("^Link them")).click()
    expect(chosen(page)).to_contain_text("stands elsewhere")


def test_who_comes_late_is_told_and_overwrites_nothing(
    office: Office, complaints: list[str]
) -> None:
    page = arrive(office)
    paste(page)
    expect(page.locator(".bead")).to_have_count(12)
    other = page.context.new_page()
    other.goto(page.url)
    other.keyboard.press("m")
    expect(other.locator(".bead")).to_have_count(11)
    page.keyboard.press("u")
    expect(page.locator(".flashes")).to_contain_text("Nothing was overwritten")
    expect(page.locator(".bead")).to_have_count(11)
    assert ["409" in each for each in complaints] == [True]
    complaints.clear()


@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_of_alignments_has_a_fault_that_axe_knows(office: Office, width: int) -> None:
    page = arrive(office, width=width)
    for path in (HOME, f"{HOME}/new"):
        page.goto(office.address + path)
        assert violations(page) == [], path
    page.goto(office.address + HOME)
    paste(page)
    page.locator("#accept > summary").click()
    assert violations(page) == []
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert not page.evaluate(wide)
    for locale in ("uk", "ru"):  # their words are longer
        other = arrive(office, page.url, width=width, locale=locale)
        assert not other.evaluate(wide), locale
    page.goto(office.address + HOME)
    assert violations(page) == []
