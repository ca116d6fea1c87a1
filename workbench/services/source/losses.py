"""What the undoing of a newer file refuses to lose, and names.

What stands must be what the act left: the same segments in the same order with the
same texts, translations of rewritten ones as they were left, nothing said of new ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from translations import inline
from workbench.errors import Conflict
from workbench.services.source_changes import DocumentChange
from workbench.storage import layouts, segments, standing
from workbench.storage.blocks import BlockRow

#: How many segments a refusal names, and how much of each.
_NAMED, _LONGEST = 3, 60


def refuse(change: DocumentChange, rows: Sequence[BlockRow], kept: Mapping[str, Any]) -> None:
    """Raise `Conflict`, with the segments concerned, where something was changed since."""
    before, left = layouts.from_plain(kept["before"]), layouts.from_plain(kept["after"])
    if changed := _changed_since(change, rows, left):
        raise Conflict(
            "The source was changed since, so this cannot be undone: %(segments)s.",
            segments=_named(changed),
        )
    texts = {segment.id: segment.text for row in rows for segment in row.segments}
    was, now = ({s.id for b in layout for s in b.segments} for layout in (before, left))
    rewritten = {int(segment) for segment in kept["weights"]}
    if translated := _translated_since(change, rewritten, now - was, kept["now"]):
        raise Conflict(
            "It was translated since, so this cannot be undone: %(segments)s.",
            segments=_named([texts[each] for each in translated]),
        )
    if commented := segments.commented(change.connection, now - was):
        raise Conflict(
            "People have commented on it since, so this cannot be undone: %(segments)s.",
            segments=_named([texts[each] for each in commented]),
        )


def _changed_since(
    change: DocumentChange, rows: Sequence[BlockRow], left: layouts.Layout
) -> list[str]:
    """Name what is not as the act left it: another text, another place, gone or new."""
    living = {s.text_id: s.text for row in rows for s in row.segments}
    wanted = {s.text_id for block in left for s in block.segments} - living.keys()
    stored = {key: text for key, (text, _) in layouts.texts(change.connection, wanted).items()}
    texts = {**stored, **living}
    was = {s.id: (b.id, texts[s.text_id]) for b in left for s in b.segments}
    now = {s.id: (row.id, s.text) for row in rows for s in row.segments}
    both = {**was, **now}
    differing = [text for each, (_, text) in both.items() if was.get(each) != now.get(each)]
    if differing:
        return differing
    return [now[here][1] for here, there in zip(now, was, strict=True) if here != there]


def _translated_since(
    change: DocumentChange,
    rewritten: AbstractSet[int],
    added: AbstractSet[int],
    left: Mapping[str, Any],
) -> list[int]:
    """Name the segments whose translations are not as the act left them."""
    found = standing.of_segments(change.connection, sorted(rewritten | added))
    return [target.segment_id for target in found if not standing.is_as_left(target, left)]


def _named(texts: Sequence[str]) -> str:
    """Quote the beginnings of some segments."""
    shown = [_shortened(inline.plain(text).text) for text in dict.fromkeys(texts)]
    more = ["…"] if len(shown) > _NAMED else []
    return ", ".join([*(f"“{text}”" for text in shown[:_NAMED]), *more])


def _shortened(text: str) -> str:
    """Give the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
