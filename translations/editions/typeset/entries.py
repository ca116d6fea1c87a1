"""The text of an edition as values for the page: paragraphs, headings, lists, quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from translations.editions.base import EditionBlock
from translations.editions.inline import plain, tree
from translations.editions.manifest import Json
from translations.editions.outline import (
    Entry,
    Heading,
    Listing,
    Preface,
    Quotation,
    Single,
)
from translations.editions.typeset import words
from translations.editions.typeset.words import Page
from translations.model import BlockKind

#: How long a running head may be, in characters.
_RUNNING = 64
#: So many lists or quotations stand in one another; what is deeper stands in the deepest. A page
#: has no room for more, and the engine no patience.
_DEEPEST = 8


def written(entry: Entry, page: Page) -> Json:
    """One entry of the page."""
    match entry:
        case Heading(block, level):
            return heading(block, level, page)
        case Listing():
            return _listing(entry, page)
        case Quotation():
            return _quotation(entry, page)
        case Preface(children):
            label = words.line(page.words.preface)
            inside: list[Json] = [written(child, page) for child in children]
            return {"kind": "preface", "label": label, "children": inside}
        case Single(block):
            return single(block, page)


def listed(rows: list[Json], *, ordered: bool, start: int = 1) -> Json:
    """Items of a list."""
    return {"kind": "list", "ordered": ordered, "start": start, "items": rows}


def single(block: EditionBlock, page: Page) -> Json:
    """A block that stands by itself."""
    if block.kind is BlockKind.RULE:
        return {"kind": "rule"}
    if block.kind is BlockKind.CODE:
        return {"kind": "code", "text": words.code(block)}
    return {
        "kind": "paragraph",
        "text": words.inline(block, page),
        "speaker": words.line(block.speaker),
        "voice": str(block.voice),
    }


def heading(block: EditionBlock, level: int, page: Page) -> Json:
    """A heading below the title; `level` is that of the outline, from 2."""
    speaker: list[Json] = [f"{words.line(block.speaker)}: "] if block.speaker else []
    return {
        "kind": "heading",
        "level": level - 1,
        "text": [*speaker, *words.inline(block, page)],
        "running": running(plain(tree(block))),
    }


def running(title: str) -> str:
    """A title as it stands in the head of a page: one line, cut at a word where it is long."""
    whole = words.line(title)
    if len(whole) <= _RUNNING:
        return whole
    cut = whole[:_RUNNING].rpartition(" ")[0] or whole[:_RUNNING]
    return f"{cut.rstrip(' ,;:–—-')}…"


def _listing(listing: Listing, page: Page, depth: int = 1) -> Json:
    if depth == _DEEPEST:
        rows = [bullet(block, page) for block in _blocks_of(listing)]
    else:
        rows = [
            bullet(item.block, page, [_listing(inner, page, depth + 1) for inner in item.lists])
            for item in listing.items
        ]
    return listed(rows, ordered=listing.ordered)


def _blocks_of(listing: Listing) -> Iterator[EditionBlock]:
    """The items of a list and of all lists in it, in their order."""
    for item in listing.items:
        yield item.block
        for inner in item.lists:
            yield from _blocks_of(inner)


def bullet(block: EditionBlock, page: Page, lists: list[Json] | None = None) -> Json:
    """An item of a list, with the lists in it."""
    return {
        "text": words.inline(block, page),
        "speaker": words.line(block.speaker),
        "lists": lists or [],
    }


def _quotation(quotation: Quotation, page: Page, depth: int = 1) -> Json:
    children: Iterable[EditionBlock | Quotation] = quotation.children
    if depth == _DEEPEST:
        children = _blocks_in(quotation)
    inside: list[Json] = [
        _quotation(child, page, depth + 1) if isinstance(child, Quotation) else single(child, page)
        for child in children
    ]
    return {"kind": "quotation", "children": inside}


def _blocks_in(quotation: Quotation) -> Iterator[EditionBlock]:
    """The blocks of a quotation and of all quotations in it, in their order."""
    for child in quotation.children:
        if isinstance(child, Quotation):
            yield from _blocks_in(child)
        else:
            yield child
