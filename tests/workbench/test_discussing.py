"""The discussion of a concept: who may speak, and who reads it."""

from __future__ import annotations

import pytest

from tests.workbench.conftest import Clients
from tests.workbench.test_glossary_pages import Desk, shown
from tests.workbench.world import post
from workbench.errors import InvalidInput, NotAllowed, NotFound
from workbench.permissions import Role
from workbench.services import consulting, discussing


@pytest.fixture
def desk(clients: Clients) -> Desk:
    return Desk(clients)


def test_what_members_say_stands_on_the_page_of_the_concept_in_its_order(desk: Desk) -> None:
    path = f"{desk.home}/concepts/opolchenie"
    for who, words in ((Role.TRANSLATOR, "Who says so?"), (Role.TERMINOLOGIST, "Both do.")):
        answer = post(desk.clients[who], f"{path}/remarks", text=words)
        assert answer.status_code == 302
    page = desk.get("/concepts/opolchenie", desk.clients[Role.READER])
    assert page.index("Who says so?") < page.index("Both do.")
    assert "Add to the discussion" not in page
    assert "Who says so?" not in desk.get("/concepts/coup")
    assert "discussed a concept" in shown(desk.person.get("/projects/newsroom"))


def test_an_empty_remark_is_refused_in_place(desk: Desk) -> None:
    answer = post(desk.person, f"{desk.home}/concepts/opolchenie/remarks", text=" ")
    assert (answer.status_code, "The comment is empty." in shown(answer)) == (422, True)


def test_open_proposals_stand_beside_the_discussion(desk: Desk) -> None:
    typed = {"concept": "opolchenie", "term-0-language": "uk", "term-0-text": "загони"}
    page = f"{desk.home}/proposals"
    kinds = {"term-0-status": "admitted", "term-0-case": "any"}
    assert post(desk.person, page, **typed, **kinds).status_code == 302
    assert "new term “загони”" in desk.get("/concepts/opolchenie")
    assert "new term “загони”" not in desk.get("/concepts/coup")


def test_readers_do_not_speak_and_strangers_see_nothing(desk: Desk) -> None:
    world = desk.world

    def say(who: str, *, ident: str = "opolchenie", text: str = "x") -> None:
        discussing.discuss(
            world.database,
            actor=world.actor(who),
            glossary_id=world.glossary_id,
            ident=ident,
            text=text,
        )

    with pytest.raises(NotAllowed):
        say(Role.READER)
    with pytest.raises(NotFound):
        say("stranger")
    with pytest.raises(NotFound):
        say(Role.TRANSLATOR, ident="none")
    for text in ("", "x" * 10_001):
        with pytest.raises(InvalidInput):
            say(Role.TRANSLATOR, text=text)
    seen = consulting.concept_page(
        world.database,
        actor=world.actor(Role.READER),
        glossary_id=world.glossary_id,
        ident="opolchenie",
    )
    assert seen.remarks == ()
