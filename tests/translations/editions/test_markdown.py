"""Markdown: what CommonMark makes of it is what the page says."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from glossary.model import Voice
from tests.translations.editions.at_random import ALPHABET, editions
from tests.translations.editions.pages import Element, read
from tests.translations.editions.samples import HEBREW, RUSSIAN
from tests.translations.editions.whole import UKRAINIAN
from translations.editions import OUTPUTS
from translations.editions.base import Edition, EditionBlock, EditionSegment
from translations.editions.inline import Placeholder, Spanning, nodes
from translations.editions.markdown_inline import code_span, fenced, inline
from translations.model import BlockKind, Code, CodeKind

COMMONMARK = MarkdownIt("commonmark")
#: Without line ends, tabs and directional marks, which Markdown may treat as white space.
PRINTED = "".join(c for c in ALPHABET if c.isprintable())


def written(edition: Edition) -> str:
    return OUTPUTS["markdown"].write(edition).decode()


_AROUND_BLOCKS = re.compile(r"\s*(</?(?:li|ul|ol|p|blockquote)>)\s*")


def shown(element: Element) -> str:
    """An element's content in one line: tags that mean something, words, single spaces."""
    return _AROUND_BLOCKS.sub(r"\1", re.sub(r"\s+", " ", _shown(element))).strip()


def _shown(element: Element) -> str:
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child.replace("<", "&lt;"))
        elif child.attributes.get("class") == "speaker":
            parts.append(f"<strong>{_shown(child)}</strong>")
        elif child.tag == "span":
            parts.append(_shown(child))
        elif child.tag == "br":
            parts.append(" <br> ")
        else:
            parts.append(f"<{child.tag}>{_shown(child)}</{child.tag}>")
    return "".join(parts)


def strong(id_: str, display: str) -> tuple[Code, Code]:
    return (
        Code(id=id_, kind=CodeKind.START, original="", display=display),
        Code(id=id_, kind=CodeKind.END, original="", display=display),
    )


CODES = (
    *strong("b", "b"),
    *strong("i", "i"),
    *strong("s", "s"),
    *strong("c", "code"),
    Code(
        id="a", kind=CodeKind.START, original="", display="link", href="https://a.example/(x)?y&z"
    ),
    Code(id="a", kind=CodeKind.END, original="", display="link"),
    Code(id="l", kind=CodeKind.PLACEHOLDER, original="\\\n", display="br"),
)


def rendered(text: str) -> str:
    """Coded text (bBiIsScCaA|) by way of Markdown, as HTML without its paragraph."""
    coded = text.translate({ord(char): 0xE000 + n for n, char in enumerate("bBiIsScCaA|")})
    line = inline(nodes(coded, CODES), source_language="en", untranslated="")
    return str(COMMONMARK.render(line)).removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 b2B 3", "1 <strong>2</strong> 3"),
        ("«b2B»", "«<strong>2</strong>»"),
        ("b«2»B 3", "<strong>«2»</strong> 3"),
        ("b«2»B3", "<strong>«2»</strong>3"),
        ("(b«2»B)", "(<strong>«2»</strong>)"),
        ("1b2B3", "1<strong>2</strong>3"),
        ("b 2 B", "<strong> 2 </strong>"),
        ("bi2IB", "<strong><em>2</em></strong>"),
        ("b1 i2I 3B", "<strong>1 <em>2</em> 3</strong>"),
        ("i2Ib3B", "<em>2</em><strong>3</strong>"),
        ("1|b2B", "1<br />\n<strong>2</strong>"),
        ("b1b2BB", "<strong>12</strong>"),
        ("s2S", "<s>2</s>"),
        ("c2*`3C", "<code>2*`3</code>"),
        ("c2Cc3C", "<code>2</code><!-- --><code>3</code>"),
        ("a2A", '<a href="https://a.example/(x)?y&amp;z">2</a>'),
        ("1!a2A", '1!<a href="https://a.example/(x)?y&amp;z">2</a>'),
        ("ab2BA", '<a href="https://a.example/(x)?y&amp;z"><strong>2</strong></a>'),
        ("1|2", "1<br />\n2"),
        ("1|", "1<br>"),
        ("1||", "1<br />\n<br>"),
        (
            "1|# 2|- 3|4. 5|=|&gt; 6",
            "1<br />\n# 2<br />\n- 3<br />\n4. 5<br />\n=<br />\n&amp;gt; 6",
        ),
    ],
)
def test_codes_become_markup(text: str, expected: str) -> None:
    assert rendered(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ `c` [d](e) <f> &amp; &#35; ~~g~~ \\ ! & <g",
        "# a",
        "12) a",
        "3. a",
        "+ a",
        "> a",
        "---",
        "- - -",
        "***",
        "===",
        "```",
        "~~~",
        "<https://a.example>",
        "<div>",
        "[a]: https://a.example",
        "![a](b)",
        "a\\",
        "| a | b |",
    ],
)
def test_characters_stay_characters(text: str) -> None:
    line = inline([text], source_language="en", untranslated="")
    page = read(COMMONMARK.render(line))

    assert [e.tag for e in page.all()] == ["p"]
    assert page.one("p").text == text


