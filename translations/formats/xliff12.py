"""XLIFF 1.2 (OASIS 2008): the same units as XLIFF 2, for programs that read only this.

A unit of several segments has its source twice, whole and marked into segments, as the
standard asks. What inline codes stand for is written into `bpt`, `ept`, `it` and `ph`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from lxml import etree

from translations.formats.bilingual.inline_elements import TYPES
from translations.formats.xliff import PRIVATE, XliffSegment, XliffUnit, clean, code_number
from translations.formats.xliff_states import Standing, Told12, together, told_12
from translations.model import Code, CodeKind

_NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def write(
    file: BinaryIO,
    units: Iterable[XliffUnit],
    *,
    source_language: str,
    target_language: str,
    original: str = "",
) -> int:
    """Write units as they come, and say how many; `original` is the name of the document."""
    head = {
        "original": clean(original) or "unknown",
        "source-language": source_language,
        "target-language": target_language,
        "datatype": "plaintext",
    }
    count = 0
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with (
            xml.element(_name("xliff"), {"version": "1.2"}, nsmap={None: _NAMESPACE}),
            xml.element(_name("file"), {key: each for key, each in head.items() if each}),
            xml.element(_name("body")),
        ):
            for unit in units:
                xml.write("\n", _unit(unit))
                count += 1
    return count


def _unit(unit: XliffUnit) -> etree._Element:
    told = _told(unit.segments)
    said = {"approved": "yes"} if told.approved else {}
    left_out = {"translate": "no"} if unit.left_out else {}
    facts = {"id": unit.id, _SPACE: "preserve"} | said | left_out
    written = etree.Element(_name("trans-unit"), facts, nsmap={None: _NAMESPACE})
    first = _first_numbers(unit.segments)
    source = _child(written, "source")
    for segment, number in zip(unit.segments, first, strict=True):
        _fill(source, segment.source, segment.codes, number)
        _add(source, segment.after)
    is_divided = len(unit.segments) > 1 or any(segment.after for segment in unit.segments)
    if is_divided:
        _divided(_child(written, "seg-source"), unit.segments, first, "source")
    if any(segment.target is not None for segment in unit.segments):
        target = _child(written, "target", _facts(told))
        if is_divided:
            _divided(target, unit.segments, first, "target")
        else:
            (only,) = unit.segments
            _fill(target, only.target or "", only.codes, first[0])
    for note in unit.notes:
        _child(written, "note").text = clean(note)
    return written


def _told(segments: Sequence[XliffSegment]) -> Told12:
    """What the unit says of its target: as much as is true of all its segments."""
    standings = [Standing(each.state, each.marks) for each in segments if each.state is not None]
    if not standings:
        return Told12()
    empty = not any(each.target for each in segments)
    return told_12(together(standings), empty=empty)


def _facts(told: Told12) -> dict[str, str]:
    facts = {"state": told.state, "state-qualifier": told.qualifier}
    return {name: value for name, value in facts.items() if value}


def _first_numbers(segments: Sequence[XliffSegment]) -> list[int]:
    """The number of the first code of every segment: codes of a unit are numbered through."""
    numbers = [1]
    for segment in segments:
        numbers.append(numbers[-1] + len(segment.codes))
    return numbers[: len(segments)]


def _divided(
    element: etree._Element, segments: Sequence[XliffSegment], first: Sequence[int], side: str
) -> None:
    for number, (segment, codes_from) in enumerate(zip(segments, first, strict=True), 1):
        text = segment.source if side == "source" else segment.target
        if text is not None:
            facts = {"mtype": "seg", "mid": segment.id or str(number)}
            _fill(_child(element, "mrk", facts), text, segment.codes, codes_from)
            _add(element, segment.after)


# ---- inline codes ---------------------------------------------------------------------------


def _fill(element: etree._Element, text: str, codes: Sequence[Code], first: int) -> None:
    """Add a coded text at the end of an element."""
    parts = PRIVATE.split(text)
    paired = _paired(_numbers(parts, codes), codes)
    for part in parts:
        number = code_number(part, codes)
        if number is None:
            _add(element, part)
        else:
            _write_code(element, codes[number], number, paired.get(number), first)


def _numbers(parts: Iterable[str], codes: Sequence[Code]) -> Iterator[int]:
    yield from (n for part in parts if (n := code_number(part, codes)) is not None)


def _paired(numbers: Iterable[int], codes: Sequence[Code]) -> dict[int, int]:
    """The codes whose other half stands on its side of them, by either half: where it opens."""
    opened: dict[str, int] = {}
    pairs: dict[int, int] = {}
    for number in numbers:
        code = codes[number]
        if code.kind is CodeKind.START:
            opened[code.id] = number
        elif code.kind is CodeKind.END and code.id in opened:
            start = opened.pop(code.id)
            pairs[start] = pairs[number] = start
    return pairs


def _write_code(
    element: etree._Element, code: Code, number: int, pair: int | None, first: int
) -> None:
    shown = {"ctype": TYPES.get(code.display, f"x-{clean(code.display)}")} if code.display else {}
    facts = {"id": str(first + (number if pair is None else pair))}
    if code.kind is CodeKind.PLACEHOLDER:
        name = "ph"
    elif pair is None:
        name, facts["pos"] = "it", "open" if code.kind is CodeKind.START else "close"
    else:
        name, facts["rid"] = "bpt" if code.kind is CodeKind.START else "ept", facts["id"]
    written = _child(element, name, facts if name == "ept" else facts | shown)
    written.text = clean(code.original)


def _add(element: etree._Element, text: str) -> None:
    written = clean(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + written
    else:
        element.text = (element.text or "") + written


def _name(local: str) -> str:
    return f"{{{_NAMESPACE}}}{local}"


def _child(
    parent: etree._Element, name: str, facts: Mapping[str, str] | None = None
) -> etree._Element:
    return etree.SubElement(parent, _name(name), dict(facts or {}))
