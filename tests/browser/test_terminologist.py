"""The way of a word through the glossary, as a new terminologist goes it in the browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from glossary.formats.tbx.writing import grouped_by_language
from glossary.model import Concept, TermBase
from tests.browser.office import Office, field
from tests.workbench.desk import MILITIA, SPOKEN, write
from tests.workbench.factories import NOW
from tests.workbench.test_glossary_pages import BASE
from workbench import jobs
from workbench.permissions import Role
from workbench.services import projects, terms
from workbench.storage.engine import writing
from workbench.storage.projects import set_roles

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]

SOURCES = "Notes of the desk | | вооружённая группа | 2014-06-15\nA protocol | | | 2014-09-05"


@pytest.fixture
def page(office: Office) -> Page:
    """The browser of a terminologist, with two texts of a translator in the edition."""
    write(office.database, office.world, MILITIA, "Мы не видели ополчения.")
    write(office.database, office.world, SPOKEN, "Ополчение — это мы.")
    page = office.visitors.arrive()
    office.come_in(page, office.world.terminologist)
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def home(office: Office) -> str:
    return f"{office.address}/glossaries/{office.world.glossary}"


def accept_all(page: Page) -> None:
    page.get_by_role("button", name="Put in all suggestions").click()
    if (dialog := page.locator("dialog[open]")).count():
        dialog.get_by_role("button", name="Put in all suggestions").click()


def entries(base: TermBase) -> list[Concept]:
    """The concepts without the keys of their terms, which are a glossary's own."""
    return [
        replace(concept, terms=tuple(replace(term, id="") for term in concept.terms))
        for concept in grouped_by_language(base).concepts
    ]


def ban_the_old_word(office: Office, page: Page) -> None:
    page.goto(f"{home(office)}/concepts/opolchenie/edit")
    row = page.locator(".term-row", has=page.locator('input[value="ополчение"]'))
    row.get_by_label("Status").select_option("deprecated")
    page.get_by_role("button", name="See what this changes").click()
    expect(page.locator(".tallies")).to_contain_text("2")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("This is revision")).to_be_visible()
    jobs.run_waiting(office.database)


def test_a_word_is_proposed_decided_and_put_in_everywhere(
    office: Office,
    page: Page,
) -> None:
    page.goto(office.path(MILITIA))
    expect(field(page)).to_be_focused()
    page.keyboard.press("Control+a")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Propose the selected words").click()
    form = opened.value
    form.get_by_label("Term", exact=True).fill("вооружённая группа")
    form.get_by_label("Status").select_option("preferred")
    form.get_by_label("Concept", exact=True).select_option("opolchenie")
    form.get_by_role("button", name="Propose").click()
    form.get_by_text("The question, the options").click()
    taken = form.get_by_role("group", name="The option that is taken")
    taken.get_by_label("Its sources").fill(SOURCES)
    form.get_by_role("button", name="See what this changes").click()
    expect(form.get_by_text("Nothing is saved yet")).to_be_visible()
    form.get_by_role("button", name="Save").first.click()
    expect(form.get_by_text("The proposal is part of the glossary.")).to_be_visible()
    page.goto(f"{home(office)}/decisions")
    expect(page.locator(".decisions")).to_contain_text("Notes of the desk")
    expect(page.locator(".decisions")).to_contain_text("A protocol")

    ban_the_old_word(office, page)
    page.goto(f"{home(office)}/left")
    page.locator("tbody a").click()
    page.get_by_role("button", name="Replace").first.click()
    assert office.stored(MILITIA).text == "Мы не видели вооружённой группы."
    accept_all(page)
    expect(page.get_by_text("Nothing is left to put right")).to_be_visible()
    assert office.stored(SPOKEN).text == "Вооружённая группа — это мы."
    page.get_by_role("button", name="Take back").last.click()
    expect(page.get_by_text("Taken back")).to_be_visible()
    assert office.stored(MILITIA).text == "Мы не видели ополчения."
    page.get_by_text("Leave it as it is").click()
    page.get_by_label("Reason").fill("A title.")
    page.get_by_role("button", name="Waive").click()
    expect(page.get_by_text("Waived, with your reason.")).to_be_visible()


def test_another_house_style_flags_the_narration_and_leaves_answers_alone(
    office: Office,
    page: Page,
) -> None:
    page.goto(f"{office.address}/editions/{office.world.edition}")
    page.get_by_text("Choose another house style").click()
    page.get_by_label("House style").select_option("descriptive")
    page.get_by_role("button", name="Follow this house style").click()
    jobs.run_waiting(office.database)
    page.goto(f"{office.path()}?q=violates:opolchenie")
    expect(page.locator(".seg")).to_have_count(1)
    expect(office.row(page, MILITIA)).to_be_visible()


def test_what_is_exported_is_read_into_an_empty_glossary_without_a_difference(
    office: Office,
    page: Page,
    tmp_path: Path,
) -> None:
    terms.import_termbase(
        office.database,
        actor=None,
        glossary_id=office.world.glossary,
        incoming=BASE,
        source="the test",
    )
    project_id = projects.add_project(
        office.database, actor=None, name="Second", source_language="en", languages=["ru"]
    )
    with writing(office.database) as connection:
        set_roles(connection, project_id, office.world.terminologist.id, [Role.TERMINOLOGIST], NOW)
    page.goto(f"{home(office)}/exchange")
    with page.expect_download() as download:
        page.get_by_role("button", name="TBX").click()
    file = tmp_path / "words.tbx"
    download.value.save_as(file)
    page.goto(f"{office.address}/glossaries")
    page.get_by_role("link", name="Second").click()
    empty = page.url
    for wanted in ("Import it", None):
        page.goto(f"{empty}/exchange")
        page.get_by_label("Files").set_input_files(file)
        page.get_by_role("button", name="See what it would do").click()
        if wanted:
            page.get_by_role("button", name=wanted, exact=True).click()
            expect(page.get_by_text("Imported.")).to_be_visible()
    expect(page.get_by_text("Nothing differs.")).to_be_visible()
    ids = [int(empty.rsplit("/", 1)[1]), office.world.glossary]
    copy, original = (terms.read(office.database, actor=None, glossary_id=i) for i in ids)
    assert entries(copy) == entries(original) != []
