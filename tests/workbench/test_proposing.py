"""Any member proposes, a terminologist answers; decisions are entered for ever."""

from __future__ import annotations

from typing import Any

import pytest

from glossary.model import Source, Status
from tests.workbench import factories
from tests.workbench.factories import World
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound
from workbench.services import consulting, deciding, proposing, terms
from workbench.services.proposing import ProposalShown, ProposalState
from workbench.storage.engine import Database
from workbench.storage.terms import Argument, Option

REASON = Argument(summary="Proposed", text="It is what both sides say.")


@pytest.fixture
def world(database: Database) -> World:
    return factories.world(database)


def propose(database: Database, world: World, **more: Any) -> int:
    values: dict[str, Any] = {
        "actor": world.translator,
        "glossary_id": world.glossary,
        "concept": "republic",
        "wanted": {"language": "ru", "text": "область", "status": Status.ADMITTED},
        "argument": "It stands in the decree.",
        "edition_id": world.edition,
        "segment_id": world.segments[1],
        "selected": "республику",
    }
    return proposing.propose(database, **{**values, **more})


def show(database: Database, world: World, number: int) -> ProposalShown:
    return proposing.show(
        database, actor=world.translator, glossary_id=world.glossary, proposal_id=number
    )


def accept(database: Database, world: World, number: int, **more: Any) -> terms.Committed:
    values: dict[str, Any] = {"actor": world.terminologist, "version": 1, "argument": REASON}
    return proposing.accept(
        database, glossary_id=world.glossary, proposal_id=number, **{**values, **more}
    )


def test_a_proposed_term_is_accepted_as_one_revision_with_one_decision(
    database: Database, world: World
) -> None:
    number = propose(database, world)
    (shown,) = proposing.listed(database, actor=world.reader, glossary_id=world.glossary)
    assert shown.is_new_term
    assert (shown.row.who, shown.row.title, shown.row.selected) == (
        "Translator", "A document", "республику",
    )  # fmt: skip
    committed = accept(database, world, number)
    base = terms.read(database, actor=None, glossary_id=world.glossary)
    concept = base.concept("republic")
    assert concept is not None
    assert concept.terms[-1].text == "область"
    row = show(database, world, number).row
    assert (row.state, row.revision) == (ProposalState.ACCEPTED, committed.revision)
    assert row.answered_by == "Terminologist"
    (decision,) = deciding.decisions(
        database, actor=world.reader, glossary_id=world.glossary, concept="republic"
    )
    assert (decision.argument, decision.revision) == (REASON.text, committed.revision)


