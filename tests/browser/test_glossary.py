"""The glossary in a real browser: for everybody, by keyboard, on a small screen, without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from glossary.termbases import shipped
from tests.browser.conftest import Site
from tests.browser.office import violations
from workbench import jobs
from workbench.services import terms

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]

EXCESS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SENTENCE = "Народное ополчение и террористы в Донбассе"
PAGES = (
    *("", "?q=nothing", "/new-concept", "/concepts/opolchenie", "/concepts/opolchenie?revision=1"),
    *("/concepts/opolchenie/edit", "/policies", "/revisions"),
    *("/policies/descriptive/rules/0", "/policies/russian-reference-norm", "/revisions/1"),
    *("/policies/descriptive?show=all", "/compare?before=0&after=1", "/left"),
    *(f"/try?language=ru&text={SENTENCE}", "/exchange", "/coverage", "/overtaken"),
    *("/concepts/opolchenie/concordance", "/decisions", "/proposals"),
    *("/proposals/new?concept=opolchenie", "/proposals/new?concept=opolchenie&about=entry"),
    *("/proposals/new?language=ru&selected=ополчением", "/policies/descriptive?revision=1"),
    "?q=term:opolchenie",
)


@pytest.fixture
def home(site: Site) -> str:
    """The address of a glossary that is filled with the shipped words."""
    terms.import_termbase(
        site.world.database,
        actor=None,
        glossary_id=site.world.glossary_id,
        incoming=shipped(),
        source="contested.tbx",
    )
    return f"{site.address}/glossaries/{site.world.glossary_id}"


def test_no_page_shuts_anybody_out_or_is_too_wide(site: Site, home: str) -> None:
    page = site.arrive("terminologist", width=1280)
    for path in PAGES:
        page.goto(home + path)
        assert violations(page) == [], path
        assert page.evaluate(EXCESS) == 0, path


def test_pages_fit_a_small_screen(site: Site, home: str) -> None:
    page = site.arrive("terminologist", width=360)
    for path in PAGES:
        page.goto(home + path)
        assert page.evaluate(EXCESS) == 0, path


def test_a_word_is_found_and_opened_by_keyboard_alone(site: Site, home: str) -> None:
    page = site.arrive("reader")
    page.goto(home)
    page.keyboard.press("/")
    page.keyboard.type("донбас")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    expect(page.locator("[data-row]")).to_have_text(["Donbas", "in the Donbas"])
    for key in ("j", "j", "j", "k"):  # down to the last, which stays, and up again
        page.keyboard.press(key)
    expect(page.get_by_role("link", name="Donbas", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Donbas")


def test_a_term_is_added_in_place_and_what_follows_is_told(site: Site, home: str) -> None:
    page = site.arrive("terminologist")
    page.goto(f"{home}/concepts/opolchenie/edit")
    page.get_by_role("button", name="Add another term").click()
    page.keyboard.type("uk")
    page.keyboard.press("Tab")
    page.keyboard.type("народна дружина")
    page.locator("#argument").fill("Так кажуть у джерелах.")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("народна дружина").first).to_be_visible()
    line = page.locator("[data-rechecking]")
    expect(line).to_contain_text("being found")
    jobs.run_waiting(site.world.database)
    expect(line).to_contain_text("No text was concerned by revision 2.", timeout=10_000)


def test_a_concept_is_added_without_script(site: Site, home: str) -> None:
    page = site.arrive("terminologist", scripts=False)
    page.goto(f"{home}/new-concept")
    page.get_by_label("Short name").fill("truce")
    rows = page.locator(".term-row").count()
    page.get_by_role("button", name="Add another term").click()
    expect(page.locator(".term-row")).to_have_count(rows + 1)
    page.get_by_label("Term", exact=True).last.fill("перемир’я")
    page.get_by_label("Language", exact=True).last.fill("uk")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("перемир’я")
