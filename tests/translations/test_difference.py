"""The difference of two texts tells both of them, in words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translations.difference import Change, Stretch, difference

_SAME, _REMOVED, _ADDED = Change.SAME, Change.REMOVED, Change.ADDED
_WORDS = st.lists(
    st.sampled_from(["ополчение", "ушло", "из", "города", " ", " ", ".", "", "𝄞", "м'яч"])
).map("".join)


@given(_WORDS, _WORDS)
@example("", "")
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    stretches = difference(old, new)
    assert "".join(s.text for s in stretches if s.change is not _ADDED) == old
    assert "".join(s.text for s in stretches if s.change is not _REMOVED) == new
    assert all(s.text for s in stretches)


@given(_WORDS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(s.change is _SAME for s in difference(text, text))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Ополчение ушло.",
            "Ополчение осталось.",
            [("same", "Ополчение "), ("removed", "ушло"), ("added", "осталось"), ("same", ".")],
        ),
        (
            "Он м'яч узяв.",
            "Він мяч узяв.",
            [("removed", "Он м'яч"), ("added", "Він мяч"), ("same", " узяв.")],
        ),
        ("Слово", "Слово!", [("same", "Слово"), ("added", "!")]),
        ("один два", "", [("removed", "один два")]),
        (
            "a b c d",
            "b d",
            [("removed", "a "), ("same", "b"), ("removed", " c"), ("same", " d")],
        ),
    ],
)
def test_whole_words_change(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert difference(old, new) == tuple(Stretch(Change(c), t) for c, t in expected)
