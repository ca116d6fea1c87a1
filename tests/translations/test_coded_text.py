"""Coded text: codes out, codes back, the way between, and what can be wrong with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations import inline
from translations.errors import UnknownCode
from translations.inline import CodeFault, Fault
from translations.model import Code, CodeKind

A, B, C, D = "\ue000", "\ue001", "\ue002", "\ue003"


def start(name: str, original: str = "*") -> Code:
    return Code(id=name, kind=CodeKind.START, original=original)


def end(name: str, original: str = "*") -> Code:
    return Code(id=name, kind=CodeKind.END, original=original)


def alone(name: str, original: str = "![]()", *, fixed: bool = False) -> Code:
    return Code(
        id=name,
        kind=CodeKind.PLACEHOLDER,
        original=original,
        can_delete=not fixed,
        can_reorder=not fixed,
    )


PAIR = (start("1"), end("1"))
CODED = st.text(alphabet=st.sampled_from(f"aЇ😀 {A}{B}{C}"), max_size=30)


@given(CODED)
def test_plain_text_points_back_to_every_character(text: str) -> None:
    plain, offsets = inline.plain(text)
    assert len(offsets) == len(plain) + 1
    assert [text[at] for at in offsets[:-1]] == list(plain)
    assert offsets[-1] == len(text)
    assert plain == "".join(c for c in text if not inline.is_code(c))


@given(CODED)
def test_expanding_puts_back_the_original_characters(text: str) -> None:
    codes = (start("1", "["), end("1", "](u)"), alone("2", "\\*"))
    expected = text.replace(A, "[").replace(B, "](u)").replace(C, "\\*")
    assert inline.expand(text, codes) == expected


def test_a_code_that_the_segment_does_not_have_is_named() -> None:
    with pytest.raises(UnknownCode, match="no inline code 3") as caught:
        inline.expand(f"ab{C}", PAIR)
    assert (caught.value.index, caught.value.offset) == (2, 2)


def test_escapes_and_entities_are_read_when_the_codes_are_given() -> None:
    codes = (alone("1", "&nbsp;"), alone("2", "\\*"), alone("3", "&#8230;"), start("4"))
    text = f"a{A}b{B}{C}{D}c\ue00f"
    assert inline.plain(text, codes) == ("a\u00a0b*…c", (0, 1, 2, 3, 4, 6, 8))


def test_code_points_come_in_their_order() -> None:
    assert inline.code_points(f"{B}a{A}") == (B, A)
    assert inline.code_point(1) == B


def test_a_part_gets_codes_of_its_own() -> None:
    codes = (start("1"), end("1"), alone("2"))
    assert inline.renumber(f"x{B}y{C}", codes) == (f"x{A}y{B}", (codes[1], codes[2]))


FIXED = (alone("1", fixed=True), alone("2", fixed=True))
TWO_PAIRS = (start("1"), end("1"), start("2"), end("2"))


@pytest.mark.parametrize(
    ("text", "codes", "faults"),
    [
        (f"{A}x{B}", PAIR, []),
        ("x", PAIR, []),
        (f"{A}{C}x{B}{D}", TWO_PAIRS, [(Fault.CROSSED, 1, 3)]),
        (f"{A}{C}x{D}{B}", TWO_PAIRS, []),
        (f"{B}x{A}", PAIR, [(Fault.CROSSED, 1, 0)]),
        (f"{A}x", PAIR, [(Fault.MISSING, 1, None)]),
        (f"x{B}", PAIR, [(Fault.CROSSED, 1, 1), (Fault.MISSING, 0, None)]),
        (f"{A}x{B}{B}", PAIR, [(Fault.REPEATED, 1, 3)]),
        (f"{C}{A}x{B}", PAIR, [(Fault.UNKNOWN, 2, 0)]),
        (f"{B}{A}", FIXED, [(Fault.MOVED, 1, 0)]),
        (f"{A}x{B}", FIXED, []),
        ("x", FIXED, [(Fault.MISSING, 0, None), (Fault.MISSING, 1, None)]),
        (f"x{A}", (end("9"),), []),
    ],
)
def test_every_fault_of_codes_is_found(
    text: str, codes: tuple[Code, ...], faults: list[tuple[Fault, int, int | None]]
) -> None:
    found = sorted(inline.validate(text, codes), key=lambda f: (f.offset is None, f.index))
    expected = [CodeFault(fault=f, index=i, offset=at) for f, i, at in faults]
    assert found == sorted(expected, key=lambda f: (f.offset is None, f.index))
