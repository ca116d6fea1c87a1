"""What saving a text does to a target: its state, its marks, and whether anything changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from translations.model import Mark, State
from translations.review import Action, ReviewPolicy, advance, marks_after
from translations.typography import says_the_same

#: Marks of an approval and of what was printed; an edit ends them.
APPROVAL_MARKS = frozenset(
    {Mark.SELF_REVIEWED, Mark.ACCEPTED_WITH_EDITS, Mark.TYPOGRAPHIC, Mark.IMPORTED}
)
#: With these marks the same text confirmed again says something new.
_IN_DOUBT = frozenset({Mark.RETURNED, Mark.OUTDATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A text with its place in the review, and the text that was last confirmed."""

    text: str = ""
    state: State = State.INITIAL
    marks: frozenset[Mark] = frozenset()
    confirmed_text: str | None = None
    confirmed_state: State | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """What stands after a save.

    `restored`: the last confirmed text stands again. `set_anew`: an approved text
    stays approved, for it says the same.
    """

    standing: Standing
    restored: bool = False
    set_anew: bool = False


def changes_nothing(standing: Standing, text: str, action: Action) -> bool:
    """Say whether a save would leave everything as it is."""
    if text != standing.text:
        return False
    settled = standing.state is not State.INITIAL and not standing.marks & _IN_DOUBT
    return action is Action.DRAFT or settled


def edit(
    standing: Standing,
    text: str,
    action: Action,
    *,
    policy: ReviewPolicy,
    typographic: bool = False,
) -> Edited:
    """Save a text as a draft or confirm it; raises what `advance` raises.

    `typographic`: it comes of fixes of spaces, marks and dashes; what says the same
    as an approved text stays approved, with a mark.
    """
    if changes_nothing(standing, text, action):
        return Edited(standing)
    if typographic and _only_set_anew(standing, text, action):
        return Edited(_set_anew(standing, text), set_anew=True)
    # Asked first: a final text is reopened before it is edited, whatever the words.
    state = advance(standing.state, action, policy=policy, empty=not text.strip())
    if _goes_back(standing, text):
        restored = standing.confirmed_state or state
        return Edited(replace(standing, text=text, state=restored), restored=True)
    marks = marks_after(standing.marks, action) - APPROVAL_MARKS
    edited = replace(standing, text=text, state=state, marks=marks)
    if action is Action.CONFIRM:
        edited = replace(edited, confirmed_text=text, confirmed_state=state)
    return Edited(edited)


def _only_set_anew(standing: Standing, text: str, action: Action) -> bool:
    approved = standing.state is State.REVIEWED and action is Action.DRAFT
    return approved and says_the_same(standing.text, text)


def _set_anew(standing: Standing, text: str) -> Standing:
    return replace(
        standing,
        text=text,
        marks=standing.marks | {Mark.TYPOGRAPHIC},
        confirmed_text=text,
        confirmed_state=standing.state,
    )


def _goes_back(standing: Standing, text: str) -> bool:
    """Say whether this is the text last confirmed, and nothing has put it in doubt since."""
    return (
        text == standing.confirmed_text
        and standing.state is State.INITIAL
        and not standing.marks & _IN_DOUBT
    )
