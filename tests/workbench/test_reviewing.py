"""Review through the services: the table of states, four eyes, errors, reasons, corrections."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from glossary.model import Status
from tests.workbench import factories
from tests.workbench.factories import World
from translations.errors import ActionNotOffered, ActionRefused
from translations.model import Mark, State
from translations.review import TRANSITIONS, Action
from workbench.errors import InvalidInput, NotAllowed, StaleVersion
from workbench.permissions import Actor
from workbench.services import editing, glossing, reviewing, viewing
from workbench.services.keeping import Saved
from workbench.storage import histories, tables, targets
from workbench.storage.engine import Database, reading, writing

CLEAN = "Народное ополчение покинуло этот город."
BANNED = "Террористы покинули этот город вчера."


@pytest.fixture
def desk(database: Database) -> World:
    return factories.world(database)


def confirm(
    database: Database, desk: World, text: str = CLEAN, *, actor: Actor | None = None
) -> Saved:
    return editing.save_target(
        database,
        actor=actor or desk.translator,
        edition_id=desk.edition,
        segment_id=desk.segments[0],
        text=text,
        version=0,
        action=Action.CONFIRM,
    )


def review(
    database: Database,
    desk: World,
    action: Action,
    version: int,
    *,
    actor: Actor | None = None,
    text: str | None = None,
    category: str = "meaning",
    weight: str = "minor",
    reason: str = "",
) -> Saved:
    returns = action is Action.RETURN
    return reviewing.review(
        database,
        actor=actor or desk.reviewer,
        edition_id=desk.edition,
        segment_id=desk.segments[0],
        version=version,
        action=action,
        text=text,
        category=category if returns else "",
        weight=weight if returns else "",
        reason=reason,
    )


def put(database: Database, desk: World, state: State) -> int:
    """Bring the first segment into a state by the moves people make; gives its version."""
    if state is State.INITIAL:
        editing.save_target(
            database,
            actor=desk.translator,
            edition_id=desk.edition,
            segment_id=desk.segments[0],
            text=CLEAN,
            version=0,
        )
        return 1
    version = confirm(database, desk).target.version
    moves = {State.TRANSLATED: 0, State.REVIEWED: 1, State.FINAL: 2}[state]
    for action in (Action.APPROVE, Action.SIGN_OFF)[:moves]:
        version = review(database, desk, action, version).target.version
    return version


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", [Action.APPROVE, Action.RETURN, Action.SIGN_OFF, Action.REOPEN])
def test_reviews_go_as_the_table_says(
    database: Database, desk: World, state: State, action: Action
) -> None:
    version = put(database, desk, state)
    following = TRANSITIONS.get((state, action))
    if following is None:
        with pytest.raises(ActionNotOffered):
            review(database, desk, action, version)
    else:
        target = review(database, desk, action, version).target
        assert (target.state, target.version) == (following, version + 1)


def test_an_open_error_stops_approval(database: Database, desk: World) -> None:
    confirm(database, desk, BANNED)
    with pytest.raises(ActionRefused) as refused:
        review(database, desk, Action.APPROVE, 1)
    assert "Террористы" in refused.value.objections[0].english
    with reading(database) as connection:
        row = editing.find(connection, desk.edition, desk.segments[0]).target
    assert (row.state, row.version) == (State.TRANSLATED, 1)


@pytest.mark.parametrize(("state", "action"), [
    (State.TRANSLATED, Action.APPROVE), (State.REVIEWED, Action.SIGN_OFF),
])  # fmt: skip
def test_what_was_found_before_the_glossary_changed_is_not_trusted(
    database: Database, desk: World, state: State, action: Action
) -> None:
    version = put(database, desk, state)
    with reading(database) as connection:
        before = glossing.termbase(connection, desk.glossary)
    concepts = tuple(
        replace(
            concept,
            terms=tuple(
                replace(term, status=Status.FORBIDDEN) if term.text == "ополчение" else term
                for term in concept.terms
            ),
        )
        for concept in before.concepts
    )
    with writing(database) as connection:
        factories.change_glossary(connection, desk.glossary, replace(before, concepts=concepts))
    with pytest.raises(ActionRefused):
        review(database, desk, action, version)


def test_a_translator_does_not_approve_their_own_work(database: Database, desk: World) -> None:
    confirm(database, desk, actor=desk.reviewer)
    with pytest.raises(ActionRefused):
        review(database, desk, Action.APPROVE, 1)
    view = viewing.segment_view(
        database, actor=desk.reviewer, edition_id=desk.edition, segment_id=desk.segments[0]
    )
    assert Action.APPROVE not in view.actions


def test_where_it_is_allowed_ones_own_approval_is_marked(database: Database) -> None:
    desk = factories.world(database, four_eyes="marked")
    confirm(database, desk, actor=desk.reviewer)
    target = review(database, desk, Action.APPROVE, 1).target
    assert target.marks == {Mark.SELF_REVIEWED}


def test_a_return_needs_its_reason(database: Database, desk: World) -> None:
    confirm(database, desk)
    for category, weight, field in (("", "minor", "category"), ("style", "huge", "weight")):
        with pytest.raises(InvalidInput) as refused:
            review(database, desk, Action.RETURN, 1, category=category, weight=weight)
        assert refused.value.field == field


def test_a_returned_text_is_not_restored_by_typing_it_again(
    database: Database, desk: World
) -> None:
    confirm(database, desk)
    returned = review(database, desk, Action.RETURN, 1, reason="Смысл другой.").target
    assert (returned.state, returned.marks) == (State.INITIAL, frozenset({Mark.RETURNED}))
    for version, text in ((2, "иначе"), (3, CLEAN)):
        drafted = editing.save_target(
            database,
            actor=desk.translator,
            edition_id=desk.edition,
            segment_id=desk.segments[0],
            text=text,
            version=version,
        ).target
    assert (drafted.state, drafted.marks) == (State.INITIAL, frozenset({Mark.RETURNED}))


def test_a_correction_at_approval_is_accepted_with_edits(database: Database, desk: World) -> None:
    confirm(database, desk)
    corrected = CLEAN.replace("этот ", "")
    target = review(database, desk, Action.APPROVE, 1, text=corrected).target
    assert target.state is State.REVIEWED
    assert target.marks == {Mark.ACCEPTED_WITH_EDITS}
    assert (target.text, target.approved_text) == (corrected, corrected)
    assert (target.author_id, target.reviewer_id) == (desk.translator.id, desk.reviewer.id)
    versions, _ = viewing.history_of(
        database, actor=desk.reader, edition_id=desk.edition, segment_id=desk.segments[0]
    )
    assert versions[0].review is not None
    assert versions[0].review.outcome == "accepted-with-edits"
    assert versions[0].review.before == CLEAN


def test_a_correction_that_brings_an_error_is_refused(database: Database, desk: World) -> None:
    confirm(database, desk)
    with pytest.raises(ActionRefused):
        review(database, desk, Action.APPROVE, 1, text=BANNED)


def test_an_edit_of_an_approved_text_keeps_the_last_approved_one(
    database: Database, desk: World
) -> None:
    version = put(database, desk, State.REVIEWED)
    target = editing.save_target(
        database,
        actor=desk.translator,
        edition_id=desk.edition,
        segment_id=desk.segments[0],
        text="иначе",
        version=version,
    ).target
    assert (target.state, target.approved_text) == (State.INITIAL, CLEAN)


def test_an_outdated_text_is_not_approved(database: Database, desk: World) -> None:
    saved = confirm(database, desk)
    with writing(database) as connection:
        targets.change(connection, saved.target.id or 0, seen=1, marks=[Mark.OUTDATED.value])
    with pytest.raises(ActionRefused, match="source changed"):
        review(database, desk, Action.APPROVE, 2)


def test_a_review_of_an_older_version_is_refused(database: Database, desk: World) -> None:
    confirm(database, desk)
    with pytest.raises(StaleVersion):
        review(database, desk, Action.APPROVE, 0)


def test_a_translator_does_not_review(database: Database, desk: World) -> None:
    confirm(database, desk)
    with pytest.raises(NotAllowed):
        review(database, desk, Action.APPROVE, 1, actor=desk.second)


def test_every_review_is_written_down(database: Database, desk: World) -> None:
    confirm(database, desk)
    review(database, desk, Action.APPROVE, 1)
    review(database, desk, Action.SIGN_OFF, 2)
    review(database, desk, Action.REOPEN, 3, reason="Опечатка.")
    review(database, desk, Action.APPROVE, 4)
    review(database, desk, Action.RETURN, 5, category="style", weight="major", reason="Грубо.")
    with reading(database) as connection:
        rows = connection.execute(
            select(tables.Review.outcome, tables.Review.category, tables.Review.reason).order_by(
                tables.Review.id
            )
        ).all()
        target_id = editing.find(connection, desk.edition, desk.segments[0]).target.id
        moments = histories.history(connection, target_id or 0)
    assert [tuple(row) for row in rows] == [
        ("accepted", "", ""),
        ("signed-off", "", ""),
        ("reopened", "", "Опечатка."),
        ("accepted", "", ""),
        ("returned", "style", "Грубо."),
    ]
    assert [(m.action, m.state.value) for m in reversed(moments)] == [
        ("confirm", "translated"),
        ("approve", "reviewed"),
        ("sign-off", "final"),
        ("reopen", "translated"),
        ("approve", "reviewed"),
        ("return", "initial"),
    ]
