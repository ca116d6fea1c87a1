"""What the states of XLIFF call ours, both ways: of 1.2 (OASIS 2008) and of 2 (OASIS 2.1).

In 1.2 a state says what a text still needs; in 2 it says how far it has come. A text in
doubt (returned, or outdated by its source) needs work, whatever its state was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from translations.model import Mark, State

_NOTHING: Final[frozenset[Mark]] = frozenset()
_IN_DOUBT: Final = frozenset({Mark.RETURNED, Mark.OUTDATED})
#: Marks that files of pairs have words for.
_TOLD: Final = _IN_DOUBT | {Mark.NEEDS_LOOK}


class Standing(NamedTuple):
    """How far a text has come, and what is true of it besides."""

    state: State
    marks: frozenset[Mark] = _NOTHING


_NOWHERE: Final = Standing(State.INITIAL)
_TRANSLATED: Final = Standing(State.TRANSLATED)


def normal(standing: Standing, *, empty: bool) -> Standing:
    """A standing as far as a file of pairs may tell it: what is in doubt has come nowhere."""
    marks = standing.marks & _TOLD
    if empty:
        return Standing(State.INITIAL)
    return Standing(State.INITIAL if marks & _IN_DOUBT else standing.state, marks)


class Told12(NamedTuple):
    """What a unit of XLIFF 1.2 says of its target."""

    state: str = ""
    qualifier: str = ""  #: `state-qualifier`
    approved: bool = False


class Told2(NamedTuple):
    """What a segment of XLIFF 2 says of itself."""

    state: str = ""
    sub_state: str = ""


# ---- 1.2 ------------------------------------------------------------------------------------

_WRITTEN: Final[Mapping[State, str]] = MappingProxyType(
    {
        State.INITIAL: "needs-translation",
        State.TRANSLATED: "needs-review-translation",
        State.REVIEWED: "signed-off",
        State.FINAL: "final",
    }
)
_READ: Final[Mapping[str, Standing]] = MappingProxyType(
    {
        "new": Standing(State.INITIAL),
        "needs-translation": Standing(State.INITIAL),
        "needs-l10n": Standing(State.INITIAL),
        "needs-adaptation": Standing(State.INITIAL, frozenset({Mark.OUTDATED})),
        "needs-review-translation": Standing(State.TRANSLATED),
        "needs-review-adaptation": Standing(State.TRANSLATED),
        "needs-review-l10n": Standing(State.TRANSLATED),
        "translated": Standing(State.TRANSLATED),
        "signed-off": Standing(State.REVIEWED),
        "final": Standing(State.FINAL),
    }
)
#: Marks that a state of 1.2 has no word for.
_QUALIFIERS: Final[Mapping[Mark, str]] = MappingProxyType(
    {Mark.RETURNED: "x-returned", Mark.NEEDS_LOOK: "x-needs-look"}
)
#: How other programs say that a text was sent back.
_REJECTED: Final = "rejected-"


def told_12(standing: Standing, *, empty: bool) -> Told12:
    """What XLIFF 1.2 calls a standing."""
    if empty:
        return Told12("new")
    qualifier = next((name for mark, name in _QUALIFIERS.items() if mark in standing.marks), "")
    if Mark.OUTDATED in standing.marks:
        return Told12("needs-adaptation", qualifier)
    state = State.INITIAL if Mark.RETURNED in standing.marks else standing.state
    return Told12(_WRITTEN[state], qualifier, approved=state is State.FINAL)


def standing_12(told: Told12, *, empty: bool) -> Standing:
    """What a unit of XLIFF 1.2 means; one that says nothing has a translation or has none."""
    if empty:
        return _NOWHERE
    known = _READ.get(told.state, _TRANSLATED)
    if not told.qualifier and not told.approved:
        return known
    marks = known.marks | marks_of_qualifier(told.qualifier) if told.qualifier else known.marks
    if known.state is State.INITIAL or Mark.RETURNED in marks:
        return Standing(State.INITIAL, marks)
    return Standing(State.FINAL if told.approved else known.state, marks)


def marks_of_qualifier(qualifier: str) -> frozenset[Mark]:
    """The marks that a `state-qualifier` stands for."""
    if qualifier.startswith(_REJECTED):
        return frozenset({Mark.RETURNED})
    return frozenset(mark for mark, name in _QUALIFIERS.items() if name == qualifier)


# ---- 2 --------------------------------------------------------------------------------------

#: Before the names of our own sub-states; the standard asks every tool for such a prefix.
_PREFIX: Final = "workbench:"
_OF_2: Final[Mapping[str, State]] = MappingProxyType({state.value: state for state in State})
_SUB_STATES: Final = (Mark.OUTDATED, Mark.RETURNED, Mark.NEEDS_LOOK)


def told_2(standing: Standing, *, empty: bool) -> Told2:
    """What XLIFF 2 calls a standing."""
    if empty:
        return Told2(State.INITIAL.value)
    state = State.INITIAL if standing.marks & _IN_DOUBT else standing.state
    mark = next((mark for mark in _SUB_STATES if mark in standing.marks), None)
    return Told2(state.value, f"{_PREFIX}{mark.value}" if mark else "")


def standing_2(told: Told2, *, empty: bool) -> Standing:
    """What a segment of XLIFF 2 means; one that says nothing is initial, as the standard says."""
    if empty:
        return Standing(State.INITIAL)
    state = _OF_2.get(told.state, State.INITIAL)
    if not told.sub_state.startswith(_PREFIX):
        return Standing(state)
    named = told.sub_state.removeprefix(_PREFIX)
    return Standing(state, frozenset(mark for mark in _SUB_STATES if mark.value == named))


# ---- Trados ---------------------------------------------------------------------------------

#: How Trados calls states, in SDLXLIFF and TMX.
_CONFIRMED: Final[Mapping[State, str]] = MappingProxyType(
    {
        State.INITIAL: "Draft",
        State.TRANSLATED: "Translated",
        State.REVIEWED: "ApprovedTranslation",
        State.FINAL: "ApprovedSignOff",
    }
)
_REJECTION: Final = "RejectedTranslation"
_BACK: Final = Standing(State.INITIAL, frozenset({Mark.RETURNED}))
CONFIRMATIONS: Final[Mapping[str, Standing]] = MappingProxyType(
    {
        **{word: Standing(state) for state, word in _CONFIRMED.items()},
        _REJECTION: _BACK,
        "RejectedSignOff": _BACK,
    }
)


def confirmation(standing: Standing) -> str:
    """What Trados calls a standing."""
    state, marks = normal(standing, empty=False)
    return _REJECTION if Mark.RETURNED in marks else _CONFIRMED[state]


# ---- several segments -----------------------------------------------------------------------


def together(standings: Collection[Standing]) -> Standing:
    """What is true of several texts that have one state between them: the least, and all marks."""
    order = list(State)
    state = min((each.state for each in standings), key=order.index, default=State.INITIAL)
    return Standing(state, frozenset().union(*(each.marks for each in standings)))
