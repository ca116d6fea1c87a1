"""The blocks of an edition in the shape of a page: its head, its parts, runs of a kind.

Outputs differ in how they write a list or a quotation, not in what belongs to
one; so that is decided here, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count, groupby, repeat
from typing import TypeVar

from translations.editions.base import (
    Contribution,
    Edition,
    EditionBlock,
    EditionSegment,
    GlossaryEntry,
    TranslatorNote,
)
from translations.editions.inline import Marks, plain, tree
from translations.editions.wordings import wording
from translations.model import FRONT_MATTER, BlockKind, Part


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title, at a level that skips none (2 to 6)."""

    block: EditionBlock
    level: int
    number: int = 0  #: among the headings of the body, from 1


@dataclass(frozen=True, slots=True)
class Single:
    """A block that stands by itself."""

    block: EditionBlock


@dataclass(frozen=True, slots=True)
class Item:
    """A list item with the lists nested in it."""

    block: EditionBlock
    lists: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Consecutive quoted blocks of one depth, deeper quotations inside."""

    children: tuple[EditionBlock | Quotation, ...]


@dataclass(frozen=True, slots=True)
class Preface:
    """A republisher's words before the piece."""

    children: tuple[Entry, ...]


Entry = Heading | Single | Listing | Quotation | Preface


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text, wherever it stands among the blocks."""

    title: tuple[EditionBlock, ...]
    byline: tuple[EditionBlock, ...]
    standfirst: tuple[EditionBlock, ...]
    subtitle: tuple[EditionBlock, ...]
    abstract: tuple[EditionBlock, ...]


_HEAD_PARTS = (Part.TITLE, Part.BYLINE, Part.STANDFIRST, Part.SUBTITLE, Part.ABSTRACT)
_CONTRIBUTIONS = {each.value: each for each in Contribution}
_NO_BODY = FRONT_MATTER.union(_HEAD_PARTS)


def head(edition: Edition) -> Head:
    """What stands above the text, in the order of the blocks."""
    return Head(*(of_part(edition, part) for part in _HEAD_PARTS))


def of_part(edition: Edition, part: Part) -> tuple[EditionBlock, ...]:
    """The blocks of one part that have something to say, in their order."""
    return tuple(block for block in edition.blocks if block.part is part and _speaks(block))


def body(edition: Edition) -> tuple[Entry, ...]:
    """All blocks below the head that have something to say, as entries of the page."""
    below = (block for block in edition.blocks if block.part not in _NO_BODY)
    return tuple(_with_preface([block for block in below if _speaks(block)]))


def entries(edition: Edition, part: Part) -> tuple[Entry, ...]:
    """The blocks of one part of the front matter, to be printed under a heading of their own.

    Headings among them have no number: nothing leads to them.
    """
    under_heading = [-1]  # outranks every heading among the blocks
    return tuple(_entries([*of_part(edition, part)], under_heading, repeat(0)))


def contents(edition: Edition) -> tuple[Heading, ...]:
    """The headings of the body, in their order."""
    inside = (
        (entry.children if isinstance(entry, Preface) else (entry,)) for entry in body(edition)
    )
    return tuple(entry for children in inside for entry in children if isinstance(entry, Heading))


def credited(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Who is credited: (what they did, name), in the edition's words; makers of the source first.

    Names that share what they did stand in the order in which they were given.
    """
    words = wording(edition.language).contributions
    original = [
        (words[_CONTRIBUTIONS[block.about]], plain(tree(block)).strip())
        for block in of_part(edition, Part.CREDIT)
        if block.about in _CONTRIBUTIONS
    ]
    made = [(each.label or words[each.contribution], each.name) for each in edition.contributors]
    return (*original, *made)


