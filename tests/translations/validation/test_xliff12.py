"""Rules of XLIFF 1.2: each is proved by a file that keeps to it and a neighbour that does not."""

from __future__ import annotations

from tests.translations.validation.judging import Case, broken, lines
from translations.validation import validate

_CORE = 'xmlns="urn:oasis:names:tc:xliff:document:1.2"'


def document(content: str, said: str = f'version="1.2" {_CORE}') -> str:
    return f'<xliff {said} xmlns:my="urn:ours">\n{content}\n</xliff>'


def file(body: str, header: str = "", said: str = "") -> str:
    told = 'original="a.txt" source-language="uk" target-language="en" datatype="plaintext"'
    return document(f"<file {told} {said}>{header}<body>{body}</body></file>")


def unit(content: str, said: str = "") -> str:
    return file(f'<trans-unit id="1" {said}>\n{content}\n</trans-unit>')


_UNIT = '<trans-unit id="1"><source>Слово</source></trans-unit>'
_TOOL = '<header><tool tool-id="t" tool-name="T"/></header>'
_PHASE = '<header><phase-group><phase phase-name="p" process-name="x"/></phase-group></header>'

SHAPE = (
    Case("attribute-required", unit('<source><g id="1">а</g></source>'),
         unit("<source><g>а</g></source>")),
    Case("attribute-value", unit("<source/>", 'approved="yes"'),
         unit("<source/>", 'approved="true"')),
    Case("attribute-value", unit('<source/><target state="x-ours"/>'),
         unit('<source/><target state="ours"/>')),
    Case("attribute-value", unit("<source/>", 'coord="1;2;#;4"'),
         unit("<source/>", 'coord="1;2"')),
    Case("attribute-not-allowed", unit("<source/><note priority='1'>а</note>"),
         unit("<source/><note id='1'>а</note>")),
    Case("element-required", unit("<source/>"), unit("<note>а</note>")),
    Case("element-order", unit("<source/><alt-trans><target/></alt-trans>"),
         unit("<alt-trans><target/></alt-trans><source/>")),
    Case("element-repeated", unit("<source/><target/>"), unit("<source/><target/><target/>")),
    Case("element-not-allowed", unit('<source><x id="1"/></source>'),
         unit("<source><my:x/></source>")),
    Case("element-unknown", unit("<source/>"), unit("<source/><segment/>")),
    Case("text-not-allowed", unit("<source/>"), unit("<source/>слово")),
)  # fmt: skip

PROSE = (
    Case("namespace-missing", file(_UNIT), file(_UNIT).replace(_CORE, "")),
    Case("file-last", document("<my:x/>" + file(_UNIT).partition(">\n")[2].rpartition("\n")[0]),
         document(file(_UNIT).partition(">\n")[2].rpartition("\n")[0] + "<my:x/>")),
    Case("unit-id-unique", file(_UNIT), file(_UNIT * 2)),
    Case("group-id-unique", file('<group id="1"/><group id="2"/>'),
         file('<group id="1"/><group id="1"/>')),
    Case("key-unique", file(_UNIT, _TOOL),
         file(_UNIT, _TOOL.replace("</", '<tool tool-id="t" tool-name="U"/></', 1))),
    Case("mark-id-unique",
         unit('<source/><seg-source><mrk mtype="seg" mid="1"/><mrk mtype="seg" mid="2"/>'
              "</seg-source>"),
         unit('<source/><seg-source><mrk mtype="seg" mid="1"/><mrk mtype="seg" mid="1"/>'
              "</seg-source>")),
    Case("tool-unknown", file(_UNIT, _TOOL, 'tool-id="t"'), file(_UNIT, _TOOL, 'tool-id="s"')),
    Case("phase-unknown",
         file('<trans-unit id="1" phase-name="p"><source/></trans-unit>', _PHASE),
         file('<trans-unit id="1" phase-name="q"><source/></trans-unit>', _PHASE)),
    Case("segment-unknown",
         unit('<source/><seg-source><mrk mtype="seg" mid="1"/></seg-source>'
              '<target><mrk mtype="seg" mid="1"/></target>'),
         unit('<source/><seg-source><mrk mtype="seg" mid="1"/></seg-source>'
              '<target><mrk mtype="seg" mid="2"/></target>')),
    Case("pair-complete", unit('<source><bx id="1" rid="1"/>а<ex id="2" rid="1"/></source>'),
         unit('<source><bx id="1" rid="1"/>а<ex id="2" rid="2"/></source>')),
    Case("pair-complete", unit('<source><bpt id="1" rid="1"/><ept id="2" rid="1"/></source>'),
         unit('<source><bpt id="1" rid="1"/><bpt id="2" rid="1"/></source>')),
)  # fmt: skip
CASES = (*SHAPE, *PROSE)


def test_a_flaw_names_its_line() -> None:
    text = file(f"{_UNIT}\n\n{_UNIT}")
    assert lines(text, "unit-id-unique") == [4]
    assert validate(text.encode()).format == "XLIFF 1.2"


def test_attributes_of_a_tool_are_its_own_affair() -> None:
    assert broken(unit("<source my:a='1' own='2'/>", "my:b='3' original-id='4'")) == []


def test_the_same_names_may_come_again_in_another_file() -> None:
    once = file(_UNIT, _TOOL, 'tool-id="t"').partition(">\n")[2].rpartition("\n")[0]
    assert broken(document(once + once)) == []
