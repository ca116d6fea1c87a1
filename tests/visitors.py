"""People who come to the workbench with a real browser, each with cookies of their own."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

FIRST_LAUNCH_MS = 60_000
ARGUMENTS = [
    "--no-sandbox",  # the tests may run as root, where Chromium refuses its sandbox
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(kw_only=True)
class Visitors:
    """Opens pages and keeps what they complain of: errors in scripts and on the console."""

    browser: Browser
    complaints: list[str]
    _contexts: list[BrowserContext] = field(default_factory=list)

    def arrive(
        self,
        *,
        width: int = 1280,
        height: int = 800,
        colours: Literal["light", "dark"] = "light",
        locale: str = "en-GB",
        scripts: bool = True,
    ) -> Page:
        """The first page of a new visitor."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=colours,
            locale=locale,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.on("page", self._listen)
        self._contexts.append(context)
        return context.new_page()

    def leave(self) -> None:
        while self._contexts:
            self._contexts.pop().close()

    def _listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)


def chromium() -> str:
    """The browser of this machine; a machine without one fails the tests, it does not skip them."""
    names = (os.environ.get("WORKBENCH_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    for name in filter(None, names):
        if path := shutil.which(name):
            return path
    pytest.fail("no Chromium: on Debian `apt-get install chromium`, or set WORKBENCH_CHROMIUM")


@contextmanager
def running_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), headless=True, args=ARGUMENTS, timeout=FIRST_LAUNCH_MS
        )
        yield browser
        browser.close()
