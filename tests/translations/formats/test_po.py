"""PO: our own files come back whole, those of others as they are, broken ones with a line."""

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.model import Voice
from tests.translations.editions.at_random import ALPHABET, codes, editions, texts
from translations.editions import OUTPUTS
from translations.editions.base import Edition
from translations.errors import UnreadableDocument
from translations.formats.po import PoPair, read_pairs, write_pairs
from translations.model import Mark, State
from translations.placeholders import names

HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@st.composite
def pairs(draw: st.DrawFn) -> PoPair:
    own = draw(codes())
    target = draw(st.just("") | texts(len(own)))
    state = draw(st.sampled_from(State))
    return PoPair(
        id=draw(st.text(ALPHABET, min_size=1, max_size=5)),
        source=draw(texts(len(own))),
        target=target,
        state=state,
        marks=draw(st.frozensets(st.sampled_from(Mark))),
        comments=tuple(draw(st.lists(st.text(ALPHABET, max_size=12), max_size=3))),
        voice=draw(st.sampled_from(Voice)),
        placeholders=names(own),
    )


@settings(max_examples=100, deadline=None)
@given(st.lists(pairs(), max_size=5), st.text(ALPHABET, max_size=5))
def test_what_is_written_is_read_back(some: list[PoPair], note: str) -> None:
    assert read_pairs(write_pairs(some, {"X-Title": note})) == tuple(some)


@settings(max_examples=100, deadline=None)
@given(editions())
def test_an_edition_in_po_keeps_every_segment(edition: Edition) -> None:
    segments = [(block, s) for block in edition.blocks for s in block.segments]

    assert read_pairs(OUTPUTS["po"].write(edition)) == tuple(
        PoPair(
            id=s.id,
            source=s.source,
            target=s.target,
            state=s.state,
            marks=s.marks,
            comments=s.comments,
            voice=block.voice,
            placeholders=names(s.codes),
        )
        for block, s in segments
    )


def test_codes_are_readable_placeholders_and_drafts_are_fuzzy() -> None:
    pair = PoPair(
        id="12",
        source="The \ue000word\ue001\ue002",
        target="\ue000Слово\ue001\ue002",
        state=State.INITIAL,
        marks=frozenset({Mark.RETURNED, Mark.OUTDATED}),
        comments=("Чому?\nБо так.", ""),
        voice=Voice.ANSWER,
        placeholders=("<1>", "</1>", "<2/>"),
    )
    written = write_pairs([pair], {"Language": "uk"}, note="Draft").decode()

    assert written.startswith('# Draft\nmsgid ""\n')
    assert written.split("\n\n", 1)[1] == (
        "# - Чому?\n#   Бо так.\n# -\n"
        "#. state: initial\n#. marks: outdated, returned\n"
        "#. voice: answer\n#. codes: <1> </1> <2/>\n"
        '#, fuzzy\nmsgctxt "12"\nmsgid "The <1>word</1><2/>"\nmsgstr "<1>Слово</1><2/>"\n'
    )


@pytest.mark.parametrize(
    ("fuzzy", "told", "target", "state"),
    [
        ("", "reviewed", "a", State.REVIEWED),
        ("#, fuzzy\n", "reviewed", "a", State.INITIAL),
        ("", "initial", "a", State.TRANSLATED),
        ("#, fuzzy\n", "initial", "a", State.INITIAL),
        ("", "initial", "", State.INITIAL),
        ("", "nonsense", "a", State.TRANSLATED),
    ],
)
def test_an_editor_for_po_speaks_through_the_flag(
    fuzzy: str, told: str, target: str, state: State
) -> None:
    data = write_pairs([], {}).decode() + (
        f'\n#. state: {told}\n#. voice: nobody\n{fuzzy}msgctxt "1"\nmsgid "b"\nmsgstr "{target}"\n'
    )
    [pair] = read_pairs(data.encode())

    assert (pair.state, pair.voice, pair.line) == (state, Voice.NARRATION, data[:-1].count("\n"))


FOREIGN = """\
# A file of somebody else.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : 1);\\n"

# Look at this.
# - Twice.
#: a.c:12
msgid "One <1>\\n"
"two"
msgstr "Раз <1>\\n"
"два"

msgctxt "menu"
msgid"Open"
msgstr\t"Открыть"

#, fuzzy, c-format
#| msgid "old"
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файла"
msgstr[2] "%d файлов"

msgid "Empty"
msgstr ""

#~ msgid "gone"
#~ msgstr "ушло"
"""


def test_a_file_of_others_is_read_as_it_is() -> None:
    told = [(p.id, p.source, p.target, p.state, p.comments) for p in read_pairs(FOREIGN.encode())]

    assert told == [
        ("10", "One <1>\ntwo", "Раз <1>\nдва", State.TRANSLATED, ("Look at this.\n- Twice.",)),
        ("menu", "Open", "Открыть", State.TRANSLATED, ()),
        ("21[0]", "%d file", "%d файл", State.INITIAL, ()),
        ("21[1]", "%d files", "%d файла", State.INITIAL, ()),
        ("21[2]", "%d files", "%d файлов", State.INITIAL, ()),
        ("27", "Empty", "", State.INITIAL, ()),
    ]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8-sig", "utf-16"])
