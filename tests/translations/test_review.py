"""Review: the table, what a project objects to, and the marks beside a state."""

from itertools import product

import pytest

from glossary.model import Severity
from glossary.saying import say
from translations.errors import ActionNotOffered, ActionRefused
from translations.model import Finding, Mark, State
from translations.review import (
    TRANSITIONS,
    Action,
    FourEyes,
    ReviewPolicy,
    advance,
    marks_after,
)

STRICT = ReviewPolicy()
MARKED = ReviewPolicy(four_eyes=FourEyes.MARKED)

#: The whole table once more, as people draw it: rows are states, a dash offers nothing.
TABLE = """
               draft    confirm     approve   return   sign-off  reopen
initial        initial  translated  -         -        -         -
translated     initial  translated  reviewed  initial  -         -
reviewed       initial  translated  -         initial  final     translated
final          -        -           -         -        -         translated
"""


def drawn() -> dict[tuple[State, Action], State | None]:
    head, *rows = (line.split() for line in TABLE.strip().splitlines())
    actions = [Action(name) for name in head]
    return {
        (State(row[0]), action): None if cell == "-" else State(cell)
        for row in rows
        for action, cell in zip(actions, row[1:], strict=True)
    }


def finding(severity: Severity) -> Finding:
    return Finding(check="terminology", kind="banned", severity=severity, message=say("Banned."))


def test_the_drawing_names_every_state_and_action() -> None:
    assert set(drawn()) == set(product(State, Action))


@pytest.mark.parametrize(("state", "action"), list(product(State, Action)))
def test_every_action_leads_where_the_table_says(state: State, action: Action) -> None:
    expected = drawn()[state, action]

    assert TRANSITIONS.get((state, action)) == expected
    if expected is None:
        with pytest.raises(ActionNotOffered) as refusal:
            advance(state, action, policy=STRICT)
        assert (refusal.value.state, refusal.value.action) == (state, action)
    else:
        assert advance(state, action, policy=STRICT) is expected


def test_every_state_can_be_reached_and_left() -> None:
    assert {state for state, _ in TRANSITIONS} == set(State)
    assert set(TRANSITIONS.values()) == set(State)


def test_what_the_table_does_not_offer_is_not_refused_but_unknown() -> None:
    with pytest.raises(ActionNotOffered):
        advance(State.FINAL, Action.APPROVE, policy=STRICT, empty=True, own_work=True)


@pytest.mark.parametrize(("state", "action"), sorted(TRANSITIONS))
@pytest.mark.parametrize("severity", Severity)
def test_only_an_open_error_blocks_and_only_approval_and_sign_off(
    state: State, action: Action, severity: Severity
) -> None:
    blocked = severity is Severity.ERROR and action in (Action.APPROVE, Action.SIGN_OFF)

    def act() -> State:
        return advance(state, action, policy=STRICT, findings=[finding(severity)])

    if blocked:
        with pytest.raises(ActionRefused, match="Banned"):
            act()
    else:
        assert act() is TRANSITIONS[state, action]


@pytest.mark.parametrize(("state", "action"), sorted(TRANSITIONS))
def test_an_empty_translation_is_neither_confirmed_nor_approved_nor_signed_off(
    state: State, action: Action
) -> None:
    if action in (Action.CONFIRM, Action.APPROVE, Action.SIGN_OFF):
        with pytest.raises(ActionRefused) as refusal:
            advance(state, action, policy=STRICT, empty=True)
        assert refusal.value.objections == (say("The translation is empty."),)
    else:
        assert advance(state, action, policy=STRICT, empty=True) is TRANSITIONS[state, action]


@pytest.mark.parametrize(("state", "action"), sorted(TRANSITIONS))
def test_four_eyes_stop_nobody_but_the_translator_who_approves(
    state: State, action: Action
) -> None:
    if action is Action.APPROVE:
        with pytest.raises(ActionRefused, match="own work"):
            advance(state, action, policy=STRICT, own_work=True)
    else:
        assert advance(state, action, policy=STRICT, own_work=True) is TRANSITIONS[state, action]
    assert advance(state, action, policy=MARKED, own_work=True) is TRANSITIONS[state, action]


def test_a_refusal_names_every_reason_at_once() -> None:
    errors = [finding(Severity.ERROR), finding(Severity.NOTE), finding(Severity.ERROR)]

    with pytest.raises(ActionRefused) as refusal:
        advance(
            State.TRANSLATED,
            Action.APPROVE,
            policy=STRICT,
            own_work=True,
            empty=True,
            findings=errors,
        )

    told = [objection.english for objection in refusal.value.objections]
    assert told == [
        "The translation is empty.",
        "A translator may not approve their own work in this project.",
        "Banned.",
        "Banned.",
    ]
    assert str(refusal.value) == " ".join(told)


ALL_MARKS = frozenset(Mark)


@pytest.mark.parametrize(
    ("action", "own_work", "expected"),
    [
        (Action.DRAFT, False, ALL_MARKS),
        (Action.CONFIRM, False, {Mark.NEEDS_LOOK}),
        (Action.APPROVE, False, ALL_MARKS),
        (Action.APPROVE, True, ALL_MARKS),
        (Action.RETURN, False, {Mark.RETURNED}),
        (Action.SIGN_OFF, False, ALL_MARKS),
        (Action.REOPEN, False, ALL_MARKS),
    ],
)
def test_marks_after_an_action(action: Action, own_work: bool, expected: frozenset[Mark]) -> None:
    assert marks_after(ALL_MARKS, action, own_work=own_work) == expected


@pytest.mark.parametrize("action", Action)
def test_only_a_return_and_an_approval_of_ones_own_set_a_mark(action: Action) -> None:
    assert marks_after(frozenset(), action) == (
        {Mark.RETURNED} if action is Action.RETURN else frozenset()
    )
    own = marks_after(frozenset(), action, own_work=True)
    assert (Mark.SELF_REVIEWED in own) == (action is Action.APPROVE)
