"""XLIFF 1.2 (OASIS 2008) and what was before it: units with one target and one state each.

A unit whose `seg-source` marks segments has its target marked likewise (2.1.2, `mrk`);
what it says of its state is true of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from translations.formats.bilingual.base import PairFile, PairSegment
from translations.formats.bilingual.coding import Markup
from translations.formats.bilingual.elements import Elements
from translations.formats.bilingual.inline_elements import (
    TYPES,
    Manner,
    alone,
    half,
    halves,
    name_of,
    pair,
    shown,
)
from translations.formats.bilingual.xliff_units import (
    Entry,
    Found,
    Place,
    Unit,
    entries,
    with_names_apart,
)
from translations.formats.originals.markup import Kind
from translations.formats.xliff_states import (
    CONFIRMATIONS,
    Standing,
    Told12,
    standing_12,
)
from translations.model import CodeKind, State

_BY_TYPE: Final = {written: ours for ours, written in TYPES.items()}
#: Elements that are halves of pairs, by what their keys begin with.
_HALVES: Final[Mapping[str, tuple[CodeKind, str]]] = MappingProxyType(
    {
        "bx": (CodeKind.START, "x"),
        "ex": (CodeKind.END, "x"),
        "bpt": (CodeKind.START, "pt"),
        "ept": (CodeKind.END, "pt"),
    }
)


# ---- reading --------------------------------------------------------------------------------


def find(file: Elements) -> Found:
    """The segments of a document of XLIFF 1, each with its places."""
    found = list(entries(file, "trans-unit"))
    several = bool(found) and found[-1].file > 0
    read = (_unit(file, each, several=several) for each in found)
    units = with_names_apart([unit for unit in read if unit is not None])
    at = file.first(file.root, "file")
    facts = {} if at is None else file.attributes(at)
    return Found(
        file=PairFile(
            format="xliff",
            segments=tuple(place.segment for unit in units for place in unit.places),
            source_language=facts.get("source-language", ""),
            target_language=facts.get("target-language", ""),
            original=facts.get("original", ""),
            encoding=file.part.encoding,
            version=file.attributes(file.root).get("version", ""),
        ),
        units=units,
    )


def _unit(file: Elements, entry: Entry, *, several: bool) -> Unit | None:
    """A unit with its segments; nothing where it has no source."""
    parts = file.by_name(entry.at)
    source, segmented, target = (
        parts[name][0] if name in parts else None for name in ("source", "seg-source", "target")
    )
    if source is None:
        return None
    facts = file.attributes(entry.at)
    name = facts.get("id", "")
    unit = f"{entry.file + 1}/{name}" if several else name
    told = _told(file, facts, target)
    notes = tuple([file.text(note).strip() for note in parts.get("note", ())])
    own = _Own(unit, notes, entry.left_out, file.line(entry.at))
    marks = [] if segmented is None else _segments(file, segmented, target)
    if segmented is None or not marks:
        return Unit(entry.at, (_place(file, source, target, own, told, unit),), target)
    places = _places(file, entry.at, segmented, marks, target, own, told)
    return Unit(entry.at, tuple(places), target)


class _Own(NamedTuple):
    """What a unit says of itself."""

    unit: str
    notes: tuple[str, ...]
    left_out: str
    line: int


def _confirmations(file: Elements, unit: int) -> dict[str, int]:
    """What Trados says of the segments of a unit, by the names of their marks."""
    return {
        file.attributes(each).get("id", ""): each
        for room in file.children(unit)
        if _local(file, room) == "seg-defs"
        for each in file.children(room)
    }


def _local(file: Elements, at: int) -> str:
    return file.names[at].rpartition(":")[2]


def _told(file: Elements, facts: Mapping[str, str], target: int | None) -> Told12:
    said = {} if target is None else file.attributes(target)
    return Told12(
        said.get("state", ""), said.get("state-qualifier", ""), facts.get("approved") == "yes"
    )


def _place(
    file: Elements,
    source: int,
    target: int | None,
    own: _Own,
    told: Told12,
    name: str,
    after: str = "",
) -> Place:
    both = pair(file, source, target, lambda: _described, own.line)
    state, marks = standing_12(told, empty=not both.target)
    segment = PairSegment(
        id=name,
        source=both.source,
        target=both.target,
        codes=both.codes,
        after=after,
        state=state,
        marks=marks,
        notes=own.notes,
        unit=own.unit,
        left_out=own.left_out,
        line=own.line,
    )
    return Place(segment, both, source, source, target)


# ---- units of several segments --------------------------------------------------------------


def _segments(file: Elements, segmented: int, target: int | None) -> list[int]:
    """The marks of a segmented source; none where the target stands there in one piece."""
    marks = list(_marks(file, segmented))
    if len({_mid(file, mark) for mark in marks}) < len(marks):
        return []
    if target is None or not file.text(target).strip():
        return marks
    known = {_mid(file, mark) for mark in marks}
    is_marked = any(_mid(file, mark) in known for mark in _marks(file, target))
    return marks if is_marked else []


def _marks(file: Elements, at: int) -> Iterator[int]:
    """The marks of segments in a text, the outermost."""
    number, last = at + 1, file.end(at)
    while number < last:
        is_mark = file.names[number] == "mrk" and file.tokens[number].kind is not Kind.END
        if is_mark and file.attributes(number).get("mtype") == "seg":
            yield number
            number = file.end(number)
        number += 1


def _places(
    file: Elements,
    unit: int,
    segmented: int,
    marks: Sequence[int],
    target: int | None,
    own: _Own,
    told: Told12,
) -> Iterator[Place]:
    translated = {} if target is None else {_mid(file, at): at for at in _marks(file, target)}
    said = _confirmations(file, unit)
    between = [*(_space(file, a, b) for a, b in pairwise(marks)), ""]
    for number, (mark, after) in enumerate(zip(marks, between, strict=True), 1):
        mid = _mid(file, mark)
        said_here = own if number == 1 else own._replace(notes=())
        name = f"{own.unit}/{mid or number}"
        place = _place(file, mark, translated.get(mid), said_here, told, name, after)
        place = place._replace(at=segmented)
        yield _confirmed(file, place, said[mid]) if mid in said else place


def _confirmed(file: Elements, place: Place, said: int) -> Place:
    """A segment of Trados, which says by itself how far it has come."""
    word = file.attributes(said).get("conf", "") if place.pair.target else ""
    state, marks = CONFIRMATIONS.get(word, Standing(State.INITIAL))
    return place._replace(said=said, segment=replace(place.segment, state=state, marks=marks))


def _mid(file: Elements, at: int) -> str:
    return file.attributes(at).get("mid", "")


def _space(file: Elements, mark: int, following: int) -> str:
    """The white space between two segments; nothing where there is anything else."""
    text = "".join(file.characters(n) for n in range(file.end(mark) + 1, following))
    return text if text.isspace() else ""


# ---- inline elements ------------------------------------------------------------------------


def _described(file: Elements, at: int) -> Sequence[Markup]:
    name, facts = file.names[at], file.attributes(at)
    kind = facts.get("ctype", "")
    identity = name_of(facts, "id", "mid", "mtype")
    native = file.text(at) if name in ("ph", "bpt", "ept", "it") else ""
    display = shown(_BY_TYPE.get(kind, kind.removeprefix("x-")), native, f"{name} {identity}")
    manner = Manner(display)
    if name in ("g", "mrk"):
        return halves(file, at, (name, identity), manner)
    if name in _HALVES:
        side, key = _HALVES[name]
        return half(file, at, side, (key, name_of(facts, "rid", "id")), manner)
    return alone(file, at, (name, identity, facts.get("pos", "")), manner)
