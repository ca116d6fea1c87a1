"""Codes of a file become those of the segment, however the file numbers and names them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translations.inline import MOST_CODES, code_point, validate
from translations.model import Code, CodeKind
from translations.trips.recoding import recoded


def placeholder(name: str) -> Code:
    return Code(id=name, kind=CodeKind.PLACEHOLDER, original="", can_delete=False)


@given(st.permutations(range(5)), st.permutations(range(5)))
def test_whatever_the_numbers_and_names_the_order_of_the_source_tells(
    numbers: list[int], order: list[int]
) -> None:
    ours = tuple(placeholder(str(n)) for n in range(5))
    source = "".join(map(code_point, range(5)))
    read = "".join(code_point(n) for n in numbers)
    target = "".join(code_point(numbers[n]) for n in order)
    file = tuple(placeholder(f"x{n}") for n in range(5))
    found = recoded(target, file=file, read=read, ours=ours, source=source)
    assert found == "".join(map(code_point, order))
    assert validate(found, ours) == ()


def test_where_the_sources_differ_names_tell_and_what_is_unknown_stays_so() -> None:
    ours = (placeholder("a"), placeholder("b"))
    file = (placeholder("c"), placeholder("b"), placeholder("a"))
    found = recoded(
        "\ue000\ue001\ue002", file=file, read="\ue000", ours=ours, source="\ue000\ue001"
    )
    assert found == "\ue002\ue001\ue000"


def test_a_code_that_no_segment_can_have_is_the_last_one() -> None:
    last = code_point(MOST_CODES - 1)
    assert recoded(last, file=(), read="", ours=(), source="") == last
