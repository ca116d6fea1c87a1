"""The inline codes of a file as those of the segment: a file numbers and names them its own way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from translations.inline import MOST_CODES, code_point, code_points
from translations.model import FIRST_CODE, LAST_CODE, Code, CodeKind

_CODE: Final = re.compile(f"[{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")


def recoded(
    text: str, *, file: Sequence[Code], read: str, ours: Sequence[Code], source: str
) -> str:
    """A text with the codes of the segment in the place of the file's.

    `read` is the source as the file has it, `source` as it stands here. Codes are the
    same by their order in the source, or else by id and kind; one that the segment does
    not have becomes a code beyond its last, so that it is seen to be unknown.
    """
    known = _by_order(read, file, source, ours) or _by_name(file, ours)
    foreign = (n for n in range(len(file)) if n not in known)
    beyond = {n: len(ours) + place for place, n in enumerate(foreign)}
    last = MOST_CODES - 1

    def ours_for(match: re.Match[str]) -> str:
        number = ord(match[0]) - FIRST_CODE
        return code_point(min(known.get(number, beyond.get(number, last)), last))

    return _CODE.sub(ours_for, text)


def _by_order(
    read: str, file: Sequence[Code], source: str, ours: Sequence[Code]
) -> Mapping[int, int]:
    """The codes of both sources one after another; nothing where they differ in number or kind."""
    theirs, mine = _numbers(read, file), _numbers(source, ours)
    alike = [file[n].kind for n in theirs] == [ours[n].kind for n in mine]
    once = len(set(theirs)) == len(theirs)
    return dict(zip(theirs, mine, strict=True)) if alike and once else {}


def _numbers(text: str, codes: Sequence[Code]) -> list[int]:
    numbers = (ord(point) - FIRST_CODE for point in code_points(text))
    return [number for number in numbers if number < len(codes)]


def _by_name(file: Sequence[Code], ours: Sequence[Code]) -> Mapping[int, int]:
    waiting: defaultdict[tuple[str, CodeKind], list[int]] = defaultdict(list)
    for number, code in enumerate(ours):
        waiting[code.id, code.kind].append(number)
    return {
        number: waiting[code.id, code.kind].pop(0)
        for number, code in enumerate(file)
        if waiting[code.id, code.kind]
    }
