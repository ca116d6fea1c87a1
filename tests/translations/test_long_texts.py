"""Texts that nobody writes and somebody pastes: time grows with their length, not its square."""

from __future__ import annotations

import random
import time

import pytest

from translations import segmentation
from translations.checks import LONGEST, Pair, run
from translations.checks.end_punctuation import final_mark
from translations.language import detect, foreign

UNITS = (" ", "\n", "a", "1", "_", "*", "-", "»", "'", "1,", "a.", "«а ", "(", "1 ")
_SECONDS = 20.0


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_all_checks_together_are_fast(unit: str) -> None:
    text = unit * (LONGEST // len(unit) - 1) + "x"
    began = time.process_time()
    for source in (text, "He said 12 words."):
        run(Pair(source=source, target=text, source_language="en", target_language="ru"))
    assert time.process_time() - began < _SECONDS


@pytest.mark.parametrize("measure", ["{} miles ", "5ft {}in ", "half past {} "])
def test_a_list_of_measures_is_checked_fast(measure: str) -> None:
    source, target = (
        "".join(measure.format(number) for number in range(start, LONGEST, 7))[: LONGEST - 9]
        for start in (1, 2)
    )
    began = time.process_time()
    for text in (target, "12 миль."):
        run(Pair(source=source, target=text, source_language="en", target_language="ru"))
    assert time.process_time() - began < _SECONDS


@pytest.mark.parametrize("unit", ["a", "1", "_", "+", "a@", "@", "www."], ids=repr)
def test_a_language_is_guessed_fast(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    began = time.process_time()
    detect(text, ("en", "ru", "uk"))
    foreign(text, "ru", "en")
    assert time.process_time() - began < _SECONDS


@pytest.mark.parametrize("unit", [" ", "a", ".", "a. ", "(", "“", "т.е. ", "1"], ids=repr)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_sentences_are_found_fast(unit: str, language: str) -> None:
    text = unit * (20_000 // len(unit)) + "x"
    began = time.process_time()
    pieces = segmentation.segment(text, language)
    assert time.process_time() - began < _SECONDS
    assert len("".join(piece.text + piece.after for piece in pieces)) <= len(text)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("He agreed.", "."), ("“Why?”", "?"), ("“Why?”.", "?"), ("Wait…", "…"), ("so,", ","),
        ("(at last.) ", "."), ("a heading", ""), ("he said: ", ":"), ("no . ", "."), ("", ""),
        ("well —", "—"), ("yes!..", "!"), ("what?!»", "?"), ("it ends, ».", "."),
    ],
)  # fmt: skip
def test_the_final_mark_stands_inside_or_outside_closers(text: str, mark: str) -> None:
    assert final_mark(text) == mark


def test_white_space_at_the_end_changes_no_mark() -> None:
    chance = random.Random(7)
    for _ in range(300):
        text = "".join(chance.choice('a. ,!?…»)-:"—') for _ in range(chance.randrange(1, 9)))
        assert final_mark(text) == final_mark(f"{text} \n")
