"""XLIFF 2.1 (OASIS 2018): segments with their translations, written for other tools.

A document is a `file`, what belongs together in it a `unit` of one or more segments.
Inline codes are `pc`, `ph`, `sc` and `ec`; what they stand for in the document is kept
in `originalData`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import BinaryIO, Final

from lxml import etree

from translations.formats.xliff_states import Standing, told_2
from translations.inline import is_code
from translations.model import FIRST_CODE, LAST_CODE, Code, CodeKind, Mark, State

_NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
PRIVATE = re.compile(f"([{chr(FIRST_CODE)}-{chr(LAST_CODE)}])")
#: Characters that no XML has; XLIFF writes those of them that are characters as `cp`.
_UNWRITABLE = re.compile("([\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff])")


@dataclass(frozen=True, slots=True, kw_only=True)
class XliffSegment:
    """A source text and its translation, both coded; None: there is no translation."""

    source: str
    target: str | None = None
    codes: tuple[Code, ...] = ()  #: of both texts
    state: State | None = None
    marks: frozenset[Mark] = frozenset()
    id: str = ""
    after: str = ""  #: the white space that follows it in its unit


@dataclass(frozen=True, slots=True, kw_only=True)
class XliffUnit:
    """Segments that belong together, and what is noted of them."""

    id: str
    segments: tuple[XliffSegment, ...]
    notes: tuple[str, ...] = field(default=())
    left_out: bool = False  #: it is not translated (`translate="no"`)
    fixed: bool = False  #: its segments are to be neither joined nor split


def write(
    file: BinaryIO,
    units: Iterable[XliffUnit],
    *,
    source_language: str,
    target_language: str,
    original: str = "",
    notes: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Write units as they come, and say how many; `original` is the name of the document.

    Without targets there may be no `target_language`; `notes` on the whole are by category.
    """
    head = {"version": "2.1", "srcLang": source_language}
    head |= {"trgLang": target_language} if target_language else {}
    count = 0
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{_NAMESPACE}}}xliff", head, nsmap={None: _NAMESPACE}):
            facts = {"id": "f1"} | ({"original": clean(original)} if original else {})
            with xml.element(f"{{{_NAMESPACE}}}file", facts):
                if notes:
                    xml.write("\n", _noted(notes))
                for unit in units:
                    xml.write("\n", _unit(unit))
                    count += 1
    return count


def _noted(notes: Mapping[str, str]) -> etree._Element:
    written = _new("notes", {})
    for category, note in notes.items():
        _child(written, "note", {"category": category}).text = clean(note)
    return written


def _unit(unit: XliffUnit) -> etree._Element:
    facts = {"translate": "no"} if unit.left_out else {}
    facts |= {"canResegment": "no"} if unit.fixed else {}
    written = _new("unit", {"id": unit.id} | facts)
    if unit.notes:
        notes = _child(written, "notes")
        for note in unit.notes:
            _child(notes, "note").text = clean(note)
    data = [code for segment in unit.segments for code in segment.codes if code.original]
    places = {text: f"d{n}" for n, text in enumerate(dict.fromkeys(c.original for c in data), 1)}
    if places:
        kept = _child(written, "originalData")
        for text, place in places.items():
            _fill(_child(kept, "data", {"id": place, _SPACE: "preserve"}), text)
    for number, segment in enumerate(_told_apart(unit.segments), 1):
        _write_segment(written, segment, number, places)
        if segment.after:
            between = _child(_child(written, "ignorable"), "source", {_SPACE: "preserve"})
            _fill(between, segment.after)
    return written


def _told_apart(segments: Sequence[XliffSegment]) -> Iterator[XliffSegment]:
    """Segments whose codes have ids of their own: one of a unit names one code or pair."""
    taken: set[str] = set()
    for number, segment in enumerate(segments, 1):
        ids = {code.id for code in segment.codes}
        names = {each: f"{each}-{number}" if each in taken else each for each in ids}
        taken.update(names.values())
        codes = tuple(replace(code, id=names[code.id]) for code in segment.codes)
        yield replace(segment, codes=codes)


def _write_segment(
    unit: etree._Element, segment: XliffSegment, number: int, places: Mapping[str, str]
) -> None:
    facts = {"id": segment.id or f"s{number}"}
    if segment.state is not None:
        told = told_2(Standing(segment.state, segment.marks), empty=not segment.target)
        facts |= {"state": told.state} | ({"subState": told.sub_state} if told.sub_state else {})
    written = _child(unit, "segment", facts)
    _code_into(_child(written, "source", {_SPACE: "preserve"}), segment.source, segment, places)
    if segment.target is not None:
        target = _child(written, "target", {_SPACE: "preserve"})
        _code_into(target, segment.target, segment, places)


