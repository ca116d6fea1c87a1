"""Which units fit a segment, how they are ranked, and what is changed in them before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.model import Voice
from translations.difference import Change
from translations.memory.features import context_key
from translations.memory.matching import matches, most_similar, similarity
from translations.memory.model import (
    Adaptation,
    Kind,
    Query,
    Surroundings,
    Unit,
    UnitState,
    unit_state,
)
from translations.model import Code, CodeKind, Mark, Origin, State

_NOW = datetime(2026, 5, 1, tzinfo=UTC)
_BOLD = (
    Code(id="1", kind=CodeKind.START, original="<b>", display="b"),
    Code(id="1", kind=CodeKind.END, original="</b>", display="b"),
)
_ITALIC = (
    Code(id="7", kind=CodeKind.START, original="*", display="i"),
    Code(id="7", kind=CodeKind.END, original="*", display="i"),
)
_BREAK = (Code(id="2", kind=CodeKind.PLACEHOLDER, original="<br>", display="br"),)
_HERE = Surroundings(before=context_key("Before."), after=context_key("After."))


def _query(source: str, **more: object) -> Query:
    base = Query(source=source, source_language="en", target_language="ru")
    return replace(base, **more)  # type: ignore[arg-type] # fields of the query


def _unit(source: str, target: str, **more: object) -> Unit:
    return replace(Unit(source=source, target=target, at=_NOW), **more)  # type: ignore[arg-type] # fields


# The score


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_similarity_is_one_for_equal_texts_only(one: str, other: str) -> None:
    alike = similarity(one, other)
    assert 0 <= alike <= 1
    assert (alike == 1) == (one == other)
    assert alike == similarity(other, one)


def test_only_reviewed_text_scores_full() -> None:
    scores = {}
    for state in UnitState:
        (match,) = matches(_query("One text."), [_unit("One text.", "Текст.", state=state)])
        scores[state] = match.score
    assert scores[UnitState.FINAL] == scores[UnitState.REVIEWED] == 1
    ordered = [scores[state] for state in UnitState]
    assert ordered == sorted(ordered, reverse=True)
    assert scores[UnitState.TRANSLATED] < 1
    assert scores[UnitState.RETURNED] < scores[UnitState.ABANDONED] < scores[UnitState.TRANSLATED]


def test_the_penalty_of_a_memory_lowers_the_score_and_not_the_similarity() -> None:
    (match,) = matches(_query("One text."), [_unit("One text.", "Текст.", penalty=0.1)])
    assert match.similarity == 1
    assert match.score == pytest.approx(0.9)


def test_a_pair_that_a_program_put_together_ranks_below_one_that_a_person_did() -> None:
    units = [
        _unit("One text.", "Выровненный.", origin=Origin.ALIGNED),
        _unit("One text.", "Перевод.", origin=Origin.PERSON, at=_NOW - timedelta(days=1)),
    ]
    found = matches(_query("One text."), units)
    assert [match.target for match in found] == ["Перевод.", "Выровненный."]
    assert found[1].score == pytest.approx(0.99)


def test_what_is_less_alike_than_asked_is_no_match() -> None:
    unit = _unit("Quite another sentence.", "Другое.")
    assert matches(_query("One text."), [unit]) == ()
    assert matches(_query("One text."), [unit], least=0.0)


def test_codes_do_not_count_as_characters_but_escapes_do() -> None:
    escape = (Code(id="1", kind=CodeKind.PLACEHOLDER, original="&amp;"),)
    unit = _unit("Q\ue000A", "В\ue000О", codes=escape)
    (match,) = matches(_query("Q&A"), [unit])
    assert match.similarity == 1


# The order


def test_context_stands_before_exact_and_exact_before_fuzzy() -> None:
    units = [
        _unit("One text!", "Нечёткий."),
        _unit("One text.", "Точный."),
        _unit("One text.", "На месте.", surroundings=_HERE, state=UnitState.TRANSLATED),
    ]
    found = matches(_query("One text.", surroundings=_HERE), units)
    assert [match.kind for match in found] == [Kind.CONTEXT, Kind.EXACT, Kind.FUZZY]
    assert [match.target for match in found] == ["На месте.", "Точный.", "Нечёткий."]


def test_a_place_with_unknown_neighbours_is_no_context() -> None:
    nowhere = Surroundings(before=context_key("Before."))
    unit = _unit("One text.", "Точный.", surroundings=nowhere)
    (match,) = matches(_query("One text.", surroundings=nowhere), [unit])
    assert match.kind is Kind.EXACT


def test_an_exact_match_in_another_voice_ranks_below_one_in_the_same() -> None:
    units = [
        _unit("One text.", "Авторский.", voice=Voice.NARRATION),
        _unit("One text.", "Ответ.", voice=Voice.ANSWER, state=UnitState.TRANSLATED),
        _unit("One text.", "Неизвестно чей.", at=_NOW - timedelta(days=1)),
    ]
    found = matches(_query("One text.", voice=Voice.ANSWER), units)
    assert [match.target for match in found] == ["Неизвестно чей.", "Ответ.", "Авторский."]


def test_what_nobody_stands_behind_is_offered_but_never_as_exact() -> None:
    units = [
        _unit("One text.", "Отозванный.", state=UnitState.RETURNED),
        _unit("One texts.", "Одобренный.", state=UnitState.REVIEWED),
    ]
    found = matches(_query("One text."), units)
    assert [match.target for match in found] == ["Одобренный.", "Отозванный."]
    assert {match.kind for match in found} == {Kind.FUZZY}


def test_of_equal_units_the_best_is_shown_alone() -> None:
    units = [
        _unit("One text.", "Текст.", state=UnitState.TRANSLATED),
        _unit("One text.", "Текст.", state=UnitState.FINAL),
    ]
    (match,) = matches(_query("One text."), units)
    assert match.unit.state is UnitState.FINAL


def test_of_equally_good_units_the_newest_stands_first() -> None:
    units = [
        _unit("One text.", "Старый.", at=_NOW - timedelta(days=9)),
        _unit("One text.", "Новый."),
    ]
    assert matches(_query("One text."), units)[0].target == "Новый."


def test_the_difference_of_the_source_is_marked() -> None:
    (match,) = matches(_query("The new text."), [_unit("The old text.", "Старый.")])
    changed = [(each.change, each.text) for each in match.difference if each.change != Change.SAME]
    assert changed == [(Change.REMOVED, "old"), (Change.ADDED, "new")]


def test_the_most_similar_texts_are_named_by_their_places() -> None:
    found = most_similar("abcd", ["zzzz", "abcx", "abcd"], least=0.5, most=2)
    assert found == [(2, 1.0), (1, 0.75)]


# Codes


def test_codes_of_the_same_kinds_become_those_of_the_segment() -> None:
    unit = _unit("A \ue000bold\ue001 word", "\ue000Жирное\ue001 слово", codes=_BOLD)
    (match,) = matches(_query("A \ue000bold\ue001 word", codes=_ITALIC), [unit])
    assert match.target == "\ue000Жирное\ue001 слово"
    assert (match.adapted, match.kind) == (frozenset({Adaptation.CODES}), Kind.EXACT)


def test_equal_codes_are_nothing_that_was_adapted() -> None:
    unit = _unit("A \ue000bold\ue001 word", "\ue000Жирное\ue001 слово", codes=_BOLD)
    (match,) = matches(_query("A \ue000bold\ue001 word", codes=_BOLD), [unit])
    assert match.adapted == frozenset()


def test_codes_that_the_segment_lacks_leave_the_text() -> None:
    unit = _unit("A \ue000bold\ue001 word", "\ue000Жирное\ue001 слово", codes=_BOLD)
    (match,) = matches(_query("A bold word"), [unit])
    assert (match.target, match.adapted) == ("Жирное слово", frozenset({Adaptation.CODES}))


def test_codes_without_a_place_cost_a_little_and_are_told() -> None:
    unit = _unit("A bold word", "Жирное слово")
    (match,) = matches(_query("A \ue000bold\ue001 word", codes=_BOLD), [unit])
    assert match.adapted == {Adaptation.CODES_LOST}
    assert match.similarity == 1
    assert match.score == pytest.approx(0.99)
    assert match.kind is Kind.FUZZY


def test_a_pair_around_the_whole_segment_stands_around_the_translation() -> None:
    unit = _unit("A bold word", "Жирное слово")
    (match,) = matches(_query("\ue000A bold word\ue001", codes=_BOLD), [unit])
    assert match.target == "\ue000Жирное слово\ue001"


def test_a_code_takes_the_place_of_the_one_that_looks_like_it() -> None:
    theirs = (*_BREAK, *_BOLD)
    unit = _unit("A\ue000 \ue001bold\ue002 word", "Жирное\ue000 \ue001слово\ue002", codes=theirs)
    (match,) = matches(_query("A \ue000bold\ue001 word", codes=_BOLD), [unit])
    assert match.target == "Жирное \ue000слово\ue001"


def test_half_a_pair_is_not_put_in() -> None:
    unit = _unit("A \ue000bold word", "Жирное\ue000 слово", codes=_BOLD[:1])
    (match,) = matches(_query("A \ue000bold\ue001 word", codes=_BOLD), [unit])
    assert match.target == "Жирное слово"


# Numbers


@pytest.mark.parametrize(
    ("source", "target", "wanted", "expected"),
    [
        ("Figure 17.", "Рисунок 17.", "Figure 18.", "Рисунок 18."),
        ("12 cars left.", "Уехали 12 машин.", "15 cars left.", "Уехали 15 машин."),
        ("In 2013 it ended.", "В 2013 году это кончилось.", "In 2014 it ended.",
         "В 2014 году это кончилось."),
        ("About 1,000 people", "Около 1 000 человек", "About 2,500 people", "Около 2 500 человек"),
        ("3.5 metres", "3,5 метра", "4.5 metres", "4,5 метра"),
        ("Figures 5 and 6.", "Рисунки 5 и 6.", "Figures 8 and 9.", "Рисунки 8 и 9."),
    ],
)  # fmt: skip
def test_numbers_are_adapted_where_nothing_else_changes(
    source: str, target: str, wanted: str, expected: str
) -> None:
    (match,) = matches(_query(wanted), [_unit(source, target)], least=0.5)
    assert (match.target, match.adapted) == (expected, frozenset({Adaptation.NUMBERS}))
    assert match.similarity < 1
    assert match.kind is Kind.FUZZY


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("12 cars left.", "Уехали 12 машин.", "22 cars left."),  # «22 машины»
        ("2021 cars left.", "Уехала 2021 машина.", "2023 cars left."),  # no year
        ("5 of 5 cars", "5 из 5 машин", "6 of 5 cars"),  # which 5?
        ("12 cars left.", "Уехала дюжина машин.", "15 cars left."),
        ("12 cars, 12 men", "12 машин и мужчин", "15 cars, 16 men"),
        ("12 red cars", "12 красных машин", "15 blue cars"),  # more than the number
        ("1,000 people", "1 тыс. человек", "1.5 people"),
    ],
)
def test_numbers_stay_where_more_would_have_to_change(
    source: str, target: str, wanted: str
) -> None:
    (match,) = matches(_query(wanted), [_unit(source, target)], least=0.3)
    assert (match.target, match.adapted) == (target, frozenset())


# States


@pytest.mark.parametrize(
    ("state", "marks", "expected"),
    [
        (State.FINAL, set(), UnitState.FINAL),
        (State.TRANSLATED, {Mark.NEEDS_LOOK}, UnitState.TRANSLATED),
        (State.INITIAL, {Mark.RETURNED}, UnitState.RETURNED),
        (State.INITIAL, set(), UnitState.ABANDONED),
    ],
)
def test_a_unit_is_trusted_as_its_target_is(
    state: State, marks: set[Mark], expected: UnitState
) -> None:
    assert unit_state(state, frozenset(marks)) is expected
