"""From the pieces of a paragraph to a place: edges trimmed, codes paired, text coded.

Codes at the edges of a paragraph stay where they are and are nobody's concern;
adjoining stretches of equal formatting are one stretch.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from glossary.saying import say
from translations import inline
from translations.errors import UnreadableDocument
from translations.formats.gate import line_of
from translations.formats.originals.base import Level, Piece, Place, Writer
from translations.model import FIRST_CODE, LAST_CODE, Code, CodeKind

_PRIVATE = re.compile(f"[{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")
#: Of a paragraph with more pieces nothing is kept, whatever its edges and what may be merged.
MOST_PIECES = 100_000
#: Longer codes show only how they begin: drawings and text boxes hold whole documents.
_LONGEST_ORIGINAL = 4000


def characters(start: int, text: str) -> Iterator[Piece]:
    """Pieces of a text that stands as it is; private-use characters become codes."""
    at = 0
    for match in _PRIVATE.finditer(text):
        if match.start() > at:
            yield Piece(start + at, start + match.start(), text[at : match.start()])
        at = match.end()
        yield private(start + match.start(), start + at, match[0])
    if at < len(text):
        yield Piece(start + at, start + len(text), text[at:])


def private(start: int, end: int, character: str) -> Piece:
    """A character that would be taken for a code, as a code."""
    display = f"U+{ord(character):04X}"
    kind, level = CodeKind.PLACEHOLDER, Level.CHARACTER
    return Piece(start, end, kind=kind, name=character, display=display, level=level)


def place(
    found: Sequence[Piece], *, source: str, part: int, write: Writer, **facts: Any
) -> Place | None:
    """The place of a block, or nothing where its pieces have no text."""
    if not any(_is_text(piece) for piece in found):
        return None
    if len(found) > MOST_PIECES:
        raise too_many(source, found[0].start, len(found))
    merged = _merged(list(found))
    low, high, pairs = _edges(merged, _pairs(merged))
    pieces = _stripped(merged[low : high + 1])
    codes = tuple(_codes(pieces, pairs, source))
    if len(codes) > inline.MOST_CODES:
        raise too_many(source, pieces[0].start, len(codes))
    return Place(
        part=part,
        pieces=tuple(pieces),
        codes=codes,
        write=write,
        lead=_same_run(merged[:low], pieces[0].run),
        trail=_same_run(merged[high + 1 :], pieces[-1].run),
        **facts,
    )


def too_many(source: str, at: int, count: int) -> UnreadableDocument:
    """The refusal of a paragraph with more codes than can be told apart."""
    reason = say(
        "The paragraph has %(count)s inline codes; at most %(most)s can be kept. "
        "Break it into paragraphs.",
        count=str(count),
        most=str(inline.MOST_CODES),
    )
    return UnreadableDocument(reason, line=line_of(source, at))


def coded(pieces: Sequence[Piece]) -> str:
    """The coded text of pieces."""
    numbers = count()
    return "".join(
        piece.text if piece.kind is None else inline.code_point(next(numbers)) for piece in pieces
    )


def _is_text(piece: Piece) -> bool:
    if piece.kind is None:
        return bool(piece.text) and not piece.text.isspace()
    return piece.level is Level.CHARACTER


def _pairs(pieces: Sequence[Piece]) -> dict[int, int]:
    """Starts and ends that belong together, both ways; what crosses stays alone."""
    found: dict[int, int] = {}
    opened: list[int] = []
    names: Counter[str] = Counter()
    for at, piece in enumerate(pieces):
        if piece.kind is CodeKind.START:
            opened.append(at)
            names[piece.name] += 1
        elif piece.kind is CodeKind.END and names[piece.name]:
            while True:
                start = opened.pop()
                names[pieces[start].name] -= 1
                if pieces[start].name == piece.name:
                    break
            found[start], found[at] = at, start
    return found


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Without an end and a start between which the formatting stays as it was."""
    if not _may_merge(pieces):
        return pieces
    pairs = _pairs(pieces)
    last: int | None = None
    for at, piece in enumerate(pieces):
        joins = piece.kind is CodeKind.START and piece.formatting and last is not None
        if joins and last in pairs and pieces[pairs[last]].formatting == piece.formatting:
            pieces[last] = Piece(pieces[last].start, pieces[last].end)
            pieces[at] = Piece(piece.start, piece.end)
            if at in pairs:
                pairs[pairs[at]] = pairs[last]
            continue
        if piece.kind is not None or piece.text:
            last = at if piece.kind is CodeKind.END else None
    return pieces


