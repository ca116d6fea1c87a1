"""Targets: the place of a segment in an edition, what stands there, what stood there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    and_,
    bindparam,
    exists,
    func,
    insert,
    select,
    update,
)

from glossary.model import ViolationKind, Voice
from translations.checks import terminology
from translations.model import Code, Mark, Origin, State
from translations.review import FourEyes
from workbench.storage import codes
from workbench.storage.tables import (
    Block,
    Document,
    Edition,
    Finding,
    Glossary,
    Project,
    Segment,
    SegmentVersion,
    Target,
    User,
    Waiver,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """What stands in an edition for a segment; version 0 and no id: nothing yet."""

    id: int | None = None
    segment_version_id: int | None = None
    text: str = ""
    state: State = State.INITIAL
    marks: frozenset[Mark] = frozenset()
    version: int = 0
    checked_revision: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    origin: Origin = Origin.PERSON
    score: float | None = None
    author_id: int | None = None
    reviewer_id: int | None = None
    confirmed_text: str | None = None
    confirmed_state: State | None = None
    approved_text: str | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One segment in one edition, with all that saving and checking ask about it."""

    project_id: int
    document_id: int
    edition_id: int
    segment_id: int
    block_id: int
    block_version: int
    language: str
    source_language: str
    policy: str
    policy_version: int
    context_version: int
    glossary_id: int
    glossary_revision: int
    four_eyes: FourEyes
    voice: Voice
    speaker: str
    retired: bool
    waivers: tuple[int, int, int]  #: of the edition: the newest, how many ended, how many ever
    text_id: int  #: the newest version of the source text
    source: str
    codes: tuple[Code, ...]
    target: TargetRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A living segment of a block, with its source and what stands for it."""

    segment_id: int
    text_id: int
    source: str
    after: str
    codes: tuple[Code, ...]
    target_id: int | None
    text: str
    version: int
    unrendered: bool  #: something of the source is found to be rendered nowhere in it


_TARGET = (
    Target.id, Target.segment_version_id, Target.text, Target.state, Target.marks,
    Target.version, Target.checked_revision, Target.errors, Target.warnings, Target.notes,
    Target.origin, Target.score, Target.author_id, Target.reviewer_id,
    Target.confirmed_text, Target.confirmed_state, Target.approved_text, Target.updated_at,
)  # fmt: skip
_NO_TARGET = TargetRow()


def _of_waivers(what: ColumnElement[int]) -> ScalarSelect[int]:
    return select(what).where(Waiver.edition_id == Edition.id).scalar_subquery()


_PLACE = (
    Edition.project_id, Edition.document_id, Edition.id, Segment.id, Segment.block_id,
    Block.version, Edition.language, Document.language, Edition.policy,
    Edition.policy_version, Edition.context_version, Project.glossary_id, Glossary.revision,
    Project.four_eyes, Block.voice, Block.speaker, Segment.retired, SegmentVersion.id,
    SegmentVersion.text, SegmentVersion.codes,
    _of_waivers(func.coalesce(func.max(Waiver.id), 0)),
    _of_waivers(func.count(Waiver.ended_at)),
    _of_waivers(func.count()),
)  # fmt: skip
_PLACES = (
    select(*_PLACE, *_TARGET)
    .select_from(Edition)
    .join(Document, and_(Document.id == Edition.document_id, ~Document.staged))
    .join(Project, Project.id == Edition.project_id)
    .join(Glossary, Glossary.id == Project.glossary_id)
    .join(Segment, Segment.document_id == Document.id)
    .join(Block, Block.id == Segment.block_id)
    .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
    .outerjoin(Target, and_(Target.edition_id == Edition.id, Target.segment_id == Segment.id))
)
_ONE_PLACE = _PLACES.where(
    Edition.id == bindparam("edition_id"), Segment.id == bindparam("segment_id")
)
_PLACES_OF_TARGETS = _PLACES.where(Target.id.in_(bindparam("target_ids", expanding=True)))


def place(connection: Connection, edition_id: int, segment_id: int) -> Place | None:
    """Find a segment of the edition's document, with what the edition has for it."""
    found = connection.execute(
        _ONE_PLACE, {"edition_id": edition_id, "segment_id": segment_id}
    ).first()
    return None if found is None else _place(found)


def places_of(connection: Connection, target_ids: Sequence[int]) -> tuple[Place, ...]:
    """Find the places of targets that stand, in the order of their blocks."""
    rows = connection.execute(_PLACES_OF_TARGETS, {"target_ids": list(target_ids)})
    found = [_place(row) for row in rows]
    return tuple(sorted(found, key=lambda p: (p.block_id, p.edition_id, p.segment_id)))


def _place(row: Row[Any]) -> Place:
    values = tuple(row)
    (
        project_id, document_id, edition_id, segment_id, block_id, block_version, language,
        source_language, policy, policy_version, context_version, glossary_id, glossary_revision,
        four_eyes, voice, speaker, retired, text_id, source, inline, *waivers,
    ) = values[: len(_PLACE)]  # fmt: skip
    return Place(
        project_id=project_id,
        document_id=document_id,
        edition_id=edition_id,
        segment_id=segment_id,
        block_id=block_id,
        block_version=block_version,
        language=language,
        source_language=source_language,
        policy=policy,
        policy_version=policy_version,
        context_version=context_version,
        glossary_id=glossary_id,
        glossary_revision=glossary_revision,
        four_eyes=FourEyes(four_eyes),
        voice=Voice(voice),
        speaker=speaker,
        retired=retired,
        waivers=(waivers[0], waivers[1], waivers[2]),
        text_id=text_id,
        source=source,
        codes=codes.from_json(inline),
        target=_target(values[len(_PLACE) :]),
    )


