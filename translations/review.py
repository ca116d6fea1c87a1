"""Review: states, actions, the table of transitions, and what a project forbids.

The four states are XLIFF 2's; marks stand beside them. The table says what is
possible at all, `ReviewPolicy` what this project objects to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from glossary.model import Severity
from glossary.saying import Message, say
from translations.errors import ActionNotOffered, ActionRefused
from translations.model import Finding, Mark, State


class Action(StrEnum):
    DRAFT = "draft"
    CONFIRM = "confirm"
    APPROVE = "approve"
    RETURN = "return"
    SIGN_OFF = "sign-off"
    REOPEN = "reopen"


TRANSITIONS: Mapping[tuple[State, Action], State] = MappingProxyType(
    {
        (State.INITIAL, Action.DRAFT): State.INITIAL,
        (State.INITIAL, Action.CONFIRM): State.TRANSLATED,
        (State.TRANSLATED, Action.DRAFT): State.INITIAL,
        (State.TRANSLATED, Action.CONFIRM): State.TRANSLATED,
        (State.TRANSLATED, Action.APPROVE): State.REVIEWED,
        (State.TRANSLATED, Action.RETURN): State.INITIAL,
        (State.REVIEWED, Action.DRAFT): State.INITIAL,
        (State.REVIEWED, Action.CONFIRM): State.TRANSLATED,
        (State.REVIEWED, Action.RETURN): State.INITIAL,
        (State.REVIEWED, Action.SIGN_OFF): State.FINAL,
        (State.REVIEWED, Action.REOPEN): State.TRANSLATED,
        (State.FINAL, Action.REOPEN): State.TRANSLATED,
    }
)

#: Actions that an open error, an empty target or four eyes can stop.
_GUARDED = frozenset({Action.APPROVE, Action.SIGN_OFF})


class FourEyes(StrEnum):
    """May a person approve a translation of their own?"""

    REQUIRED = "required"
    MARKED = "marked"  #: allowed, with the visible mark "self-reviewed"


class Reason(StrEnum):
    """Why a segment is returned."""

    MEANING = "meaning"
    TERM = "term"
    STYLE = "style"
    GRAMMAR = "grammar"
    COMPLETENESS = "completeness"
    OTHER = "other"


class Weight(StrEnum):
    """How much a return weighs in the quality report."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPolicy:
    """What a project forbids beyond the table."""

    four_eyes: FourEyes = FourEyes.REQUIRED
    publish_from: State = State.REVIEWED

    def objections(
        self, action: Action, *, own_work: bool, empty: bool, findings: Iterable[Finding]
    ) -> Iterator[Message]:
        """Say why this action may not be done now; nothing when it may."""
        if empty and action in (Action.CONFIRM, *_GUARDED):
            yield say("The translation is empty.")
        if action not in _GUARDED:
            return
        if action is Action.APPROVE and own_work and self.four_eyes is FourEyes.REQUIRED:
            yield say("A translator may not approve their own work in this project.")
        yield from (f.message for f in findings if f.severity is Severity.ERROR)


def advance(
    state: State,
    action: Action,
    *,
    policy: ReviewPolicy,
    own_work: bool = False,
    empty: bool = False,
    findings: Iterable[Finding] = (),
) -> State:
    """Move through review, or raise `ActionNotOffered` or `ActionRefused`."""
    following = TRANSITIONS.get((state, action))
    if following is None:
        raise ActionNotOffered(state, action)
    reasons = tuple(policy.objections(action, own_work=own_work, empty=empty, findings=findings))
    if reasons:
        raise ActionRefused(reasons)
    return following


def marks_after(
    marks: frozenset[Mark], action: Action, *, own_work: bool = False
) -> frozenset[Mark]:
    """Which marks stand after an action: a confirmed text is no longer returned or outdated."""
    if action is Action.RETURN:
        return frozenset({Mark.RETURNED})
    if action is Action.CONFIRM:
        return marks & {Mark.NEEDS_LOOK}
    if action is Action.APPROVE and own_work:
        return marks | {Mark.SELF_REVIEWED}
    return marks
