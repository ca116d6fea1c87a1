"""What targets were: their history, their reviews, and texts that were refused as stale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    text,
)

from translations.model import Mark, Origin, State
from translations.review import Action
from workbench.storage.candidates import pieces
from workbench.storage.tables import Draft, Review, Target, TargetHistory, UtcTime

#: The note of a draft that puts back what stood before words were replaced.
TAKEN_BACK = "↶"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """What a target was at one moment."""

    version: int
    text: str
    state: State
    marks: frozenset[Mark]
    action: str
    origin: Origin
    segment_version_id: int
    author_id: int | None
    actor_id: int | None
    at: datetime
    note: str  #: the reason of a review; for a draft, which words took the place of which

    @property
    def replaced(self) -> bool:
        """Whether words were put in the place of others, and nobody typed."""
        return self.action == Action.DRAFT and self.note not in {"", TAKEN_BACK}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """The outcome of one review."""

    target_version: int
    outcome: str
    category: str
    weight: str
    reason: str
    before: str
    actor_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A text that was refused because somebody else had saved first."""

    text: str
    base_version: int
    at: datetime


_ADD = insert(TargetHistory)


def add(connection: Connection, *rows: Mapping[str, Any]) -> None:
    if rows:
        connection.execute(_ADD, [dict(row) for row in rows])


_HISTORY = (
    TargetHistory.version, TargetHistory.text, TargetHistory.state, TargetHistory.marks,
    TargetHistory.action, TargetHistory.origin, TargetHistory.segment_version_id,
    TargetHistory.author_id, TargetHistory.actor_id, TargetHistory.at, TargetHistory.note,
)  # fmt: skip


def history(
    connection: Connection, target_id: int, *, limit: int | None = None
) -> tuple[HistoryRow, ...]:
    """List what a target was, newest first."""
    rows = connection.execute(
        select(*_HISTORY)
        .where(TargetHistory.target_id == target_id)
        .order_by(TargetHistory.version.desc(), TargetHistory.id.desc())
        .limit(limit)
    )
    return tuple(_history(row) for row in rows)


def before(connection: Connection, target_ids: Sequence[int]) -> dict[int, str]:
    """Give the text that each of these targets had before its last step."""
    newest_first = func.row_number().over(
        partition_by=TargetHistory.target_id,
        order_by=(TargetHistory.version.desc(), TargetHistory.id.desc()),
    )
    ranked = (
        select(TargetHistory.target_id, TargetHistory.text, newest_first.label("rank"))
        .where(TargetHistory.target_id.in_(target_ids))
        .subquery()
    )
    rows = connection.execute(select(ranked.c.target_id, ranked.c.text).where(ranked.c.rank == 2))
    return {target_id: words for target_id, words in rows}  # noqa: C416 - rows


def count(connection: Connection, target_id: int) -> int:
    statement = select(func.count()).where(TargetHistory.target_id == target_id)
    return connection.execute(statement).scalar_one()


def has_version(connection: Connection, target_id: int, version: int) -> bool:
    """Say whether the text of this version is kept in the history."""
    found = exists().where(TargetHistory.target_id == target_id, TargetHistory.version == version)
    return bool(connection.execute(select(found)).scalar())


def with_newest(connection: Connection, target_ids: Sequence[int]) -> frozenset[int]:
    """Name those of some targets whose history has what stands there now."""
    found: set[int] = set()
    for some in pieces(target_ids):
        here = and_(Target.id == TargetHistory.target_id, Target.version == TargetHistory.version)
        statement = select(Target.id).join(TargetHistory, here).where(Target.id.in_(some))
        found.update(connection.execute(statement).scalars())
    return frozenset(found)


def last_in_state(
    connection: Connection, target_id: int, state: State, words: str
) -> HistoryRow | None:
    """Find the newest moment at which this text stood in this state."""
    row = connection.execute(
        select(*_HISTORY)
        .where(
            TargetHistory.target_id == target_id,
            TargetHistory.state == state.value,
            TargetHistory.text == words,
        )
        .order_by(TargetHistory.version.desc(), TargetHistory.id.desc())
        .limit(1)
    ).first()
    return None if row is None else _history(row)


def _history(row: Row[Any]) -> HistoryRow:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    return HistoryRow(
        **{
            **values,
            "state": State(values["state"]),
            "marks": frozenset(map(Mark, values["marks"])),
            "origin": Origin(values["origin"]),
        }
    )


# Reviews


def add_review(connection: Connection, **values: Any) -> None:
    connection.execute(insert(Review).values(**values))


_REVIEW = (
    Review.target_version, Review.outcome, Review.category, Review.weight, Review.reason,
    Review.before, Review.actor_id, Review.at,
)  # fmt: skip


def reviews(connection: Connection, target_id: int) -> tuple[ReviewRow, ...]:
    """List the reviews of a target, oldest first."""
    rows = connection.execute(
        select(*_REVIEW).where(Review.target_id == target_id).order_by(Review.id)
    )
    return tuple(ReviewRow(**row._mapping) for row in rows)  # noqa: SLF001 - SQLAlchemy's public name


# Texts that were refused


_KEEP = text(
    "INSERT INTO draft (edition_id, segment_id, user_id, base_version, text, at)"
    " VALUES (:edition_id, :segment_id, :user_id, :base_version, :words, :at)"
    " ON CONFLICT (edition_id, segment_id, user_id) DO UPDATE"
    " SET base_version = excluded.base_version, text = excluded.text, at = excluded.at"
).bindparams(bindparam("at", type_=UtcTime()))


def keep_draft(connection: Connection, **values: Any) -> None:
    """Keep a refused text of a person; it takes the place of the one kept before."""
    connection.execute(_KEEP, values)


_MINE = and_(
    Draft.edition_id == bindparam("of_edition"),
    Draft.segment_id == bindparam("of_segment"),
    Draft.user_id == bindparam("of_user"),
)
_KEPT = select(Draft.text, Draft.base_version, Draft.at).where(_MINE)
_DROP = delete(Draft).where(_MINE)


def kept_draft(
    connection: Connection, edition_id: int, segment_id: int, user_id: int
) -> KeptDraft | None:
    mine = {"of_edition": edition_id, "of_segment": segment_id, "of_user": user_id}
    row = connection.execute(_KEPT, mine).mappings().first()
    return None if row is None else KeptDraft(**row)


def drop_draft(connection: Connection, edition_id: int, segment_id: int, user_id: int) -> bool:
    mine = {"of_edition": edition_id, "of_segment": segment_id, "of_user": user_id}
    return connection.execute(_DROP, mine).rowcount == 1
