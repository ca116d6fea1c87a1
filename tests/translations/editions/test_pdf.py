"""Prints: tagged, for archives, with their fonts, and without a word of theirs read as markup."""

import base64
import re
import struct
import zlib
from collections import Counter
from dataclasses import replace

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translations.editions.coded import CODES
from tests.translations.editions.samples import EM, HEBREW, LI, RUSSIAN, H, P, Q, block
from translations.editions import OUTPUTS
from translations.editions.base import Edition, Image, Layout, Output, TranslatorNote
from translations.editions.manifest import signature
from translations.editions.typeset import engine, entries, pages
from translations.errors import UnprintableCharacters, UnprintableEdition
from translations.model import BlockKind, Code, CodeKind, Part

PDF, BOTH = OUTPUTS["pdf"], OUTPUTS["bilingual-pdf"]
EVERY_PRINT = pytest.mark.parametrize("output", [PDF, BOTH], ids=lambda output: str(output.name))

#: A picture of one pixel, mixed of four inks.
CMYK = base64.b64decode(
    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwD//////////////////////////////////////////////////////////"
    "////////////////////////////8AAFAgAAQABBEMRAE0RAFkRAEsRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAIBA/"
    "/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAOBEMATQBZAEsAAD8A0FSf/9k="
)

NOTED = replace(
    RUSSIAN,
    notes=(
        TranslatorNote(
            concept="word",
            segment="Our note 0",
            offset=4,
            text=block(P, ("Of it.", "Говорящий \ue000называет\ue001 так вещи."), codes=EM),
        ),
    ),
)


def of_heading(segment: str) -> TranslatorNote:
    text = block(P, ("Of it.", "Примечание к заголовку."))
    return TranslatorNote(concept="heading", segment=segment, offset=5, text=text)


def picture() -> Image:
    """A picture of one pixel."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\x1f\x1f\x1f")),
        (b"IEND", b""),
    ]
    written = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    content = b"\x89PNG\r\n\x1a\n" + b"".join(written)
    return Image(media_type="image/png", content=content, width=1, height=1)


def tags(written: bytes) -> list[str]:
    """The tags of the structure, in the order in which they are written."""
    return [each.decode() for each in re.findall(rb"/Type/StructElem/S/(\w+)", written)]


def page_count(written: bytes) -> int:
    found = re.search(rb"/Type/Pages/Count (\d+)", written)
    assert found is not None
    return int(found[1])


def named(text: str) -> bytes:
    """A text as a PDF writes it where it is not set in letters."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


@EVERY_PRINT
@pytest.mark.parametrize("edition", [RUSSIAN, HEBREW, NOTED], ids=["ru", "he", "noted"])
def test_the_same_edition_gives_the_same_bytes(output: Output, edition: Edition) -> None:
    assert output.write(edition) == output.write(edition)


def test_a_print_says_who_and_what_and_when_it_is() -> None:
    written = PDF.write(RUSSIAN)

    assert '<rdf:li xml:lang="x-default">Слова и вещи</rdf:li>'.encode() in written
    assert "<rdf:li>Авторы программы</rdf:li>".encode() in written
    assert b"2025-03-01T00:00:00Z" in written
    assert b"/Lang(ru)" in written
    assert signature(RUSSIAN).encode() in written


def test_a_print_is_tagged_and_for_archives() -> None:
    written = PDF.write(RUSSIAN)

    assert b"<pdfuaid:part>1</pdfuaid:part>" in written
    assert b"<pdfaid:part>2</pdfaid:part>" in written
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in written
    assert tags(written).count("H1") == 4, "a heading of the text, three behind it"
    assert {"Title", "P", "L", "LI", "BlockQuote", "Code", "Link", "Em"} <= set(tags(written))


def test_what_has_no_date_is_tagged_all_the_same() -> None:
    written = PDF.write(HEBREW)

    assert b"<pdfuaid:part>1</pdfuaid:part>" in written
    assert b"pdfaid:part" not in written
    assert b"/Lang(he)" in written


