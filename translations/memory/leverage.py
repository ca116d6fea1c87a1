"""What a text costs before work begins: how much of it is new, repeated, or alike by bands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from translations.memory.model import Kind, Match


class Band(StrEnum):
    """How much of a segment is done already."""

    CONTEXT = "context"
    EXACT = "100"
    REPEATED = "repeated"  #: the same as an earlier segment of the document
    HIGHEST = "95-99"
    HIGH = "85-94"
    LOW = "75-84"
    NEW = "new"


_FROM = ((0.95, Band.HIGHEST), (0.85, Band.HIGH), (0.75, Band.LOW))
#: Below it a segment counts as new.
LEAST = _FROM[-1][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """So much of a text."""

    segments: int = 0
    words: int = 0
    characters: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            segments=self.segments + other.segments,
            words=self.words + other.words,
            characters=self.characters + other.characters,
        )


def band_of(match: Match | None, *, repeated: bool) -> Band:
    """Say in which band a segment is, given its best match; the same text costs nothing twice."""
    if match is not None and match.kind is Kind.CONTEXT:
        return Band.CONTEXT
    if match is not None and match.similarity == 1:
        return Band.EXACT
    if repeated:
        return Band.REPEATED
    alike = match.similarity if match is not None else 0.0
    return next((band for least, band in _FROM if alike >= least), Band.NEW)


def tally(measured: Iterable[tuple[Band, Amount]]) -> Mapping[Band, Amount]:
    """Sum up by bands; each has its row, also where nothing is in it."""
    found = dict.fromkeys(Band, Amount())
    for band, amount in measured:
        found[band] += amount
    return found
