"""The same paragraphs in all languages side by side, contested renderings marked.

The page is for readers and for editors of several editions of one source: each
row is a paragraph, the first column is the source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from translations.editions.base import Edition


class Contested(NamedTuple):
    """Words of a target that render a contested concept."""

    segment: str  #: the id of the segment
    start: int  #: code points of the target's coded text; of the source's in the source language
    end: int
    concept: str  #: as the page names it


def write(editions: Sequence[Edition], marked: Mapping[str, Sequence[Contested]]) -> bytes:
    """One self-contained HTML page; `marked` is by language, the source's own among them.

    The editions are of one document and one source text; their order is that of
    the columns. Without an edition there is nothing to compare: ValueError.
    """
    raise NotImplementedError
