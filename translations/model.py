"""Documents as values, in the vocabulary of XLIFF 2 (OASIS XLIFF 2.1).

`Document` → `Block` → `Segment` → coded text. Coded text is plain text with
exactly one private-use code point (U+E000 + n) for the n-th inline code of the
segment; a target names its source's codes by the same code points, so it needs
no list of its own. All offsets are code points of the coded text.

Every character of the original stands in exactly one of: a segment's text, a
code, the white space after a segment, or the skeleton (`Document.original`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glossary.model import Severity, Span, Voice
from glossary.saying import NOTHING, Message

#: The first code point for inline codes; the n-th code of a segment is FIRST_CODE + n.
FIRST_CODE = 0xE000
#: The last code point that may stand for a code.
LAST_CODE = 0xF8FF


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    CODE = "code"
    RULE = "rule"


class Part(StrEnum):
    """Which part of the publication a block belongs to."""

    TITLE = "title"
    BYLINE = "byline"
    PREFACE = "preface"  #: a republisher's own words, with an author of their own
    STANDFIRST = "stand-first"
    BODY = "body"
    SUBTITLE = "subtitle"
    ABSTRACT = "abstract"
    COVER = "cover"  #: what the picture on the cover shows, for who does not see it
    CREDIT = "credit"  #: the name of somebody who made the source
    TRANSLATION = "translation"  #: a note on the translation as a whole
    NOTE = "note"  #: a translators' note on a contested concept


#: Written beside the text for readers of editions: no part of the source's file.
FRONT_MATTER = frozenset(
    {Part.SUBTITLE, Part.ABSTRACT, Part.COVER, Part.CREDIT, Part.TRANSLATION, Part.NOTE}
)


class CodeKind(StrEnum):
    """XLIFF 2: start and end of a spanning code, or a placeholder."""

    START = "sc"
    END = "ec"
    PLACEHOLDER = "ph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One inline code; a pair shares its `id`."""

    id: str
    kind: CodeKind
    original: str  #: the very characters of the document
    display: str = ""  #: what a chip shows: "b", "link", "br"
    can_delete: bool = True
    can_reorder: bool = True
    href: str = ""  #: where a link or an image points, if it does


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The smallest stretch that is aligned, translated and reviewed."""

    text: str  #: coded text
    codes: tuple[Code, ...] = ()
    after: str = ""  #: the white space that followed it in its block


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item …: segments that belong together."""

    kind: BlockKind
    segments: tuple[Segment, ...] = ()
    part: Part = Part.BODY
    voice: Voice = Voice.NARRATION
    speaker: str = ""  #: the label as the source writes it, without its colon
    level: int = 0  #: of a heading (1 to 6) or of a nested list item or quote (0 outermost)
    ordered: bool = False  #: a list item that is numbered
    left_out: str = ""  #: the reason why it is not translated (XLIFF translate="no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """All that is not text to translate: `pieces[i]` stands before block i, the last at the end.

    For every block, `before` + segments with their codes and white space give
    back the original, character by character.
    """

    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source text, read and segmented."""

    format: str
    blocks: tuple[Block, ...]
    skeleton: Skeleton
    language: str = ""
    encoding: str = "utf-8"


class State(StrEnum):
    """XLIFF 2's four segment states."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


class Mark(StrEnum):
    """What is true of a target beside its state."""

    RETURNED = "returned"
    OUTDATED = "outdated"
    NEEDS_LOOK = "needs-look"
    SELF_REVIEWED = "self-reviewed"
    ACCEPTED_WITH_EDITS = "accepted-with-edits"
    TYPOGRAPHIC = "typographic"
    IMPORTED = "imported"  #: published before it came here; the history says where


class Origin(StrEnum):
    """Where a target text came from at insertion."""

    PERSON = "person"
    MEMORY = "memory"
    ALIGNED = "aligned"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A change of the target that a person may accept."""

    span: Span
    text: str
    label: Message = NOTHING
    ready: bool = False  #: inflected as the words that it replaces: it may stand as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check has to say: how grave, where and why."""

    check: str  #: the check's name: "terminology", "numbers"
    kind: str  #: a stable code within the check: "banned", "missing"
    severity: Severity
    message: Message
    source: Span | None = None  #: code points of the source's coded text
    target: Span | None = None  #: code points of the target's coded text
    concept: str = ""  #: for terminology
    fixes: tuple[Fix, ...] = ()
