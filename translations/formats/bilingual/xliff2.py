"""XLIFF 2.0 to 2.2 (OASIS): segments with a state each; inline codes that say what they permit.

What stands between segments is ignorable (2.1, 4.2.2.6): white space follows the segment
before it, words are segments that are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from glossary.saying import say
from translations.errors import UnwritableTranslation
from translations.formats.bilingual.base import Languages, PairFile, PairSegment
from translations.formats.bilingual.coding import Markup, spelled
from translations.formats.bilingual.elements import Elements, escaped, with_attributes
from translations.formats.bilingual.inline_elements import (
    Describe,
    Manner,
    alone,
    half,
    halves,
    name_of,
    pair,
    shown,
)
from translations.formats.bilingual.splicing import (
    Change,
    Edit,
    edited,
    inserted,
    prefix,
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
from translations.formats.xliff_states import Told2, standing_2, told_2
from translations.model import CodeKind

_IGNORABLE: Final = say("The file says that it is not translated.")
_FORMATS: Final = {"xlf:b": "b", "xlf:i": "i", "xlf:u": "u", "xlf:lb": "br"}


# ---- reading --------------------------------------------------------------------------------


def find(file: Elements) -> Found:
    """The segments of a document of XLIFF 2, each with its places."""
    found = list(entries(file, "unit"))
    several = bool(found) and found[-1].file > 0
    units = with_names_apart([_unit(file, each, several=several) for each in found])
    facts = file.attributes(file.root)
    first = file.first(file.root, "file")
    return Found(
        file=PairFile(
            format="xliff",
            segments=tuple(place.segment for unit in units for place in unit.places),
            source_language=facts.get("srcLang", ""),
            target_language=facts.get("trgLang", ""),
            original="" if first is None else file.attributes(first).get("original", ""),
            encoding=file.part.encoding,
            version=facts.get("version", ""),
        ),
        units=units,
    )


def _unit(file: Elements, entry: Entry, *, several: bool) -> Unit:
    name = file.attributes(entry.at).get("id", "")
    of_unit = PairSegment(
        id="",
        source="",
        unit=f"{entry.file + 1}/{name}" if several else name,
        left_out=entry.left_out,
    )
    places: list[Place] = []
    describe = _Described(_data(file, entry.at))
    for at in file.named(entry.at, "segment", "ignorable"):
        space = _space(file, at)
        if space is None:
            place = _place(file, at, of_unit, len(places) + 1, describe)
            places += () if place is None else (place,)
        elif places:
            before = places[-1].segment
            told = replace(before, after=before.after + space)
            places[-1] = places[-1]._replace(segment=told)
    notes = tuple(_notes(file, entry.at))
    if places and notes:
        places[0] = places[0]._replace(segment=replace(places[0].segment, notes=notes))
    return Unit(entry.at, tuple(places))


def _space(file: Elements, at: int) -> str | None:
    """The white space that an ignorable holds; none where it is a segment, or holds words."""
    source = file.first(at, "source")
    if file.names[at] == "segment" or source is None:
        return None
    if any(file.tokens[n].name for n in range(source + 1, file.end(source))):
        return None
    text = file.text(source)
    return text if not text.strip() else None


def _data(file: Elements, unit: int) -> dict[str, str]:
    """What codes of a unit stand for, by the name that they give it."""
    return {
        file.attributes(data).get("id", ""): file.text(data)
        for original in file.named(unit, "originalData")
        for data in file.named(original, "data")
    }


def _notes(file: Elements, unit: int) -> Iterator[str]:
    for notes in file.named(unit, "notes"):
        yield from (file.text(note).strip() for note in file.named(notes, "note"))


def _place(
    file: Elements, at: int, of_unit: PairSegment, number: int, describe: Describe
) -> Place | None:
    source, target = (file.first(at, name) for name in ("source", "target"))
    if source is None:
        return None
    line, facts = file.line(at), file.attributes(at)
    both = pair(file, source, target, lambda: describe, line)
    told = Told2(facts.get("state", ""), facts.get("subState", ""))
    standing = standing_2(told, empty=not both.target)
    is_ignorable = file.names[at] == "ignorable"
    segment = replace(
        of_unit,
        id=f"{of_unit.unit}/{facts.get('id', number)}",
        source=both.source,
        target=both.target,
        codes=both.codes,
        state=standing.state,
        marks=standing.marks,
        left_out=of_unit.left_out or (_IGNORABLE.english if is_ignorable else ""),
        line=line,
    )
    return Place(segment, both, at, source, target)


# ---- inline elements ------------------------------------------------------------------------


class _Described:
    """The codes of a unit, which show what they stand for where the file says it."""

    def __init__(self, data: Mapping[str, str]) -> None:
        self._data = data

    def __call__(self, file: Elements, at: int) -> Sequence[Markup]:
        name, facts = file.names[at], file.attributes(at)
        identity = name_of(facts, "startRef", "id")
        if name == "cp":
            point = facts.get("hex", "")
            return alone(file, at, (name, point), Manner(f"U+{point}"))
        manner = Manner(
            self._display(name, facts),
            facts.get("canDelete") != "no",
            facts.get("canReorder", "yes") == "yes",
            facts.get("canReorder") == "no",
        )
        room = "code" if name in ("pc", "sc", "ec") else "mark"
        if name in ("pc", "mrk"):
            return halves(file, at, (room, identity), manner)
        if facts.get("isolated") == "yes" or name not in ("sc", "ec", "sm", "em"):
            return alone(file, at, (name, identity), manner)
        kind = CodeKind.START if name in ("sc", "sm") else CodeKind.END
        return half(file, at, kind, (room, identity), manner)

    def _display(self, name: str, facts: Mapping[str, str]) -> str:
        said = name_of(facts, "disp", "dispStart", "equiv", "equivStart")
        native = self._data.get(name_of(facts, "dataRef", "dataRefStart"), "")
        identity = name_of(facts, "startRef", "id")
        kind = _FORMATS.get(facts.get("subType", ""), "")
        return shown(said, kind, native, f"{name} {identity}")


# ---- writing --------------------------------------------------------------------------------


def edits(file: Elements, unit: Unit, wanted: Mapping[str, Change]) -> Iterator[Edit]:
    """What changes in the segments of a unit: their targets and states."""
    for place in unit.places:
        change = wanted.get(place.segment.id)
        if change is not None:
            yield from _of_state(file, place, change)
            if change.target is not None:
                yield from _of_target(file, place, change.target)


def _of_state(file: Elements, place: Place, change: Change) -> Iterator[Edit]:
    """The state of a segment; a sub-state says more of it, and is never left as it was (4.3.1)."""
    if change.standing is None or file.names[place.at] != "segment":
        return
    text = change.target if change.target is not None else place.segment.target
    told, was = told_2(change.standing, empty=not text), file.attributes(place.at)
    facts: dict[str, str | None] = {}
    if told.state != was.get("state", "initial"):
        facts["state"] = told.state
    if "subState" in was:
        facts["subState"] = told.sub_state or None
        facts["state"] = told.state
    yield from edited(file, place.at, facts, None)


def _of_target(file: Elements, place: Place, text: str) -> Iterator[Edit]:
    written = spelled(
        text, place.pair, place.segment.id, lambda piece: _written(file, place, piece)
    )
    if place.target is not None:
        yield from edited(file, place.target, {}, written)
    else:
        name = f"{prefix(file, place.source)}target"
        space = file.attributes(place.source).get("xml:space")
        tag = with_attributes(f"<{name}>", {"xml:space": space})
        yield inserted(file, place.source, f"{tag}{written}</{name}>")


def _written(file: Elements, place: Place, text: str) -> str:
    name = f"{prefix(file, place.source)}cp"
    return UNWRITABLE.sub(
        lambda match: f'<{name} hex="{ord(match[0]):04X}"/>', escaped(text, file.line_end)
    )


def language_edits(
    file: Elements, found: Found, wanted: Mapping[str, Change], languages: Languages
) -> Iterator[Edit]:
    """The language of the first targets that a document gets, which it has to name (4.3.1.31)."""
    first = next((name for name, change in wanted.items() if change.target), None)
    if found.file.target_language or first is None:
        return
    if not languages.target:
        reason = say("The file does not name the language of its translations; name it.")
        raise UnwritableTranslation(first, reason)
    yield from edited(file, file.root, {"trgLang": languages.target}, None)
