"""Terms at work in the editor, in a real browser: cases, senses, proposals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from glossary.model import TermBase
from tests.browser.office import Office
from tests.workbench import factories
from tests.workbench.desk import MILITIA
from workbench.storage.engine import writing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]


def unclear(base: TermBase) -> TermBase:
    """The same glossary, with a militia that may mean the police."""
    concepts = (
        replace(
            concept,
            terms=tuple(replace(t, ambiguous="militia" in t.text) for t in concept.terms),
        )
        for concept in base.concepts
    )
    return replace(base, concepts=tuple(concepts))


def test_what_a_word_means_is_said_by_key_and_taken_back(office: Office) -> None:
    world = office.world
    with writing(office.database) as connection:
        factories.change_glossary(connection, world.glossary, unclear(factories.TERMBASE))
    page = office.edit(world.translator, MILITIA)
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Alt+s")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("militia")
    dialog.get_by_label("Meaning").select_option("")
    dialog.get_by_label("In your words").fill("The police of the town.")
    dialog.get_by_role("button", name="Say so").click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text("Meant here: none of these")
    expect(panel).to_contain_text("The police of the town.")
    panel.get_by_role("button", name="Take back").click()
    expect(panel.get_by_role("button", name="What is meant? …")).to_be_visible()


def test_whose_words_a_term_is_is_said_by_keys_and_put_back(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    panel = page.locator("#panel")
    ask = panel.get_by_role("button", name="Whose words? …").first
    ask.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("militia")
    dialog.get_by_label("Whose words").select_option("quotation")
    dialog.get_by_label("In your words").fill("She repeats what they call themselves.")
    dialog.get_by_role("button", name="Say so").press("Enter")
    expect(panel).to_contain_text("Whose words: quotation")
    expect(panel).to_contain_text("She repeats what they call themselves.")
    panel.get_by_role("button", name="As the marks propose").press("Enter")
    expect(panel.get_by_text("Whose words: quotation")).to_have_count(0)
    expect(ask).to_be_visible()


def test_selected_words_are_proposed_in_a_tab_of_their_own(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.type("народная дружина")
    page.keyboard.press("Control+a")
    with page.expect_popup() as opened:
        page.keyboard.press("Alt+p")
    form = opened.value
    expect(form.get_by_label("Term", exact=True)).to_have_value("народная дружина")
    expect(form.get_by_label("Language", exact=True)).to_have_value("ru")
    form.get_by_label("Why, with sources").fill("Two papers write so.")
    form.get_by_role("button", name="Propose").click()
    expect(form.get_by_text("Your proposal waits for a terminologist")).to_be_visible()


def test_a_rendering_is_inserted_in_the_case_that_fits(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.press("Alt+g")
    page.get_by_role("menuitem", name="ополчению").click()
    expect(page.locator(".cm-content")).to_contain_text("ополчению")


def test_words_selected_in_the_source_are_proposed_by_a_button(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    # Both the terms and the focus of the field come late, and undo what is selected.
    expect(page.locator(".seg-open .seg-source").get_by_role("button").first).to_be_visible()
    expect(page.locator(".cm-content")).to_be_focused()
    page.locator(".seg-open .seg-source").dblclick(position={"x": 20, "y": 12})
    selected = page.evaluate("getSelection().toString().trim()")
    assert selected
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Propose the selected words").click()
    form = opened.value
    expect(form.get_by_label("Term", exact=True)).to_have_value(selected)
    expect(form.get_by_label("Language", exact=True)).to_have_value("en")
