"""A file of pairs as a document: its units are blocks, its sources the text to translate.

The segments stay as the file has them. Translations go back to them by their place, also
where a segment was cut in parts since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from glossary.saying import say
from translations import inline
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats.bilingual.base import PairFile, PairSegment, Translated
from translations.formats.gate import LONGEST_SEGMENT
from translations.formats.originals.writing import unit_id
from translations.model import Block, BlockKind, Code, Document, Segment, Skeleton, State

_ONLY_CODES: Final = say("It has no text, only codes.")
_CUT_ANEW: Final = say("The segments of its unit are not those of the file.")
_OTHER_CODES: Final = say("The inline codes of its paragraph are not those of the file.")


def document(file: PairFile, language: str) -> Document:
    """The sources of a file as a document in this language."""
    blocks = tuple(_block(group) for group in units(file))
    return Document(
        format=file.format,
        blocks=blocks,
        skeleton=Skeleton(pieces=("",) * (len(blocks) + 1)),
        language=language,
        encoding=file.encoding,
    )


def refuse_endless(file: PairFile) -> None:
    """Refuse a file with a text that is no sentence; `UnreadableDocument` has its line."""
    for segment in file.segments:
        source, target = segment.source, segment.target
        if len(source) >= LONGEST_SEGMENT or (target and len(target) >= LONGEST_SEGMENT):
            reason = say("A sentence is 1 MB long or longer; break it up.")
            raise UnreadableDocument(reason, line=segment.line or None)


def units(file: PairFile) -> list[tuple[PairSegment, ...]]:
    """The segments of each unit, in the order of the file: block i of the document is unit i."""
    groups: list[list[PairSegment]] = []
    last = ""
    for segment in file.segments:
        if segment.unit and segment.unit == last:
            groups[-1].append(segment)
        else:
            groups.append([segment])
        last = segment.unit
    return [tuple(group) for group in groups]


def _block(group: Sequence[PairSegment]) -> Block:
    segments = tuple([Segment(text=s.source, codes=s.codes, after=s.after) for s in group])
    return Block(kind=BlockKind.PARAGRAPH, segments=segments, left_out=_left_out(group))


def _left_out(group: Sequence[PairSegment]) -> str:
    """The reason why nothing of a unit is translated."""
    if not group[0].left_out and inline.has_text(group[0].source):
        return ""
    open_ones = [segment for segment in group if not segment.left_out]
    if not open_ones:
        return group[0].left_out
    return "" if any(inline.has_text(each.source) for each in open_ones) else _ONLY_CODES.english


class Stretch(NamedTuple):
    """A segment of a block as it is known elsewhere, which may be a part of one of the file."""

    source: str  #: coded text
    codes: tuple[Code, ...]
    after: str
    translated: Translated | None  #: in the numbering of the source


def translated(file: PairFile, blocks: Mapping[int, Sequence[Stretch]]) -> dict[str, Translated]:
    """What is to be written into a file, by the ids of its segments.

    `UnwritableTranslation` names the segment whose inline codes are not those of the file.
    """
    groups = units(file)
    found: dict[str, Translated] = {}
    for number, stretches in blocks.items():
        if number >= len(groups):
            raise UnwritableTranslation(unit_id(number, 0), say("The file has no such paragraph."))
        group = groups[number]
        whole = stretches if len(stretches) == len(group) else [_joined(stretches)]
        if len(whole) != len(group):
            raise UnwritableTranslation(unit_id(number, 0), _CUT_ANEW)
        for at, (segment, stretch) in enumerate(zip(group, _in_order(group, whole), strict=True)):
            if stretch.translated is not None:
                _refuse_strange(segment, stretch, unit_id(number, at))
                found[segment.id] = stretch.translated
    return found


def _in_order(group: Sequence[PairSegment], stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches in the order of the file, though somebody moved them since."""
    left = list(stretches)
    if sorted(each.source for each in left) != sorted(segment.source for segment in group):
        return left  # somebody corrected one
    sources = [each.source for each in left]
    found = []
    for segment in group:
        at = sources.index(segment.source)
        del sources[at]
        found.append(left.pop(at))
    return found


def _refuse_strange(segment: PairSegment, stretch: Stretch, unit: str) -> None:
    own = [code.original for code in segment.codes]
    if [code.original for code in stretch.codes] != own:
        raise UnwritableTranslation(unit, _OTHER_CODES)


def _joined(stretches: Sequence[Stretch]) -> Stretch:
    """The parts of a segment as the one that they were."""
    codes = tuple(code for each in stretches for code in each.codes)
    source = "".join(_running(stretches, [each.source for each in stretches]))
    said = [each.translated for each in stretches if each.translated is not None]
    if len(said) < len(stretches):
        return Stretch(source, codes, "", None)
    states = [each.state for each in said if each.state is not None]
    whole = Translated(
        target="".join(_running(stretches, [each.target for each in said])),
        state=min(states, key=list(State).index, default=None),
        marks=frozenset(mark for each in said for mark in each.marks),
    )
    return Stretch(source, codes, "", whole)


def _running(stretches: Sequence[Stretch], texts: Sequence[str]) -> Iterator[str]:
    """The texts in the numbering of all their codes, with what is between them."""
    known = 0
    for at, (stretch, text) in enumerate(zip(stretches, texts, strict=True)):
        yield inline.shifted(text, known)
        yield stretch.after if at + 1 < len(stretches) else ""
        known += len(stretch.codes)
