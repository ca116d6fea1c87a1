"""Beads of alignments, by their places; the changes that undo takes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from translations.alignment.model import Ground, Reason
from translations.alignment.placed import Placed
from workbench.storage.tables import AlignmentChange, Bead

#: Places that one statement names.
_VALUES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One act: the beads that it took away and those that it put there."""

    number: int
    kind: str
    before: tuple[Placed, ...]
    after: tuple[Placed, ...]
    crossings: tuple[list[Any], list[Any]] | None  #: before and after, where they changed


_LIGHT = (
    Bead.place, Bead.source_start, Bead.source_size, Bead.target_size, Bead.moved,
    Bead.confidence, Bead.pinned,
)  # fmt: skip


def outline(connection: Connection, alignment_id: int) -> list[Placed]:
    """Read all beads in order, without their reasons."""
    statement = select(*_LIGHT).where(Bead.alignment_id == alignment_id).order_by(Bead.place)
    return [_placed(row, ()) for row in connection.execute(statement).mappings()]


def whole(connection: Connection, alignment_id: int) -> list[Placed]:
    """Read all beads in order."""
    return between(connection, alignment_id, 0)


def between(
    connection: Connection, alignment_id: int, first: int, last: int | None = None
) -> list[Placed]:
    """Read the beads from a place to another, both included."""
    where = (Bead.alignment_id == alignment_id) & (Bead.place >= first)
    if last is not None:
        where &= Bead.place <= last
    return _all(connection, where)


def after(connection: Connection, alignment_id: int, place: int) -> Placed | None:
    """Read the bead that follows a place."""
    where = (Bead.alignment_id == alignment_id) & (Bead.place > place)
    return _first(connection, where, Bead.place.asc())


def before(connection: Connection, alignment_id: int, place: int) -> Placed | None:
    """Read the bead that comes before a place."""
    where = (Bead.alignment_id == alignment_id) & (Bead.place < place)
    return _first(connection, where, Bead.place.desc())


def moved_with(connection: Connection, alignment_id: int, group: int) -> list[Placed]:
    """Read the beads of a group that stand apart."""
    where = (Bead.alignment_id == alignment_id) & (Bead.moved == group)
    return _all(connection, where)


def _first(connection: Connection, where: Any, order: Any) -> Placed | None:
    statement = select(*_LIGHT, Bead.reasons).where(where).order_by(order).limit(1)
    rows = connection.execute(statement).mappings()
    return next((_placed(row, row["reasons"]) for row in rows), None)


def _all(connection: Connection, where: Any) -> list[Placed]:
    statement = select(*_LIGHT, Bead.reasons).where(where).order_by(Bead.place)
    return [_placed(row, row["reasons"]) for row in connection.execute(statement).mappings()]


def replace(
    connection: Connection,
    alignment_id: int,
    gone: Collection[Placed],
    come: Iterable[Placed],
) -> None:
    """Put beads in the places of others."""
    places = sorted(bead.place for bead in gone)
    for start in range(0, len(places), _VALUES):
        some = places[start : start + _VALUES]
        connection.execute(
            delete(Bead).where(Bead.alignment_id == alignment_id, Bead.place.in_(some))
        )
    rows = [{"alignment_id": alignment_id, **_values(bead)} for bead in come]
    if rows:
        connection.execute(insert(Bead), rows)


def _values(bead: Placed) -> dict[str, Any]:
    return {
        "place": bead.place,
        "source_start": bead.source.start,
        "source_size": len(bead.source),
        "target_size": len(bead.target),
        "moved": bead.moved,
        "confidence": bead.confidence,
        "pinned": bead.pinned,
        "reasons": [[r.ground.value, r.source, r.target, r.weight] for r in bead.reasons],
    }


def _placed(values: Mapping[Any, Any], reasons: Sequence[Any]) -> Placed:
    source, place = values["source_start"], values["place"]
    target = place - source
    return Placed(
        source=range(source, source + values["source_size"]),
        target=range(target, target + values["target_size"]),
        confidence=values["confidence"],
        pinned=values["pinned"],
        moved=values["moved"],
        reasons=tuple(
            Reason(ground=Ground(ground), source=ours, target=theirs, weight=weight)
            for ground, ours, theirs, weight in reasons
        ),
    )


# What was done


def add_change(
    connection: Connection, alignment_id: int, change: ChangeRow, *, actor_id: int
) -> None:
    """Write down an act; those that were undone before it are gone."""
    connection.execute(
        delete(AlignmentChange).where(
            AlignmentChange.alignment_id == alignment_id,
            AlignmentChange.number >= change.number,
        )
    )
    connection.execute(
        insert(AlignmentChange).values(
            alignment_id=alignment_id,
            number=change.number,
            kind=change.kind,
            actor_id=actor_id,
            at=datetime.now(UTC),
            before=[_values(bead) for bead in change.before],
            after=[_values(bead) for bead in change.after],
            crossings=None if change.crossings is None else list(change.crossings),
        )
    )


def change(connection: Connection, alignment_id: int, number: int) -> ChangeRow | None:
    """Read one act by its number."""
    row = connection.execute(
        select(AlignmentChange).where(
            AlignmentChange.alignment_id == alignment_id, AlignmentChange.number == number
        )
    ).first()
    if row is None:
        return None
    return ChangeRow(
        number=row.number,
        kind=row.kind,
        before=tuple(_placed(each, each["reasons"]) for each in row.before),
        after=tuple(_placed(each, each["reasons"]) for each in row.after),
        crossings=None if row.crossings is None else (row.crossings[0], row.crossings[1]),
    )


def kinds(connection: Connection, alignment_id: int, step: int) -> tuple[str, str]:
    """Tell what undo would take back and what redo would do again; empty where nothing."""
    rows = connection.execute(
        select(AlignmentChange.number, AlignmentChange.kind).where(
            AlignmentChange.alignment_id == alignment_id,
            AlignmentChange.number.in_((step, step + 1)),
        )
    )
    found: dict[int, str] = dict(rows.all())
    return found.get(step, ""), found.get(step + 1, "")
