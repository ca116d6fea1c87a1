"""Two versions of a source: nothing is lost or told twice, and the order is the newer one."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations import inline
from translations.inline import code_point
from translations.model import Block, BlockKind, Code, CodeKind, Segment
from translations.versions import Change, Comparison, Weight, compare, proposed

RULE = Block(kind=BlockKind.RULE)
#: Few words, so that same, alike and repeated sentences come up by themselves.
_WORDS = st.sampled_from(
    ("we", "left", "the", "town", "at", "dawn", "and", "nobody", "saw", "twelve", "cars")
)
_SENTENCES = st.lists(_WORDS, min_size=1, max_size=6).map(lambda words: " ".join(words) + ".")
_BLOCKS = st.lists(_SENTENCES, max_size=5).map(lambda texts: _block(*texts))
_DOCUMENTS = st.lists(_BLOCKS, max_size=8)


def _block(*texts: str) -> Block:
    return Block(
        kind=BlockKind.PARAGRAPH,
        segments=tuple(Segment(text=text, after=" ") for text in texts),
    )


def _told(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[str, str, str]]:
    """Each step as (change, older text, newer text)."""
    comparison = compare(old, new)
    before, after = _texts(old), _texts(comparison.blocks)
    return [
        (
            str(step.change),
            "" if step.old is None else before[step.old],
            "" if step.new is None else after[step.new],
        )
        for step in comparison.steps
    ]


def _texts(blocks: Sequence[Block]) -> list[str]:
    return [segment.text for block in blocks for segment in block.segments]


def _count(comparison: Comparison) -> dict[str, int]:
    return {str(change): count for change, count in comparison.counts.items() if count}


# Laws


@given(_DOCUMENTS)
def test_the_same_blocks_are_unchanged(blocks: list[Block]) -> None:
    comparison = compare(blocks, blocks)
    assert {step.change for step in comparison.steps} <= {Change.UNCHANGED}
    assert [(step.old, step.new) for step in comparison.steps] == [
        (at, at) for at in range(len(_texts(blocks)))
    ]
    with_text = [n for n, block in enumerate(blocks) if block.segments]
    assert [comparison.continued[n] for n in with_text] == with_text


@given(_DOCUMENTS, _DOCUMENTS)
def test_every_segment_is_told_once_and_in_the_newer_order(
    old: list[Block], new: list[Block]
) -> None:
    comparison = compare(old, new)
    olds = [step.old for step in comparison.steps if step.old is not None]
    news = [step.new for step in comparison.steps if step.new is not None]
    assert sorted(olds) == list(range(len(_texts(old))))
    assert news == list(range(len(_texts(comparison.blocks))))
    for step in comparison.steps:
        assert (step.old is None) == (step.change is Change.ADDED)
        assert (step.new is None) == (step.change is Change.REMOVED)


@given(_DOCUMENTS, _DOCUMENTS)
def test_what_is_said_of_texts_is_true(old: list[Block], new: list[Block]) -> None:
    comparison = compare(old, new)
    before, after = _texts(old), _texts(comparison.blocks)
    stayed = []
    for step in comparison.steps:
        if step.old is None or step.new is None:
            continue
        assert step.rewritten == (before[step.old] != after[step.new])
        assert step.rewritten != (step.change is Change.UNCHANGED) or step.change is Change.MOVED
        if step.change is not Change.MOVED:
            stayed.append(step.old)
    assert stayed == sorted(stayed)


@given(_DOCUMENTS, _DOCUMENTS)
def test_the_newer_text_is_kept_whole_and_no_block_goes_on_twice(
    old: list[Block], new: list[Block]
) -> None:
    comparison = compare(old, new)
    whole = ["".join(s.text + s.after for s in block.segments) for block in new]
    assert ["".join(s.text + s.after for s in b.segments) for b in comparison.blocks] == whole
    known = [each for each in comparison.continued if each is not None]
    assert len(known) == len(set(known))


def test_ten_thousand_segments_are_compared_in_two_seconds() -> None:
    chance = random.Random(7)
    words = [f"word{number}" for number in range(4_000)]
    old = [_block(*(_sentence(chance, words) for _ in range(5))) for _ in range(2_000)]
    began = time.process_time()
    comparison = compare(old, _edited(chance, words, old))
    assert time.process_time() - began < 2
    counts = comparison.counts
    assert counts[Change.EDITED] > 1_000
    assert counts[Change.MOVED] > 100


@pytest.mark.parametrize("kept", [0, 3])
def test_a_text_that_is_wholly_another_is_compared_in_time(kept: int) -> None:
    chance = random.Random(8)
    words = [f"word{number}" for number in range(4_000)]
    old, new = (
        [_block(*(_sentence(chance, words) for _ in range(5))) for _ in range(2_000)]
        for _ in range(2)
    )
    began = time.process_time()
    comparison = compare(old, [*old[:kept], *new])
    assert time.process_time() - began < 4
    assert comparison.counts[Change.UNCHANGED] == 5 * kept


def _sentence(chance: random.Random, words: list[str]) -> str:
    return " ".join(chance.choices(words, k=chance.randint(4, 25))) + "."


def _edited(chance: random.Random, words: list[str], blocks: list[Block]) -> list[Block]:
    """One sentence in five is edited, one paragraph in forty moves, some come and some go."""
    new = []
    for block in blocks:
        texts = [segment.text for segment in block.segments]
        texts = [
            text.replace(" ", f" {chance.choice(words)} ", 2) if chance.random() < 0.2 else text
            for text in texts
            if chance.random() > 0.02
        ]
        if chance.random() < 0.1:
            texts.insert(0, _sentence(chance, words))
        new.append(_block(*texts))
    for _ in range(50):
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
    return new


# Cases


def test_an_edited_sentence_is_told_where_it_stands() -> None:
    old = [_block("We left the town at dawn.", "Nobody saw the cars."), _block("The end.")]
    new = [_block("We left the old town at dawn.", "Nobody saw the cars."), _block("The end.")]
    assert _told(old, new) == [
        ("edited", "We left the town at dawn.", "We left the old town at dawn."),
        ("unchanged", "Nobody saw the cars.", "Nobody saw the cars."),
        ("unchanged", "The end.", "The end."),
    ]


def test_what_comes_and_what_goes_stands_where_it_does() -> None:
    old = [_block("One is here."), _block("Two leaves us."), _block("Three is there.")]
    new = [_block("One is here."), _block("Three is there."), _block("Quite another thing comes.")]
    assert _told(old, new) == [
        ("unchanged", "One is here.", "One is here."),
        ("removed", "Two leaves us.", ""),
        ("unchanged", "Three is there.", "Three is there."),
        ("added", "", "Quite another thing comes."),
    ]
    assert compare(old, new).continued == (0, 2, None)


def test_a_paragraph_that_moves_is_one_that_moved() -> None:
    first, second, third = (
        _block("The first opens it."),
        _block("The second follows.", "It has two."),
        _block("The third ends it.", "It has two also."),
    )
    comparison = compare([first, second, third], [second, third, first])
    assert _count(comparison) == {"unchanged": 4, "moved": 1}
    assert comparison.continued == (1, 2, 0)


def test_what_is_shorter_is_what_moved() -> None:
    short, long = _block("A short one."), _block("This one is very much longer than the other one.")
    comparison = compare([short, long], [long, short])
    assert [step.change for step in comparison.steps] == [Change.UNCHANGED, Change.MOVED]


def test_what_moves_may_be_edited_besides() -> None:
    moved = "A sentence of many words stands at the very beginning of it."
    old = [_block(moved), _block("Here is one."), _block("There is another.")]
    new = [
        _block("Here is one."),
        _block("There is another."),
        _block(moved.replace("stands", "stood")),
    ]
    step = compare(old, new).steps[-1]
    assert (step.change, step.old, step.rewritten) == (Change.MOVED, 0, True)


def test_a_sentence_cut_in_two_goes_on_in_the_first_part() -> None:
    old = [_block("The militia left, and they did not come back to the town until the spring.")]
    new = [_block("The militia left.", "They did not come back to the town until the spring.")]
    assert [told[0] for told in _told(old, new)] == ["edited", "added"]


def test_two_sentences_put_together_go_on_in_the_first() -> None:
    old = [_block("The militia left.", "They did not come back to the town until the spring.")]
    new = [_block("The militia left, they did not come back to the town until the spring.")]
    assert [told[0] for told in _told(old, new)] == ["edited", "removed"]


def test_a_block_that_says_the_same_stays_cut_as_people_cut_it() -> None:
    cut = [_block("We left.", "Nobody saw", "the cars.")]
    new = [_block("We left.", "Nobody saw the cars."), _block("More of it.")]
    comparison = compare(cut, new)
    assert _count(comparison) == {"unchanged": 3, "added": 1}
    assert _texts(comparison.blocks)[:3] == ["We left.", "Nobody saw", "the cars."]


def test_blocks_that_say_the_same_stay_cut_each_in_its_own_way() -> None:
    old = [
        _block("We left", "the town."),
        _block("We left the town."),
        _block("We left", "the town."),
    ]
    new = [_block("We left the town.")] * 4
    comparison = compare(old, new)
    assert [len(block.segments) for block in comparison.blocks] == [2, 1, 2, 2]
    assert _count(comparison) == {"unchanged": 5, "added": 2}


def test_sentences_stay_split_and_joined_in_a_block_that_is_edited() -> None:
    old = [_block("We left", "the town.", "Nobody saw. It was dark.", "All of us slept here.")]
    new = [_block("We left the town.", "Nobody saw.", "It was dark.", "All of us slept there.")]
    assert _told(old, new) == [
        ("unchanged", "We left", "We left"),
        ("unchanged", "the town.", "the town."),
        ("unchanged", "Nobody saw. It was dark.", "Nobody saw. It was dark."),
        ("edited", "All of us slept here.", "All of us slept there."),
    ]


def test_codes_are_cut_with_their_text() -> None:
    codes = tuple(
        Code(id="1", kind=kind, original=mark, display="b")
        for kind, mark in ((CodeKind.START, "<b>"), (CodeKind.END, "</b>"))
    )
    one, two = code_point(0), code_point(1)
    whole = Segment(text=f"We {one}left{two} it. All of us.", codes=codes, after="\n")
    old = Block(
        kind=BlockKind.PARAGRAPH,
        segments=(
            Segment(text=f"We {one}left{two} it.", codes=codes, after=" "),
            Segment(text="All of us.", after="\n"),
        ),
    )
    comparison = compare([old], [Block(kind=BlockKind.PARAGRAPH, segments=(whole,))])
    assert comparison.blocks == (old,)
    assert _count(comparison) == {"unchanged": 2}


def test_a_code_that_is_written_otherwise_is_no_change_and_another_link_is() -> None:
    def linked(original: str, href: str) -> list[Block]:
        code = Code(id="1", kind=CodeKind.PLACEHOLDER, original=original, display="a", href=href)
        segment = Segment(text=f"See here {code_point(0)}.", codes=(code,))
        return [Block(kind=BlockKind.PARAGRAPH, segments=(segment,))]

    old = linked("<a href=x>", "x")
    assert _count(compare(old, linked('<a href="x">', "x"))) == {"unchanged": 1}
    (step,) = compare(old, linked("<a href=y>", "y")).steps
    assert (step.change, step.rewritten) == (Change.EDITED, True)


def test_what_has_no_text_follows_the_block_before_it() -> None:
    old = [_block("Here it begins."), RULE, _block("Here it ends.")]
    new = [_block("Here it begins."), RULE, _block("A block in between."), _block("Here it ends.")]
    assert compare(old, new).continued == (0, 1, None, 2)
    assert compare(old, old).continued == (0, 1, 2)


def test_another_text_is_no_edit() -> None:
    old = [_block("The harvest was good that year, and the barns were full.")]
    new = [_block("Trains no longer stop at the small station by the river.")]
    assert [told[0] for told in _told(old, new)] == ["removed", "added"]


# What an edit means


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We left , the town.", "We left, the town"),
        ("“We left”, she said.", "«We left», she said."),
        ("We  left\u00a0the town.", "We left the town."),
        ("we left The town.", "We left the town."),
        ("A well-known town – ours.", "A well‑known town — ours."),
        ("In 2014−2015 we left.", "In 2014–2015 we left."),
        (f"We {code_point(0)}left{code_point(1)}.", "We left."),
        ("It is cafe\u0301.", "It is caf\u00e9."),
        ("Ми пішли, і все.", "Ми пішли і все."),
        ("We left!", "We left."),
    ],
)
def test_marks_spaces_and_case_are_minor(old: str, new: str) -> None:
    assert proposed(old, new) is Weight.MINOR


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We left the town.", "We left the old town."),
        ("We left.", "We left?"),
        ("Some 1.5 million.", "Some 15 million."),
        ("It was -5 there.", "It was 5 there."),
        ("Some 5 % of it.", "Some 5 ‰ of it."),
        ("Every day.", "Everyday."),
        ("We resign.", "We re-sign."),
        ("It cost $5.", "It cost €5."),
        ("Їжак пішов.", "Іжак пішов."),
    ],
)
def test_what_is_said_is_substantive(old: str, new: str) -> None:
    assert proposed(old, new) is Weight.SUBSTANTIVE


@given(_SENTENCES)
def test_a_text_says_what_it_says(text: str) -> None:
    assert proposed(text, text) is Weight.MINOR
    assert proposed(text, text.upper().replace(" ", "  ")) is Weight.MINOR
    assert inline.plain(text).text == text
