"""Coded text as a tree, for outputs that must nest what translators may cross.

A target names its source's codes by code point. Translators move, drop and
cross them; a span may open in one sentence of a block and close in a later
one. The tree always nests: what crosses is closed and opened again, a code
that lost its partner ends with its segment, a stray end says nothing.
"""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from translations.editions.base import EditionBlock, EditionSegment
from translations.model import FIRST_CODE, LAST_CODE, BlockKind, Code, CodeKind

_CODES = re.compile(f"[{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")

#: Where a link of a publication may point.
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})


class Role(StrEnum):
    """What an inline code means to a reader."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"
    IMAGE = "image"
    BREAK = "break"
    LITERAL = "literal"  #: characters of the original that only looked like markup


@dataclass(frozen=True, slots=True)
class Spanning:
    """A code with what it encloses."""

    code: Code
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A code that stands alone."""

    code: Code


@dataclass(frozen=True, slots=True)
class Untranslated:
    """Source text, for want of a translation."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where the translators' note of this number is called; never within a link or a code."""

    number: int


Node = str | Spanning | Placeholder | Untranslated | NoteMark

#: By the id of a segment: (offset in its target's coded text, number of the note).
Marks = Mapping[str, Sequence[tuple[int, int]]]
NO_MARKS: Marks = MappingProxyType({})

_ROLES = {
    **dict.fromkeys(("b", "strong", "**", "__"), Role.STRONG),
    **dict.fromkeys(("i", "em", "emphasis", "*", "_"), Role.EMPHASIS),
    **dict.fromkeys(("s", "del", "strike", "~~"), Role.STRIKE),
    **dict.fromkeys(("code", "tt", "kbd", "samp", "`"), Role.CODE),
    **dict.fromkeys(("link", "a", "url", "autolink"), Role.LINK),
    **dict.fromkeys(("img", "image"), Role.IMAGE),
    **dict.fromkeys(("br", "break", "lb", "hardbreak"), Role.BREAK),
}


