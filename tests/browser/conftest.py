"""The application in a real server, for tests that drive a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Literal

import pytest
from flask_openapi3.openapi import OpenAPI
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from tests.browser.office import Office
from tests.visitors import Visitors
from tests.workbench import desk

# The same world as the tests of the workbench have.
from tests.workbench.conftest import (  # noqa: F401
    app,
    database,
    migrated_url,
    postgres_template,
    sqlite_template,
    statements_compiled_once,
    world,
)
from tests.workbench.world import World
from workbench.storage.engine import Database

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: A machine that runs several browsers at once is slow; what never comes is told all the same.
expect.set_options(timeout=20_000)


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


def closing(application: WSGIApplication) -> WSGIApplication:
    """The application, which closes what it sends as soon as it is sent.

    The server closes it later, and never where a browser that went elsewhere cut the connection.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
        body = application(environ, start_response)

        def pieces() -> Iterator[bytes]:
            try:
                yield from body
            finally:
                if (close := getattr(body, "close", None)) is not None:
                    close()

        return pieces()

    return answer


@contextmanager
def served(app: OpenAPI, visitors: Visitors) -> Iterator[str]:  # noqa: F811 - pytest's way
    """Serve the application as long as a test lasts; its address."""
    server = make_server("127.0.0.1", 0, closing(app), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    visitors.leave()  # while there is somebody to answer what they still ask
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def site(app: OpenAPI, world: World, visitors: Visitors) -> Iterator[Site]:  # noqa: F811 - pytest's way
    with served(app, visitors) as address:
        yield Site(address=address, app=app, world=world, visitors=visitors)


@pytest.fixture
def office(
    app: OpenAPI,  # noqa: F811 - pytest's way
    database: Database,  # noqa: F811 - pytest's way
    visitors: Visitors,
) -> Iterator[Office]:
    furnished = desk.furnish(database)
    with served(app, visitors) as address:
        yield Office(address=address, database=database, world=furnished, visitors=visitors)
