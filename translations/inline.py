"""Coded text: plain text in which one private-use code point stands for each inline code.

The n-th code of a segment is U+E000 + n (XLIFF 2's `pc`, `ph`, `sc`, `ec`, kept
outside the string). People, checks and matching see the text without codes and
come back through an offset map; a term may run across a code.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from translations.errors import UnknownCode
from translations.model import FIRST_CODE, LAST_CODE, Code, CodeKind

#: How many codes one coded text can tell apart.
MOST_CODES = LAST_CODE - FIRST_CODE + 1

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TEXT = re.compile(rf"[^\s{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")
_CODE_POINT = re.compile(f"[{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")
_POINT = re.compile(f"({_CODE_POINT.pattern})")


class Plain(NamedTuple):
    """Text without codes; `offsets[i]` is where its i-th character stands in the coded text.

    `offsets` has one entry more than the text has characters: the end.
    """

    text: str
    offsets: Sequence[int]


class Fault(StrEnum):
    """What can be wrong with the codes of a target."""

    UNKNOWN = "unknown"  #: the source has no such code
    REPEATED = "repeated"
    MISSING = "missing"
    CROSSED = "crossed"  #: an end stands before its start, or two pairs overlap
    MOVED = "moved"  #: a code that may not be reordered stands elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFault:
    """One code of a target that is not as it must be."""

    fault: Fault
    index: int  #: which code of the source
    offset: int | None = None  #: where it stands in the target, if it does


def code_point(index: int) -> str:
    """The character that stands for the code with this index."""
    return chr(FIRST_CODE + index)


def is_code(character: str) -> bool:
    """Whether this character stands for a code."""
    return FIRST_CODE <= ord(character) <= LAST_CODE


def code_points(text: str) -> tuple[str, ...]:
    """The code points of a coded text in their order."""
    return tuple(_CODE_POINT.findall(text))


@lru_cache(maxsize=1024)
def _without_codes(text: str) -> Plain:
    """What every check of a pair asks for: computed once for all of them."""
    if not _CODE_POINT.search(text):
        return Plain(text, range(len(text) + 1))
    offsets: list[int] = []
    start = 0
    for match in _CODE_POINT.finditer(text):
        offsets += range(start, match.start())
        start = match.end()
    return Plain(_CODE_POINT.sub("", text), (*offsets, *range(start, len(text) + 1)))


def plain(text: str, codes: Sequence[Code] = ()) -> Plain:
    """A coded text without its codes, with the way back.

    Given the list of codes, escapes and entities are read as the characters that
    they stand for; without it they vanish like all markup.
    """
    if not any(literal(code) for code in codes):
        return _without_codes(text)
    shown = [
        (at, character)
        for at, written in enumerate(text)
        for character in (_literal(written, codes) if is_code(written) else written)
    ]
    offsets = [at for at, _ in shown]
    return Plain("".join(character for _, character in shown), (*offsets, len(text)))


def has_text(text: str) -> bool:
    """Whether a coded text has anything but codes and white space."""
    return _TEXT.search(text) is not None


def _literal(point: str, codes: Sequence[Code]) -> str:
    index = ord(point) - FIRST_CODE
    return literal(codes[index]) if index < len(codes) else ""


def literal(code: Code) -> str:
    """The characters that an escape or an entity stands for; nothing for markup."""
    if code.kind is not CodeKind.PLACEHOLDER:
        return ""
    if len(code.original) == 2 and code.original[0] == "\\":
        return code.original[1]
    return html.unescape(code.original) if _ENTITY.fullmatch(code.original) else ""


def expand(text: str, codes: Sequence[Code]) -> str:
    """A coded text with every code in its original characters."""
    parts = _POINT.split(text)
    if len(parts) == 1:
        return text
    try:
        parts[1::2] = [codes[ord(point) - FIRST_CODE].original for point in parts[1::2]]
    except IndexError:
        at, point = next(
            (at, each) for at, each in enumerate(text) if len(codes) <= _index(each) < MOST_CODES
        )
        raise UnknownCode(_index(point), at) from None
    return "".join(parts)


def _index(point: str) -> int:
    return ord(point) - FIRST_CODE


@lru_cache(maxsize=64)
def in_order(count: int) -> str:
    """The code points of so many codes, one behind another."""
    return "".join(map(code_point, range(count)))


def shifted(text: str, by: int) -> str:
    """A coded text whose codes are counted on behind those of others."""
    return text.translate({ord(c): ord(c) + by for c in code_points(text)}) if by else text


def renumber(text: str, codes: Sequence[Code]) -> tuple[str, tuple[Code, ...]]:
    """A part of a longer coded text as a coded text of its own, with its own list of codes."""
    parts = _POINT.split(text)
    points = parts[1::2]
    if "".join(points) != in_order(len(points)):
        parts[1::2] = in_order(len(points))
    return "".join(parts), tuple([codes[_index(point)] for point in points])


def validate(text: str, codes: Sequence[Code]) -> tuple[CodeFault, ...]:
    """Everything that is wrong with the codes of a target, in the order of the target.

    A code that may be deleted is not missing while its partner is gone too.
    """
    if "".join(code_points(text)) == in_order(len(codes)) and _nest(codes):
        return ()
    places: dict[int, list[int]] = {}
    for match in _CODE_POINT.finditer(text):
        places.setdefault(ord(match[0]) - FIRST_CODE, []).append(match.start())
    faults = [
        *_unknown_or_repeated(places, len(codes)),
        *_missing(places, codes),
        *_crossed(places, codes),
        *_moved(places, codes),
    ]
    return tuple(sorted(faults, key=lambda f: (f.offset is None, f.offset or 0, f.index)))


def _nest(codes: Sequence[Code]) -> bool:
    """Whether each end closes the innermost start that is open."""
    opened: list[str] = []
    for code in codes:
        if code.kind is CodeKind.START:
            opened.append(code.id)
        elif code.kind is CodeKind.END and (not opened or opened.pop() != code.id):
            return False
    return not opened


def _unknown_or_repeated(places: dict[int, list[int]], known: int) -> Iterable[CodeFault]:
    for index, offsets in places.items():
        if index >= known:
            yield from (CodeFault(fault=Fault.UNKNOWN, index=index, offset=at) for at in offsets)
        else:
            yield from (
                CodeFault(fault=Fault.REPEATED, index=index, offset=at) for at in offsets[1:]
            )


def _missing(places: dict[int, list[int]], codes: Sequence[Code]) -> Iterable[CodeFault]:
    present = {codes[index].id for index in places if index < len(codes)}
    for index, code in enumerate(codes):
        if index not in places and (not code.can_delete or code.id in present):
            yield CodeFault(fault=Fault.MISSING, index=index)


def _crossed(places: dict[int, list[int]], codes: Sequence[Code]) -> Iterable[CodeFault]:
    """Walk the target with a stack of open codes; an end must close the innermost one."""
    starts = {code.id for code in codes if code.kind is CodeKind.START}
    order = sorted((offsets[0], index) for index, offsets in places.items() if index < len(codes))
    ends = {codes[index].id for _, index in order if codes[index].kind is CodeKind.END}
    opened: list[str] = []
    for at, index in order:
        code = codes[index]
        if code.kind is CodeKind.START and code.id in ends:
            opened.append(code.id)
        elif code.kind is CodeKind.END and code.id in starts:
            if not opened or opened[-1] != code.id:
                yield CodeFault(fault=Fault.CROSSED, index=index, offset=at)
            if code.id in opened:
                opened.remove(code.id)


def _moved(places: dict[int, list[int]], codes: Sequence[Code]) -> Iterable[CodeFault]:
    """Codes that may not be reordered keep the order that they have among themselves."""
    fixed = [
        (places[index][0], index)
        for index, code in enumerate(codes)
        if not code.can_reorder and index in places
    ]
    furthest = accumulate((at for at, _ in fixed), max, initial=-1)
    for before, (at, index) in zip(furthest, fixed, strict=False):
        if at < before:
            yield CodeFault(fault=Fault.MOVED, index=index, offset=at)
