"""Proposals and decisions in the browser: made from the editor, answered by a terminologist."""

from __future__ import annotations

import re

import pytest

from tests.workbench.browsing import Fields, form_with
from tests.workbench.conftest import Clients
from tests.workbench.test_glossary_pages import Desk, shown
from tests.workbench.world import post
from workbench.permissions import Role
from workbench.services import deciding


@pytest.fixture
def desk(clients: Clients) -> Desk:
    return Desk(clients)


def form(desk: Desk, query: str = "", who: str = Role.TRANSLATOR) -> Fields:
    """What a browser would send from the form of a proposal."""
    answer = desk.clients[who].get(f"{desk.home}/proposals/new{query}")
    return form_with(answer.get_data(as_text=True), "argument")


def proposed(desk: Desk, query: str = "", **fields: str) -> str:
    """Propose as a translator; the address of the proposal, below the glossary's."""
    given = {"term-0-language": "uk", "term-0-text": "добровольці", "argument": "Heard."}
    typed = {**form(desk, query), **given, **fields}
    answer = post(desk.clients[Role.TRANSLATOR], f"{desk.home}/proposals", **typed)
    assert answer.status_code == 302, shown(answer)
    return answer.location.removeprefix(desk.home)


def answering(desk: Desk, path: str) -> Fields:
    """What a browser would send that accepts a proposal."""
    return form_with(desk.raw(path), "argument")


def test_the_form_takes_over_what_was_selected_in_the_editor(desk: Desk) -> None:
    world = desk.world
    typed = form(
        desk,
        f"?edition={world.edition_id}&segment={world.segment_ids[0]}"
        "&side=target&selected=народне%20військо",
    )
    assert (typed["term-0-text"], typed["term-0-language"]) == ("народне військо", "uk")
    assert (typed["selected"], typed["edition"]) == ("народне військо", str(world.edition_id))


def test_words_that_the_glossary_knows_lead_to_a_change_of_their_term(desk: Desk) -> None:
    term = next(t for t in desk.concept("opolchenie").terms if t.text == "ополчення")
    page = desk.get("/proposals/new?language=uk&selected=з%20ополченням")
    assert "The glossary knows these words already:" in page
    assert f"term={term.id}" in page
    other = desk.get("/proposals/new?language=uk&selected=народне%20військо")
    assert "knows these words" not in other


def test_a_proposal_waits_is_accepted_into_a_concept_and_tells_its_author(desk: Desk) -> None:
    path = proposed(desk)
    assert "new term “добровольці”" in desk.get("/proposals")
    version = desk.base().revision
    typed = {
        **answering(desk, path),
        "concept": "opolchenie",
        "term-0-status": "deprecated",
        "question": "How to call them in Ukrainian?",
        "option-0-text": "добровольці",
        "option-0-sources": "A daily | https://example.org/a | добровольці | 2014\nA weekly",
        "option-1-text": "ополченці",
        "option-1-argument": "Their own word.",
        "option-1-sources": "A leaflet",
        "argument": "Both papers write so.",
    }
    answer = post(desk.person, f"{desk.home}{path}/accept", **typed)
    assert answer.status_code == 302, shown(answer)
    term = next(t for t in desk.concept("opolchenie").terms if t.text == "добровольці")
    assert term.status == "deprecated"
    assert desk.base().revision == version + 1
    (decision, *_) = deciding.decisions(
        desk.world.database, actor=None, glossary_id=desk.world.glossary_id, concept="opolchenie"
    )
    assert [option.text for option in decision.options] == ["добровольці", "ополченці"]
    assert [[source.title for source in option.sources] for option in decision.options] == [
        ["A daily", "A weekly"],
        ["A leaflet"],
    ]
    told = desk.get("/concepts/opolchenie")
    assert "How to call them in Ukrainian?" in told
    assert "A weekly" in told
    assert "Their own word." in told
    assert "accepted" in desk.get(path, desk.clients[Role.TRANSLATOR])
    assert "Both papers write so." in desk.get("/decisions?concept=opolchenie")


