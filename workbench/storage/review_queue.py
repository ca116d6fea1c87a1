"""What waits for people who review, and what came back to those who translate."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    Text,
    and_,
    cast,
    false,
    func,
    or_,
    select,
)

from glossary.model import Voice
from translations.model import Code, Mark, State
from translations.review import FourEyes
from workbench.storage import codes
from workbench.storage.tables import (
    Block,
    Document,
    Edition,
    LeftOut,
    Project,
    Review,
    Segment,
    SegmentVersion,
    Target,
    User,
)


class Pile(StrEnum):
    """A kind of work on targets that stand already."""

    TO_REVIEW = "to-review"
    RETURNED = "returned"
    SELF_REVIEWED = "self-reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """A person, with the projects in which they may do what."""

    user_id: int
    translates: frozenset[int]
    reviews_others: frozenset[int]  #: under four eyes: never what they wrote themselves
    reviews_all: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What of a pile to show; what is empty asks nothing."""

    project: str = ""  #: the slug
    language: str = ""
    edition_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A target in the queue, with what a person needs to judge it."""

    edition_id: int
    project: str
    project_slug: str
    four_eyes: FourEyes
    title: str
    language: str
    source_language: str
    voice: Voice
    speaker: str
    segment_id: int
    text_id: int
    source: str
    codes: tuple[Code, ...]
    target_id: int
    target: str
    state: State
    marks: frozenset[Mark]
    version: int
    errors: int
    warnings: int
    author_id: int | None
    author: str
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Why a target was returned, and by whom."""

    category: str
    weight: str
    reason: str
    actor: str
    at: datetime


def count(connection: Connection, pile: Pile, asker: Asker, narrowed: Narrowed) -> int:
    statement = _in_pile(select(func.count(Target.id)), pile, asker, narrowed)
    return int(connection.execute(statement).scalar_one())


def oldest(
    connection: Connection,
    pile: Pile,
    asker: Asker,
    narrowed: Narrowed,
    *,
    skip: int,
    limit: int,
) -> tuple[Waiting, ...]:
    """List a part of a pile, oldest first."""
    statement = _in_pile(select(*_COLUMNS), pile, asker, narrowed)
    ordered = statement.order_by(Target.updated_at, Target.id).offset(skip).limit(limit)
    return tuple(_waiting(row) for row in connection.execute(ordered).mappings())


def remarks(connection: Connection, target_ids: Sequence[int]) -> dict[int, Remark]:
    """Give the last return of each target."""
    rows = connection.execute(
        select(
            Review.target_id, Review.category, Review.weight, Review.reason,
            _name().label("actor"), Review.at,
        )
        .join(User, User.id == Review.actor_id)
        .where(Review.target_id.in_(target_ids), Review.outcome == "returned")
        .order_by(Review.id)
    )  # fmt: skip
    return {
        row["target_id"]: Remark(**{name: row[name] for name in _REMARK}) for row in rows.mappings()
    }


_REMARK = ("category", "weight", "reason", "actor", "at")


def _name() -> ColumnElement[str]:
    return func.coalesce(func.nullif(User.display_name, ""), User.name, "")


_COLUMNS = (
    Edition.id.label("edition_id"), Project.name.label("project"),
    Project.slug.label("project_slug"), Project.four_eyes, Document.title, Edition.language,
    Document.language.label("source_language"), Block.voice, Block.speaker,
    Segment.id.label("segment_id"), SegmentVersion.id.label("text_id"),
    SegmentVersion.text.label("source"), SegmentVersion.codes, Target.id.label("target_id"),
    Target.text.label("target"), Target.state, Target.marks, Target.version, Target.errors,
    Target.warnings, Target.author_id, _name().label("author"), Target.updated_at,
)  # fmt: skip


def _in_pile(
    statement: Select[*tuple[Any, ...]], pile: Pile, asker: Asker, narrowed: Narrowed
) -> Select[*tuple[Any, ...]]:
    out = and_(LeftOut.edition_id == Target.edition_id, LeftOut.block_id == Segment.block_id)
    return (
        statement.select_from(Target)
        .join(Edition, Edition.id == Target.edition_id)
        .join(Project, Project.id == Edition.project_id)
        .join(Document, Document.id == Edition.document_id)
        .join(Segment, Segment.id == Target.segment_id)
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .join(Block, Block.id == Segment.block_id)
        .outerjoin(User, User.id == Target.author_id)
        .outerjoin(LeftOut, out)
        .where(~Segment.retired, Block.left_out == "", LeftOut.id.is_(None))
        .where(_belongs(pile, asker), *_narrow(narrowed))
    )


def _belongs(pile: Pile, asker: Asker) -> ColumnElement[bool]:
    by_others = func.coalesce(Target.author_id, 0) != asker.user_id
    match pile:
        case Pile.TO_REVIEW:
            mine = or_(and_(_within(asker.reviews_others), by_others), _within(asker.reviews_all))
            return and_(Target.state == State.TRANSLATED, mine)
        case Pile.RETURNED:
            returned = and_(_marked(Mark.RETURNED), Target.author_id == asker.user_id)
            return and_(returned, _within(asker.translates))
        case Pile.SELF_REVIEWED:
            reviewed = _within(asker.reviews_others | asker.reviews_all)
            return and_(_marked(Mark.SELF_REVIEWED), reviewed)


def _within(project_ids: Collection[int]) -> ColumnElement[bool]:
    return Edition.project_id.in_(sorted(project_ids)) if project_ids else false()


def _marked(mark: Mark) -> ColumnElement[bool]:
    return cast(Target.marks, Text).contains(f'"{mark}"')


def _narrow(narrowed: Narrowed) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if narrowed.project:
        found.append(Project.slug == narrowed.project)
    if narrowed.language:
        found.append(Edition.language == narrowed.language)
    if narrowed.edition_id is not None:
        found.append(Edition.id == narrowed.edition_id)
    return found


def _waiting(row: RowMapping) -> Waiting:
    return Waiting(
        **{
            **row,
            "four_eyes": FourEyes(row["four_eyes"]),
            "voice": Voice(row["voice"]),
            "codes": codes.from_json(row["codes"]),
            "state": State(row["state"]),
            "marks": frozenset(map(Mark, row["marks"])),
        }
    )
