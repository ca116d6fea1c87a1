"""From the pieces of a paragraph to a place: edges trimmed, codes paired, text coded.

Codes at the edges of a paragraph stay where they are and are nobody's concern;
adjoining stretches of equal formatting are one stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
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
#: Up to this length, in characters, codes are remembered: a document has a few over and over.
_REMEMBERED = 200


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
    if not any(map(_is_text, found)):
        return None
    if len(found) > MOST_PIECES:
        raise too_many(source, found[0].start, len(found))
    merged = _merged(found) if _may_merge(found) else found
    low, high, pairs = _edges(merged, _pairs(merged))
    pieces = _stripped(list(merged[low : high + 1]))
    codes = tuple(_codes(pieces, pairs, source))
    if len(codes) > inline.MOST_CODES:
        raise too_many(source, pieces[0].start, len(codes))
    return Place(
        part=part,
        pieces=tuple(pieces),
        coded=coded(pieces),
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


def coded(pieces: Iterable[Piece]) -> str:
    """The coded text of pieces."""
    parts, number = [], FIRST_CODE
    for piece in pieces:
        if piece.kind is None:
            parts.append(piece.text)
        else:
            parts.append(chr(number))
            number += 1
    return "".join(parts)


def _is_text(piece: Piece) -> bool:
    if piece.kind is None:
        return bool(piece.text) and not piece.text.isspace()
    return piece.level is Level.CHARACTER


def _pairs(pieces: Sequence[Piece]) -> dict[int, int]:
    """Starts and ends that belong together, both ways; what crosses stays alone."""
    found: dict[int, int] = {}
    opened: list[int] = []
    names: dict[str, int] = {}  #: how often each is open
    for at, piece in enumerate(pieces):
        if piece.kind is CodeKind.START:
            opened.append(at)
            names[piece.name] = names.get(piece.name, 0) + 1
        elif piece.kind is CodeKind.END and opened and pieces[opened[-1]].name == piece.name:
            start = opened.pop()
            names[piece.name] -= 1
            found[start], found[at] = at, start
        elif piece.kind is CodeKind.END and names.get(piece.name):
            while True:
                start = opened.pop()
                names[pieces[start].name] -= 1
                if pieces[start].name == piece.name:
                    break
            found[start], found[at] = at, start
    return found


def _may_merge(pieces: Sequence[Piece]) -> bool:
    """Whether an end and a start stand side by side."""
    last: CodeKind | None = None
    for piece in pieces:
        kind = piece.kind
        if kind is not None or piece.text:
            if kind is CodeKind.START and last is CodeKind.END:
                return True
            last = kind
    return False


def _merged(found: Sequence[Piece]) -> list[Piece]:
    """Without an end and a start between which the formatting stays as it was."""
    pieces = list(found)
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


def _same_run(pieces: Sequence[Piece], run: tuple[int, int] | None) -> tuple[Piece, ...]:
    """What stands beside the text in its run, and is written anew with it."""
    if run is None:
        return ()
    return tuple(each for each in pieces if each.run == run and each.level is Level.RUN)


def _edges(pieces: Sequence[Piece], pairs: dict[int, int]) -> tuple[int, int, dict[int, int]]:
    """The first and the last piece without codes at the edges, and the pairs between them.

    White space at the edges is none of it, and no pair around all of it.
    """
    end = len(pieces) - 1
    first = next(at for at in range(end + 1) if _counts(pieces[at]))
    last = next(at for at in range(end, -1, -1) if _counts(pieces[at]))
    if first == 0 and last == end:
        return 0, end, pairs
    # A pair with text inside belongs to the block, unless it is around all of it.
    opened = [a for a in range(first) if a in pairs and a < pairs[a] and pairs[a] > first]
    closed = [b for b in range(last + 1, end + 1) if b in pairs and pairs[b] <= last]
    around = {a for a in opened if pairs[a] > last}
    low = min((a for a in opened if a not in around), default=first)
    high = max((b for b in closed if pairs[b] not in around), default=last)
    inside = {
        at - low: other - low
        for at, other in pairs.items()
        if low <= at <= high and low <= other <= high
    }
    return low, high, inside


def _counts(piece: Piece) -> bool:
    """Whether it is text, or white space in a run, which is none apart where the run is written."""
    return _is_text(piece) or bool(piece.text and piece.run)


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


def _codes(pieces: Sequence[Piece], pairs: Mapping[int, int], source: str) -> Iterator[Code]:
    number = 0
    ids: dict[int, str] = {}
    for at, piece in enumerate(pieces):
        kind = piece.kind
        if kind is None:
            continue
        partner = pairs.get(at)
        if partner is None or partner > at:
            number += 1
        display, fixed = piece.display, piece.fixed
        if partner is None:
            own = str(number)
            fixed = fixed or kind is not CodeKind.PLACEHOLDER
            kind = CodeKind.PLACEHOLDER
        elif partner > at:
            own = ids[at] = str(number)
        else:
            own, display = ids[partner], pieces[partner].display
        original = _original(piece, source)
        code = _known if len(original) <= _REMEMBERED else _code
        yield code(own, kind, original, display, piece.href, fixed)


def _code(own: str, kind: CodeKind, original: str, display: str, href: str, fixed: bool) -> Code:
    return Code(
        id=own,
        kind=kind,
        original=original,
        display=display,
        can_delete=not fixed,
        can_reorder=not fixed,
        href=href,
    )


_known = lru_cache(maxsize=4096)(_code)


def _original(piece: Piece, source: str) -> str:
    if piece.level is Level.FORMAT:
        return piece.formatting if piece.kind is CodeKind.START else ""
    written = source[piece.start : piece.end]
    if len(written) <= _LONGEST_ORIGINAL:
        return written
    return written[: written.find(">") + 1]
