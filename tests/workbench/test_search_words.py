"""What is typed into a search field, read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.search_words import MARKS, Sought, read


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("", Sought()),
        ("  two words ", Sought(words="two words")),
        ("term:kyiv", Sought(term=("kyiv",))),
        ("TERM:Kyiv", Sought(term=("Kyiv",))),
        ('violates:"change of power"', Sought(violates=("change of power",))),
        ("rendering:«два  слова» і", Sought(words="і", rendering=("два слова",))),
        ("waived:“смена власти”", Sought(waived=("смена власти",))),
        ("violates: term:a term:b", Sought(violates=("",), term=("a", "b"))),
        ("say “no: term", Sought(words="say “no: term")),
        ("midterm:x", Sought(words="midterm:x")),
        ("https://example.org/a:b", Sought(words="https://example.org/a:b")),
        ('"as it is"', Sought(words='"as it is"')),
    ],
)  # fmt: skip
def test_marks_and_words_are_told_apart(typed: str, sought: Sought) -> None:
    assert read(typed) == sought


_PIECES = st.sampled_from([*' "«»“”:', "term:", "waived:", "і", "x"])


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_whatever_is_typed_is_read_and_nothing_is_invented(typed: str) -> None:
    found = read(typed)
    parts = [found.words, *(part for mark in MARKS for part in getattr(found, mark))]
    assert all(word in typed for part in parts for word in part.split())


@given(st.text(max_size=40))
def test_what_has_no_mark_is_left_as_it_was_typed(typed: str) -> None:
    if not any(f"{mark}:" in typed.casefold() for mark in MARKS):
        assert read(typed) == Sought(words=typed.strip())
