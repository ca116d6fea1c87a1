"""What a format of pairs is: sources beside their targets, read with their places, written back.

The vocabulary is that of XLIFF 2 (OASIS XLIFF 2.1): a unit holds segments, a
segment has a source, a target and a state. What another tool wrote around them
is kept byte for byte: only targets and states that differ are written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from translations.model import Code, Mark, State


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSegment:
    """One segment as a file tells it; both texts are coded, with the same codes."""

    id: str  #: by which the file knows it; no two of a file have the same
    source: str
    target: str | None = None  #: None: the file has none
    codes: tuple[Code, ...] = ()  #: of both texts
    after: str = ""  #: the white space that follows it in its unit
    state: State = State.INITIAL
    marks: frozenset[Mark] = frozenset()
    notes: tuple[str, ...] = ()  #: what people wrote to it, in the order of the file
    unit: str = ""  #: of what it is a part; segments of a unit stand together
    left_out: str = ""  #: the reason why it is not translated
    line: int = 0  #: of the file, from 1; 0 where a line says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFile:
    """A file of pairs as it was read."""

    format: str  #: the name of its `PairFormat`
    segments: tuple[PairSegment, ...]
    source_language: str = ""  #: a tag of BCP 47; empty where the file does not say
    target_language: str = ""
    original: str = ""  #: the name of the document that it was made of
    encoding: str = "utf-8"
    version: str = ""  #: of the format, where there are several


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """Which languages somebody asks for, where a file has several or does not say."""

    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """A target to be written, and its state; None leaves the state as the file has it.

    What says the same as the file changes nothing, even where the file says it otherwise; of
    marks, those that put a text in doubt are written, in the words that the format has.
    """

    target: str
    state: State | None = None
    marks: frozenset[Mark] = frozenset()


class OpenPairs(NamedTuple):
    """A file of pairs with the places of its segments, so that it is read but once.

    `write` takes targets by the ids of segments; untouched, every byte comes back; it raises
    `UnwritableTranslation` with the segment whose inline codes cannot be written.
    """

    file: PairFile
    write: Callable[[Mapping[str, Translated]], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFormat:
    """A format of pairs: one file, one constant `FORMAT`.

    `open` raises `UnreadableDocument` with the line.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    media_type: str
    open: Callable[[bytes, Languages], OpenPairs]
    has_choice: bool = False  #: of languages: what is read depends on which ones are asked for

    def read(self, data: bytes, languages: Languages) -> PairFile:
        """The pairs of a file."""
        return self.open(data, languages).file

    def write(self, data: bytes, languages: Languages, targets: Mapping[str, Translated]) -> bytes:
        """A file with targets by the ids that its segments have if read for these languages."""
        return self.open(data, languages).write(targets) if targets else data
