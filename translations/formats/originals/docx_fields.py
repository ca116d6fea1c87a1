"""Fields of Word: an instruction, and the result that a program computed from it.

A link's result is text between two codes; any other result is written anew by
the program, and the whole field is one code (ECMA-376 part 1, 17.16). A field
that reaches over paragraphs is codes at its edges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats.gate import line_of
from translations.formats.originals.base import Level, Part, Piece
from translations.model import CodeKind

BEGIN: Final = "field-begin"
SEPARATE: Final = "field-separate"
END: Final = "field-end"
INSTRUCTION: Final = "field-instruction"
#: Fields that have another program do something.
_RUNS_PROGRAMS = re.compile(r"\s*DDE(?:AUTO)?\b", re.IGNORECASE)
#: Fields whose result is text that people wrote.
_LINK = re.compile(r"\s*(?:HYPERLINK\b(?:\s+(?:\\l\s+)?\"?([^\"\s]*))?|FORMTEXT\b)", re.IGNORECASE)


class _Field(NamedTuple):
    """A field by the numbers of its pieces; nothing where it goes on in another paragraph."""

    begin: int
    separate: int | None
    end: int | None


def folded(pieces: Sequence[Piece], part: Part) -> list[Piece]:
    """The pieces of a paragraph with each of its outermost fields as few codes as it takes."""
    if not any(piece.name == BEGIN for piece in pieces):
        return list(pieces)
    out: list[Piece] = []
    at = 0
    for field in _outermost(pieces):
        out += pieces[at : field.begin]
        written, at = _field(pieces, field, part)
        out += written
    # Where an instruction stands alone, it is no link.
    return [
        each._replace(href="") if each.name == INSTRUCTION else each
        for each in (*out, *pieces[at:])
    ]


def _outermost(pieces: Sequence[Piece]) -> list[_Field]:
    found: list[_Field] = []
    opened: list[tuple[int, int | None]] = []
    for at, piece in enumerate(pieces):
        if piece.name == BEGIN:
            opened.append((at, None))
        elif piece.name == SEPARATE and opened and opened[-1][1] is None:
            opened[-1] = (opened[-1][0], at)
        elif piece.name == END and opened:
            begin, separate = opened.pop()
            found = [each for each in found if each.begin < begin]
            found.append(_Field(begin, separate, at))
    # Of one that goes on in another paragraph, the fields inside stand for themselves.
    unfinished = [_Field(begin, separate, None) for begin, separate in opened]
    return sorted([*found, *unfinished])


def _field(pieces: Sequence[Piece], field: _Field, part: Part) -> tuple[list[Piece], int]:
    """A field as codes, and the number of the piece that comes after them."""
    last = field.separate if field.separate is not None else field.end
    told = _instruction(pieces[field.begin : last])
    if _RUNS_PROGRAMS.match(told):
        reason = say("It has a field that starts another program (DDE); remove it.")
        at = line_of(part.text, pieces[field.begin].start)
        raise UnreadableDocument(reason, place=part.name, line=at)
    link = _LINK.match(told)
    if field.end is not None and link is None:
        whole = _whole(pieces, field.begin, field.end, told.split()[:1])
        return ([whole], field.end + 1) if whole else ([pieces[field.begin]], field.begin + 1)
    if field.separate is None:
        return [pieces[field.begin]], field.begin + 1
    head = _whole(pieces, field.begin, field.separate, told.split()[:1])
    if head is None:
        return [pieces[field.begin]], field.begin + 1
    if link is None or field.end is None:
        return [head], field.separate + 1
    tail = _whole(pieces, field.end, field.end, ())
    if tail is None:
        return [pieces[field.begin]], field.begin + 1
    name, href = f"link-{field.begin}", link[1] or ""
    start = head._replace(kind=CodeKind.START, name=name, display="link", href=href, fixed=False)
    stop = tail._replace(kind=CodeKind.END, name=name, display="link", fixed=False)
    inner = pieces[field.separate + 1 : field.end]
    return [start, *inner, stop], field.end + 1


def _instruction(pieces: Iterable[Piece]) -> str:
    return "".join(piece.href for piece in pieces if piece.name == INSTRUCTION)


def _whole(pieces: Sequence[Piece], first: int, last: int, shown: Sequence[str]) -> Piece | None:
    """One code for runs that hold nothing else, or nothing where they do or do not nest."""
    inside = pieces[first : last + 1]
    head, tail = inside[0].run, inside[-1].run
    around = [each.run for each in (*pieces[:first][-1:], *pieces[last + 1 :][:1])]
    if head is None or tail is None:
        return None
    shared = head in around or tail in around
    if shared and head != tail:
        return None
    depth = 0
    for piece in inside:
        depth += {CodeKind.START: 1, CodeKind.END: -1}.get(piece.kind or CodeKind.PLACEHOLDER, 0)
        if depth < 0:
            return None
    if depth:
        return None
    display = shown[0].lower() if shown else "field"
    whole = Piece(
        head[0], tail[1], kind=CodeKind.PLACEHOLDER, name="field", display=display, fixed=True
    )
    if not shared:
        return whole
    return inside[0]._replace(
        end=inside[-1].end, name="field", display=display, href="", level=Level.RUN
    )
