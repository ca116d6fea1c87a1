"""The shell in a real browser: for everybody, by keyboard, on a small screen, without script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.office import violations
from workbench.services import accounts

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]

PAGES = (
    ("", "/sign-in"),
    ("translator", "/"),
    ("stranger", "/"),
    ("owner", "/projects/newsroom"),
    ("owner", "/projects/newsroom/members"),
    ("owner", "/projects/newsroom/settings"),
    ("admin", "/projects/new"),
    ("admin", "/people"),
    ("admin", "/people/1"),
    ("reader", "/account"),
    ("reader", "/help"),
    ("reviewer", "/review"),
    ("translator", "/review?pile=returned"),
    ("translator", "/review/changes"),
    ("publisher", "/editions/1"),
    ("owner", "/documents/1"),
    ("owner", "/projects/newsroom/documents/new"),
)


def _walk(site: Site, **window: Any) -> Iterator[tuple[Page, str, str]]:
    """Open every page in this window, each person in a browser of their own."""
    browsers: dict[str, Page] = {}
    for who, path in PAGES:
        if who not in browsers:
            browsers[who] = site.arrive(who, path, **window)
        else:
            browsers[who].goto(site.address + path)
        yield browsers[who], who, path


def test_no_page_shuts_anybody_out(site: Site) -> None:
    for page, who, path in _walk(site):
        assert violations(page) == [], (who, path)


def test_pages_fit_a_small_screen(site: Site) -> None:
    for page, who, path in _walk(site, width=360, locale="uk-UA"):
        excess = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(excess) == 0, (who, path)


def test_a_person_comes_in_and_goes_by_keyboard_alone(site: Site) -> None:
    accounts.add_user(site.world.database, actor=None, name="Оля", password="a fitting sentence")
    page = site.arrive("", "/account")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("оля")
    page.keyboard.press("Tab")
    page.keyboard.type("a fitting sentence")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My account")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    menu = page.locator("summary", has_text="Оля")
    for _ in range(8):
        if menu.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sign out")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_colours_that_a_person_chose_win_over_the_system(site: Site) -> None:
    page = site.arrive("reader", "/account", colours="dark")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) == "rgb(22, 23, 26)"
    page.get_by_label("Colours").select_option("light")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    assert page.evaluate(ground) == "rgb(251, 250, 247)"


def test_settings_are_saved_without_script(site: Site) -> None:
    page = site.arrive("owner", "/projects/newsroom/settings", scripts=False)
    page.get_by_label("Name").fill("Редакція")
    page.get_by_role("button", name="Save the settings").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Редакція")


def test_times_are_told_in_the_zone_of_the_reader(site: Site) -> None:
    page = site.arrive("reader", "/account")
    seen = page.locator("time").first
    assert seen.get_attribute("title")
