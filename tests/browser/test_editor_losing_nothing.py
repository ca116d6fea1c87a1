"""Nothing is lost: without a network, without a session, after a reload."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.office import Office, field, standing, tab
from tests.workbench import desk
from tests.workbench.desk import CARS, MILITIA, REPUBLIC, WITH_CODES
from translations.model import State
from translations.review import Action

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]


def test_text_typed_without_a_network_survives_and_is_sent_later(
    office: Office, complaints: list[str]
) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.context.set_offline(True)
    page.keyboard.type("Ополчение ушло.")
    expect(standing(page)).to_contain_text("Not saved: no answer")
    page.context.clear_cookies()  # what a closing page sends goes past the emulated network
    page.close()
    assert office.stored(MILITIA).text == ""
    page = office.edit_again(page, office.world.translator, MILITIA)
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


def test_nobodys_words_are_saved_under_another_name(office: Office, complaints: list[str]) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.keyboard.type("Ополчение")
    expect(standing(page)).to_have_text("saved")
    office.sign_in(page, office.world.second)
    page.keyboard.type(" ушло.")
    expect(standing(page)).to_contain_text("Somebody else has signed in here")
    assert office.stored(MILITIA).text == "Ополчение"
    office.sign_in(page, office.world.translator)
    expect(standing(page)).to_have_text("saved", timeout=15_000)
    target = office.stored(MILITIA)
    assert (target.text, target.author_id) == ("Ополчение ушло.", office.world.translator.id)
    complaints.clear()  # the browser tells of every refusal


def test_what_is_typed_after_a_confirmation_begins_the_next_segment(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.keyboard.type("Ополчение ушло.")
    for segment, letters in ((REPUBLIC, "Оно ушло в республику."), (CARS, "Никто не видел.")):
        page.keyboard.press("Control+Enter")
        page.keyboard.type(letters)
        expect(office.row(page, segment).get_by_role("textbox")).to_have_text(letters)
    expect(standing(page)).to_have_text("saved")
    for segment, text in ((MILITIA, "Ополчение ушло."), (REPUBLIC, "Оно ушло в республику.")):
        target = office.stored(segment)
        assert (target.text, target.state) == (text, State.TRANSLATED)


def test_quick_steps_count_from_the_segment_that_is_being_opened(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    expect(office.row(page, WITH_CODES).get_by_role("textbox")).to_be_focused()


def test_a_confirmation_without_an_answer_is_not_claimed(
    office: Office, complaints: list[str]
) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.keyboard.type("Ополчение ушло.")
    expect(standing(page)).to_have_text("saved")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".refused")).to_have_text(
        "No answer came, so this was not done. Try again."
    )
    expect(standing(page)).to_have_text("saved")  # and so it is
    page.context.set_offline(False)
    assert office.stored(MILITIA).state is State.INITIAL
    page.keyboard.press("Control+Enter")
    expect(office.row(page, REPUBLIC).get_by_role("textbox")).to_be_focused()
    assert office.stored(MILITIA).state is State.TRANSLATED
    complaints.clear()  # the browser tells of the requests that failed


def test_a_segment_that_cannot_be_fetched_leaves_the_open_one_open(
    office: Office, complaints: list[str]
) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.context.set_offline(True)
    page.keyboard.press("Alt+ArrowDown")
    expect(standing(page)).to_contain_text("could not be loaded")
    page.context.set_offline(False)
    page.keyboard.type("Ополчение ушло.")
    expect(standing(page)).to_have_text("saved")
    assert office.stored(MILITIA).text == "Ополчение ушло."
    complaints.clear()  # the browser tells of the requests that failed


def test_a_browser_that_keeps_nothing_says_so(office: Office, complaints: list[str]) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full') } }")
    page.context.set_offline(True)
    page.keyboard.type("Ополчение ушло.")
    expect(standing(page)).to_contain_text("this browser keeps no texts")
    page.context.set_offline(False)
    expect(standing(page)).to_have_text("saved")
    complaints.clear()  # the browser tells of the requests that failed


def test_a_remark_and_a_reason_stay_until_they_arrive(
    office: Office, complaints: list[str]
) -> None:
    world = office.world
    desk.write(office.database, world, MILITIA, "Ополчение ушло.")
    page = office.edit(world.reviewer, MILITIA)
    expect(field(page)).to_be_focused()
    for key, words, button in (
        ("Alt+c", "Which town?", "Add a comment"),
        ("Alt+r", "The town is missing.", "Return"),
    ):
        page.keyboard.press(key)
        asked = page.get_by_role("dialog")
        asked.get_by_role("textbox").fill(words)
        page.context.set_offline(True)
        asked.get_by_role("button", name=button).click()
        expect(asked.get_by_role("alert")).to_contain_text("No answer came")
        page.context.set_offline(False)
        expect(asked.get_by_role("textbox")).to_have_value(words)
        asked.get_by_role("button", name=button).click()
        expect(asked).to_have_count(0)
    expect(office.row(page, MILITIA).get_by_title("returned")).to_be_visible()
    tab(page, "Comments")
    expect(page.get_by_role("tabpanel")).to_contain_text("Which town?")
    complaints.clear()  # the browser tells of the requests that failed


def test_a_reason_stays_over_the_end_of_a_session(office: Office, complaints: list[str]) -> None:
    desk.write(office.database, office.world, CARS, "Никто не видел 13 машин.")
    page = office.edit(office.world.translator, CARS)
    expect(field(page)).to_be_focused()
    page.keyboard.press("Alt+w")
    asked = page.get_by_role("dialog")
    asked.get_by_role("textbox").fill("The author corrected it.")
    page.context.clear_cookies()
    asked.get_by_role("button", name="Waive").click()
    expect(asked.get_by_role("alert")).to_contain_text("You are signed out")
    office.sign_in(page, office.world.translator)
    asked.get_by_role("button", name="Waive").click()
    expect(asked).to_have_count(0)
    assert office.stored(CARS).errors + office.stored(CARS).warnings == 0
    complaints.clear()  # the browser tells of the refusal


def test_a_text_that_may_not_be_saved_any_more_is_still_shown(
    office: Office, complaints: list[str]
) -> None:
    world = office.world
    desk.write(office.database, world, MILITIA, "Ополчение ушло.")
    page = office.edit(world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.context.set_offline(True)
    page.keyboard.type(" Вчера.")
    expect(standing(page)).to_contain_text("Not saved: no answer")
    for action in (Action.APPROVE, Action.SIGN_OFF):
        desk.review(office.database, world, MILITIA, action)
    page.context.clear_cookies()  # what a closing page sends goes past the emulated network
    page.close()
    page = office.edit_again(page, world.translator, MILITIA)
    expect(field(page)).to_have_text("Ополчение ушло.")
    expect(page.locator(".seg-notices")).to_contain_text("Ополчение ушло. Вчера.")
    page.get_by_role("button", name="Forget it").click()
    page.reload()
    expect(field(page)).to_have_text("Ополчение ушло.")
    expect(page.locator(".seg-notices")).not_to_contain_text("Вчера")
    complaints.clear()  # the browser tells of the requests that failed
