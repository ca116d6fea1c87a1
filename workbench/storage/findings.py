"""What the checks found in targets, and the waivers that except some of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from glossary.model import Severity, Span
from translations.model import Finding, Fix
from workbench.storage import sayings, tables
from workbench.storage.tables import Waiver


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and the waiver that it falls under, if one."""

    finding: Finding
    waiver_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverRow:
    """A reasoned exception that holds, or once held."""

    id: int
    edition_id: int
    segment_id: int | None
    scope: str
    speaker: str
    check_name: str
    kind: str
    concept: str
    source_words: str
    target_words: str
    basis: str
    ordinal: int
    reason: str
    actor_id: int
    at: datetime
    ended_at: datetime | None
    ended_why: str
    version: int


_FINDING = (
    tables.Finding.check_name, tables.Finding.kind, tables.Finding.severity,
    tables.Finding.message, tables.Finding.facts, tables.Finding.source_start,
    tables.Finding.source_end, tables.Finding.target_start, tables.Finding.target_end,
    tables.Finding.concept, tables.Finding.fixes, tables.Finding.waiver_id,
)  # fmt: skip
_OF_TARGETS = (
    select(tables.Finding.target_id, *_FINDING)
    .where(tables.Finding.target_id.in_(bindparam("target_ids", expanding=True)))
    .order_by(tables.Finding.target_id, tables.Finding.id)
)
_CLEAR = delete(tables.Finding).where(tables.Finding.target_id == bindparam("of_target"))
_ADD = insert(tables.Finding)


def of_targets(
    connection: Connection, target_ids: Sequence[int]
) -> Mapping[int, tuple[Found, ...]]:
    """List what was found in each target, in the order of the checks."""
    found: defaultdict[int, list[Found]] = defaultdict(list)
    if target_ids:
        for row in connection.execute(_OF_TARGETS, {"target_ids": list(target_ids)}):
            found[row[0]].append(_found(row[1:]))
    return {target_id: tuple(each) for target_id, each in found.items()}


def of_target(connection: Connection, target_id: int) -> tuple[Found, ...]:
    return of_targets(connection, [target_id]).get(target_id, ())


def clear(connection: Connection, target_id: int) -> None:
    connection.execute(_CLEAR, {"of_target": target_id})


def add(connection: Connection, target_id: int, edition_id: int, found: Iterable[Found]) -> None:
    rows = [_row(target_id, edition_id, each) for each in found]
    if rows:
        connection.execute(_ADD, rows)


def _row(target_id: int, edition_id: int, found: Found) -> dict[str, Any]:
    finding = found.finding
    source, target = finding.source, finding.target
    message, *facts = sayings.to_json(finding.message)
    return {
        "target_id": target_id,
        "edition_id": edition_id,
        "check_name": finding.check,
        "kind": finding.kind,
        "severity": int(finding.severity),
        "message": message,
        "facts": facts,
        "source_start": source.start if source else None,
        "source_end": source.end if source else None,
        "target_start": target.start if target else None,
        "target_end": target.end if target else None,
        "concept": finding.concept,
        "fixes": [
            [*fix.span, fix.text, sayings.to_json(fix.label), *([True] if fix.ready else [])]
            for fix in finding.fixes
        ],
        "waiver_id": found.waiver_id,
    }


