"""An edition as a manuscript: what stands on its first page, its text, and what follows it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace

from glossary.model import Voice
from translations.editions.base import Edition, EditionBlock
from translations.editions.chapters import Chapter, chapters
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
    Flowing,
    List,
    ListItem,
    Manuscript,
    Paragraph,
    Run,
    Style,
    spoken,
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

_LISTED = 2  #: levels of headings in the table of contents
_RUNNING = 80  #: characters that a line of the running head holds
_VOICES = {Voice.QUESTION: Style.QUESTION, Voice.ANSWER: Style.ANSWER}


def manuscript(edition: Edition) -> Manuscript:
    """The whole edition: its first page, its text and its apparatus."""
    page = sheet(edition)
    before, after = tuple(front(page)), tuple(apparatus(page))
    parts = chapters(edition)
    if len(parts) < 2:
        return framed(page, (*before, *text(page, parts), *after))
    return framed(page, tuple(_bound(page, before, text(page, parts), after)))


def framed(page: Sheet, elements: tuple[Element, ...], *, wide: bool = False) -> Manuscript:
    """The elements with all that is known of the edition around them."""
    edition, imprint = page.edition, page.edition.imprint
    title = words_of(edition, Part.TITLE) or edition.title
    byline = words_of(edition, Part.BYLINE) or edition.byline
    isbn, doi = imprint.isbn, imprint.doi
    return Manuscript(
        title=title,
        language=edition.language,
        elements=elements,
        wide=wide,
        running=_running(page, title),
        subject=words_of(edition, Part.SUBTITLE),
        description=words_of(edition, Part.ABSTRACT),
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


def words_of(edition: Edition, part: Part) -> str:
    """The blocks of one part as one line of bare characters."""
    blocks = of_part(edition, part)
    return " ".join(" ".join(plain(unwrapped(tree(block))).split()) for block in blocks).strip()


def _running(page: Sheet, title: str) -> tuple[Run, ...]:
    draft = (*page.told(page.words.draft), Run(" · ")) if page.edition.draft else ()
    return (*draft, Run(textwrap.shorten(title, _RUNNING, placeholder="…")))


# ---- before the text ------------------------------------------------------------------------


def front(page: Sheet) -> Iterator[Element]:
    """The cover, the title with who made what, and what is said before the text."""
    yield from title_page(page)
    for block in head(page.edition).standfirst:
        yield Paragraph(style=Style.STANDFIRST, content=page.inlines(block))
    yield from _labelled(page, page.words.abstract, head(page.edition).abstract)
    yield from about_translation(page)


def title_page(page: Sheet, original: tuple[Paragraph, ...] = ()) -> Iterator[Element]:
    """The cover, what a draft says, the title, the `original` one if wanted, the makers."""
    edition, parts = page.edition, head(page.edition)
    if edition.cover is not None:
        alternative = words_of(edition, Part.COVER) or page.words.cover
        yield Cover(edition.cover, alternative)
    if edition.draft:
        yield Paragraph(style=Style.DRAFT, content=page.drafted())
    first, *others = parts.title or (None,)
    content = page.inlines(first) if first is not None else (Run(edition.title),)
    yield Paragraph(style=Style.TITLE, content=content)
    for block in (*others, *parts.subtitle):
        yield Paragraph(style=Style.SUBTITLE, content=page.inlines(block))
    yield from original
    yield from _makers(page)


def about_translation(page: Sheet) -> Iterator[Element]:
    about = of_part(page.edition, Part.TRANSLATION)
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


def text(page: Sheet, parts: Iterable[Chapter]) -> Iterator[Element]:
    """The text; of several chapters each begins a page."""
    for number, part in enumerate(parts):
        for place, entry in enumerate(part.entries):
            for element in entries(entry, page):
                yield _beginning(element) if number and place == 0 else element


def _bound(
    page: Sheet, before: Iterable[Element], middle: Iterable[Element], after: Iterable[Element]
) -> Iterator[Element]:
    """A book: its contents on a page of their own, its text and what follows it on new ones."""
    below = [*_on_new_page(middle), *_on_new_page(after)]
    named = [_anchored(element, number) for number, element in enumerate(below)]
    title = Paragraph(style=Style.LABEL, content=page.told(page.words.contents), new_page=True)
    rows = [_row(each) for each in named if isinstance(each, Paragraph) and each.anchor]
    yield from before
    yield Contents(title, tuple(rows))
    yield from named


def _on_new_page(elements: Iterable[Element]) -> Iterator[Element]:
    for place, element in enumerate(elements):
        yield element if place else _beginning(element)


def _beginning(element: Element) -> Element:
    return replace(element, new_page=True) if isinstance(element, Paragraph) else element


def _anchored(element: Element, number: int) -> Element:
    if isinstance(element, Paragraph) and element.style in HEADINGS[:_LISTED]:
        return replace(element, anchor=f"heading_{number}")
    return element


def _row(heading: Paragraph) -> tuple[int, str, str]:
    words = "".join(each.text for each in spoken(heading.content))
    return HEADINGS.index(heading.style) + 1, words, heading.anchor


def entries(entry: Entry, page: Sheet) -> Iterator[Flowing]:
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


def _prefaced(entry: Entry, page: Sheet) -> Iterator[Flowing]:
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
