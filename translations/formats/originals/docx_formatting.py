"""The formatting of runs: where it changes is a code, where it does not the text runs on.

Word cuts runs by language, spelling and the session in which they were typed;
none of that is formatting. The formatting that most of a paragraph has is none
either: only what differs from it is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from translations.formats.originals import escaping
from translations.formats.originals.base import Level, Piece, Place, Rendering
from translations.inline import is_code
from translations.model import FIRST_CODE, LAST_CODE, CodeKind

_INVISIBLE = re.compile(r"<(?:[\w.-]+:)?(?:lang|noProof|webHidden)\b[^>]*/>")
_EMPTY = re.compile(r"<((?:[\w.-]+:)?rPr)(?:\s[^>]*)?(?:/>|>\s*</\1\s*>)")
#: What a chip shows, by the first of these that a formatting has.
_SHOWN: Final = (
    ("b", "b"), ("i", "i"), ("u", "u"), ("strike", "s"), ("vertAlign", "sup"),
    ("smallCaps", "caps"), ("caps", "caps"), ("highlight", "mark"), ("color", "color"),
    ("rStyle", "style"),
)  # fmt: skip
_CODES = re.compile(f"([{chr(FIRST_CODE)}-{chr(LAST_CODE)}])")
_BREAKING: Final = {"\n": "br", "\t": "tab"}
_BREAKS = re.compile("([\n\t])")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": ""})
_TO_ESCAPE = re.compile("[&<>\r]")
_TOP: Final = -1


@lru_cache(maxsize=4096)
def key(formatting: str) -> str:
    """What two runs must have in common to look alike."""
    return _EMPTY.sub("", _INVISIBLE.sub("", formatting)) if formatting else ""


@lru_cache(maxsize=4096)
def display(formatting: str) -> str:
    """What a chip shows for a formatting."""
    for element, shown in _SHOWN:
        if re.search(rf"<(?:[\w.-]+:)?{element}[\s/>]", formatting):
            return shown
    return "format"


def marked(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a paragraph with codes where the formatting is not that of most of it."""
    looks = [key(piece.formatting) if _is_text(piece) else None for piece in pieces]
    holders, usual = _usual(pieces, looks)
    out: list[Piece] = []
    opened: Piece | None = None
    resume = 0  #: behind the last text
    for piece, holder, wanted in zip(pieces, holders, looks, strict=True):
        if wanted is not None:
            if opened is not None and key(opened.formatting) != wanted:
                out.insert(resume, _end(opened, out[resume - 1]))
                opened = None
            if opened is None and wanted != usual[holder]:
                opened = piece
                out.append(_start(piece))
            out.append(piece)
            resume = len(out)
            continue
        if opened is not None and _is_edge(piece):
            out.insert(resume, _end(opened, out[resume - 1]))
            opened = None
        out.append(piece)
    if opened is not None:
        out.insert(resume, _end(opened, out[resume - 1]))
    return out


def _is_text(piece: Piece) -> bool:
    return (piece.kind is None or piece.level is Level.CHARACTER) and piece.run is not None


def _is_edge(piece: Piece) -> bool:
    return piece.kind in (CodeKind.START, CodeKind.END)


def _usual(
    pieces: Sequence[Piece], looks: Sequence[str | None]
) -> tuple[list[int], dict[int, str]]:
    """For each piece in which container it stands, and for each container its usual formatting."""
    holders, stack = [], [_TOP]
    lengths: dict[int, dict[str, int]] = {_TOP: {}}
    for at, (piece, look) in enumerate(zip(pieces, looks, strict=True)):
        kind = piece.kind
        if kind is CodeKind.END and len(stack) > 1:
            stack.pop()
        holder = stack[-1]
        holders.append(holder)
        if kind is CodeKind.START:
            stack.append(at)
            lengths[at] = {}
        elif look is not None:
            of_holder = lengths[holder]
            of_holder[look] = of_holder.get(look, 0) + max(1, len(piece.text))
    usual = {holder: max(each, key=each.__getitem__) for holder, each in lengths.items() if each}
    return holders, usual


