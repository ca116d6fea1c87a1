"""The text of a block as HTML elements, for pages and books."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from translations.editions.base import Edition, EditionBlock
from translations.editions.contested import concept_of
from translations.editions.direction import direction
from translations.editions.html_elements import element, joined, text
from translations.editions.inline import (
    Marks,
    Node,
    NoteMark,
    Placeholder,
    Role,
    Spanning,
    Untranslated,
    literal,
    plain,
    role,
    safe_link,
    tree,
)
from translations.editions.outline import marks
from translations.editions.wordings import wording
from translations.editions.wordings.base import Wording

_TAGS = {Role.STRONG: "strong", Role.EMPHASIS: "em", Role.STRIKE: "s"}
_NOTHING: frozenset[Role] = frozenset()


def _on_this_page(name: str) -> str:
    return f"#{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where the segments of a page are worked on, for those who made it."""

    label: str  #: what each link is called
    href: Mapping[str, str]  #: by the id of a segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every part of one page needs to know: the edition and the words around it."""

    edition: Edition
    words: Wording
    foreign: Mapping[str, str]  #: attributes of `words` where they are in another language
    marks: Marks
    address: Callable[[str], str] = _on_this_page  #: where the element of an id is
    contested: Mapping[str, int] = field(default_factory=dict)  #: concept → its number
    ways: Ways | None = None


def page_of(edition: Edition) -> Page:
    """The edition with the words of its language, all on one page."""
    words = wording(edition.language)
    # Words of the same language need no mark, whatever region or script the edition adds.
    spoken = words.language == edition.language.replace("_", "-").partition("-")[0].casefold()
    attributes = {} if spoken else in_language(words.language)
    return Page(edition=edition, words=words, foreign=attributes, marks=marks(edition))


def in_language(language: str) -> dict[str, str]:
    """The attributes of words in a language."""
    return {"lang": language, "dir": direction(language)}


def foreign(language: str, page: str) -> dict[str, str]:
    """`lang` and `dir` for words in another language than the page's."""
    return {} if language == page else in_language(language)


def told(page: Page, words: str) -> Markup:
    """Words of the program, marked as English where the edition's language has none."""
    return element("span", words, **page.foreign) if page.foreign else text(words)


def inline(block: EditionBlock, page: Page) -> Iterator[Markup]:
    """A block's speaker and text."""
    yield from speaker(block)
    yield from markup(tree(block, page.marks), page)
    yield from _way(block, page)


def _way(block: EditionBlock, page: Page) -> Iterator[Markup]:
    """A link from a paragraph to where it is worked on."""
    first = block.segments[0].id if block.segments else ""
    href = page.ways.href.get(first) if page.ways else None
    if page.ways and href:
        yield Markup(" ")
        yield element("a", "✎", href=href, class_="way", aria_label=page.ways.label)


def speaker(block: EditionBlock) -> Iterator[Markup]:
    """Who speaks, if anybody is named."""
    if block.speaker:
        yield element("span", f"{block.speaker}:", class_="speaker")
        yield Markup(" ")


def markup(
    children: Iterable[Node], page: Page, inside: frozenset[Role] = _NOTHING
) -> Iterator[Markup]:
    """The nodes as elements; what they stand `inside` of is not opened again."""
    for node in children:
        match node:
            case str():
                yield text(node)
            case Placeholder():
                yield _placeholder(node, inside)
            case Spanning():
                yield _spanning(node, page, inside)
            case NoteMark(number):
                yield _called(number, page)
            case _:
                yield _untranslated(node, page, inside)


def _spanning(node: Spanning, page: Page, inside: frozenset[Role]) -> Markup:
    """The element that the code means, unless it stands in one already."""
    concept = concept_of(node.code)
    if concept is not None:
        return _contested(node, concept, page, inside)
    meaning = role(node.code)
    if meaning is Role.CODE:  # verbatim: nothing in it is markup
        return element("code", plain(node.children))
    if meaning in (Role.LINK, Role.IMAGE):
        return _link(node, page, inside)
    content = list(markup(node.children, page, inside | {meaning}))
    if meaning in inside or meaning not in _TAGS:
        return joined(content)
    return element(_TAGS[meaning], *content)


def _contested(node: Spanning, concept: str, page: Page, inside: frozenset[Role]) -> Markup:
    """The words with a sign that leads to their concept, unless they are in a link already."""
    number = page.contested[concept]
    title = f"{page.words.contested}: {concept}"
    href = None if Role.LINK in inside else page.address(f"concept-{number}")
    sign = element(
        "a" if href else "span", str(number), href=href, aria_label=title if href else None
    )
    words = element("span", *markup(node.children, page, inside), class_="contested", title=title)
    return joined([words, element("sup", sign, class_="sign")])


def _link(node: Spanning, page: Page, inside: frozenset[Role]) -> Markup:
    """The words, linked where that is safe and they are in no link already."""
    href = "" if Role.LINK in inside else safe_link(node.code.href)
    if not href:
        return joined(markup(node.children, page, inside))
    return element("a", *markup(node.children, page, inside | {Role.LINK}), href=href)


def _placeholder(node: Placeholder, inside: frozenset[Role]) -> Markup:
    meaning, written = role(node.code), literal(node.code)
    if meaning is Role.BREAK:
        return element("br")
    if meaning is Role.CODE and written:
        return element("code", written)
    href = "" if Role.LINK in inside else safe_link(written)
    if meaning in (Role.LINK, Role.IMAGE) and href:
        return element("a", written, href=href)
    return joined([written])


def _called(number: int, page: Page) -> Markup:
    anchor = element(
        "a",
        str(number),
        href=page.address(f"note-{number}"),
        id=f"call-{number}",
        role="doc-noteref",
        aria_label=f"{page.words.note} {number}",
    )
    return element("sup", anchor)


def _untranslated(node: Untranslated, page: Page, inside: frozenset[Role]) -> Markup:
    source = in_language(page.edition.source_language)
    words = element("span", *markup(node.children, page, inside), class_="untranslated", **source)
    mark = f"[{page.words.untranslated}]"
    return joined([words, " ", element("span", mark, class_="untranslated-mark", **page.foreign)])
