"""Translations into PO of other people: strings and the flag "fuzzy", nothing else."""

from __future__ import annotations

import polib
import pytest

from tests.translations.formats.bilingual.samples import FILES, OUR_PO, PO, read, write
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats.bilingual import PairSegment, Translated
from translations.formats.po import read_pairs
from translations.model import Mark, State


def segment(key: str, name: str = "a.po", data: bytes | None = None) -> PairSegment:
    return next(each for each in read(name, data).segments if each.id == key)


def done(text: str, state: State | None = None, *marks: Mark) -> Translated:
    return Translated(target=text, state=state, marks=frozenset(marks))


def test_an_entry_is_known_by_its_context_or_by_its_number() -> None:
    assert [each.id for each in read("a.po").segments] == [
        *("1", "menu", "3", "4[0]", "4[1]", "4[2]")
    ]
    assert segment("1").source == 'One "and" two\\.'
    assert segment("1").notes == ("Mind the order", "To programmers")
    assert segment("menu").line == 18


def test_strings_are_escaped_and_broken_where_their_lines_end() -> None:
    written = write("a.po", {"1": done('a "b" \\ \t'), "menu": done("1\n2\n")}).decode()
    assert 'msgstr "a \\"b\\" \\\\ \\t"\n' in written
    assert 'msgid "Bread %s"\nmsgstr ""\n"1\\n"\n"2\\n"\n' in written


def test_a_long_line_is_broken_between_words_where_the_source_is() -> None:
    text = f"Перший\n{'слово ' * 30}кінець.\n"
    written = write("a.po", {"3": done(text)})
    assert max(len(line) for line in written.decode().split("\n")) < 160
    rows = written.decode().split("Перший")[1].split("\n")[1:5]
    assert all(len(row) <= 79 and row.endswith(' "') for row in rows[:2])
    assert segment("3", data=written).target == text
    assert polib.pofile(written.decode()).find(segment("3").source).msgstr == text  # type: ignore[union-attr] # it is there


def test_a_plural_has_as_many_forms_as_the_header_says_and_more_are_added() -> None:
    assert [segment(f"4[{n}]").source for n in range(3)] == ["%d file", "%d files", "%d files"]
    assert [segment(f"4[{n}]").target for n in range(3)] == ["%d файл", None, None]
    written = write("a.po", {"4[2]": done("%d файлів")}).decode()
    assert 'msgstr[1] ""\nmsgstr[2] "%d файлів"\n' in written
    both = write("a.po", {"4[1]": done("%d файли"), "4[2]": done("%d файлів")}).decode()
    assert 'msgstr[0] "%d файл"\nmsgstr[1] "%d файли"\nmsgstr[2] "%d файлів"\n' in both
    four = PO.replace("nplurals=3", "nplurals=4").encode()
    written = write("a.po", {"4[3]": done("x")}, four).decode()
    assert 'msgstr[1] ""\nmsgstr[2] ""\nmsgstr[3] "x"\n' in written


def test_what_is_fuzzy_is_in_doubt_and_a_source_that_was_says_why() -> None:
    assert (segment("menu").state, segment("menu").marks) == (
        State.INITIAL,
        frozenset({Mark.OUTDATED}),
    )
    assert (segment("3").state, segment("3").marks) == (State.INITIAL, frozenset({Mark.NEEDS_LOOK}))


@pytest.mark.parametrize("mark", [Mark.RETURNED, Mark.OUTDATED, Mark.NEEDS_LOOK])
def test_a_text_in_doubt_gets_the_flag_and_one_that_is_not_loses_it(mark: Mark) -> None:
    flagged = write("a.po", {"1": done("Раз", State.TRANSLATED, mark)}).decode()
    assert '#: a.c:1\n#, fuzzy\nmsgid "One' in flagged
    assert write("a.po", {"1": done("Раз", State.REVIEWED)}, flagged.encode()).decode() == (
        flagged.replace('#, fuzzy\nmsgid "One', 'msgid "One')
    )
    assert (
        '#, c-format\n#| msgid "Bred"'
        in write("a.po", {"menu": done("Хліб %s", State.TRANSLATED)}).decode()
    )
    plural = write("a.po", {"4[0]": done("%d файл", State.INITIAL, mark)}).decode()
    assert '#, fuzzy, c-format\nmsgid "%d file"' in plural


