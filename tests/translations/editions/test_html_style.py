"""The style of a page: all that it loads, and all that shows notes and running titles."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translations.editions.pages import Element, read
from tests.translations.editions.samples import RUSSIAN
from tests.translations.editions.whole import UKRAINIAN
from translations.editions import OUTPUTS
from translations.editions.base import Edition
from translations.editions.html_style import notes_at_hand, running_title

PAGES = pytest.mark.parametrize("output", ["html", "bilingual"])


def page(edition: Edition, output: str = "html") -> Element:
    return read(OUTPUTS[output].write(edition).decode()).one("html")


@PAGES
@pytest.mark.parametrize("edition", [RUSSIAN, UKRAINIAN])
def test_a_page_allows_itself_its_style_and_its_cover_and_nothing_else(
    output: str, edition: Edition
) -> None:
    written = page(edition, output)
    style = written.one("style").text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    pictures = "; img-src data:" if edition.cover else ""

    assert written.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes[
        "content"
    ] == (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src 'sha256-{digest}'{pictures}"
    )
    assert "url(" not in style
    assert "@import" not in style
    assert not any("style" in one.attributes for one in written.all())


@PAGES
def test_every_note_of_a_page_shows_itself_where_it_is_called(output: str) -> None:
    style = page(UKRAINIAN, output).one("style").text

    for number in (1, 2):
        assert f"#call-{number}:is(:hover, :focus-visible)) #note-{number}" in style
    assert "#note-3" not in style
    assert "#note-1" not in page(replace(UKRAINIAN, notes=()), output).one("style").text
    assert notes_at_hand(0) == ""


def test_the_title_runs_above_each_printed_page_but_the_first() -> None:
    style = page(UKRAINIAN).one("style").text

    assert '@top-center { content: "Два\\20 береги\\20 однієї\\20 річки"' in style
    assert "@page :first { @top-center { content: none; } }" in style


@given(st.text())
def test_no_title_ends_its_string_or_the_style(title: str) -> None:
    [said] = re.findall(r'content: "([^"]*)"', running_title(title))
    read_by_css = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), said)

    assert "<" not in said
    assert read_by_css == "".join(c for c in " ".join(title.split()) if c.isprintable())


def test_braces_of_the_style_are_even() -> None:
    for output in ("html", "bilingual"):
        style = page(UKRAINIAN, output).one("style").text
        assert style.count("{") == style.count("}")
