"""Translations into XLIFF of other people: only targets and what is said of them change."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

import pytest

from tests.translations.formats.bilingual.samples import FILES, XLIFF2, XLIFF12, read, write
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats import bilingual
from translations.formats.bilingual import Languages, PairSegment, Translated
from translations.model import CodeKind, Mark, State
from translations.validation import validate


def new_lines(name: str, targets: Mapping[str, Translated], data: bytes | None = None) -> list[str]:
    """The lines that a translation puts into a file."""
    before = (FILES[name] if data is None else data).decode().splitlines()
    after = write(name, targets, data).decode().splitlines()
    return [line[2:].strip() for line in difflib.ndiff(before, after) if line.startswith("+ ")]


def segment(name: str, key: str, data: bytes | None = None) -> PairSegment:
    return next(each for each in read(name, data).segments if each.id == key)


def done(text: str, state: State | None = None, *marks: Mark) -> Translated:
    return Translated(target=text, state=state, marks=frozenset(marks))


# ---- 1.2 ------------------------------------------------------------------------------------


def test_a_new_target_stands_on_a_line_of_its_own_behind_the_source() -> None:
    assert new_lines("one.xlf", {"plain": done("Раз & <два>")}) == [
        "<target>Раз &amp; &lt;два&gt;</target>"
    ]
    body = write("one.xlf", {"plain": done("Раз")}).decode()
    assert "two.</source>\n          <target>Раз</target>\n        </trans-unit>" in body


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        (done("Х", State.TRANSLATED), ['<target state="needs-review-translation">Х</target>']),
        (done("Х", State.INITIAL, Mark.OUTDATED), ['<target state="needs-adaptation">Х</target>']),
        (
            done("Х", State.FINAL),
            ['<trans-unit id="plain" x:kept = "yes" approved="yes">',
             '<target state="final">Х</target>'],
        ),
    ],
)  # fmt: skip
def test_a_state_is_said_by_the_target_and_an_approval_by_the_unit(
    wanted: Translated, lines: list[str]
) -> None:
    assert new_lines("one.xlf", {"plain": wanted}) == lines


def test_what_was_approved_is_no_longer_when_it_changes_and_other_attributes_stay() -> None:
    assert new_lines("one.xlf", {"done": done("Хліб", State.REVIEWED)}) == [
        '<trans-unit id="done" approved="no">',
        '<target state="signed-off" phase-name="p1">Хліб</target>',
    ]
    assert new_lines("one.xlf", {"done": done("Хлібець")}) == [
        '<target state="final" phase-name="p1">Хлібець</target>'
    ]


def test_a_state_that_says_the_same_is_not_written_over() -> None:
    assert write("one.xlf", {"codes": Translated(
        target=segment("one.xlf", "codes").target or "", state=State.TRANSLATED
    )}) == FILES["one.xlf"]  # fmt: skip


def test_our_own_qualifier_goes_when_it_is_no_longer_true_and_others_stay() -> None:
    target = segment("one.xlf", "codes").target or ""
    returned = write("one.xlf", {"codes": done(target, State.INITIAL, Mark.RETURNED)})
    assert b'state="needs-translation" state-qualifier="x-returned"' in returned
    again = write("one.xlf", {"codes": done(target, State.REVIEWED)}, returned)
    assert b'<target state="signed-off"><g' in again
    kept = write("one.xlf", {"codes": done(target, State.REVIEWED)})
    assert b'state="signed-off" state-qualifier="leveraged-tm"' in kept


def test_codes_are_read_as_pairs_and_placeholders() -> None:
    found = segment("one.xlf", "codes")
    start, end, placeholder = CodeKind.START, CodeKind.END, CodeKind.PLACEHOLDER
    assert [code.kind for code in found.codes] == [
        *(start, placeholder, end, placeholder, start, end, placeholder)
    ]
    assert found.codes[0].original == '<g id="1" ctype="bold">'
    assert [code.display for code in found.codes] == [*("b", "x 2", "b", "<br/>", "[", "]", "{")]
    assert found.source == "A \ue000big\ue001\ue002 \ue003 \ue004link\ue005\ue006"
    assert found.target == "\ue000Велика\ue002 \ue001 \ue003"


def test_codes_are_written_as_the_target_has_them_or_else_as_the_source() -> None:
    lines = new_lines("one.xlf", {"codes": done("\ue003\ue000\ue001\ue002\ue004л\ue005\ue006")})
    assert lines == [
        (
            '<target state="translated" state-qualifier="leveraged-tm"><ph id="3">&lt;br /></ph>'
            '<g id="1"><x id="2"/></g><bpt id="4" rid="4">[</bpt>л<ept id="5" rid="4">]</ept>'
            '<it id="6" pos="open">{</it></target>'
        )
    ]


def test_elements_must_nest_and_halves_must_come_in_order() -> None:
    for text in ("\ue002\ue000", "\ue005\ue004", "\ue000", "\ue003\ue003"):
        with pytest.raises(UnwritableTranslation) as caught:
            write("one.xlf", {"codes": done(text)})
        assert caught.value.unit == "codes"


def test_segments_of_a_unit_are_read_with_what_stands_between_them() -> None:
    parts = [s for s in read("one.xlf").segments if s.unit == "parts"]
    assert [(s.id, s.source, s.after, s.target) for s in parts] == [
        ("parts/a", "First one.", " ", None),
        ("parts/b", "Second one.", " ", "Друга."),
        ("parts/c", "Third.", "", None),
    ]


def test_a_segment_comes_into_a_target_in_the_order_of_the_source() -> None:
    both = {"parts/c": done("Третя."), "parts/a": done("Перша.")}
    assert new_lines("one.xlf", both) == [
        (
            '<target state="needs-review-translation"><mrk mtype="seg" mid="a">Перша.</mrk> '
            '<mrk mtype="seg" mid="b">Друга.</mrk> <mrk mtype="seg" mid="c">Третя.</mrk></target>'
        )
    ]


def test_the_first_segment_of_a_unit_brings_its_target() -> None:
    assert new_lines("one.xlf", {"fresh parts/2": done("Вниз.", State.FINAL)}) == [
        '<target state="needs-translation"> <mrk mtype="seg" mid="2">Вниз.</mrk></target>'
    ]


def test_a_segment_without_a_text_holds_no_other_back() -> None:
    blank = XLIFF12.replace('mid="2">Down.', 'mid="2"> ').encode()
    written = write("one.xlf", {"fresh parts/1": done("Вгору.", State.FINAL)}, blank)
    assert segment("one.xlf", "fresh parts/1", written).state is State.FINAL


def test_a_target_in_one_piece_beside_a_segmented_source_is_one_segment() -> None:
    whole = XLIFF12.replace('<mrk mtype="seg" mid="b">Друга.</mrk></target>', "Усе.</target>")
    found = segment("one.xlf", "parts", whole.encode())
    assert (found.source, found.target) == ("First one. Second one. Third.", "Усе.")


def test_segments_with_one_name_are_no_segments() -> None:
    same = XLIFF12.replace('mid="b"', 'mid="a"').encode()
    assert segment("one.xlf", "parts", same).source.endswith("Third.")


def test_an_empty_target_is_filled_and_a_filled_one_is_emptied() -> None:
    assert new_lines("one.xlf", {"empty": done("<b>")}) == [
        (
            '<trans-unit id="empty"><source><![CDATA[<b>Raw</b>]]></source>'
            "<target>&lt;b&gt;</target></trans-unit>"
        )
    ]
    assert segment("one.xlf", "empty").source == "<b>Raw</b>"
    assert '<target state="new" phase-name="p1"></target>' in new_lines(
        "one.xlf", {"done": done("", State.INITIAL)}
    )


def test_what_is_not_translated_says_so() -> None:
    assert segment("one.xlf", "not").left_out == "The file says that it is not translated."
    assert segment("two.xliff", "u4/1").left_out
    grouped = XLIFF12.replace('<group id="g1">', '<group id="g1" translate="no">').encode()
    assert segment("one.xlf", "plain", grouped).left_out
    assert not segment("one.xlf", "parts/a", grouped).left_out


def test_a_group_may_be_empty() -> None:
    data = XLIFF12.replace('<group id="g1">', '<group id="g0"/><group id="g1">').encode()
    assert len(read("one.xlf", data).segments) == len(read("one.xlf").segments)


def test_units_of_several_files_do_not_share_their_names() -> None:
    inner = XLIFF12[XLIFF12.index("<file") : XLIFF12.index("</xliff>")]
    twice = XLIFF12.replace("</xliff>", inner + "</xliff>").encode()
    ids = [each.id for each in read("one.xlf", twice).segments]
    assert ids[0] == "1/plain"
    assert "2/plain" in ids
    assert len(set(ids)) == len(ids)


def test_units_with_one_name_are_told_apart() -> None:
    same = XLIFF12.replace('id="done"', 'id="plain"').encode()
    assert [s.id for s in read("one.xlf", same).segments][:2] == ["plain", "plain#2"]
    written = write("one.xlf", {"plain#2": done("Так")}, same)
    assert [s.target for s in read("one.xlf", written).segments][:2] == [None, "Так"]


def test_a_prefix_of_the_file_is_kept_and_letters_that_its_encoding_lacks_are_numbers() -> None:
    written = write("prefixed.xlf", {"1": done("Ж 中")})
    assert "<l:target>Ж &#20013;</l:target>".encode("cp1251") in written
    assert read("prefixed.xlf", written).segments[0].target == "Ж 中"


def test_segments_come_into_a_target_that_is_empty() -> None:
    head = '<seg-source><mrk mtype="seg" mid="1">Up.'
    at = XLIFF12.index("</seg-source>", XLIFF12.index(head)) + len("</seg-source>")
    data = (XLIFF12[:at] + "<target> </target>" + XLIFF12[at:]).encode()
    written = write("one.xlf", {"fresh parts/1": done("Вгору.")}, data).decode()
    assert '<target><mrk mtype="seg" mid="1">Вгору.</mrk> </target>' in written
    emptied = write("one.xlf", {"fresh parts/1": done("", State.INITIAL)}, data).decode()
    assert emptied == data.decode()


def test_a_state_without_a_text_brings_no_target() -> None:
    assert write("one.xlf", {"plain": done("", State.FINAL)}) == FILES["one.xlf"]


# ---- SDLXLIFF -------------------------------------------------------------------------------

TRADOS = """<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" version="1.2"
 xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en-US"
 target-language="uk-UA" datatype="x"><body><trans-unit id="t1"><source>One. Two.</source>
