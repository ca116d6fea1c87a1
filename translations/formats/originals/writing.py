"""Translations into the original: only what changed is written, all else stays as it is.

Blocks may stand in codes of other blocks (a text box in a paragraph, a note in
a sentence); they are written from the inside outwards, so that a code that is
moved carries what was translated in it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from glossary.saying import Message, say
from translations import inline
from translations.errors import UnwritableTranslation
from translations.formats.originals import flow
from translations.formats.originals.base import Original, Piece, Place, Rendering
from translations.inline import Fault
from translations.model import FIRST_CODE, Block, Code, CodeKind

#: Coded texts by block, then by segment of the block, both counted from 0.
Targets = Mapping[int, Mapping[int, str]]


class Edit(NamedTuple):
    """A range of a part, and what stands there instead."""

    start: int
    end: int
    text: str


class _Change(NamedTuple):
    """A range of a block's coded text, and the coded text that takes its place."""

    start: int
    end: int
    text: str


def changed_parts(original: Original, targets: Targets) -> dict[str, bytes]:
    """The parts that translations change, by name.

    `UnwritableTranslation` names the segment whose codes cannot be written.
    """
    by_part: dict[int, list[tuple[int, Place]]] = {}
    for number in targets:
        for place in (original.places[number], *original.places[number].echoes):
            by_part.setdefault(place.part, []).append((number, place))
    written = {}
    for number, places in by_part.items():
        part = original.parts[number]
        edits = _edits_of(part.text, original, places, targets)
        if edits:
            written[part.name] = part.encoded(_spliced(part.text, edits, 0, len(part.text)))
    return written


def _edits_of(
    text: str, original: Original, places: Iterable[tuple[int, Place]], targets: Targets
) -> list[Edit]:
    # What stands in another block is shorter than that block, and comes before it.
    ordered = sorted(places, key=lambda each: each[1].pieces[-1].end - each[1].start)
    starts = sorted(place.start for _, place in ordered)
    made: dict[int, list[Edit]] = {}
    for number, place in ordered:
        block = original.document.blocks[number]
        if changes := _changes(block, place, targets[number], number):
            made.setdefault(place.start, []).extend(_edits(text, place, changes, made, starts))
    return sorted((e for each in made.values() for e in each), key=lambda e: (e.start, -e.end))


def _spliced(text: str, edits: Iterable[Edit], start: int, end: int) -> str:
    """A range of a text with the edits in it, the outermost of those that nest."""
    parts, at = [], start
    for edit in edits:
        if at <= edit.start and edit.end <= end:
            parts += [text[at : edit.start], edit.text]
            at = edit.end
    return "".join([*parts, text[at:end]])


# What changes in a block


def joined(block: Block, targets: Mapping[int, str], number: int = 0) -> str:
    """The coded text of a block with some of its segments translated, in the block's numbering."""
    return "".join(text + after for text, after in _numbered(block, targets, number))


def _numbered(block: Block, targets: Mapping[int, str], number: int) -> Iterator[tuple[str, str]]:
    known = 0
    for at, segment in enumerate(block.segments):
        text = targets.get(at, segment.text)
        strange = next((c for c in inline.code_points(text) if _index(c) >= len(segment.codes)), "")
        if strange:
            reason = say("It has an inline code that its source does not have.")
            raise UnwritableTranslation(unit_id(number, at), reason)
        yield _shifted(text, known) if known else text, segment.after
        known += len(segment.codes)


def _index(point: str) -> int:
    return ord(point) - FIRST_CODE


def _shifted(text: str, by: int) -> str:
    points = {ord(c): ord(c) + by for c in inline.code_points(text)}
    return text.translate(points) if points else text


def unit_id(block: int, segment: int) -> str:
    """The name of a segment for people and files: block and segment, counted from 1."""
    return f"{block + 1}.{segment + 1}"


def _changes(block: Block, place: Place, targets: Mapping[int, str], number: int) -> list[_Change]:
    sources = list(_numbered(block, {}, number))
    wanted = [text for text, _ in _numbered(block, targets, number)]
    if place.codes and [*map(inline.code_points, wanted)] != [
        inline.code_points(text) for text, _ in sources
    ]:
        wanted = _settled(wanted, place.codes)
        _refuse_faulty(wanted, block, place.codes, number)
    changes, at = [], 0
    for (text, after), new in zip(sources, wanted, strict=True):
        if new != text:
            changes.append(_Change(at, at + len(text), new))
        at += len(text) + len(after)
    return changes


