"""What an output is: a frozen edition in, bytes out; one file, one constant `OUTPUT`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from glossary.model import Voice
from translations.model import BlockKind, Code, Mark, Part, State


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSegment:
    """A pair as it goes to print, with what exchange formats carry along."""

    id: str
    source: str  #: coded text
    target: str  #: coded text; empty where nothing is translated
    codes: tuple[Code, ...] = ()
    state: State = State.INITIAL
    marks: frozenset[Mark] = frozenset()
    after: str = " "  #: the white space to write after the target
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionBlock:
    kind: BlockKind
    part: Part
    voice: Voice
    segments: tuple[EditionSegment, ...]
    speaker: str = ""  #: in the edition's language
    level: int = 0
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryNote:
    """One contested term for the reader's appendix."""

    concept: str
    source_term: str
    renderings: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """How an export was made; the same signature means the same bytes."""

    source_version: int
    glossary: str
    glossary_revision: int
    policy: str
    counts: Mapping[State, int]
    software: str
    overrides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A translation frozen for export."""

    document_id: str
    title: str  #: in the edition's language, or the source's where there is none
    source_title: str
    language: str
    source_language: str
    blocks: tuple[EditionBlock, ...]
    manifest: Manifest
    byline: str = ""
    credits: tuple[tuple[str, str], ...] = ()  #: (role, name)
    source_link: str = ""
    date: str = ""  #: ISO 8601
    draft: bool = False  #: a gate is not passed: the export says so
    notes: tuple[GlossaryNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A way to write an edition."""

    name: str
    title: str
    extension: str
    media_type: str
    write: Callable[[Edition], bytes]
