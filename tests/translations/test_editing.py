"""What saving does to state and marks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.editing import APPROVAL_MARKS, Standing, changes_nothing, edit
from translations.errors import ActionNotOffered, ActionRefused
from translations.model import Mark, State
from translations.review import Action, ReviewPolicy

_POLICY = ReviewPolicy()
_TEXTS = st.sampled_from(["", "один", "два", "три"])


def _standing(state: State, text: str = "один", *marks: Mark) -> Standing:
    confirmed = None if state is State.INITIAL else text
    return Standing(
        text=text,
        state=state,
        marks=frozenset(marks),
        confirmed_text=confirmed,
        confirmed_state=None if confirmed is None else state,
    )


@pytest.mark.parametrize(
    ("state", "action", "after"),
    [
        (State.INITIAL, Action.DRAFT, State.INITIAL),
        (State.INITIAL, Action.CONFIRM, State.TRANSLATED),
        (State.TRANSLATED, Action.DRAFT, State.INITIAL),
        (State.TRANSLATED, Action.CONFIRM, State.TRANSLATED),
        (State.REVIEWED, Action.DRAFT, State.INITIAL),
        (State.REVIEWED, Action.CONFIRM, State.TRANSLATED),
    ],
)
def test_another_text_moves_the_state(state: State, action: Action, after: State) -> None:
    assert edit(_standing(state), "два", action, policy=_POLICY).standing.state is after


@pytest.mark.parametrize("action", [Action.DRAFT, Action.CONFIRM])
def test_a_final_text_is_reopened_first(action: Action) -> None:
    with pytest.raises(ActionNotOffered):
        edit(_standing(State.FINAL), "два", action, policy=_POLICY)


@given(st.sampled_from(State), st.sampled_from([Action.DRAFT, Action.CONFIRM]))
def test_the_stored_text_changes_nothing(state: State, action: Action) -> None:
    standing = _standing(state)
    if state is State.INITIAL and action is Action.CONFIRM:
        return
    assert changes_nothing(standing, "один", action)
    assert edit(standing, "один", action, policy=_POLICY).standing == standing


@pytest.mark.parametrize("state", [State.TRANSLATED, State.REVIEWED])
@pytest.mark.parametrize("last", [Action.DRAFT, Action.CONFIRM])
def test_going_back_to_the_confirmed_text_restores_its_state(state: State, last: Action) -> None:
    drafted = edit(_standing(state), "два", Action.DRAFT, policy=_POLICY).standing
    back = edit(drafted, "один", last, policy=_POLICY)
    assert back.restored
    assert (back.standing.state, back.standing.text) == (state, "один")


@pytest.mark.parametrize("mark", [Mark.RETURNED, Mark.OUTDATED])
def test_a_text_in_doubt_is_not_restored_but_confirmed_again(mark: Mark) -> None:
    standing = replace(_standing(State.TRANSLATED, "один", mark), state=State.INITIAL)
    drafted = edit(standing, "два", Action.DRAFT, policy=_POLICY).standing
    assert edit(drafted, "один", Action.DRAFT, policy=_POLICY).standing.state is State.INITIAL
    confirmed = edit(standing, "один", Action.CONFIRM, policy=_POLICY).standing
    assert (confirmed.state, confirmed.marks) == (State.TRANSLATED, frozenset())


def test_an_edit_ends_the_marks_of_the_approval() -> None:
    standing = _standing(State.REVIEWED, "один", *APPROVAL_MARKS, Mark.NEEDS_LOOK)
    edited = edit(standing, "два", Action.DRAFT, policy=_POLICY).standing
    assert edited.marks == {Mark.NEEDS_LOOK}


@pytest.mark.parametrize("state", [State.INITIAL, State.TRANSLATED, State.REVIEWED])
def test_only_an_approved_text_that_says_the_same_outlives_a_fix(state: State) -> None:
    for text, same in (("«один»", True), ("«два»", False)):
        standing = _standing(state, '"один"')
        fixed = edit(standing, text, Action.DRAFT, policy=_POLICY, typographic=True)
        kept = same and state is State.REVIEWED
        assert fixed.set_anew == kept
        assert fixed.standing.state is (State.REVIEWED if kept else State.INITIAL)
        assert fixed.standing.marks == ({Mark.TYPOGRAPHIC} if kept else frozenset())


def test_a_confirmation_is_never_a_fix() -> None:
    standing = _standing(State.REVIEWED, '"один"')
    confirmed = edit(standing, "«один»", Action.CONFIRM, policy=_POLICY, typographic=True)
    assert confirmed.standing.state is State.TRANSLATED


def test_an_empty_text_is_not_confirmed() -> None:
    with pytest.raises(ActionRefused):
        edit(_standing(State.TRANSLATED), " ", Action.CONFIRM, policy=_POLICY)


@given(st.lists(st.tuples(_TEXTS, st.sampled_from([Action.DRAFT, Action.CONFIRM]))))
def test_a_translated_text_is_always_the_one_that_was_confirmed(
    saves: list[tuple[str, Action]],
) -> None:
    standing = Standing()
    for text, action in saves:
        if action is Action.CONFIRM and not text:
            continue
        standing = edit(standing, text, action, policy=_POLICY).standing
        assert standing.text == text
        assert (standing.state is State.TRANSLATED) == (text == standing.confirmed_text)
