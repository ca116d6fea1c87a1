"""The rows of an editor: segments of an edition in windows, from any place, through a filter.

A window is found through one index in the order (block position, position), so
that the last place of a long document opens as fast as the first. What a filter
shows is sought near the place first, and only then in the whole document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Select,
    Text,
    and_,
    cast,
    exists,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute

from glossary.model import Severity, Voice
from translations.model import BlockKind, Code, Mark, Part, State
from workbench.storage import codes, term_filters
from workbench.storage.folding import fold
from workbench.storage.tables import (
    Block,
    Comment,
    Concept,
    Edition,
    Finding,
    LeftOut,
    Project,
    Segment,
    SegmentVersion,
    SourceOccurrence,
    Target,
)
from workbench.storage.term_filters import TermFilter

#: How many columns of a row tell of the block with the place, and of the target at the end.
_BLOCK, _TARGET = 10, 8


class Cursor(NamedTuple):
    """The place of a segment in its document."""

    block: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which segments to show; what is empty asks nothing."""

    states: frozenset[str] = frozenset()  #: states, or "empty", "draft"
    mark: str = ""
    finding: str = ""  #: "any", "error", or the name of a check
    term: str = ""  #: a concept that occurs in the source
    violates: str = ""  #: a concept with an open finding
    text: str = ""  #: in source or target, in any script and letter case
    terms: TermFilter = field(default_factory=TermFilter)  #: what the text asked by its marks
    mine: int | None = None  #: a person who translated it
    commented: bool = False

    def __bool__(self) -> bool:
        return self != Filter()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorRow:
    """A segment of an edition as one row of the editor."""

    block_id: int
    cursor: Cursor
    kind: BlockKind
    part: Part
    voice: Voice
    speaker: str
    level: int
    ordered: bool
    left_out: str
    segment_id: int
    text_id: int
    source: str
    codes: tuple[Code, ...]
    after: str
    retired: bool
    target_id: int | None = None
    target: str = ""
    state: State = State.INITIAL
    marks: frozenset[Mark] = field(default_factory=frozenset)
    version: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0


class Mention(NamedTuple):
    """A term in a source text, as a row underlines it."""

    text_id: int
    start: int
    end: int
    concept: str
    contested: bool


_position = tuple_(Segment.block_position, Segment.position)
_FORWARDS = (Segment.block_position, Segment.position)
_BACKWARDS = (Segment.block_position.desc(), Segment.position.desc())
_START = Cursor(0, 0)
#: How many segments are near a place.
_NEAR = 2_000


def place_of(connection: Connection, edition_id: int, segment_id: int) -> Cursor | None:
    """Tell where in the document of an edition a segment stands."""
    row = connection.execute(
        select(Segment.block_position, Segment.position)
        .join(Edition, Edition.document_id == Segment.document_id)
        .where(Edition.id == edition_id, Segment.id == segment_id)
    ).first()
    return None if row is None else Cursor(*row)


def from_place(
    connection: Connection,
    edition_id: int,
    place: Cursor | None,
    chosen: Filter,
    limit: int,
) -> tuple[EditorRow, ...]:
    """Read rows from a place on, that place included; from the start without one."""
    return _onwards(connection, edition_id, _rows(edition_id, chosen), place or _START, limit)


def before_place(
    connection: Connection, edition_id: int, place: Cursor, chosen: Filter, limit: int
) -> tuple[EditorRow, ...]:
    """Read the rows that stand before a place, in their order."""
    statement = _rows(edition_id, chosen).order_by(*_BACKWARDS)
    near = _near(connection, edition_id, _position < tuple_(*place), _BACKWARDS)
    within = statement.where(_position < tuple_(*place), _position >= tuple_(*(near or _START)))
    found = _read(connection, within, limit)
    if near is not None and len(found) < limit:
        rest = statement.where(_position < tuple_(*near))
        found += _read(connection, rest, limit - len(found))
    return tuple(reversed(found))


