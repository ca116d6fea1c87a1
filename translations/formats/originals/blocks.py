"""From places to blocks: their coded texts, cut into segments."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.saying import say
from translations import inline
from translations.errors import UnreadableDocument
from translations.formats.gate import LONGEST_LINE, line_of
from translations.formats.originals.base import Part, Place
from translations.model import Block, BlockKind, Segment
from translations.segmentation import Piece, segment


def block(place: Place, part: Part, language: str) -> Block:
    """A block of the document; what is left out stays one segment."""
    coded = place.coded
    if len(coded) * 4 >= LONGEST_LINE and len(coded.encode()) >= LONGEST_LINE:
        reason = say("The line is 1 MB long or longer; break it into paragraphs.")
        raise UnreadableDocument(reason, place=part.name, line=line_of(part.text, place.start))
    if place.kind is BlockKind.CODE or place.role != "text":
        kept = coded.rstrip()
        cut = [Piece(kept, coded[len(kept) :])]
    else:
        cut = segment(coded, language, place.codes)
    return Block(
        kind=place.kind,
        segments=_segments(cut, place),
        level=place.level,
        ordered=place.ordered,
        left_out=place.left_out,
    )


def _segments(cut: list[Piece], place: Place) -> tuple[Segment, ...]:
    if len(cut) == 1:
        return (Segment(text=cut[0].text, codes=place.codes, after=cut[0].after),)
    return tuple(_parts(cut, place))


def _parts(cut: list[Piece], place: Place) -> Iterator[Segment]:
    for piece in cut:
        text, codes = piece.text, place.codes
        if codes:
            text, codes = inline.renumber(text, codes)
        yield Segment(text=text, codes=codes, after=piece.after)
