"""What becomes of a segment that comes home: a table of cases, and laws over texts at random."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.inline import Fault
from translations.model import Code, CodeKind, State
from translations.review import TRANSITIONS, Action
from translations.trips import arriving, keys, matching, moving
from translations.trips.arriving import OPEN, TAKEN, Doubt, Kind, Preview, Refusal, Row, Terms
from translations.trips.keys import Key
from translations.trips.matching import Loss
from translations.trips.model import Arrived, ArrivedFile, Departed, Here, digest
from translations.trips.moving import Limit

BOLD = (
    Code(id="1", kind=CodeKind.START, original="<b>", can_delete=False),
    Code(id="1", kind=CodeKind.END, original="</b>", can_delete=False),
)
REVIEWER = Terms(may_review=True, four_eyes=False)


def here(target: str = "", **more: object) -> Here:
    facts: dict[str, object] = {"segment": 1, "number": 1, "text_id": 1, "source": "A town."}
    return Here(**{**facts, "target": target, **more})  # type: ignore[arg-type] # as named


def then(target: str = "", state: State = State.INITIAL, text_id: int = 1) -> Departed:
    return Departed(text_id=text_id, version=1, digest=digest(target), state=state)


def arrived(target: str | None, **more: object) -> Arrived:
    facts: dict[str, object] = {"id": keys.written(Key(7, 1)), "source": "A town."}
    return Arrived(**{**facts, "target": target, **more})  # type: ignore[arg-type] # as named


def look(
    *came: Arrived, stands: Here, gone: Departed | None, terms: Terms | None = None
) -> Preview:
    file = ArrivedFile(format="xliff", segments=came)
    outings = {7: {1: gone}} if gone else {7: {}}
    return arriving.preview(file, [stands], outings, terms or Terms())


def row(*came: Arrived, stands: Here, gone: Departed | None, terms: Terms | None = None) -> Row:
    (only,) = look(*came, stands=stands, gone=gone, terms=terms).rows
    return only


@dataclass(frozen=True, kw_only=True)
class Case:
    """What went out, what stands here, what came; and what it means."""

    out: str = ""
    now: str = ""
    came: str | None = ""
    state: State = State.INITIAL
    kind: Kind
    doubts: frozenset[Doubt] = frozenset()


CASES = {
    "nothing anywhere": Case(kind=Kind.UNCHANGED),
    "nobody did anything": Case(out="a", now="a", came="a", kind=Kind.UNCHANGED),
    "both did the same": Case(
        out="a", now="b", came="b", kind=Kind.UNCHANGED, doubts=frozenset({Doubt.NEWER_HERE})
    ),
    "only we worked": Case(
        out="a", now="b", came="a", kind=Kind.UNCHANGED, doubts=frozenset({Doubt.NEWER_HERE})
    ),
    "only they worked": Case(out="a", now="a", came="b", kind=Kind.CHANGED),
    "they filled what is empty": Case(came="b", kind=Kind.NEW),
    "both worked": Case(
        out="a", now="b", came="c", kind=Kind.CONFLICT, doubts=frozenset({Doubt.NEWER_HERE})
    ),
    "both filled what was empty": Case(
        now="b", came="c", kind=Kind.CONFLICT, doubts=frozenset({Doubt.NEWER_HERE})
    ),
    "we emptied what they changed": Case(
        out="a", came="c", kind=Kind.CONFLICT, doubts=frozenset({Doubt.NEWER_HERE})
    ),
    "they emptied it": Case(
        out="a", now="a", came="", kind=Kind.UNCHANGED, doubts=frozenset({Doubt.EMPTIED})
    ),
    "the file has none": Case(
        out="a", now="a", came=None, kind=Kind.UNCHANGED, doubts=frozenset({Doubt.EMPTIED})
    ),
    "line ends and white space around": Case(
        out="a\nb", now="a\nb", came=" a\r\nb\n", kind=Kind.UNCHANGED
    ),
    "it is approved here": Case(
        out="a", now="a", came="b", state=State.REVIEWED, kind=Kind.APPROVED
    ),
    "it is final here, for a translator": Case(
        out="a", now="a", came="b", state=State.FINAL, kind=Kind.REFUSED
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_three_texts_say_what_becomes_of_a_segment(case: Case) -> None:
    found = row(arrived(case.came), stands=here(case.now, state=case.state), gone=then(case.out))
    assert (found.kind, frozenset(found.doubts)) == (case.kind, case.doubts)


TEXTS = st.sampled_from(["", "a", "b", "a b", "c"])


@given(TEXTS, TEXTS, TEXTS, st.sampled_from(State))
def test_nothing_newer_is_taken_away_unasked(out: str, now: str, came: str, state: State) -> None:
    found = row(arrived(came), stands=here(now, state=state), gone=then(out), terms=REVIEWER)
    if found.kind in TAKEN and found.writes:
        assert now == out
        assert came not in {"", now}
        assert state not in moving.APPROVED
    if found.kind is Kind.UNCHANGED:
        assert came in {"", now, out}
    assert found.is_open == (found.kind in OPEN)


# Codes


def test_codes_are_those_of_the_segment_whatever_the_file_calls_them() -> None:
    theirs = (
        Code(id="x", kind=CodeKind.END, original=""),
        Code(id="x", kind=CodeKind.START, original=""),
    )
    came = arrived("\ue001ville\ue000", source="A \ue001town\ue000.", codes=theirs)
    stands = here(source="A \ue000town\ue001.", codes=BOLD)
    assert row(came, stands=stands, gone=then()).target == "\ue000ville\ue001"


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("ville", Fault.MISSING),
        ("\ue000ville", Fault.MISSING),
        ("\ue001ville\ue000", Fault.CROSSED),
        ("\ue000ville\ue001\ue001", Fault.REPEATED),
        ("\ue000ville\ue001\ue002", Fault.UNKNOWN),
    ],
)
def test_broken_codes_are_refused_with_the_reason(target: str, fault: Fault) -> None:
    theirs = (*BOLD, Code(id="9", kind=CodeKind.PLACEHOLDER, original=""))
    came = arrived(target, source="A \ue000town\ue001.", codes=theirs)
    stands = here(source="A \ue000town\ue001.", codes=BOLD)
    found = row(came, stands=stands, gone=then())
    assert (found.kind, found.refusal) == (Kind.REFUSED, Refusal.CODES)
    assert fault in {each.fault for each in found.faults}


# What else a person should know


def test_a_source_that_changed_here_since_is_told_and_not_taken_unasked() -> None:
    found = row(
        arrived("b", state=State.FINAL),
        stands=here("a", text_id=2),
        gone=then("a"),
        terms=REVIEWER,
    )
    assert (found.kind, found.doubts) == (Kind.CONFLICT, (Doubt.SOURCE_CHANGED,))
    assert found.state is State.INITIAL


def test_another_source_in_the_file_is_told() -> None:
    found = row(arrived("b", source="A village."), stands=here("a"), gone=then("a"))
    assert (found.kind, found.doubts) == (Kind.CONFLICT, (Doubt.SOURCE_DIFFERS,))
    spaced = row(arrived("b", source=" A  town. "), stands=here("a"), gone=then("a"))
    assert spaced.kind is Kind.CHANGED


def test_what_the_edition_leaves_out_is_refused() -> None:
    found = row(arrived("b"), stands=here(left_out="Not ours."), gone=then())
    assert (found.kind, found.refusal) == (Kind.REFUSED, Refusal.LEFT_OUT)


def test_what_no_database_holds_is_refused_and_no_part_of_a_comment() -> None:
    for text in ("b\x00", "b\ud800", "b" * 100_001):
        found = row(arrived(text), stands=here("a"), gone=then("a"))
        assert (found.kind, found.refusal) == (Kind.REFUSED, Refusal.UNFIT)
    noted = row(arrived("a", notes=("x\x00y",)), stands=here("a"), gone=then("a"))
    assert noted.comments == ("xy",)


def test_copies_of_a_row_count_once_and_those_that_differ_are_refused() -> None:
    stands, gone = here("a"), then("a")
    same = row(arrived("b"), arrived("b"), stands=stands, gone=gone)
    assert (same.kind, same.doubts) == (Kind.CHANGED, (Doubt.REPEATED,))
    untouched = row(arrived("a"), arrived("b"), stands=stands, gone=gone)
    assert (untouched.kind, untouched.target) == (Kind.CHANGED, "b")
    differing = row(arrived("b"), arrived("c"), stands=stands, gone=gone)
    assert (differing.kind, differing.refusal) == (Kind.REFUSED, Refusal.TWICE)


def test_tracked_changes_are_kept_beside_what_is_taken() -> None:
    found = row(arrived("b", tracked="a", who=("Ann",)), stands=here("a"), gone=then("a"))
    assert (found.kind, found.untracked, found.doubts) == (Kind.CHANGED, "a", (Doubt.TRACKED,))


def test_notes_that_are_here_already_are_no_news() -> None:
    stands = here("a", comments=frozenset({"Known."}))
    found = row(arrived("a", notes=("Known. ", "New.", "New.")), stands=stands, gone=then("a"))
    assert (found.kind, found.comments) == (Kind.UNCHANGED, ("New.",))
    left_out = arrived(None, notes=("Not ours.",), left_out=True)
    assert row(left_out, stands=here(left_out="Not ours."), gone=then()).comments == ()


def test_reordered_and_absent_segments_are_told() -> None:
    places = [here("a", segment=n, number=n, source=f"Town {n}.") for n in (1, 2, 3)]
    came = [arrived("a", id=keys.written(Key(7, n)), source=f"Town {n}.") for n in (2, 1)]
    gone = {7: {n: then("a") for n in (1, 2, 3)}}
    found = arriving.preview(
        ArrivedFile(format="table", segments=tuple(came)), places, gone, Terms()
    )
    assert found.reordered
    assert [each.segment for each in found.absent] == [3]
    assert [each.here.segment for each in found.rows] == [1, 2]


# Places


def lost(came: Arrived, *stands: Here) -> Loss:
    (only,) = matching.match([came], stands, {7: {2: then()}}).lost
    return only.why


def test_what_has_no_place_says_why() -> None:
    town, twin = here(), here(segment=2)
    assert lost(arrived("b", id=keys.written(Key(7, 2))), town) is Loss.GONE
    assert lost(arrived("b", id=keys.written(Key(8, 1))), town) is Loss.ELSEWHERE
    assert lost(arrived("b", id="o7.1.0000", source="Else."), town) is Loss.BROKEN
    assert lost(arrived("b", id="u1", source="Else."), town) is Loss.UNKNOWN
    assert lost(arrived("b", id="u1"), town, twin) is Loss.AMBIGUOUS
    assert lost(arrived("b", id="o7.1.0000"), town, twin) is Loss.BROKEN
    assert lost(arrived("b", id="u1", source=""), here(source="")) is Loss.AMBIGUOUS


def test_without_an_id_a_segment_is_found_by_its_source_and_only_fills_what_is_empty() -> None:
    filled = row(arrived("b", id="u1", state=State.FINAL), stands=here(), gone=None)
    assert (filled.kind, filled.doubts) == (Kind.NEW, (Doubt.NO_RECORD, Doubt.BY_SOURCE))
    beside = row(arrived("b", id="u1"), stands=here("a"), gone=None)
    assert beside.kind is Kind.CONFLICT
    same = row(arrived("a", id="u1", state=State.FINAL), stands=here("a"), gone=None)
    assert same.kind is Kind.UNCHANGED


# States


def test_every_step_is_one_that_the_review_offers() -> None:
    for (current, wanted), steps in moving.STEPS.items():
        at = current
        for action in steps:
            at = TRANSITIONS[at, action]
        assert at is wanted
    assert set(moving.STEPS) == {(a, b) for a in State for b in State if a is not b}


#: (went out as, file says, text changed) → what it asks for
ASKED = [
    (State.TRANSLATED, State.TRANSLATED, False, None),
    (State.TRANSLATED, State.REVIEWED, False, State.REVIEWED),
    (State.TRANSLATED, State.INITIAL, False, State.INITIAL),
    (State.TRANSLATED, State.TRANSLATED, True, State.TRANSLATED),
    (State.REVIEWED, State.REVIEWED, True, State.TRANSLATED),
    (State.INITIAL, State.INITIAL, True, State.INITIAL),
    (State.INITIAL, State.TRANSLATED, True, State.TRANSLATED),
    (State.INITIAL, None, True, State.INITIAL),
    (None, State.TRANSLATED, True, State.TRANSLATED),
    (None, State.FINAL, False, None),
    (State.TRANSLATED, None, False, None),
]


@pytest.mark.parametrize(("went", "said", "writes", "wanted"), ASKED)
def test_a_state_that_nobody_touched_asks_for_nothing(
    went: State | None, said: State | None, writes: bool, wanted: State | None
) -> None:
    assert moving.asked(said, went, writes=writes) is wanted


@pytest.mark.parametrize(
    ("went", "said", "stands", "goes_on"),
    [
        (State.INITIAL, State.TRANSLATED, State.INITIAL, True),
        (State.INITIAL, State.TRANSLATED, State.TRANSLATED, False),
        (State.INITIAL, State.TRANSLATED, State.REVIEWED, False),
        (State.TRANSLATED, State.INITIAL, State.REVIEWED, True),
        (State.TRANSLATED, State.INITIAL, State.INITIAL, False),
        (State.FINAL, State.TRANSLATED, State.INITIAL, False),
    ],
)
def test_a_state_goes_on_in_the_way_that_somebody_moved_it(
    went: State, said: State, stands: State, goes_on: bool
) -> None:
    assert moving.goes_on(went, said, stands) is goes_on


def test_a_state_is_given_as_far_as_the_person_may() -> None:
    stands, gone = here("a", state=State.TRANSLATED), then("a", State.TRANSLATED)
    final = arrived("b", state=State.FINAL)
    for terms, state, limit in (
        (Terms(), State.TRANSLATED, Limit.ROLE),
        (Terms(may_review=True), State.TRANSLATED, Limit.FOUR_EYES),
        (REVIEWER, State.FINAL, None),
    ):
        found = row(final, stands=stands, gone=gone, terms=terms)
        assert (found.state, found.limit) == (state, limit)
    approved = arrived("a", state=State.REVIEWED)
    assert row(approved, stands=stands, gone=gone).limit is Limit.ROLE
    assert row(approved, stands=stands, gone=gone).kind is Kind.UNCHANGED
    assert row(approved, stands=stands, gone=gone, terms=REVIEWER).kind is Kind.STATE


def test_a_draft_is_confirmed_by_whoever_brings_it_but_not_approved() -> None:
    stands, gone = here("a"), then("a")
    assert row(arrived("a", state=State.TRANSLATED), stands=stands, gone=gone).kind is Kind.STATE
    found = row(arrived("a", state=State.FINAL), stands=stands, gone=gone)
    assert (found.kind, found.state, found.limit) == (Kind.STATE, State.TRANSLATED, Limit.ROLE)


def test_a_state_is_said_of_the_text_that_the_file_has() -> None:
    stands = here("newer", state=State.TRANSLATED)
    came = arrived("a", state=State.FINAL)
    assert row(came, stands=stands, gone=then("a"), terms=REVIEWER).kind is Kind.UNCHANGED


def test_drafts_are_taken_as_translated_where_a_person_says_so() -> None:
    terms = Terms(confirm=True)
    assert row(arrived("b"), stands=here(), gone=then(), terms=terms).state is State.TRANSLATED
    moved = row(arrived("b"), stands=here(text_id=2), gone=then(), terms=terms)
    assert moved.state is State.INITIAL


def test_the_table_of_steps_names_no_action_that_writes() -> None:
    assert {action for steps in moving.STEPS.values() for action in steps}.isdisjoint(
        {Action.DRAFT}
    )


def test_of_sources_that_repeat_each_takes_its_turn() -> None:
    places = [here("", segment=n, number=n, source="Town.") for n in (4, 5)]
    came = [arrived(text, id=f"u{n}", source="Town.") for n, text in enumerate(("a", "b"))]
    found = matching.match(came, places, {})
    assert [(each.here.segment, each.arrived.target) for each in found.matches] == [
        (4, "a"),
        (5, "b"),
    ]
