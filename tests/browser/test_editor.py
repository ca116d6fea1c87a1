"""The editor in a real browser: type, be told, be saved, be reviewed; alone and with others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask_openapi3.openapi import OpenAPI
from playwright.sync_api import Locator, Page, expect
from werkzeug.serving import make_server

from tests.visitors import Visitors
from tests.workbench import desk, factories
from tests.workbench.desk import CARS, MILITIA, REPUBLIC, SPOKEN, TITLE, WITH_CODES
from tests.workbench.factories import World
from translations.model import State
from workbench.permissions import Actor
from workbench.services import editing, viewing
from workbench.storage.engine import Database, reading, writing
from workbench.storage.targets import TargetRow

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]

ASTRAL = "Ополчение ушло из города 𝄞 — «да» 😀."


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

    def come_in(self, page: Page, who: Actor) -> None:
        """Begin a session in this browser."""
        value = desk.session(self.database, who)
        page.context.add_cookies([{"name": "workbench", "value": value, "url": self.address}])

    def path(self, segment: int | None = None) -> str:
        query = "" if segment is None else f"?segment={self.world.segments[segment]}"
        return f"{self.address}/editions/{self.world.edition}/edit{query}"

    def row(self, page: Page, segment: int) -> Locator:
        return page.locator(f"#s{self.world.segments[segment]}")

    def stored(self, segment: int) -> TargetRow:
        with reading(self.database) as connection:
            place = editing.find(connection, self.world.edition, self.world.segments[segment])
        return place.target


@pytest.fixture
def office(app: OpenAPI, database: Database, visitors: Visitors) -> Iterator[Office]:
    world = desk.furnish(database)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    yield Office(address=address, database=database, world=world, visitors=visitors)
    visitors.leave()  # while there is somebody to answer what they still ask
    server.shutdown()
    thread.join()
    server.server_close()


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Translation")


def standing(page: Page) -> Locator:
    return page.locator("#status .status-sign")


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=re.compile(name)).click()


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


# One person


def test_a_banned_word_in_any_form_is_found_fixed_and_confirmed_by_keyboard(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.keyboard.type("Террористам пришлось уйти из города.")
    expect(page.locator(".cm-content .finding-error")).to_have_text("Террористам")
    expect(page.locator("#seg-message")).to_contain_text("Террористам")
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".cm-content .finding-error")).to_have_count(0)
    expect(field(page)).to_contain_text(re.compile("ополчени", re.IGNORECASE))
    expect(standing(page)).to_have_text("saved")
    page.keyboard.press("Control+Enter")
    expect(office.row(page, REPUBLIC).get_by_role("textbox")).to_be_focused()
    expect(office.row(page, MILITIA).get_by_title("translated")).to_be_visible()
    assert office.stored(MILITIA).state is State.TRANSLATED
    page.keyboard.press("Alt+ArrowUp")
    tab(page, "History")
    expect(page.get_by_role("tabpanel")).to_contain_text("confirmed")
    expect(page.get_by_role("tabpanel")).to_contain_text("Translator")


def test_what_is_typed_is_saved_exactly_and_said_truthfully(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.keyboard.insert_text(ASTRAL)
    expect(standing(page)).to_have_text("not saved yet, kept on this computer")
    expect(standing(page)).to_have_text("saved")
    assert office.stored(MILITIA).text == ASTRAL
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Ещё.")
    page.keyboard.press("Enter")  # alone it does nothing
    expect(standing(page)).to_have_text("not saved yet, kept on this computer")
    expect(standing(page)).to_have_text("saved")
    assert office.stored(MILITIA).text == f"{ASTRAL}\nЕщё."


def test_findings_stand_at_their_words_behind_astral_characters(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.keyboard.insert_text("😀𝄞😀 террористам пришлось уйти.")
    expect(page.locator(".cm-content .finding-error")).to_have_text("террористам")


def test_a_term_is_told_of_and_inserted_by_keyboard_and_undone(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.keyboard.press("Alt+g")
    expect(page.get_by_role("menu", name="Insert a term")).to_contain_text("ополчение")
    page.keyboard.press("1")
    expect(field(page)).to_have_text("ополчение")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(field(page)).to_have_text("")
    term = office.row(page, MILITIA).get_by_role("button", name="people's militia")
    term.focus()
    card = page.locator("#card")
    expect(card).to_contain_text("Volunteers under arms.")
    expect(card).to_contain_text("contested")
    expect(card).to_contain_text("террористы")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_text("ополчение")
    expect(card).to_be_hidden()


def test_a_term_is_told_of_under_the_pointer_without_opening_the_row(office: Office) -> None:
    page = office.edit(office.world.translator)
    office.row(page, REPUBLIC).locator(".term").hover()
    expect(page.locator("#card")).to_contain_text("республика")
    expect(field(page)).to_have_count(0)


def test_a_chip_goes_as_a_whole_and_cannot_be_typed_into(office: Office) -> None:
    page = office.edit(office.world.translator, WITH_CODES)
    expect(field(page)).to_be_focused()
    page.keyboard.press("Control+Insert")
    chips = page.locator(".cm-content .code")
    expect(chips).to_have_count(2)
    page.keyboard.press("Home")
    for _ in "Read ":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")  # over the chip
    page.keyboard.type("x")
    expect(field(page)).to_have_text("Read em›xthis‹em now.")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(chips).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(chips).to_have_count(2)
    expect(standing(page)).to_have_text("saved")
    assert office.stored(WITH_CODES).text == desk.CODED


def test_a_remark_is_made_and_resolved(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.keyboard.press("Alt+c")
    page.keyboard.type("Which town?")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("tabpanel")).to_contain_text("Which town?")
    page.get_by_role("button", name="Resolve").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("resolved by Translator")


def test_a_finding_is_waived_with_a_reason(office: Office) -> None:
    page = office.edit(office.world.translator, CARS)
    expect(field(page)).to_be_focused()
    page.keyboard.type("Никто не видел 13 машин.")
    expect(page.locator("#seg-message .finding-sign")).to_be_visible()
    page.keyboard.press("Alt+w")
    page.keyboard.type("The author corrected it.")
    page.get_by_role("dialog").get_by_role("button", name="Waive").click()
    tab(page, "Findings")
    expect(page.get_by_role("tabpanel")).to_contain_text("waived by Translator")


def test_the_keys_are_listed_and_letters_work_on_any_layout(office: Office) -> None:
    page = office.edit(office.world.translator)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("confirm and go to the next")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+ArrowDown")
    expect(office.row(page, TITLE).get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(office.row(page, MILITIA).get_by_role("textbox")).to_be_focused()
    cyrillic = "new KeyboardEvent('keydown', {code: 'KeyG', key: 'п', altKey: true, bubbles: true})"
    page.evaluate(f"document.activeElement.dispatchEvent({cyrillic})")
    expect(page.get_by_role("menu", name="Insert a term")).to_be_visible()
    page.keyboard.press("Escape")
    expect(field(page)).to_be_focused()
    page.keyboard.press("F2")
    expect(field(page)).to_have_count(0)
    expect(office.row(page, MILITIA).get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()


def test_a_long_article_is_read_by_scrolling_both_ways(office: Office) -> None:
    with writing(office.database) as connection:
        blocks = [[f"Line {n}.{m}." for m in range(3)] for n in range(70)]
        document = factories.add_document(connection, office.world.project, blocks)
        edition = factories.add_edition(connection, document, "ru")
        segments = factories.segment_ids(connection, document)
    page = office.edit(office.world.translator)
    page.goto(f"{office.address}/editions/{edition}/edit?segment={segments[100]}")
    expect(field(page)).to_be_focused()
    for end, edge in ((-1, "document.body.scrollHeight"), (0, "0")):
        for _ in range(100):
            if page.locator(f"#s{segments[end]}").count():
                break
            page.evaluate(f"scrollTo(0, {edge})")
            page.wait_for_timeout(50)
    shown = page.eval_on_selector_all(".seg", "rows => rows.map(row => +row.dataset.segment)")
    assert shown == list(segments)
    blocks_shown = page.eval_on_selector_all(".block", "all => all.map(b => b.dataset.block)")
    assert len(blocks_shown) == len(set(blocks_shown)) == 70
    expect(field(page)).to_have_count(1)  # the open row stayed open


# Nothing is lost


def test_text_typed_without_a_network_survives_and_is_sent_later(
    office: Office, complaints: list[str]
) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.context.set_offline(True)
    page.keyboard.type("Ополчение ушло.")
    expect(standing(page)).to_contain_text("Not saved: no answer")
    context = page.context
    context.clear_cookies()  # what a closing page sends goes past the emulated network
    page.close()
    context.set_offline(False)
    assert office.stored(MILITIA).text == ""
    page = context.new_page()
    office.come_in(page, office.world.translator)
    page.goto(office.path(MILITIA))
    expect(field(page)).to_have_text("Ополчение ушло.")
    expect(page.locator(".seg-notices")).to_contain_text("kept a text of yours")
    expect(standing(page)).to_have_text("saved")
    assert office.stored(MILITIA).text == "Ополчение ушло."
    complaints.clear()  # the browser tells of the requests that failed


def test_a_network_that_comes_back_is_used_at_once(office: Office, complaints: list[str]) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.context.set_offline(True)
    page.keyboard.type("Ополчение ушло.")
    expect(standing(page)).to_contain_text("Not saved: no answer")
    page.context.set_offline(False)
    expect(standing(page)).to_have_text("saved")
    assert office.stored(MILITIA).text == "Ополчение ушло."
    complaints.clear()  # the browser tells of the requests that failed


def test_a_session_that_ended_keeps_the_text(office: Office, complaints: list[str]) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.context.clear_cookies()
    page.keyboard.type("Ополчение ушло.")
    expect(standing(page)).to_contain_text("You are signed out")
    office.come_in(page, office.world.translator)
    expect(standing(page)).to_have_text("saved", timeout=15_000)
    assert office.stored(MILITIA).text == "Ополчение ушло."
    complaints.clear()  # the browser tells of every refusal


def test_a_stale_save_shows_both_texts_and_discards_nothing(
    office: Office, complaints: list[str]
) -> None:
    desk.write(office.database, office.world, MILITIA, "Первое.")
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.route(re.compile("/stream|/changes"), lambda route: route.abort())
    second = office.world.second
    theirs = desk.write(office.database, office.world, MILITIA, "Чужое.", version=1, actor=second)
    page.keyboard.press("End")
    page.keyboard.type(" Моё.")
    conflict = page.locator(".conflict")
    for text in ("Первое.", "Чужое.", "Первое. Моё.", "Saved by Second"):
        expect(conflict).to_contain_text(text)
    page.get_by_role("button", name="Keep mine on top of theirs").click()
    expect(standing(page)).to_have_text("saved")
    assert office.stored(MILITIA).text == "Первое. Моё."
    versions, _ = viewing.history_of(
        office.database,
        actor=second,
        edition_id=office.world.edition,
        segment_id=office.world.segments[MILITIA],
    )
    assert theirs.target.text in [version.row.text for version in versions]
    complaints.clear()  # the browser tells of the 409


def test_theirs_can_be_taken_and_undone(office: Office, complaints: list[str]) -> None:
    desk.write(office.database, office.world, MILITIA, "Первое.")
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    second = office.world.second
    desk.write(office.database, office.world, MILITIA, "Чужое.", version=1, actor=second)
    expect(page.locator(".seg-notices")).to_contain_text("Second saved this segment")
    expect(field(page)).to_have_text("Первое.")  # nothing is replaced under one's hands
    page.get_by_role("button", name="Show what stands there").click()
    expect(field(page)).to_have_text("Чужое.")
    page.keyboard.press("Control+z")
    expect(field(page)).to_have_text("Первое.")
    expect(standing(page)).to_have_text("saved")
    assert office.stored(MILITIA).text == "Первое."
    complaints.clear()


def test_a_colleagues_save_appears_in_other_rows(office: Office) -> None:
    page = office.edit(office.world.reader)
    expect(office.row(page, SPOKEN)).to_contain_text("Not translated yet")
    desk.write(office.database, office.world, SPOKEN, "Мы — ополчение.")
    expect(office.row(page, SPOKEN)).to_contain_text("Мы — ополчение.")


# Review


def test_a_reviewer_approves_by_key_and_an_open_error_stands_in_the_way(
    office: Office, complaints: list[str]
) -> None:
    desk.write(office.database, office.world, MILITIA, "Террористы ушли из города.")
    page = office.edit(office.world.reviewer, MILITIA)
    expect(field(page)).to_be_focused()
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator(".refused")).to_be_visible()
    assert office.stored(MILITIA).state is State.TRANSLATED
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".cm-content .finding-error")).to_have_count(0)
    expect(page.locator("#seg-message")).to_contain_text(re.compile("No findings|agree|form"))
    page.keyboard.press("Control+Shift+Enter")
    expect(office.row(page, MILITIA).get_by_title("reviewed")).to_be_visible()
    target = office.stored(MILITIA)
    assert target.state is State.REVIEWED
    assert "accepted-with-edits" in target.marks
    complaints.clear()  # the browser tells of the refusal


def test_a_reviewer_returns_with_a_reason_and_the_translator_reads_it(office: Office) -> None:
    desk.write(office.database, office.world, MILITIA, "Ополчение ушло.")
    page = office.edit(office.world.reviewer, MILITIA)
    expect(field(page)).to_be_focused()
    page.keyboard.press("Alt+r")
    dialog = page.get_by_role("dialog", name="Return with a reason")
    dialog.get_by_label("Reason").select_option("completeness")
    dialog.get_by_label("In your words").fill("The town is missing.")
    dialog.get_by_role("button", name="Return").click()
    expect(office.row(page, MILITIA).get_by_title("returned")).to_be_visible()
    assert office.stored(MILITIA).state is State.INITIAL
    other = office.edit(office.world.translator, MILITIA)
    expect(office.row(other, MILITIA)).to_contain_text("completeness, minor: The town is missing.")
    tab(other, "History")
    expect(other.get_by_role("tabpanel")).to_contain_text("completeness, minor")
    expect(other.get_by_role("tabpanel")).to_contain_text("The town is missing.")


# Everybody


def test_a_reader_reads_and_changes_nothing(office: Office) -> None:
    desk.write(office.database, office.world, MILITIA, "Ополчение ушло.")
    page = office.edit(office.world.reader, MILITIA)
    expect(page.locator(".seg-actions")).to_contain_text("You may read this segment")
    field(page).click()
    page.keyboard.type("x")
    expect(field(page)).to_have_text("Ополчение ушло.")
    expect(page.get_by_role("button", name="Confirm")).to_have_count(0)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_editor_shuts_nobody_out(office: Office, colours: Literal["light", "dark"]) -> None:
    desk.write(office.database, office.world, MILITIA, "Террористы и край ушли.")
    desk.write(office.database, office.world, CARS, "Никто не видел 13 машин.")
    page = office.edit(office.world.reviewer, colours=colours)
    assert violations(page) == []
    office.row(page, MILITIA).locator(".seg-target").click()
    expect(page.locator(".cm-content .finding-error")).to_have_count(1)
    for name in ("Terms", "Findings", "History", "Comments"):
        tab(page, name)
        expect(page.get_by_role("tabpanel")).not_to_be_empty()
    assert violations(page) == []
    field(page).click()
    page.keyboard.press("Alt+g")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+r")
    assert violations(page) == []


def test_the_editor_fits_a_small_screen(office: Office) -> None:
    desk.write(office.database, office.world, MILITIA, "Террористы ушли.")
    page = office.edit(office.world.reviewer, MILITIA, width=360, height=720)
    expect(field(page)).to_be_visible()
    excess = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(excess) == 0
    # Both at one moment: the page may still scroll to the row, or receive its fonts.
    gap = office.row(page, MILITIA).evaluate(
        "row => row.querySelector('.seg-target').getBoundingClientRect().top"
        " - row.querySelector('.seg-source').getBoundingClientRect().bottom"
    )
    assert gap >= -1


def test_the_script_stays_small(office: Office) -> None:
    import gzip

    from workbench.web.assets import STATIC

    shipped = [*STATIC.glob("dist/editor.js"), *STATIC.glob("dist/chunk-*.js")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in shipped) < 150_000
