"""The form of a concept holds every field that an entry has, and sentences prove each term."""

from __future__ import annotations

from dataclasses import replace

from glossary.model import (
    Cue,
    Example,
    ProcessStatus,
    Reference,
    Relation,
    Source,
    TermType,
)
from glossary.termbases import shipped
from tests.workbench.browsing import Fields
from tests.workbench.test_glossary_pages import Desk, desk, fields_of, shown
from workbench.services import terms

__all__ = ["desk"]

TERM: Fields = {
    "term-2-target_only": "1",
    "term-2-must_match": "Це республіки.\r\nУ республіці тихо.",
    "term-2-must_not_match": "Тиша.",
    "term-2-type": "fullForm",
    "term-2-gender": "feminine",
    "term-2-number": "singular",
    "term-2-register": "neutralRegister",
    "term-2-geography": "Україна",
    "term-2-false_friend": "Не те саме.",
    "term-2-reliability": "7",
    "term-2-process": "finalized",
    "term-2-responsible": "Редакція",
    "term-2-valid_from": "2014-05",
    "term-2-valid_until": "2016",
    "term-2-sources": "Словник | https://example.org/1 | с. 5 | 2014",
}


def test_every_field_of_an_entry_is_kept_and_shown(desk: Desk) -> None:
    typed = {
        **desk.fields("/concepts/republic/edit"),
        "sources": "One \\| two | http://example.org | «…» | 2014-05-02\r\nThree",
        "cues-uk": "уряд\r\n\r\nпарламент",
        "examples-uk": "Уряд республіки мовчав.\r\nРеспубліка мовчала.",
        "reference-0-relation": "notToBeConfusedWith",
        "reference-0-concept": "coup",
        **TERM,
    }
    desk.post("/concepts/republic", **typed)
    found = desk.concept("republic")
    assert found.sources == (
        Source(title="One | two", link="http://example.org", quotation="«…»", date="2014-05-02"),
        Source(title="Three"),
    )
    assert found.cues == (Cue(language="uk", text="уряд"), Cue(language="uk", text="парламент"))
    assert found.examples == (
        Example(language="uk", text="Уряд республіки мовчав."),
        Example(language="uk", text="Республіка мовчала."),
    )
    assert found.references == (Reference(relation=Relation.NOT_TO_BE_CONFUSED, concept="coup"),)
    term = found.terms[2]
    assert term == replace(
        term,
        target_only=True,
        must_match=("Це республіки.", "У республіці тихо."),
        must_not_match=("Тиша.",),
        type=TermType.FULL_FORM,
        gender="feminine",
        number="singular",
        register="neutralRegister",
        geography="Україна",
        false_friend="Не те саме.",
        reliability="7",
        process=ProcessStatus.APPROVED,
        responsible="Редакція",
        valid_from="2014-05",
        valid_until="2016",
        sources=(
            Source(title="Словник", link="https://example.org/1", quotation="с. 5", date="2014"),
        ),
    )
    page = desk.get("/concepts/republic")
    for told in (
        '<a href="http://example.org"',
        "уряд, парламент",
        "not to be confused with",
        "full form, feminine, singular",
        "banned everywhere",
        "7 of 10",
        "state of work: approved",
        "proved by 3 sentences",
        "Не те саме.",
    ):
        assert told in page, told
    changes = desk.get("/revisions/2")
    assert "<ins>One | two, http://example.org, «…», 2014-05-02; Three</ins>" in changes
    assert "<ins>not to be confused with: coup</ins>" in changes
    assert "kind of term: <del>not said</del> <ins>full form</ins>" in changes


def test_the_form_loses_nothing_of_the_shipped_entries(desk: Desk) -> None:
    terms.import_termbase(
        desk.world.database,
        actor=None,
        glossary_id=desk.world.glossary_id,
        incoming=shipped(),
        source="it",
    )
    before = desk.base()
    rich = [c.id for c in before.concepts if c.cues and c.references and c.sources]
    assert rich
    for ident in rich[:4]:
        desk.post(f"/concepts/{ident}", **desk.fields(f"/concepts/{ident}/edit"))
        assert desk.concept(ident) == before.concept(ident)


def test_a_sentence_that_does_not_prove_its_term_is_refused_where_it_stands(desk: Desk) -> None:
    typed = {
        **desk.fields("/concepts/republic/edit"),
        "term-1-must_match": "Тихо.",
        "term-2-must_not_match": "У республіці тихо.",
    }
    for path in ("/concepts/republic", "/concepts/republic/impact"):
        refused = desk.post(path, status=422, **typed)
        page = shown(refused)
        assert "A sentence does not prove its term" in page
        assert 'id="term-1-must_match-error"' in page
        assert "is found here: Тихо." in page
        assert 'id="term-2-must_not_match-error"' in page
        assert fields_of(refused)["term-1-must_match"] == "Тихо."
    assert desk.concept("republic").terms[1].must_match == ()


def test_what_no_entry_may_hold_is_refused(desk: Desk) -> None:
    fields = desk.fields("/concepts/republic/edit")
    for field, value, told in (
        ("term-0-valid_from", "May 2014", "is no date"),
        ("sources", " | http://example.org", "A source has a title"),
        ("reference-0-concept", "nothing", "which is no concept"),
        ("cues-uk", "республіка", "tells nothing of its sense"),
        ("term-0-process", "loved", "Choose one"),
    ):
        assert told in shown(
            desk.post("/concepts/republic", status=422, **{**fields, field: value})
        )


def test_a_rule_may_ask_for_one_rendering(desk: Desk) -> None:
    typed = {**desk.fields("/policies/heir/rules/new"), "concept": "coup", "consistent": "1"}
    desk.post("/policies/heir/rules", **typed)
    heir = desk.base().policy("heir")
    assert heir is not None
    assert heir.rules[0].consistent
    assert "one rendering in the whole edition" in desk.get("/policies/heir")
    assert desk.fields("/policies/heir/rules/0")["consistent"] == "1"
