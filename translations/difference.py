"""What changed between two versions of a text, word by word, as people read it.

Words, white space, marks and inline codes are the units; the difference is a
longest common subsequence of them (Myers, as rapidfuzz computes it). Joined,
what is the same or removed gives the older text, what is the same or added the
newer one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

#: A word with its apostrophes and hyphens, one white space run, or one other character.
_UNIT = re.compile(r"\w+(?:['’ʼ\-‑]\w+)*|\s+|.", re.DOTALL)


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Stretch(NamedTuple):
    """A run of text that is in both versions, or in one."""

    change: Change
    text: str


def difference(old: str, new: str) -> tuple[Stretch, ...]:
    """Tell what was removed from the older text and what was added in the newer one."""
    before, after = _UNIT.findall(old), _UNIT.findall(new)
    return tuple(_joined(_stretches(before, after)))


def _stretches(before: list[str], after: list[str]) -> Iterator[Stretch]:
    from rapidfuzz.distance import Indel  # values name a stretch; few compare anything

    for change in Indel.opcodes(before, after):
        if change.tag == "equal":
            yield Stretch(Change.SAME, "".join(before[change.src_start : change.src_end]))
            continue
        yield Stretch(Change.REMOVED, "".join(before[change.src_start : change.src_end]))
        yield Stretch(Change.ADDED, "".join(after[change.dest_start : change.dest_end]))


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Put together what changed with nothing but white space between: a phrase is one change."""
    pending: list[Stretch] = []
    kept = [stretch for stretch in stretches if stretch.text]
    for number, stretch in enumerate(kept):
        bridge = (
            stretch.change is Change.SAME
            and stretch.text.isspace()
            and pending
            and number + 1 < len(kept)
        )
        if stretch.change is not Change.SAME or bridge:
            pending.append(stretch)
            continue
        yield from _settled(pending)
        pending = []
        yield stretch
    yield from _settled(pending)


def _settled(pending: list[Stretch]) -> Iterator[Stretch]:
    """Say first what went, then what came; leave alone what only went or only came."""
    if {Change.REMOVED, Change.ADDED} <= {stretch.change for stretch in pending}:
        for change, other in ((Change.REMOVED, Change.ADDED), (Change.ADDED, Change.REMOVED)):
            text = "".join(stretch.text for stretch in pending if stretch.change is not other)
            yield Stretch(change, text)
    else:
        yield from pending
