"""Acts of people on beads: no sentence is lost, whatever is done."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.alignment import Bead, Crossing
from translations.alignment.acceptance import Filling, plan
from translations.alignment.doubt import Level, in_doubt, level, lowered, strip, why
from translations.alignment.editing import (
    NotPossible,
    Side,
    best_cut,
    link,
    merge,
    move,
    pin,
    shift,
    split,
    unlink,
    unpin,
)
from translations.alignment.model import Ground, Reason
from translations.alignment.placed import (
    Placed,
    difference,
    gathered,
    kept,
    offset,
    pins,
    placed,
    stretch,
)

Shape = tuple[int, int]


def beads(*shapes: Shape, confidence: float = 0.5) -> list[Placed]:
    """Beads of these sizes, one after another."""
    row = column = 0
    found = []
    for ours, theirs in shapes:
        source, target = tuple(range(row, row + ours)), tuple(range(column, column + theirs))
        found.append(Bead(source=source, target=target, confidence=confidence))
        row, column = row + ours, column + theirs
    return list(placed(found))


def shapes(found: Sequence[Placed]) -> list[Shape]:
    return [(len(each.source), len(each.target)) for each in found]


def covered(found: Sequence[Placed]) -> tuple[list[int], list[int]]:
    return [n for b in found for n in b.source], [n for b in found for n in b.target]


def test_a_place_counts_the_sentences_before_a_bead() -> None:
    found = beads((1, 1), (2, 1), (0, 1), (1, 0))
    assert [each.place for each in found] == [0, 2, 5, 6]
    assert [each.end for each in found] == [2, 5, 6, 7]
    assert [each.unmatched for each in found] == [False, False, True, True]


def test_neighbours_are_merged_and_pinned() -> None:
    one, other, third = beads((1, 0), (0, 1), (1, 1))
    (merged,) = merge(one, other)
    assert shapes([merged]) == [(1, 1)]
    assert merged.pinned
    (alone,) = merge(*beads((1, 0), (1, 0)))
    assert not alone.pinned  # nobody has said that it has no counterpart
    with pytest.raises(NotPossible):
        merge(one, third)


@pytest.mark.parametrize(
    ("shape", "cut", "parts"),
    [
        ((2, 2), (1, 1), [(1, 1), (1, 1)]),
        ((2, 1), (1, 0), [(1, 0), (1, 1)]),
        ((2, 1), (1, 1), [(1, 1), (1, 0)]),
        ((3, 2), (2, 1), [(2, 1), (1, 1)]),
    ],
)
def test_a_bead_is_cut_where_one_says(shape: Shape, cut: Shape, parts: list[Shape]) -> None:
    (bead,) = beads(shape)
    assert shapes(split(bead, cut)) == parts


@pytest.mark.parametrize("cut", [(0, 0), (2, 2), (3, 1), (-1, 1)])
def test_a_cut_needs_a_sentence_on_both_sides(cut: Shape) -> None:
    (bead,) = beads((2, 2))
    with pytest.raises(NotPossible):
        split(bead, cut)


def test_a_cut_is_sought_where_the_lengths_fit() -> None:
    (bead,) = beads((3, 2))
    assert best_cut(bead, ((10, 30, 60), (42, 58))) == (2, 1)
    assert best_cut(bead, ((50, 20, 30), (50, 50))) == (1, 1)
    assert best_cut(bead, ((10, 30, 60), (42, 58)), (1, None)) == (1, 1)
    (two,) = beads((2, 1))
    assert best_cut(two, ((10, 90), (100,)), (1, None)) == (1, 0)
    with pytest.raises(NotPossible):
        best_cut(beads((1, 1))[0], ((10,), (10,)))


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ((0, 1, Side.SOURCE), [(1, 1), (2, 1)]),
        ((0, 1, Side.TARGET), [(2, 0), (1, 2)]),
        ((1, 0, Side.SOURCE), [(3, 1), (0, 1)]),
        ((1, 0, Side.TARGET), [(2, 2), (1, 0)]),
    ],
)
def test_the_outermost_sentence_goes_to_a_neighbour(
    act: tuple[int, int, Side], expected: list[Shape]
) -> None:
    found = beads((2, 1), (1, 1))
    made = shift(found[act[0]], found[act[1]], act[2])
    assert shapes(made) == expected
    assert covered(made) == covered(found)
    assert [each.pinned for each in made] == [not each.unmatched for each in made]


def test_a_bead_that_gave_all_away_is_gone() -> None:
    one, other = beads((1, 0), (1, 1))
    assert shapes(shift(one, other, Side.SOURCE)) == [(2, 1)]
    with pytest.raises(NotPossible):
        shift(one, other, Side.TARGET)


def test_sentences_are_unlinked_pinned_and_free_again() -> None:
    (bead,) = beads((2, 1))
    parts = unlink(bead)
    assert shapes(parts) == [(1, 0), (1, 0), (0, 1)]
    assert {level(each) for each in parts} == {Level.DOUBTFUL}
    (held,) = pin(bead)
    assert level(held) is Level.PINNED
    assert unpin(held) == [bead]
    (pair,) = merge(*beads((1, 0), (1, 0)))
    assert [each.pinned for each in pin(pair)] == [True, True]


def test_sentences_with_others_without_a_counterpart_between_are_linked() -> None:
    found = beads((1, 0), (0, 1), (1, 0), (0, 1))
    made = link(found)
    assert shapes(made) == [(0, 1), (1, 1), (1, 0)]
    assert covered(made) == covered(found)
    assert shapes(link(found[1:3])) == [(1, 1)]
    with pytest.raises(NotPossible):
        link(beads((1, 0), (1, 1), (0, 1)))
    with pytest.raises(NotPossible):
        link(beads((1, 0), (0, 1), (1, 0)))


def test_what_stands_elsewhere_is_one_bead_when_gathered() -> None:
    found = beads((1, 0), (1, 1), (0, 1))
    moved = move([found[0]], [found[2]])
    every = [moved[0], found[1], moved[1]]
    assert [(b.source, b.target) for b in gathered(every)] == [((0,), (1,)), ((1,), (0,))]
    assert next(iter(gathered(every))).confidence == 1.0
    with pytest.raises(NotPossible):
        merge(every[0], every[1])
    with pytest.raises(NotPossible):
        unpin(every[0])
    assert unlink(moved[0])[0].moved is None
    with pytest.raises(NotPossible):
        move([found[1]], [found[2]])


def test_a_new_alignment_keeps_what_was_pinned() -> None:
    before = beads((1, 0), (1, 1), (0, 1), (1, 1))
    moved = move([before[0]], [before[2]])
    before = [moved[0], *pin(before[1]), moved[1], before[3]]
    held = list(pins(before))
    assert [(each.source, each.target) for each in held] == [((0,), ()), ((1,), (0,)), ((), (1,))]
    after = list(kept(before, beads((1, 0), (1, 1), (0, 1), (1, 1), confidence=0.9)))
    assert after[:3] == before[:3]
    assert after[3].confidence == 0.9
    assert difference(before, after) == ([before[3]], [after[3]])


def test_a_stretch_lies_between_pins() -> None:
    found = beads((1, 1), (1, 1), (1, 0), (1, 1), (1, 1))
    held = [*pin(found[0]), found[1], *pin(found[2]), found[3], *pin(found[4])]
    assert stretch(held, found[1].place) == (1, 4)
    assert stretch(held, found[0].place) == (0, 0)
    assert stretch(found, 3) == (0, 5)
    (shifted,) = offset(found[:1], 3, 4)
    assert (shifted.source, shifted.target) == (range(3, 4), range(4, 5))


def test_who_stands_alone_must_be_surer() -> None:
    assert level(beads((1, 1), confidence=0.99)[0]) is Level.SURE
    assert level(beads((1, 0), confidence=0.99)[0]) is Level.LIKELY
    assert level(beads((1, 1), confidence=0.8)[0]) is Level.LIKELY
    assert level(beads((1, 0), confidence=0.8)[0]) is Level.DOUBTFUL
    assert in_doubt(beads((1, 1), confidence=0.5)[0])


def test_what_seems_to_stand_elsewhere_is_no_sure_omission() -> None:
    found = beads((1, 0), (1, 1), (0, 1), confidence=1.0)
    told = list(lowered(found, [Crossing(source=(0,), target=(1,))]))
    assert [level(each) for each in told] == [Level.LIKELY, Level.SURE, Level.LIKELY]


def test_the_strip_shows_the_worst_of_each_stretch() -> None:
    found = [*beads((1, 1), confidence=1.0), *beads((1, 1), (1, 1), confidence=0.1)[1:]]
    found = [*found, *beads((1, 1), (1, 1), (1, 1), confidence=1.0)[2:]]
    told = strip(found, 2)
    assert [worst for worst, _bead in told] == [Level.DOUBTFUL, Level.SURE]
    assert told[0][1] == found[1]
    assert strip([], 9) == []


def test_reasons_are_said_in_words() -> None:
    reasons = (
        Reason(ground=Ground.NUMBER, source="12", target="12", weight=4.0),
        Reason(ground=Ground.NAME, source="Olga", target="Ольга", weight=3.0),
    )
    bead = Placed(source=range(1), target=range(1), confidence=0.9, reasons=reasons)
    told = " ".join(each.english for each in why(bead, (40, 42), 1.0))
    assert "Numbers that agree: 12." in told
    assert "Names that agree: Olga – Ольга." in told
    assert "Another grouping is nearly as likely." in told
    assert "unusually long" in why(bead, (40, 100), 1.0)[-2].english
    assert "unusually short" in why(bead, (40, 10), 1.0)[-2].english
    alone = Placed(source=range(1), target=range(0))
    assert "Nothing in the translation" in why(alone, (9, 0), 1.0)[0].english
    assert "no counterpart" in why(pin(alone)[0], (9, 0), 1.0)[0].english


def test_every_sentence_of_the_translation_has_its_place_in_an_edition() -> None:
    found = beads((0, 1), (1, 1), (2, 1), (0, 1), (1, 0), (2, 1))
    fillings = plan(found, [0, 0, 0, 0, 1, 2], join=True)
    assert [(f.first, f.joined, f.spare, f.target, f.added) for f in fillings] == [
        (0, (), (), (1,), (0,)),
        (1, (2,), (), (2,), (3,)),
        (3, (), (), (), ()),
        (4, (), (5,), (4,), ()),
    ]
    apart = plan(found, [0, 0, 0, 0, 1, 2], join=False)
    assert apart[1] == Filling(first=1, spare=(2,), target=(2,), confidence=0.5, added=(3,))
    assert not apart[1].is_trusted(0.99)
    assert apart[1].is_trusted(0.5)


_ACTS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "on", "back", "unlink", "pin"]), st.integers(0, 40)
    ),
    max_size=25,
)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=8),
    _ACTS,
)
def test_no_act_loses_a_sentence(sizes: list[Shape], acts: list[tuple[str, int]]) -> None:
    found = beads(*sizes)
    before = covered(found)
    for act, number in acts:
        at = number % len(found)
        here, following = found[at], found[at + 1 : at + 2]
        try:
            if act == "merge" and following:
                found[at : at + 2] = merge(here, following[0])
            elif act == "split":
                lengths = [len(here.source) * [9], len(here.target) * [9]]
                found[at : at + 1] = split(here, best_cut(here, (lengths[0], lengths[1])))
            elif act in {"on", "back"} and following:
                side = Side.SOURCE if number % 2 else Side.TARGET
                pair = (here, following[0]) if act == "on" else (following[0], here)
                found[at : at + 2] = shift(*pair, side)
            elif act == "unlink":
                found[at : at + 1] = unlink(here)
            elif act == "pin":
                found[at : at + 1] = pin(here)
        except NotPossible:
            continue
        assert covered(found) == before
        assert [each.place for each in found[1:]] == [each.end for each in found[:-1]]
