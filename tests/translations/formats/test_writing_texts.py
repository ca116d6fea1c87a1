"""Texts and Markdown with translations in them: only what was translated changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.translations.formats.test_markdown_documents import shown
from translations import formats
from translations.errors import UnwritableTranslation
from translations.inline import code_points, is_code
from translations.model import Document

FIRST, SECOND, THIRD, FOURTH = (chr(0xE000 + n) for n in range(4))


def read(text: str, name: str = "a.md") -> Document:
    return formats.read(text.encode(), name, "en")


def translated(text: str, target: str, name: str = "a.md") -> str:
    return formats.write(read(text, name), {0: {0: target}}).decode()


def pseudo(text: str) -> str:
    return "".join("ж" if c.isalpha() and not is_code(c) else c for c in text)


PAGE = """\
---
lang: en
---

# A title

First *sentence*. Second [one](http://x.y "t") stays.

> Quoted **bold
> words** here.

1. An item with `code`.

| a | b |
|---|---|
| c | d |

[unused]: /u
"""


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_untouched_every_byte_comes_back(name: str, mark: str, end: str) -> None:
    data = (mark + PAGE.replace("\n", end)).encode()
    assert formats.write(formats.read(data, name, "en"), {}) == data


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_what_is_written_is_read_again_as_it_was_meant(name: str) -> None:
    document = read(PAGE, name)
    targets = {
        number: {at: pseudo(segment.text) for at, segment in enumerate(block.segments)}
        for number, block in enumerate(document.blocks)
        if not block.left_out
    }
    again = formats.read(formats.write(document, targets), name, "ru")
    assert [(b.kind, pseudo(shown(b))) for b in again.blocks] == [
        (b.kind, pseudo(shown(b))) for b in document.blocks
    ]


def test_only_the_translated_segment_changes() -> None:
    document = read(PAGE)
    number, source = next(
        (number, segment.text)
        for number, block in enumerate(document.blocks)
        for segment in block.segments
        if segment.text.startswith("First")
    )
    target = source.replace("First", "Первое").replace("sentence", "слово")
    written = formats.write(document, {number: {0: target}}).decode()
    assert written == PAGE.replace("First *sentence*.", "Первое *слово*.")


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Words.", "2 * 3", "2 * 3"),
        ("Words.", "*a* snake_case", r"\*a\* snake\_case"),
        ("Words.", "[x](y) `a`", r"\[x\](y) \`a\`"),
        ("Words.", "&amp; & B", r"\&amp; & B"),
        ("Words.", "# Title", r"\# Title"),
        ("Words.", "#tag", "#tag"),
        ("Words.", "1914. A year", r"1914\. A year"),
        ("Words.", "1.5 and more", "1.5 and more"),
        ("Words.", "- dash", r"\- dash"),
        ("Words.", "— dash", "— dash"),
        ("Words.", "one\n\ntwo", "one two"),
        ("A **bold** word.", f"{FIRST}слово{SECOND} *", "**слово** *"),
        ("A **bold** word.", f"{FIRST}«слово»{SECOND}м", "<strong>«слово»</strong>м"),
        ("A note[^1] <br> here.", "Тут[^1] <br>.", "Тут[^1] <br>."),
        (
            "A [link][r] *so*.\n\n[r]: /u",
            f"{FIRST}Вот{SECOND} {THIRD}так{FOURTH}",
            "[Вот][r] *так*\n\n[r]: /u",
        ),
        ("> one\n> two", f"раз {FIRST}два", "> раз два"),
        ("> one\n> two", f"раз\n{FIRST}два", "> раз\n> два"),
    ],
)
def test_words_become_no_markup(source: str, target: str, expected: str) -> None:
    assert translated(f"{source}\n", target) == f"{expected}\n"


@given(st.text(alphabet="aб *_`[]()<>&;#+-=1.\\\n~|!", min_size=1, max_size=30))
def test_whatever_is_typed_has_no_codes_when_it_is_read_again(typed: str) -> None:
    if not typed.strip():
        return
    (block, *others) = read(translated("Words.\n", typed)).blocks
    written = [code.original for segment in block.segments for code in segment.codes]
    assert not others
    assert [code for code in written if not code.startswith("\\")] == []


def test_a_line_of_plain_text_stays_a_line() -> None:
    assert translated("One.\nTwo.\n", "Раз\n\nдва", "a.txt") == "Раз два\nTwo.\n"


def test_what_the_encoding_of_the_file_lacks_is_written_in_utf_8() -> None:
    document = formats.read("Привет, мир. Это текст.\n".encode("cp1251"), "a.txt", "ru")
    assert formats.write(document, {0: {0: "Вітаю"}}) == "Вітаю Это текст.\n".encode("cp1251")
    assert formats.write(document, {0: {0: "ありがとう"}}) == "ありがとう Это текст.\n".encode()


def test_a_code_that_the_source_lacks_is_refused_with_its_segment() -> None:
    with pytest.raises(UnwritableTranslation, match=r"1\.1") as refused:
        translated("A *word*.", f"{FOURTH} word")
    assert "source does not have" in str(refused.value.reason)


def test_codes_of_a_translation_are_those_of_its_source() -> None:
    document = read("A *word* and `code`.\n")
    (segment,) = document.blocks[0].segments
    written = formats.write(document, {0: {0: pseudo(segment.text)}})
    (again,) = formats.read(written, "a.md", "ru").blocks[0].segments
    assert code_points(again.text) == code_points(segment.text)
    assert [code.original for code in again.codes] == [code.original for code in segment.codes]


@pytest.mark.parametrize("before", ["", "а", "а ", "(", "«", "…", "1"])
@pytest.mark.parametrize("inner", ["слово", "«слово»", "(слово", "слово."])
@pytest.mark.parametrize("after", ["", "м", " м", ")", "!", "’"])
def test_what_is_bold_reads_as_bold_whatever_stands_around_it(
    before: str, inner: str, after: str
) -> None:
    written = translated("A **bold** word.\n", f"{before}{FIRST}{inner}{SECOND}{after}")
    html = MarkdownIt().render(written)
    assert f"{before}<strong>{inner}</strong>{after}" in html
