"""Publishing on in a real browser: a destination is added, a worker is followed, readers read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import expect

from tests.browser.office import Office, violations
from tests.workbench import desk, factories
from translations.review import Action
from workbench import jobs
from workbench.services import publishing
from workbench.storage.engine import writing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]

RUSSIAN = (
    "О словах",
    "Народное ополчение покинуло город.",
    "Оно ушло в республику.",
    "Никто не видел 12 машин.",
    "Читайте \ue000это\ue001 сейчас.",
    "Мы — ополчение.",
)


@pytest.fixture
def root(office: Office, app: object, tmp_path: Path) -> Path:
    """An office with a publication, on a server with a folder to publish to."""
    for place, text in enumerate(RUSSIAN):
        desk.write(office.database, office.world, place, text)
        desk.review(office.database, office.world, place, Action.APPROVE)
    publishing.publish(
        office.database, actor=office.world.owner, edition_id=office.world.edition, overrides={}
    )
    with writing(office.database) as connection:
        factories.add_edition(connection, office.world.document, "he")
    root = tmp_path / "published"
    root.mkdir()
    known = app.extensions["workbench"]  # type: ignore[attr-defined] # the application
    config = replace(known.config, publish_folder=str(root))
    app.extensions["workbench"] = replace(known, config=config)  # type: ignore[attr-defined] # as above
    return root


@pytest.fixture
def _worker(office: Office) -> Iterator[None]:
    """A worker that does what waits."""
    ended = Event()

    def work() -> None:
        while not ended.wait(0.1):
            jobs.run_waiting(office.database)

    thread = Thread(target=work, daemon=True)
    thread.start()
    yield
    ended.set()
    thread.join()


@pytest.mark.usefixtures("_worker")
def test_a_publication_is_sent_to_a_website_that_readers_can_read(
    office: Office, root: Path
) -> None:
    page = office.visitors.arrive()
    office.come_in(page, office.world.owner)
    page.goto(f"{office.address}/projects/words/destinations")
    page.get_by_label("Name", exact=True).fill("Readers")
    page.get_by_role("radio", name="Website").check()
    page.get_by_label("Address", exact=True).fill("site")
    page.get_by_role("button", name="Add").click()
    assert violations(page) == []

    page.goto(f"{office.address}/editions/{office.world.edition}/publications/1/send")
    assert violations(page) == []
    page.get_by_role("button", name="Send it").click()
    expect(page.locator("[data-job]")).to_contain_text("Done.")
    page.get_by_role("link", name="What was sent").click()
    expect(page.get_by_role("listitem").filter(has_text="Readers")).to_contain_text("delivered")

    page.goto((root / "words" / "site" / "index.html").as_uri())
    assert violations(page) == []
    page.locator(".site-list").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A document")
    expect(page.get_by_text("Народное ополчение покинуло город.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_editions_side_by_side_fit_their_window(office: Office, root: Path, width: int) -> None:
    page = office.visitors.arrive(width=width)
    office.come_in(page, office.world.owner)
    page.goto(f"{office.address}/documents/{office.world.document}/comparison")
    expect(page.get_by_text("Народное ополчение покинуло город.")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
