"""Translations into the original: only what changed is written, all else stays as it is.

Blocks may stand in codes of other blocks (a text box in a paragraph, a note in
a sentence); they are written from the inside outwards, so that a code that is
moved carries what was translated in it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from glossary.saying import Message, say
from translations import inline
from translations.errors import UnwritableTranslation
from translations.formats.originals.base import Found, Piece, Place, Rendering
from translations.inline import CodeFault, Fault
from translations.model import FIRST_CODE, Block, Code, CodeKind

_UNKNOWN = say("It has an inline code that its source does not have.")
#: Of so many segments with codes that have moved the order in the file is sought, in so many steps.
_MOST_RUNS, _MOST_STEPS = 400, 20_000

#: Coded texts by block, then by segment of the block, both counted from 0.
Targets = Mapping[int, Mapping[int, str]]


class Pair(NamedTuple):
    """A segment of a block as it is known elsewhere, and what stands in its place."""

    source: str  #: coded text
    codes: tuple[Code, ...]
    after: str
    target: str  #: coded text, in the numbering of the source


def pairs(block: Block, targets: Mapping[int, str]) -> tuple[Pair, ...]:
    """The segments of a block with targets by number; what has none stays as it is."""
    found = []
    for at, segment in enumerate(block.segments):
        text = segment.text
        found.append(Pair(text, segment.codes, segment.after, targets.get(at, text)))
    return tuple(found)


class Label(NamedTuple):
    """What stands before the segments of a block, though none of them has it: who speaks."""

    written: str  #: the characters of text and codes
    name: str = ""
    spoken: str = ""  #: the name in the language of the translation


def labelled(place: Place, label: Label, number: int) -> Pair:
    """A label as a segment of its own; `UnwritableTranslation` where the block has another."""
    coded, ends = place.coded, range(1, len(label.written) + len(place.codes) + 1)
    for end in ends:
        source = coded[:end]
        if inline.expand(source, place.codes) == label.written:
            codes = place.codes[: len(inline.code_points(source))]
            target = source.replace(label.name, label.spoken) if label.spoken else source
            return Pair(source, codes, "", target)
    raise UnwritableTranslation(unit_id(number, 0), say("The file has no such paragraph."))


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


def changed_parts(found: Found, blocks: Mapping[int, Sequence[Pair]]) -> dict[str, bytes]:
    """The parts that the translations of these blocks change, by name.

    `UnwritableTranslation` names the segment whose codes cannot be written.
    """
    by_part: dict[int, list[tuple[int, Place]]] = {}
    for number in blocks:
        for place in (found.places[number], *found.places[number].echoes):
            by_part.setdefault(place.part, []).append((number, place))
    written = {}
    for number, places in by_part.items():
        part = found.parts[number]
        if edits := _edits_of(part.text, places, blocks):
            written[part.name] = part.encoded(_spliced(part.text, edits, 0, len(part.text)))
    return written


def _edits_of(
    text: str, places: Iterable[tuple[int, Place]], blocks: Mapping[int, Sequence[Pair]]
) -> list[Edit]:
    # What stands in another block is shorter than that block, and comes before it.
    ordered = sorted(places, key=lambda each: each[1].pieces[-1].end - each[1].start)
    starts = sorted(place.start for _, place in ordered)
    made: dict[int, list[Edit]] = {}
    for number, place in ordered:
        if changes := _changes(blocks[number], place, number):
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


def _numbered(texts: Iterable[str], block: Sequence[Pair], number: int) -> list[str]:
    """The texts of segments in the numbering of their block."""
    found, known = [], 0
    for at, (text, pair) in enumerate(zip(texts, block, strict=True)):
        points = inline.code_points(text)
        if points and _index(max(points)) >= len(pair.codes):
            raise UnwritableTranslation(unit_id(number, at), _UNKNOWN)
        found.append(inline.shifted(text, known) if points else text)
        known += len(pair.codes)
    return found


def _index(point: str) -> int:
    return ord(point) - FIRST_CODE


def unit_id(block: int, segment: int) -> str:
    """The name of a segment for people and files: block and segment, counted from 1."""
    return f"{block + 1}.{segment + 1}"


def _changes(block: Sequence[Pair], place: Place, number: int) -> list[_Change]:
    sources = _numbered([pair.source for pair in block], block, number)
    wanted = _numbered([pair.target for pair in block], block, number)
    is_whole = _is_whole(block, sources, place)
    if sources == wanted and is_whole:
        return []
    if place.codes or any(pair.codes for pair in block):
        wanted = _with_codes_in_order(block, wanted, place, number)
    if not is_whole:  # the source was corrected since it was read
        text = "".join(new + pair.after for new, pair in zip(wanted, block, strict=True))
        return [_Change(0, len(place.coded), text)]
    changes, at = [], 0
    for text, new, pair in zip(sources, wanted, block, strict=True):
        if new != text:
            changes.append(_Change(at, at + len(text), new))
        at += len(text) + len(pair.after)
    return changes


def _is_whole(block: Sequence[Pair], sources: Sequence[str], place: Place) -> bool:
    """Whether the segments are the text that stands in the file."""
    texts = [text + pair.after for text, pair in zip(sources, block, strict=True)]
    return "".join(texts) == place.coded


def _with_codes_in_order(
    block: Sequence[Pair], wanted: list[str], place: Place, number: int
) -> list[str]:
    """The texts with codes that can be written; `UnwritableTranslation` where they cannot."""
    codes = tuple([code for pair in block for code in pair.codes])
    order = None
    if codes != place.codes:
        runs = [tuple([code.original for code in pair.codes]) for pair in block]
        order = _order_in_file(runs, [code.original for code in place.codes])
        if order is None:
            reason = say("The inline codes of its paragraph are not those of the file.")
            raise UnwritableTranslation(unit_id(number, 0), reason)
        numbers = {FIRST_CODE + at: FIRST_CODE + to for at, to in order}
        wanted = [text.translate(numbers) for text in wanted]
    if "".join(inline.code_points("".join(wanted))) != inline.in_order(len(codes)):
        wanted = _settled(wanted, place.codes)
        owners = [at for at, pair in enumerate(block) for _ in pair.codes]
        placed = order or [(at, at) for at in range(len(codes))]
        _refuse_faulty(wanted, block, place.codes, number, {to: owners[at] for at, to in placed})
    return wanted


def _order_in_file(
    runs: Sequence[tuple[str, ...]], file: Sequence[str]
) -> list[tuple[int, int]] | None:
    """Where the codes of segments stand among those of the file: segments may have moved since.

    None where the file has others.
    """
    known = [code for run in runs for code in run]
    if known == list(file):
        return [(at, at) for at in range(len(known))]
    left = frozenset(number for number, run in enumerate(runs) if run)
    if Counter(known) != Counter(file) or len(left) > _MOST_RUNS:
        return None
    starts = [0, *accumulate(map(len, runs))]
    found = _laid(left, runs, file, 0, iter(range(_MOST_STEPS)))
    if found is None:
        return None
    return [(starts[run] + n, at + n) for run, at in found.items() for n in range(len(runs[run]))]


def _laid(
    left: frozenset[int],
    runs: Sequence[tuple[str, ...]],
    file: Sequence[str],
    at: int,
    steps: Iterator[int],
) -> dict[int, int] | None:
    """Lay runs one behind another so that they are what the file has from a place on."""
    if not left or next(steps, None) is None:
        return None if left else {}
    tried: set[tuple[str, ...]] = set()
    for number in sorted(left):
        run = runs[number]
        if run in tried or tuple(file[at : at + len(run)]) != run:
            continue
        tried.add(run)
        rest = _laid(left - {number}, runs, file, at + len(run), steps)
        if rest is not None:
            return {number: at, **rest}
    return None


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
    wanted: Sequence[str],
    block: Sequence[Pair],
    codes: Sequence[Code],
    number: int,
    owners: Mapping[int, int],
) -> None:
    text = "".join(new + pair.after for new, pair in zip(wanted, block, strict=True))
    for fault in inline.validate(text, codes):
        unit = unit_id(number, owners[fault.index])
        raise UnwritableTranslation(unit, reason(fault, codes))


def reason(fault: CodeFault, codes: Sequence[Code]) -> Message:
    """Say why a text with this fault cannot be written."""
    if fault.fault is Fault.UNKNOWN:
        return _UNKNOWN
    code = codes[fault.index]
    shown = code.display or code.original
    match fault.fault:
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
    coded, raw = place.coded, _raw(text, place, made, starts)
    before, done = "", 0
    for group in _groups(place, changes):
        before += coded[done : group.start]
        new = _replaced(coded, group)
        rendering = Rendering(
            place=place,
            source=text,
            before=before,
            text=new,
            raw=raw,
            lead=place.lead if group.start == 0 else (),
            trail=place.trail if group.end == len(coded) else (),
        )
        yield Edit(group.source[0], group.source[1], place.write(rendering))
        before, done = before + new, group.end


def _raw(
    text: str, place: Place, made: Mapping[int, Sequence[Edit]], starts: Sequence[int]
) -> Callable[[Piece], str]:
    """How a code is written: as it stands, with what was translated in it."""

    def simply(piece: Piece) -> str:
        return text[piece.start : piece.end]

    def with_edits(piece: Piece) -> str:
        low, high = bisect_left(starts, piece.start), bisect_left(starts, piece.end)
        if low == high:
            return text[piece.start : piece.end]
        inner = [edit for at in starts[low:high] for edit in made.get(at, ())]
        return _spliced(text, sorted(inner), piece.start, piece.end)

    within = bisect_left(starts, place.pieces[-1].end) - bisect_left(starts, place.start)
    return with_edits if within > 1 else simply


@dataclass(slots=True)
class _Group:
    """Changes that are written together: a range of the coded text, and one of the part."""

    start: int
    end: int
    source: tuple[int, int]
    changes: list[_Change]


def _replaced(coded: str, group: _Group) -> str:
    if len(group.changes) == 1 and group.changes[0][:2] == (group.start, group.end):
        return group.changes[0].text
    parts, at = [], group.start
    for change in group.changes:
        parts += [coded[at : change.start], change.text]
        at = change.end
    return "".join([*parts, coded[at : group.end]])


def _groups(place: Place, changes: Sequence[_Change]) -> list[_Group]:
    solid = [piece for piece in place.pieces if piece.kind is not None or piece.text]
    first, last = solid[0], solid[-1]
    if len(changes) == 1 and changes[0][:2] == (0, len(place.coded)):
        source = first.run[0] if first.run else first.start, last.run[1] if last.run else last.end
        return [_Group(0, len(place.coded), source, [*changes])]
    lengths = [1 if piece.kind is not None else len(piece.text) for piece in solid]
    return _widened(solid, [0, *accumulate(lengths)], changes)


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
