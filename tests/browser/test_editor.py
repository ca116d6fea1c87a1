"""The editor in a real browser: type, be told, be saved, be reviewed; alone and with others."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Route, expect

from tests.browser.office import (
    Office,
    field,
    standing,
    tab,
    violations,
)
from tests.workbench import desk, factories
from tests.workbench.desk import CARS, MILITIA, REPUBLIC, TITLE, WITH_CODES
from translations.model import State
from translations.review import Action
from workbench.storage.engine import writing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]

ASTRAL = "Ополчение ушло из города 𝄞 — «да» 😀."


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


def test_a_fix_of_marks_leaves_an_approved_translation_approved(office: Office) -> None:
    text = "Никто не  видел 12 машин."
    desk.write(office.database, office.world, CARS, text)
    desk.review(office.database, office.world, CARS, Action.APPROVE)
    page = office.edit(office.world.translator, CARS)
    expect(field(page)).to_be_focused()
    page.get_by_role("button", name="Mend the space").first.click()
    expect(office.row(page, CARS).get_by_title("typographic fix")).to_be_visible()
    expect(office.row(page, CARS).get_by_title("reviewed")).to_be_visible()
    target = office.stored(CARS)
    assert (target.text, target.state) == (text.replace("  ", " "), State.REVIEWED)
    page.keyboard.press("Control+z")
    expect(office.row(page, CARS).get_by_title("typographic fix")).to_have_count(0)
    assert (office.stored(CARS).text, office.stored(CARS).state) == (text, State.REVIEWED)
    page.keyboard.press("End")
    page.keyboard.press("Backspace")  # by hand it is another text
    expect(office.row(page, CARS).get_by_title("draft")).to_be_visible()


def test_an_edited_translation_goes_back_to_the_approved_one(office: Office) -> None:
    world, row = office.world, MILITIA
    desk.write(office.database, world, row, "Ополчение ушло.")
    desk.review(office.database, world, row, Action.APPROVE)
    page = office.edit(world.translator, row)
    expect(field(page)).to_be_focused()
    back = page.get_by_role("button", name="Back to the approved text")
    expect(back).to_have_count(0)
    page.keyboard.type(" Нет.")
    expect(office.row(page, row).get_by_title("draft")).to_be_visible()
    back.click()
    expect(office.row(page, row).get_by_title("reviewed")).to_be_visible()
    expect(back).to_have_count(0)
    assert office.stored(row).author_id == world.translator.id
    page.keyboard.press("Control+z")
    expect(field(page)).to_have_text("Ополчение ушло. Нет.")


def test_an_older_text_is_used_again_from_the_history(office: Office) -> None:
    desk.write(office.database, office.world, MILITIA, "Ополчение ушло.")
    desk.write(office.database, office.world, MILITIA, "Ополчение уходит.", version=1)
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    tab(page, "History")
    page.get_by_role("button", name="Put this text back").click()
    expect(field(page)).to_have_text("Ополчение ушло.")
    expect(standing(page)).to_have_text("saved")
    assert office.stored(MILITIA).state is State.INITIAL


# Everybody


def test_a_reader_reads_and_changes_nothing(office: Office) -> None:
    desk.write(office.database, office.world, MILITIA, "Ополчение ушло.")
    page = office.edit(office.world.reader, MILITIA)
    expect(page.locator(".seg-actions")).to_contain_text("You may read this segment")
    field(page).click()
    page.keyboard.type("x")
    page.keyboard.press("Control+Insert")
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


def test_the_editor_fits_a_tablet(office: Office) -> None:
    page = office.edit(office.world.reviewer, MILITIA, width=768, height=900)
    excess = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(excess) == 0


def test_the_script_stays_small(office: Office) -> None:
    import gzip

    from workbench.web.assets import STATIC

    shipped = [*STATIC.glob("dist/editor.js"), *STATIC.glob("dist/chunk-*.js")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in shipped) < 150_000


def test_a_segment_that_is_slow_to_open_says_so(office: Office) -> None:
    page = office.edit(office.world.translator)

    def later(route: Route) -> None:
        page.wait_for_timeout(700)
        route.continue_()

    page.route(re.compile(r"/api/v1/editions/\d+/segments/\d+$"), later)
    office.row(page, MILITIA).get_by_role("link").click()
    expect(standing(page)).to_have_text("opening the segment")
    expect(field(page)).to_be_focused()
    expect(standing(page)).to_have_text("")


def test_who_goes_elsewhere_while_a_confirmation_is_under_way_stays_there(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_be_focused()
    page.keyboard.type("Ополчение ушло.")
    expect(standing(page)).to_have_text("saved")

    def later(route: Route) -> None:
        page.wait_for_timeout(700)
        route.continue_()

    path = re.compile(rf"/segments/{office.world.segments[MILITIA]}$")
    page.route(
        path, lambda route: later(route) if route.request.method == "PUT" else route.continue_()
    )
    page.keyboard.press("Control+Enter")
    office.row(page, CARS).get_by_role("link").click()
    expect(office.row(page, MILITIA).get_by_title("translated")).to_be_visible()
    expect(office.row(page, CARS).get_by_role("textbox")).to_be_focused()
    page.keyboard.type("Никто.")
    expect(standing(page)).to_have_text("saved")
    assert office.stored(CARS).text == "Никто."
