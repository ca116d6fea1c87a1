"""From stretches of a text to a document: blocks, their codes and segments, and the skeleton.

A format only says where its blocks and codes stand. Here every character comes
to stand in exactly one of: a segment's text, a code, white space, the skeleton.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from glossary.saying import say
from translations import inline
from translations.errors import UnreadableDocument
from translations.formats.gate import LONGEST_SEGMENT, line_of
from translations.model import (
    FIRST_CODE,
    LAST_CODE,
    Block,
    BlockKind,
    Code,
    CodeKind,
    Document,
    Segment,
    Skeleton,
)
from translations.segmentation import Piece, segment

_PRIVATE = re.compile(f"[{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")


class CodeRange(NamedTuple):
    """Where the original characters of a code stand in the text."""

    start: int
    end: int
    code: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Where a block stands in the text, and what it is."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    ordered: bool = False
    codes: tuple[CodeRange, ...] = ()
    left_out: str = ""


def assemble(
    text: str, stretches: Sequence[Stretch], *, format_name: str, language: str
) -> Document:
    """A document from the places of its blocks; all that lies between them is the skeleton."""
    edges = [0, *chain.from_iterable((s.start, s.end) for s in stretches), len(text)]
    pieces = (text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2))
    return Document(
        format=format_name,
        blocks=tuple(_block(text, stretch, language) for stretch in stretches),
        skeleton=Skeleton(pieces=tuple(pieces)),
        language=language,
    )


def original(document: Document) -> str:
    """The text that a document was read from, character by character."""
    blocks = (
        "".join(inline.expand(s.text, s.codes) + s.after for s in block.segments)
        for block in document.blocks
    )
    first, *rest = document.skeleton.pieces
    return first + "".join(chain.from_iterable(zip(blocks, rest, strict=True)))


def _block(text: str, stretch: Stretch, language: str) -> Block:
    coded, codes = _coded(text, stretch)
    if not coded.strip():
        cut = []
    elif stretch.kind is BlockKind.CODE:
        cut = [Piece(coded.rstrip(), coded[len(coded.rstrip()) :])]
    else:
        cut = segment(coded, language, codes)
    segments: tuple[Segment, ...]
    if len(cut) == 1 and (stretch.end - stretch.start) * 4 < LONGEST_SEGMENT:
        segments = (Segment(text=cut[0].text, codes=codes, after=cut[0].after),)
    else:
        segments = tuple(_segments(cut, codes, text, stretch.start))
    return Block(
        kind=stretch.kind,
        segments=segments,
        level=stretch.level,
        ordered=stretch.ordered,
        left_out=stretch.left_out or _nothing_to_translate(segments),
    )


def _nothing_to_translate(segments: Sequence[Segment]) -> str:
    if segments and not any(inline.has_text(s.text) for s in segments):
        return say("It has no text, only codes.").english
    return ""


def _coded(text: str, stretch: Stretch) -> tuple[str, tuple[Code, ...]]:
    """The coded text of a stretch; private-use characters of the input become codes too."""
    ranges = sorted(stretch.codes, key=_start)
    if _PRIVATE.search(text, stretch.start, stretch.end) is not None:
        ranges = sorted(chain(ranges, _private(text, stretch, ranges)), key=_start)
    if len(ranges) > inline.MOST_CODES:
        reason = say(
            "The paragraph has %(count)s inline codes; at most %(most)s can be kept. "
            "Break it into paragraphs.",
            count=str(len(ranges)),
            most=str(inline.MOST_CODES),
        )
        raise UnreadableDocument(reason, line=line_of(text, stretch.start))
    parts, at = [], stretch.start
    for index, found in enumerate(ranges):
        parts += [text[at : found.start], inline.code_point(index)]
        at = found.end
    return "".join([*parts, text[at : stretch.end]]), tuple([found.code for found in ranges])


def _start(found: CodeRange) -> int:
    return found.start


def _private(text: str, stretch: Stretch, codes: Sequence[CodeRange]) -> Iterator[CodeRange]:
    """Private-use characters that stand in no other code."""
    edges = [stretch.start, *chain.from_iterable(r[:2] for r in codes), stretch.end]
    for i in range(0, len(edges), 2):
        for match in _PRIVATE.finditer(text, edges[i], edges[i + 1]):
            code = Code(
                id=f"p{match.start() - stretch.start}",
                kind=CodeKind.PLACEHOLDER,
                original=match[0],
                display=f"U+{ord(match[0]):04X}",
            )
            yield CodeRange(match.start(), match.end(), code)


def _segments(
    pieces: Iterable[Piece], codes: Sequence[Code], text: str, start: int
) -> Iterator[Segment]:
    at = start
    for piece in pieces:
        own_text, own_codes = inline.renumber(piece.text, codes)
        long = inline.expand(own_text, own_codes) if own_codes else own_text
        if len(long) * 4 >= LONGEST_SEGMENT and len(long.encode()) >= LONGEST_SEGMENT:
            reason = say("A sentence is 1 MB long or longer; break it up.")
            raise UnreadableDocument(reason, line=line_of(text, at))
        yield Segment(text=own_text, codes=own_codes, after=piece.after)
        at += len(long) + len(piece.after)
