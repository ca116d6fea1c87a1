"""The memory in a real browser: matches in the editor, by keyboard; its pages without a fault."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Office, violations
from tests.workbench import desk, factories
from tests.workbench.desk import CARS, MILITIA, REPUBLIC
from tests.workbench.factories import NOW
from translations.memory.model import Unit
from translations.model import Origin, State
from translations.review import Action
from workbench.storage import memories, memory_units
from workbench.storage.engine import writing
from workbench.storage.memories import Choice
from workbench.storage.memory_units import Pair, UnitRow

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]

UNITS = (
    ("Nobody saw 15 cars.", "Никто не видел 15 машин."),
    ("The people's militia left our town.", "Террористы покинули наш город."),
    ("The people's militia left the towns.", "Народное ополчение покинуло города."),
)


@pytest.fixture
def archive(office: Office) -> Office:
    """An office whose project reads an archive."""
    with writing(office.database) as connection:
        memory = memories.add(connection, "Archive", project_id=office.world.project)
        choice = Choice(memory_id=memory, reads=True, writes=True, penalty=0.0)
        memories.choose(connection, office.world.project, choice)
        rows = [
            UnitRow(
                unit=Unit(source=source, target=target, at=NOW),
                memory_id=memory,
                languages=Pair(source="en", target="ru"),
            )
            for source, target in UNITS
        ]
        memory_units.add_many(connection, rows)
    return office


def field(page: Page) -> None:
    expect(page.locator(".cm-content")).to_be_focused()


def test_a_match_is_shown_with_its_violation_and_inserted_by_its_number(archive: Office) -> None:
    page = archive.edit(archive.world.translator, MILITIA)
    field(page)
    tab = page.get_by_role("tab", name="Memory")
    expect(tab).to_contain_text("2")
    tab.click()
    first, second = page.locator(".match").all()
    expect(first).to_contain_text("97 %")
    expect(first).to_contain_text("Народное ополчение покинуло города.")
    expect(first).to_contain_text("check the term")
    expect(first.locator("ins")).to_have_text("town")
    expect(second).to_contain_text("Террористы покинули наш город.")
    expect(second.locator(".finding-line-error")).to_be_visible()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+1")
    expect(page.locator(".cm-content")).to_have_text("Народное ополчение покинуло города.")
    expect(page.locator("#status")).to_contain_text("saved")
    expect(page.locator("[data-standing=saved]")).to_be_visible()
    stored = archive.stored(MILITIA)
    assert (stored.text, stored.origin) == ("Народное ополчение покинуло города.", Origin.MEMORY)
    assert stored.score == pytest.approx(0.972, abs=0.001)
    page.keyboard.press("Control+z")
    expect(page.locator(".cm-content")).to_have_text("")


def test_numbers_are_those_of_the_segment(archive: Office) -> None:
    page = archive.edit(archive.world.translator, CARS)
    field(page)
    page.keyboard.press("Control+1")
    expect(page.locator(".cm-content")).to_have_text("Никто не видел 12 машин.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#s{archive.world.segments[CARS]} .tone-blue")).to_be_visible()
    assert archive.stored(CARS).state is State.TRANSLATED
    assert archive.stored(CARS).origin is Origin.MEMORY


def test_a_number_without_a_match_changes_nothing(archive: Office) -> None:
    page = archive.edit(archive.world.translator, REPUBLIC)
    field(page)
    page.keyboard.press("Control+4")
    expect(page.locator("#status")).to_contain_text("The memory has nothing like this.")
    expect(page.locator(".cm-content")).to_have_text("")


def test_selected_words_are_looked_up_in_a_tab_of_their_own(archive: Office) -> None:
    page = archive.edit(archive.world.translator, MILITIA)
    field(page)
    page.keyboard.type("ополчению")
    page.keyboard.press("Control+a")
    with page.expect_popup() as opened:
        page.keyboard.press("Alt+k")
    found = opened.value
    expect(found.get_by_role("searchbox")).to_have_value("ополчению")
    expect(found.locator("mark")).to_have_text("ополчение")


def test_repeats_are_offered_and_filled(office: Office) -> None:
    with writing(office.database) as connection:
        document = factories.add_document(
            connection, office.world.project, ("Nobody saw it.", "It left.", "Nobody saw it.")
        )
        edition = factories.add_edition(connection, document, "ru")
        first, second, third = factories.segment_ids(connection, document)
    page = office.visitors.arrive()
    office.come_in(page, office.world.translator)
    page.goto(f"{office.address}/editions/{edition}/edit?segment={first}")
    field(page)
    page.keyboard.type("Никто этого не видел.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#s{second}.seg-open")).to_be_visible()  # its opening moves what follows
    box = page.locator(".editor-repeats")
    expect(box).to_contain_text("Empty segments that say the same: 1.")
    box.get_by_role("button", name="Fill them with this translation").click()
    expect(page.locator(f"#s{third} .seg-target")).to_contain_text("Никто этого не видел.")
    expect(box).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_of_the_memory_has_a_fault_that_axe_knows(archive: Office, width: int) -> None:
    desk.write(archive.database, archive.world, CARS, "Никто не видел 12 машин.")
    desk.write(
        archive.database, archive.world, REPUBLIC, "Оно ушло в республику.", action=Action.DRAFT
    )
    page = archive.visitors.arrive(width=width)
    archive.come_in(page, archive.world.owner)
    home = f"{archive.address}/projects/words/memory"
    for address in (
        home,
        f"{home}/search?q=машина",
        f"{home}/search",
        f"{home}/duplicates",
        f"{home}/units/1",
        f"{archive.address}/editions/{archive.world.edition}/analysis",
        f"{archive.address}/editions/{archive.world.edition}",
    ):
        page.goto(address)
        assert violations(page) == [], address
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, address
