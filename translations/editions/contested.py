"""Contested renderings as codes of their own, so that writers mark them like any other span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from translations.editions.base import EditionBlock, EditionSegment
from translations.model import FIRST_CODE, LAST_CODE, Code, CodeKind


class Contested(NamedTuple):
    """Words of a target that render a contested concept."""

    segment: str  #: the id of the segment
    start: int  #: code points of the target's coded text; of the source's in the source language
    end: int
    concept: str  #: as the page names it


#: Stands for a code point that no code of the segment has.
_NOTHING = Code(id="", kind=CodeKind.PLACEHOLDER, original="")


_ID = "contested rendering"


def concept_of(code: Code) -> str | None:
    """Which concept the code stands around; None for a code of the source."""
    kind, _, rest = code.id.partition("\n")
    return rest.partition("\n")[2] if kind == _ID else None


def marked_block(block: EditionBlock, contested: Mapping[str, Sequence[Contested]]) -> EditionBlock:
    """The block with codes around its contested renderings; `contested` is by segment."""
    segments = (_marked(each, contested.get(each.id, ())) for each in block.segments)
    return replace(block, segments=tuple(segments))


def _marked(segment: EditionSegment, contested: Sequence[Contested]) -> EditionSegment:
    target = segment.target
    known = [each for each in contested if 0 <= each.start < each.end <= len(target)]
    used = [ord(c) - FIRST_CODE + 1 for c in target if FIRST_CODE <= ord(c) <= LAST_CODE]
    first = max([len(segment.codes), *used])
    if not known or FIRST_CODE + first + 2 * len(known) > LAST_CODE:
        return segment
    padding = (_NOTHING,) * (first - len(segment.codes))
    codes = (code for number, each in enumerate(known) for code in _pair(each.concept, number))
    return replace(
        segment,
        target=_with_codes(target, _insertions(known, first)),
        codes=(*segment.codes, *padding, *codes),
    )


def _pair(concept: str, number: int) -> tuple[Code, Code]:
    id_ = f"{_ID}\n{number}\n{concept}"
    start = Code(id=id_, kind=CodeKind.START, original="")
    return start, replace(start, kind=CodeKind.END)


def _insertions(known: Iterable[Contested], first: int) -> Iterator[tuple[int, int, str]]:
    """(offset, ends before starts, the code's character)."""
    for number, each in enumerate(known):
        yield each.start, 1, chr(FIRST_CODE + first + 2 * number)
        yield each.end, 0, chr(FIRST_CODE + first + 2 * number + 1)


def _with_codes(text: str, insertions: Iterable[tuple[int, int, str]]) -> str:
    for offset, _, char in sorted(insertions, reverse=True):
        text = text[:offset] + char + text[offset:]
    return text
