"""Markdown: blocks, inline codes in their very places, and no character lost."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from translations.errors import UnreadableDocument
from translations.formats import markdown, markdown_inline
from translations.formats.assembly import Stretch, original
from translations.formats.markdown import read
from translations.formats.markdown_marks import Mark
from translations.inline import code_points, is_code
from translations.model import FIRST_CODE, Block, BlockKind, CodeKind, Document

BRACKETS = {CodeKind.START: "<{}>", CodeKind.END: "</{}>", CodeKind.PLACEHOLDER: "<{}/>"}


def shown(block: Block) -> str:
    """The block with its codes written as tags."""
    parts = []
    for segment in block.segments:
        for character in segment.text:
            if is_code(character):
                code = segment.codes[ord(character) - FIRST_CODE]
                parts.append(BRACKETS[code.kind].format(code.display))
            else:
                parts.append(character)
        parts.append(segment.after)
    return "".join(parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("*one* and **two** and ***three***", "<i>one</i> and <b>two</b> and <i><b>three</b></i>"),
        ("_a_ __b__ snake_case_word 2*3*4", "<i>a</i> <b>b</b> snake_case_word 2<i>3</i>4"),
        ("[a *b*](http://x.y 't') c", "<link>a <i>b</i></link> c"),
        ("[a][r] [r] [r][] [no]\n\n[r]: /u", "<link>a</link> <link>r</link> <link>r</link> [no]"),
        ("![alt](i.png) [![x](y)](z)", "<image/> <link><image/></link>"),
        ("`code *x*` ``a ` b``", "<code/> <code/>"),
        ("<http://x.y> <a@b.cc> http://q.r", "<link/> <link/> http://q.r"),
        (r"\* \_ \a", r"<\*/> <\_/> \a"),
        ("&amp; &#160; &bogus;", "<&amp;/> <&#160;/> &bogus;"),
        ("one  \ntwo\\\nthree\nfour", "one<br/>\ntwo<br/>\nthree\nfour"),
        ("one *two  \nthree* four", "one <i>two<br/>\nthree</i> four"),
        ("&nbsp;  \nx", "<&nbsp;/><br/>\nx"),
        ("<b>raw</b> text", "<b>raw</b> text"),
        ("* * a", "a"),
        ("**a*", "*<i>a</i>"),
        ("[a](javascript:x)", "[a](javascript:x)"),
        ("![a", "![a"),
        ("| a | b |\n|---|---|", "| a | b |\n|---|---|"),
        ("private \ue123 use", "private <U+E123/> use"),
        ("`private \ue123 use`", "<code/>"),
        ("a `c\n> d` e", "a `c"),
        ("> a `c\n> d` e", "a <code/> e"),
        ("> one\n> two\nlazy\n>    three", "one\n<↵/>two\nlazy\n<↵/>three"),
        ("> one  \n> two", "one<br/>\n<↵/>two"),
        ("- one\n  two", "one\n  two"),
        ("# T # x ##", "T # x"),
        ("#", None),
        ("Set\n===", "Set"),
        ("Set *two\nlines*\n---", "Set <i>two\nlines</i>"),
    ],
)
def test_codes_stand_where_their_characters_stood(text: str, expected: str | None) -> None:
    for ending in ("\n", "\r\n", "\r"):
        source = text.replace("\n", ending)
        document = read(source, "en")
        assert original(document) == source
        first = shown(document.blocks[0]) if document.blocks else None
        assert first == (expected and expected.replace("\n", ending))


def kinds(text: str) -> list[tuple[str, int, bool]]:
    return [(b.kind.value, b.level, b.ordered) for b in read(text, "en").blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# a\n\n### b\n\nc\n===",
            [("heading", 1, False), ("heading", 3, False), ("heading", 1, False)],
        ),
        (
            "- a\n\n  b\n- c\n  1. d",
            [
                ("list-item", 0, False),
                ("paragraph", 0, False),
                ("list-item", 0, False),
                ("list-item", 1, True),
            ],
        ),
        ("> a\n\n> > b", [("quote", 0, False), ("quote", 1, False)]),
        ("> - a", [("list-item", 0, False)]),
        ("- > a\n- b", [("quote", 0, False), ("list-item", 0, False)]),
        ("a\n\n***\n\nb", [("paragraph", 0, False), ("rule", 0, False), ("paragraph", 0, False)]),
        ("```py\nx\n```\n\n    y", [("code", 0, False), ("code", 0, False)]),
        ("```\n\n```\n\na", [("paragraph", 0, False)]),
        ("> ```\n> x\n>\n> y\n> ```", [("code", 0, False)]),
    ],
)
def test_blocks_are_what_they_look_like(text: str, expected: list[tuple[str, int, bool]]) -> None:
    assert kinds(text) == expected
    assert original(read(text, "en")) == text


def test_code_is_left_out_with_its_indentation_as_codes() -> None:
    (block,) = read("> ```\n> a. b\n>   c\n> ```", "en").blocks
    assert (block.kind, shown(block)) == (BlockKind.CODE, "a. b\n<↵/>  c")
    assert block.left_out


@pytest.mark.parametrize("text", ["<!-- a --> <br>\n", "<div>\n\nx", "</p><!-- b -->"])
def test_paragraphs_of_tags_only_are_left_out(text: str) -> None:
    assert read(text, "en").blocks[0].left_out


@pytest.mark.parametrize("text", ["<div>x</div>", "<!-- open", "a <br>"])
def test_tags_around_words_are_text(text: str) -> None:
    (block,) = read(text, "en").blocks
    assert not block.left_out
    assert shown(block) == text


def test_a_byte_order_mark_does_not_hide_a_heading() -> None:
    document = read("\ufeff# Title", "en")
    assert document.blocks[0].kind is BlockKind.HEADING
    assert original(document) == "\ufeff# Title"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (">" * 50_000 + " text", 1),
        ("> " * 50_000 + "text", 1),
        ("one\n\n" + "- " * 100 + "text", 3),
        ("\n".join("  " * level + "- item" for level in range(100)), 11),
        (">" * 21 + " text", 1),
    ],
)
def test_too_deep_nesting_is_refused_at_once_with_its_line(text: str, line: int) -> None:
    begin = time.process_time()
    with pytest.raises(UnreadableDocument, match="more than 20 levels") as caught:
        read(text, "en")
    assert caught.value.line == line
    assert time.process_time() - begin < 5


def test_twenty_levels_are_kept_and_ten_lists() -> None:
    (block,) = read(">" * 20 + " text", "en").blocks
    assert (block.level, shown(block)) == (19, "text")
    lists = "\n".join("  " * level + "- item" for level in range(10))
    assert [block.level for block in read(lists, "en").blocks] == list(range(10))


@pytest.mark.parametrize("note", ["Ibid.", "https://example.org/a", "See there. And here."])
def test_the_words_of_a_footnote_are_text(note: str) -> None:
    text = f"Words[^1] and [a link][l].\n\n[^1]: {note}\n\n[l]: https://example.org\n"
    words, footnote = read(text, "en").blocks
    assert shown(words) == "Words[^1] and <link>a link</link>."
    assert shown(footnote) == f"[^1]: {note}"


def test_too_many_codes_in_a_paragraph_are_refused_with_its_line() -> None:
    with pytest.raises(UnreadableDocument, match="6402 inline codes; at most 6400") as caught:
        read("one\n\n" + "*a* " * 3_201, "en")
    assert caught.value.line == 3
    assert len(read("*a* " * 3_200, "en").blocks) == 1


PIECES = st.lists(
    st.sampled_from(
        [
            *("*", "**", "_", "`", "``", "[", "]", "(", ")", "![", "](u)", '](<u v> "t")', "<b>"),
            *("<http://a.b>", "\\", "\\*", "&amp;", "&#160;", "\n", "\n\n", "\r\n", "\r", "  \n"),
            *("> ", ">", "- ", "1. ", "    ", "\t", " ", "# ", "#", "===", "---", "```", "~~~"),
            *('[r]: /u "t"\n', "[r]", "word", "Слово. ", "Hi! ", "a", "é", "\ue000", "\uf8ff"),
            *("\xa0", "\u2028", "\x0c", "\x0b", "\x85", "😀", "|", "<", "<!-- x -->", "\ufeff"),
        ]
    ),
    max_size=40,
).map("".join)

#: What may stand in a skeleton: marks of blocks, definitions of links, fences with their words.
_SKELETON = re.compile(r"(?:[\s\ufeff>*+\-=#_0-9.)~`]|\[r\]: */u(?: \"t\")?|(?:```|~~~)[^\r\n]*)*")


@settings(max_examples=300, deadline=None)
@given(PIECES)
@example("* [r]# =\\\r\n>\ue000**&amp;\n> b")
@example("- \x0b  \nword")
def test_every_character_stands_in_exactly_one_place(text: str) -> None:
    try:
        document = read(text, "en")
    except UnreadableDocument:
        return
    assert original(document) == text
    for block in document.blocks:
        for segment in block.segments:
            assert segment.text.strip()
            assert not segment.after.strip()
            points = [ord(point) - FIRST_CODE for point in code_points(segment.text)]
            assert points == list(range(len(segment.codes)))


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_no_word_is_lost_in_the_skeleton(text: str) -> None:
    try:
        document = read(text, "en")
    except UnreadableDocument:
        return
    assert lost_words(document) <= defined_words(text)


def lost_words(document: Document) -> set[str]:
    return {word for piece in document.skeleton.pieces for word in re.findall(r"[^\W\d_]+", piece)}


def defined_words(text: str) -> set[str]:
    """Words that a definition or the first line of a fence may take."""
    if "[r]:" not in text and "```" not in text and "~~~" not in text:
        return set()
    return set(re.findall(r"[^\W\d_]+", text))


def test_markup_stays_text_where_its_place_is_not_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_inline, "_squeezed", id)
    assert shown(read("a _b_ c", "en").blocks[0]) == "a _b_ c"


def test_overlapping_codes_are_no_certain_places() -> None:
    marks = [Mark(at, 2, CodeKind.PLACEHOLDER, "1", "br") for at in (0, 1)]
    assert not markdown_inline._certain("abc", marks, [])


def test_blocks_whose_places_overlap_are_refused() -> None:
    stretches = [Stretch(start=2, end=4), Stretch(start=0, end=1)]
    with pytest.raises(UnreadableDocument, match="overlap"):
        markdown._refuse_lost("words", [markdown._Line(0, "words")], stretches, frozenset())


def test_lines_that_cannot_be_found_again_are_kept_whole() -> None:
    line = markdown._Line(0, "some words")
    assert markdown._places(["other"], [line], heading=False) is None
    assert markdown._places(["words"], [line], heading=False) is None
    document = read("> \x0cone\n> \x85\n> two *x*", "en")
    assert original(document) == "> \x0cone\n> \x85\n> two *x*"


@pytest.mark.parametrize("end", ["---", "..."])
def test_front_matter_is_kept_and_not_translated(end: str) -> None:
    text = f"\ufeff---\ntitle: A\n- b\n{end}\nWords.\n"
    document = read(text, "en")
    assert [(block.kind, shown(block), bool(block.left_out)) for block in document.blocks] == [
        (BlockKind.CODE, "title: A\n- b", True),
        (BlockKind.PARAGRAPH, "Words.", False),
    ]
    assert original(document) == text


@pytest.mark.parametrize(
    "text", ["---\nWords.\n---\n", "---\na: b\n", "---\n---\nA: b\n", "a: b\n---\n"]
)
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    document = read(text, "en")
    assert not any(block.left_out for block in document.blocks)
    assert original(document) == text
