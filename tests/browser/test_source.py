"""The source in a real browser: a newer file taken over, segments cut and put in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Office, violations
from tests.workbench.desk import CARS, MILITIA, REPUBLIC, write
from translations.model import State
from workbench.services import correcting
from workbench.services.source import looking, paragraphs
from workbench.storage import blocks, documents, segments
from workbench.storage.engine import reading

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]

NEWER = """\
On the words

The people's militia left the old town. Nobody saw 12 cars! It was a long day for everybody.

Read this now.

Speaker: We are the militia.
"""


def arrive(office: Office, path: str, **window: object) -> Page:
    page = office.visitors.arrive(**window)  # type: ignore[arg-type] # whatever it takes
    office.come_in(page, office.world.owner)
    page.goto(office.address + path)
    return page


def texts(page: Page) -> list[str]:
    return page.locator(".seg-source").all_inner_texts()


def test_a_newer_file_is_looked_at_taken_over_and_taken_back(
    office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "words.txt"
    file.write_text(NEWER, "utf-8")
    page = arrive(office, f"/documents/{office.world.document}")
    page.get_by_role("link", name="A newer file").click()
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Compare").click()

    # Everything is told before anything happens; each edit is marked.
    expect(page.get_by_role("heading", level=1)).to_have_text("What the newer file changes")
    expect(page.locator(".look-counts")).to_contain_text("added")
    town = page.locator(".look-passage", has_text="left the old")
    expect(town.get_by_label("substantive")).to_be_checked()
    cars = page.locator(".look-passage", has_text="12 cars")
    expect(cars.get_by_label("minor")).to_be_checked()
    assert violations(page) == []
    town.get_by_label("minor").check()
    page.get_by_role("button", name="Take the newer file over").first.click()
    expect(page.locator(".versions li").first).to_contain_text("a newer file")
    assert violations(page) == []

    # The editor has the newer text, the archive the older.
    page.goto(office.path())
    assert "It went to the republic." not in texts(page)
    assert "The people's militia left the old town." in texts(page)
    page.goto(f"{office.address}/documents/{office.world.document}/archived")
    expect(page.locator(".queue-entry").first).to_contain_text("It went to the republic.")
    assert violations(page) == []

    # And back.
    page.goto(f"{office.address}/documents/{office.world.document}/versions")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("status").or_(page.locator(".flashes")).first).to_contain_text(
        "as it was before"
    )
    page.goto(office.path())
    assert "It went to the republic." in texts(page)


def test_a_segment_is_split_and_joined_from_the_keyboard_of_the_editor(office: Office) -> None:
    page = office.edit(office.world.owner, MILITIA)
    field = page.get_by_role("textbox", name="Translation")
    expect(field).to_be_focused()
    field.press_sequentially("Ополчение ушло.")
    before = texts(page)

    # Where the person says, for no place is marked in the source.
    page.keyboard.press("Control+e")
    page.get_by_role("dialog").get_by_label("The second part").select_option(label=_label())
    page.get_by_role("dialog").get_by_role("button", name="Split").click()
    expect(page.locator(".cut-done")).to_contain_text("The segment is two.")
    assert texts(page)[MILITIA : MILITIA + 2] == ["The people's militia", "left the town."]
    assert office.stored(MILITIA).text == "Ополчение ушло."
    assert office.stored(MILITIA).state is State.INITIAL
    assert violations(page) == []

    # Joined with the next, and both are taken back.
    page.keyboard.press("Control+j")
    expect(page.locator(".cut-done")).to_contain_text("are one")
    assert texts(page) == before
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".cut-done")).to_have_count(0)
    assert texts(page)[MILITIA + 1] == "left the town."


def test_an_outdated_translation_shows_what_changed_in_its_source(office: Office) -> None:
    field = "The people's militia left the town."
    world = office.world
    write(office.database, world, MILITIA, "Народное ополчение ушло.")
    with reading(office.database) as connection:
        version = segments.version_of(connection, world.segments[MILITIA])
    correcting.correct_text(
        office.database,
        actor=world.owner,
        segment_id=world.segments[MILITIA],
        text=field.replace("left", "entered"),
        version=version or 0,
        substantive=True,
    )
    page = office.edit(world.translator, MILITIA)
    told = page.locator(".seg-notices", has_text="The source has changed since")
    expect(told.locator("del")).to_have_text("left")
    expect(told.locator("ins")).to_have_text("entered")
    assert violations(page) == []
    plain = office.edit(world.translator, MILITIA, scripts=False)
    expect(plain.locator(".seg-form .diff del")).to_have_text("left")


def _label() -> str:
    return "… The people's militia | left the town. …"


def test_a_segment_is_split_where_its_source_is_marked(office: Office) -> None:
    page = office.edit(office.world.owner, REPUBLIC)
    source = office.row(page, REPUBLIC).locator(".seg-source")
    # Both the terms and the focus of the field come late, and undo what is selected.
    expect(source.get_by_role("button", name="republic")).to_be_visible()
    expect(page.get_by_role("textbox", name="Translation")).to_be_focused()
    source.evaluate(
        """(source) => {
          const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf("to the");
            if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + 2);
          }
        }"""
    )
    page.keyboard.press("Control+e")
    expect(page.locator(".cut-done")).to_contain_text("The segment is two.")
    assert texts(page)[REPUBLIC : REPUBLIC + 2] == ["It went", "to the republic."]


def test_who_edits_is_told_that_somebody_split_a_block(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(page.get_by_role("textbox", name="Translation")).to_be_focused()
    with reading(office.database) as connection:
        block = blocks.whole(connection, office.world.document)[1]
        head = documents.head(connection, office.world.document)
    assert head is not None
    paragraphs.split_block(
        office.database,
        actor=office.world.owner,
        document_id=office.world.document,
        block_id=block.id,
        before=block.segments[1].id,
        seen=head.source_version,
    )
    expect(page.locator(".source-moved")).to_contain_text("how the source is cut or ordered")


def test_who_may_not_change_the_source_has_no_hands_for_it(office: Office) -> None:
    page = office.edit(office.world.translator, MILITIA)
    expect(page.get_by_role("textbox", name="Translation")).to_be_focused()
    expect(page.locator(".seg-actions").get_by_role("button", name="Split")).to_have_count(0)
    page.keyboard.press("Control+e")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_structure_is_changed_without_script(office: Office) -> None:
    page = arrive(office, f"/documents/{office.world.document}/structure", scripts=False)
    assert page.locator(".structure-text").nth(CARS).inner_text() == "Nobody saw 12 cars."
    page.get_by_role("link", name="Split segment 3 of block 2").click()
    page.get_by_label("12", exact=True).check()
    page.get_by_role("button", name="Split here").click()
    assert page.locator(".structure-text").nth(CARS).inner_text() == "Nobody saw"
    page.get_by_role("button", name="Join segment 3 of block 2 with the next").click()
    assert page.locator(".structure-text").nth(CARS).inner_text() == "Nobody saw 12 cars."
    page.get_by_role("button", name="Move block 1 down").click()
    assert page.locator(".structure-text").nth(0).inner_text().startswith("The people's militia")
    page.get_by_role("button", name="Begin a new block with segment 3 of block 1").click()
    page.get_by_role("button", name="Join block 2 with the next block").click(trial=True)
    for _ in range(4):
        page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("button", name="Take back")).to_have_count(0)
    assert page.locator(".structure-text").nth(0).inner_text() == "On the words"


def test_the_structure_can_be_read_by_everybody(office: Office) -> None:
    page = arrive(office, f"/documents/{office.world.document}/structure", width=360)
    assert violations(page) == []
    page.get_by_role("link", name="Split segment 1 of block 2").click()
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide


def test_what_a_newer_file_changes_can_be_read_by_everybody(office: Office) -> None:
    world = office.world
    upload = looking.keep_file(
        office.database,
        actor=world.owner,
        document_id=world.document,
        data=NEWER.encode(),
        name="words.txt",
    )
    path = f"/documents/{world.document}/versions/files/{upload}"
    page = arrive(office, path, width=360, scripts=False)
    expect(page.locator(".look-passage").first).to_be_visible()
    assert page.locator(".look-passage.is-removed").count() > 0
    assert page.locator(".look-passage.is-edited .look-weight").count() > 0
    page = arrive(office, path, width=360)
    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
