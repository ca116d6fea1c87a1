"""Where a long text is cut into chapters: an article stays whole, a book begins each anew."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from translations.editions.base import Edition
from translations.editions.outline import Entry, Heading, body

#: Coded characters of a text from which on it is a book: some thirty pages.
_LONG: Final = 60_000
#: Chapters that a book has at least.
_FEW: Final = 3
_TOP: Final = 2  #: the level of the outermost headings below the title


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the outermost level with all that follows it, or what stands before the first.

    An article is a single chapter, whatever its headings.
    """

    entries: tuple[Entry, ...]

    @property
    def heading(self) -> Heading | None:
        first = self.entries[0] if self.entries else None
        return first if isinstance(first, Heading) and first.level == _TOP else None


def chapters(edition: Edition) -> tuple[Chapter, ...]:
    """The text below the head in chapters: one for an article, none for no text."""
    entries = body(edition)
    if not entries:
        return ()
    starts = [place for place, entry in enumerate(entries) if _begins(entry)]
    if len(starts) < _FEW or _length(edition) < _LONG:
        return (Chapter(entries),)
    bounds = [*([0] if starts[0] else []), *starts, len(entries)]
    return tuple(Chapter(entries[start:end]) for start, end in pairwise(bounds))


def _begins(entry: Entry) -> bool:
    return isinstance(entry, Heading) and entry.level == _TOP


def _length(edition: Edition) -> int:
    return sum(
        len(segment.target or segment.source)
        for block in edition.blocks
        for segment in block.segments
    )
