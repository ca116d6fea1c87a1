"""PDF of source and translation together: two columns, or paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from translations.editions.base import Edition, EditionBlock, Layout, Output
from translations.editions.manifest import Json
from translations.editions.outline import (
    Entry,
    Heading,
    Item,
    Listing,
    Preface,
    Quotation,
    body,
    head,
)
from translations.editions.typeset import entries, pages, words
from translations.editions.typeset.words import Page
from translations.model import BlockKind


def _write(edition: Edition) -> bytes:
    page = words.page(edition)
    text = [*_titles(page), *(pair for entry in body(edition) for pair in _pairs(entry, page))]
    columns = edition.layout is Layout.COLUMNS
    return pages.typeset(page, text, pages.A4 if columns else pages.A5)


def _titles(page: Page) -> Iterator[Json]:
    """What the source says where the translation has its head."""
    parts = head(page.edition)
    for block in (*parts.title, *parts.subtitle, *parts.byline):
        if _original(block):
            yield {"kind": "original", "text": words.inline(words.source_side(block), page)}
    for block in (*parts.abstract, *parts.standfirst):
        if _original(block):
            yield _pair(block, page)


def _pairs(entry: Entry, page: Page) -> Iterator[Json]:
    """The blocks of an entry one by one, each beside what it translates."""
    match entry:
        case Heading(block, level):
            yield _pair(block, page, entries.heading(block, level, page))
        case Listing():
            yield from _listed(entry, page)
        case Quotation(children):
            yield from _quoted(children, page)
        case Preface(children):
            yield from (pair for child in children for pair in _pairs(child, page))
        case _ if entry.block.kind in (BlockKind.RULE, BlockKind.CODE):
            yield entries.single(entry.block, page)
        case _:
            yield _pair(entry.block, page)


def _listed(listing: Listing, page: Page) -> Iterator[Json]:
    for number, item in enumerate(listing.items, 1):
        marker = f"{number}." if listing.ordered else "•"
        yield _marked(item, marker, page)
        yield from (pair for inner in item.lists for pair in _listed(inner, page))


def _marked(item: Item, marker: str, page: Page) -> Json:
    sides = (words.source_side(item.block), item.block)
    source, target = ({**_paragraph(side, page), "marker": marker} for side in sides)
    return {"kind": str(page.edition.layout), "source": source, "target": target}


def _quoted(children: Iterable[EditionBlock | Quotation], page: Page) -> Iterator[Json]:
    for child in children:
        if isinstance(child, Quotation):
            yield from _quoted(child.children, page)
        else:
            sides = (words.source_side(child), child)
            source, target = ({**_paragraph(side, page), "marker": ""} for side in sides)
            yield {"kind": str(page.edition.layout), "source": source, "target": target}


def _pair(block: EditionBlock, page: Page, target: Json = None) -> Json:
    original = words.source_side(block)
    heading: Json = {"kind": "original", "text": words.inline(original, page)}
    return {
        "kind": str(page.edition.layout),
        "source": heading if block.kind is BlockKind.HEADING else _paragraph(original, page),
        "target": target or _paragraph(block, page),
    }


def _paragraph(block: EditionBlock, page: Page) -> dict[str, Json]:
    return {
        "kind": "paragraph",
        "text": words.inline(_bare(block), page),
        "speaker": words.line(block.speaker),
        "voice": str(block.voice),
    }


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
)