def test_a_declined_proposal_says_why(desk: Desk) -> None:
    path = proposed(desk, "?concept=opolchenie")
    desk.post(f"{path}/decline", 422, version="1", reason=" ")
    desk.post(f"{path}/decline", version="1", reason="It means another thing.")
    assert "It means another thing." in desk.get(path, desk.clients[Role.TRANSLATOR])
    assert "declined" in desk.get("/proposals?state=declined")


def test_only_its_author_withdraws_a_proposal(desk: Desk) -> None:
    path = proposed(desk)
    assert desk.person.get(desk.home + path).status_code == 200
    desk.post(f"{path}/withdraw", 403, version="1")
    answer = post(desk.clients[Role.TRANSLATOR], f"{desk.home}{path}/withdraw", version="1")
    assert answer.status_code == 302
    assert "withdrawn" in desk.get(path)


def test_any_field_of_a_term_may_be_proposed_and_is_shown_beside_what_stands(desk: Desk) -> None:
    term = next(t for t in desk.concept("opolchenie").terms if t.language == "uk")
    query = f"?concept=opolchenie&term={term.id}"
    assert f"Propose a change of “{term.text}”" in desk.get(f"/proposals/new{query}")
    path = proposed(
        desk,
        query,
        **{"term-0-text": term.text, "term-0-register": "colloquialRegister"},
        **{"term-0-must_match": "Вони бачили ополчення."},
    )
    page = desk.get(path)
    assert "colloquial" in page
    assert "now: –" in page
    assert "Вони бачили ополчення." in page
    post(desk.person, f"{desk.home}{path}/accept", **answering(desk, path))
    (changed,) = (t for t in desk.concept("opolchenie").terms if t.id == term.id)
    assert (changed.register, changed.text) == ("colloquialRegister", term.text)
    assert changed.must_match == ("Вони бачили ополчення.",)


def test_a_sentence_that_does_not_prove_a_proposed_term_is_marked(desk: Desk) -> None:
    path = proposed(desk, "?concept=opolchenie")
    typed = {**answering(desk, path), "term-0-must_not_match": "Прийшли добровольці."}
    answer = post(desk.person, f"{desk.home}{path}/accept", **typed)
    assert answer.status_code == 422
    assert "Found where it must not be" in shown(answer)


def test_any_field_of_an_entry_may_be_proposed(desk: Desk) -> None:
    query = "?concept=coup&about=entry"
    assert "/proposals/new?concept=coup&about=entry" in desk.get(
        "/concepts/coup", desk.clients[Role.TRANSLATOR]
    )
    typed = {**form(desk, query), "sources": "A book | | | 2015", "cues-en": "junta"}
    answer = post(desk.clients[Role.TRANSLATOR], f"{desk.home}/proposals", **typed)
    path = answer.location.removeprefix(desk.home)
    assert "A book, 2015" in desk.get(path)
    assert answering(desk, path)["cues-en"] == "junta"
    post(desk.person, f"{desk.home}{path}/accept", **answering(desk, path))
    assert [source.title for source in desk.concept("coup").sources] == ["A book"]
    assert [cue.text for cue in desk.concept("coup").cues] == ["junta"]


