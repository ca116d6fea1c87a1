"""Documents in plain text: paragraphs, wrapped lines, and the discovery of formats."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations import formats, inline
from translations.errors import UnreadableDocument
from translations.formats import FORMATS
from translations.formats.assembly import original
from translations.formats.base import Format
from translations.formats.text import read
from translations.model import BlockKind, Document

PARAGRAPHS = [
    (
        "The first paragraph is long enough to be wrapped at any usual width, and it has a second "
        "half that goes on about the first. It ends here."
    ),
    "A short one.",
    (
        "Another paragraph with many words, so that lines break inside it more than once or twice, "
        "whatever the width may be, and that end where words would no longer fit on the line."
    ),
    "The last paragraph also has to be wrapped, because three breaks are not many to judge by.",
]


def paragraphs(document: Document) -> list[str]:
    return [
        " ".join("".join(s.text + s.after for s in block.segments).split())
        for block in document.blocks
    ]


def test_a_line_is_a_paragraph_and_blank_lines_mean_little() -> None:
    document = read("Title\n\n\nOne. Two.\r\nThree. \u00a0\n", "en")
    assert paragraphs(document) == ["Title", "One. Two.", "Three."]
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH] * 3
    assert document.skeleton.pieces == ("", "\n\n\n", "\r\n", " \u00a0\n")


@pytest.mark.parametrize("width", [50, 66, 72, 79, 100])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_wrapped_lines_are_joined(width: int, gap: str) -> None:
    indent = "" if gap == "\n\n" else "   "
    twice = PARAGRAPHS * 2
    text = gap.join(textwrap.fill(p, width, initial_indent=indent) for p in twice)
    document = read(text, "en")
    assert paragraphs(document) == twice
    assert original(document) == text


def test_a_line_that_ends_early_ends_its_paragraph_in_wrapped_text_too() -> None:
    lines = textwrap.wrap(" ".join(PARAGRAPHS), 60)
    text = "\n".join(["Contents", "One", "Two", "", *lines])
    assert paragraphs(read(text, "en"))[:3] == ["Contents", "One", "Two"]
    assert len(read(text, "en").blocks) == 4


@pytest.mark.parametrize("text", ["a\nb\nc\nd\n", "One two\nthree four\nfive six\nseven", "x"])
def test_short_lines_are_not_taken_for_wrapped_ones(text: str) -> None:
    assert len(read(text, "en").blocks) == len(text.splitlines())


def test_long_lines_are_not_taken_for_wrapped_ones() -> None:
    assert len(read("\n".join(p * 2 for p in PARAGRAPHS), "en").blocks) == 4


@given(st.text(alphabet=st.sampled_from("ab. \u00a0\n\r\t\u2028\x0c\ufeff\ue000!?"), max_size=60))
def test_no_character_of_a_plain_text_is_lost(text: str) -> None:
    try:
        document = read(text, "en")
    except UnreadableDocument:
        assert not text.replace("\ufeff", "").strip()
        return
    assert original(document) == text
    assert not any(c.isalnum() for piece in document.skeleton.pieces for c in piece)


def test_private_characters_of_the_input_are_codes() -> None:
    (block,) = read("a\uf8ffb", "en").blocks
    (segment,) = block.segments
    assert segment.text == "a\ue000b"
    assert inline.expand(segment.text, segment.codes) == "a\uf8ffb"


def test_a_line_of_codes_only_is_left_out_of_the_translation() -> None:
    first, second = read("\ue010\ue011\nwords", "en").blocks
    assert first.left_out
    assert not second.left_out


def test_a_sentence_of_one_megabyte_is_refused_with_its_line() -> None:
    wrapped = "\n".join(["word " * 15 + "word"] * 13_000)
    with pytest.raises(UnreadableDocument, match="1 MB") as caught:
        read("Short.\n\n" + wrapped, "en")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Слово.\r\n".encode("utf-8-sig"), "utf-8"),
        ("Здесь слово о слове.\r\n".encode("utf-16"), "utf-16-le"),
        ("Здесь слово о слове.\r\n".encode("cp1251"), "windows-1251"),
    ],
)
def test_the_bytes_can_be_written_again(data: bytes, encoding: str) -> None:
    document = formats.read(data, "note.txt", "ru")
    assert document.encoding == encoding
    assert original(document).encode(encoding) == data


def test_a_format_is_found_by_its_extension() -> None:
    assert formats.read(b"# A", "A.MD", "en").format == "markdown"
    assert formats.read(b"# A", "a.txt", "en").format == "text"


@pytest.mark.parametrize("name", ["a.exe", "noextension"])
def test_an_unknown_extension_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"cannot be read; these can: .*\.txt"):
        formats.read(b"a", name, "en")


def test_what_a_format_refuses_names_the_file() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        formats.read(b"one\n\n" + b">" * 50_000 + b" two", "deep.md", "en")
    assert (caught.value.place, caught.value.line) == ("deep.md", 3)


@pytest.mark.parametrize("text", ["---\n", "[a]: https://example.org\n", "`````````\n", "# \n>\n"])
def test_a_file_of_nothing_but_markup_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument, match="only markup") as caught:
        formats.read(text.encode(), "empty.md", "en")
    assert caught.value.place == "empty.md"


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_every_format_keeps_its_promises(form: Format) -> None:
    text = "One sentence. And another.\n\nA second paragraph.\n"
    document = form.read(text, "en")
    assert document.format == form.name
    assert original(document) == text
    assert form.title
    assert all(extension.startswith(".") for extension in form.extensions)
