"""HTML: what is text, what is a code, and that nothing else is touched."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.translations.formats.originals.samples import (
    HTML,
    everything,
    pseudo,
    read,
    shown,
    told,
)
from translations.errors import UnreadableDocument
from translations.formats import originals
from translations.formats.originals import html, markup
from translations.model import BlockKind


def page(body: str) -> list[str]:
    return shown(read(body.encode(), "a.html"))


def translated(body: str, **targets: str) -> str:
    """A page with translations of segments, named `b1s1` and so on."""
    original = read(body.encode(), "a.html")
    wanted: dict[int, dict[int, str]] = {}
    for name, text in targets.items():
        block, segment = name[1:].split("s")
        wanted.setdefault(int(block) - 1, {})[int(segment) - 1] = text
    return originals.write(original, wanted).decode()


def test_a_page_is_its_paragraphs_and_what_its_attributes_say() -> None:
    assert page(HTML) == [
        "War — and peace",
        "What it is about",
        "A <1>heading</1>",
        "One <1>bold</1>\xa0word. | <1>Second</1> sentence & more. | <1/> And on<2/>it goes.",
        "A picture",
        "It's one",
        "First <1>link</1> here",
        "Second",
        "x = 1",
        "Not this",
        "Your name",
        "Name",
        "Send",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p><b>All of it</b></p>", ["All of it"]),
        ("<p><b>a</b><b>b</b> c</p>", ["<1>ab</1> c"]),
        ("<p>x <b id=1>a</b><b id=1>b</b> y</p>", ["x <1>a</1><2>b</2> y"]),
        ("<p>x <b><i>a</b></i> y</p>", ["x <1><2/>a</1><3/> y"]),
        ("<p>a &lt;b&gt; &copy; &nosuch; &</p>", ["a <b> © &nosuch; &"]),
        ("<p>1 < 2 and 3 > 2</p>", ["1 < 2 and 3 > 2"]),
        ("<p>a<!-- no --> b</p>", ["a<1/> b"]),
        ("<div>a<p>b<p>c</div>d", ["a", "b", "c", "d"]),
        ("<p>x <svg><text>no</text></svg> y", ["x <1/> y"]),
        ("<textarea>a\n  b</textarea>", ["a\n  b"]),
        ('<p title="1 > 0, or is it">x', ["1 > 0, or is it", "x"]),
        ("<p>no end <b", ["no end <b"]),
        ("<td>1<td>2", ["1", "2"]),
        ("<p>\ue000 is a word", ["<1/> is a word"]),
        ("<script>if (a<b) '<p>x</p>'</script>", []),
        ('<meta name="robots" content="index"><meta property="og:title" content="T">', ["T"]),
    ],
)
def test_what_is_text(body: str, expected: list[str]) -> None:
    assert page(body) == expected


def test_kinds_and_levels_are_those_of_the_elements_around() -> None:
    body = "<h3>a</h3><ol><li>b<ul><li>c<p>d</ul></ol><blockquote><p>e</blockquote><pre>f</pre>"
    blocks = read(body.encode(), "a.html").document.blocks
    assert [(b.kind, b.level, b.ordered, bool(b.left_out)) for b in blocks] == [
        (BlockKind.HEADING, 3, False, False),
        (BlockKind.LIST_ITEM, 0, True, False),
        (BlockKind.LIST_ITEM, 1, False, False),
        (BlockKind.PARAGRAPH, 1, False, False),
        (BlockKind.QUOTE, 0, False, False),
        (BlockKind.CODE, 0, False, True),
    ]


def test_only_the_sentence_that_is_translated_changes() -> None:
    body = "<p>Tom &amp; Tim&nbsp;ran.\n  They &#8212; both &mdash; <b>fell</b>.  End.</p>"
    assert translated(body, b1s2="Они — оба & \ue000упали\ue001.") == (
        "<p>Tom &amp; Tim&nbsp;ran.\n  Они &mdash; оба &amp; <b>упали</b>.  End.</p>"
    )


def test_an_attribute_is_written_within_its_quotation_marks() -> None:
    body = '<img alt=\'a "b"\'><img alt=bare><img alt="x">'
    written = translated(body, b1s1="it's", b2s1="two words", b3s1='"<&>"')
    assert written == (
        '<img alt=\'it&#39;s\'><img alt="two words"><img alt="&quot;&lt;&amp;&gt;&quot;">'
    )


def test_a_picture_that_is_moved_takes_its_translation_along() -> None:
    body = '<p>See <img alt="A cat"> here.</p>'
    assert translated(body, b1s1="\ue000 тут.", b2s1="Кот") == '<p><img alt="Кот"> тут.</p>'


def test_of_a_pair_over_two_sentences_both_go_or_none() -> None:
    body = "<p>One is <b>here. Two is</b> there.</p>"
    assert translated(body, b1s1="Раз.") == "<p>Раз. Two is there.</p>"


def test_what_an_encoding_lacks_is_written_as_a_reference() -> None:
    body = '<meta charset="windows-1251"><p>да — нет</p>'.encode("cp1251")
    original = read(body, "a.html")
    assert original.document.encoding == "cp1251"
    written = originals.write(original, {0: {0: "ні 𝄞 ґ"}})
    assert written == '<meta charset="windows-1251"><p>ні &#119070; ґ</p>'.encode("cp1251")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "cp1252", "koi8-r"])
def test_encodings_are_told_and_kept(encoding: str) -> None:
    text = "<p>Déjà vu</p>" if encoding == "cp1252" else "<p>Жили-были дед да баба, и жили они.</p>"
    original = read(text.encode(encoding), "a.html")
    assert shown(original) == [text[3:-4]]
    assert originals.write(original, {}) == text.encode(encoding)
    again = read(originals.write(original, {0: {0: text[3:-5]}}), "a.html")
    assert shown(again) == [text[3:-5]]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "empty"),
        (b"<p>a\0b</p>", "NUL"),
        (b"\n\n" + b"<div>" * 300 + b"x", "line 3: Its elements nest more than 200 deep"),
        (b'<meta charset="utf-7"><p>' + b"+ADw-script+AD4-</p>\xff\xfd\xfe", "UTF-8"),
        (b"\xff\xfea", "cannot be read as UTF-16-LE"),
        (b"<p>\n" + b"word word. " * 95_000, "line 2: The line is 1 MB long"),
        (b"a<b>x</b>" * 4_000, "more inline codes|inline codes; at most"),
        (b"a<b>x</b>" * 60_000, "inline codes; at most"),
        (b"<" * 2_000_001, "more than 2000000 tags"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(body: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read(body, "a.html")


@pytest.mark.parametrize(
    "body",
    [
        '<a "' * 20_000,
        "<a b='" * 20_000,
        "<!--" * 20_000,
        "</" * 50_000,
        "<b>" * 20_000 + "x",
        "&" * 100_000,
        "<p title=" * 20_000,
        "<title>" * 20_000,
        "<svg>" * 20_000 + "x",
        "<b>" * 20_000 + "</i>" * 20_000,
    ],
)
def test_hostile_markup_takes_no_time(body: str) -> None:
    original = read(body.encode(), "a.html")
    assert originals.write(original, {}) == body.encode()


PARTS = (
    "<p>|</p>|<b>|</b>|<i class=x>|</i>|<br>|<img alt='A cat'>|<div>|</div>|<li>|<ul>|</ul>|Word |"
    " two. |&amp;|&nbsp;|\n  |<!-- -->|<pre>|</pre>|A. B|<|&|\ue123|<a href='/'>|</a>|<title>|"
    "</title>|<svg>|</svg>|<td>|'|\"|Ещё одно. "
)
MARKUP = st.lists(st.sampled_from(PARTS.split("|")), max_size=25).map("".join)


@given(MARKUP)
def test_tokens_are_all_of_the_text(text: str) -> None:
    tokens = list(markup.html_tokens(text))
    assert "".join(text[token.start : token.end] for token in tokens) == text


@given(MARKUP)
@example("<p>a <b>b. C</b> d")
def test_any_page_comes_back_and_its_translation_is_read_as_written(text: str) -> None:
    data = f"<html>{text}</html>".encode()
    original = read(data, "a.html")
    assert originals.write(original, {}) == data
    written = originals.write(original, everything(original))
    assert told(read(written, "a.html")) == [(pseudo(t), codes) for t, codes in told(original)]
    assert html.rebuild(b"", {"": b"x"}) == b"x"
