"""Approved texts: set anew without losing the approval, and the last one kept to go back to."""

from __future__ import annotations

import pytest

from tests.workbench import factories
from tests.workbench import stages as work
from tests.workbench.factories import World
from translations.errors import ActionNotOffered
from translations.model import Mark, State
from translations.review import Action
from workbench.permissions import Actor
from workbench.services import correcting, editing, viewing
from workbench.services.keeping import Saved
from workbench.storage.engine import Database, reading
from workbench.storage.targets import TargetRow

TEXT = 'Никто не видел "12 машин".'
SET_ANEW = "Никто не видел «12 машин»."
PLACE = 2


@pytest.fixture
def desk(database: Database) -> World:
    """An article in which one translation is approved."""
    desk = factories.world(database)
    work.save(database, desk, PLACE, TEXT)
    work.review(database, desk, PLACE, Action.APPROVE)
    return desk


def stands(database: Database, desk: World) -> TargetRow:
    with reading(database) as connection:
        return editing.find(connection, desk.edition, desk.segments[PLACE]).target


def fix(database: Database, desk: World, text: str, *, actor: Actor | None = None) -> Saved:
    return editing.save_target(
        database,
        actor=actor or desk.second,
        edition_id=desk.edition,
        segment_id=desk.segments[PLACE],
        text=text,
        version=stands(database, desk).version,
        typographic=True,
    )


def past(database: Database, desk: World) -> list[tuple[str, str]]:
    versions, _ = viewing.history_of(
        database, actor=desk.reader, edition_id=desk.edition, segment_id=desk.segments[PLACE]
    )
    return [(version.row.action, version.row.text) for version in versions]


def test_a_fix_of_marks_leaves_an_approved_text_approved(database: Database, desk: World) -> None:
    target = fix(database, desk, SET_ANEW).target
    assert (target.state, target.marks) == (State.REVIEWED, frozenset({Mark.TYPOGRAPHIC}))
    assert (target.text, target.approved_text) == (SET_ANEW, SET_ANEW)
    assert (target.author_id, target.reviewer_id) == (desk.translator.id, desk.reviewer.id)
    assert past(database, desk)[0] == ("typographic", SET_ANEW)


def test_taking_the_fix_back_takes_its_mark_back(database: Database, desk: World) -> None:
    fix(database, desk, SET_ANEW)
    target = fix(database, desk, TEXT).target
    assert (target.state, target.marks, target.text) == (State.REVIEWED, frozenset(), TEXT)
    assert [text for _, text in past(database, desk)] == [TEXT, SET_ANEW, TEXT, TEXT]


def test_a_fix_of_words_takes_the_approval_back(database: Database, desk: World) -> None:
    target = fix(database, desk, SET_ANEW.replace("12", "13")).target
    assert (target.state, target.marks) == (State.INITIAL, frozenset())
    assert (target.author_id, target.approved_text) == (desk.second.id, TEXT)


def test_what_is_typed_by_hand_takes_the_approval_back(database: Database, desk: World) -> None:
    target = work.save(database, desk, PLACE, SET_ANEW, action=Action.DRAFT).target
    assert (target.state, target.marks) == (State.INITIAL, frozenset())


def test_a_confirmed_text_is_confirmed_again_after_a_fix(database: Database, desk: World) -> None:
    work.review(database, desk, PLACE, Action.REOPEN)
    assert fix(database, desk, SET_ANEW).target.state is State.INITIAL


def test_a_final_text_is_not_even_set_anew(database: Database, desk: World) -> None:
    work.review(database, desk, PLACE, Action.SIGN_OFF)
    with pytest.raises(ActionNotOffered):
        fix(database, desk, SET_ANEW)


def test_a_later_edit_keeps_the_text_as_it_was_set_anew(database: Database, desk: World) -> None:
    fix(database, desk, SET_ANEW)
    edited = work.save(database, desk, PLACE, "Никто.", action=Action.DRAFT).target
    assert (edited.marks, edited.approved_text) == (frozenset(), SET_ANEW)
    back = work.save(database, desk, PLACE, SET_ANEW, action=Action.DRAFT).target
    assert (back.state, back.marks) == (State.REVIEWED, frozenset({Mark.TYPOGRAPHIC}))


def test_a_text_that_was_returned_is_not_one_to_go_back_to(database: Database, desk: World) -> None:
    assert stands(database, desk).approved_text == TEXT
    work.review(database, desk, PLACE, Action.RETURN)
    assert stands(database, desk).approved_text is None


def test_the_return_of_another_text_leaves_the_approved_one(
    database: Database, desk: World
) -> None:
    work.save(database, desk, PLACE, "Никто не видел 12 машин.")
    work.review(database, desk, PLACE, Action.RETURN)
    assert stands(database, desk).approved_text == TEXT


@pytest.mark.parametrize(("substantive", "kept"), [(False, TEXT), (True, None)])
def test_a_text_approved_for_another_source_is_not_one_to_go_back_to(
    database: Database, desk: World, *, substantive: bool, kept: str | None
) -> None:
    correcting.correct_text(
        database,
        actor=desk.owner,
        segment_id=desk.segments[PLACE],
        text="Nobody saw 12 green cars.",
        version=1,
        substantive=substantive,
    )
    assert stands(database, desk).approved_text == kept
