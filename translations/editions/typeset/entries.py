"""The text of an edition as values for the page: paragraphs, headings, lists, quotations."""

from __future__ import annotations

from translations.editions.base import EditionBlock
from translations.editions.inline import plain, tree
from translations.editions.manifest import Json
from translations.editions.outline import (
    Entry,
    Heading,
    Item,
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


def written(entry: Entry, page: Page) -> Json:
    """One entry of the page."""
    match entry:
        case Heading(block, level):
            return heading(block, level, page)
        case Listing(ordered, items):
            rows: list[Json] = [_item(item, page) for item in items]
            return listed(rows, ordered=ordered)
        case Quotation(children):
            inside: list[Json] = [_quoted(child, page) for child in children]
            return {"kind": "quotation", "children": inside}
        case Preface(children):
            label = words.line(page.words.preface)
            inside = [written(child, page) for child in children]
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


def _item(item: Item, page: Page) -> Json:
    return bullet(item.block, page, [written(inner, page) for inner in item.lists])


def bullet(block: EditionBlock, page: Page, lists: list[Json] | None = None) -> Json:
    """An item of a list, with the lists in it."""
    return {
        "text": words.inline(block, page),
        "speaker": words.line(block.speaker),
        "lists": lists or [],
    }


def _quoted(child: EditionBlock | Quotation, page: Page) -> Json:
    return written(child, page) if isinstance(child, Quotation) else single(child, page)
