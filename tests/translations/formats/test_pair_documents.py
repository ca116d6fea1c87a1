"""Files of pairs as documents: units are blocks, and translations find their way back."""

import pytest

from translations import formats
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats.bilingual import Languages, Translated, by_name
from translations.formats.bilingual.documents import Stretch, translated, units
from translations.model import Code, Document, State

XLIFF = """\
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en-US" trgLang="ru">
 <file id="f">
  <unit id="a">
   <segment id="1"><source>One <ph id="1"/>.</source></segment>
   <ignorable><source> </source></ignorable>
   <segment id="2" state="translated"><source>Two.</source><target>Два.</target></segment>
  </unit>
  <unit id="b" translate="no"><segment><source>Kept.</source></segment></unit>
  <unit id="c"><segment><source>A and B.</source></segment></unit>
 </file>
</xliff>
"""
PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: a.py:1
msgid "One. Two."
msgstr ""

msgid "Three."
msgstr "Три."
"""
TABLE = "id,en,ru\n1,One.,Раз.\n2,Two.,\n"
FILES = {"a.xlf": XLIFF, "a.po": PO, "a.csv": TABLE}


def read(name: str) -> Document:
    return formats.read(FILES[name].encode(), name, "en")


def stretch(text: str, target: str | None, *codes: Code, after: str = "") -> Stretch:
    told = None if target is None else Translated(target=target, state=State.TRANSLATED)
    return Stretch(text, codes, after, told)


def written(name: str, blocks: dict[int, list[Stretch]]) -> str:
    data, form = FILES[name].encode(), by_name(name)
    assert form is not None
    targets = translated(formats.read_pairs(data, name, "en", "ru"), blocks)
    return form.write(data, Languages(source="en", target="ru"), targets).decode()


def test_units_are_blocks_and_segments_stay_as_they_are() -> None:
    blocks = read("a.xlf").blocks
    assert [[(s.text, s.after) for s in block.segments] for block in blocks] == [
        [("One \ue000.", " "), ("Two.", "")],
        [("Kept.", "")],
        [("A and B.", "")],
    ]
    assert [bool(block.left_out) for block in blocks] == [False, True, False]


@pytest.mark.parametrize(("name", "sources"), [
    ("a.po", [["One. Two."], ["Three."]]),
    ("a.csv", [["One."], ["Two."]]),
])  # fmt: skip
def test_every_pair_of_a_flat_file_is_a_block(name: str, sources: list[list[str]]) -> None:
    assert [[s.text for s in block.segments] for block in read(name).blocks] == sources


@pytest.mark.parametrize("name", FILES)
def test_a_file_knows_its_pairs_by_the_places_of_its_document(name: str) -> None:
    pairs = formats.read_pairs(FILES[name].encode(), name, "en", "ru")
    told = [[segment.source for segment in group] for group in units(pairs)]
    assert told == [[s.text for s in block.segments] for block in read(name).blocks]


def test_what_is_translated_goes_to_its_place_and_nothing_else_changes() -> None:
    last = {1: [stretch("Two.", "Два.")]}
    assert written("a.csv", last) == TABLE.replace("Two.,", "Two.,Два.")
    assert written("a.csv", {1: [stretch("Two.", None)]}) == TABLE
    assert written("a.csv", {}) == TABLE


def test_parts_of_a_segment_are_written_as_the_one_that_they_were() -> None:
    halves = [stretch("One.", "Раз.", after=" "), stretch("Two.", "Два.")]
    assert 'msgid "One. Two."\nmsgstr "Раз. Два."' in written("a.po", {0: halves})
    assert written("a.po", {0: [halves[0], stretch("Two.", None)]}) == PO


def test_segments_that_were_moved_are_written_where_the_file_has_them() -> None:
    first = read("a.xlf").blocks[0].segments[0]
    moved = [
        stretch("Two.", "Второе."),
        stretch("One \ue000.", "Первое \ue000.", *first.codes, after=" "),
    ]
    one, two = written("a.xlf", {0: moved}).split("<ignorable>")
    assert "Первое" in one
    assert "Второе" in two


def test_segments_that_were_joined_have_no_place_in_the_file() -> None:
    with pytest.raises(UnwritableTranslation, match=r"1\.1"):
        written("a.xlf", {0: [stretch("One \ue000. Two.", "Раз.")]})


def test_codes_that_are_not_those_of_the_file_are_refused() -> None:
    segment = read("a.xlf").blocks[0].segments[0]
    with pytest.raises(UnwritableTranslation, match=r"3\.1"):
        written("a.xlf", {2: [stretch("A and B.", "A \ue000", *segment.codes)]})


def test_a_paragraph_that_the_file_does_not_have_is_refused() -> None:
    with pytest.raises(UnwritableTranslation, match="no such paragraph"):
        written("a.csv", {7: [stretch("Two.", "Два.")]})


@pytest.mark.parametrize(
    ("name", "data"), [("a.xlf", b"<xliff/>"), ("a.po", b'msgid "a'), ("a.csv", b"")]
)
def test_a_file_that_cannot_be_read_is_named(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        formats.read(data, name, "en")
    assert refused.value.place == name