def _start(piece: Piece) -> Piece:
    at = piece.run[0] if piece.run else piece.start
    return Piece(
        at, at, kind=CodeKind.START, name="format", display=display(piece.formatting),
        level=Level.FORMAT, formatting=piece.formatting, run=piece.run,
    )  # fmt: skip


def _end(opened: Piece, last: Piece) -> Piece:
    at = last.run[1] if last.run else last.end
    shown = display(opened.formatting)
    return Piece(
        at, at, kind=CodeKind.END, name="format", display=shown, level=Level.FORMAT, run=last.run
    )


# ---- writing --------------------------------------------------------------------------------


def write(rendering: Rendering) -> str:
    """Runs for a coded text: each text with the formatting of what it stands in."""
    writer = _Writer(rendering)
    writer.pass_over(rendering.before)
    writer.add_codes(rendering.lead)
    writer.add(escaping.UNWRITABLE.sub("\ufffd", rendering.text))
    writer.add_codes(rendering.trail)
    return "".join(writer.out)


class _Writer:
    """What is open where it writes: containers and formattings, from outside in."""

    def __init__(self, rendering: Rendering) -> None:
        place = rendering.place
        self._raw = rendering.raw
        self._prefix = place.prefix
        self._codes = [piece for piece in place.pieces if piece.kind is not None]
        self._ids = [code.id for code in place.codes]
        self._bases = _bases(place)
        self._stack: list[tuple[str, str]] = [("", self._bases.get(_TOP, ""))]
        self.out: list[str] = []

    def pass_over(self, text: str) -> None:
        for each in text:
            if is_code(each):
                self._move(ord(each) - FIRST_CODE)

    def add_codes(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self._run(piece.formatting, self._raw(piece))

    def add(self, text: str) -> None:
        parts = _CODES.split(text)
        if parts[0]:
            self._text(parts[0])
        for point, words in zip(parts[1::2], parts[2::2], strict=True):
            self._code(ord(point) - FIRST_CODE)
            if words:
                self._text(words)

    def _move(self, index: int) -> Piece:
        """Keep what is open up to date."""
        piece, own = self._codes[index], self._ids[index]
        if piece.kind is CodeKind.START:
            inherited = self._stack[-1][1]
            is_format = piece.level is Level.FORMAT
            base = piece.formatting if is_format else self._bases.get(index, inherited)
            self._stack.append((own, base))
        elif piece.kind is CodeKind.END and self._stack[-1][0] == own:
            self._stack.pop()
        elif piece.kind is CodeKind.END and any(known == own for known, _ in self._stack):
            while self._stack.pop()[0] != own:
                pass
        return piece

    def _code(self, index: int) -> None:
        piece = self._move(index)
        match piece.level:
            case Level.CHARACTER:
                self._text(piece.name)
            case Level.RUN:
                self._run(piece.formatting, self._raw(piece))
            case Level.MARKUP:
                self.out.append(self._raw(piece))
            case Level.FORMAT:
                pass

    def _text(self, text: str) -> None:
        inner = "".join([self._said(each) for each in _BREAKS.split(text) if each])
        self._run(self._stack[-1][1], inner)

    def _said(self, text: str) -> str:
        p = self._prefix
        if text in _BREAKING:
            return f"<{p}{_BREAKING[text]}/>"
        written = text.translate(_ESCAPED) if _TO_ESCAPE.search(text) else text
        return f'<{p}t xml:space="preserve">{written}</{p}t>'

    def _run(self, formatting: str, inner: str) -> None:
        p = self._prefix
        self.out.append(f"<{p}r>{formatting}{inner}</{p}r>")


def _bases(place: Place) -> Mapping[int, str]:
    """The formatting of what stands directly in each container, by the index of its start."""
    found: dict[int, str] = {}
    stack, index = [_TOP], 0
    for piece in place.pieces:
        kind = piece.kind
        if kind is CodeKind.END and len(stack) > 1:
            stack.pop()
        if kind is CodeKind.START:
            # Text in a formatting is not what is usual here.
            stack.append(index if piece.level is not Level.FORMAT else -2 - index)
        if stack[-1] not in found and _is_text(piece):
            found[stack[-1]] = piece.formatting
        index += kind is not None
    return found
