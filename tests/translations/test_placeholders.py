"""Codes as placeholders: readable, and never lost."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.translations.editions.at_random import codes, texts
from translations.model import FIRST_CODE, Code, CodeKind
from translations.placeholders import coded, names, spelled

S, E, P = CodeKind.START, CodeKind.END, CodeKind.PLACEHOLDER


def made(*kinds: tuple[CodeKind, str]) -> tuple[Code, ...]:
    return tuple(Code(id=id_, kind=kind, original="") for kind, id_ in kinds)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([(S, "a"), (E, "a"), (P, "b")], ("<1>", "</1>", "<2/>")),
        ([(S, "a"), (S, "b"), (E, "b"), (E, "a")], ("<1>", "<2>", "</2>", "</1>")),
        ([(E, "a"), (S, "a")], ("<1/>", "<2>")),
        ([(S, "a"), (E, "a"), (E, "a")], ("<1>", "</1>", "<2/>")),
        ([(S, "a"), (E, "a"), (S, "a"), (E, "a")], ("<1>", "</1>", "<2>", "</2>")),
    ],
)
def test_a_pair_shares_its_number(
    kinds: list[tuple[CodeKind, str]], expected: tuple[str, ...]
) -> None:
    assert names(made(*kinds)) == expected


@settings(max_examples=100, deadline=None)
@given(codes())
def test_no_two_codes_have_one_name(some: tuple[Code, ...]) -> None:
    assert len(set(names(some))) == len(some)


@settings(max_examples=100, deadline=None)
@given(st.data())
@example(None)
def test_what_is_spelled_is_read_back(data: st.DataObject | None) -> None:
    if data is None:
        some, text = made((P, "a")), "\\\\<1/>\\\ue000\\<1/>\ue001<9>\\"
    else:
        some = data.draw(codes())
        text = data.draw(texts(len(some)))
    written = spelled(text, names(some))

    assert coded(written, names(some)) == text
    assert not any(chr(FIRST_CODE + n) in written for n in range(len(some)))


def test_a_placeholder_of_nobody_stays_text() -> None:
    assert coded("a <7/> b", ("<1/>",)) == "a <7/> b"