def test_fonts_are_embedded_and_none_is_the_machines() -> None:
    fonts = set(re.findall(rb"/BaseFont/\w{6}\+(\w+)", PDF.write(RUSSIAN)))

    assert fonts == {b"LibertinusSerif", b"DejaVuSansMono"}


def test_arabic_letters_have_a_font_of_their_own() -> None:
    edition = replace(RUSSIAN, language="ar", blocks=(block(P, ("Words.", "الكلمات والأشياء")),))
    fonts = re.findall(rb"/BaseFont/\w{6}\+(\w+)", PDF.write(edition))

    assert b"Amiri" in fonts


def test_a_translators_note_is_a_footnote() -> None:
    assert "Note" in tags(PDF.write(NOTED))
    assert "Note" not in tags(PDF.write(RUSSIAN))


@EVERY_PRINT
@pytest.mark.parametrize(
    "words",
    [
        '#panic("read as markup")',
        "= Title\n#set page(width: 1cm)",
        "$x^2$ @label <label> *a _b* `c",
        '"\\u{41}" // comment /* and */ #',
        "\\",
    ],
)
def test_words_are_never_read_as_markup(output: Output, words: str) -> None:
    edition = replace(
        RUSSIAN,
        title=words,
        byline=words,
        source_title=words,
        blocks=(block(H, (words, words), part=Part.TITLE), block(P, (words, words), speaker=words)),
    )
    written = output.write(edition)

    assert page_count(written) <= 2


def test_a_character_that_no_font_has_is_named_with_its_segment() -> None:
    edition = replace(RUSSIAN, blocks=(*RUSSIAN.blocks, block(P, ("It.", "Знаки 漢 и 𝄞 здесь."))))
    with pytest.raises(UnprintableCharacters) as refused:
        PDF.write(edition)

    assert refused.value.characters == ("漢", "𝄞")
    assert refused.value.segment == "It. 0"
    assert str(refused.value) == (
        "It. 0: No font for printing has “漢” (U+6F22) and “𝄞” (U+1D11E)."
    )


@settings(max_examples=40, deadline=None)
@given(st.characters(exclude_categories=("Cs", "Cc")))
def test_any_character_is_set_or_named(character: str) -> None:
    edition = replace(RUSSIAN, blocks=(block(P, ("x", f"а{character}б")),))
    try:
        written, missing, segment = PDF.write(edition), "", ""
    except UnprintableCharacters as refused:
        written, missing, segment = b"", "".join(refused.characters), refused.segment
    assert written.startswith(b"%PDF") or (character in missing and segment == "x 0")


@EVERY_PRINT
@pytest.mark.parametrize("kind", [LI, Q])
def test_what_is_nested_without_end_is_printed(output: Output, kind: BlockKind) -> None:
    deep = (block(kind, (f"x{n}", f"Уровень {n}"), level=n) for n in range(60))
    nested = tags(output.write(replace(RUSSIAN, blocks=tuple(deep))))

    assert nested.count("L" if kind is LI else "BlockQuote") >= 8


def test_a_cover_is_a_page_with_a_description() -> None:
    covered = replace(
        RUSSIAN,
        cover=picture(),
        blocks=(*RUSSIAN.blocks, block(P, ("A field.", "Одноцветное поле"), part=Part.COVER)),
    )
    written = PDF.write(covered)

    assert page_count(written) == page_count(PDF.write(RUSSIAN)) + 1
    assert "Figure" in tags(written)
    assert named("Одноцветное поле") in written
    assert named("Обложка: Слова и вещи") in PDF.write(replace(RUSSIAN, cover=picture()))


def test_a_cover_that_is_no_picture_is_refused() -> None:
    broken = replace(picture(), content=b"no picture")
    with pytest.raises(UnprintableEdition, match="image format"):
        PDF.write(replace(RUSSIAN, cover=broken))


def test_a_cover_in_the_colours_of_a_press_is_printed_if_not_for_archives() -> None:
    pressed = Image(media_type="image/jpeg", content=CMYK, width=1, height=1)
    written = PDF.write(replace(RUSSIAN, cover=pressed))

    assert b"<pdfuaid:part>1</pdfuaid:part>" in written
    assert b"pdfaid:part" not in written


