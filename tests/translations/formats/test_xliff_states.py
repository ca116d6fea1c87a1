"""States of XLIFF and ours, as tables that are read both ways."""

from __future__ import annotations

import pytest

from translations.formats.xliff_states import (
    Standing,
    Told2,
    Told12,
    standing_2,
    standing_12,
    together,
    told_2,
    told_12,
)
from translations.model import Mark, State

RETURNED, OUTDATED, LOOK = (
    frozenset({mark}) for mark in (Mark.RETURNED, Mark.OUTDATED, Mark.NEEDS_LOOK)
)

BOTH_WAYS = [
    (Standing(State.INITIAL), Told12("needs-translation"), Told2("initial")),
    (Standing(State.TRANSLATED), Told12("needs-review-translation"), Told2("translated")),
    (Standing(State.REVIEWED), Told12("signed-off"), Told2("reviewed")),
    (Standing(State.FINAL), Told12("final", approved=True), Told2("final")),
    (
        Standing(State.INITIAL, RETURNED),
        Told12("needs-translation", "x-returned"),
        Told2("initial", "workbench:returned"),
    ),
    (
        Standing(State.INITIAL, OUTDATED),
        Told12("needs-adaptation"),
        Told2("initial", "workbench:outdated"),
    ),
    (
        Standing(State.TRANSLATED, LOOK),
        Told12("needs-review-translation", "x-needs-look"),
        Told2("translated", "workbench:needs-look"),
    ),
]


@pytest.mark.parametrize(("standing", "of_12", "of_2"), BOTH_WAYS)
def test_what_is_written_is_read_as_it_was(standing: Standing, of_12: Told12, of_2: Told2) -> None:
    assert told_12(standing, empty=False) == of_12
    assert standing_12(of_12, empty=False) == standing
    assert told_2(standing, empty=False) == of_2
    assert standing_2(of_2, empty=False) == standing


def test_what_is_empty_is_new_whatever_else_is_said() -> None:
    assert told_12(Standing(State.FINAL), empty=True) == Told12("new")
    assert told_2(Standing(State.FINAL), empty=True) == Told2("initial")
    assert standing_12(Told12("final", approved=True), empty=True) == Standing(State.INITIAL)
    assert standing_2(Told2("final"), empty=True) == Standing(State.INITIAL)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("marks", [RETURNED, OUTDATED])
def test_what_is_in_doubt_is_never_given_as_done(state: State, marks: frozenset[Mark]) -> None:
    standing = Standing(state, marks)
    assert standing_12(told_12(standing, empty=False), empty=False).state is State.INITIAL
    assert standing_2(told_2(standing, empty=False), empty=False).state is State.INITIAL


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        (Told12(), Standing(State.TRANSLATED)),
        (Told12(approved=True), Standing(State.FINAL)),
        (Told12("translated"), Standing(State.TRANSLATED)),
        (Told12("translated", approved=True), Standing(State.FINAL)),
        (Told12("new"), Standing(State.INITIAL)),
        (Told12("needs-l10n", approved=True), Standing(State.INITIAL)),
        (Told12("needs-review-adaptation"), Standing(State.TRANSLATED)),
        (Told12("translated", "rejected-grammar"), Standing(State.INITIAL, RETURNED)),
        (Told12("translated", "leveraged-tm"), Standing(State.TRANSLATED)),
        (Told12("x-reviewed-by-client"), Standing(State.TRANSLATED)),
    ],
)
def test_states_of_other_programs_are_read(told: Told12, standing: Standing) -> None:
    assert standing_12(told, empty=False) == standing


def test_a_segment_of_version_2_that_says_nothing_is_initial() -> None:
    assert standing_2(Told2(), empty=False) == Standing(State.INITIAL)
    assert standing_2(Told2("reviewed", "acme:fine"), empty=False) == Standing(State.REVIEWED)


def test_texts_with_one_state_are_as_far_as_the_least() -> None:
    both = [Standing(State.FINAL), Standing(State.TRANSLATED, OUTDATED)]
    assert together(both) == Standing(State.TRANSLATED, OUTDATED)
