"""Source and target side by side, or paragraph by paragraph, as one HTML page.

Each block is a pair of the two languages; within it each sentence stands by
itself, so that the one pointed at can show its other side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from markupsafe import Markup

from translations.editions.base import Edition, EditionBlock, Output, Purpose
from translations.editions.bilingual_style import BILINGUAL_STYLE
from translations.editions.html_apparatus import apparatus
from translations.editions.html_body import (
    cover,
    head_rows,
    heading_id,
    table_of_contents,
    title_of,
    voice_class,
)
from translations.editions.html_elements import element, joined, text
from translations.editions.html_frame import document
from translations.editions.html_inline import Page, in_language, markup, page_of, speaker, told
from translations.editions.html_style import STYLE, notes_at_hand, running_title
from translations.editions.inline import NO_MARKS, sentences, source_block, space, tree
from translations.editions.locales import language_name
from translations.editions.outline import (
    Entry,
    Heading,
    Item,
    Listing,
    Preface,
    Quotation,
    body,
    head,
    noted,
)
from translations.model import BlockKind


@dataclass(frozen=True, slots=True)
class _Side:
    """One language of a pair, with the numbers of its sentences from 1."""

    page: Page
    is_source: bool
    numbers: Iterator[int]

    def inline(self, block: EditionBlock) -> Markup:
        """A block's speaker and text, sentence by sentence."""
        shown = source_block(block) if self.is_source else block
        # Who speaks is known by a name in the edition's language alone.
        said: list[Markup] = [] if self.is_source else [*speaker(shown)]
        for segment, nodes in zip(shown.segments, sentences(shown, self.page.marks), strict=True):
            name = f"sentence n{next(self.numbers)}"
            words = list(markup(nodes, self.page))
            said += [element("span", *words, class_=name)] if words else []
            said.append(text(space(segment.after, shown.kind)))
        return Markup("").join(said).rstrip()


#: How a pair shows itself on one of its sides.
_Shown = Callable[[_Side], Markup]


def _write(edition: Edition) -> bytes:
    page = page_of(edition)
    parts = [*cover(page), _heads(page), *table_of_contents(page), _languages(page)]
    parts += [row for entry in body(edition) for row in _entry(entry, page)]
    article = element("article", *(Markup("\n{}").format(part) for part in parts), "\n")
    end = element("footer", *apparatus(page), class_="end")
    main = element("main", article, "\n", end, class_=f"page bilingual {edition.layout}")
    style = STYLE + BILINGUAL_STYLE
    style += notes_at_hand(len(noted(edition))) + running_title(title_of(edition))
    return document(page, style, main)


def _pair(page: Page, shown: _Shown, kind: str = "") -> Markup:
    """What is shown of both languages, the source first."""
    source = replace(page, marks=NO_MARKS)
    columns = (
        element(
            "div",
            shown(_Side(source, is_source=True, numbers=count(1))),
            class_="source",
            **in_language(page.edition.source_language),
        ),
        element("div", shown(_Side(page, is_source=False, numbers=count(1))), class_="target"),
    )
    return element("div", *columns, class_=" ".join(filter(None, ("pair", kind))))


def _heads(page: Page) -> Markup:
    def shown(side: _Side) -> Markup:
        return _source_head(side) if side.is_source else joined(head_rows(page))

    return _pair(page, shown, "heads")


def _source_head(side: _Side) -> Markup:
    """The source's title and what stands below it; headings are the edition's alone."""
    parts, edition = head(side.page.edition), side.page.edition
    first, *others = [side.inline(block) for block in parts.title] or [text(edition.source_title)]
    named = (
        *(("subtitle", inline) for inline in others),
        *(("subtitle", side.inline(block)) for block in parts.subtitle),
        *(("byline", side.inline(block)) for block in parts.byline),
        *(("standfirst", side.inline(block)) for block in (*parts.abstract, *parts.standfirst)),
    )
    rows = [element("p", inline, class_=name) for name, inline in named]
    return joined([element("p", first, class_="title"), *rows])


def _languages(page: Page) -> Markup:
    """What each side is written in."""
    edition = page.edition

    def named(side: _Side) -> Markup:
        language = edition.source_language if side.is_source else edition.language
        return element("p", language_name(language, language), class_="label")

    return _pair(page, named, "languages")


def _entry(entry: Entry, page: Page) -> Iterator[Markup]:
    match entry:
        case Heading():
            yield _pair(page, lambda side: _heading(entry, side), "over")
        case Listing(ordered, items):
            for number, item in enumerate(items, 1):
                yield _pair(page, _one_item(ordered=ordered, number=number, item=item), "item")
        case Quotation():
            yield from _quotation(entry, page, 1)
        case Preface(children):
            label = element("p", told(page, page.words.preface), class_="label")
            inside = [row for child in children for row in _entry(child, page)]
            yield element("div", label, *inside, class_="preface")
        case _ if entry.block.kind is BlockKind.RULE:
            yield element("hr")
        case _:
            yield _pair(
                page, lambda side: _single(entry.block, side), voice_class(entry.block) or ""
            )


def _heading(heading: Heading, side: _Side) -> Markup:
    if side.is_source:
        return element("p", side.inline(heading.block), class_=f"heading h{heading.level}")
    return element(f"h{heading.level}", side.inline(heading.block), id=heading_id(heading))


def _single(block: EditionBlock, side: _Side) -> Markup:
    if block.kind is BlockKind.CODE:
        shown = source_block(block) if side.is_source else block
        code = element("code", *markup(tree(shown), side.page))
        return element("pre", code, tabindex="0", dir="ltr")
    return element("p", side.inline(block), class_=voice_class(block))


def _one_item(*, ordered: bool, number: int, item: Item) -> _Shown:
    """A list of one item that counts on from the item before it."""

    def shown(side: _Side) -> Markup:
        start = str(number) if ordered and number > 1 else None
        return element("ol" if ordered else "ul", _item(item, side), start=start)

    return shown


def _item(item: Item, side: _Side) -> Markup:
    words = side.inline(item.block)
    nested = [
        element("ol" if listing.ordered else "ul", *(_item(each, side) for each in listing.items))
        for listing in item.lists
    ]
    return element("li", words, *nested)


def _quotation(quotation: Quotation, page: Page, depth: int) -> Iterator[Markup]:
    for child in quotation.children:
        if isinstance(child, Quotation):
            yield from _quotation(child, page, depth + 1)
        else:
            yield _pair(page, _quoted(child, depth), "quotation")


def _quoted(block: EditionBlock, depth: int) -> _Shown:
    def shown(side: _Side) -> Markup:
        words = element("p", side.inline(block))
        for _ in range(depth):
            words = element("blockquote", words)
        return words

    return shown


OUTPUT = Output(
    name="bilingual",
    title="Bilingual HTML page",
    extension=".html",
    media_type="text/html; charset=utf-8",
    write=_write,
    purpose=Purpose.COMPARING,
)