#: What markup of an original stands for, by what its chip shows.
_SHOWN = {"tab": "\t", "space": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def role(code: Code) -> Role:
    """What the code means, by what its chip shows or else by how it is written."""
    named = _ROLES.get(code.display.casefold()) or _ROLES.get(code.original.strip())
    if named is not None:
        return named
    return Role.LINK if code.href else Role.LITERAL


def literal(code: Code) -> str:
    """The characters that a lone code stands for: an escape or entity is what it means."""
    written = code.original
    match role(code):
        case Role.BREAK:
            return "\n"
        case Role.CODE:
            return _without_backticks(written)
        case Role.LINK | Role.IMAGE:
            return code.href
        case _ if len(written) == 2 and written[0] == "\\":
            return written[1]
        case _ if len(written) > 2 and written[0] == "<" and written[-1] == ">":
            return _SHOWN.get(code.display, "")  # markup of the original says nothing itself
        case _:
            return html.unescape(written)


def safe_link(href: str) -> str:
    """The address if a publication may link to it, else nothing."""
    try:
        scheme = urlsplit(href.strip()).scheme.lower()
    except ValueError:
        return ""
    return href.strip() if scheme in SAFE_SCHEMES else ""


def tree(block: EditionBlock, marks: Marks = NO_MARKS) -> tuple[Node, ...]:
    """The text of a block as nodes that nest, with the white space between its segments."""
    builder = _Builder()
    last = len(block.segments) - 1
    for position, segment in enumerate(block.segments):
        _add(builder, segment, marks.get(segment.id, ()))
        if position < last:
            builder.text(space(segment.after, block.kind))
    return builder.finish()


def sentences(block: EditionBlock, marks: Marks = NO_MARKS) -> tuple[tuple[Node, ...], ...]:
    """The nodes of each segment of a block by itself; what one leaves open goes on in the next."""
    builder = _Builder()
    return tuple(_sentence(builder, each, marks.get(each.id, ())) for each in block.segments)


def source_block(block: EditionBlock) -> EditionBlock:
    """The block as its source has it."""
    segments = tuple(replace(each, target=each.source) for each in block.segments)
    return replace(block, segments=segments)


def nodes(text: str, codes: tuple[Code, ...]) -> tuple[Node, ...]:
    """One coded text as nodes that nest."""
    builder = _Builder()
    builder.coded(text, codes)
    return builder.finish()


def unwrapped(children: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes without line ends in their text: a wrapped line of the source is no break."""
    return tuple(_unwrapped(node) for node in children)


def plain(children: Iterable[Node]) -> str:
    """The nodes as bare characters."""
    return "".join(_plain(children))


def _plain(children: Iterable[Node]) -> Iterator[str]:
    for node in children:
        match node:
            case str():
                yield node
            case Placeholder(code):
                yield literal(code)
            case Spanning() | Untranslated():
                yield plain(node.children)
            case _:  # the mark of a note is no character
                pass


def _unwrapped(node: Node) -> Node:
    match node:
        case str():
            return " ".join(node.splitlines()) + (" " if node[-1:] in ("\n", "\r") else "")
        case Spanning(code, children):
            return Spanning(code, unwrapped(children))
        case Untranslated(children):
            return Untranslated(unwrapped(children))
        case _:
            return node


def _add(builder: _Builder, segment: EditionSegment, marks: Sequence[tuple[int, int]]) -> None:
    if segment.target:
        builder.coded(segment.target, segment.codes, marks)
    elif segment.source:
        builder.untranslated(segment.source, segment.codes)


def _sentence(
    builder: _Builder, segment: EditionSegment, marks: Sequence[tuple[int, int]]
) -> tuple[Node, ...]:
    _add(builder, segment, marks)
    return builder.cut()


def space(after: str, kind: BlockKind) -> str:
    """White space between sentences; a line of the source is no line of the page."""
    if kind is BlockKind.CODE or not set(after) & {"\n", "\r"}:
        return after
    return " "


def _without_backticks(written: str) -> str:
    bare = written.strip("`")
    if bare.startswith(" ") and bare.endswith(" ") and bare.strip():
        return bare[1:-1]
    return bare


#: Within these no note is called: its mark waits for their end.
_WHOLE = frozenset({Role.LINK, Role.IMAGE, Role.CODE})

#: On the builder's stack in place of a code: the block itself, or source text.
_Holder = Code | None


class _Builder:
    """Nests spans while text comes in; the stack holds what is open, outermost first."""

    def __init__(self) -> None:
        self._stack: list[tuple[_Holder, list[Node]]] = [(None, [])]
        self._waiting: list[NoteMark] = []  #: until the link around them is closed

    def text(self, text: str) -> None:
        if not text:
            return
        children = self._stack[-1][1]
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)

    def coded(
        self, text: str, codes: tuple[Code, ...], marks: Sequence[tuple[int, int]] = ()
    ) -> None:
        self._place_marks()
        called = deque(sorted((min(at, len(text)), number) for at, number in marks))
        start = 0
        for found in _CODES.finditer(text):
            self._stretch(text, start, found.start(), called)
            number = ord(found[0]) - FIRST_CODE
            if number < len(codes):
                self._code(codes[number])
            start = found.end()
        self._stretch(text, start, len(text), called)
        self._end_of_segment(codes)

    def untranslated(self, text: str, codes: tuple[Code, ...]) -> None:
        """Source text within what is open; spans that it opens go on after it."""
        inner = _Builder()
        inner._stack = [(None, []), *((code, []) for code, _ in self._stack[1:])]
        inner.coded(text, codes)
        still_open = [code for code, _ in inner._stack[1:]]
        children = inner.finish()
        self._unwind(0)
        if children:
            self._stack[0][1].append(Untranslated(children))
        self._stack += [(code, []) for code in still_open]

    def finish(self) -> tuple[Node, ...]:
        self._unwind(0)
        self._place_marks()
        return tuple(self._stack[0][1])

    def cut(self) -> tuple[Node, ...]:
        """What was written since the last cut; open spans go on after it."""
        still_open = [code for code, _ in self._stack[1:]]
        self._unwind(0)
        self._place_marks()
        written = tuple(self._stack[0][1])
        self._stack = [(None, []), *((code, []) for code in still_open)]
        return written

    def _stretch(self, text: str, start: int, end: int, called: deque[tuple[int, int]]) -> None:
        """Characters between two codes, with the notes that are called up to their end."""
        while called and called[0][0] <= end:
            offset, number = called.popleft()
            self.text(text[start:offset])
            start = max(start, offset)
            self._waiting.append(NoteMark(number))
            self._place_marks()
        self.text(text[start:end])

    def _place_marks(self) -> None:
        if self._waiting and not any(
            code is not None and role(code) in _WHOLE for code, _ in self._stack
        ):
            self._stack[-1][1].extend(self._waiting)
            self._waiting.clear()

    def _code(self, code: Code) -> None:
        if code.kind is CodeKind.START:
            self._stack.append((code, []))
        elif code.kind is CodeKind.END:
            self._close(code.id)
        else:
            self._stack[-1][1].append(Placeholder(code))

    def _close(self, code_id: str) -> None:
        """Close the innermost span of this id; what was opened inside it goes on."""
        for depth in range(len(self._stack) - 1, 0, -1):
            holder = self._stack[depth][0]
            if holder is not None and holder.id == code_id:
                crossing = [code for code, _ in self._stack[depth + 1 :]]
                self._unwind(depth - 1)
                self._place_marks()
                self._stack += [(code, []) for code in crossing]
                return

    def _end_of_segment(self, codes: tuple[Code, ...]) -> None:
        """A span whose end belongs to this segment ends with it, found or not."""
        for code in codes:
            if code.kind is CodeKind.END:
                self._close(code.id)

    def _unwind(self, depth: int) -> None:
        while len(self._stack) > depth + 1:
            code, children = self._stack.pop()
            if code is not None and children:
                self._stack[-1][1].append(Spanning(code, tuple(children)))