def comparable(edition: Edition) -> Edition:
    """The edition without questions, which Markdown alone sets in bold, and without empty words."""

    def word(segment: EditionSegment, *, verbatim: bool) -> EditionSegment:
        target = f"x{segment.target}" if segment.target or verbatim else ""
        return replace(segment, target=target, source=f"x{segment.source}")

    def block(one: EditionBlock) -> EditionBlock:
        voice = Voice.ANSWER if one.voice is Voice.QUESTION else one.voice
        verbatim = one.kind is BlockKind.CODE
        return replace(
            one, voice=voice, segments=tuple(word(s, verbatim=verbatim) for s in one.segments)
        )

    # CommonMark knows no notes: how they are called is proved apart.
    return replace(edition, blocks=tuple(block(one) for one in edition.blocks), notes=())


@settings(max_examples=100, deadline=None)
@given(editions(PRINTED).map(comparable))
def test_every_paragraph_reads_as_on_the_page(edition: Edition) -> None:
    markdown = read(COMMONMARK.render(written(edition)))
    whole = read(OUTPUTS["html"].write(edition).decode())
    page = whole.one("article")

    def told(root: Element, *tags: str) -> list[str]:
        labels = ("label", "dateline", "byline", "standfirst", "contents")
        named = [e for e in root.all() if e.attributes.get("class") in labels]
        apart = [e for one in named for e in (one, *one.all())]
        found = (e for e in root.all() if e.tag in tags and e not in apart)
        return [text for e in found if (text := shown(e))]

    for tags in (("h2", "h3", "h4", "h5", "h6", "p"), ("ol", "ul"), ("blockquote",)):
        rest = iter(told(markdown, *tags))
        assert all(text in rest for text in told(page, *tags)), written(edition)
    assert ["".join(e.text.split()) for e in markdown.all("pre")] == [
        "".join(e.text.split()) for e in whole.all("pre")
    ]


def test_a_page_in_markdown() -> None:
    told, _, signature = written(replace(RUSSIAN, draft=True)).partition("`document:")
    source = '<span lang="en" dir="ltr">Not yet.</span> \\[не переведено\\]'

    assert (
        told.replace(source, "{source}")
        == """\
> **Черновик, не для публикации · Draft, not for publication**

# Слова и вещи

Авторы программы

1 марта 2025\N{NO-BREAK SPACE}г.

Почему слово значит больше, чем вещь?

*Предисловие*

Наше примечание.

---

**Вопрос:** **Почему *так*?**

**Ответ:** Читайте [это](https://example.org/a?b=1&amp;c=2): 5 \\< 7 & «так». {source}

## Правила

1. раз
   - глубже
2. два

> Строка\\
> вторая
>
> > внутри

---

```
if a < b:
    pass
```

Пишите `a<b`.

## О спорных словах

Как в этом издании переданы спорные слова.

- ополчение, народное ополчение (opolchenie): Слово говорящего.

---

- Перевод: Отдел \\<переводов>
- Оригинал: [Words & Things](https://example.org/words)
- Опубликовано вопреки: Одно слово оспорено.

"""
    )
    assert signature.endswith("`\n")