def test_the_encoding_is_the_one_that_the_file_names(encoding: str) -> None:
    text = FOREIGN.replace("UTF-8", encoding if encoding[0] in "ck" else "UTF-8")

    assert [p.target for p in read_pairs(text.encode(encoding))][1] == "Открыть"


def test_a_template_has_the_placeholder_of_a_charset() -> None:
    assert read_pairs(HEADER.replace(b"UTF-8", b"CHARSET")) == ()


def test_line_ends_of_windows_and_of_old_machines_are_line_ends() -> None:
    for end in ("\r\n", "\r"):
        assert read_pairs(FOREIGN.replace("\n", end).encode()) == read_pairs(FOREIGN.encode())


@pytest.mark.parametrize("data", [b"", b"\n\n", HEADER, b"# only a comment\n"])
def test_a_file_without_entries_has_no_pairs(data: bytes) -> None:
    assert read_pairs(data) == ()


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b'msgid "a\nmsgstr "b"\n', 1, "does not end"),
        (b'msgid "a"\nmsgstr "b\n', 2, "does not end"),
        (b'msgid "a"\nmsgstr "b\\"\n', 2, "does not end"),
        (b'msgid "a" b"\nmsgstr "b"\n', 1, "no PO"),
        (b"/etc/hostname", 1, "no PO"),
        (b'msgid "a"\n', 2, "last entry has no msgstr"),
        (b'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 3, "entry above has no msgstr"),
        (b'msgctxt "a"\nmsgstr "c"\n', 2, "msgstr may not stand here"),
        (b'"a"\n', 1, "A string may not stand here"),
        (b'msgid "a"\nmsgid_plural "b"\nmsgstr[12] "c"\n', 3, "ten plural forms"),
        (b'msgid "a"\n#| nonsense\nmsgstr "b"\n', 2, "does not expect"),
        (b'msgid "a"\nmsgstr "\xff"\n', 2, "no text in utf-8"),
        (b'msgid "a"\nmsgstr "\0"\n', 2, "NUL"),
        (HEADER.replace(b"UTF-8", b"../../x"), None, "not known"),
        (HEADER.replace(b"UTF-8", b"UTF-99"), None, "not known"),
        (HEADER.replace(b"UTF-8", b"cp9999"), None, "not known"),
        (HEADER.replace(b"UTF-8", b"hex"), None, "not known"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(
    data: bytes, line: int | None, reason: str
) -> None:
    with pytest.raises(UnreadableDocument, match=reason) as refusal:
        read_pairs(data)

    assert refusal.value.line == line


def test_a_header_in_the_middle_hides_no_entry() -> None:
    """Polib takes the first entry without a text for the header and keeps the rest."""
    data = b'msgid "a"\nmsgstr "b"\n\n' + HEADER + b'msgid "c"\nmsgstr "d"\n'

    assert [(p.id, p.source) for p in read_pairs(data)] == [("1", "a"), ("7", "c")]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.text('msgid"strctx\\[01]_plua #~|,.\n').map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read = read_pairs(data)
    except UnreadableDocument:
        return
    assert all(isinstance(pair, PoPair) for pair in read)


@pytest.mark.parametrize(
    "tail", ["#", "#:", "#,", "#.", "#|", "#~", '#~| msgid "b"', "# end", "#. end", "#: a:1"]
)
def test_a_comment_at_the_end_hides_no_entry(tail: str) -> None:
    assert [p.source for p in read_pairs(f'msgid "a"\nmsgstr "b"\n{tail}\n'.encode())] == ["a"]


@pytest.mark.parametrize(
    "comment", ["#msgid", '#msgstr[0] "x"', "#=x", "#- x", "##", "#!", "#слово"]
)
def test_a_comment_needs_no_space_before_its_words(comment: str) -> None:
    data = f'{comment}\nmsgid "a"\nmsgstr "b"\n\n{comment}\nmsgid "c"\nmsgstr "d"\n'
    assert [p.source for p in read_pairs(data.encode())] == ["a", "c"]


@pytest.mark.parametrize("domain", ["domain words", 'domain "two words"', "domain Two Words"])
def test_entries_may_be_of_several_domains(domain: str) -> None:
    data = f'msgid "a"\nmsgstr "b"\n\n{domain}\n\nmsgid "c"\nmsgstr "d"\n'
    assert [p.source for p in read_pairs(data.encode())] == ["a", "c"]
    with pytest.raises(UnreadableDocument) as refusal:
        read_pairs(f'msgid "a"\n{domain}\nmsgstr "b"\n'.encode())
    assert refusal.value.line == 2


def test_other_readers_of_po_see_the_same_texts() -> None:
    pair = PoPair(id="1", source='a "b" \\ c\nd\te', target="ж\n")
    [entry] = polib.pofile(write_pairs([pair], {}).decode())

    assert (entry.msgctxt, entry.msgid, entry.msgstr) == (pair.id, pair.source, pair.target)
