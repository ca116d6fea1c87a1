"""What stands on a page from its title to the end of its text, as HTML elements."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from markupsafe import Markup

from glossary.model import Voice
from translations.editions.base import Edition, EditionBlock
from translations.editions.html_elements import element, text
from translations.editions.html_inline import Page, in_language, inline, markup, told
from translations.editions.inline import Role, plain, tree
from translations.editions.locales import day_of, printed_date
from translations.editions.outline import (
    Entry,
    Heading,
    Item,
    Listing,
    Preface,
    Quotation,
    body,
    contents,
    head,
    of_part,
)
from translations.model import BlockKind, Part

#: So many headings make it worth while to list them.
_WORTH_LISTING = 3


def text_of(edition: Edition, part: Part) -> str:
    """The blocks of one part as bare characters."""
    return " ".join(plain(tree(block)) for block in of_part(edition, part)).strip()


def title_of(edition: Edition) -> str:
    """The title as bare characters."""
    return text_of(edition, Part.TITLE) or edition.title


def byline_of(edition: Edition) -> str:
    """The line that names the authors as bare characters, if there is one."""
    return text_of(edition, Part.BYLINE) or edition.byline


def masthead(page: Page) -> Markup:
    """The cover, and all that stands between it and the text."""
    return element("header", *cover(page), *head_rows(page), class_="head")


def head_rows(page: Page) -> list[Markup]:
    """Title, subtitle, byline, date, abstract and stand-first."""
    parts, edition = head(page.edition), page.edition
    below = (*parts.title[1:], *parts.subtitle)
    title = inline(parts.title[0], page) if parts.title else [text(edition.title)]
    rows = [element("h1", *title)]
    rows += [element("p", *inline(b, page), class_="subtitle") for b in below]
    rows += [element("p", *inline(b, page), class_="byline") for b in parts.byline]
    if edition.byline and not parts.byline:
        rows.append(element("p", edition.byline, class_="byline"))
    if edition.date:
        rows.append(element("p", dated(edition.date, page), class_="dateline"))
    rows += _abstract(parts.abstract, page)
    rows += [element("p", *inline(b, page), class_="standfirst") for b in parts.standfirst]
    return rows


def dated(date: str, page: Page) -> Markup:
    """A date in the edition's language, for machines too where it is one."""
    printed = printed_date(date, page.edition.language)
    return element("time", printed, datetime=date) if day_of(date) else text(printed)


def cover(page: Page) -> Iterator[Markup]:
    """The picture on the cover, within the page itself, with what it shows in words."""
    image = page.edition.cover
    if image is None:
        return
    content = base64.b64encode(image.content).decode("ascii")
    shown = of_part(page.edition, Part.COVER)
    source = bool(shown) and not any(s.target for block in shown for s in block.segments)
    picture = element(
        "img",
        src=f"data:{image.media_type};base64,{content}",
        alt=text_of(page.edition, Part.COVER) or f"{page.words.cover}: {title_of(page.edition)}",
        width=str(image.width),
        height=str(image.height),
        **(in_language(page.edition.source_language) if source else {}),
    )
    yield element("figure", picture, class_="cover")


def _abstract(blocks: tuple[EditionBlock, ...], page: Page) -> Iterator[Markup]:
    if not blocks:
        return
    label = element("p", told(page, page.words.abstract), class_="label")
    rows = [element("p", *inline(block, page), class_="standfirst") for block in blocks]
    name = page.words.abstract
    yield element("div", label, *rows, class_="abstract", role="doc-abstract", aria_label=name)


def table_of_contents(page: Page) -> Iterator[Markup]:
    """Links to the headings of the text, where there are enough of them."""
    headings = contents(page.edition)
    if len(headings) < _WORTH_LISTING:
        return
    title = element("h2", told(page, page.words.contents), id="contents")
    nested = nested_headings(headings, page)
    yield element(
        "nav", title, nested, class_="contents", role="doc-toc", aria_labelledby="contents"
    )


def nested_headings(headings: tuple[Heading, ...], page: Page) -> Markup:
    """An ordered list of links, those of deeper headings within the one above them."""
    rows: list[Markup] = []
    while headings:
        first, *rest = headings
        end = next((n for n, each in enumerate(rest) if each.level <= first.level), len(rest))
        deeper = [nested_headings(tuple(rest[:end]), page)] if end else []
        rows.append(element("li", _leading_to(first, page), *deeper))
        headings = tuple(rest[end:])
    return element("ol", *rows)


def _leading_to(heading: Heading, page: Page) -> Markup:
    words = markup(tree(heading.block), page, frozenset({Role.LINK}))
    return element("a", *words, href=page.address(heading_id(heading)))


def heading_id(heading: Heading) -> str:
    return f"section-{heading.number}"


def text_body(page: Page) -> Iterator[Markup]:
    """The text below the head."""
    yield from (entry_markup(entry, page) for entry in body(page.edition))


def entry_markup(entry: Entry, page: Page) -> Markup:
    """A heading, paragraph, list, quotation, rule … or the preface as its element."""
    match entry:
        case Heading(block, level):
            number = heading_id(entry) if entry.number else None
            return element(f"h{level}", *inline(block, page), id=number)
        case Listing():
            return listing_markup(entry, page)
        case Quotation():
            return _quotation(entry, page)
        case Preface(children):
            label = element("p", told(page, page.words.preface), class_="label")
            inside = [entry_markup(child, page) for child in children]
            return element("div", label, *inside, class_="preface")
        case _:
            return _single(entry.block, page)


def _single(block: EditionBlock, page: Page) -> Markup:
    if block.kind is BlockKind.RULE:
        return element("hr")
    if block.kind is BlockKind.CODE:
        code = element("code", *markup(tree(block, page.marks), page))
        return element("pre", code, tabindex="0", dir="ltr")
    return element("p", *inline(block, page), class_=voice_class(block))


def voice_class(block: EditionBlock) -> str | None:
    """Questions and answers of a conversation look different from what tells of it."""
    return str(block.voice) if block.voice is not Voice.NARRATION else None


def listing_markup(listing: Listing, page: Page) -> Markup:
    tag = "ol" if listing.ordered else "ul"
    return element(tag, *(_item(item, page) for item in listing.items))


def _item(item: Item, page: Page) -> Markup:
    nested = [listing_markup(listing, page) for listing in item.lists]
    return element("li", *inline(item.block, page), *nested)


def _quotation(quotation: Quotation, page: Page) -> Markup:
    inside = [
        _quotation(child, page)
        if isinstance(child, Quotation)
        else element("p", *inline(child, page))
        for child in quotation.children
    ]
    return element("blockquote", *inside)