def _settled(wanted: list[str], codes: Sequence[Code]) -> list[str]:
    """Without codes whose partner was deleted in another segment of the block."""
    there = set(inline.code_points("".join(wanted)))
    kept = {codes[_index(c)].id for c in there if codes[_index(c)].kind is CodeKind.START}
    ended = {codes[_index(c)].id for c in there if codes[_index(c)].kind is CodeKind.END}
    widowed = {
        FIRST_CODE + at: None
        for at, code in enumerate(codes)
        if code.kind is not CodeKind.PLACEHOLDER and (code.id in kept) != (code.id in ended)
    }
    return [text.translate(widowed) for text in wanted] if widowed else wanted


def _refuse_faulty(
    wanted: Sequence[str], block: Block, codes: Sequence[Code], number: int
) -> None:
    owners = [at for at, segment in enumerate(block.segments) for _ in segment.codes]
    after = [segment.after for segment in block.segments]
    text = "".join(a + b for a, b in zip(wanted, after, strict=True))
    for fault in inline.validate(text, codes):
        unit = unit_id(number, owners[fault.index])
        raise UnwritableTranslation(unit, _reason(fault.fault, codes[fault.index]))


def _reason(fault: Fault, code: Code) -> Message:
    shown = code.display or code.original
    match fault:
        case Fault.MISSING:
            return say("The inline code “%(code)s” is missing; it must be kept.", code=shown)
        case Fault.REPEATED:
            return say("The inline code “%(code)s” stands more than once.", code=shown)
        case Fault.CROSSED:
            return say("The inline code “%(code)s” overlaps another pair of codes.", code=shown)
        case _:
            return say("The inline code “%(code)s” may not be moved.", code=shown)


# Where it changes


def _edits(
    text: str,
    place: Place,
    changes: Sequence[_Change],
    made: Mapping[int, Sequence[Edit]],
    starts: Sequence[int],
) -> Iterator[Edit]:
    """The edits of a block: its changes, each widened to what can be written as a whole."""
    solid = [piece for piece in place.pieces if piece.kind is not None or piece.text]
    lengths = [1 if piece.kind is not None else len(piece.text) for piece in solid]
    offsets = [0, *accumulate(lengths)]
    coded = flow.coded(solid)
    codes = [piece for piece in solid if piece.kind is not None]

    def raw(index: int) -> str:
        start, end = codes[index].start, codes[index].end
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        if low == high:
            return text[start:end]
        inner = [edit for at in starts[low:high] for edit in made.get(at, ())]
        return _spliced(text, sorted(inner), start, end)

    before, done = "", 0
    for group in _widened(solid, offsets, changes):
        before += coded[done : group.start]
        new = _replaced(coded, group)
        rendering = Rendering(place=place, source=text, before=before, text=new, raw=raw)
        yield Edit(group.source[0], group.source[1], place.write(rendering))
        before, done = before + new, group.end


@dataclass(slots=True)
class _Group:
    """Changes that are written together: a range of the coded text, and one of the part."""

    start: int
    end: int
    source: tuple[int, int]
    changes: list[_Change]


def _replaced(coded: str, group: _Group) -> str:
    parts, at = [], group.start
    for change in group.changes:
        parts += [coded[at : change.start], change.text]
        at = change.end
    return "".join([*parts, coded[at : group.end]])


def _widened(
    solid: Sequence[Piece], offsets: Sequence[int], changes: Iterable[_Change]
) -> list[_Group]:
    groups: list[_Group] = []
    for change in changes:
        start, source_start = _start(solid, offsets, change.start)
        end, source_end = _end(solid, offsets, change.end)
        last = groups[-1] if groups else None
        if last is not None and (start < last.end or source_start < last.source[1]):
            last.end, last.source = max(end, last.end), (last.source[0], source_end)
            last.changes.append(change)
        else:
            groups.append(_Group(start, end, (source_start, source_end), [change]))
    return groups


def _start(solid: Sequence[Piece], offsets: Sequence[int], at: int) -> tuple[int, int]:
    """Where a change can begin: in the coded text, and in the part."""
    number = bisect_right(offsets, at) - 1
    piece = solid[number]
    if piece.run is None and _is_verbatim(piece):
        return at, piece.start + at - offsets[number]
    while number and piece.run is not None and solid[number - 1].run == piece.run:
        number -= 1
    return offsets[number], piece.run[0] if piece.run else piece.start


def _end(solid: Sequence[Piece], offsets: Sequence[int], at: int) -> tuple[int, int]:
    number = bisect_left(offsets, at) - 1
    piece = solid[number]
    if piece.run is None and _is_verbatim(piece):
        return at, piece.start + at - offsets[number]
    while number + 1 < len(solid) and piece.run and solid[number + 1].run == piece.run:
        number += 1
    return offsets[number + 1], piece.run[1] if piece.run else piece.end


def _is_verbatim(piece: Piece) -> bool:
    return piece.kind is None and len(piece.text) == piece.end - piece.start
