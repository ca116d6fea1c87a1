"""What the API takes and gives, as pydantic models: the OpenAPI file is made from them.

All offsets are code points of coded text; spans are [start, end], end excluded.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

import glossary.model as gm
import translations.model as tm
from translations.difference import Change as DifferenceKind
from translations.review import Action
from translations.waivers import Scope
from workbench.numbers import LARGEST

SpanShape = tuple[int, int]
SeverityName = Literal["error", "warning", "note"]
EvidenceName = Literal["lexicon", "ending", "guess"]


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True)


class Taken(BaseModel):
    """What a request carries; a field that is not known is a mistake of the caller."""

    model_config = ConfigDict(extra="forbid", strict=False)


# Addresses


class EditionPath(BaseModel):
    edition_id: int = Field(ge=1)


class SegmentPath(EditionPath):
    segment_id: int = Field(ge=1)


class CommentPath(EditionPath):
    comment_id: int = Field(ge=1)


class WaiverPath(EditionPath):
    waiver_id: int = Field(ge=1)


class ProjectPath(BaseModel):
    project_id: int = Field(ge=1)


# What requests carry


class SaveBody(Taken):
    text: str
    version: int = Field(ge=0, le=LARGEST, description="The version seen; 0 is the first save.")
    action: Literal["draft", "confirm"] = "draft"
    origin: Literal["person", "memory"] = "person"
    score: float | None = Field(default=None, ge=0, le=1)
    typographic: bool = Field(
        default=False,
        description="Only fixes of spaces, marks and dashes: what is approved may stay so.",
    )
    match: int | None = Field(default=None, ge=1, le=LARGEST, description="A unit of a memory.")


class ReviewBody(Taken):
    action: Literal["approve", "return", "sign-off", "reopen"]
    version: int = Field(ge=0, le=LARGEST)
    text: str | None = Field(default=None, description="With approve: the reviewer's correction.")
    category: str = ""
    weight: str = ""
    reason: str = Field(default="", max_length=10_000)


class CheckBody(Taken):
    text: str = Field(max_length=100_000)


class CommentBody(Taken):
    text: str
    on_source: bool = False


class ResolveBody(Taken):
    version: int = Field(ge=1, le=LARGEST)
    resolved: bool = True


class WaiverBody(Taken):
    version: int = Field(ge=1, le=LARGEST)
    check: str
    kind: str
    concept: str = ""
    source: SpanShape | None = None
    target: SpanShape | None = None
    scope: Scope = Scope.OCCURRENCE
    reason: str = Field(max_length=10_000)


# What answers carry


class Person(Shape):
    id: int
    name: str


class Counts(Shape):
    errors: int
    warnings: int
    notes: int


class Fix(Shape):
    span: SpanShape
    text: str
    label: str


class Waiver(Shape):
    id: int
    scope: Scope
    reason: str
    by: Person
    at: datetime


class Finding(Shape):
    check: str
    kind: str
    severity: SeverityName
    message: str
    concept: str
    source: SpanShape | None
    target: SpanShape | None
    fixes: list[Fix]
    waiver: Waiver | None


class Target(Shape):
    text: str
    state: tm.State
    marks: list[tm.Mark]
    version: int
    counts: Counts
    origin: tm.Origin
    score: float | None
    author: Person | None
    reviewer: Person | None
    updated_at: datetime | None
    checked_revision: int
    approved_text: str | None


class TargetOccurrence(Shape):
    span: SpanShape
    concept: str
    term: str
    form: str
    reason: str
    nested: bool
    renders: SpanShape | None


class Neighbour(Shape):
    segment_id: int
    version: int
    counts: Counts
    findings: list[Finding]


class Saved(Shape):
    edition_id: int
    segment_id: int
    changed: bool
    target: Target
    findings: list[Finding]
    occurrences: list[TargetOccurrence]
    neighbours: list[Neighbour]
    number: int | None


class CheckedText(Shape):
    findings: list[Finding]
    occurrences: list[TargetOccurrence]
    counts: Counts


class Advice(Shape):
    concept: str
    preferred: list[str]
    allowed: list[str]
    first_mention: str
    deprecated: list[str]
    banned: list[str]
    not_here: list[str]
    rationale: str
    notes: dict[str, str]


class Meaning(Shape):
    concept: str
    definition: str
    examples: list[str]


class Occurrence(Shape):
    span: SpanShape
    concept: str
    subject: str
    definition: str
    contested: bool
    why_contested: str
    term: str
    form: str
    reason: str
    evidence: EvidenceName
    quoted: bool
    nested: bool
    ambiguous: bool
    voice: gm.Voice = Field(description="Who speaks it: in a quotation not who speaks the block.")
    voice_told: bool = Field(description="Whether a person said who, not the marks.")
    advice: Advice | None
    forms: dict[str, list[str]]
    meanings: list[Meaning]


class Code(Shape):
    id: str
    kind: tm.CodeKind
    original: str
    display: str
    can_delete: bool
    can_reorder: bool
    href: str


class Cut(Shape):
    version: int
    next_id: int | None = Field(description="The next segment of the block.")
    next_version: int | None


class Source(Shape):
    text: str
    text_id: int
    codes: list[Code]
    voice: gm.Voice
    speaker: str
    after: str
    cut: Cut | None = Field(description="What a split or a join states; for who may do it.")
    changed: list[Stretch] = Field(description="Since what is outdated here was translated.")


class Kept(Shape):
    text: str
    base_version: int
    at: datetime


class Returned(Shape):
    category: str
    weight: str
    reason: str
    by: str
    at: datetime


class Writer(Shape):
    by: Person
    at: datetime


class Claimed(Shape):
    writer: Writer | None = Field(description="Who writes here already, and keeps the claim.")


class Segment(Shape):
    edition_id: int
    segment_id: int
    document_id: int
    block_id: int
    language: str
    source_language: str
    source: Source
    target: Target
    findings: list[Finding]
    lapsed: list[Waiver] = Field(description="Exceptions made here that hold no more.")
    occurrences: list[Occurrence]
    target_occurrences: list[TargetOccurrence]
    history: int
    comments: int
    open_comments: int
    kept: Kept | None
    returned: Returned | None
    writer: Writer | None
    actions: list[Action]


class Stretch(Shape):
    kind: DifferenceKind
    text: str


class Outcome(Shape):
    outcome: str
    category: str
    weight: str
    reason: str


class HistoryEntry(Shape):
    version: int
    text: str
    state: tm.State
    marks: list[tm.Mark]
    action: str
    origin: tm.Origin
    by: Person | None
    at: datetime
    note: str
    difference: list[Stretch]
    review: Outcome | None


class History(Shape):
    versions: list[HistoryEntry]


class Comment(Shape):
    id: int
    text: str
    by: Person
    at: datetime
    on_source: bool
    resolved: bool
    resolved_by: Person | None
    resolved_at: datetime | None
    version: int


class Comments(Shape):
    comments: list[Comment]


class OtherEdition(Shape):
    edition_id: int
    language: str
    policy: str
    target: Target


class Others(Shape):
    others: list[OtherEdition]


class WaiverEnded(Shape):
    id: int
    ended_at: datetime | None
    segments: int


class Happened(Shape):
    number: int
    at: datetime
    kind: str
    by: int | None
    document_id: int | None
    edition_id: int | None
    segment_id: int | None
    version: int | None
    facts: dict[str, object]


class Changes(Shape):
    changes: list[Happened]
    last: int


class Problem(Shape):
    """RFC 9457, with the facts that a client may act on."""

    type: str
    title: str
    status: int
    detail: str
    error: str = ""
    field: str | None = None
    seen: int | None = None
    current: dict[str, object] | None = None
    objections: list[str] | None = None
