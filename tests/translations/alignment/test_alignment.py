"""Texts of our own, damaged as real ones are, and put together again."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translations.alignment import Alignment, Ground, Pin, PinsCross, Text, align
from translations.alignment.lexicon import Lexicon
from translations.alignment.seeds import meanings

_CODES = re.compile(r"</?\d+>")
Sides = tuple[list[str], list[str]]
Links = set[tuple[tuple[int, ...], tuple[int, ...]]]


def sample(language: str) -> Sides:
    """The sample article and an edition of it, segment by segment."""
    edition = files("workbench.sample").joinpath(f"edition.{language}.toml").read_text("utf-8")
    pairs = [
        (_CODES.sub("", row["source"]), _CODES.sub("", row["target"]))
        for row in tomllib.loads(edition)["segment"]
        if row.get("target")
    ]
    return [source for source, _ in pairs], [target for _, target in pairs]


def aligned(source: Sequence[str], target: Sequence[str], language: str) -> Alignment:
    return align(Text(sentences=source, language="en"), Text(sentences=target, language=language))


def links(alignment: Alignment) -> Links:
    return {(bead.source, bead.target) for bead in alignment.beads}


def damaged(source: list[str], target: list[str], seed: int) -> tuple[list[str], list[str], Links]:
    """Sentences lost on either side, and sentences put together; with the right beads."""
    chance = random.Random(seed)
    ours: list[str] = []
    theirs: list[str] = []
    gold: Links = set()
    held: tuple[str, str] | None = None
    for one, other in zip(source, target, strict=True):
        fate = chance.random()
        if held is not None:
            ours += [held[0], one]
            theirs.append(f"{held[1]} {other}")
            gold.add(((len(ours) - 2, len(ours) - 1), (len(theirs) - 1,)))
            held = None
        elif fate < 0.05:
            ours.append(one)
            gold.add(((len(ours) - 1,), ()))
        elif fate < 0.1:
            theirs.append(other)
            gold.add(((), (len(theirs) - 1,)))
        elif fate < 0.2:
            held = one, other
        else:
            ours.append(one)
            theirs.append(other)
            gold.add(((len(ours) - 1,), (len(theirs) - 1,)))
    if held is not None:
        ours.append(held[0])
        theirs.append(held[1])
        gold.add(((len(ours) - 1,), (len(theirs) - 1,)))
    return ours, theirs, gold


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_a_translation_sentence_by_sentence_is_aligned_without_an_error(language: str) -> None:
    source, target = sample(language)
    expected = {((at,), (at,)) for at in range(len(source))}
    assert len(links(aligned(source, target, language)) & expected) >= len(source) - 1


@pytest.mark.parametrize("language", ["ru", "uk"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_lost_and_joined_sentences_are_found(language: str, seed: int) -> None:
    source, target, gold = damaged(*sample(language), seed)
    found = links(aligned(source, target, language))
    right = len(found & gold)
    assert 2 * right / (len(found) + len(gold)) >= 0.93


def test_what_is_sure_is_right() -> None:
    sure, right = 0, 0
    for seed in range(4, 10):
        source, target, gold = damaged(*sample("ru"), seed)
        for bead in aligned(source, target, "ru").beads:
            if bead.confidence >= 0.99:
                sure += 1
                right += (bead.source, bead.target) in gold
    assert sure > 100
    assert right >= 0.98 * sure


def test_a_chapter_that_was_left_out_is_one_run() -> None:
    source, target = sample("ru")
    kept = target[:12] + target[32:]
    beads = aligned(source, kept, "ru").beads
    alone = [bead.source[0] for bead in beads if not bead.target]
    assert len(set(alone) & set(range(12, 32))) >= 19
    assert len(alone) <= 22


def test_a_passage_that_was_moved_is_reported_and_not_forced() -> None:
    source, target = sample("ru")
    moved = [*target[:20], *target[24:40], *target[20:24], *target[40:]]
    found = aligned(source, moved, "ru")
    pairs = {(s, t) for c in found.crossings for s, t in zip(c.source, c.target, strict=True)}
    assert pairs == {(20 + at, 36 + at) for at in range(4)}


def test_the_same_texts_give_the_same_beads() -> None:
    source, target, _ = damaged(*sample("ru"), 5)
    assert aligned(source, target, "ru") == aligned(source, target, "ru")


sentences = st.lists(
    st.one_of(
        st.sampled_from([*sample("ru")[0], *sample("ru")[1]]),
        st.text(max_size=30),
    ),
    max_size=14,
)


@given(source=sentences, target=sentences)
@settings(max_examples=40, deadline=None)
def test_every_sentence_is_in_one_bead_and_in_order(source: list[str], target: list[str]) -> None:
    beads = aligned(source, target, "ru").beads
    assert list(chain.from_iterable(b.source for b in beads)) == list(range(len(source)))
    assert list(chain.from_iterable(b.target for b in beads)) == list(range(len(target)))
    assert all(0 <= bead.confidence <= 1 for bead in beads)
    assert all(bead.source or bead.target for bead in beads)


@st.composite
def pinned(draw: st.DrawFn) -> tuple[list[str], list[str], list[Pin]]:
    source, target = draw(sentences), draw(sentences)
    places = list(_ascending(draw, len(source), len(target)))
    return source, target, [Pin(source=(one,), target=(other,)) for one, other in places]


def _ascending(draw: st.DrawFn, rows: int, columns: int) -> Iterator[tuple[int, int]]:
    row = column = -1
    while row + 1 < rows and column + 1 < columns and draw(st.booleans()):
        row = draw(st.integers(row + 1, rows - 1))
        column = draw(st.integers(column + 1, columns - 1))
        yield row, column


@given(case=pinned())
@settings(max_examples=40, deadline=None)
def test_pins_stay_and_nothing_crosses_them(case: tuple[list[str], list[str], list[Pin]]) -> None:
    source, target, pins = case
    found = align(
        Text(sentences=source, language="en"), Text(sentences=target, language="ru"), pins=pins
    )
    held = [(bead.source, bead.target) for bead in found.beads if bead.pinned]
    assert held == [(pin.source, pin.target) for pin in pins]
    assert list(chain.from_iterable(b.source for b in found.beads)) == list(range(len(source)))
    assert list(chain.from_iterable(b.target for b in found.beads)) == list(range(len(target)))


def test_a_sentence_that_is_pinned_alone_is_linked_to_nothing() -> None:
    source, target = sample("ru")
    found = align(
        Text(sentences=source, language="en"),
        Text(sentences=target, language="ru"),
        pins=[Pin(source=(7,), target=()), Pin(source=(), target=(9,))],
    )
    alone = {(bead.source, bead.target) for bead in found.beads if bead.pinned}
    assert alone == {((7,), ()), ((), (9,))}


@pytest.mark.parametrize(
    "pins",
    [
        [Pin(source=(3,), target=(2,)), Pin(source=(4,), target=(1,))],
        [Pin(source=(3,), target=(2,)), Pin(source=(3, 4), target=(3,))],
        [Pin(source=(3, 5), target=(2,))],
        [Pin(source=(900,), target=(2,))],
        [Pin(source=(1,), target=(-1,))],
    ],
)
def test_pins_that_contradict_each_other_are_refused(pins: list[Pin]) -> None:
    source, target = sample("ru")
    with pytest.raises(PinsCross):
        align(Text(sentences=source), Text(sentences=target), pins=pins)


def test_reasons_are_words_that_stand_in_the_sentences() -> None:
    source, target = sample("ru")
    found = align(
        Text(sentences=source, language="en"),
        Text(sentences=target, language="ru"),
        explain=True,
    )
    told = [(bead, reason) for bead in found.beads for reason in bead.reasons]
    assert {reason.ground for _, reason in told} >= {Ground.NUMBER, Ground.NAME, Ground.WORD}
    for bead, reason in told:
        if reason.ground is not Ground.MARK:
            assert reason.source in " ".join(source[at] for at in bead.source)
            assert reason.target in " ".join(target[at] for at in bead.target)


def test_a_memory_teaches_words_that_nobody_knows() -> None:
    source = [
        f"The {word} slept."
        for word in ["norf", "blick", "dax", "wug", "toma", "gazzer", "fep", "lorp"]
    ]
    target = [
        f"{word} спал." for word in ["Пусь", "Бяв", "Калуш", "Сяп", "Трям", "Жмыр", "Хлюп", "Дрынь"]
    ]
    memory = [
        (f"A {s.split()[1]}.", f"Вот {t.split()[0]}.") for s, t in zip(source, target, strict=True)
    ]
    shifted = [target[7], *target[:7]]
    taught = align(
        Text(sentences=source, language="en"),
        Text(sentences=shifted, language="ru"),
        memory=memory * 3,
    )
    assert {((at,), (at + 1,)) for at in range(7)} <= links(taught)


def nonsense(letters: str, length: int, chance: random.Random) -> str:
    """Words that nobody knows."""
    words = ("".join(chance.choices(letters, k=7)) for _ in range(length))
    return " ".join(words).capitalize() + "."


@pytest.mark.parametrize(("length", "sentences"), [(6, 2), (12, 1)])
def test_a_memory_tells_how_long_translations_are(length: int, sentences: int) -> None:
    chance = random.Random(1)
    source = [nonsense("abdegiklmn", 12, chance), nonsense("abdegiklmn", 12, chance)]
    target = [nonsense("фцчшщыэюя", 12, chance)]
    memory = [
        (nonsense("abdegiklmn", 12, chance), nonsense("фцчшщыэюя", length, chance))
        for _ in range(400)
    ]
    found = align(
        Text(sentences=source, language="en"), Text(sentences=target, language="ru"), memory=memory
    )
    assert [len(bead.source) for bead in found.beads if bead.target] == [sentences]


def test_paragraphs_that_begin_together_draw_beads_together() -> None:
    source = ["Yes.", "No.", "Yes.", "Well."]
    target = ["Ну.", "Ну.", "Ну."]
    told = align(
        Text(sentences=source, language="en", paragraphs=frozenset({0, 2})),
        Text(sentences=target, language="ru", paragraphs=frozenset({0, 1})),
    )
    ends = {(bead.source[-1:], bead.target[-1:]) for bead in told.beads}
    assert ((1,), (0,)) in ends


def test_concepts_that_occur_on_both_sides_are_a_reason() -> None:
    found = align(
        Text(sentences=["Qqq www.", "Eee rrr."], terms=[frozenset(), frozenset({"opolchenie"})]),
        Text(sentences=["Ййй цкц.", "Ууу кек."], terms=[frozenset(), frozenset({"opolchenie"})]),
        explain=True,
    )
    grounds = {reason.ground for bead in found.beads for reason in bead.reasons}
    assert Ground.TERM in grounds


def test_a_sentence_that_bridges_two_keeps_them_in_one_bead() -> None:
    source, target = sample("ru")
    kept = []
    for at in (12, 30, 40):
        # The end of one sentence of the translation stands at the head of the next.
        words = target[at].split()
        half = len(words) // 2
        bridged = [" ".join(words[:half]), " ".join([*words[half:], target[at + 1]])]
        beads = aligned(source, [*target[:at], *bridged, *target[at + 2 :]], "ru").beads
        kept.append(any({at, at + 1} == {*bead.source} == {*bead.target} for bead in beads))
    assert sum(kept) >= 2


def test_how_sentences_end_and_begin_tells_where_beads_part() -> None:
    chance = random.Random(1)
    ends = [chance.choice(".…") for _ in range(60)]
    source = [f"Qwerty asdf zxcv{end}" for end in ends]
    target = [f"Ґєїґ щъыэ юёйц{end}" for end in ends]
    found = links(aligned(source, [*target[:12], *target[13:]], "ru"))
    right = {((at,), (at,)) for at in range(12)} | {((at,), (at - 1,)) for at in range(13, 60)}
    assert len(found & right) >= 55


def test_what_is_known_of_a_word_is_revised_by_the_text() -> None:
    known = Lexicon(
        forth={("house", "дом"): 0.6, ("bank", "берег"): 0.6, ("sea", "море"): 0.6},
        back={("дом", "house"): 0.6},
    )
    beads = [({"house", "bank"}, {"дом", "банк"})] * 8
    revised = known.revised(beads)
    assert revised.forth["house", "дом"] > 0.8
    assert revised.forth["bank", "берег"] < 0.3
    assert revised.forth["sea", "море"] == pytest.approx(0.6)
    assert revised.back["дом", "house"] > 0.8


@pytest.mark.parametrize("language", ["en", "ru", "uk", "de", "pl", "fr", "es"])
def test_every_common_meaning_has_words_in_every_language(language: str) -> None:
    numbers = frozenset().union(*meanings("en").values())
    assert frozenset().union(*meanings(language).values()) == numbers
    assert numbers == frozenset(range(len(numbers)))
