"""What a comparison of two versions says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from translations.model import Block


class Change(StrEnum):
    """What became of a segment."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"  #: it stands elsewhere among the others, and may be edited besides
    ADDED = "added"
    REMOVED = "removed"


class Step(NamedTuple):
    """One segment on its way; places count all segments of a version from 0."""

    change: Change
    old: int | None  #: its place in the older version; none: it is new
    new: int | None  #: its place in the newer version; none: it is gone
    rewritten: bool = False  #: it stands in both, and says something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions side by side.

    Every segment of either version stands in exactly one step. The steps go by the
    newer version; what is gone stands where it was.
    """

    steps: tuple[Step, ...]
    blocks: tuple[Block, ...]  #: the newer ones, cut as the older where they say the same
    continued: tuple[int | None, ...]  #: which older block each of them is, if any

    @property
    def counts(self) -> Mapping[Change, int]:
        found = Counter(step.change for step in self.steps)
        return {change: found[change] for change in Change}
