"""The text of an edition in TEI: divisions that nest, speeches, lists, quotations, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from glossary.model import Voice
from translations.editions.base import Edition, EditionBlock, TranslatorNote
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
    unwrapped,
)
from translations.editions.outline import (
    Entry,
    Heading,
    Listing,
    Preface,
    Quotation,
    Single,
    marks,
    noted,
)
from translations.editions.tei_elements import Child, address, element
from translations.editions.wordings import wording
from translations.editions.wordings.base import Wording
from translations.model import BlockKind

_RENDERED: Final = {Role.STRONG: "bold", Role.EMPHASIS: "italic", Role.STRIKE: "strikethrough"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every part of one file needs to know: the edition and the words around it."""

    edition: Edition
    words: Wording
    marks: Marks
    notes: Mapping[int, TranslatorNote]


def page(edition: Edition) -> Page:
    return Page(
        edition=edition,
        words=wording(edition.language),
        marks=marks(edition),
        notes=dict(noted(edition)),
    )


def told(name: str, words: str, page: Page, **attributes: str) -> etree._Element:
    """An element with words of the program, marked as English where there are no others."""
    return element(name, words, lang=of(page.words.language, page), **attributes)


def of(language: str, page: Page) -> str:
    """The language, if it is another than the edition's."""
    edition = page.edition.language
    return "" if language in (edition, edition.split("-")[0]) else language


# ---- divisions ------------------------------------------------------------------------------


def divided(entries: Sequence[Entry], page: Page) -> list[etree._Element]:
    """Entries as a division has them: what stands before its first heading, then divisions."""
    first = next((n for n, each in enumerate(entries) if isinstance(each, Heading)), len(entries))
    found = list(_common(entries[:first], page))
    rest = entries[first:]
    while rest:
        heading = rest[0]
        assert isinstance(heading, Heading)
        end = next((n for n, each in enumerate(rest[1:], 1) if _ends(each, heading)), len(rest))
        head = element("head", *inline(heading.block, page))
        found.append(element("div", head, *divided(rest[1:end], page)))
        rest = rest[end:]
    return found


def _ends(entry: Entry, heading: Heading) -> bool:
    return isinstance(entry, Heading) and entry.level <= heading.level


def _common(entries: Sequence[Entry], page: Page) -> Iterator[etree._Element]:
    """What stands in a division, turns of a conversation put together."""
    speech: etree._Element | None = None
    voice = Voice.NARRATION
    for entry in entries:
        if not isinstance(entry, Single) or entry.block.kind is not BlockKind.PARAGRAPH:
            speech = None
            yield _entry(entry, page)
            continue
        block = entry.block
        if block.speaker:
            speech, voice = element("sp", element("speaker", block.speaker)), block.voice
            yield speech
        elif block.voice is not voice:
            speech = None
        paragraph = element("p", *_words(block, page))
        if speech is None:
            yield paragraph
        else:
            speech.append(paragraph)


def _entry(entry: Entry, page: Page) -> etree._Element:
    match entry:
        case Listing():
            return _listing(entry, page)
        case Quotation(children):
            return _quotation(children, page)
        case Preface(children):
            body = element("body", *filled(divided(children, page)))
            return element("floatingText", body, type="preface")
        case _:
            return _single(entry.block, page)


def filled(children: list[etree._Element]) -> list[etree._Element]:
    """The children, and an empty paragraph where TEI asks for more than rules."""
    speaks = any(not str(child.tag).endswith("}milestone") for child in children)
    return children if speaks else [*children, element("p")]


def _single(block: EditionBlock, page: Page) -> etree._Element:
    if block.kind is BlockKind.RULE:
        return element("milestone", unit="section", rend="asterisks")
    if block.kind is BlockKind.CODE:
        code = element("code", plain(tree(block, page.marks)))
        return element("ab", code, type="code", space="preserve")
    return element("p", *inline(block, page))


def _listing(listing: Listing, page: Page) -> etree._Element:
    items = (
        element("item", *inline(each.block, page), *(_listing(i, page) for i in each.lists))
        for each in listing.items
    )
    return element("list", *items, rend="numbered" if listing.ordered else "bulleted")


def _quotation(children: Iterable[EditionBlock | Quotation], page: Page) -> etree._Element:
    inside = (
        _quotation(each.children, page)
        if isinstance(each, Quotation)
        else element("p", *inline(each, page))
        for each in children
    )
    return element("quote", *inside)


# ---- words ----------------------------------------------------------------------------------


def inline(block: EditionBlock, page: Page) -> Iterator[Child]:
    """The text of a block, after the name of who says it."""
    if block.speaker:
        yield element("name", block.speaker, type="speaker")
        yield ": "
    yield from _words(block, page)


def _words(block: EditionBlock, page: Page) -> Iterator[Child]:
    yield from _nodes(unwrapped(tree(block, page.marks)), page, frozenset())


def _nodes(nodes: Iterable[Node], page: Page, inside: frozenset[Role]) -> Iterator[Child]:
    for node in nodes:
        match node:
            case str():
                yield node
            case Placeholder():
                yield _placeholder(node, inside)
            case Spanning():
                yield from _spanning(node, page, inside)
            case NoteMark(number):
                yield _note(number, page)
            case Untranslated(children):
                source = page.edition.source_language
                words = _nodes(children, page, inside)
                yield element("seg", *words, type="untranslated", lang=source)


def _spanning(node: Spanning, page: Page, inside: frozenset[Role]) -> Iterator[Child]:
    meaning = role(node.code)
    href = safe_link(node.code.href) if meaning in (Role.LINK, Role.IMAGE) else ""
    if meaning is Role.CODE:
        yield element("code", plain(node.children))
    elif href and Role.LINK not in inside:
        words = _nodes(node.children, page, inside | {Role.LINK})
        yield element("ref", *words, target=address(href))
    elif meaning in _RENDERED and meaning not in inside:
        words = _nodes(node.children, page, inside | {meaning})
        yield element("hi", *words, rend=_RENDERED[meaning])
    else:
        yield from _nodes(node.children, page, inside)


def _placeholder(node: Placeholder, inside: frozenset[Role]) -> Child:
    meaning, written = role(node.code), literal(node.code)
    href = safe_link(written) if meaning in (Role.LINK, Role.IMAGE) else ""
    if meaning is Role.BREAK:
        return element("lb")
    if meaning is Role.CODE and written:
        return element("code", written)
    if href and Role.LINK not in inside:
        return element("ref", written, target=address(href))
    return written


def _note(number: int, page: Page) -> etree._Element:
    """A translators' note where it is called; that it is theirs its type says."""
    words = _nodes(unwrapped(tree(page.notes[number].text)), page, frozenset())
    return element("note", *words, type="translator", place="foot", n=str(number))