def noted(edition: Edition) -> tuple[tuple[int, TranslatorNote], ...]:
    """Notes that are called in the text, with their numbers from 1, in the order of calls."""
    shown = (block for block in edition.blocks if block.part not in FRONT_MATTER)
    order = {s.id: place for place, s in enumerate(_translated(shown))}
    called = [note for note in edition.notes if note.segment in order]
    called.sort(key=lambda note: (order[note.segment], note.offset))
    return tuple(enumerate(called, 1))


def marks(edition: Edition) -> Marks:
    """Where notes are called, for `inline.tree`."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, note in noted(edition):
        found.setdefault(note.segment, []).append((note.offset, number))
    return found


def _translated(blocks: Iterable[EditionBlock]) -> Iterator[EditionSegment]:
    """Segments with a translation, in blocks that print more than their bare characters."""
    for block in blocks:
        if block.kind not in (BlockKind.CODE, BlockKind.RULE):
            yield from (segment for segment in block.segments if segment.target)


def remark(entry: GlossaryEntry) -> str:
    """An entry of the appendix as one line."""
    words = "; ".join(f"{', '.join(term.renderings)} ({term.source_term})" for term in entry.terms)
    return f"{words}: {entry.reason}" if entry.reason else words


def _speaks(block: EditionBlock) -> bool:
    if block.kind is BlockKind.RULE or block.speaker:
        return True
    return any(segment.target or segment.source for segment in block.segments)


def quoted(lines: str) -> str:
    """The lines with the mark that mail and Markdown share."""
    return "\n".join(f"> {line}" if line else ">" for line in lines.split("\n"))


def _with_preface(blocks: list[EditionBlock]) -> Iterator[Entry]:
    depths: list[int] = []
    numbers = count(1)
    for is_preface, run in _runs(blocks, lambda block: block.part is Part.PREFACE):
        inside = _entries(run, depths, numbers)
        if is_preface:
            yield Preface(tuple(inside))
        else:
            yield from inside


def _entries(
    blocks: list[EditionBlock], depths: list[int], numbers: Iterator[int]
) -> Iterator[Entry]:
    for kind, run in _runs(blocks, lambda block: block.kind):
        if kind is BlockKind.LIST_ITEM:
            yield from _lists(run)
        elif kind is BlockKind.QUOTE:
            yield _quotation(run)
        elif kind is BlockKind.HEADING:
            for block in run:
                yield Heading(block, _level(block.level, depths), next(numbers))
        else:
            yield from (Single(block) for block in run)


def _level(written: int, depths: list[int]) -> int:
    """The level on the page: one deeper than the nearest heading that outranks this one."""
    while depths and depths[-1] >= written:
        depths.pop()
    depths.append(written)
    return min(len(depths) + 1, 6)


def _lists(blocks: list[EditionBlock]) -> Iterator[Listing]:
    """Lists of the outermost level in `blocks`; what is deeper belongs to the item before it."""
    outermost = min(block.level for block in blocks)
    items: list[tuple[EditionBlock, list[EditionBlock]]] = []
    for block in blocks:
        # An item deeper than the first has no parent: it stands as the first of its list.
        if block.level == outermost or not items:
            items.append((block, []))
        else:
            items[-1][1].append(block)
    for ordered, run in _runs(items, lambda item: item[0].ordered):
        yield Listing(
            ordered,
            tuple(Item(block, tuple(_lists(deeper)) if deeper else ()) for block, deeper in run),
        )


def _quotation(blocks: list[EditionBlock]) -> Quotation:
    outermost = min(block.level for block in blocks)
    children: list[EditionBlock | Quotation] = []
    for is_outermost, run in _runs(blocks, lambda block: block.level == outermost):
        if is_outermost:
            children += run
        else:
            children.append(_quotation(run))
    return Quotation(tuple(children))


_T = TypeVar("_T")
_K = TypeVar("_K")


def _runs(things: Iterable[_T], key: Callable[[_T], _K]) -> Iterator[tuple[_K, list[_T]]]:
    return ((value, list(run)) for value, run in groupby(things, key))