<seg-source><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">Two.</mrk></seg-source>
<target><mrk mtype="seg" mid="1">Раз.</mrk> <mrk mtype="seg" mid="2"/></target>
<sdl:seg-defs><sdl:seg id="1" conf="RejectedTranslation" percent="100"/><sdl:seg id="2" />
</sdl:seg-defs></trans-unit></body></file></xliff>""".encode()


def test_every_segment_of_trados_says_how_far_it_has_come() -> None:
    found = read("a.sdlxliff", TRADOS).segments
    assert [(each.state, each.marks) for each in found] == [
        (State.INITIAL, frozenset({Mark.RETURNED})), (State.INITIAL, frozenset()),
    ]  # fmt: skip
    wanted = {"t1/1": done("Раз!", State.REVIEWED), "t1/2": done("Два.", State.FINAL)}
    assert new_lines("a.sdlxliff", wanted, TRADOS) == [
        '<target><mrk mtype="seg" mid="1">Раз!</mrk> <mrk mtype="seg" mid="2">Два.</mrk></target>',
        (
            '<sdl:seg-defs><sdl:seg id="1" conf="ApprovedTranslation" percent="100"/>'
            '<sdl:seg id="2" conf="ApprovedSignOff"/>'
        ),
    ]
    written = write("a.sdlxliff", wanted, TRADOS)
    states = [each.state for each in read("a.sdlxliff", written).segments]
    assert states == [State.REVIEWED, State.FINAL]
    emptied = write("a.sdlxliff", {"t1/2": done("", State.INITIAL)}, written)
    assert b'<sdl:seg id="2"/>' in emptied


# ---- 2 --------------------------------------------------------------------------------------


def test_a_segment_of_version_2_has_its_state_and_no_sub_state_that_is_old() -> None:
    text = segment("two.xliff", "u1/s2").target or ""
    assert new_lines("two.xliff", {"u1/s2": done(text, State.FINAL)}) == [
        '<segment id="s2" state="final">'
    ]
    assert new_lines("two.xliff", {"u1/s2": done(text, State.REVIEWED, Mark.OUTDATED)}) == [
        '<segment id="s2" state="initial" subState="workbench:outdated">'
    ]
    assert new_lines("two.xliff", {"u1/s1": done("Раз.", State.REVIEWED)}) == [
        '<segment id="s1" state="reviewed"><source>One.</source><target>Раз.</target></segment>'
    ]


def test_a_code_shows_what_it_stands_for() -> None:
    codes = segment("two.xliff", "u1/s2").codes
    assert [code.display for code in codes] == ["b", "b", "<br/>", "U+0007"]


def test_white_space_follows_a_segment_and_words_between_segments_are_left_out() -> None:
    assert segment("two.xliff", "u1/s1").after == " "
    assert segment("two.xliff", "u3/2").source == "***"
    coded = XLIFF2.replace("***", '<ph id="9"/>').encode()
    assert segment("two.xliff", "u3/2", coded).source == "\ue000"
    assert segment("two.xliff", "u3/2").left_out


def test_a_code_that_may_not_be_deleted_or_moved_is_refused_with_the_name_of_the_segment() -> None:
    with pytest.raises(UnwritableTranslation, match="must be kept") as caught:
        write("two.xliff", {"u1/s2": done("Без")})
    assert caught.value.unit == "u1/s2"
    for text in ("\ue001\ue000\ue002", "\ue000\ue002\ue001"):
        with pytest.raises(UnwritableTranslation, match="may not be moved") as caught:
            write("two.xliff", {"u3/1": done(text)})
        assert caught.value.unit == "u3/1"
    moved = write("two.xliff", {"u3/1": done("\ue002\ue000\ue001")})
    assert segment("two.xliff", "u3/1", moved).target == "\ue002\ue000\ue001"
    assert validate(moved, "a.xlf").flaws == ()


def test_codes_that_may_overlap_do() -> None:
    text = "\ue000а\ue001б\ue002в\ue003"
    assert segment("two.xliff", "u2/1").source == "\ue000open \ue001both\ue002 end\ue003"
    written = write("two.xliff", {"u2/1": done(text)})
    assert b'<sc id="1"/>' in written
    assert segment("two.xliff", "u2/1", written).target == text
    assert validate(written, "a.xlf").flaws == ()


def test_a_character_that_xml_lacks_is_written_as_version_2_writes_it() -> None:
    written = write("two.xliff", {"u1/s1": done("а\x01б")})
    assert '<target>а<cp hex="0001"/>б</target>' in written.decode()
    assert "<target>а\ufffdб</target>" in write("one.xlf", {"plain": done("а\x01б")}).decode()


def test_a_target_keeps_white_space_where_its_source_does() -> None:
    bare = XLIFF2.replace(XLIFF2[XLIFF2.index("        <target xml:space") :
                                 XLIFF2.index("</target>\n      </segment>") + 10], "")  # fmt: skip
    lines = new_lines("two.xliff", {"u1/s2": done("\ue000 а\ue001")}, bare.encode())
    assert lines == [
        '<target xml:space="preserve"><pc id="1" canDelete="no" dispStart="b"> а</pc></target>'
    ]


def test_the_first_target_of_a_file_brings_the_name_of_its_language() -> None:
    start, end = XLIFF2.index(' trgLang="uk"'), XLIFF2.index(' trgLang="uk"') + 13
    bare = (XLIFF2[:start] + XLIFF2[end:]).encode()
    form = bilingual.by_name("a.xlf")
    assert form is not None
    with pytest.raises(UnwritableTranslation, match="language"):
        form.write(bare, Languages(), {"u1/s1": done("Раз.")})
    written = form.write(bare, Languages(target="uk-UA"), {"u1/s1": done("Раз.")})
    assert form.read(written, Languages()).target_language == "uk-UA"


def test_a_file_is_of_the_version_that_its_namespace_says() -> None:
    assert [read(name).version for name in ("one.xlf", "old.xlf", "two.xliff")] == [
        *("1.2", "1.1", "2.1")
    ]
    for wrong in ("<xliff/>", '<xliff xmlns="urn:x"/>', "<other/>"):
        with pytest.raises(UnreadableDocument, match="no XLIFF"):
            read("one.xlf", wrong.encode())
