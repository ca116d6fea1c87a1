"""Addresses are written as every program reads them, or not at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.editions.addresses import address


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://example.org/A", "https://example.org/A"),
        (" https://example.org/a_(b)?x=1&y=2#c ", "https://example.org/a_(b)?x=1&y=2#c"),
        ("https://example.org:8080/", "https://example.org:8080/"),
        ("https://example.org/50%", "https://example.org/50%25"),
        ("https://example.org/%d0%bf", "https://example.org/%d0%bf"),
        ("https://example.org/<b>\"'\\ é", "https://example.org/%3Cb%3E%22'%5C%20%C3%A9"),
        ("https://приклад.example/?q=слово", "https://xn--80aikifvh.example/?q=%D1%81%D0%BB%D0%BE%D0%B2%D0%BE"),
        ("mailto:a@example.org?subject=b c", "mailto:a@example.org?subject=b%20c"),
        ("", ""),
        ("#here", ""),
        ("page.html", ""),
        ("http:", ""),
        ("https://", ""),
        ("mailto:", ""),
        ("https://exa mple.org/", ""),
        ("https://example.org:port/", ""),
        ("https://a..b/" + "x" * 3, "https://a..b/xxx"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
    ],
)  # fmt: skip
def test_an_address_is_absolute_and_in_ascii_or_nothing(href: str, written: str) -> None:
    assert address(href) == written


@given(st.text('htps:/.#?%@[]<>" \\abя1-', max_size=20) | st.builds("https://{}".format, st.text()))
def test_whatever_is_written_is_printable_ascii_and_stays_as_it_is(href: str) -> None:
    written = address(href)
    assert re.fullmatch(r"(https?://|mailto:)[!-~]+|", written)
    assert address(written) == written
