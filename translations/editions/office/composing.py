"""An edition as a manuscript: what stands on its first page, its text, and what follows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from glossary.model import Voice
from translations.editions.base import Edition, EditionBlock
from translations.editions.chapters import chapters
from translations.editions.inline import plain, tree, unwrapped
from translations.editions.locales import printed_date
from translations.editions.manifest import signature
from translations.editions.office.apparatus import apparatus
from translations.editions.office.flow import (
    HEADINGS,
    QUOTATIONS,
    Contents,
    Cover,
    Element,
    List,
    ListItem,
    Manuscript,
    Paragraph,
    Run,
    Style,
)
from translations.editions.office.sheet import Sheet, sheet
from translations.editions.outline import (
    Entry,
    Heading,
    Item,
    Listing,
    Preface,
    Quotation,
    credited,
    head,
    of_part,
)
from translations.model import BlockKind, Part

_VOICES = {Voice.QUESTION: Style.QUESTION, Voice.ANSWER: Style.ANSWER}


def manuscript(edition: Edition) -> Manuscript:
    """The whole edition: its first page, its text and its apparatus."""
    page = sheet(edition)
    return framed(page, (*front(page), *text(page), *apparatus(page)))


def framed(page: Sheet, elements: tuple[Element, ...]) -> Manuscript:
    """The elements with all that is known of the edition around them."""
    edition, imprint = page.edition, page.edition.imprint
    title = _words(edition, Part.TITLE) or edition.title
    byline = _words(edition, Part.BYLINE) or edition.byline
    isbn, doi = imprint.isbn, imprint.doi
    return Manuscript(
        title=title,
        language=edition.language,
        elements=elements,
        running=_running(page, title),
        subject=_words(edition, Part.SUBTITLE),
        description=_words(edition, Part.ABSTRACT),
        creators=(byline,) if byline else (),
        contributors=tuple(each.name for each in edition.contributors if each.name),
        publisher=imprint.publisher,
        identifier=f"ISBN {isbn}" if isbn else f"https://doi.org/{doi}" if doi else "",
        rights=". ".join(filter(None, (imprint.rights, imprint.licence))),
        software=edition.manifest.software,
        signature=signature(edition),
        version=edition.number,
        date=edition.date,
    )


def _words(edition: Edition, part: Part) -> str:
    blocks = of_part(edition, part)
    return " ".join(" ".join(plain(unwrapped(tree(block))).split()) for block in blocks).strip()


def _running(page: Sheet, title: str) -> tuple[Run, ...]:
    draft = (*page.told(page.words.draft), Run(" · ")) if page.edition.draft else ()
    return (*draft, Run(title))


# ---- before the text ------------------------------------------------------------------------


def front(page: Sheet) -> Iterator[Element]:
    """The cover, the title with who made what, and what is said before the text."""
    edition, parts = page.edition, head(page.edition)
    if edition.cover is not None:
        alternative = _words(edition, Part.COVER) or page.words.cover
        yield Cover(edition.cover, alternative)
    if edition.draft:
        yield Paragraph(style=Style.DRAFT, content=page.drafted())
    first, *others = parts.title or (None,)
    content = page.inlines(first) if first is not None else (Run(edition.title),)
    yield Paragraph(style=Style.TITLE, content=content)
    for block in (*others, *parts.subtitle):
        yield Paragraph(style=Style.SUBTITLE, content=page.inlines(block))
    yield from _makers(page)
    for block in parts.standfirst:
        yield Paragraph(style=Style.STANDFIRST, content=page.inlines(block))
    yield from _labelled(page, page.words.abstract, parts.abstract)
    about = of_part(edition, Part.TRANSLATION)
    yield from _labelled(page, page.words.about_translation, about)


def _makers(page: Sheet) -> Iterator[Paragraph]:
    edition, bylines = page.edition, head(page.edition).byline
    for block in bylines:
        yield Paragraph(style=Style.BYLINE, content=page.inlines(block))
    if edition.byline and not bylines:
        yield Paragraph(style=Style.BYLINE, content=(Run(edition.byline),))
    for who, name in credited(edition):
        yield Paragraph(style=Style.CREDIT, content=page.fact(who, Run(name)))
    if edition.date:
        day = printed_date(edition.date, edition.language)
        yield Paragraph(style=Style.DATELINE, content=(Run(day),))


def _labelled(page: Sheet, label: str, blocks: tuple[EditionBlock, ...]) -> Iterator[Paragraph]:
    if blocks:
        yield Paragraph(style=Style.LABEL, content=page.told(label))
    for block in blocks:
        yield Paragraph(style=Style.ABSTRACT, content=page.inlines(block))


# ---- the text -------------------------------------------------------------------------------


def text(page: Sheet) -> Iterator[Element]:
    """The text; a book has a table of contents, and each of its chapters begins a page."""
    parts = chapters(page.edition)
    is_book = len(parts) > 1
    if is_book:
        yield _contents(page, [entry for part in parts for entry in part.entries])
    number = 0
    for part in parts:
        for place, entry in enumerate(part.entries):
            for element in entries(entry, page):
                if is_book and isinstance(entry, Heading) and isinstance(element, Paragraph):
                    number += 1
                    anchor = _anchor(number)
                    yield replace(element, anchor=anchor, new_page=place == 0)
                else:
                    yield element


def _contents(page: Sheet, all_entries: list[Entry]) -> Contents:
    headings = [entry for entry in all_entries if isinstance(entry, Heading)]
    rows = [
        (heading.level - 1, plain(unwrapped(tree(heading.block))), _anchor(number))
        for number, heading in enumerate(headings, 1)
    ]
    title = Paragraph(style=Style.LABEL, content=page.told(page.words.contents), new_page=True)
    return Contents(title, tuple(row for row in rows if row[0] <= 2))


def _anchor(number: int) -> str:
    return f"heading_{number}"


def entries(entry: Entry, page: Sheet) -> Iterator[Element]:
    """One entry of the outline as paragraphs and lists."""
    match entry:
        case Heading(block, level):
            yield Paragraph(style=HEADINGS[level - 2], content=page.inlines(block))
        case Listing():
            yield _list(entry, page)
        case Quotation():
            yield from _quotation(entry, page, 0)
        case Preface(children):
            yield Paragraph(style=Style.LABEL, content=page.told(page.words.preface))
            for child in children:
                yield from _prefaced(child, page)
        case _:
            yield _single(entry.block, page)


def _prefaced(entry: Entry, page: Sheet) -> Iterator[Element]:
    for element in entries(entry, page):
        if isinstance(element, Paragraph) and element.style is Style.BODY:
            yield replace(element, style=Style.PREFACE)
        else:
            yield element


def _single(block: EditionBlock, page: Sheet) -> Paragraph:
    if block.kind is BlockKind.RULE:
        return Paragraph(style=Style.RULE)
    if block.kind is BlockKind.CODE:
        return Paragraph(style=Style.CODE, content=page.words_of(block), language="zxx")
    return Paragraph(style=_VOICES.get(block.voice, Style.BODY), content=page.inlines(block))


def _list(listing: Listing, page: Sheet) -> List:
    style = Style.NUMBER if listing.ordered else Style.BULLET
    return List(listing.ordered, tuple(_item(item, page, style) for item in listing.items))


def _item(item: Item, page: Sheet, style: Style) -> ListItem:
    paragraph = Paragraph(style=style, content=page.inlines(item.block))
    return ListItem(paragraph, tuple(_list(each, page) for each in item.lists))


def _quotation(quotation: Quotation, page: Sheet, depth: int) -> Iterator[Paragraph]:
    style = QUOTATIONS[min(depth, len(QUOTATIONS) - 1)]
    for child in quotation.children:
        if isinstance(child, Quotation):
            yield from _quotation(child, page, depth + 1)
        else:
            yield Paragraph(style=style, content=page.inlines(child))
