"""Rules of TMX: each is proved by a file that keeps to it and a neighbour that does not."""

from __future__ import annotations

import io

from tests.translations.validation.judging import Case, broken, lines
from translations.formats import tmx
from translations.formats.tmx import TmxUnit
from translations.validation import validate

_HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"'
    ' adminlang="en" srclang="{}" datatype="plaintext">{}</header>'
)


def document(body: str, *, version: str = "1.4", source: str = "uk", header: str = "") -> str:
    head = _HEADER.format(source, header)
    return f'<tmx version="{version}">\n{head}\n<body>\n{body}\n</body>\n</tmx>'


def unit(content: str, said: str = "") -> str:
    return document(f'<tu {said}><tuv xml:lang="uk"><seg>{content}</seg></tuv></tu>')


_UNIT = '<tu><tuv xml:lang="uk"><seg>слово</seg></tuv></tu>'

SHAPE = (
    Case("attribute-required", document(_UNIT), document(_UNIT).replace('segtype="sentence"', "")),
    Case("attribute-value", unit("а", 'changedate="20240131T120000Z"'),
         unit("а", 'changedate="2024-01-31"')),
    Case("attribute-value", document(_UNIT, source="*all*"),
         document(_UNIT.replace('"uk"', '"u k"'), source="*all*")),
    Case("attribute-not-allowed", unit("а", 'tuid="1"'), unit("а", 'id="1"')),
    Case("element-required", document(_UNIT), document("<tu><note>а</note></tu>")
         .replace('"uk"', '"*all*"')),
    Case("element-order", document(_UNIT),
         document('<tu><tuv xml:lang="uk"><seg/></tuv><note>а</note></tu>')),
    Case("element-not-allowed", unit("<ph>br<sub>а</sub></ph>"), unit("<sub>а</sub>")),
    Case("element-unknown", unit("а"), unit("<pc>а</pc>")),
    Case("element-repeated", document(_UNIT),
         document('<tu><tuv xml:lang="uk"><seg/><seg/></tuv></tu>')),
    Case("text-not-allowed", document(_UNIT), document(f"слово{_UNIT}")),
)  # fmt: skip

PROSE = (
    Case("version-unknown", document(_UNIT, version="1.1"), document(_UNIT, version="2.0")),
    Case("language-required",
         document('<tu srclang="*all*"><tuv lang="uk"><seg/></tuv></tu>', version="1.1"),
         document('<tu srclang="*all*"><tuv><seg/></tuv></tu>')),
    Case("source-variant-missing", document(_UNIT, source="UK"), document(_UNIT, source="en")),
    Case("source-variant-missing", unit("а", 'srclang="*all*"'), unit("а", 'srclang="ru"')),
    Case("pair-complete", unit('<bpt i="1"/>а<ept i="1"/>'), unit('<bpt i="1"/>а')),
    Case("pair-complete", unit('<bpt i="1"/>а<ept i="1"/>'), unit('<ept i="1"/>а')),
    Case("pair-complete", unit('<bpt i="1"/><bpt i="2"/><ept i="1"/><ept i="2"/>'),
         unit('<bpt i="1"/><ept i="1"/><bpt i="1"/><ept i="1"/>')),
    Case("map-says-nothing",
         document(_UNIT, header='<ude name="a"><map unicode="#xE000" ent="a"/></ude>'),
         document(_UNIT, header='<ude name="a"><map unicode="#xE000"/></ude>')),
    Case("base-required",
         document(_UNIT, header='<ude name="a" base="b"><map unicode="#xE000" code="#x1"/></ude>'),
         document(_UNIT, header='<ude name="a"><map unicode="#xE000" code="#x1"/></ude>')),
)  # fmt: skip
CASES = (*SHAPE, *PROSE)


def test_a_flaw_names_its_line() -> None:
    text = document(f'{_UNIT}\n<tu srclang="ru"><tuv xml:lang="uk"><seg/></tuv></tu>')
    assert lines(text, "source-variant-missing") == [5]
    assert validate(text.encode()).format == "TMX 1.4"


def test_a_document_type_may_be_named_and_any_encoding_be_used() -> None:
    named = '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">' + document(_UNIT)
    assert broken(named.encode("utf-16")) == []


def test_what_the_workbench_writes_is_valid() -> None:
    file = io.BytesIO()
    wanted = TmxUnit(source="слово", target="word", codes=(), source_language="uk",
                     target_language="en")  # fmt: skip
    tmx.write(file, [wanted])
    assert broken(file.getvalue()) == []
