"""The application in a real server, for tests that drive a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread
from typing import Literal

import pytest
from flask_openapi3.openapi import OpenAPI
from playwright.sync_api import Page
from werkzeug.serving import make_server

from tests.visitors import Visitors

# The same world as the tests of the workbench have.
from tests.workbench.conftest import (  # noqa: F401
    app,
    database,
    migrated_url,
    postgres_template,
    sqlite_template,
    world,
)
from tests.workbench.world import World


@dataclass(frozen=True, kw_only=True)
class Site:
    """A running workbench, and people who come to it signed in."""

    address: str
    app: OpenAPI
    world: World
    visitors: Visitors

    def arrive(
        self,
        who: str,
        path: str = "/",
        *,
        width: int = 1280,
        height: int = 800,
        colours: Literal["light", "dark"] = "light",
        locale: str = "en-GB",
        scripts: bool = True,
    ) -> Page:
        """Open a page as this person; "" is somebody who is not signed in."""
        page = self.visitors.arrive(
            width=width, height=height, colours=colours, locale=locale, scripts=scripts
        )
        if who:
            cookie = self.world.sign_in(self.app, who).get_cookie("workbench")
            assert cookie is not None
            page.context.add_cookies(
                [{"name": "workbench", "value": cookie.value, "url": self.address}]
            )
        page.goto(self.address + path)
        return page


@pytest.fixture
def site(app: OpenAPI, world: World, visitors: Visitors) -> Iterator[Site]:  # noqa: F811 - pytest's way
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    yield Site(address=address, app=app, world=world, visitors=visitors)
    server.shutdown()
    thread.join()
    server.server_close()
