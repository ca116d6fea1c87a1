"""An XLIFF goes out, is edited by hand, and comes home to an edition that moved on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.office import Office, violations
from tests.workbench import desk, tripping
from tests.workbench.desk import CARS, MILITIA, REPUBLIC, SPOKEN, TITLE, WITH_CODES
from translations.review import Action

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]


def arrive(office: Office, **window: object) -> Page:
    page = office.visitors.arrive(**window)  # type: ignore[arg-type] # whatever it takes
    office.come_in(page, office.world.translator)
    page.goto(f"{office.address}/editions/{office.world.edition}")
    page.get_by_role("link", name="Files out and home").click()
    return page


def section(page: Page, name: str) -> Locator:
    return page.locator(".trips-section", has=page.get_by_role("heading", name=name, level=2))


def bring(page: Page, text: str, name: str = "words.xlf") -> None:
    file = {"name": name, "mimeType": "application/xliff+xml", "buffer": text.encode()}
    page.get_by_label("File", exact=True).set_input_files(file)  # type: ignore[arg-type] # as documented
    page.get_by_role("button", name="Look at it").click()


def moved_on(office: Office) -> str:
    """A file in which everything came that may come, for an edition that moved on."""
    database, world = office.database, office.world
    for place, text in (
        (TITLE, "О словах"),
        (MILITIA, "Народное ополчение покинуло город."),
        (WITH_CODES, "Прочтите \ue000это\ue001 сейчас."),
        (SPOKEN, "Мы — ополчение."),
    ):
        desk.write(database, world, place, text)
    text = tripping.out(database, world)
    for before, after in (
        ("О словах", "О самих словах"),
        ("покинуло город", "оставило этот город"),
        ("Мы — ополчение", "Мы и есть ополчение"),
    ):
        text = text.replace(before, after)
    text = re.sub(r"Прочтите <pc[^>]*>это</pc>", 'Прочтите <ph id="77"/>это', text)
    text = tripping.set_target(text, "Nobody saw 12 cars.", "Никто не видел 12 машин.")
    note = "<notes><note>Cars, or vehicles?</note></notes>"
    text = re.sub(r'(<unit[^>]*id="o1\.4[^>]*>)', rf"\1{note}", text)
    desk.write(database, world, TITLE, "Про слова", version=1, actor=world.second)
    desk.review(database, world, SPOKEN, Action.APPROVE)
    return text


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_file_comes_home_to_an_edition_that_moved_on(
    office: Office, tmp_path: Path, scripts: bool
) -> None:
    desk.write(office.database, office.world, TITLE, "О словах")
    page = arrive(office, scripts=scripts)
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download").click()
    path = tmp_path / begun.value.suggested_filename
    begun.value.save_as(path)
    assert path.name == "A document ru o1.xlf"
    text = path.read_text(encoding="utf-8").replace("О словах", "О самих словах")
    text = tripping.set_target(text, "It went to the republic.", "Оно ушло в республику.")

    # Meanwhile somebody changes the very segment here.
    desk.write(office.database, office.world, TITLE, "Про слова", version=1)

    bring(page, text)
    conflict = section(page, "Changed here and in the file").locator(".trips-row")
    expect(conflict).to_contain_text("Про слова")
    expect(conflict).to_contain_text("О самих словах")
    expect(conflict.get_by_label("Leave it as it is here")).to_be_checked()
    expect(section(page, "New")).to_contain_text("Оно ушло в республику.")
    assert office.stored(REPUBLIC).text == ""

    # By keyboard: the text of the file is taken, and kept on a reload before it is.
    conflict.get_by_label("Leave it as it is here").focus()
    page.keyboard.press("ArrowUp")
    expect(conflict.get_by_label("Take it from the file")).to_be_checked()
    page.get_by_role("button", name="Keep the choices for later").press("Enter")
    page.reload()
    expect(conflict.get_by_label("Take it from the file")).to_be_checked()
    page.get_by_role("button", name="Take what is chosen").press("Enter")
    expect(page.get_by_text("2 segments are taken.")).to_be_visible()
    assert office.stored(TITLE).text == "О самих словах"
    assert office.stored(REPUBLIC).text == "Оно ушло в республику."

    page.get_by_role("button", name="Take all of it back").click()
    expect(page.get_by_text("Taken back by Translator")).to_be_visible()
    assert office.stored(TITLE).text == "Про слова"
    assert office.stored(REPUBLIC).text == ""
    assert office.stored(CARS).text == ""


@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_of_files_has_a_fault_that_axe_knows(office: Office, width: int) -> None:
    text = moved_on(office)
    page = arrive(office, width=width)
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert violations(page) == []
    assert not page.evaluate(wide)
    bring(page, text)
    for name in ("Changed here", "Approved here", "Cannot be taken", "Changed in", "New"):
        expect(section(page, name)).to_be_visible()
    assert violations(page) == []
    assert not page.evaluate(wide)
    for locale in ("uk", "ru"):  # their words are longer
        other = office.visitors.arrive(width=width, locale=locale)
        office.come_in(other, office.world.translator)
        other.goto(page.url)
        assert not other.evaluate(wide), locale
    page.get_by_role("button", name="Take what is chosen").click()
    assert violations(page) == []
    assert not page.evaluate(wide)
