"""What a format with an original is: bytes in, blocks with their places, the same bytes out.

The skeleton is the original itself: a block is a list of `Piece`s, each a range
of characters of one part (the file, or a member of an archive) beside what a
translator sees of it. What no piece covers is never touched. The vocabulary of
codes is that of XLIFF 2 (OASIS XLIFF 2.1, 4.7).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from translations.model import BlockKind, Code, CodeKind, Document


class Level(StrEnum):
    """What has to stand around a code where it is written."""

    MARKUP = "markup"  #: nothing: it is written as it stands
    RUN = "run"  #: a run of its own, with the formatting that it has
    FORMAT = "format"  #: it is not written: the runs after it have its formatting
    CHARACTER = "character"  #: it is a character of the text that only looks like a code


class Piece(NamedTuple):
    """A range of a part, and what a translator sees of it: characters, one code, or nothing."""

    start: int
    end: int
    text: str = ""  #: the characters; nothing for a code, and for what is passed over
    kind: CodeKind | None = None
    name: str = ""  #: by which an end knows its start
    display: str = ""
    href: str = ""
    fixed: bool = False  #: may be neither deleted nor moved past others of its kind
    level: Level = Level.MARKUP
    formatting: str = ""  #: the markup of the formatting that it has, or brings
    run: tuple[int, int] | None = None  #: the range that can only be written as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A text in which blocks stand: the file, or a member of an archive."""

    name: str  #: of the member; empty for the file itself
    text: str
    encoding: str

    def encoded(self, text: str) -> bytes:
        """A text as the part writes it; what its encoding lacks becomes a numeric reference."""
        return text.encode(self.encoding, "xmlcharrefreplace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a block stands, piece by piece, and how it is written."""

    part: int  #: which of the parts
    pieces: tuple[Piece, ...]
    coded: str  #: the text of its pieces
    codes: tuple[Code, ...]  #: of the pieces that are codes, in their order
    write: Writer
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    ordered: bool = False
    role: str = "text"  #: or the name of the attribute whose value it is
    left_out: str = ""  #: the reason why it is not translated
    prefix: str = ""  #: of the names of elements, as the part has it
    attribute: bool = False  #: it is the value of an attribute …
    quote: str = ""  #: … with this mark around it
    lead: tuple[Piece, ...] = ()  #: codes before it in the run of its first text …
    trail: tuple[Piece, ...] = ()  #: … and after it in that of its last
    echoes: tuple[Place, ...] = ()  #: copies for other programs, written like this one

    @property
    def start(self) -> int:
        return self.pieces[0].start


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A stretch of a block that is written anew."""

    place: Place
    source: str  #: the text of the part
    before: str  #: what stands before it in the block, as coded text
    text: str  #: what is to be written, as coded text
    raw: Callable[[Piece], str]  #: the characters of a code
    lead: tuple[Piece, ...] = ()  #: codes that are written before the text …
    trail: tuple[Piece, ...] = ()  #: … and after it


Writer = Callable[[Rendering], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file as it was read: `places[i]` is where block i of the document stands."""

    data: bytes
    parts: tuple[Part, ...]
    places: tuple[Place, ...]
    document: Document


class Found(NamedTuple):
    """What a format finds in a file: its parts, and the places of its blocks in reading order."""

    parts: tuple[Part, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalFormat:
    """A format whose original is kept and written again.

    `find` raises `UnreadableDocument` with part and line; `rebuild` takes the
    original and the parts that changed, by name.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    media_type: str
    find: Callable[[bytes, str], Found]
    rebuild: Callable[[bytes, Mapping[str, bytes]], bytes]
