"""ISBN and DOI: what is one, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.editions.identifiers import bare_doi, is_isbn


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("978-3-16-148410-0", True),
        ("9783161484100", True),
        ("978\u20113\u201116\u2011148410\u20110", True),
        ("3-16-148410-X", True),
        ("316148410x", True),
        ("978-3-16-148410-1", False),
        ("3-16-148410-0", False),
        ("977-3-16-148410-0", False),
        ("", False),
        ("ISBN", False),
    ],
)
def test_an_isbn_has_the_right_check_digit(written: str, expected: bool) -> None:
    assert is_isbn(written) is expected


@given(st.integers(0, 10**9 - 1), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(body: int, place: int, more: int) -> None:
    digits = [int(d) for d in f"978{body:09d}"]
    check = -sum(d * (1, 3)[n % 2] for n, d in enumerate(digits)) % 10
    assert is_isbn("".join(map(str, [*digits, check])))
    digits[place] = (digits[place] + more) % 10
    wrong = "".join(map(str, [*digits, check]))
    assert not is_isbn(wrong)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/a(b)c", "10.1000/a(b)c"),
        ("doi: 10.1000/182", "10.1000/182"),
        (" DOI:10.1000/182 ", "10.1000/182"),
        ("10.1000/", ""),
        ("11.1000/182", ""),
        ("10.1000/a b", ""),
        ("", ""),
    ],
)
def test_a_doi_is_kept_without_its_resolver(written: str, expected: str) -> None:
    assert bare_doi(written) == expected