def test_a_page_without_a_title_block_has_the_editions_title() -> None:
    assert written(replace(HEBREW, blocks=())).startswith("# מילים ודברים\n\n---")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("C#", "# C\\#\n"), ("#", "# \\#\n"), ("a ##", "# a #\\#\n"), ("a\\#", "# a\\\\#\n")],
)
def test_a_number_sign_at_the_end_of_a_heading_stays(heading: str, expected: str) -> None:
    text = written(replace(RUSSIAN, blocks=(), title=heading))

    assert text.startswith(expected)
    assert read(COMMONMARK.render(text)).one("h1").text == heading


def test_verbatim_text_chooses_its_fences() -> None:
    assert code_span("") == ""
    assert code_span("a") == "`a`"
    assert code_span("a ``b`` c") == "```a ``b`` c```"
    assert code_span("`a") == "`` `a ``"
    assert code_span(" a ") == "`  a  `"
    assert code_span("  ") == "`  `"
    assert fenced("a\n````\nb") == "`````\na\n````\nb\n`````"


def test_what_markdown_cannot_say_is_left_as_words() -> None:
    unsafe = Code(id="1", kind=CodeKind.START, original="[", display="link", href="javascript:1")

    assert inline([Spanning(unsafe, ("a", ""))], source_language="en", untranslated="") == "a"


def test_notes_are_footnotes_that_are_called_and_defined_once() -> None:
    text = written(UKRAINIAN)

    assert "Дехто зве другий берег Берегом[^1], дехто — Стороною[^2]." in text
    assert (
        "\n\n[^2]: Так кажуть на півночі. —\N{NO-BREAK SPACE}Прим.\N{NO-BREAK SPACE}перекл.\n\n"
        in text
    )
    assert [text.count(f"[^{number}]") for number in (1, 2)] == [2, 2]


def test_a_footnote_of_several_lines_is_set_in() -> None:
    first = UKRAINIAN.notes[0]
    broken = replace(first.text.segments[0], target="a\ue000b", codes=CODES[-1:])
    note = replace(first, text=replace(first.text, segments=(broken,)))

    told = written(replace(UKRAINIAN, notes=(note,)))
    assert "\n[^1]: a\\\n    b —\N{NO-BREAK SPACE}Прим." in told


def test_the_apparatus_is_lists_under_headings() -> None:
    page = read(COMMONMARK.render(written(UKRAINIAN)))

    assert [heading.text for heading in page.all("h2")] == [
        *("Пором", "Опісля", "Про переклад", "Про спірні слова", "Винятки", "Версії цього видання"),
    ]
    assert [link.attributes["href"] for link in page.all("a")] == [
        *("https://example.org/a?b=1&c=2", "https://example.org/names"),
        *("https://example.org/two-banks", "https://doi.org/10.1000/182"),
        "https://creativecommons.org/licenses/by/4.0/",
    ]
    assert "Було: другий бік; Стало: другий берег" in [item.text for item in page.all("li")]


def test_a_bare_address_is_a_link_that_shows_itself() -> None:
    address = Code(
        id="1",
        kind=CodeKind.PLACEHOLDER,
        original="",
        display="url",
        href="https://example.org/_a_",
    )

    line = inline(["See ", Placeholder(address), "."], source_language="en", untranslated="")
    assert line == "See [https://example.org/\\_a\\_](https://example.org/_a_)."


@pytest.mark.parametrize(
    ("original", "expected"), [("\\(", "(**a**"), ("\\u", "u<strong>a</strong>")]
)
def test_emphasis_looks_at_the_character_that_an_escape_stands_for(
    original: str, expected: str
) -> None:
    escape = Code(id="1", kind=CodeKind.PLACEHOLDER, original=original)
    bold = Code(id="2", kind=CodeKind.START, original="**", display="b")
    line = inline(
        [Placeholder(escape), Spanning(bold, ("a",))], source_language="en", untranslated=""
    )

    assert line == expected
