"""Texts of HTML and XML: entities read as what they stand for, and written as they were."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from translations import inline
from translations.formats.originals import flow
from translations.formats.originals.base import Piece, Rendering
from translations.inline import is_code
from translations.model import FIRST_CODE, LAST_CODE

_SPACE = " \t\r\n\f"
EVEN = str.maketrans("\t\r\n\f", "    ")
_ENTITY = r"&(?:#[xX]?[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?"
_SPECIAL = re.compile(rf"{_ENTITY}|[{_SPACE}]{{2,}}")
_SPECIAL_KEEPING = re.compile(_ENTITY)
#: What keeps a text from standing as it is.
_UNEVEN = re.compile(f"[&\t\r\n\f{chr(FIRST_CODE)}-{chr(LAST_CODE)}]|  ")
_CODES = re.compile(f"([{chr(FIRST_CODE)}-{chr(LAST_CODE)}])")
#: What XML has no characters for, though a translator's text may.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def pieces(source: str, start: int, end: int, *, keeping: bool = False) -> list[Piece]:
    """The pieces of a text in markup; white space is one space each, unless it is kept."""
    if _UNEVEN.search(source, start, end) is None:
        return [Piece(start, end, source[start:end])]
    return list(_pieces(source, start, end, keeping=keeping))


def _pieces(source: str, start: int, end: int, *, keeping: bool) -> Iterator[Piece]:
    special = _SPECIAL_KEEPING if keeping else _SPECIAL
    at = start
    for match in special.finditer(source, start, end):
        if match[0][0] != "&":
            shown = " "
        else:
            shown = html.unescape(match[0])
            if shown == match[0]:
                continue
        yield from _verbatim(source, at, match.start(), keeping)
        at = match.end()
        if len(shown) == 1 and is_code(shown):
            yield flow.private(match.start(), at, shown)
        else:
            yield Piece(match.start(), at, shown)
    yield from _verbatim(source, at, end, keeping)


def _verbatim(source: str, start: int, end: int, keeping: bool) -> Iterator[Piece]:
    if start < end:
        written = source[start:end]
        yield from flow.characters(start, written if keeping else written.translate(EVEN))


def write(rendering: Rendering) -> str:
    """Text with its codes as they stand in the original; entities as the source spells them."""
    place = rendering.place
    spelled = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    if place.attribute:
        mark = place.quote or '"'
        spelled[mark] = "&quot;" if mark == '"' else "&#39;"
    for piece in place.pieces:
        if len(piece.text) == 1 and piece.end - piece.start > 1:
            written = rendering.source[piece.start : piece.end]
            if written[0] == "&" and written[-1] == ";":
                spelled[piece.text] = written
    parts = _CODES.split(UNWRITABLE.sub("\ufffd", rendering.text))
    if any(character in rendering.text for character in spelled):
        table = str.maketrans(spelled)
        parts[::2] = [part.translate(table) for part in parts[::2]]
    if len(parts) > 1:
        codes = [piece for piece in place.pieces if piece.kind is not None]
        parts[1::2] = [rendering.raw(codes[ord(point) - FIRST_CODE]) for point in parts[1::2]]
    written = "".join(parts)
    bare = place.attribute and not place.quote
    return f'"{written}"' if bare else written


def plain(text: str) -> str:
    """A written value as the characters that it stands for, on one line."""
    return " ".join(html.unescape(text).split())


def has_words(text: str) -> bool:
    """Whether a text has anything to translate."""
    return any(c.isalpha() for c in inline.plain(text).text)
