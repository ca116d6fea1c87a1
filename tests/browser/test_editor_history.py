"""What a segment was, in the editor's panel, and putting an earlier text back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.office import Office, field, standing, tab
from tests.workbench import desk
from tests.workbench.desk import MILITIA
from translations.waivers import Scope
from workbench.services import waiving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True),
]


def test_an_earlier_text_is_put_back_and_that_can_be_undone(office: Office) -> None:
    earlier, now = "Ополчение ушло из города.", "Ополчение покинуло город."
    desk.write(office.database, office.world, MILITIA, earlier)
    desk.write(office.database, office.world, MILITIA, now, version=1)
    page = office.edit(office.world.translator, MILITIA)
    expect(field(page)).to_have_text(now)
    tab(page, "History")
    page.get_by_role("button", name="Put this text back").click()
    expect(field(page)).to_have_text(earlier)
    expect(field(page)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(field(page)).to_have_text(now)
    page.keyboard.press("Control+Shift+z")
    expect(standing(page)).to_have_text("saved")
    assert office.stored(MILITIA).text == earlier


def test_who_may_not_write_reads_the_history_only(office: Office) -> None:
    desk.write(office.database, office.world, MILITIA, "Ополчение ушло.")
    desk.write(office.database, office.world, MILITIA, "Ополчение покинуло город.", version=1)
    page = office.edit(office.world.reader, MILITIA)
    tab(page, "History")
    expect(page.locator("#panel")).to_contain_text("confirmed")
    expect(page.get_by_role("button", name="Put this text back")).to_have_count(0)


def test_an_exception_that_holds_no_more_says_so(office: Office) -> None:
    world = office.world
    saved = desk.write(office.database, world, MILITIA, "Террористы ушли из города.")
    (finding,) = (f.finding for f in saved.checked.found if f.finding.kind == "banned")
    waived = waiving.waive(
        office.database,
        actor=world.translator,
        edition_id=world.edition,
        segment_id=world.segments[MILITIA],
        version=saved.target.version,
        check=finding.check,
        kind=finding.kind,
        source=finding.source,
        target=finding.target,
        scope=Scope.OCCURRENCE,
        reason="His own word.",
    )
    right = "Ополчение ушло из города."
    desk.write(office.database, world, MILITIA, right, version=waived.target.version)
    page = office.edit(world.translator, MILITIA)
    tab(page, "Findings")
    panel = page.locator("#panel")
    expect(panel).to_contain_text("holds no more")
    expect(panel).to_contain_text("His own word.")
