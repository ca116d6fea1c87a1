"""The versions of a source: what made each, what undo puts back, what was in it once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from translations.model import Code, State
from workbench.storage import codes
from workbench.storage.candidates import pieces
from workbench.storage.tables import (
    Block,
    Document,
    DocumentName,
    Edition,
    Lineage,
    Original,
    Segment,
    SegmentVersion,
    SourceVersion,
    Target,
    User,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version of a source, as a page lists it."""

    number: int
    at: datetime
    actor_id: int | None
    actor: str
    kind: str
    summary: str
    facts: Mapping[str, Any]
    file: str  #: the name of the file that it came in, if it came in one
    kept: bool  #: whether it can be undone
    undone_at: datetime | None


_FACTS = (
    SourceVersion.number, SourceVersion.at, SourceVersion.actor_id,
    func.coalesce(User.display_name, "").label("actor"), SourceVersion.kind,
    SourceVersion.summary, SourceVersion.facts, func.coalesce(Original.name, "").label("file"),
    SourceVersion.before.is_not(None).label("kept"), SourceVersion.undone_at,
)  # fmt: skip


def listed(
    connection: Connection, document_id: int, *, first: int = 0, limit: int = 50
) -> tuple[VersionRow, ...]:
    """List the versions of a source, newest first."""
    rows = connection.execute(
        select(*_FACTS)
        .outerjoin(User, User.id == SourceVersion.actor_id)
        .outerjoin(Original, Original.id == SourceVersion.original_id)
        .where(SourceVersion.document_id == document_id)
        .order_by(SourceVersion.number.desc())
        .offset(first)
        .limit(limit)
    )
    return tuple(VersionRow(**row) for row in rows.mappings())


def file(connection: Connection, document_id: int, number: int) -> tuple[str, bytes] | None:
    """Give the file that a version came in: its name and its bytes."""
    row = connection.execute(
        select(Original.name, Original.body)
        .join(SourceVersion, SourceVersion.original_id == Original.id)
        .where(SourceVersion.document_id == document_id, SourceVersion.number == number)
    ).first()
    return None if row is None else (row.name, row.body)


def count(connection: Connection, document_id: int) -> int:
    statement = select(func.count(SourceVersion.id)).where(SourceVersion.document_id == document_id)
    return connection.execute(statement).scalar_one()


def made_by_job(connection: Connection, document_id: int, job_id: int) -> bool:
    """Say whether a job has made a version of the source already."""
    facts = select(SourceVersion.facts).where(SourceVersion.document_id == document_id)
    return any(each.get("job") == job_id for each in connection.execute(facts).scalars())


# Undo


def keep(connection: Connection, document_id: int, number: int, before: bytes) -> None:
    """Keep what undo of a version puts back."""
    connection.execute(
        update(SourceVersion)
        .where(SourceVersion.document_id == document_id, SourceVersion.number == number)
        .values(before=before)
    )


def kept(connection: Connection, document_id: int, number: int) -> tuple[str, bytes] | None:
    """Read what made a version, and what its undo puts back, if anything was kept."""
    row = connection.execute(
        select(SourceVersion.kind, SourceVersion.before).where(
            SourceVersion.document_id == document_id, SourceVersion.number == number
        )
    ).first()
    return None if row is None or row.before is None else (row.kind, row.before)


def set_undone(connection: Connection, document_id: int, number: int) -> bool:
    """Mark a version as undone; false when it already was."""
    changed = connection.execute(
        update(SourceVersion)
        .where(
            SourceVersion.document_id == document_id,
            SourceVersion.number == number,
            SourceVersion.undone_at.is_(None),
        )
        .values(undone_at=datetime.now(UTC))
    )
    return changed.rowcount == 1


def last_to_undo(connection: Connection, document_id: int) -> int:
    """Name the newest version that can be undone and was not; 0 where there is none."""
    found = connection.execute(
        select(func.max(SourceVersion.number)).where(
            SourceVersion.document_id == document_id,
            SourceVersion.before.is_not(None),
            SourceVersion.undone_at.is_(None),
        )
    ).scalar()
    return found or 0


_CUT = Lineage.kind.in_(("split", "join")) & Lineage.undone_at.is_(None)


def last_cut(connection: Connection, document_id: int) -> int:
    """Name the version of the newest split or join that was not undone; 0 where there is none."""
    found = connection.execute(
        select(func.max(Lineage.source_version)).where(Lineage.document_id == document_id, _CUT)
    ).scalar()
    return found or 0


def cut_of(connection: Connection, document_id: int, number: int) -> int:
    """Name the lineage of the split or join that made a version; 0 where there is none."""
    here = (Lineage.document_id == document_id) & (Lineage.source_version == number)
    return connection.execute(select(Lineage.id).where(here, _CUT)).scalar() or 0