def _code_into(
    element: etree._Element, text: str, segment: XliffSegment, places: Mapping[str, str]
) -> None:
    """The text with its codes: pairs that enclose what is between them as `pc`, else halves."""
    parts = PRIVATE.split(text)
    numbers = [code_number(part, segment.codes) for part in parts]
    order = _order(segment)
    open_elements = [element]
    ends = _nested(numbers, segment.codes)
    for part, number in zip(parts, numbers, strict=True):
        if number is None:
            _fill(open_elements[-1], part)
        elif number in ends:
            facts = _facts(segment.codes[number], "dataRefStart", places) | order.get(number, {})
            other = segment.codes[ends[number]]
            facts |= _reference(other, "dataRefEnd", places)
            open_elements.append(_child(open_elements[-1], "pc", facts))
        elif number in ends.values():
            open_elements.pop()
        else:
            alone = _alone(open_elements[-1], number, segment.codes, numbers, places)
            alone.attrib.update(order.get(number, {}))


def _order(segment: XliffSegment) -> dict[int, dict[str, str]]:
    """How the codes are marked that keep their order, which may then be neither copied nor deleted.

    Nothing is claimed where the translation has them otherwise (XLIFF 2.1, 4.7.2.4).
    """
    rows = [_bound(segment.source, segment.codes)]
    if segment.target is not None:
        rows.append(_bound(segment.target, segment.codes))
    if any(row != rows[0] for row in rows):
        return {}
    marks: dict[int, dict[str, str]] = {}
    going_on = False
    for number in rows[0]:
        if segment.codes[number].can_reorder:
            going_on = False
            continue
        place = "no" if going_on else "firstNo"
        marks[number] = {"canCopy": "no", "canDelete": "no", "canReorder": place}
        going_on = True
    return marks


def _bound(text: str, codes: Sequence[Code]) -> list[int]:
    """The codes from the first that keeps its order to the last; those between them break a run."""
    numbers = [n for part in PRIVATE.split(text) if (n := code_number(part, codes)) is not None]
    bound = [at for at, number in enumerate(numbers) if not codes[number].can_reorder]
    return numbers[bound[0] : bound[-1] + 1] if bound else []


def _nested(numbers: Sequence[int | None], codes: Sequence[Code]) -> dict[int, int]:
    """The codes that open and close in order, by the one that opens."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for number in numbers:
        if number is None or codes[number].kind is CodeKind.PLACEHOLDER:
            continue
        if codes[number].kind is CodeKind.START:
            waiting.append(number)
        elif waiting and codes[waiting[-1]].id == codes[number].id:
            pairs[waiting.pop()] = number
        else:
            return {}
    return {} if waiting else pairs


def _alone(
    element: etree._Element,
    number: int,
    codes: Sequence[Code],
    present: Sequence[int | None],
    places: Mapping[str, str],
) -> etree._Element:
    code = codes[number]
    facts = _facts(code, "dataRef", places)
    if code.kind is CodeKind.PLACEHOLDER:
        return _child(element, "ph", facts)
    at = present.index(number)
    across = present[at + 1 :] if code.kind is CodeKind.START else present[:at]
    partners = [n for n in across if n is not None and codes[n].id == code.id]
    if code.kind is CodeKind.START:
        return _child(element, "sc", facts if partners else {**facts, "isolated": "yes"})
    if partners:
        return _child(element, "ec", {"startRef": facts.pop("id"), **facts})
    if any(n is not None and n != number and codes[n].id == code.id for n in present):
        facts["id"] += "-end"  # its start stands behind it and has the id
    return _child(element, "ec", {**facts, "isolated": "yes"})


def _facts(code: Code, reference: str, places: Mapping[str, str]) -> dict[str, str]:
    facts = {"id": code.id}
    if not code.can_delete:
        facts["canDelete"] = "no"
    if code.display:
        shown = "dispStart" if reference == "dataRefStart" else "disp"
        facts[shown] = clean(code.display)
    return facts | _reference(code, reference, places)


def _reference(code: Code, name: str, places: Mapping[str, str]) -> dict[str, str]:
    return {name: places[code.original]} if code.original in places else {}


def code_number(part: str, codes: Sequence[Code]) -> int | None:
    if len(part) != 1 or not is_code(part):
        return None
    number = ord(part) - FIRST_CODE
    return number if number < len(codes) else None


def _fill(element: etree._Element, text: str) -> None:
    """Add text at the end of an element; what XML cannot hold as `cp`."""
    for piece in _UNWRITABLE.split(text):
        if _UNWRITABLE.fullmatch(piece):
            _child(element, "cp", {"hex": f"{ord(piece):04X}"})
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece


def clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _new(name: str, facts: Mapping[str, str]) -> etree._Element:
    return etree.Element(f"{{{_NAMESPACE}}}{name}", dict(facts), nsmap={None: _NAMESPACE})


def _child(
    parent: etree._Element, name: str, facts: Mapping[str, str] | None = None
) -> etree._Element:
    return etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", dict(facts or {}))