def test_the_term_that_was_preferred_is_admitted_beside_the_one_that_is_preferred_now(
    database: Database, world: World
) -> None:
    def preferred() -> list[str]:
        base = terms.read(database, actor=None, glossary_id=world.glossary)
        here = (t for t in base.terms("ru") if t.concept == "republic")
        return [term.text for term in here if term.status is Status.PREFERRED]

    assert len(preferred()) == 1
    (old,) = preferred()
    wanted = {"language": "ru", "text": "область", "status": Status.PREFERRED}
    accept(database, world, propose(database, world, wanted=wanted))
    assert preferred() == ["область"]
    base = terms.read(database, actor=None, glossary_id=world.glossary)
    former = next(t for t in base.terms("ru") if (t.concept, t.text) == ("republic", old))
    assert former.status is Status.ADMITTED
    back = propose(
        database, world, wanted={"status": Status.PREFERRED}, concept="republic", term=former.id
    )
    accept(database, world, back)
    assert preferred() == [old]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"language": "Russian", "text": "область"}, "language"),
        ({"language": "ru", "text": "о" * 201}, "text"),
        ({"language": "ru", "text": "область", "valid_from": "2014-13"}, "valid"),
        ({"contested": True}, "why_contested"),
    ],
)
def test_what_no_entry_could_be_is_told_to_who_proposes_it(
    database: Database, world: World, wanted: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        propose(database, world, wanted=wanted)
    assert refused.value.field == field


def test_what_was_answered_is_not_accepted_again(database: Database, world: World) -> None:
    number = propose(database, world)
    accept(database, world, number)
    with pytest.raises(Conflict, match="answered already"):
        accept(database, world, number, version=2)


def test_a_proposal_is_amended_before_it_is_accepted(database: Database, world: World) -> None:
    number = propose(database, world)
    accept(database, world, number, wanted={"language": "ru", "text": "край", "status": "admitted"}
           | {"text": "регион"})  # fmt: skip
    base = terms.read(database, actor=None, glossary_id=world.glossary)
    assert "регион" in {term.text for term in base.terms("ru")}
    assert show(database, world, number).row.answer == REASON.summary


def test_a_change_of_any_field_of_a_term_or_a_concept_is_proposed(
    database: Database, world: World
) -> None:
    base = terms.read(database, actor=None, glossary_id=world.glossary)
    term = base.terms("uk")[0]
    of_term = propose(database, world, concept="", term=term.id, wanted={"register": "formal"})
    of_concept = propose(
        database,
        world,
        wanted={"definition": "A state.", "sources": (Source(title="A constitution"),)},
    )
    assert show(database, world, of_term).term == term
    accept(database, world, of_term)
    accept(database, world, of_concept)
    now = terms.read(database, actor=None, glossary_id=world.glossary)
    assert now.terms("uk")[0].register == "formal"
    republic = now.concept("republic")
    assert republic is not None
    assert republic.sources == (Source(title="A constitution"),)


def test_a_declined_proposal_says_why(database: Database, world: World) -> None:
    number = propose(database, world)
    by = {"glossary_id": world.glossary, "proposal_id": number, "version": 1}
    with pytest.raises(InvalidInput):
        proposing.decline(database, actor=world.terminologist, reason=" ", **by)
    proposing.decline(database, actor=world.terminologist, reason="It is another word.", **by)
    assert show(database, world, number).row.answer == "It is another word."
    with pytest.raises(Conflict):
        accept(database, world, number)


def test_only_a_terminologist_answers_and_only_the_author_withdraws(
    database: Database, world: World
) -> None:
    number = propose(database, world)
    with pytest.raises(NotAllowed):
        accept(database, world, number, actor=world.translator)
    by = {"glossary_id": world.glossary, "proposal_id": number, "version": 1}
    with pytest.raises(NotAllowed):
        proposing.withdraw(database, actor=world.second, **by)
    proposing.withdraw(database, actor=world.translator, **by)
    assert show(database, world, number).row.state == ProposalState.WITHDRAWN


@pytest.mark.parametrize(
    "wrong",
    [
        {"wanted": {}},
        {"wanted": {"language": "ru", "text": " "}},
        {"wanted": {"language": "ru", "text": "область", "status": "best"}},
        {"wanted": {"colour": "red"}},
        {"wanted": {"definition": "A state."}, "concept": ""},
    ],
)
def test_what_no_entry_can_have_is_refused(
    database: Database, world: World, wrong: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput):
        propose(database, world, **wrong)


def test_a_stranger_and_a_reader_propose_nothing(database: Database, world: World) -> None:
    with pytest.raises(NotFound):
        propose(database, world, actor=world.stranger)
    with pytest.raises(NotAllowed):
        propose(database, world, actor=world.reader)


def test_a_decision_names_its_options_with_sources_and_what_it_replaces(
    database: Database, world: World
) -> None:
    by: dict[str, Any] = {"actor": world.terminologist, "glossary_id": world.glossary}
    first = deciding.decide(
        database, argument=Argument(summary="", question="Which word?", text="This one."), **by
    )
    option = Option(text="республика", argument="Usual.", sources=(Source(title="Gazette"),))
    argument = Argument(
        summary="",
        concept="republic",
        question="Which word now?",
        text="The other.",
        dissent="Two said no.",
        options=(option,),
        replaces=first,
    )
    deciding.decide(database, argument=argument, **by)
    second, one = deciding.decisions(database, actor=world.reader, glossary_id=world.glossary)
    assert (second.concept, second.options, second.replaces) == ("republic", (option,), first)
    assert (second.dissent, second.who, one.concept) == ("Two said no.", "Terminologist", "")
    with pytest.raises(NotFound):
        deciding.decide(
            database, argument=Argument(summary="Again", text="Yes.", replaces=999), **by
        )


def test_two_revisions_are_compared(database: Database, world: World) -> None:
    before = terms.read(database, actor=None, glossary_id=world.glossary).revision
    after = accept(database, world, propose(database, world)).revision
    _, old, new, difference = consulting.between(
        database, actor=world.reader, glossary_id=world.glossary, before=after, after=after
    )
    assert not difference
    assert (old.revision, new.revision, before + 1) == (after, after, after)
