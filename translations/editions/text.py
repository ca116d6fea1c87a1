"""Plain text: the words alone, one paragraph a line, for a mail or a telephone."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from translations.editions.base import Edition, EditionBlock, Output
from translations.editions.inline import (
    Node,
    Placeholder,
    Role,
    Untranslated,
    literal,
    role,
    safe_link,
    tree,
    unwrapped,
)
from translations.editions.manifest import signature
from translations.editions.outline import (
    Entry,
    Heading,
    Listing,
    Preface,
    Quotation,
    body,
    head,
    quoted,
    remark,
    together,
)
from translations.editions.wording import ENGLISH, Wording, wording
from translations.model import BlockKind


def _write(edition: Edition) -> bytes:
    words = wording(edition.language)
    paragraphs = [
        *_draft(edition, words),
        *_masthead(edition, words),
        *(part for entry in body(edition) for part in _entry(entry, words)),
        *_notes(edition, words),
        *_end(edition, words),
    ]
    return ("\n\n".join(part for part in paragraphs if part.strip()) + "\n").encode()


def _draft(edition: Edition, words: Wording) -> Iterator[str]:
    if edition.draft:
        told = dict.fromkeys((words.draft, ENGLISH.draft))
        yield f"[{' · '.join(told)}]"


def _masthead(edition: Edition, words: Wording) -> Iterator[str]:
    parts = head(edition)
    title = "\n".join(_line(block, words) for block in parts.title) or edition.title
    yield f"{title}\n{'=' * min(max(map(len, title.splitlines()), default=0), 72)}"
    yield "\n".join(_line(block, words) for block in parts.byline) or edition.byline
    yield edition.date
    yield from (_line(block, words) for block in parts.standfirst)


def _entry(entry: Entry, words: Wording) -> Iterator[str]:
    match entry:
        case Heading(block, _):
            written = _line(block, words)
            yield f"{written}\n{'-' * min(len(written), 72)}"
        case Listing():
            yield _listing(entry, words)
        case Quotation():
            yield _quotation(entry, words)
        case Preface(children):
            inside = "\n\n".join(part for child in children for part in _entry(child, words))
            yield f"[{words.preface}]\n\n{inside}\n\n* * *"
        case _:
            yield _single(entry.block, words)


def _single(block: EditionBlock, words: Wording) -> str:
    if block.kind is BlockKind.RULE:
        return "* * *"
    if block.kind is BlockKind.CODE:
        return textwrap.indent(_words(tree(block), words), "    ")
    return _line(block, words)


def _listing(listing: Listing, words: Wording) -> str:
    rows: list[str] = []
    for number, item in enumerate(listing.items, 1):
        marker = f"{number}. " if listing.ordered else "- "
        rows.append(_hanging(marker, _line(item.block, words)))
        rows += [_hanging(" " * len(marker), _listing(inner, words)) for inner in item.lists]
    return "\n".join(rows)


def _hanging(marker: str, written: str) -> str:
    return marker + written.replace("\n", "\n" + " " * len(marker))


def _quotation(quotation: Quotation, words: Wording) -> str:
    parts = [
        _quotation(child, words) if isinstance(child, Quotation) else _line(child, words)
        for child in quotation.children
    ]
    return quoted("\n\n".join(parts))


def _line(block: EditionBlock, words: Wording) -> str:
    """The block as one line, but for breaks that the author set."""
    spoken = f"{block.speaker}: " if block.speaker else ""
    return spoken + _words(unwrapped(tree(block)), words)


def _words(children: Iterable[Node], words: Wording) -> str:
    return "".join(_written(node, words) for node in children)


def _written(node: Node, words: Wording) -> str:
    match node:
        case str():
            return node
        case Placeholder(code):
            return literal(code)
        case Untranslated(children):
            return f"[{words.untranslated}: {_words(children, words)}]"
        case _:
            inside, href = _words(node.children, words), safe_link(node.code.href)
            linked = role(node.code) in (Role.LINK, Role.IMAGE) and href not in ("", inside)
            return f"{inside} ({href})" if linked else inside


def _notes(edition: Edition, words: Wording) -> Iterator[str]:
    if edition.notes:
        rows = [f"- {remark(notes)}" for notes in together(edition.notes)]
        yield "\n".join([f"{words.notes}", "", *rows])


def _end(edition: Edition, words: Wording) -> Iterator[str]:
    yield "* * *"
    rows = [f"{who}: {name}" for who, name in edition.credits]
    where = f" ({edition.source_link})" if edition.source_link else ""
    rows.append(f"{words.original}: {edition.source_title}{where}")
    rows += [f"{words.overrides}: {reason}" for reason in edition.manifest.overrides]
    yield "\n".join(rows)
    yield signature(edition)


OUTPUT = Output(
    name="text",
    title="Plain text",
    extension=".txt",
    media_type="text/plain; charset=utf-8",
    write=_write,
)
