"""Markdown (CommonMark), for content systems and for hands."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.model import Voice
from translations.editions.apparatus import Row, imprint_rows, sections
from translations.editions.base import Edition, EditionBlock, Output
from translations.editions.inline import Marks, Node, Spanning, plain, tree, unwrapped
from translations.editions.locales import printed_date
from translations.editions.manifest import signature
from translations.editions.markdown_inline import code_span, fenced, inline
from translations.editions.outline import (
    Entry,
    Heading,
    Listing,
    Preface,
    Quotation,
    body,
    entries,
    head,
    marks,
    noted,
    quoted,
)
from translations.editions.wordings import ENGLISH, wording
from translations.editions.wordings.base import Wording
from translations.model import BlockKind, Code, CodeKind, Part

#: Questions of an interview are bold, as print has them.
_BOLD = Code(id="voice", kind=CodeKind.START, original="**", display="b")


@dataclass(frozen=True, slots=True)
class _Page:
    edition: Edition
    words: Wording
    marks: Marks

    def line(self, *nodes: Node) -> str:
        """The nodes as one paragraph."""
        return inline(
            unwrapped(nodes),
            source_language=self.edition.source_language,
            untranslated=self.words.untranslated,
        )

    def block(self, block: EditionBlock) -> str:
        """A block's speaker and text as one paragraph."""
        nodes = tree(block, self.marks)
        if block.voice is Voice.QUESTION:
            nodes = (Spanning(_BOLD, nodes),) if nodes else ()
        if block.speaker:
            nodes = (Spanning(_BOLD, (f"{block.speaker}:",)), " ", *nodes)
        return self.line(*nodes)


def _write(edition: Edition) -> bytes:
    page = _Page(edition, wording(edition.language), marks(edition))
    paragraphs = [
        *_draft(page),
        *_masthead(page),
        *(part for entry in body(edition) for part in _entry(entry, page)),
        *_about_translation(page),
        *_apparatus(page),
        *_notes(page),
        *_end(page),
    ]
    return ("\n\n".join(part for part in paragraphs if part.strip()) + "\n").encode()


def _draft(page: _Page) -> Iterator[str]:
    if page.edition.draft:
        told = " · ".join(dict.fromkeys((page.words.draft, ENGLISH.draft)))
        yield f"> **{told}**"


def _masthead(page: _Page) -> Iterator[str]:
    parts, edition = head(page.edition), page.edition
    if parts.title:
        first, *others = parts.title
        yield _heading(1, page.block(first))
        yield from (page.block(block) for block in others)
    else:
        yield _heading(1, page.line(edition.title))
    yield from (page.block(block) for block in (*parts.subtitle, *parts.byline))
    if not parts.byline:
        yield page.line(edition.byline)
    yield page.line(printed_date(edition.date, edition.language))
    if parts.abstract:
        yield f"*{page.words.abstract}*"
    yield from (page.block(block) for block in (*parts.abstract, *parts.standfirst))


def _heading(level: int, written: str) -> str:
    """An ATX heading: one line, and a `#` at its end is no closing mark."""
    line = written.replace("\\\n", "<br>")
    if line.endswith("#") and not line.endswith("\\#"):
        line = f"{line[:-1]}\\#"
    return f"{'#' * level} {line}" if line else ""


def _entry(entry: Entry, page: _Page) -> Iterator[str]:
    match entry:
        case Heading(block, level):
            yield _heading(level, page.block(block))
        case Listing():
            yield _listing(entry, page)
        case Quotation():
            yield _quotation(entry, page)
        case Preface(children):
            yield f"*{page.words.preface}*"
            yield from (part for child in children for part in _entry(child, page))
            yield "---"
        case _:
            yield _single(entry.block, page)


def _single(block: EditionBlock, page: _Page) -> str:
    if block.kind is BlockKind.RULE:
        return "---"
    if block.kind is BlockKind.CODE:
        return fenced(plain(tree(block)).strip("\n"))
    return page.block(block)


def _listing(listing: Listing, page: _Page) -> str:
    rows: list[str] = []
    for number, item in enumerate(listing.items, 1):
        marker = f"{number}. " if listing.ordered else "- "
        inside = [page.block(item.block), *(_listing(inner, page) for inner in item.lists)]
        rows.append(marker + textwrap.indent("\n".join(inside), " " * len(marker)).lstrip(" "))
    return "\n".join(rows)


def _quotation(quotation: Quotation, page: _Page) -> str:
    parts = [
        _quotation(child, page) if isinstance(child, Quotation) else page.block(child)
        for child in quotation.children
    ]
    return quoted("\n\n".join(parts))


def _about_translation(page: _Page) -> Iterator[str]:
    rows = [
        part for entry in entries(page.edition, Part.TRANSLATION) for part in _entry(entry, page)
    ]
    if rows:
        yield f"## {page.words.about_translation}"
        yield from rows


def _apparatus(page: _Page) -> Iterator[str]:
    for section in sections(page.edition):
        yield f"## {section.title}"
        yield page.line(section.lead)
        yield "\n".join(_row(row, page) for row in section.rows)


def _row(row: Row, page: _Page) -> str:
    """A row as an item of a list, with what belongs under it nested."""
    under = "\n".join(_row(each, page) for each in row.under)
    item = f"- {hanging(page.line(*row.line), 2)}"
    return f"{item}\n{textwrap.indent(under, '  ')}" if under else item


def _notes(page: _Page) -> Iterator[str]:
    """Notes as footnotes, as GFM and Pandoc read them."""
    for number, note in noted(page.edition):
        words = f"{page.block(note.text)} {page.line(page.words.note_ending)}"
        yield f"[^{number}]: {hanging(words, 4)}"


def hanging(written: str, width: int) -> str:
    """The text with all its lines but the first set in."""
    return written.replace("\n", "\n" + " " * width)


def _end(page: _Page) -> Iterator[str]:
    yield "---"
    yield "\n".join(_row(row, page) for row in imprint_rows(page.edition))
    yield code_span(signature(page.edition))


OUTPUT = Output(
    name="markdown",
    title="Markdown",
    extension=".md",
    media_type="text/markdown; charset=utf-8",
    write=_write,
)
