"""Coded text as a tree that always nests."""

import pytest
from hypothesis import given, settings

from glossary.model import Voice
from tests.translations.editions.at_random import blocks
from translations.editions.base import EditionBlock, EditionSegment
from translations.editions.inline import (
    Node,
    NoteMark,
    Placeholder,
    Role,
    Spanning,
    Untranslated,
    literal,
    nodes,
    plain,
    role,
    safe_link,
    sentences,
    source_block,
    tree,
    unwrapped,
)
from translations.model import FIRST_CODE, BlockKind, Code, CodeKind, Part


def pair(id_: str) -> tuple[Code, Code]:
    return (
        Code(id=id_, kind=CodeKind.START, original="<", display=id_),
        Code(id=id_, kind=CodeKind.END, original=">", display=id_),
    )


BREAK = Code(id="br", kind=CodeKind.PLACEHOLDER, original="\\\n", display="br")
CODES = (*pair("b"), *pair("i"), BREAK)


def coded(written: str) -> str:
    """`b` … `B` and `i` … `I` stand for the codes, `|` for the break."""
    return written.translate({ord(char): FIRST_CODE + n for n, char in enumerate("bBiI|")})


def drawn(children: tuple[Node, ...]) -> str:
    parts = []
    for node in children:
        match node:
            case str():
                parts.append(node)
            case Placeholder():
                parts.append("|")
            case Untranslated(inside):
                parts.append(f"[{drawn(inside)}]")
            case Spanning(code, inside):
                parts.append(f"{code.id}({drawn(inside)})")
    return "".join(parts)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1bx2B3", "1b(x2)3".replace("x", "")),
        ("b1i2I3B", "b(1i(2)3)"),
        ("b1i2B3I", "b(1i(2))i(3)"),
        ("b1", "b(1)"),
        ("1B2", "12"),
        ("bB1", "1"),
        ("b|B", "b(|)"),
        ("i1b2|3I4B", "i(1b(2|3))b(4)"),
    ],
)
def test_codes_that_cross_or_lack_a_partner_still_nest(written: str, expected: str) -> None:
    assert drawn(nodes(coded(written.replace("x", "")), CODES)) == expected


def test_a_code_that_the_source_does_not_have_is_left_out() -> None:
    assert nodes("a\ue005\uf8ffb", CODES) == ("ab",)


def block(*segments: EditionSegment, kind: BlockKind = BlockKind.PARAGRAPH) -> EditionBlock:
    return EditionBlock(kind=kind, part=Part.BODY, voice=Voice.NARRATION, segments=segments)


def segment(
    source: str, target: str, codes: tuple[Code, ...] = CODES, after: str = " "
) -> EditionSegment:
    return EditionSegment(
        id="1", source=coded(source), target=coded(target), codes=codes, after=after
    )


START, END = pair("b")


def test_a_span_may_open_in_one_sentence_and_close_in_a_later_one() -> None:
    first = segment("x", f"1{chr(FIRST_CODE)}2.", codes=(START,))
    second = segment("x", f"3{chr(FIRST_CODE)}4.", codes=(END,))

    assert drawn(tree(block(first, second))) == "1b(2. 3)4."


def test_a_span_goes_through_a_sentence_without_translation() -> None:
    first = segment("x", f"1{chr(FIRST_CODE)}2.", codes=(START,))
    second = segment("y.", "", codes=())
    third = segment("x", f"3{chr(FIRST_CODE)}4.", codes=(END,), after="")

    assert drawn(tree(block(first, second, third))) == "1b(2. )[b(y.)]b( 3)4."


def test_a_span_ends_with_its_segment_when_the_translator_lost_its_end() -> None:
    assert drawn(tree(block(segment("bxB", "b1"), segment("", "2")))) == "b(1) 2"


def test_white_space_stands_between_sentences_and_not_after_the_last() -> None:
    sentences = (segment("a", "1.", after="\r\n"), segment("a", "2.", after=""), segment("a", "3."))

    assert tree(block(*sentences)) == ("1. 2.3.",)
    assert tree(block(*sentences, kind=BlockKind.CODE)) == ("1.\r\n2.3.",)


def test_nothing_stands_for_a_segment_without_source_and_target() -> None:
    assert tree(block(segment("", ""))) == ()
    assert tree(block(segment("bB", ""))) == ()


@settings(max_examples=100, deadline=None)
@given(blocks())
def test_text_is_never_lost_or_doubled(some: EditionBlock) -> None:
    def letters(text: str) -> str:
        return "".join(c for c in text if not FIRST_CODE <= ord(c) <= 0xF8FF and not c.isspace())

    def alone(some_nodes: tuple[Node, ...]) -> str:
        return "".join(
            node
            if isinstance(node, str)
            else ""
            if isinstance(node, (Placeholder, NoteMark))
            else alone(node.children)
            for node in some_nodes
        )

    expected = letters("".join(s.target or s.source for s in some.segments))
    assert letters(alone(tree(some))) == expected
    assert letters(alone(unwrapped(tree(some)))) == expected


def code(display: str = "", original: str = "x", href: str = "") -> Code:
    return Code(id="1", kind=CodeKind.PLACEHOLDER, original=original, display=display, href=href)


