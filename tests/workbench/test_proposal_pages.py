"""Proposals and decisions in the browser: made from the editor, answered by a terminologist."""

from __future__ import annotations

import pytest

from tests.workbench.conftest import Clients
from tests.workbench.test_glossary_pages import Desk, shown
from tests.workbench.world import post
from workbench.permissions import Role
from workbench.services import deciding


@pytest.fixture
def desk(clients: Clients) -> Desk:
    return Desk(clients)


def proposed(desk: Desk, **fields: str) -> str:
    """Propose as a translator; the address of the proposal, below the glossary's."""
    given = {"language": "uk", "text": "добровольці", "status": "admitted", "argument": "Heard."}
    answer = post(desk.clients[Role.TRANSLATOR], f"{desk.home}/proposals", **given, **fields)
    assert answer.status_code == 302, shown(answer)
    return answer.location.removeprefix(desk.home)


def test_the_form_takes_over_what_was_selected_in_the_editor(desk: Desk) -> None:
    world = desk.world
    page = desk.get(
        f"/proposals/new?edition={world.edition_id}&segment={world.segment_ids[0]}"
        "&side=target&selected=народне%20військо",
        desk.clients[Role.TRANSLATOR],
    )
    assert 'value="народне військо"' in page
    assert '<option value="uk" selected>' in page


def test_a_proposal_waits_is_accepted_into_a_concept_and_tells_its_author(desk: Desk) -> None:
    path = proposed(desk)
    assert "new term “добровольці”" in desk.get("/proposals")
    version = desk.base().revision
    answer = post(
        desk.person,
        f"{desk.home}{path}/accept",
        version="1",
        concept="opolchenie",
        text="добровольці",
        status="deprecated",
        question="How to call them in Ukrainian?",
        options="добровольці\nополченці",
        sources="A daily | https://example.org/a | добровольці | 2014\nA weekly",
        argument="Both papers write so.",
    )
    assert answer.status_code == 302, shown(answer)
    term = next(t for t in desk.concept("opolchenie").terms if t.text == "добровольці")
    assert term.status == "deprecated"
    assert desk.base().revision == version + 1
    (decision, *_) = deciding.decisions(
        desk.world.database, actor=None, glossary_id=desk.world.glossary_id, concept="opolchenie"
    )
    assert [option.text for option in decision.options] == ["добровольці", "ополченці"]
    assert [source.title for source in decision.options[0].sources] == ["A daily", "A weekly"]
    assert "accepted" in desk.get(path, desk.clients[Role.TRANSLATOR])
    assert "Both papers write so." in desk.get("/decisions?concept=opolchenie")


def test_a_declined_proposal_says_why(desk: Desk) -> None:
    path = proposed(desk, concept="opolchenie")
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


def test_a_change_of_a_term_is_shown_beside_what_stands(desk: Desk) -> None:
    term = next(t for t in desk.concept("opolchenie").terms if t.language == "uk")
    page = desk.get(f"/proposals/new?concept=opolchenie&term={term.id}")
    assert f"Propose a change of “{term.text}”" in page
    path = proposed(desk, concept="opolchenie", term=term.id)
    assert f"now: {term.text}" in desk.get(path)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": " "}, "Write the term"),
        ({"language": ""}, "in which language"),
        ({"status": "odd"}, "fits no"),
    ],
)
def test_what_cannot_be_proposed_is_refused_and_stays_typed(
    desk: Desk, fields: dict[str, str], words: str
) -> None:
    given = {"language": "uk", "text": "слово", "status": "admitted", "argument": "Because."}
    answer = post(desk.clients[Role.TRANSLATOR], f"{desk.home}/proposals", **{**given, **fields})
    assert answer.status_code == 422
    assert words in shown(answer)
    assert "Because." in shown(answer)


def test_a_decision_that_changes_no_entry_is_entered_and_found(desk: Desk) -> None:
    desk.post("/decisions", 422, question="", argument="")
    desk.post("/decisions", 422, question="Q?", argument="A.", sources="| https://example.org")
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


def test_readers_and_strangers_do_not_decide(desk: Desk) -> None:
    path = proposed(desk)
    for who, status in ((Role.TRANSLATOR, 403), ("stranger", 404)):
        for action in ("accept", "decline"):
            answer = post(desk.clients[who], f"{desk.home}{path}/{action}", version="1")
            assert answer.status_code == status
    assert post(desk.clients["stranger"], f"{desk.home}/proposals", text="x").status_code == 404