def test_inline_codes_are_tags() -> None:
    target = "\ue000а \ue002б\ue003\ue001 \ue004 \ue005в\ue006 \ue007г\ue008 \ue009"
    plain = PDF.write(replace(RUSSIAN, blocks=(block(P, ("x", "а б в г")),)))
    coded = PDF.write(replace(RUSSIAN, blocks=(block(P, ("x", target), codes=CODES),)))
    more = Counter(tags(coded)) - Counter(tags(plain))

    assert {"Strong", "Link", "Code"} <= set(more)
    assert b"/URI(https://example.org/b)" in coded


def test_a_running_head_is_cut_at_a_word() -> None:
    title = "Слово за словом " * 8

    assert (
        entries.running(title) == "Слово за словом Слово за словом Слово за словом Слово за словом…"
    )
    assert entries.running("Слово\nза словом") == "Слово за словом"
    assert entries.running("а" * 100) == "а" * 64 + "…"


def test_characters_of_notes_are_sought_too() -> None:
    note = replace(of_heading("Rules 0"), text=block(P, ("Of it.", "Знак 漢.")))
    with pytest.raises(UnprintableCharacters) as refused:
        PDF.write(replace(RUSSIAN, notes=(note,)))
    assert refused.value.segment == "Of it. 0"

    with pytest.raises(UnprintableCharacters) as unplaced:
        PDF.write(replace(RUSSIAN, byline="漢"))
    assert unplaced.value.segment == ""


def test_a_book_has_contents_and_chapters_begin_pages() -> None:
    chapters = [
        part
        for number in range(1, 5)
        for part in (
            block(H, (f"h{number}", f"Глава {number}"), level=2),
            block(P, (f"p{number}", "Слово за словом. " * 1_000)),
        )
    ]
    book = replace(RUSSIAN, blocks=(*RUSSIAN.blocks[:1], *chapters))
    written = PDF.write(book)

    assert pages.is_long(book)
    assert not pages.is_long(RUSSIAN)
    assert "TOC" in tags(written)
    assert "TOC" not in tags(PDF.write(RUSSIAN))
    assert tags(PDF.write(replace(book, notes=(of_heading("h2 0"),)))).count("Note") == 1


@pytest.mark.parametrize(
    ("layout", "width"), [(Layout.COLUMNS, b"595.27"), (Layout.PARAGRAPHS, b"419.52")]
)
def test_two_columns_need_a_wide_page(layout: Layout, width: bytes) -> None:
    written = BOTH.write(replace(RUSSIAN, layout=layout))

    assert b"/MediaBox[0 0 " + width in written


def test_what_prints_are_set_with_is_told() -> None:
    assert re.fullmatch(r"typst \d+\.\d+\.\d+, fonts [0-9a-f]{16}", engine.fonts())


def test_books_are_forgotten_once_they_are_set() -> None:
    words = "Слово за словом. " * 40
    texts = [block(P, (f"p{n}", f"{n} {words}")) for n in range(270)]
    books = [replace(RUSSIAN, blocks=(*texts[n:], *texts[:n])) for n in range(4)]
    PDF.write(books[0])
    before = psutil.Process().memory_info().rss
    for book in books[1:]:
        PDF.write(book)

    assert psutil.Process().memory_info().rss - before < 30_000_000


@pytest.mark.parametrize("order", [(0, 2, 3, 1), (2, 0, 1, 3)], ids=["within", "around"])
def test_words_that_are_struck_out_and_linked_are_printed(order: tuple[int, ...]) -> None:
    codes = (
        *(Code(id="1", kind=kind, original="<a>", display="a", href=HREF) for kind in PAIR),
        *(Code(id="2", kind=kind, original="<s>", display="s") for kind in PAIR),
    )
    nested = tuple(codes[each] for each in order)
    struck = block(P, ("x", "\ue000Так \ue001и\ue002 вот\ue003"), codes=nested)
    assert OUTPUTS["pdf"].write(replace(RUSSIAN, blocks=(struck,))).startswith(b"%PDF")


HREF = "https://example.org/"
PAIR = (CodeKind.START, CodeKind.END)
