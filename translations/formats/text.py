"""Plain text: a line is a paragraph, unless the lines were wrapped at a fixed width.

Whether they were shows in their lengths: of text that was wrapped, the first word
of the next line would not have fitted on the line before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from translations import inline
from translations.formats.assembly import Stretch, assemble
from translations.formats.base import Format
from translations.formats.gate import admit
from translations.model import Code, Document

#: Widths that people and programs wrap text at.
_NARROWEST, _WIDEST = 40, 120
#: How many of the line breaks inside paragraphs must come from wrapping.
_WRAPPED_SHARE = 0.65
#: A line that is longer than most by this factor is a stray one.
_STRAY = 1.25
_FEWEST_BREAKS = 3


class _Line(NamedTuple):
    """A line without the white space around it, and where it stands."""

    start: int
    text: str
    indent: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read(text: str, language: str) -> Document:
    """The document in a plain text, segmented."""
    admit(text)
    lines = list(_lines(text))
    width = _width(lines)
    groups = _wrapped(lines, width) if width else [[line] for line in lines if line.text]
    stretches = [Stretch(start=group[0].start, end=group[-1].end) for group in groups]
    return assemble(text, stretches, format_name=FORMAT.name, language=language)


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.splitlines(keepends=True):
        shown = line.strip().strip("\ufeff").strip()
        indent = line.index(shown) if shown else 0
        yield _Line(at + indent, shown, indent)
        at += len(line)


def _width(lines: Sequence[_Line]) -> int:
    """The width at which the lines were wrapped, or 0 where they were not."""
    lengths = sorted(line.indent + len(line.text) for line in lines if " " in line.text)
    if not lengths:
        return 0
    usual = lengths[int(0.97 * (len(lengths) - 1))]
    width = lengths[-1] if lengths[-1] <= _STRAY * usual else usual
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    margin = min(line.indent for line in lines if line.text)
    breaks = [(a, b) for a, b in pairwise(lines) if a.text and b.text and b.indent == margin]
    full = sum(1 for a, b in breaks if _full(a, b, width))
    enough = len(breaks) >= _FEWEST_BREAKS and full >= _WRAPPED_SHARE * len(breaks)
    return width if enough else 0


def _full(line: _Line, following: _Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    word = following.text.split(maxsplit=1)[0]
    return line.indent + len(line.text) + 1 + len(word) > width


def _wrapped(lines: Sequence[_Line], width: int) -> list[list[_Line]]:
    """Lines joined to paragraphs, save where a line ends early on purpose."""
    groups: list[list[_Line]] = []
    previous: _Line | None = None
    for line in lines:
        if line.text and previous is not None and _goes_on(previous, line, width):
            groups[-1].append(line)
        elif line.text:
            groups.append([line])
        previous = line if line.text else None
    return groups


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    if following.indent > line.indent and following.indent - line.indent <= 8:
        return False  # a paragraph that begins with an indent
    ragged = len(line.text) > 0.6 * width and following.text[0].islower()
    return _full(line, following, width) or ragged


def _written(text: str, codes: Sequence[Code], _source: str) -> str:
    return inline.expand(text, codes)


FORMAT = Format(
    name="text",
    title="Plain text",
    extensions=(".txt", ".text"),
    media_type="text/plain",
    read=read,
    write=_written,
)
