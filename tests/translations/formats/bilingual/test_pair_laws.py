"""What every format of pairs promises."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translations.formats.bilingual.samples import (
    FILES,
    LANGUAGES,
    pseudo,
    read,
    translated,
    write,
)
from translations.errors import TranslationsError, UnreadableDocument, UnwritableTranslation
from translations.formats import bilingual
from translations.formats.bilingual import PAIR_FORMATS, Languages, Translated
from translations.model import Mark, State
from translations.validation import validate

of_every_file = pytest.mark.parametrize("name", FILES)
of_every_format = pytest.mark.parametrize("form", PAIR_FORMATS.values(), ids=PAIR_FORMATS)


def test_every_format_has_a_sample() -> None:
    assert {bilingual.by_name(name) for name in FILES} == set(PAIR_FORMATS.values())
    assert bilingual.by_name("a.docx") is None


def test_no_two_formats_have_the_same_extension() -> None:
    endings = Counter(ending for form in PAIR_FORMATS.values() for ending in form.extensions)
    assert set(endings.values()) == {1}


@of_every_file
def test_untouched_every_byte_comes_back(name: str) -> None:
    same = {
        segment.id: Translated(target=segment.target, state=segment.state, marks=segment.marks)
        for segment in read(name).segments
        if segment.target is not None
    }
    assert same or name == "prefixed.xlf"
    assert write(name, {}) == FILES[name]
    assert write(name, same) == FILES[name]


@of_every_file
def test_segments_have_names_of_their_own_lines_and_codes_that_their_texts_have(name: str) -> None:
    file = read(name)
    assert file.format == bilingual.by_name(name).name  # type: ignore[union-attr] # it has one
    assert len({segment.id for segment in file.segments}) == len(file.segments) > 0
    for segment in file.segments:
        points = [ord(c) - 0xE000 for c in segment.source + (segment.target or "") if c >= "\ue000"]
        assert set(points) == set(range(len(segment.codes)))
        assert segment.line > 0


def test_the_notes_of_people_are_read() -> None:
    for name in ("one.xlf", "two.xliff", "a.tmx", "a.po", "a.csv"):
        notes = [note for segment in read(name).segments for note in segment.notes]
        assert "Mind the order" in notes, name


@of_every_file
def test_translated_and_read_again_texts_are_exact_and_all_else_is_as_it_was(name: str) -> None:
    before = read(name)
    wanted = translated(before.segments)
    written = write(name, {key: Translated(target=text) for key, text in wanted.items()})
    after = read(name, written)
    found = {segment.id: segment.target for segment in after.segments}
    assert {key: found[key] for key in wanted} == wanted
    assert [(s.id, s.source, s.after, s.notes) for s in after.segments] == [
        (s.id, s.source, s.after, s.notes) for s in before.segments
    ]


@of_every_file
def test_one_translation_changes_only_its_own_segment(name: str) -> None:
    before = read(name)
    for key, text in translated(before.segments).items():
        after = read(name, write(name, {key: Translated(target=text)}))
        others = [(s.id, s.source, s.target) for s in before.segments if s.id != key]
        assert [(s.id, s.source, s.target) for s in after.segments if s.id != key] == others


#: Tables have no standard to be judged by, and old versions of XLIFF none of ours.
JUDGED = [n for n in FILES if not n.endswith((".csv", ".tsv", ".xlsx")) and n != "old.xlf"]


@pytest.mark.parametrize("name", JUDGED)
def test_what_was_valid_is_valid_when_it_is_translated(name: str) -> None:
    before = read(name)
    wanted = {
        key: Translated(target=text, state=State.REVIEWED)
        for key, text in translated(before.segments).items()
    }
    broken = {flaw.rule for flaw in validate(write(name, wanted), name).flaws}
    assert broken <= {flaw.rule for flaw in validate(FILES[name], name).flaws}


#: What is read again of a state and a mark that were written, where it is not the same.
EVERY = [
    *((state, frozenset[Mark]()) for state in State),
    (State.INITIAL, frozenset({Mark.RETURNED})),
    (State.INITIAL, frozenset({Mark.OUTDATED})),
    (State.TRANSLATED, frozenset({Mark.NEEDS_LOOK})),
]
NO_MARK = frozenset[Mark]()
LOOK = frozenset({Mark.NEEDS_LOOK})
LESS = {
    # A sub-state is written only where there is one already.
    "two.xliff": {
        (State.INITIAL, frozenset({Mark.RETURNED})): (State.INITIAL, NO_MARK),
        (State.INITIAL, frozenset({Mark.OUTDATED})): (State.INITIAL, NO_MARK),
        (State.TRANSLATED, LOOK): (State.TRANSLATED, NO_MARK),
    },
    # PO has one flag.
    "a.po": {
        (State.INITIAL, NO_MARK): (State.INITIAL, LOOK),
        (State.INITIAL, frozenset({Mark.RETURNED})): (State.INITIAL, LOOK),
        (State.INITIAL, frozenset({Mark.OUTDATED})): (State.INITIAL, LOOK),
        (State.TRANSLATED, LOOK): (State.INITIAL, LOOK),
        (State.REVIEWED, NO_MARK): (State.TRANSLATED, NO_MARK),
        (State.FINAL, NO_MARK): (State.TRANSLATED, NO_MARK),
    },
    # Without a column for it nothing is said of a state.
    "a.tsv": dict.fromkeys(EVERY, (State.TRANSLATED, NO_MARK)),
}
FIRST = {
    "one.xlf": "plain",
    "two.xliff": "u1/s1",
    "a.tmx": "one",
    "a.po": "1",
    "ours.po": "1.2",
    "a.csv": "1",
    "a.tsv": "1",
    "a.xlsx": "1",
}


@pytest.mark.parametrize("told", EVERY, ids=lambda told: "-".join([told[0], *told[1]]))
@pytest.mark.parametrize("name", FIRST)
def test_a_state_that_is_written_is_read_again(
    name: str, told: tuple[State, frozenset[Mark]]
) -> None:
    wanted = Translated(target="Так", state=told[0], marks=told[1])
    written = write(name, {FIRST[name]: wanted})
    found = next(s for s in read(name, written).segments if s.id == FIRST[name])
    assert (found.state, found.marks) == LESS.get(name, {}).get(told, told)
    assert found.target == "Так"
    assert write(name, {FIRST[name]: wanted}, written) == written


@pytest.mark.parametrize("name", FIRST)
def test_a_translation_that_is_taken_away_leaves_an_initial_segment(name: str) -> None:
    written = write(name, {FIRST[name]: Translated(target="Так", state=State.FINAL)})
    emptied = write(name, {FIRST[name]: Translated(target="", state=State.INITIAL)}, written)
    found = next(s for s in read(name, emptied).segments if s.id == FIRST[name])
    assert (found.target or "", found.state) == ("", State.INITIAL)


@of_every_file
def test_a_segment_that_the_file_lacks_is_refused_by_name(name: str) -> None:
    with pytest.raises(UnwritableTranslation, match="no such segment") as caught:
        write(name, {"nowhere": Translated(target="Так")})
    assert caught.value.unit == "nowhere"


@of_every_file
def test_a_code_that_the_source_lacks_is_refused_by_name(name: str) -> None:
    key = read(name).segments[0].id
    with pytest.raises(UnwritableTranslation, match="its source does not have") as caught:
        write(name, {key: Translated(target="Так\uf000")})
    assert caught.value.unit == key


texts = st.text(
    st.characters(exclude_categories=("Cs", "Co", "Cc"), exclude_characters="\ufffe\uffff"),
    min_size=1,
) | st.sampled_from(
    [
        *("=1+1", "'=1", "''+", "-Так", "@x", "\tx", "'", '"', '""', '"a"', "a\tb", "a\nb", "\n"),
        *("]]>", "&amp;", "<b>", "<!--", "\\", "\\n", "%s", "<1>", "\\<1>", "a;b,c", " x "),
        *("_x0041_", "_x005F_x0041_", "a" * 200, "слово " * 40, "рядок\n" * 3, "#, fuzzy"),
    ]
)


@pytest.mark.parametrize("name", FIRST)
@given(text=texts)
@settings(deadline=None, max_examples=40)
def test_whatever_is_written_is_read_again(name: str, text: str) -> None:
    key = FIRST[name]
    written = write(name, {key: Translated(target=text)})
    assert next(s.target for s in read(name, written).segments if s.id == key) == text


@of_every_format
@pytest.mark.parametrize("data", [b"", b"   ", b"\x00\x01", b"PK\x03\x04", b"<?xml?>", b"\xff\xfe"])
def test_what_is_no_file_of_the_format_is_refused(form: bilingual.PairFormat, data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        form.read(data, LANGUAGES)


@pytest.mark.parametrize("name", ["one.xlf", "two.xliff", "a.tmx"])
def test_entities_and_depth_are_refused_with_their_line(name: str) -> None:
    text = FILES[name].decode()
    head, body = text.split("\n", 1)
    body = body.replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "")
    evil = f'{head}\n<!DOCTYPE x [<!ENTITY e "boo">]>{body.replace("One", "&e;", 1)}'
    deep = text.replace("One", "<g>" * 250 + "</g>" * 250, 1)
    unknown = f'{head}\n<!DOCTYPE x SYSTEM "x.dtd">{body.replace("One", "&nbsp;", 1)}'
    for wrong, why in ((evil, "entities"), (deep, "deep"), (unknown, "nbsp")):
        with pytest.raises(UnreadableDocument, match=why) as caught:
            read(name, wrong.encode())
        assert caught.value.line


def test_nobody_has_to_say_which_languages_a_file_has() -> None:
    for name in FILES:
        form = bilingual.by_name(name)
        assert form is not None
        file = form.read(FILES[name], Languages())
        assert pseudo(file.segments[0].source) != ""
        if name.endswith((".xlf", ".xliff", ".tmx", ".tsv")):
            assert file.source_language.lower().startswith("en")
            assert file.target_language.startswith(("uk", "ru"))


#: What turns up in files of strangers where nobody expects it.
PIECES = st.sampled_from(
    [
        *(b"<", b">", b'"', b"'", b"&", b"&#0;", b"<g id='1'>", b"</g>", b"\n", b"\r", b"\t", b","),
        *(
            b";",
            b"\\",
            b"msgid ",
            b'msgstr[3] "x"',
            b"#, fuzzy\n",
            b"#~ ",
            b"<target/>",
            b"=",
            b"\0",
        ),
        *(b"<mrk mtype='seg'>", b"xmlns='q'", b"<ec startRef='1'/>", b"\xff", b"]]>", b"<!--"),
    ]
)


@of_every_file
@given(drawn=st.data())
@settings(deadline=None, max_examples=60)
def test_a_damaged_file_is_refused_or_gives_back_its_bytes(name: str, drawn: st.DataObject) -> None:
    body = FILES[name]
    at = drawn.draw(st.integers(0, len(body)))
    damaged = body[:at] + drawn.draw(PIECES) + body[at + drawn.draw(st.integers(0, 20)) :]
    try:
        segments = read(name, damaged).segments
        wanted = {key: Translated(target=text) for key, text in translated(segments).items()}
        assert write(name, {}, damaged) == damaged
        assert read(name, write(name, wanted, damaged)).format
    except TranslationsError as error:
        assert error.message.english  # noqa: PT017 - some are refused, others are not


@of_every_file
def test_what_is_asked_for_matters_only_where_there_is_a_choice(name: str) -> None:
    form = bilingual.by_name(name)
    assert form is not None
    asked = form.read(FILES[name], Languages(source="en", target="uk"))
    turned = form.has_choice or form.read(FILES[name], Languages(source="uk", target="en"))
    assert turned is True or turned == asked == form.read(FILES[name], Languages())