def _found(values: Sequence[Any]) -> Found:
    (
        check, kind, severity, message, facts, source_start, source_end, target_start,
        target_end, concept, fixes, waiver_id,
    ) = values  # fmt: skip
    return Found(
        Finding(
            check=check,
            kind=kind,
            severity=Severity(severity),
            message=sayings.from_json([message, *facts]),
            source=_span(source_start, source_end),
            target=_span(target_start, target_end),
            concept=concept,
            fixes=tuple(
                Fix(
                    span=Span(start, end),
                    text=text,
                    label=sayings.from_json(label),
                    ready=bool(ready),
                )
                for start, end, text, label, *ready in fixes
            ),
        ),
        waiver_id,
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


# Waivers


_WAIVER = (
    Waiver.id, Waiver.edition_id, Waiver.segment_id, Waiver.scope, Waiver.speaker,
    Waiver.check_name, Waiver.kind, Waiver.concept, Waiver.source_words, Waiver.target_words,
    Waiver.basis, Waiver.ordinal, Waiver.reason, Waiver.actor_id, Waiver.at,
    Waiver.ended_at, Waiver.ended_why, Waiver.version,
)  # fmt: skip
_HOLDING = (
    select(*_WAIVER)
    .where(
        Waiver.edition_id == bindparam("edition_id"),
        Waiver.ended_at.is_(None),
        or_(
            Waiver.segment_id.is_(None),
            Waiver.segment_id.in_(bindparam("segment_ids", expanding=True)),
        ),
    )
    .order_by(Waiver.id)
)


def waivers(
    connection: Connection, edition_id: int, segment_ids: Sequence[int]
) -> tuple[WaiverRow, ...]:
    """List the waivers that hold for these segments, wider ones too."""
    where = {"edition_id": edition_id, "segment_ids": list(segment_ids)}
    return tuple(WaiverRow(**row) for row in connection.execute(_HOLDING, where).mappings())


def own_waivers(
    connection: Connection, edition_id: int, segment_id: int, *, limit: int = 10
) -> tuple[WaiverRow, ...]:
    """List the waivers that were ever made for a segment alone, newest first."""
    rows = connection.execute(
        select(*_WAIVER)
        .where(Waiver.edition_id == edition_id, Waiver.segment_id == segment_id)
        .order_by(Waiver.id.desc())
        .limit(limit)
    )
    return tuple(WaiverRow(**row) for row in rows.mappings())


def waiver(connection: Connection, waiver_id: int) -> WaiverRow | None:
    rows = connection.execute(select(*_WAIVER).where(Waiver.id == waiver_id)).mappings()
    return next((WaiverRow(**row) for row in rows), None)


def waivers_by_id(
    connection: Connection, waiver_ids: Iterable[int | None]
) -> Mapping[int, WaiverRow]:
    wanted = sorted({each for each in waiver_ids if each is not None})
    if not wanted:
        return {}
    rows = connection.execute(select(*_WAIVER).where(Waiver.id.in_(wanted)))
    return {row["id"]: WaiverRow(**row) for row in rows.mappings()}


def add_waiver(connection: Connection, **values: Any) -> int:
    return connection.execute(insert(Waiver).values(**values).returning(Waiver.id)).scalar_one()


def end_waiver(connection: Connection, waiver_id: int, **values: Any) -> bool:
    """End a waiver that holds; `values` say when, why and by whom."""
    statement = (
        update(Waiver)
        .where(Waiver.id == waiver_id, Waiver.ended_at.is_(None))
        .values(version=Waiver.version + 1, **values)
    )
    return connection.execute(statement).rowcount == 1


def targets_with(
    connection: Connection, edition_id: int, *, check: str, kind: str, concept: str
) -> tuple[int, ...]:
    """Name the targets of an edition in which something of this kind was found."""
    rows = connection.execute(
        select(tables.Finding.target_id)
        .where(
            tables.Finding.edition_id == edition_id,
            tables.Finding.check_name == check,
            tables.Finding.kind == kind,
            tables.Finding.concept == concept,
        )
        .distinct()
        .order_by(tables.Finding.target_id)
    )
    return tuple(rows.scalars())


def targets_under(connection: Connection, waiver_id: int) -> tuple[int, ...]:
    """Name the targets with a finding that falls under a waiver."""
    rows = connection.execute(
        select(tables.Finding.target_id)
        .where(tables.Finding.waiver_id == waiver_id)
        .distinct()
        .order_by(tables.Finding.target_id)
    )
    return tuple(rows.scalars())
