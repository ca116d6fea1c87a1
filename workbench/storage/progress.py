"""How far editions are: counts by state, and what waits for one person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    select,
)

from translations.model import Mark, State
from workbench.storage.tables import Block, Document, Edition, LeftOut, Segment, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Counts of the segments that an edition translates, without left-out and retired ones."""

    total: int = 0
    draft: int = 0
    translated: int = 0
    reviewed: int = 0
    final: int = 0
    returned: int = 0
    outdated: int = 0
    with_errors: int = 0

    @property
    def empty(self) -> int:
        return max(0, self.total - self.draft - self.translated - self.reviewed - self.final)

    @property
    def open(self) -> int:
        """Count what still wants a translation."""
        return self.empty + self.draft


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionProgress:
    """An edition with its counts, and the counts that concern one person."""

    id: int
    project_id: int
    document_id: int
    title: str  #: of the source document
    source_language: str
    language: str
    policy: str
    progress: Progress = field(default_factory=Progress)
    returned_to_me: int = 0
    translated_by_others: int = 0


def editions(
    connection: Connection, project_ids: Collection[int], *, user_id: int
) -> tuple[EditionProgress, ...]:
    """List the editions of projects by document and language, each with its counts."""
    columns = (
        Edition.id, Edition.project_id, Edition.document_id, Document.title,
        Document.language.label("source_language"), Edition.language, Edition.policy,
        Document.segments,
    )  # fmt: skip
    rows = connection.execute(
        select(*columns)
        .join(Document, Document.id == Edition.document_id)
        .where(Edition.project_id.in_(project_ids), ~Document.staged)
        .order_by(Document.id, Edition.language, Edition.id)
    )
    found = rows.mappings().all()
    ids = [row["id"] for row in found]
    counts, left_out = _counts(connection, ids, user_id), _left_out(connection, ids)
    return tuple(
        _edition(row, counts.get(row["id"], {}), left_out.get(row["id"], 0)) for row in found
    )


def _edition(row: RowMapping, counts: dict[str, int], left_out: int) -> EditionProgress:
    values = {name: value for name, value in row.items() if name != "segments"}
    returned, others = counts.pop("returned_to_me", 0), counts.pop("translated_by_others", 0)
    return EditionProgress(
        **values,
        progress=Progress(total=row["segments"] - left_out, **counts),
        returned_to_me=returned,
        translated_by_others=others,
    )


def _counts(
    connection: Connection, edition_ids: Collection[int], user_id: int
) -> dict[int, dict[str, int]]:
    returned = _marked(Mark.RETURNED)
    others = and_(Target.state == State.TRANSLATED, func.coalesce(Target.author_id, 0) != user_id)
    columns = {
        "draft": and_(Target.state == State.INITIAL, Target.text != ""),
        "translated": Target.state == State.TRANSLATED,
        "reviewed": Target.state == State.REVIEWED,
        "final": Target.state == State.FINAL,
        "returned": returned,
        "outdated": _marked(Mark.OUTDATED),
        "with_errors": Target.errors > 0,
        "returned_to_me": and_(returned, Target.author_id == user_id),
        "translated_by_others": others,
    }
    rows = connection.execute(
        select(Target.edition_id, *(_count(c).label(name) for name, c in columns.items()))
        .join(Segment, Segment.id == Target.segment_id)
        .join(Block, Block.id == Segment.block_id)
        .where(
            Target.edition_id.in_(edition_ids),
            ~Segment.retired,
            Block.left_out == "",
            ~_left_out_here(),
        )
        .group_by(Target.edition_id)
    )
    return {row["edition_id"]: {name: row[name] for name in columns} for row in rows.mappings()}


def _left_out_here() -> ColumnElement[bool]:
    """Ask by EXISTS: that an outer join finds nothing, PostgreSQL thinks rare, and sorts."""
    return exists().where(
        LeftOut.edition_id == Target.edition_id, LeftOut.block_id == Segment.block_id
    )


def _left_out(connection: Connection, edition_ids: Collection[int]) -> dict[int, int]:
    """Count the segments that single editions leave out, beyond what nobody translates."""
    rows = connection.execute(
        select(LeftOut.edition_id, func.count())
        .join(Block, Block.id == LeftOut.block_id)
        .join(Segment, Segment.block_id == Block.id)
        .where(LeftOut.edition_id.in_(edition_ids), ~Segment.retired, Block.left_out == "")
        .group_by(LeftOut.edition_id)
    )
    return {edition_id: count for edition_id, count in rows}  # noqa: C416 - rows


def _marked(mark: Mark) -> ColumnElement[bool]:
    return cast(Target.marks, Text).contains(f'"{mark}"')


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
