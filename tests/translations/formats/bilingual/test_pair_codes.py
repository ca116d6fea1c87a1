"""Codes of pairs: whatever a file has, each is one character of the text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translations.formats.bilingual.samples import TMX, XLIFF2, XLIFF12, read, workbook, write
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats.bilingual import Translated
from translations.model import CodeKind
from translations.validation import validate

#: A character of its own meaning that files of other people may have.
OWN = "\uf8ff"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlf", XLIFF12.replace("One &amp; two.", f"One{OWN}").encode()),
        ("a.xlf", XLIFF2.replace("One.", f"One{OWN}").encode()),
        ("a.tmx", TMX.replace("One &amp; two.", f"One{OWN}").encode()),
        ("a.po", f'msgid "One{OWN}"\nmsgstr ""\n'.encode()),
        ("a.csv", f"source,target\nOne{OWN},\n".encode()),
        ("a.xlsx", workbook(strings="<si><t>Source</t></si><si><t>Target</t></si>"
                                    f"<si><t>One{OWN}</t></si>")),
    ],
)  # fmt: skip
def test_a_character_that_would_be_taken_for_a_code_is_one(name: str, data: bytes) -> None:
    first = read(name, data).segments[0]
    assert first.source == "One\ue000"
    assert (first.codes[0].original, first.codes[0].display) == (OWN, "U+F8FF")
    written = write(name, {first.id: Translated(target="\ue000Раз")}, data)
    assert read(name, written).segments[0].target == "\ue000Раз"


def test_more_codes_than_can_be_told_apart_are_refused_with_their_line() -> None:
    many = "".join(f'<x id="{n}"/>' for n in range(6_401))
    data = XLIFF12.replace("One &amp; two.", many).encode()
    with pytest.raises(UnreadableDocument, match="inline codes") as caught:
        read("a.xlf", data)
    assert caught.value.line == 8


def test_an_element_without_content_is_a_pair_that_may_get_some() -> None:
    data = XLIFF12.replace("One &amp; two.", '<g id="7" />One').encode()
    first = read("a.xlf", data).segments[0]
    assert [code.kind for code in first.codes] == [CodeKind.START, CodeKind.END]
    written = write("a.xlf", {"plain": Translated(target="\ue000Раз\ue001")}, data).decode()
    assert '<target><g id="7">Раз</g></target>' in written


def test_what_the_target_of_the_file_lacks_already_is_not_held_against_another() -> None:
    kept = '<ph id="9" canDelete="no"/>'
    data = XLIFF2.replace("both<ec", f"both{kept}<ec", 1).encode()
    assert read("a.xlf", data).segments[2].target == "так"
    written = write("a.xlf", {"u2/1": Translated(target="ні")}, data)
    assert read("a.xlf", written).segments[2].target == "ні"
    with pytest.raises(UnwritableTranslation, match="overlaps"):
        write("a.xlf", {"u2/1": Translated(target="\ue003\ue000ні")}, data)


def test_a_half_whose_partner_is_in_another_segment_stays_where_it_is() -> None:
    data = XLIFF2.replace("<source>One.</source>", '<source><sc id="5"/>One.</source>')
    data = data.replace('dataRef="d1"/>', 'dataRef="d1"/><ec startRef="5"/>', 1)
    first = read("a.xlf", data.encode()).segments[0]
    assert [(code.kind, code.can_delete) for code in first.codes] == [(CodeKind.PLACEHOLDER, False)]
    with pytest.raises(UnwritableTranslation, match="must be kept"):
        write("a.xlf", {"u1/s1": Translated(target="Раз.")}, data.encode())


def test_a_code_of_another_namespace_is_one_code_with_all_that_is_in_it() -> None:
    data = XLIFF12.replace("One &amp; two.", "One <x:mine><x:y>too</x:y></x:mine>").encode()
    first = read("a.xlf", data).segments[0]
    assert first.source == "One \ue000"
    assert first.codes[0].original == "<x:mine><x:y>too</x:y></x:mine>"


def test_a_unit_or_a_segment_without_a_source_is_passed_over() -> None:
    bare = XLIFF12.replace("<source>One &amp; two.</source>", "")
    assert read("a.xlf", bare.encode()).segments[0].id == "done"
    bare = XLIFF2.replace('<segment id="s1"><source>One.</source></segment>', "<segment/>")
    assert read("a.xlf", bare.encode()).segments[0].id == "u1/s2"


def test_an_ampersand_in_a_comment_or_a_literal_is_no_entity() -> None:
    data = XLIFF12.replace("made by hand", "made by &nbsp; hand")
    data = data.replace("<b>Raw</b>", "&nbsp;")
    found = {each.id: each.source for each in read("a.xlf", data.encode()).segments}
    assert found["empty"] == "&nbsp;"


def test_a_half_without_a_number_is_none() -> None:
    data = TMX.replace('<bpt i="7" x="1">', "<bpt>").encode()
    found = read("a.tmx", data).segments[1]
    assert {found.codes[n].kind for n in (5, 6)} == {CodeKind.PLACEHOLDER}


def test_a_document_type_may_hold_any_marks() -> None:
    odd = """<!DOCTYPE tmx SYSTEM "a>b" [<!-- ']> --><?p ]>?><!ELEMENT tmx ANY>
<!ATTLIST tmx a CDATA "]>">]>"""
    data = TMX.replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', odd).encode()
    assert len(read("a.tmx", data).segments) == 3
    assert write("a.tmx", {}, data) == data


def test_an_encoding_that_does_not_give_back_its_bytes_is_not_written() -> None:
    head = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=cp932\\n"\n\n'
    data = head + b'msgid "\xee\xf9"\nmsgstr ""\n'
    assert read("a.po", data).segments[0].source == "\uffe2"
    with pytest.raises(UnreadableDocument, match="UTF-8"):
        write("a.po", {"1": Translated(target="x")}, data)


def test_a_thousand_units_of_one_name_are_told_apart_at_once() -> None:
    unit = '<trans-unit id=""><source>a</source></trans-unit>'
    data = XLIFF12.replace("</body>", unit * 20_000 + "</body>").encode()
    ids = [each.id for each in read("a.xlf", data).segments]
    assert len(set(ids)) == len(ids) > 20_000


# ---- sources and translations at random -----------------------------------------------------

WORDS = st.sampled_from(["one", " ", "two.", "&amp;", ""])
CODE = {
    "a.xlf": '<unit id="u9"><segment><source>%s</source></segment></unit>',
    "b.xlf": '<trans-unit id="u9"><source>%s</source></trans-unit>',
    "c.tmx": '<tu tuid="u9"><tuv xml:lang="en-US"><seg>%s</seg></tuv></tu>',
}
INTO = {"a.xlf": (XLIFF2, "</file>"), "b.xlf": (XLIFF12, "</body>"), "c.tmx": (TMX, "</body>")}
KEPT = ' canDelete="no"'
FIXED = ' canCopy="no" canDelete="no" canReorder="%s"'


@st.composite
def sources(draw: st.DrawFn, name: str) -> str:
    """Markup with codes of all kinds, nested and in halves."""
    numbers = itertools.count(1)

    def piece(depth: int) -> str:
        n = next(numbers)
        shape = draw(st.integers(0, 5 if depth < 3 else 1))
        if shape == 0:
            return draw(WORDS)
        if shape == 1:
            return {"a.xlf": f'<ph id="{n}"{draw(st.sampled_from(["", KEPT]))}/>',
                    "b.xlf": f'<x id="{n}"/>', "c.tmx": f'<ph x="{n}">{{}}</ph>'}[name]  # fmt: skip
        inner = "".join(piece(depth + 1) for _ in range(draw(st.integers(0, 2))))
        if shape in (2, 3):
            return {"a.xlf": f'<pc id="{n}">{inner}</pc>', "b.xlf": f'<g id="{n}">{inner}</g>',
                    "c.tmx": f'<hi x="{n}">{inner}</hi>'}[name]  # fmt: skip
        if shape == 4 and name == "a.xlf":
            first, then = FIXED % "firstNo", FIXED % "no"
            return f'<ph id="{n}"{first}/>{draw(WORDS)}<ph id="{n}-2"{then}/>'
        return {"a.xlf": f'<sc id="{n}"/>{inner}<ec startRef="{n}"/>',
                "b.xlf": f'<bx id="{n}"/>{inner}<ex id="{n}"/>',
                "c.tmx": f'<bpt i="{n}">{n}</bpt>{inner}<ept i="{n}">/</ept>'}[name]  # fmt: skip

    return "".join(piece(0) for _ in range(draw(st.integers(0, 4))))


@pytest.mark.parametrize("name", CODE)
@given(drawn=st.data())
@settings(deadline=None, max_examples=120)
def test_a_translation_is_written_and_valid_or_refused_by_name(
    name: str, drawn: st.DataObject
) -> None:
    text, before = INTO[name]
    unit = CODE[name] % drawn.draw(sources(name))
    at = text.rindex(before)
    data = (text[:at] + unit + text[at:]).encode()
    first = next(each for each in read(name, data).segments if each.id.startswith("u9"))
    points = list(first.source)
    drawn_points = drawn.draw(st.permutations(points))
    some = drawn.draw(st.sampled_from([points, drawn_points, drawn_points[: len(points) // 2]]))
    wanted = "".join(some)
    written, refused = b"", ""
    try:
        written = write(name, {first.id: Translated(target=wanted)}, data)
    except UnwritableTranslation as error:
        refused = error.unit
    if refused:
        assert (refused, wanted == first.source) == (first.id, False)
        return
    again = next(each for each in read(name, written).segments if each.id == first.id)
    assert (again.target or "") == wanted
    assert again.codes == first.codes
    rules = {flaw.rule for flaw in validate(written, name).flaws}
    assert rules <= {flaw.rule for flaw in validate(data, name).flaws}
