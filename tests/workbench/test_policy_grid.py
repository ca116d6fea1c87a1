"""A house style as a grid, and two revisions compared."""

from __future__ import annotations

import re

from tests.workbench.test_glossary_pages import Desk, desk

__all__ = ["desk"]


def grid(page: str) -> str:
    found = re.search(r'<table class="table table-folds policy-grid">.*?</table>', page, re.DOTALL)
    assert found is not None
    return found[0]


def test_the_grid_shows_what_each_concept_has_to_be_in_each_language(desk: Desk) -> None:
    own = grid(desk.get("/policies/descriptive"))
    assert "вооружённые формирования" in own
    assert "narration" in own
    assert "republic" not in own  # it has no rule
    assert "республіка" in grid(desk.get("/policies/descriptive?show=all"))
    assert f'href="{desk.home}/policies/descriptive/rules/0"' in own


def test_the_grid_tells_what_is_inherited_and_what_is_put_in_its_place(desk: Desk) -> None:
    inherited = grid(desk.get("/policies/heir"))
    assert "from descriptive" in inherited
    assert "Override" in inherited
    descriptive = desk.base().policy("descriptive")
    assert descriptive is not None
    rule = descriptive.rules[0]
    typed = {
        **desk.fields("/policies/heir/rules/new"),
        "concept": rule.concept,
        "language": rule.language,
        "required": "ополчение",
    }
    desk.post("/policies/heir/rules", **typed)
    page = grid(desk.get("/policies/heir"))
    assert "in place of descriptive:" in page
    assert "<del>вооружённые формирования</del>" in page
    assert "Override" not in page


def test_a_rule_for_every_concept_has_a_row_of_its_own(desk: Desk) -> None:
    typed = {**desk.fields("/policies/heir/rules/new"), "concept": "*", "forbidden": "банды"}
    desk.post("/policies/heir/rules", **typed)
    assert "every concept" in grid(desk.get("/policies/heir"))
    assert "<del>банды</del>" in grid(desk.get("/policies/heir"))


def test_a_cell_leads_to_a_rule_for_it_and_a_reader_sees_no_such_link(desk: Desk) -> None:
    page = desk.raw("/policies/heir?show=all")
    links = re.findall(r'href="[^"]*(/policies/heir/rules/new\?[^"]*concept=coup[^"]*)"', page)
    fields = desk.fields(links[0].replace("&amp;", "&"))
    assert fields["concept"] == "coup"
    assert fields["language"] != "*"
    assert "rules/new" not in desk.get("/policies/heir?show=all", desk.clients["reader"])


def test_a_house_style_is_read_back_as_it_stood(desk: Desk) -> None:
    typed = {**desk.fields("/policies/descriptive/rules/0"), "required": "отряды"}
    desk.post("/policies/descriptive/rules/0", **typed)
    assert "отряды" in grid(desk.get("/policies/descriptive"))
    page = desk.get("/policies/descriptive?revision=1")
    assert "This is what stood in revision 1." in page
    assert "вооружённые формирования" in grid(page)
    assert "отряды" not in page
    assert "/rules/" not in page
    assert "/policies/descriptive?revision=1" in desk.get("/revisions/1")
    desk.get("/policies/none?revision=1", status=404)
    desk.get("/policies/descriptive?revision=9", status=404)


def test_what_differs_in_the_rules_of_two_revisions_is_told(desk: Desk) -> None:
    typed = {**desk.fields("/policies/descriptive/rules/0"), "required": "отряды"}
    desk.post("/policies/descriptive/rules/0", **typed)
    desk.post(
        "/policies/heir/rules", **{**desk.fields("/policies/heir/rules/new"), "forbidden": "банды"}
    )
    page = desk.get("/compare?before=1&after=3")
    assert "wants: <del>вооружённые формирования</del> <ins>отряды</ins>" in page
    assert "<del>банды</del>" in page
    assert "every concept" in page
    assert "отряды" in desk.get("/revisions/2")


def test_two_revisions_are_compared(desk: Desk) -> None:
    for definition in ("Second.", "Third."):
        fields = desk.fields("/concepts/coup/edit")
        desk.post("/concepts/coup", **{**fields, "definition": definition})
    page = desk.get("/compare?before=2&after=3")
    assert "<del>Second.</del> <ins>Third.</ins>" in page
    assert "From revision 2 to 3" in page
    assert "3 concepts added" in desk.get("/compare?before=0&after=1")
    assert "3 concepts removed" in desk.get("/compare?before=3&after=0")
    assert "Nothing differs" in desk.get("/compare?before=3&after=3")
    assert '<option value="2" selected>' in desk.get("/revisions")
    desk.get("/compare?before=1&after=99", status=404)
