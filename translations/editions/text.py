"""Plain text: the words alone, one paragraph a line, for a mail or a telephone."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from translations.editions.apparatus import Row, imprint_rows, sections
from translations.editions.base import Edition, EditionBlock, Output
from translations.editions.inline import (
    Marks,
    Node,
    NoteMark,
    Placeholder,
    Role,
    Untranslated,
    literal,
    role,
    safe_link,
    tree,
    unwrapped,
)
from translations.editions.locales import printed_date
from translations.editions.manifest import signature
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
from translations.model import BlockKind, Part


@dataclass(frozen=True, slots=True)
class _Page:
    edition: Edition
    words: Wording
    marks: Marks


def _write(edition: Edition) -> bytes:
    page = _Page(edition, wording(edition.language), marks(edition))
    paragraphs = [
        *_draft(page),
        *_masthead(page),
        *(part for entry in body(edition) for part in _entry(entry, page)),
        *_notes(page),
        *_about_translation(page),
        *_apparatus(page),
        *_end(page),
    ]
    return ("\n\n".join(part for part in paragraphs if part.strip()) + "\n").encode()


def _draft(page: _Page) -> Iterator[str]:
    if page.edition.draft:
        told = dict.fromkeys((page.words.draft, ENGLISH.draft))
        yield f"[{' · '.join(told)}]"


def _masthead(page: _Page) -> Iterator[str]:
    edition, parts = page.edition, head(page.edition)
    title = "\n".join(_line(block, page) for block in parts.title) or edition.title
    yield f"{title}\n{'=' * min(max(map(len, title.splitlines()), default=0), 72)}"
    yield "\n".join(_line(block, page) for block in parts.subtitle)
    yield "\n".join(_line(block, page) for block in parts.byline) or edition.byline
    yield printed_date(edition.date, edition.language)
    if parts.abstract:
        yield f"[{page.words.abstract}]"
    yield from (_line(block, page) for block in (*parts.abstract, *parts.standfirst))


def _entry(entry: Entry, page: _Page) -> Iterator[str]:
    match entry:
        case Heading(block, _):
            written = _line(block, page)
            yield f"{written}\n{'-' * min(len(written), 72)}"
        case Listing():
            yield _listing(entry, page)
        case Quotation():
            yield _quotation(entry, page)
        case Preface(children):
            inside = "\n\n".join(part for child in children for part in _entry(child, page))
            yield f"[{page.words.preface}]\n\n{inside}\n\n* * *"
        case _:
            yield _single(entry.block, page)


def _single(block: EditionBlock, page: _Page) -> str:
    if block.kind is BlockKind.RULE:
        return "* * *"
    if block.kind is BlockKind.CODE:
        return textwrap.indent(_words(tree(block, page.marks), page), "    ")
    return _line(block, page)


def _listing(listing: Listing, page: _Page) -> str:
    rows: list[str] = []
    for number, item in enumerate(listing.items, 1):
        marker = f"{number}. " if listing.ordered else "- "
        rows.append(_hanging(marker, _line(item.block, page)))
        rows += [_hanging(" " * len(marker), _listing(inner, page)) for inner in item.lists]
    return "\n".join(rows)


def _hanging(marker: str, written: str) -> str:
    return marker + written.replace("\n", "\n" + " " * len(marker))


def _quotation(quotation: Quotation, page: _Page) -> str:
    parts = [
        _quotation(child, page) if isinstance(child, Quotation) else _line(child, page)
        for child in quotation.children
    ]
    return quoted("\n\n".join(parts))


def _line(block: EditionBlock, page: _Page) -> str:
    """The block as one line, but for breaks that the author set."""
    spoken = f"{block.speaker}: " if block.speaker else ""
    return spoken + _words(unwrapped(tree(block, page.marks)), page)


def _words(children: Iterable[Node], page: _Page) -> str:
    return "".join(_written(node, page) for node in children)


def _written(node: Node, page: _Page) -> str:
    match node:
        case str():
            return node
        case Placeholder(code):
            return literal(code)
        case Untranslated(children):
            return f"[{page.words.untranslated}: {_words(children, page)}]"
        case NoteMark(number):
            return f"[{number}]"
        case _:
            inside, href = _words(node.children, page), safe_link(node.code.href)
            linked = role(node.code) in (Role.LINK, Role.IMAGE) and href not in ("", inside)
            return f"{inside} ({href})" if linked else inside


def _titled(title: str, *parts: str) -> Iterator[str]:
    """Parts under a heading like those of the text."""
    yield f"{title}\n{'-' * min(len(title), 72)}"
    yield from parts


def _notes(page: _Page) -> Iterator[str]:
    rows = [
        _hanging(f"[{number}] ", f"{_line(note.text, page)} {page.words.note_ending}")
        for number, note in noted(page.edition)
    ]
    if rows:
        yield from _titled(page.words.notes, "\n".join(rows))


def _about_translation(page: _Page) -> Iterator[str]:
    rows = [
        part for entry in entries(page.edition, Part.TRANSLATION) for part in _entry(entry, page)
    ]
    if rows:
        yield from _titled(page.words.about_translation, *rows)


def _apparatus(page: _Page) -> Iterator[str]:
    for section in sections(page.edition):
        rows = "\n".join(_row("- ", row, page) for row in section.rows)
        yield from _titled(section.title, section.lead, rows)


def _row(marker: str, row: Row, page: _Page) -> str:
    lines = [
        _words(unwrapped(row.line), page),
        *(_row("- ", each, page) for each in row.under),
    ]
    return _hanging(marker, "\n".join(lines))


def _end(page: _Page) -> Iterator[str]:
    yield "* * *"
    yield "\n".join(_row("", row, page) for row in imprint_rows(page.edition))
    yield signature(page.edition)


OUTPUT = Output(
    name="text",
    title="Plain text",
    extension=".txt",
    media_type="text/plain; charset=utf-8",
    write=_write,
)
