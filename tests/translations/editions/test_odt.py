"""ODT has real styles, lists, languages and metadata."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.translations.editions.archives import (
    DC,
    FO,
    OFFICE,
    STYLE,
    TEXT,
    lines,
    there,
    words,
    written,
)
from tests.translations.editions.at_random import editions
from tests.translations.editions.rich import COVER, RICH, RICH_HEBREW
from tests.translations.editions.samples import RUSSIAN, P, block
from translations.editions.base import Edition

some_examples = settings(max_examples=25, deadline=None)
DOCX = pytest.mark.parametrize("output", ["docx", "bilingual-docx"])
BOTH = pytest.mark.parametrize("output", ["docx", "odt"])


def test_odt_begins_with_its_media_type_uncompressed() -> None:
    first = written("odt", RICH).entries[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")


@some_examples
@given(edition=editions())
def test_styles_that_odt_uses_are_defined(edition: Edition) -> None:
    archive = written("odt", replace(edition, cover=COVER))
    content, styles = archive.tree("content.xml"), archive.tree("styles.xml")
    tags = (f"{STYLE}style", f"{TEXT}list-style", f"{STYLE}master-page", f"{STYLE}page-layout")
    defined = {each.get(f"{STYLE}name") for root in (content, styles) for each in root.iter(*tags)}
    for root in (content, styles):
        for each in root.iter():
            for key, value in each.items():
                if key.endswith(("style-name", "master-page-name", "layout-name")):
                    assert value in defined, (key, value)
    listed = {
        each.get("{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path")
        for each in archive.tree("META-INF/manifest.xml")
    }
    assert listed == {"/", *archive.names} - {"mimetype", "META-INF/manifest.xml"}


def test_lists_of_odt_nest_in_their_items() -> None:
    root = written("odt", RICH).tree("content.xml")
    outer = next(each for each in root.iter(f"{TEXT}list"))
    assert outer.get(f"{TEXT}style-name") == "Numbers"
    first, second = outer.findall(f"{TEXT}list-item")
    inner = first.find(f"{TEXT}list")
    assert inner is not None
    assert (words(inner), words(second)) == ("глубже", "два")
    assert inner.get(f"{TEXT}style-name") == "Bullets"


def test_odt_says_language_and_direction() -> None:
    for edition, expected in ((RICH, ("lr-tb", "left")), (RICH_HEBREW, ("rl-tb", "right"))):
        styles = written("odt", edition).tree("styles.xml")
        [default] = styles.iter(f"{STYLE}default-style")
        properties = there(default, f"{STYLE}paragraph-properties")
        letters = there(default, f"{STYLE}text-properties")
        found = properties.get(f"{STYLE}writing-mode"), properties.get(f"{FO}text-align")
        assert found == expected
        assert letters.get(f"{FO}language") == edition.language
        assert letters.get(f"{STYLE}language-complex") in (None, edition.language)


def test_the_metadata_of_odt_are_those_of_the_edition() -> None:
    meta = written("odt", RICH).tree("meta.xml")
    assert meta.findtext(f".//{DC}title") == "Слова и вещи"
    assert meta.findtext(f".//{DC}language") == "ru"
    assert meta.findtext(f".//{DC}date") == "2025-03-01T00:00:00Z"
    assert meta.get(f"{OFFICE}version") == "1.3"


def test_spaces_and_line_ends_survive_in_odt() -> None:
    text = "a  b   c"
    edition = replace(RUSSIAN, blocks=(block(P, ("x", f" {text} ")),))
    assert f" {text} " in lines(edition, "odt")
