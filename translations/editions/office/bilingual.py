"""Source and target together: in two columns, or paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from translations.editions.base import Edition, EditionBlock, Layout
from translations.editions.inline import NO_MARKS, source_block
from translations.editions.locales import language_name
from translations.editions.office.apparatus import apparatus
from translations.editions.office.composing import (
    about_translation,
    entries,
    framed,
    title_page,
)
from translations.editions.office.flow import (
    HEADINGS,
    ORIGINALS,
    Cell,
    Element,
    Flowing,
    List,
    ListItem,
    Manuscript,
    Paragraph,
    Run,
    Style,
    Table,
)
from translations.editions.office.sheet import Sheet, sheet
from translations.editions.outline import (
    Entry,
    Heading,
    Item,
    Listing,
    Preface,
    Quotation,
    Single,
    body,
    head,
)

#: What is a pair with what its source has in its place.
_Whole = Heading | Single | Listing | Quotation
#: The same words in both languages; None for a source that has nothing to say there.
_Pair = tuple[Flowing | None, Flowing]


def manuscript(edition: Edition) -> Manuscript:
    """The whole edition with its source, as the edition's layout wants them."""
    page = sheet(edition)
    before = (*title_page(page, tuple(_titles(page))), *about_translation(page))
    pairs = (*_leads(page), *(pair for entry in body(edition) for pair in _pairs(entry, page)))
    in_columns = edition.layout is Layout.COLUMNS
    middle = (_columns(page, pairs),) if in_columns else tuple(_paragraphs(page, pairs))
    return framed(page, (*before, *middle, *apparatus(page)), wide=in_columns)


def _original(page: Sheet) -> Sheet:
    """The sheet for words of the source, which calls no notes."""
    return replace(page, setting=replace(page.setting, marks=NO_MARKS, notes={}))


def _titles(page: Sheet) -> Iterator[Paragraph]:
    """What stands above the source, below what stands above the edition."""
    parts, original = head(page.edition), _original(page)
    language = page.edition.source_language
    titles = [original.inlines(_unnamed(block)) for block in parts.title]
    below = [original.inlines(_unnamed(block)) for block in parts.subtitle]
    for content in (*(titles or [(Run(page.edition.source_title),)]), *below):
        yield Paragraph(style=Style.ORIGINAL_2, content=content, language=language)


def _unnamed(block: EditionBlock) -> EditionBlock:
    """The block as its source has it; who speaks has a name in the edition's language alone."""
    return replace(source_block(block), speaker="")


# ---- pairs ----------------------------------------------------------------------------------


def _leads(page: Sheet) -> Iterator[_Pair]:
    parts, original = head(page.edition), _original(page)
    rows = [
        *((Style.STANDFIRST, block) for block in parts.standfirst),
        *((Style.ABSTRACT, block) for block in parts.abstract),
    ]
    for style, block in rows:
        yield (
            Paragraph(style=style, content=original.inlines(_unnamed(block))),
            Paragraph(style=style, content=page.inlines(block)),
        )


def _pairs(entry: Entry, page: Sheet) -> Iterator[_Pair]:
    if isinstance(entry, Preface):
        yield None, Paragraph(style=Style.LABEL, content=page.told(page.words.preface))
        for child in entry.children:
            yield from _pairs(child, page)
        return
    sources = entries(_mapped(entry, _unnamed), _original(page))
    for source, target in zip(sources, entries(entry, page), strict=True):
        if isinstance(source, List) and isinstance(target, List):
            yield from zip(_by_item(source), _by_item(target), strict=True)
        else:
            yield _plain_heading(source), target


def _mapped(entry: _Whole, change: Callable[[EditionBlock], EditionBlock]) -> _Whole:
    """The entry with each of its blocks changed."""
    match entry:
        case Listing():
            return _mapped_list(entry, change)
        case Quotation():
            return _mapped_quotation(entry, change)
        case _:
            return replace(entry, block=change(entry.block))


def _mapped_list(listing: Listing, change: Callable[[EditionBlock], EditionBlock]) -> Listing:
    items = (
        Item(change(item.block), tuple(_mapped_list(each, change) for each in item.lists))
        for item in listing.items
    )
    return Listing(listing.ordered, tuple(items))


def _mapped_quotation(
    quotation: Quotation, change: Callable[[EditionBlock], EditionBlock]
) -> Quotation:
    return Quotation(
        tuple(
            _mapped_quotation(child, change) if isinstance(child, Quotation) else change(child)
            for child in quotation.children
        )
    )


def _by_item(listing: List) -> Iterator[List]:
    """A list for each item, which counts on from the item before it."""
    for number, item in enumerate(listing.items, listing.start):
        yield List(listing.ordered, (item,), number)


def _plain_heading(element: Flowing) -> Flowing:
    """Headings are the edition's alone; the source's look like them and are none."""
    if isinstance(element, Paragraph) and element.style in HEADINGS:
        level = HEADINGS.index(element.style)
        return replace(element, style=ORIGINALS[min(level, len(ORIGINALS) - 1)])
    return element


# ---- layouts --------------------------------------------------------------------------------


def _columns(page: Sheet, pairs: tuple[_Pair, ...]) -> Table:
    edition = page.edition
    languages = (edition.source_language, edition.language)
    header = tuple(_head(language) for language in languages)
    rows = tuple((_cell(source), _cell(target)) for source, target in pairs)
    return Table(header=header, rows=rows, languages=languages, ruled=False)


def _head(language: str) -> Cell:
    return (Paragraph(style=Style.CELL_HEAD, content=(Run(language_name(language, language)),)),)


def _cell(element: Flowing | None) -> Cell:
    """The element; a rule has no room within a column, and leaves an empty row."""
    is_rule = isinstance(element, Paragraph) and element.style is Style.RULE
    return (Paragraph(style=Style.CELL),) if element is None or is_rule else (element,)


def _paragraphs(page: Sheet, pairs: tuple[_Pair, ...]) -> Iterator[Element]:
    """The source of each paragraph, softly, and its translation below it."""
    language = page.edition.source_language
    for source, target in pairs:
        if source is not None and source != target:
            yield _softly(source, language)
        yield target


def _softly(element: Flowing, language: str) -> Flowing:
    match element:
        case List():
            return _soft_list(element, language)
        case Paragraph() if element.style in (Style.CODE, *ORIGINALS):
            return replace(element, language=element.language or language)
        case _:
            return replace(element, style=Style.ORIGINAL, language=language)


def _soft_item(item: ListItem, language: str) -> ListItem:
    paragraph = replace(item.paragraph, style=Style.ORIGINAL, language=language)
    return ListItem(paragraph, tuple(_soft_list(each, language) for each in item.lists))


def _soft_list(listing: List, language: str) -> List:
    items = tuple(_soft_item(item, language) for item in listing.items)
    return List(listing.ordered, items, listing.start)
