"""PDF of source and translation together: two columns, or paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from translations.editions.base import Edition, EditionBlock, Layout, Output, Purpose
from translations.editions.manifest import Json
from translations.editions.outline import (
    Entry,
    Heading,
    Listing,
    Preface,
    Quotation,
    Single,
    body,
    head,
)
from translations.editions.typeset import entries, pages, words
from translations.editions.typeset.words import Page
from translations.model import BlockKind, Part


def _write(edition: Edition) -> bytes:
    page = words.page(edition)
    text = [*_titles(page), *(pair for entry in body(edition) for pair in _pairs(entry, page))]
    columns = edition.layout is Layout.COLUMNS
    return pages.typeset(page, text, pages.A4 if columns else pages.A5, leads=False)


def _titles(page: Page) -> Iterator[Json]:
    """What the source says where the translation has its head."""
    parts = head(page.edition)
    for block in (*parts.title, *parts.subtitle, *parts.byline):
        if _original(block):
            yield _heading(block, 1 if block.part is Part.TITLE else 3, page)
    for block in (*parts.abstract, *parts.standfirst):
        yield _pair(_paragraph, block, page)


def _pairs(entry: Entry, page: Page) -> Iterator[Json]:
    """The blocks of an entry one by one, each beside what it translates."""
    match entry:
        case Heading(block, level):
            yield _beside(_heading(block, level - 1, page), entries.written(entry, page), page)
        case Listing():
            yield from _listed(entry, page)
        case Quotation(children):
            yield from _quoted(children, page)
        case Preface(children):
            yield from (pair for child in children for pair in _pairs(child, page))
        case Single(block) if block.kind in (BlockKind.RULE, BlockKind.CODE):
            yield entries.single(block, page)
        case Single(block):
            yield _pair(_paragraph, block, page)


def _listed(listing: Listing, page: Page) -> Iterator[Json]:
    for number, item in enumerate(listing.items, 1):

        def numbered(block: EditionBlock, page: Page, start: int = number) -> Json:
            row = entries.bullet(_bare(block), page)
            return entries.listed([row], ordered=listing.ordered, start=start)

        yield _pair(numbered, item.block, page)
        yield from (pair for inner in item.lists for pair in _listed(inner, page))


def _quoted(children: Iterable[EditionBlock | Quotation], page: Page) -> Iterator[Json]:
    for child in children:
        if isinstance(child, Quotation):
            yield from _quoted(child.children, page)
        else:
            yield _pair(_quotation, child, page)


def _quotation(block: EditionBlock, page: Page) -> Json:
    return {"kind": "quotation", "children": [_paragraph(block, page)]}


def _paragraph(block: EditionBlock, page: Page) -> Json:
    return entries.single(replace(_bare(block), kind=BlockKind.PARAGRAPH), page)


def _heading(block: EditionBlock, level: int, page: Page) -> Json:
    """The source's words over a part: no heading of the page, which has its own."""
    words_ = words.inline(words.source_side(block), page)
    return {"kind": "original", "level": level, "text": words_}


def _pair(write: Callable[[EditionBlock, Page], Json], block: EditionBlock, page: Page) -> Json:
    return _beside(write(words.source_side(block), page), write(block, page), page)


def _beside(source: Json, target: Json, page: Page) -> Json:
    return {"kind": str(page.edition.layout), "source": source, "target": target}


def _bare(block: EditionBlock) -> EditionBlock:
    """The block without the source's words where nothing is translated: they stand beside it."""
    return replace(block, segments=tuple(s for s in block.segments if s.target))


def _original(block: EditionBlock) -> bool:
    return any(segment.source for segment in block.segments)


OUTPUT = Output(
    name="bilingual-pdf",
    title="Bilingual PDF",
    extension=".pdf",
    media_type="application/pdf",
    write=_write,
    purpose=Purpose.COMPARING,
)