def next_open(connection: Connection, edition_id: int, place: Cursor, chosen: Filter) -> int | None:
    """Find the next segment after a place that still wants a translation."""
    statement = _rows(edition_id, chosen).where(
        _in_state(edition_id, State.INITIAL), _not_left_out(edition_id)
    )
    beyond = Cursor(place.block, place.position + 1)
    found = _onwards(connection, edition_id, statement, beyond, 1)
    return found[0].segment_id if found else None


def _onwards(
    connection: Connection,
    edition_id: int,
    statement: Select[*tuple[Any, ...]],
    place: Cursor,
    limit: int,
) -> tuple[EditorRow, ...]:
    ordered = statement.order_by(*_FORWARDS)
    near = _near(connection, edition_id, _position >= tuple_(*place), _FORWARDS)
    within = ordered.where(_position >= tuple_(*place))
    if near is None:
        return _read(connection, within, limit)
    found = _read(connection, within.where(_position < tuple_(*near)), limit)
    if len(found) == limit:
        return found
    rest = ordered.where(_position >= tuple_(*near))
    return found + _read(connection, rest, limit - len(found))


def _near(
    connection: Connection,
    edition_id: int,
    side: ColumnElement[bool],
    order: Sequence[ColumnElement[int] | InstrumentedAttribute[int]],
) -> Cursor | None:
    """Give the place up to which is near; none where the document ends before it.

    What is sought is mostly near. A planner who doubts it reads and sorts the whole document.
    """
    row = connection.execute(
        select(Segment.block_position, Segment.position)
        .where(Segment.document_id == _document(edition_id), side)
        .order_by(*order)
        .offset(_NEAR)
        .limit(1)
    ).first()
    return None if row is None else Cursor(*row)


def _read(
    connection: Connection, statement: Select[*tuple[Any, ...]], limit: int
) -> tuple[EditorRow, ...]:
    return tuple(_row(row) for row in connection.execute(statement.limit(limit)))


def count(connection: Connection, edition_id: int, chosen: Filter) -> int:
    """Count the segments that a filter shows."""
    return connection.execute(
        select(func.count()).select_from(_rows(edition_id, chosen).subquery())
    ).scalar_one()


def mentions(connection: Connection, text_ids: Sequence[int]) -> dict[int, tuple[Mention, ...]]:
    """List the terms in source texts, without those inside longer ones."""
    rows = connection.execute(
        select(
            SourceOccurrence.segment_version_id, SourceOccurrence.start, SourceOccurrence.end,
            Concept.ident, Concept.contested,
        )
        .join(Concept, Concept.id == SourceOccurrence.concept_id)
        .where(SourceOccurrence.segment_version_id.in_(text_ids), ~SourceOccurrence.nested)
        .order_by(SourceOccurrence.segment_version_id, SourceOccurrence.start)
    )  # fmt: skip
    found: dict[int, tuple[Mention, ...]] = {}
    for row in rows:
        found[row[0]] = (*found.get(row[0], ()), Mention(*row))
    return found


def _rows(edition_id: int, chosen: Filter) -> Select[*tuple[Any, ...]]:
    statement = (
        select(
            Block.id, Block.kind, Block.part, Block.voice, Block.speaker, Block.level,
            Block.ordered, func.coalesce(LeftOut.reason, Block.left_out),
            Segment.block_position, Segment.position,
            Segment.id, SegmentVersion.id, SegmentVersion.text, SegmentVersion.codes,
            Segment.after, Segment.retired,
            Target.id, Target.text, Target.state, Target.marks, Target.version, Target.errors,
            Target.warnings, Target.notes,
        )
        .select_from(Segment)
        .join(Block, Block.id == Segment.block_id)
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .outerjoin(Target, and_(Target.edition_id == edition_id, Target.segment_id == Segment.id))
        .outerjoin(LeftOut, and_(LeftOut.edition_id == edition_id, LeftOut.block_id == Block.id))
        .where(Segment.document_id == _document(edition_id), ~Segment.retired)
    )  # fmt: skip
    conditions = _conditions(edition_id, chosen)
    return statement.where(*conditions) if conditions else statement