def _may_merge(pieces: Sequence[Piece]) -> bool:
    kinds = [piece.kind for piece in pieces if piece.kind is not None or piece.text]
    return (CodeKind.END, CodeKind.START) in itertools.pairwise(kinds)


def _same_run(pieces: Sequence[Piece], run: tuple[int, int] | None) -> tuple[Piece, ...]:
    """What stands beside the text in its run, and is written anew with it."""
    if run is None:
        return ()
    return tuple(each for each in pieces if each.run == run and each.level is Level.RUN)


def _edges(pieces: Sequence[Piece], pairs: Mapping[int, int]) -> tuple[int, int, dict[int, int]]:
    """The first and the last piece without codes at the edges, and the pairs between them.

    White space at the edges is none of it, and no pair around all of it.
    """
    # In a run white space is text: it cannot be told apart where the run is written anew.
    texts = [at for at, each in enumerate(pieces) if _is_text(each) or (each.text and each.run)]
    first, last = texts[0], texts[-1]
    low, high = 0, len(pieces) - 1
    # A pair with text inside belongs to the block, unless it is around all of it.
    opened = [a for a in range(first) if a in pairs and a < pairs[a] and pairs[a] > first]
    closed = [b for b in range(last + 1, high + 1) if b in pairs and pairs[b] <= last]
    around = {a for a in opened if pairs[a] > last}
    low = min((a for a in opened if a not in around), default=first)
    high = max((b for b in closed if pairs[b] not in around), default=last)
    inside = {
        at - low: other - low
        for at, other in pairs.items()
        if low <= at <= high and low <= other <= high
    }
    return low, high, inside


def _stripped(pieces: list[Piece]) -> list[Piece]:
    """Without white space at the edges, where the text stands in no run."""
    head, tail = pieces[0], pieces[-1]
    if head.kind is None and head.run is None and len(head.text) == head.end - head.start:
        cut = len(head.text) - len(head.text.lstrip(" \t\r\n\f"))
        pieces[0] = head._replace(start=head.start + cut, text=head.text[cut:])
    tail = pieces[-1]
    if tail.kind is None and tail.run is None and len(tail.text) == tail.end - tail.start:
        kept = tail.text.rstrip(" \t\r\n\f")
        pieces[-1] = tail._replace(end=tail.start + len(kept), text=kept)
    return pieces


def _codes(pieces: list[Piece], pairs: Mapping[int, int], source: str) -> Iterator[Code]:
    numbers = count(1)
    ids: dict[int, str] = {}
    for at, piece in enumerate(pieces):
        if piece.kind is None:
            continue
        partner = pairs.get(at)
        ids[at] = ids[partner] if partner is not None and partner < at else str(next(numbers))
        alone = partner is None
        display = piece.display if partner is None else pieces[min(at, partner)].display
        fixed = piece.fixed or (alone and piece.kind is not CodeKind.PLACEHOLDER)
        yield Code(
            id=ids[at],
            kind=CodeKind.PLACEHOLDER if alone else piece.kind,
            original=_original(piece, source),
            display=display,
            can_delete=not fixed,
            can_reorder=not fixed,
            href=piece.href,
        )


def _original(piece: Piece, source: str) -> str:
    if piece.level is Level.FORMAT:
        return piece.formatting if piece.kind is CodeKind.START else ""
    written = source[piece.start : piece.end]
    if len(written) <= _LONGEST_ORIGINAL:
        return written
    return written[: written.find(">") + 1]
