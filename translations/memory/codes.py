"""Inline codes of a match exchanged for those of the segment that it is inserted into."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from translations.inline import code_point, code_points, is_code
from translations.memory.model import Adaptation, Query, Unit
from translations.model import FIRST_CODE, LAST_CODE, Code, CodeKind

_CODE = re.compile(f"[{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")


def fitted(unit: Unit, query: Query) -> tuple[str, frozenset[Adaptation]]:
    """Give the unit's translation with the codes of the segment, and what became of them.

    Each code of the unit's source stands for the segment's code of the same
    kind in the same order; one that has no counterpart leaves the text.
    """
    theirs, ours = code_points(unit.source), code_points(query.source)
    if not theirs and not ours:
        return without(unit.target), frozenset()
    counterparts = _counterparts(unit, query, theirs, ours)
    text = "".join(_exchanged(each, counterparts) for each in unit.target)
    if not theirs:
        text = _enclosed(text, query)
    if _placed(text) != frozenset(ours):
        return text, frozenset({Adaptation.CODES_LOST})
    same = theirs == ours and unit.codes == query.codes
    return text, frozenset() if same else frozenset({Adaptation.CODES})


def without(text: str) -> str:
    """A coded text as plain text."""
    return _CODE.sub("", text)


def _counterparts(
    unit: Unit, query: Query, theirs: Sequence[str], ours: Sequence[str]
) -> Mapping[str, str]:
    kinds = (
        [_kind(unit.codes, each) for each in theirs],
        [_kind(query.codes, each) for each in ours],
    )
    if kinds[0] == kinds[1]:
        return dict(zip(theirs, ours, strict=True))
    found: dict[str, str] = {}
    free = [(point, _looks(query.codes, point)) for point in ours]
    for point in theirs:
        looks = _looks(unit.codes, point)
        twin = next((each for each in free if each[1] == looks), None)
        if twin is not None:
            free.remove(twin)
            found[point] = twin[0]
    return _in_pairs(found, query)


def _in_pairs(found: Mapping[str, str], query: Query) -> Mapping[str, str]:
    """Only codes whose partner has found its place too."""
    taken = set(found.values())
    partners: dict[str, list[str]] = {}
    for number, code in enumerate(query.codes):
        partners.setdefault(code.id, []).append(code_point(number))
    return {
        mine: theirs
        for mine, theirs in found.items()
        if taken.issuperset(partners[query.codes[ord(theirs) - FIRST_CODE].id])
    }


def _kind(codes: Sequence[Code], point: str) -> CodeKind | None:
    number = ord(point) - FIRST_CODE
    return codes[number].kind if number < len(codes) else None


def _looks(codes: Sequence[Code], point: str) -> tuple[str, ...]:
    number = ord(point) - FIRST_CODE
    if number >= len(codes):
        return ()
    code = codes[number]
    return (code.kind, code.display or code.original)


def _exchanged(character: str, counterparts: Mapping[str, str]) -> str:
    return counterparts.get(character, "") if is_code(character) else character


def _enclosed(text: str, query: Query) -> str:
    """A translation without codes of a segment that one pair encloses, enclosed too."""
    points = code_points(query.source)
    if len(points) != 2 or (query.source[:1], query.source[-1:]) != points:
        return text
    kinds = tuple(_kind(query.codes, each) for each in points)
    return f"{points[0]}{text}{points[1]}" if kinds == (CodeKind.START, CodeKind.END) else text


def _placed(text: str) -> frozenset[str]:
    return frozenset(code_points(text))