def _document(edition_id: int) -> ScalarSelect[int]:
    """Give the document as one value: over a join PostgreSQL would sort all of its segments."""
    return select(Edition.document_id).where(Edition.id == edition_id).scalar_subquery()


def _conditions(edition_id: int, chosen: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if chosen.states:
        found.append(or_(*(_in_state(edition_id, state) for state in sorted(chosen.states))))
    if chosen.mark:
        found.append(cast(Target.marks, Text).contains(f'"{chosen.mark}"', autoescape=True))
    if chosen.finding:
        found.append(_with_finding(chosen.finding))
    if chosen.violates:
        found.append(_open_finding(Finding.concept == chosen.violates))
    if chosen.term:
        found.append(term_filters.mentions(frozenset({chosen.term})))
    found.extend(term_filters.conditions(chosen.terms))
    if chosen.text:
        sought = fold(chosen.text)
        in_source = SegmentVersion.folded.contains(sought, autoescape=True)
        found.append(or_(in_source, Target.folded.contains(sought, autoescape=True)))
    if chosen.mine is not None:
        found.append(Target.author_id == chosen.mine)
    if chosen.commented:
        found.append(_commented(edition_id))
    return found


def _in_state(edition_id: int, state: str) -> ColumnElement[bool]:
    """Ask for a state in words for which a planner has figures: over COALESCE it guesses."""
    if state == "empty":
        return and_(or_(Target.id.is_(None), Target.text == ""), _not_left_out(edition_id))
    if state == "draft":
        return and_(Target.state == State.INITIAL, Target.text != "")
    if state == State.INITIAL:
        return or_(Target.id.is_(None), Target.state == State.INITIAL)
    return Target.state == state


def _not_left_out(edition_id: int) -> ColumnElement[bool]:
    here = exists().where(LeftOut.edition_id == edition_id, LeftOut.block_id == Segment.block_id)
    return and_(Block.left_out == "", ~here.correlate(Segment))


def _with_finding(name: str) -> ColumnElement[bool]:
    if name == "any":
        return Target.errors + Target.warnings + Target.notes > 0
    if name == "error":
        return Target.errors > 0
    if name == "warning":
        return Target.warnings > 0
    if name == "waived":
        return exists().where(Finding.target_id == Target.id, Finding.waiver_id.is_not(None))
    return _open_finding(Finding.check_name == name, Finding.severity >= int(Severity.NOTE))


def _open_finding(*wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Finding.target_id == Target.id, Finding.waiver_id.is_(None), *wanted)


def _commented(edition_id: int) -> ColumnElement[bool]:
    here = or_(Comment.edition_id == edition_id, Comment.edition_id.is_(None))
    return exists().where(Comment.segment_id == Segment.id, here, Comment.resolved_at.is_(None))


def _row(row: Row[Any]) -> EditorRow:
    block, segment, target = row[:_BLOCK], row[_BLOCK:-_TARGET], row[-_TARGET:]
    standing = {} if target[0] is None else _target(target)
    return EditorRow(
        block_id=block[0],
        kind=BlockKind(block[1]),
        part=Part(block[2]),
        voice=Voice(block[3]),
        speaker=block[4],
        level=block[5],
        ordered=block[6],
        left_out=block[7],
        cursor=Cursor(block[8], block[9]),
        segment_id=segment[0],
        text_id=segment[1],
        source=segment[2],
        codes=codes.from_json(segment[3]),
        after=segment[4],
        retired=segment[5],
        **standing,
    )


def _target(values: Sequence[Any]) -> dict[str, Any]:
    target_id, text, state, marks, version, errors, warnings, notes = values
    return {
        "target_id": target_id,
        "target": text,
        "state": State(state),
        "marks": frozenset(Mark(mark) for mark in marks),
        "version": version,
        "errors": errors,
        "warnings": warnings,
        "notes": notes,
    }


def feed_of(connection: Connection, project_id: int) -> int:
    """Give the number of the last event of a project."""
    return connection.execute(select(Project.feed).where(Project.id == project_id)).scalar_one()
