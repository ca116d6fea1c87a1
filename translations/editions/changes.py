"""What a later publication of an edition says differently, passage by passage, for readers."""

from __future__ import annotations

from collections.abc import Iterator

from translations.editions.base import Change, Edition, EditionBlock
from translations.editions.inline import plain, tree
from translations.model import Part


def changes(before: Edition, after: Edition) -> tuple[Change, ...]:
    """Passages that were changed, added or taken out, in the order of the later publication.

    A passage is a block; it goes on while a segment of it does. What was taken out
    stands where it stood, behind the passage that it followed. A note is one where it is called.
    """
    was, now = _passages(before), _passages(after)
    renamed = _continued(before, after)
    told = [(renamed.get(key, key), text) for key, text in was.items()]
    return tuple(_compared(told, now))


def _passages(edition: Edition) -> dict[str, str]:
    called = {_key(note.text) for note in edition.notes}
    read = (b for b in edition.blocks if b.part is not Part.NOTE or _key(b) in called)
    return {_key(block): text for block in read if (text := _text(block))}


def _compared(was: list[tuple[str, str]], now: dict[str, str]) -> Iterator[Change]:
    old = dict(was)
    gone = iter(was)
    for key, text in now.items():
        if key in old:
            yield from _taken_out(gone, key, now)
        if old.get(key, "") != text:
            yield Change(before=old.get(key, ""), after=text)
    yield from _taken_out(gone, "", now)


def _taken_out(
    gone: Iterator[tuple[str, str]], until: str, now: dict[str, str]
) -> Iterator[Change]:
    """What stood before a passage that goes on, and stands nowhere now."""
    for key, text in gone:
        if key == until:
            return
        if key not in now:
            yield Change(before=text, after="")


def _continued(before: Edition, after: Edition) -> dict[str, str]:
    """Passages that go on under the key of another segment of theirs."""
    places = {s.id: _key(block) for block in after.blocks for s in block.segments}
    found: dict[str, str] = {}
    for block in before.blocks:
        heirs = (places[s.id] for s in block.segments if s.id in places)
        heir = next(heirs, "")
        if heir and heir not in found.values():
            found[_key(block)] = heir
    return found


def _key(block: EditionBlock) -> str:
    return block.segments[0].id if block.segments else ""


def _text(block: EditionBlock) -> str:
    return " ".join(plain(tree(block)).split())
