"""An office for the tests of the editor: a running workbench, and people at their desks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.visitors import Visitors
from tests.workbench import desk
from tests.workbench.factories import World
from workbench.permissions import Actor
from workbench.services import accounts, editing
from workbench.storage.engine import Database, reading
from workbench.storage.targets import TargetRow


@dataclass(frozen=True, kw_only=True)
class Office:
    """A running workbench with the editor's world, and people who come to their desks."""

    address: str
    database: Database
    world: World
    visitors: Visitors

    def edit(self, who: Actor, segment: int | None = None, **window: Any) -> Page:
        page = self.visitors.arrive(**window)
        self.come_in(page, who)
        page.goto(self.path(segment))
        return page

    def edit_again(self, page: Page, who: Actor, segment: int) -> Page:
        """Open another page of the same browser, with a network and a session again."""
        page.context.set_offline(False)
        self.come_in(page, who)
        fresh = page.context.new_page()
        fresh.goto(self.path(segment))
        return fresh

    def come_in(self, page: Page, who: Actor) -> None:
        """Begin a session in this browser."""
        value = desk.session(self.database, who)
        page.context.add_cookies([{"name": "workbench", "value": value, "url": self.address}])

    def sign_in(self, page: Page, who: Actor) -> None:
        """Sign in through a link, in another tab of the same browser."""
        token = accounts.make_sign_in_link(self.database, actor=None, user_id=who.id)
        other = page.context.new_page()
        other.goto(f"{self.address}/sign-in/{token}")
        other.get_by_role("main").get_by_role("button").click()
        other.wait_for_url(f"{self.address}/")
        other.close()

    def path(self, segment: int | None = None) -> str:
        query = "" if segment is None else f"?segment={self.world.segments[segment]}"
        return f"{self.address}/editions/{self.world.edition}/edit{query}"

    def row(self, page: Page, segment: int) -> Locator:
        return page.locator(f"#s{self.world.segments[segment]}")

    def stored(self, segment: int) -> TargetRow:
        with reading(self.database) as connection:
            place = editing.find(connection, self.world.edition, self.world.segments[segment])
        return place.target


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Translation")


def standing(page: Page) -> Locator:
    return page.locator("#status .status-sign")


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=re.compile(name)).click()


def violations(page: Page) -> list[str]:
    """What axe finds in a page, and in its dark colours what it finds about contrast."""
    found = _found_by_axe(page, {"resultTypes": ["violations"]})
    page.emulate_media(color_scheme="dark")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found += _found_by_axe(page, {"resultTypes": ["violations"], "runOnly": ["color-contrast"]})
    page.emulate_media(color_scheme="light")
    return found


def _found_by_axe(page: Page, options: dict[str, list[str]]) -> list[str]:
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
