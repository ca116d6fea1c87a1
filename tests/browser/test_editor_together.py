"""Several people at the same segments: each learns of the others, nobody overwrites anybody."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Office, field, standing
from tests.workbench import desk
from tests.workbench.desk import CARS, MILITIA, SPOKEN
from translations.model import State
from translations.review import Action
from workbench.services import viewing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]


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


def conflict(office: Office) -> Page:
    """A page on which the translator's text stands against one that Second saved meanwhile."""
    desk.write(office.database, office.world, MILITIA, "Ополчение ушло вчера.")
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.route(re.compile("/stream|/changes"), lambda route: route.abort())
    theirs = "Террористы ушли вчера, и не раньше."
    second = office.world.second
    desk.write(office.database, office.world, MILITIA, theirs, version=1, actor=second)
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.keyboard.type(" вечером.")
    expect(page.locator(".conflict")).to_be_visible()
    return page


def test_a_conflict_marks_the_words_in_which_each_text_differs(
    office: Office, complaints: list[str]
) -> None:
    page = conflict(office)
    texts = page.locator(".conflict-text")
    expect(texts.nth(0).locator("ins, del")).to_have_count(0)
    expect(texts.nth(1).locator("del").first).to_have_text("Ополчение ушло")
    expect(texts.nth(1).locator("ins").first).to_have_text("Террористы ушли")
    expect(texts.nth(2).locator("ins")).to_have_text([" вечером"])
    expect(texts.nth(2).locator("del")).to_have_count(0)
    page.keyboard.type(" Да.")
    expect(texts.nth(2).locator("ins")).to_have_text([" вечером. Да"])
    expect(page.locator(".conflict")).to_contain_text("Saved by Second · translated")
    complaints.clear()  # the browser tells of the 409


def test_a_conflict_outlives_a_reload(office: Office, complaints: list[str]) -> None:
    page = conflict(office)
    page.reload()
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_text("Ополчение ушло вчера вечером.")
    expect(page.locator(".conflict-text").nth(1)).to_contain_text("Террористы")
    expect(standing(page)).to_contain_text("Nothing was overwritten")
    page.get_by_role("button", name="Keep mine on top of theirs").click()
    expect(standing(page)).to_have_text("saved")
    assert office.stored(MILITIA).text == "Ополчение ушло вчера вечером."
    complaints.clear()  # the browser tells of the 409


def test_a_review_meanwhile_is_told_and_what_may_be_done_follows(office: Office) -> None:
    world = office.world
    desk.write(office.database, world, MILITIA, "Ополчение ушло.")
    page = office.edit(world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    told = page.locator(".seg-notices")
    for action, word in (
        (Action.APPROVE, "approved"),
        (Action.SIGN_OFF, "signed off"),
        (Action.REOPEN, "reopened"),
    ):
        desk.review(office.database, world, MILITIA, action)
        expect(told).to_contain_text(f"Reviewer {word} this segment while you have it open.")
    page.keyboard.press("End")
    page.keyboard.type(" Да.")
    expect(standing(page)).to_have_text("saved")
    assert office.stored(MILITIA).text == "Ополчение ушло. Да."


def test_a_final_segment_that_is_open_stops_taking_letters(office: Office) -> None:
    world = office.world
    desk.write(office.database, world, MILITIA, "Ополчение ушло.")
    page = office.edit(world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    desk.review(office.database, world, MILITIA, Action.APPROVE)
    desk.review(office.database, world, MILITIA, Action.SIGN_OFF)
    expect(page.locator(".seg-actions")).to_contain_text("This segment is final")
    page.keyboard.type("x")
    expect(field(page)).to_have_text("Ополчение ушло.")


def test_two_people_learn_of_one_another_at_the_first_keystroke(office: Office) -> None:
    world = office.world
    page = office.edit(world.translator, MILITIA)
    other = office.edit(world.second, CARS)
    expect(field(page)).to_be_focused()
    expect(field(other)).to_be_focused()
    page.keyboard.type("О")
    expect(office.row(other, MILITIA).get_by_title("Translator is writing here")).to_be_visible()
    assert office.stored(MILITIA).version <= 1  # no need to save first
    office.row(other, MILITIA).get_by_role("link").click()
    expect(other.locator(".seg-notices")).to_contain_text("Translator is writing here too")
    expect(office.row(page, MILITIA).get_by_title("is writing here")).to_have_count(0)
    page.keyboard.type("полчение ушло.")
    page.keyboard.press("Control+Enter")
    expect(office.row(other, MILITIA).get_by_title("Translator is writing here")).to_have_count(0)


def test_who_has_the_segment_open_is_told_when_another_begins_to_write(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    other = office.edit(office.world.second, MILITIA)
    expect(field(page)).to_be_focused()
    expect(field(other)).to_be_focused()
    other.keyboard.type("О")
    expect(page.locator(".seg-notices")).to_contain_text("Second is writing here too")


def test_nobody_approves_words_that_they_have_not_seen(
    office: Office, complaints: list[str]
) -> None:
    world = office.world
    desk.write(office.database, world, MILITIA, "Ополчение ушло.")
    page = office.edit(world.reviewer, MILITIA)
    expect(field(page)).to_be_focused()
    page.route(re.compile("/stream|/changes"), lambda route: route.abort())
    desk.write(office.database, world, MILITIA, "Ополчение осталось.", version=1)
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator(".seg-notices")).to_contain_text("Somebody saved this segment first")
    expect(field(page)).to_have_text("Ополчение осталось.")
    expect(page.locator(".conflict")).to_have_count(0)
    assert office.stored(MILITIA).state is State.TRANSLATED
    page.keyboard.press("Control+Shift+Enter")
    expect(office.row(page, MILITIA).get_by_title("reviewed")).to_be_visible()
    complaints.clear()  # the browser tells of the 409


def test_a_correction_kept_over_a_newer_draft_becomes_a_draft(
    office: Office, complaints: list[str]
) -> None:
    world = office.world
    desk.write(office.database, world, MILITIA, "Ополчение ушло.")
    page = office.edit(world.reviewer, MILITIA)
    expect(field(page)).to_be_focused()
    page.route(re.compile("/stream|/changes"), lambda route: route.abort())
    page.keyboard.type(" Вчера.")
    desk.write(office.database, world, MILITIA, "Ополчение.", version=1, action=Action.DRAFT)
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator(".conflict")).to_be_visible()
    page.get_by_role("button", name="Keep mine on top of theirs").click()
    expect(standing(page)).to_have_text("saved")
    target = office.stored(MILITIA)
    assert (target.text, target.state) == ("Ополчение ушло. Вчера.", State.INITIAL)
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    complaints.clear()  # the browser tells of the 409
