"""What stands for a segment in every edition, and how it is moved when its source changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from translations.model import Mark, State
from workbench.storage import histories
from workbench.storage.candidates import pieces
from workbench.storage.folding import fold
from workbench.storage.tables import (
    Edition,
    Finding,
    Target,
    TargetOccurrence,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A target in one edition, as a change of its source finds it."""

    id: int
    edition_id: int
    language: str
    segment_id: int
    segment_version_id: int
    text: str
    state: State
    marks: frozenset[Mark]
    version: int
    origin: str
    score: float | None
    author_id: int | None
    reviewer_id: int | None
    confirmed_text: str | None
    confirmed_state: str | None
    approved_text: str | None


_STANDING = (
    Target.id, Target.edition_id, Edition.language, Target.segment_id, Target.segment_version_id,
    Target.text, Target.state, Target.marks, Target.version, Target.origin, Target.score,
    Target.author_id, Target.reviewer_id, Target.confirmed_text, Target.confirmed_state,
    Target.approved_text,
)  # fmt: skip
#: What undo puts back as it was; all else follows from it.
_RESTORED = (
    "text", "origin", "score", "author_id", "reviewer_id", "confirmed_text", "confirmed_state",
    "approved_text",
)  # fmt: skip


def of_segments(connection: Connection, segment_ids: Sequence[int]) -> tuple[Standing, ...]:
    """Read what stands for segments in all editions, and keep it until the transaction ends."""
    found: list[Standing] = []
    for some in pieces(sorted(segment_ids)):
        statement = (
            select(*_STANDING)
            .join(Edition, Edition.id == Target.edition_id)
            .where(Target.segment_id.in_(some))
            .order_by(Target.id)
        )
        if connection.dialect.name == "postgresql":
            statement = statement.with_for_update(of=[Target.__table__])
        found += (_standing(row) for row in connection.execute(statement).mappings())
    return tuple(found)


def snapshot(standing: Standing) -> dict[str, Any]:
    """Write down what undo puts back."""
    return {
        "id": standing.id,
        "edition_id": standing.edition_id,
        "segment_id": standing.segment_id,
        "state": standing.state.value,
        "marks": sorted(standing.marks),
        **{name: getattr(standing, name) for name in _RESTORED},
    }


def as_left(standing: Standing) -> list[Any]:
    """Give what a person sees of a target, to tell later whether it is as it was left."""
    return [standing.text, standing.state.value, sorted(standing.marks)]


def is_as_left(standing: Standing, left: Mapping[str, Any]) -> bool:
    """Say whether a target says what it said; one that came since must be empty."""
    known = left.get(str(standing.id))
    return not standing.text if known is None else bool(known == as_left(standing))


def restored(before: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values that a snapshot puts back."""
    return {
        **{name: before[name] for name in _RESTORED},
        "state": State(before["state"]),
        "marks": frozenset(map(Mark, before["marks"])),
    }


def move(
    connection: Connection,
    standing: Standing,
    *,
    action: str,
    actor_id: int | None,
    note: str = "",
    **values: Any,
) -> int:
    """Change a target because its source did; answers its new version.

    What stood there is in its history afterwards, and so is what stands there now.
    """
    move_all(connection, [(standing, values)], action=action, actor_id=actor_id, note=note)
    return standing.version + 1


#: What a change of the source may change of a target.
_MOVED = (*_RESTORED, "segment_version_id", "state", "marks")


def move_all(
    connection: Connection,
    moved: Sequence[tuple[Standing, Mapping[str, Any]]],
    *,
    action: str,
    actor_id: int | None,
    note: str = "",
) -> None:
    """Change many targets because their source did, each to its values, in few statements."""
    if not moved:
        return
    kept = histories.with_newest(connection, [standing.id for standing, _ in moved])
    lost = [standing for standing, _ in moved if standing.id not in kept]
    histories.add(connection, *(_history_row(each, "draft", each.author_id) for each in lost))
    now = datetime.now(UTC)
    after = [(standing, _columns(standing, values, now)) for standing, values in moved]
    connection.execute(
        update(Target)
        .where(Target.id == bindparam("row_id"))
        .values({name: bindparam(f"now_{name}") for name in after[0][1]}),
        [
            {"row_id": standing.id, **{f"now_{name}": value for name, value in row.items()}}
            for standing, row in after
        ],
    )
    step = {"action": action, "actor_id": actor_id, "at": now, "note": note}
    histories.add(connection, *({**_moved_row(standing, row), **step} for standing, row in after))


def _columns(standing: Standing, values: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    row = {name: values.get(name, getattr(standing, name)) for name in _MOVED}
    return {
        **row,
        "state": State(row["state"]).value,
        "marks": sorted(row["marks"]),
        "folded": fold(row["text"]),
        "version": standing.version + 1,
        "checked_revision": 0,  # until it is checked again
        "updated_at": now,
    }


def _moved_row(standing: Standing, row: Mapping[str, Any]) -> dict[str, Any]:
    told = ("version", "text", "state", "marks", "origin", "segment_version_id", "author_id")
    return {"target_id": standing.id, **{name: row[name] for name in told}}


def name_texts(connection: Connection, texts: Mapping[int, int]) -> None:
    """Let targets name other texts of their sources; nothing else changes."""
    rows = [{"row_id": target, "named": text_id} for target, text_id in texts.items()]
    if rows:
        connection.execute(
            update(Target)
            .where(Target.id == bindparam("row_id"))
            .values(segment_version_id=bindparam("named")),
            rows,
        )


def forget_checked(connection: Connection, target_ids: Collection[int]) -> None:
    """Say that what was found in targets is out of date; approving them checks them first."""
    for some in pieces(sorted(target_ids)):
        connection.execute(update(Target).where(Target.id.in_(some)).values(checked_revision=0))


def forget_findings(connection: Connection, target_ids: Iterable[int]) -> None:
    """Drop what was found in targets that are to be checked again, or nevermore."""
    for some in pieces(sorted(target_ids)):
        for table in (Finding, TargetOccurrence):
            connection.execute(delete(table).where(table.target_id.in_(some)))
        connection.execute(
            update(Target)
            .where(Target.id.in_(some))
            .values(errors=0, warnings=0, notes=0, checked_revision=0)
        )


def _history_row(standing: Standing, action: str, actor_id: int | None) -> dict[str, Any]:
    return {
        "target_id": standing.id,
        "version": standing.version,
        "text": standing.text,
        "state": standing.state.value,
        "marks": sorted(standing.marks),
        "action": action,
        "origin": standing.origin,
        "segment_version_id": standing.segment_version_id,
        "author_id": standing.author_id,
        "actor_id": actor_id,
        "at": datetime.now(UTC),
        "note": "",
    }


def _standing(row: Any) -> Standing:
    return Standing(
        **{**row, "state": State(row["state"]), "marks": frozenset(map(Mark, row["marks"]))}
    )
