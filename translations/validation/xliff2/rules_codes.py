"""XLIFF 2: inline codes refer to what there is, and both halves of a pair agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from glossary.saying import Message, say
from translations.validation.base import Found, Rule
from translations.validation.shape_words import brief
from translations.validation.xliff2.document import (
    CODES,
    SIDES,
    Xliff,
    above,
    children,
    inline,
    is_whole,
    module,
    texts,
)

_DATA_REFERENCES: Final = ("dataRef", "dataRefStart", "dataRefEnd")
_SUB_FLOWS: Final = ("subFlows", "subFlowsStart", "subFlowsEnd")


def unknown(attribute: str, value: str) -> Message:
    return say(
        "“%(attribute)s” is “%(value)s”, which is not there.",
        attribute=attribute,
        value=brief(value),
    )


# ---- references -----------------------------------------------------------------------------


def _data(document: Xliff) -> Iterator[Found]:
    known: dict[etree._Element | None, set[str]] = {}
    for original in document.all("originalData"):
        ids = (data.get("id", "") for data in children(original, "data"))
        known.setdefault(original.getparent(), set()).update(ids)
    for code in document.all(*CODES):
        rooms = (above(code, "mtc:match"), above(code, "unit"))
        there = [known[room] for room in rooms if room is not None and room in known]
        for attribute in _DATA_REFERENCES:
            value = code.get(attribute)
            if value is not None and not any(value in ids for ids in there):
                yield Found(code, unknown(attribute, value))


def _copies(document: Xliff) -> Iterator[Found]:
    for unit in document.all("unit"):
        codes = inline([*texts(unit, "source"), *texts(unit, "target")], *CODES)
        by_id = {code.get("id"): code for code in reversed(codes)}
        for code in codes:
            if (copied := code.get("copyOf")) is not None:
                yield from _of_copy(code, by_id.get(copied), copied)


def _of_copy(code: etree._Element, base: etree._Element | None, copied: str) -> Iterator[Found]:
    if base is None:
        yield Found(code, unknown("copyOf", copied))
    elif base.get("canCopy") == "no":
        told = say("The code “%(id)s” may not be copied (canCopy).", id=brief(copied))
        yield Found(code, told)
    if any(attribute in code.attrib for attribute in _DATA_REFERENCES):
        yield Found(code, say("A copy has no original data of its own: “copyOf” and “dataRef”."))


def _sub_flows(document: Xliff) -> Iterator[Found]:
    units: dict[etree._Element | None, set[str]] = {}
    for unit in document.all("unit"):
        units.setdefault(above(unit, "file"), set()).add(unit.get("id", ""))
    for code in document.all(*CODES):
        for attribute in _SUB_FLOWS:
            for value in code.get(attribute, "").split():
                if value not in units.get(above(code, "file"), ()):
                    yield Found(code, unknown(attribute, value))


# ---- pairs ----------------------------------------------------------------------------------


def _ends(document: Xliff) -> Iterator[Found]:
    """An isolated end has an id; any other names its start."""
    for code in document.all("ec"):
        is_isolated = code.get("isolated") == "yes"
        wanted, other = ("id", "startRef") if is_isolated else ("startRef", "id")
        if wanted not in code.attrib or other in code.attrib:
            yield Found(code, _of_isolated(wanted, other) if is_isolated else _of_paired())


def _of_isolated(wanted: str, other: str) -> Message:
    return say("An isolated end has “%(wanted)s” and no “%(other)s”.", wanted=wanted, other=other)


def _of_paired() -> Message:
    return say("An end that is not isolated has “startRef” and no “id”.")


def _pairs(document: Xliff) -> Iterator[Found]:
    for unit in document.all("unit"):
        for side in SIDES:
            codes = inline(texts(unit, side), "sc", "ec")
            yield from _of_starts(codes, is_whole=is_whole(unit, side))
            yield from _of_references(codes, is_whole=is_whole(unit, side))


def _of_starts(codes: list[etree._Element], *, is_whole: bool) -> Iterator[Found]:
    closed = {code.get("startRef") for code in codes if _local(code) == "ec"}
    for code in codes:
        if _local(code) != "sc":
            continue
        if code.get("isolated") == "yes" and code.get("id") in closed:
            yield Found(code, say("The start is isolated, but its end is in the same unit."))
        elif code.get("isolated") != "yes" and code.get("id") not in closed and is_whole:
            yield Found(code, say("The start has no end in its unit and is not isolated."))


def _of_references(codes: list[etree._Element], *, is_whole: bool) -> Iterator[Found]:
    met: set[str | None] = set()
    every = {code.get("id") for code in codes if _local(code) == "sc"}
    for code in codes:
        if _local(code) == "sc":
            met.add(code.get("id"))
        elif (start := code.get("startRef")) is not None and start not in met:
            if start in every:
                yield Found(code, say("The end stands before its start."))
            elif is_whole:
                yield Found(code, unknown("startRef", start))


def _local(code: etree._Element) -> str:
    return etree.QName(code).localname


#: What both halves of a pair say alike, and what a half that says nothing means.
_SHARED: Final[Mapping[str, str]] = {
    "canCopy": "yes",
    "canDelete": "yes",
    "canOverlap": "yes",
    "copyOf": "",
    "dir": "",
    "type": "",
    "subType": "",
}


def _agreement(document: Xliff) -> Iterator[Found]:
    for unit in document.all("unit"):
        for side in SIDES:
            codes = inline(texts(unit, side), "sc", "ec")
            starts = {code.get("id"): code for code in codes if _local(code) == "sc"}
            for end in codes:
                start = starts.get(end.get("startRef"))
                if _local(end) == "ec" and start is not None:
                    yield from _of_halves(start, end)


def _of_halves(start: etree._Element, end: etree._Element) -> Iterator[Found]:
    differing = [
        name for name, usual in _SHARED.items()
        if name in end.attrib and end.get(name) != start.get(name, usual)
    ]  # fmt: skip
    reordered = end.get("canReorder")
    bound = start.get("canReorder", "yes") in {"no", "firstNo"}
    if reordered is not None and reordered != ("no" if bound else "yes"):
        differing.append("canReorder")
    for name in differing:
        told = say("The start of the pair says otherwise of “%(attribute)s”.", attribute=name)
        yield Found(end, told)


def _attributes_of_ends(document: Xliff) -> Iterator[Found]:
    """What only an isolated end may carry, for its pair says it at the start."""
    for code in document.all("ec"):
        if code.get("isolated") == "yes":
            continue
        for name in ("fs:fs", "slr:equivStorage", "slr:sizeInfo", "slr:sizeInfoRef"):
            if module(code, name) is not None:
                told = say("Only an isolated end may have “%(attribute)s”.", attribute=name)
                yield Found(code, told)


# ---- types and characters -------------------------------------------------------------------

#: To which type each subtype of the standard belongs.
_SUB_TYPES: Final = {
    "xlf:lb": "fmt", "xlf:pb": "fmt", "xlf:b": "fmt", "xlf:i": "fmt", "xlf:u": "fmt",
    "xlf:var": "ui",
}  # fmt: skip


def _sub_types(document: Xliff) -> Iterator[Found]:
    for code in document.all(*CODES):
        sub_type, kind = code.get("subType", ""), code.get("type")
        if sub_type.startswith("xlf:") and kind and _SUB_TYPES.get(sub_type) != kind:
            told = say("“%(value)s” is no subtype of “%(type)s”.", value=brief(sub_type), type=kind)
            yield Found(code, told)


def _characters(document: Xliff) -> Iterator[Found]:
    for each in document.all("cp"):
        try:
            point = int(each.get("hex", "none"), 16)
        except ValueError:
            continue
        if _is_writable(point) or point > 0x10FFFF:
            told = say("U+%(code)s is no character that XML forbids.", code=f"{point:04X}")
            yield Found(each, told)


def _is_writable(point: int) -> bool:
    return point in {9, 10, 13} or 0x20 <= point < 0xD800 or 0xE000 <= point < 0xFFFE \
        or 0x10000 <= point <= 0x10FFFF  # fmt: skip


RULES = (
    Rule(name="data-unknown", section="dataRef", find=_data),
    Rule(name="copy-of", section="copyOf", find=_copies),
    Rule(name="sub-flow-unknown", section="subFlows", find=_sub_flows),
    Rule(name="end-isolated-or-paired", section="ec", find=_ends),
    Rule(name="pair-complete", section="isolated", find=_pairs),
    Rule(name="pair-agrees", section="ec", find=_agreement),
    Rule(name="end-carries-too-much", section="ec", find=_attributes_of_ends),
    Rule(name="sub-type-of-another-type", section="subType", find=_sub_types),
    Rule(name="character-not-needed", section="cp", find=_characters),
)