def kind(connection: Connection, document_id: int, number: int) -> str:
    """Tell what made a version."""
    return connection.execute(
        select(SourceVersion.kind).where(
            SourceVersion.document_id == document_id, SourceVersion.number == number
        )
    ).scalar_one()


# The document


def original_before(connection: Connection, document_id: int, number: int) -> int | None:
    """Name the file that the source came in last before a version."""
    return connection.execute(
        select(SourceVersion.original_id)
        .where(
            SourceVersion.document_id == document_id,
            SourceVersion.number < number,
            SourceVersion.original_id.is_not(None),
        )
        .order_by(SourceVersion.number.desc())
        .limit(1)
    ).scalar()


def digest(connection: Connection, document_id: int) -> str:
    """Give the digest of the file that the source came in last; empty where none is kept."""
    found = connection.execute(
        select(Original.sha256)
        .join(SourceVersion, SourceVersion.original_id == Original.id)
        .where(SourceVersion.document_id == document_id)
        .order_by(SourceVersion.number.desc())
        .limit(1)
    ).scalar()
    return found or ""


def set_format(connection: Connection, document_id: int, name: str) -> None:
    connection.execute(update(Document).where(Document.id == document_id).values(format=name))


def recount(connection: Connection, document_id: int) -> None:
    """Count the segments and words that are to be translated."""
    numbers = connection.execute(
        select(func.count(Segment.id), func.coalesce(func.sum(SegmentVersion.words), 0))
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .join(Block, Block.id == Segment.block_id)
        .where(Segment.document_id == document_id, ~Segment.retired, Block.left_out == "")
    ).one()
    connection.execute(
        update(Document)
        .where(Document.id == document_id)
        .values(segments=numbers[0], words=numbers[1])
    )


def drop_unused_name(connection: Connection, document_id: int, kind: str, source: str) -> None:
    """Drop a name that has no form but that of the source."""
    where = (
        (DocumentName.document_id == document_id)
        & (DocumentName.kind == kind)
        & (DocumentName.source == source)
    )
    rows = connection.execute(select(DocumentName.id).where(where)).scalars().all()
    if len(rows) == 1:
        connection.execute(delete(DocumentName).where(DocumentName.id == rows[0]))


# What was in it once


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedTarget:
    """A translation of a segment that is in the source no more."""

    language: str
    policy: str
    text: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedRow:
    """A segment that a version of the source took out."""

    segment_id: int
    text: str
    codes: tuple[Code, ...]
    number: int  #: of the version that has it no more
    at: datetime
    targets: tuple[ArchivedTarget, ...] = ()


_REMOVED = (Lineage.kind == "removal") & Lineage.undone_at.is_(None) & Segment.retired


def count_archived(connection: Connection, document_id: int) -> int:
    statement = (
        select(func.count(Lineage.id))
        .join(Segment, Segment.id == Lineage.from_id)
        .where(Lineage.document_id == document_id, _REMOVED)
    )
    return connection.execute(statement).scalar_one()


def archived(
    connection: Connection, document_id: int, *, first: int, limit: int
) -> tuple[ArchivedRow, ...]:
    """List the segments that were taken out, with their translations, the last taken first."""
    rows = connection.execute(
        select(
            Segment.id.label("segment_id"), SegmentVersion.text, SegmentVersion.codes,
            Lineage.source_version.label("number"), Lineage.at,
        )
        .join(Segment, Segment.id == Lineage.from_id)
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .where(Lineage.document_id == document_id, _REMOVED)
        .order_by(Lineage.source_version.desc(), Segment.block_position, Segment.position)
        .offset(first)
        .limit(limit)
    ).mappings().all()  # fmt: skip
    known = _targets(connection, [row["segment_id"] for row in rows])
    return tuple(
        ArchivedRow(
            **{**row, "codes": codes.from_json(row["codes"])},
            targets=tuple(known.get(row["segment_id"], ())),
        )
        for row in rows
    )


def _targets(connection: Connection, segment_ids: list[int]) -> dict[int, list[ArchivedTarget]]:
    found: dict[int, list[ArchivedTarget]] = {}
    for some in pieces(segment_ids):
        rows = connection.execute(
            select(Target.segment_id, Edition.language, Edition.policy, Target.text, Target.state)
            .join(Edition, Edition.id == Target.edition_id)
            .where(Target.segment_id.in_(some), Target.text != "")
            .order_by(Edition.id)
        )
        for row in rows:
            target = ArchivedTarget(
                language=row.language, policy=row.policy, text=row.text, state=State(row.state)
            )
            found.setdefault(row.segment_id, []).append(target)
    return found
