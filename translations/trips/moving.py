"""States on their way home: what a file asks for, what a person may give, by which steps."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from translations.model import State
from translations.review import Action

APPROVED = frozenset({State.REVIEWED, State.FINAL})

#: What is done to a text that stays as it is, so that it comes from one state to another.
STEPS: Mapping[tuple[State, State], tuple[Action, ...]] = MappingProxyType(
    {
        (State.INITIAL, State.TRANSLATED): (Action.CONFIRM,),
        (State.INITIAL, State.REVIEWED): (Action.CONFIRM, Action.APPROVE),
        (State.INITIAL, State.FINAL): (Action.CONFIRM, Action.APPROVE, Action.SIGN_OFF),
        (State.TRANSLATED, State.INITIAL): (Action.RETURN,),
        (State.TRANSLATED, State.REVIEWED): (Action.APPROVE,),
        (State.TRANSLATED, State.FINAL): (Action.APPROVE, Action.SIGN_OFF),
        (State.REVIEWED, State.INITIAL): (Action.RETURN,),
        (State.REVIEWED, State.TRANSLATED): (Action.REOPEN,),
        (State.REVIEWED, State.FINAL): (Action.SIGN_OFF,),
        (State.FINAL, State.INITIAL): (Action.REOPEN, Action.RETURN),
        (State.FINAL, State.TRANSLATED): (Action.REOPEN,),
        (State.FINAL, State.REVIEWED): (Action.REOPEN, Action.APPROVE),
    }
)
_ORDER = {state: place for place, state in enumerate(State)}


class Limit(StrEnum):
    """Why a state is not given that a file asks for."""

    ROLE = "role"  #: it takes a reviewer
    FOUR_EYES = "four-eyes"  #: nobody approves a text that they bring in themselves


def steps(current: State, wanted: State) -> tuple[Action, ...]:
    """What is done to a text, one after another, so that it comes to another state."""
    return STEPS.get((current, wanted), ())


def asked(said: State | None, then: State | None, *, writes: bool) -> State | None:
    """The state that a file asks for; None leaves it as it is.

    `then` is the state with which the file went out, None where nobody knows. A state
    that nobody touched asks for nothing; a text that came is then a draft where there was
    a draft or nothing, else translated.
    """
    if said is not None and said is not then:
        return said if writes or then is not None else None
    if not writes:
        return None
    return State.INITIAL if then in {None, State.INITIAL} else State.TRANSLATED


def goes_on(then: State, said: State, current: State) -> bool:
    """Whether a state that somebody raised is above the one here, or one lowered below it."""
    raised = _ORDER[said] > _ORDER[then]
    above = _ORDER[said] > _ORDER[current]
    return said is not current and raised == above


def given(
    wanted: State, current: State, *, writes: bool, may_review: bool, four_eyes: bool
) -> tuple[State, Limit | None]:
    """The state that a person may give, and why it is not the one that was asked for."""
    if writes:
        if wanted not in APPROVED:
            return wanted, None
        if not may_review:
            return State.TRANSLATED, Limit.ROLE
        return (State.TRANSLATED, Limit.FOUR_EYES) if four_eyes else (wanted, None)
    if may_review or steps(current, wanted) in {(), (Action.CONFIRM,)}:
        return wanted, None
    is_draft = current is State.INITIAL
    return (State.TRANSLATED if is_draft else current), Limit.ROLE