def test_accepting_is_previewed_with_all_that_was_typed_kept(desk: Desk) -> None:
    path = proposed(desk, "?concept=opolchenie")
    typed = {**answering(desk, path), "term-0-usage": "Amended.", "option-1-text": "Another"}
    preview = desk.post(f"{path}/accept/impact", 200, **typed)
    assert "Nothing is saved yet" in shown(preview)
    assert desk.base().revision == 1
    kept = form_with(preview.get_data(as_text=True), "argument")
    back = desk.post(f"{path}/accept", 200, **{**kept, "do": "back"})
    again = form_with(back.get_data(as_text=True), "argument")
    assert (again["term-0-usage"], again["option-1-text"]) == ("Amended.", "Another")
    desk.post(f"{path}/accept", **kept)
    (term,) = (t for t in desk.concept("opolchenie").terms if t.text == "добровольці")
    assert term.usage == "Amended."


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"term-0-text": " "}, "Write the term"),
        ({"term-0-language": ""}, "in which language"),
    ],
)
def test_what_cannot_be_proposed_is_refused_and_stays_typed(
    desk: Desk, fields: dict[str, str], words: str
) -> None:
    given = {"term-0-language": "uk", "term-0-text": "слово", "argument": "Because."}
    answer = post(
        desk.clients[Role.TRANSLATOR], f"{desk.home}/proposals", **{**form(desk), **given, **fields}
    )
    assert answer.status_code == 422
    assert words in shown(answer)
    assert "Because." in shown(answer)


def test_a_change_that_changes_nothing_is_no_proposal(desk: Desk) -> None:
    term = desk.concept("opolchenie").terms[0]
    typed = form(desk, f"?concept=opolchenie&term={term.id}")
    answer = post(desk.clients[Role.TRANSLATOR], f"{desk.home}/proposals", **typed)
    assert (answer.status_code, "Say what is to be different" in shown(answer)) == (422, True)


def test_a_decision_that_changes_no_entry_is_entered_and_found(desk: Desk) -> None:
    desk.post("/decisions", 422, question="", argument="")
    bad = {"option-0-sources": "| https://example.org"}
    desk.post("/decisions", 422, question="Q?", argument="A.", **bad)
    unnamed = desk.post(
        "/decisions", 422, question="Q?", argument="A.", **{"option-1-sources": "x"}
    )
    assert "Name the option" in shown(unnamed)
    desk.post(
        "/decisions",
        question="Keep the word?",
        argument="It stays.",
        dissent="One against.",
        concept="opolchenie",
    )
    page = desk.get("/decisions")
    assert "Keep the word?" in page
    assert "One against." in page
    assert "Keep the word?" not in desk.get("/decisions?concept=coup")


def test_a_decision_says_which_earlier_one_no_longer_holds(desk: Desk) -> None:
    desk.post("/decisions", question="Keep it?", argument="Yes.", concept="opolchenie")
    page = desk.raw("/decisions?concept=opolchenie")
    earlier = re.findall(r'<option value="(\d+)">Keep it', page)
    desk.post(
        "/decisions",
        question="Keep it still?",
        argument="No.",
        concept="opolchenie",
        replaces=earlier[0],
    )
    told = desk.get("/concepts/opolchenie")
    assert "replaced since" in told
    assert f"/decisions?before={int(earlier[0]) + 1}#d{earlier[0]}" in told
    desk.post("/decisions", 404, question="Q?", argument="A.", replaces="99")


def test_a_rule_that_is_changed_stands_among_the_decisions_of_its_concept(desk: Desk) -> None:
    rule = "/policies/descriptive/rules/0"
    typed = {**desk.fields(rule), "required": "отряды", "argument": "Shorter."}
    desk.post(rule, **typed)
    assert "Shorter." in desk.get("/concepts/opolchenie")
    desk.post(rule, **{**desk.fields(rule), "do": "remove", "argument": "Not needed."})
    assert "Not needed." in desk.get("/concepts/opolchenie")


def test_readers_and_strangers_do_not_decide(desk: Desk) -> None:
    path = proposed(desk)
    for who, status in ((Role.TRANSLATOR, 403), ("stranger", 404)):
        for action in ("accept", "accept/impact", "decline"):
            answer = post(desk.clients[who], f"{desk.home}{path}/{action}", version="1")
            assert answer.status_code == status
    assert post(desk.clients["stranger"], f"{desk.home}/proposals", text="x").status_code == 404