@pytest.mark.parametrize(
    ("some", "meaning", "text"),
    [
        (code("B"), Role.STRONG, "x"),
        (code("", "**"), Role.STRONG, "**"),
        (code("em"), Role.EMPHASIS, "x"),
        (code("s"), Role.STRIKE, "x"),
        (code("code", "``a ` b``"), Role.CODE, "a ` b"),
        (code("code", "`` ` ``"), Role.CODE, "`"),
        (code("code", "`  `"), Role.CODE, "  "),
        (code("br", "  \n"), Role.BREAK, "\n"),
        (code("link", "<https://a.example>", "https://a.example"), Role.LINK, "https://a.example"),
        (code("", "[", "https://a.example"), Role.LINK, "https://a.example"),
        (code("image", "![", "https://a.example/b.png"), Role.IMAGE, "https://a.example/b.png"),
        (code("", "\\*"), Role.LITERAL, "*"),
        (code("", "&eacute;"), Role.LITERAL, "é"),
        (code("", "\ue001"), Role.LITERAL, "\ue001"),
    ],
)
def test_a_lone_code_stands_for_what_it_means(some: Code, meaning: Role, text: str) -> None:
    assert (role(some), literal(some)) == (meaning, text)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://example.org", "https://example.org"),
        (" HTTP://example.org ", "HTTP://example.org"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("/a", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_a_publication_links_only_where_it_is_safe(href: str, expected: str) -> None:
    assert safe_link(href) == expected


def test_a_wrapped_line_is_no_break() -> None:
    some = ("a\nb\r\n", Spanning(START, ("c\nd",)), Untranslated(("e\nf",)), Placeholder(BREAK))

    assert plain(unwrapped(some)) == "a b c de f\n"


_LINK = (
    Code(id="1", kind=CodeKind.START, original="<a>", display="a", href="https://example.org"),
    Code(id="1", kind=CodeKind.END, original="</a>", display="a"),
)


def called(some: tuple[Node, ...]) -> str:
    """The text with the calls of its notes."""
    parts = []
    for node in some:
        match node:
            case str():
                parts.append(node)
            case NoteMark(number):
                parts.append(f"[{number}]")
            case Spanning(_, children) | Untranslated(children):
                parts.append(called(children))
            case _:
                pass
    return "".join(parts)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({"s": [(9, 1)]}, "Ополчение[1] ушло."),
        ({"s": [(12, 1)]}, "Ополчение ушло[1]."),
        ({"s": [(17, 2), (9, 1)]}, "Ополчение[1] ушло.[2]"),
        ({"s": [(99, 1)]}, "Ополчение ушло.[1]"),
        ({"t": [(9, 1)]}, "Ополчение ушло."),
    ],
)
def test_a_note_is_called_where_its_word_ends_but_not_within_a_link(
    marks: dict[str, list[tuple[int, int]]], expected: str
) -> None:
    one = EditionSegment(id="s", source="x", target="Ополчение \ue000ушло\ue001.", codes=_LINK)
    text = EditionBlock(
        kind=BlockKind.PARAGRAPH, part=Part.BODY, voice=Voice.NARRATION, segments=(one,)
    )
    assert called(tree(text, marks)) == expected


def sentence(id_: str, written: str) -> EditionSegment:
    return EditionSegment(
        id=id_, source=coded("b1B"), target=coded(written), codes=CODES, after=" "
    )


def of_segments(*some: EditionSegment) -> EditionBlock:
    return EditionBlock(
        kind=BlockKind.PARAGRAPH, part=Part.BODY, voice=Voice.NARRATION, segments=some
    )


def test_each_sentence_nests_by_itself_and_a_span_goes_on_in_the_next() -> None:
    start, end = pair("b")
    first = EditionSegment(id="1", source="x", target="a\ue000b", codes=(start,))
    second = EditionSegment(id="2", source="x", target="c\ue000d", codes=(end,))

    assert [drawn(each) for each in sentences(of_segments(first, second))] == ["ab(b)", "b(c)d"]
    assert drawn(tree(of_segments(first, second))) == "ab(b c)d"


def test_a_note_that_waits_for_the_end_of_a_link_does_not_wait_for_the_next_sentence() -> None:
    start = Code(id="l", kind=CodeKind.START, original="[", display="link")
    end = Code(id="l", kind=CodeKind.END, original="]", display="link")
    first = EditionSegment(id="1", source="x", target="\ue000ab", codes=(start,))
    second = EditionSegment(id="2", source="x", target="c\ue000", codes=(end,))
    one, other = sentences(of_segments(first, second), {"1": [(2, 7)]})

    assert one == (Spanning(start, ("ab",)), NoteMark(7))
    assert other == (Spanning(start, ("c",)),)


def test_a_block_in_its_source_says_what_the_source_says() -> None:
    assert drawn(tree(source_block(of_segments(sentence("1", "i2I"))))) == "b(1)"


@settings(max_examples=60, deadline=None)
@given(blocks())
def test_sentences_together_are_the_words_of_the_block(block: EditionBlock) -> None:
    apart = "".join(plain(each) for each in sentences(block))

    assert "".join(apart.split()) == "".join(plain(tree(block)).split())


def test_bare_characters_have_no_marks_of_notes() -> None:
    called = of_segments(sentence("1", "1b2B"))

    assert plain(tree(called, {"1": [(1, 4)]})) == "12"


@pytest.mark.parametrize(
    ("display", "expected"), [("tab", "\t"), ("softHyphen", "\u00ad"), ("bookmark", "")]
)
def test_markup_of_an_office_file_is_what_it_shows(display: str, expected: str) -> None:
    code = Code(id="1", kind=CodeKind.PLACEHOLDER, original="<w:x/>", display=display)

    assert literal(code) == expected