def test_a_plural_is_in_doubt_while_one_of_its_forms_is() -> None:
    doubtful = write("a.po", {"4[0]": done("%d файл", State.INITIAL)})
    both = write("a.po", {"4[1]": done("%d файли", State.TRANSLATED)}, doubtful)
    assert segment("4[1]", data=both).state is State.INITIAL
    settled = write("a.po", {f"4[{n}]": done("x", State.FINAL) for n in (0, 1)}, both)
    assert segment("4[1]", data=settled).state is State.TRANSLATED


def test_a_flag_without_words_is_taken_for_one() -> None:
    bare = PO.replace("#: a.c:1\n", "#:a.c:1\n#,\n").encode()
    written = write("a.po", {"1": done("Раз", State.INITIAL)}, bare).decode()
    assert "#:a.c:1\n#, fuzzy\nmsgid" in written


def test_a_file_of_ours_says_more_and_has_codes() -> None:
    found = segment("1.1", "ours.po")
    assert found.source == "A \ue000big\ue001 <3> thing\ue002"
    assert found.target == "\ue002Велика \ue000річ\ue001"
    assert (found.state, found.notes) == (State.REVIEWED, ("Mind\nthe order",))
    written = write("ours.po", {"1.1": done("\ue000<3>\ue001", State.INITIAL, Mark.RETURNED)})
    assert "#. state: initial\n#. codes: <1> </1> <2/>\n#. marks: returned\n#, fuzzy\n" in (
        written.decode()
    )
    again = segment("1.1", "ours.po", written)
    assert again.target == "\ue000<3>\ue001"
    assert (again.state, again.marks) == (State.INITIAL, frozenset({Mark.RETURNED}))
    assert read_pairs(written)[0].target == "\ue000<3>\ue001"
    settled = write("ours.po", {"1.1": done("\ue000<3>\ue001", State.FINAL)}, written).decode()
    assert "#. state: final\n#. codes: <1> </1> <2/>\nmsgctxt" in settled
    with pytest.raises(UnwritableTranslation, match="overlaps"):
        write("ours.po", {"1.1": done("\ue001\ue000")})


def test_a_text_that_was_empty_in_a_file_of_ours_gets_its_state() -> None:
    written = write("ours.po", {"1.2": done("Два", State.REVIEWED)}).decode()
    assert written == OUR_PO.replace(
        '#. state: initial\nmsgctxt "1.2"\nmsgid "Two"\nmsgstr ""',
        '#. state: reviewed\nmsgctxt "1.2"\nmsgid "Two"\nmsgstr "Два"',
    )


def test_a_letter_that_the_encoding_lacks_is_refused_by_name() -> None:
    with pytest.raises(UnwritableTranslation, match="KOI8-U") as caught:
        write("koi.po", {"1": done("中")})
    assert caught.value.unit == "1"


def test_line_ends_and_the_mark_of_a_file_are_kept() -> None:
    written = write("windows.po", {"1": done("a\nb"), "4[2]": done("x")})
    assert written.startswith(b'\xef\xbb\xbf# A catalogue\r\nmsgid ""')
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_escapes_of_all_kinds_are_read() -> None:
    data = b'msgid "\\x41\\102\\a\\q\\?"\nmsgstr "\\v\\001"\n'
    found = read("a.po", data).segments[0]
    assert (found.source, found.target) == ("AB\a\\q?", "\v\x01")
    written = write("a.po", {"1": done("\x01\a")}, data)
    assert b'msgstr "\\001\\a"' in written


def test_an_escape_for_what_no_text_has_stays_an_escape() -> None:
    found = read("a.po", b'msgid "a\\000\\x00"\nmsgstr ""\n').segments[0]
    assert found.source == "a\\000\\x00"


def test_a_comment_within_an_entry_is_one_of_its_own() -> None:
    data = b'msgid "a"\n# Mind\n#, fuzzy\nmsgstr "b"\n'
    found = read("a.po", data).segments[0]
    assert (found.source, found.notes, found.state) == ("a", ("Mind",), State.INITIAL)
    assert b"fuzzy" not in write("a.po", {"1": done("c", State.FINAL)}, data)


def test_an_entry_half_of_which_is_out_of_use_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableDocument, match="out of use") as caught:
        read("a.po", b'#~ msgid "a"\n"more"\nmsgstr "b"\n')
    assert caught.value.line == 3


def test_a_file_that_is_no_po_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read("a.po", FILES["a.po"] + b'\nmsgid "x"\n')
    assert caught.value.line