def _target(values: Sequence[Any]) -> TargetRow:
    if values[0] is None:
        return _NO_TARGET
    (
        id_, segment_version_id, text, state, marks, version, checked_revision, errors,
        warnings, notes, origin, score, author_id, reviewer_id, confirmed_text,
        confirmed_state, approved_text, updated_at,
    ) = values  # fmt: skip
    return TargetRow(
        id=id_,
        segment_version_id=segment_version_id,
        text=text,
        state=State(state),
        marks=frozenset(map(Mark, marks)),
        version=version,
        checked_revision=checked_revision,
        errors=errors,
        warnings=warnings,
        notes=notes,
        origin=Origin(origin),
        score=score,
        author_id=author_id,
        reviewer_id=reviewer_id,
        confirmed_text=confirmed_text,
        confirmed_state=None if confirmed_state is None else State(confirmed_state),
        approved_text=approved_text,
        updated_at=updated_at,
    )


_BLOCK = (
    select(
        Segment.id, SegmentVersion.id, SegmentVersion.text, Segment.after,
        SegmentVersion.codes, Target.id, Target.text, Target.version,
        exists()
        .where(
            Finding.target_id == Target.id,
            Finding.check_name == terminology.NAME,
            Finding.kind == ViolationKind.MISSING.value,
        )
        .correlate(Target),
    )
    .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
    .outerjoin(
        Target,
        and_(Target.segment_id == Segment.id, Target.edition_id == bindparam("edition_id")),
    )
    .where(Segment.block_id == bindparam("block_id"), ~Segment.retired)
    .order_by(Segment.position, Segment.id)
)  # fmt: skip


def block(connection: Connection, edition_id: int, block_id: int) -> tuple[Neighbour, ...]:
    """List the segments of a block in order, with what an edition has for each."""
    rows = connection.execute(_BLOCK, {"edition_id": edition_id, "block_id": block_id})
    return tuple(
        Neighbour(
            segment_id=segment_id,
            text_id=text_id,
            source=source,
            after=after,
            codes=codes.from_json(inline),
            target_id=target_id,
            text=text or "",
            version=version or 0,
            unrendered=unrendered,
        )
        for segment_id, text_id, source, after, inline, target_id, text, version, unrendered in rows
    )


_INSERT = insert(Target).returning(Target.id)
_UPDATE = update(Target).where(
    Target.id == bindparam("row_id"), Target.version == bindparam("seen")
)


def add(connection: Connection, edition_id: int, segment_id: int, **values: Any) -> int:
    """Store the first text for a segment."""
    row = {"edition_id": edition_id, "segment_id": segment_id, "version": 1, **values}
    return connection.execute(_INSERT, row).scalar_one()


def change(connection: Connection, target_id: int, *, seen: int, **values: Any) -> bool:
    """Change a target if it still stands at the version seen, and raise its version."""
    row = {"row_id": target_id, "seen": seen, "version": seen + 1, **values}
    return connection.execute(_UPDATE, row).rowcount == 1


_UPDATE_COUNTS = update(Target).where(Target.id == bindparam("row_id"))


def set_counts(connection: Connection, target_id: int, **values: int) -> None:
    """Write how many findings are open; the version stays, for no text changed."""
    connection.execute(_UPDATE_COUNTS, {"row_id": target_id, **values})


def mark_checked(connection: Connection, target_ids: Sequence[int], revision: int) -> None:
    """Write that targets were checked at a revision, and nothing new was found."""
    if target_ids:
        connection.execute(
            update(Target).where(Target.id.in_(target_ids)).values(checked_revision=revision)
        )


# What stands beside a target


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """What another edition has for the same segment."""

    edition_id: int
    language: str
    policy: str
    target: TargetRow


def others(connection: Connection, edition_id: int, segment_id: int) -> tuple[Other, ...]:
    """List what the other editions of the document have for a segment."""
    mine = select(Edition.document_id).where(Edition.id == edition_id).scalar_subquery()
    rows = connection.execute(
        select(Edition.id, Edition.language, Edition.policy, *_TARGET)
        .outerjoin(Target, and_(Target.edition_id == Edition.id, Target.segment_id == segment_id))
        .where(Edition.document_id == mine, Edition.id != edition_id)
        .order_by(Edition.language, Edition.id)
    )
    return tuple(
        Other(edition_id=row[0], language=row[1], policy=row[2], target=_target(tuple(row)[3:]))
        for row in rows
    )


def names(connection: Connection, user_ids: Iterable[int | None]) -> dict[int, str]:
    """Give the names by which people are shown."""
    wanted = sorted({user_id for user_id in user_ids if user_id is not None})
    if not wanted:
        return {}
    rows = connection.execute(
        select(User.id, User.display_name, User.name).where(User.id.in_(wanted))
    )
    return {user_id: display or name for user_id, display, name in rows}
