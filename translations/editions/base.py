"""What an output is: a frozen edition in, bytes out; one file, one constant `OUTPUT`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

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
    about: str = ""  #: of a note the concept, of a credit the contribution


class Contribution(StrEnum):
    """What somebody did, by the code of the MARC relators (Library of Congress)."""

    AUTHOR = "aut"
    INTERVIEWEE = "ive"
    INTERVIEWER = "ivr"
    INTRODUCTION = "win"
    TRANSLATOR = "trl"
    REVIEWER = "pfr"  #: of the translation: MARC has proofreaders, its reviewers write reviews
    EDITOR = "edt"
    ILLUSTRATOR = "ill"
    COVER_DESIGNER = "cov"
    CONTRIBUTOR = "ctb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody who is credited, by the name under which they wish to be."""

    name: str
    contribution: Contribution
    label: str = ""  #: what they did in the edition's own words; "" for the usual ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who publishes an edition, where, under which numbers and which licence."""

    publisher: str = ""
    place: str = ""
    isbn: str = ""  #: as written, with its hyphens
    doi: str = ""  #: "10.…/…", without a resolver
    licence: str = ""  #: of the edition, as it is named
    licence_link: str = ""
    rights: str = ""  #: who holds the rights in the source, and by whose leave this appears


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    media_type: str  #: "image/jpeg", "image/png", "image/webp"
    content: bytes
    width: int  #: pixels
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatorNote:
    """A note where a contested concept is first mentioned; numbered by its place from 1."""

    concept: str
    segment: str  #: the id of the segment whose target it follows
    offset: int  #: code points of that target's coded text before its mark
    text: EditionBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedTerm:
    """Source words that are rendered alike, with what they became."""

    source_term: str
    renderings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A work that is cited."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """One contested concept for the reader's appendix."""

    concept: str
    terms: tuple[RenderedTerm, ...]
    reason: str = ""  #: the reader's text, in the edition's language
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...] = ()  #: (language, renderings) of others
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """A finding that stands by decision, with the reason that was given."""

    check: str  #: its title
    words: str  #: of the target, if it is about any
    reason: str
    person: str = ""  #: only who agreed to be named


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A passage that a later version says differently; "" where there is none on that side."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One publication of the edition, for readers."""

    number: int
    date: str  #: ISO 8601
    summary: str = ""
    changes: tuple[Change, ...] = ()  #: against the version before it


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
    checks: tuple[tuple[str, int], ...] = ()  #: (name, version)
    waivers: int = 0
    fonts: str = ""  #: what prints are set with, as `typeset.engine.fonts` says it


class Layout(StrEnum):
    """How a bilingual edition sets source and target."""

    COLUMNS = "columns"
    PARAGRAPHS = "paragraphs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A translation frozen for export.

    What stands before the text (`FRONT_MATTER`) is among the blocks; `outline` sorts it out.
    What an edition does not want printed is not here: every writer prints what it finds.
    """

    document_id: str
    title: str  #: in the edition's language, or the source's where there is none
    source_title: str
    language: str
    source_language: str
    blocks: tuple[EditionBlock, ...]
    manifest: Manifest
    slug: str = ""
    byline: str = ""
    contributors: tuple[Contributor, ...] = ()
    imprint: Imprint = Imprint()
    cover: Image | None = None
    source_link: str = ""
    date: str = ""  #: ISO 8601
    draft: bool = False  #: a gate is not passed: the export says so
    notes: tuple[TranslatorNote, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    waivers: tuple[Waived, ...] = ()
    versions: tuple[Version, ...] = ()  #: newest first, this one among them; none of a draft
    layout: Layout = Layout.COLUMNS  #: of bilingual outputs

    @property
    def number(self) -> int:
        """Which publication of the edition this is; 0 for none."""
        return self.versions[0].number if self.versions else 0


class Purpose(StrEnum):
    """Whom an output is for."""

    READING = "reading"
    COMPARING = "comparing"  #: source and translation together
    WORKING = "working"  #: in other programs, and archives


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A way to write an edition."""

    name: str
    title: str
    extension: str
    media_type: str
    write: Callable[[Edition], bytes]
    purpose: Purpose = Purpose.READING
