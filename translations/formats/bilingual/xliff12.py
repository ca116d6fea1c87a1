"""XLIFF 1.2 (OASIS 2008) and what was before it: units with one target and one state each.

A unit whose `seg-source` marks segments has its target marked likewise (2.1.2, `mrk`);
what it says of its state is true of all of them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from translations.formats.bilingual.base import PairFile, PairSegment
from translations.formats.bilingual.coding import Markup, coded, spelled
from translations.formats.bilingual.elements import Elements, escaped, with_attributes
from translations.formats.bilingual.inline_elements import (
    Manner,
    alone,
    content,
    half,
    halves,
    name_of,
    shown,
)
from translations.formats.bilingual.splicing import (
    Change,
    Edit,
    edited,
    inserted,
    prefix,
    replaced,
)
from translations.formats.bilingual.xliff_units import (
    Entry,
    Found,
    Place,
    Unit,
    entries,
    with_names_apart,
)
from translations.formats.originals.escaping import UNWRITABLE
from translations.formats.originals.markup import Kind
from translations.formats.xliff12 import TYPES
from translations.formats.xliff_states import (
    Standing,
    Told12,
    marks_of_qualifier,
    standing_12,
    together,
    told_12,
)
from translations.model import CodeKind

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
    source, segmented, target = (
        file.first(entry.at, name) for name in ("source", "seg-source", "target")
    )
    if source is None:
        return None
    facts = file.attributes(entry.at)
    name = facts.get("id", "")
    unit = f"{entry.file + 1}/{name}" if several else name
    told = _told(file, facts, target)
    notes = tuple(file.text(note).strip() for note in file.named(entry.at, "note"))
    first = PairSegment(
        id=unit,
        source="",
        unit=unit,
        notes=notes,
        left_out=entry.left_out,
        line=file.line(entry.at),
    )
    marks = _segments(file, segmented, target)
    if segmented is None or not marks:
        return Unit(entry.at, (_place(file, source, target, first, told),), target)
    return Unit(entry.at, tuple(_places(file, segmented, marks, target, first, told)), target)


def _told(file: Elements, facts: Mapping[str, str], target: int | None) -> Told12:
    said = {} if target is None else file.attributes(target)
    return Told12(
        said.get("state", ""), said.get("state-qualifier", ""), facts.get("approved") == "yes"
    )


def _place(
    file: Elements, source: int, target: int | None, segment: PairSegment, told: Told12
) -> Place:
    line = segment.line
    texts = [None if at is None else content(file, at, _described) for at in (source, target)]
    pair = coded(texts[0] or (), texts[1], line)
    standing = standing_12(told, empty=not pair.target)
    told_segment = replace(
        segment,
        source=pair.source,
        target=pair.target,
        codes=pair.codes,
        state=standing.state,
        marks=standing.marks,
    )
    return Place(told_segment, pair, source, source, target)


# ---- units of several segments --------------------------------------------------------------


def _segments(file: Elements, segmented: int | None, target: int | None) -> list[int]:
    """The marks of a segmented source; none where the target stands there in one piece."""
    marks = [] if segmented is None else list(_marks(file, segmented))
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
    segmented: int,
    marks: Sequence[int],
    target: int | None,
    first: PairSegment,
    told: Told12,
) -> Iterator[Place]:
    translated = {} if target is None else {_mid(file, at): at for at in _marks(file, target)}
    between = [*(_space(file, a, b) for a, b in pairwise(marks)), ""]
    for number, (mark, after) in enumerate(zip(marks, between, strict=True), 1):
        mid = _mid(file, mark)
        segment = replace(
            first,
            id=f"{first.unit}/{mid or number}",
            notes=first.notes if number == 1 else (),
            after=after,
        )
        yield _place(file, mark, translated.get(mid), segment, told)._replace(at=segmented)


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


# ---- writing --------------------------------------------------------------------------------


def edits(file: Elements, unit: Unit, wanted: Mapping[str, Change]) -> Iterator[Edit]:
    """What changes in a unit: its target, and what is said of it."""
    own = {place.segment.id: wanted[place.segment.id] for place in unit.places
           if place.segment.id in wanted}  # fmt: skip
    if not own:
        return
    written = {
        place.source: _spelled(file, place, text)
        for place in unit.places
        if place.segment.id in own and (text := own[place.segment.id].target) is not None
    }
    standing = _standing(unit, own)
    facts: dict[str, str | None] = {}
    if standing is not None:
        facts = yield from _of_state(file, unit, standing, own)
    if unit.target is None:
        yield from _new_target(file, unit, written, facts)
    elif all(place.target is None for place in unit.places):
        content_ = _skeleton(file, unit, written) if written else None
        yield from edited(file, unit.target, facts, content_)
    else:
        yield from _in_target(file, unit, unit.target, written, facts)


def _spelled(file: Elements, place: Place, text: str) -> str:
    def write(piece: str) -> str:
        return escaped(UNWRITABLE.sub("\ufffd", piece), file.line_end)

    return spelled(text, place.pair, place.segment.id, write)


def _standing(unit: Unit, own: Mapping[str, Change]) -> Standing | None:
    """What is true of all segments of a unit; nothing where nobody says anything new."""
    if all(change.standing is None for change in own.values()):
        return None
    return together([_own_standing(place, own.get(place.segment.id)) for place in unit.places])


def _own_standing(place: Place, change: Change | None) -> Standing:
    if change is not None and change.standing is not None:
        return change.standing
    return Standing(place.segment.state, place.segment.marks)


def _of_state(
    file: Elements, unit: Unit, standing: Standing, own: Mapping[str, Change]
) -> Generator[Edit, None, dict[str, str | None]]:
    """What the unit says of its target; gives back what the target says of itself."""
    empty = not any(_text(place, own.get(place.segment.id)) for place in unit.places)
    told = told_12(standing, empty=empty)
    was = file.attributes(unit.at).get("approved")
    if told.approved != (was == "yes"):
        approved = "yes" if told.approved else "no"
        yield from edited(file, unit.at, {"approved": approved}, None)
    facts: dict[str, str | None] = {"state": told.state}
    said = {} if unit.target is None else file.attributes(unit.target)
    if told.qualifier:
        facts["state-qualifier"] = told.qualifier
    elif marks_of_qualifier(said.get("state-qualifier", "")):
        facts["state-qualifier"] = None
    return facts


def _text(place: Place, change: Change | None) -> str | None:
    if change is not None and change.target is not None:
        return change.target
    return place.segment.target


def _new_target(
    file: Elements, unit: Unit, written: Mapping[int, str], facts: Mapping[str, str | None]
) -> Iterator[Edit]:
    if not any(written.values()):
        return
    last = max(at for name in ("source", "seg-source")
               if (at := file.first(unit.at, name)) is not None)  # fmt: skip
    name = f"{prefix(file, last)}target"
    tag = with_attributes(f"<{name}>", facts)
    yield inserted(file, last, f"{tag}{_skeleton(file, unit, written)}</{name}>")


def _skeleton(file: Elements, unit: Unit, written: Mapping[int, str]) -> str:
    """A new content of the target: the segmented source with translations in its marks."""
    first = unit.places[0]
    if first.at == first.source:
        return written[first.source]
    start, end = file.inner(first.at)
    marks = []
    for place in unit.places:
        text, token = written.get(place.source), file.tokens[place.source]
        whole = "" if text is None else _marked(file, place, text)
        marks.append(
            Edit(token.start - start, file.tokens[file.end(place.source)].end - start, whole)
        )
    return replaced(file.source[start:end], marks)


def _marked(file: Elements, place: Place, text: str) -> str:
    tag, name = file.markup(place.source), file.tokens[place.source].name
    opened = f"{tag[:-2].rstrip()}>" if tag.endswith("/>") else tag
    return f"{opened}{text}</{name}>"


def _in_target(
    file: Elements,
    unit: Unit,
    target: int,
    written: Mapping[int, str],
    facts: Mapping[str, str | None],
) -> Iterator[Edit]:
    """Translations in a target that has some: each in its mark, or in a new one in its order."""
    if unit.places[0].target == target:
        yield from edited(file, target, facts, written.get(unit.places[0].source))
        return
    yield from edited(file, target, facts, None)
    first = next(place for place in unit.places if place.target is not None)
    before: Place | None = None
    for place in unit.places:
        text = written.get(place.source)
        before = place if place.target is not None else before
        if text is not None and place.target is not None:
            yield from edited(file, place.target, {}, text)
        elif text is not None:
            yield _new_mark(file, place, before, first, text)


def _new_mark(file: Elements, place: Place, before: Place | None, first: Place, text: str) -> Edit:
    """A mark behind the one before it that the target has, or before the first."""
    whole = _marked(file, place, text)
    if before is not None and before.target is not None:
        at = file.tokens[file.end(before.target)].end
        return Edit(at, at, escaped(before.segment.after) + whole)
    at = file.tokens[first.target or 0].start
    return Edit(at, at, whole + escaped(place.segment.after))
