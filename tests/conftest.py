"""What every test may ask for: an empty database on either engine, and a page in a real browser.

The libraries behind them load when a test asks, so that the tests of pure code start at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.folders import fastest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.postgres import PostgresServer
    from tests.visitors import Visitors

# Databases are made faster in memory, which has room for what one run leaves.
os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(fastest()))

# The first example of a law loads dictionaries, and machines that test are slow: no deadlines.
# A change is judged by the same examples everywhere; to look for new ones, name the profile "new".
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("new", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(scope="session")
def postgres(testrun_uid: str) -> Iterator[PostgresServer]:
    """One server for the whole run, also when its tests are spread over several processes."""
    from tests.postgres import running_postgres

    with running_postgres(testrun_uid) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, once for each engine that the workbench supports."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'workbench.sqlite3'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as name:
        yield server.url(name)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from tests.visitors import running_browser

    with running_browser() as browser:
        yield browser


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the pages of a test complained of; a test that expects some checks and clears them."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def visitors(browser: Browser, complaints: list[str]) -> Iterator[Visitors]:
    """For tests with more than one person, or with another window than the usual one."""
    from tests.visitors import Visitors

    visitors = Visitors(browser=browser, complaints=complaints)
    yield visitors
    visitors.leave()


@pytest.fixture
def page(visitors: Visitors) -> Page:
    return visitors.arrive()
