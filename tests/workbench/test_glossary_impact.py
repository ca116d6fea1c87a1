"""What a change would do, shown before it is saved: counted, listed, and nothing written."""

from __future__ import annotations

import re

import pytest
from flask_openapi3.openapi import OpenAPI

from glossary.model import Status
from tests.workbench.browsing import form_with
from tests.workbench.desk import MILITIA, furnish, sign_in, write
from tests.workbench.test_glossary_pages import Desk, desk, fields_of, shown
from tests.workbench.world import post
from workbench import jobs
from workbench.storage.engine import Database

__all__ = ["desk"]


@pytest.fixture
def seasoned(desk: Desk) -> Desk:
    """A filled glossary with everything checked under it."""
    jobs.run_waiting(desk.world.database)
    return desk


def test_a_change_is_looked_at_with_nothing_written(seasoned: Desk) -> None:
    desk, before = seasoned, seasoned.base()
    typed = {
        **desk.fields("/concepts/republic/edit"),
        "term-2-status": "forbidden",
        "argument": "Two lines\r\n“kept”.",
    }
    looked = desk.post("/concepts/republic/impact", status=200, **typed)
    assert "What changing “republic” would do" in shown(looked)
    assert desk.base() == before
    kept = fields_of(looked)
    assert {name: "".join(kept[name].split()) for name in kept} == {
        name: "".join(typed[name].split()) for name in typed if name
    }
    again = fields_of(desk.post("/concepts/republic", status=200, **{**kept, "do": "back"}))
    assert (again["term-2-status"], desk.base()) == ("forbidden", before)
    desk.post("/concepts/republic", **{**kept, "do": "save"})
    assert desk.concept("republic").terms[2].status is Status.FORBIDDEN


def test_what_a_change_makes_wrong_is_counted_and_shown(app: OpenAPI, database: Database) -> None:
    world = furnish(database)
    write(database, world, MILITIA, "Ополчение покинуло город.")
    browser = sign_in(app, database, world.terminologist)
    home = f"/glossaries/{world.glossary}/concepts/opolchenie"
    typed = form_with(browser.get(f"{home}/edit").get_data(as_text=True), "version")
    typed |= {"term-2-status": "deprecated", "why_contested": "Each side has its word."}
    page = shown(post(browser, f"{home}/impact", **typed))
    assert re.search(r"becomes wrong</dt><dd>1<", page)
    assert re.search(r"becomes right</dt><dd>0<", page)
    assert '<mark class="survey-term">people\'s militia</mark>' in page
    assert '<mark class="survey-rendering survey-wrong">Ополчение</mark>' in page
    assert re.search(r"comes</span> <strong>deprecated", page)
    assert "<rect " in page


def test_a_preview_refuses_what_saving_would(seasoned: Desk) -> None:
    desk = seasoned
    typed = {**desk.fields("/new-concept"), "id": "coup"}
    refused = shown(desk.post("/new-concept/impact", status=422, **typed))
    assert "There already is a concept" in refused
    bad = {**typed, "id": "Bad Name"}
    assert "small Latin" in shown(desk.post("/new-concept/impact", status=422, **bad))
    broken = {**typed, "rows": "100000"}
    assert "too many" in shown(desk.post("/new-concept/impact", status=422, **broken))
    mine = desk.fields("/concepts/coup/edit")
    desk.post("/concepts/coup", **{**mine, "definition": "Theirs."})
    stale = desk.post("/concepts/coup/impact", status=409, **{**mine, "definition": "Mine."})
    assert "<del>Theirs.</del> <ins>Mine.</ins>" in shown(stale)
    removal = desk.post("/concepts/opolchenie/remove/impact", status=422, version="1")
    assert "A rule is for" in shown(removal)


def test_a_rule_is_looked_at_before_it_is_saved(seasoned: Desk) -> None:
    desk = seasoned
    typed = {
        **desk.fields("/policies/heir/rules/new"),
        "concept": "coup",
        "language": "uk",
        "required": "переворот",
        "voices": ["narration", "question"],
    }
    looked = desk.post("/policies/heir/rules/impact", status=200, **typed)
    assert "No text becomes wrong or right" in shown(looked)
    kept = fields_of(looked)
    again = fields_of(desk.post("/policies/heir/rules", status=200, **{**kept, "do": "back"}))
    assert again["required"] == "переворот"
    assert again["voices"] == ["narration", "question"]
    desk.post("/policies/heir/rules", **kept)
    heir = desk.base().policy("heir")
    assert heir is not None
    assert len(heir.rules) == 1
    changed = desk.fields("/policies/heir/rules/0")
    desk.post("/policies/heir/rules/0/impact", status=200, **changed)
    desk.post("/policies/heir/rules/0", **{**changed, "rationale": "Theirs."})
    stale = desk.post("/policies/heir/rules/0/impact", status=409, **changed)
    assert "Somebody else changed this policy" in shown(stale)
    wrong = {**desk.fields("/policies/heir/rules/0"), "required": "x" * 300}
    assert "cannot be a rendering" in shown(
        desk.post("/policies/heir/rules/0/impact", status=422, **wrong)
    )


def test_a_house_style_is_looked_at_before_it_changes_or_goes(seasoned: Desk) -> None:
    desk = seasoned
    typed = {"version": "1", "extends": "", "description": "Alone"}
    looked = desk.post("/policies/heir/impact", status=200, **typed)
    kept = fields_of(looked)
    assert "Alone" in shown(desk.post("/policies/heir", status=200, **{**kept, "do": "back"}))
    circle = {**typed, "extends": "heir"}
    assert "circle" in shown(desk.post("/policies/descriptive/impact", status=422, **circle))
    removal = desk.post("/policies/heir/remove/impact", status=200, version="1")
    assert "What removing “heir” would do" in shown(removal)
    refused = desk.post("/policies/descriptive/remove/impact", status=422, version="1")
    assert "There is no policy" in shown(refused)
    assert desk.base().policy("heir") is not None
    desk.post("/policies/heir/remove", **fields_of(removal))
    assert desk.base().policy("heir") is None
