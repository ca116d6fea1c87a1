"""Alignments: their heads, and the sentences of both sides."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from translations.alignment.editing import Side
from translations.inline import plain
from translations.model import Code
from workbench.storage import codes
from workbench.storage.tables import (
    Alignment,
    AlignmentChange,
    AlignmentSentence,
    Bead,
)

_AT_ONCE = 2_000


class AlignmentState(StrEnum):
    WAITING = "waiting"  #: for its beads
    OPEN = "open"
    ACCEPTING = "accepting"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentRow:
    """An alignment without its texts."""

    id: int
    project_id: int
    name: str
    state: AlignmentState
    source_language: str
    target_language: str
    document_id: int | None
    source_name: str
    target_name: str
    job_id: int | None
    step: int
    crossings: list[Any]
    terms: dict[str, Any] | None  #: on which it is accepted
    edition_id: int | None
    accepted_at: datetime | None
    accepted_by: int | None
    created_at: datetime
    created_by: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of either side, and the segment that it is, if it is one."""

    text: str  #: coded text
    codes: tuple[Code, ...] = ()
    after: str = ""
    begins: bool = False  #: a paragraph
    segment_id: int | None = None
    text_id: int | None = None

    @property
    def plain(self) -> str:
        return plain(self.text, self.codes).text


_HEAD = (
    Alignment.id, Alignment.project_id, Alignment.name, Alignment.state,
    Alignment.source_language, Alignment.target_language, Alignment.document_id,
    Alignment.source_name, Alignment.target_name, Alignment.job_id, Alignment.step,
    Alignment.crossings, Alignment.terms, Alignment.edition_id, Alignment.accepted_at,
    Alignment.accepted_by, Alignment.created_at, Alignment.created_by, Alignment.version,
)  # fmt: skip


def add(connection: Connection, **values: Any) -> int:
    """Store the head of an alignment whose beads are still to come."""
    row = {
        "state": AlignmentState.WAITING.value,
        "created_at": datetime.now(UTC),
        "crossings": [],
        "step": 0,
        **values,
    }
    return connection.execute(insert(Alignment).values(row).returning(Alignment.id)).scalar_one()


def find(connection: Connection, alignment_id: int) -> AlignmentRow | None:
    row = connection.execute(select(*_HEAD).where(Alignment.id == alignment_id)).first()
    return None if row is None else _head(row)


def of_project(connection: Connection, project_id: int) -> tuple[AlignmentRow, ...]:
    """List the alignments of a project, newest first."""
    statement = select(*_HEAD).where(Alignment.project_id == project_id)
    rows = connection.execute(statement.order_by(Alignment.id.desc()))
    return tuple(map(_head, rows))


def of_edition(connection: Connection, edition_id: int) -> tuple[AlignmentRow, ...]:
    """List the alignments that were accepted into an edition."""
    statement = select(*_HEAD).where(
        Alignment.edition_id == edition_id, Alignment.accepted_at.is_not(None)
    )
    return tuple(map(_head, connection.execute(statement.order_by(Alignment.id))))


def _head(row: Row[Any]) -> AlignmentRow:
    values = dict(row._mapping)  # noqa: SLF001 - the documented name
    return AlignmentRow(**{**values, "state": AlignmentState(values["state"])})


def change(connection: Connection, alignment_id: int, *, seen: int, **values: Any) -> bool:
    """Change the head of an alignment if it still stands at the version seen."""
    changed = connection.execute(
        update(Alignment)
        .where(Alignment.id == alignment_id, Alignment.version == seen)
        .values(version=seen + 1, **values)
    )
    return changed.rowcount == 1


def put(connection: Connection, alignment_id: int, **values: Any) -> None:
    """Change the head of an alignment that nobody else may change just now."""
    connection.execute(
        update(Alignment)
        .where(Alignment.id == alignment_id)
        .values(version=Alignment.version + 1, **values)
    )


def put_step(connection: Connection, alignment_id: int, step: int) -> None:
    """Say which change is the last that is not undone."""
    _put(connection, alignment_id, step=step)


def put_crossings(connection: Connection, alignment_id: int, crossings: list[Any]) -> None:
    """Say what stands elsewhere in the translation."""
    _put(connection, alignment_id, crossings=crossings)


def _put(connection: Connection, alignment_id: int, **values: Any) -> None:
    """Write beside a change that has raised the version already."""
    connection.execute(update(Alignment).where(Alignment.id == alignment_id).values(values))


def remove(connection: Connection, alignment_id: int) -> None:
    """Forget an alignment with all that belongs to it."""
    for table in (AlignmentChange, Bead, AlignmentSentence):
        connection.execute(delete(table).where(table.alignment_id == alignment_id))
    connection.execute(delete(Alignment).where(Alignment.id == alignment_id))


def source_file(connection: Connection, alignment_id: int) -> bytes | None:
    """Give the file that the source was read from, if it was one."""
    statement = select(Alignment.source_body).where(Alignment.id == alignment_id)
    return connection.execute(statement).scalar()


# Sentences


def add_sentences(
    connection: Connection, alignment_id: int, side: Side, sentences: Iterable[Sentence]
) -> None:
    """Store the sentences of a side, in their order."""
    numbered = enumerate(sentences)
    while some := list(islice(numbered, _AT_ONCE)):
        rows = [
            {
                "alignment_id": alignment_id,
                "side": side.value,
                "number": number,
                "segment_id": each.segment_id,
                "text_id": each.text_id,
                "begins": each.begins,
                "text": each.text,
                "after": each.after,
                "codes": codes.to_json(each.codes),
            }
            for number, each in some
        ]
        connection.execute(insert(AlignmentSentence), rows)


_SENTENCE = (
    AlignmentSentence.number, AlignmentSentence.text, AlignmentSentence.codes,
    AlignmentSentence.after, AlignmentSentence.begins, AlignmentSentence.segment_id,
    AlignmentSentence.text_id,
)  # fmt: skip


def sentences(
    connection: Connection,
    alignment_id: int,
    side: Side,
    numbers: Collection[int] | None = None,
) -> dict[int, Sentence]:
    """Read the sentences of a side by their numbers, all or some."""
    where = (AlignmentSentence.alignment_id == alignment_id) & (
        AlignmentSentence.side == side.value
    )
    if isinstance(numbers, range):
        where &= AlignmentSentence.number.between(numbers.start, numbers.stop - 1)
    elif numbers is not None:
        where &= AlignmentSentence.number.in_(sorted(numbers))
    rows = connection.execute(select(*_SENTENCE).where(where).order_by(AlignmentSentence.number))
    return {
        row.number: Sentence(
            text=row.text,
            codes=codes.from_json(row.codes),
            after=row.after,
            begins=row.begins,
            segment_id=row.segment_id,
            text_id=row.text_id,
        )
        for row in rows
    }


def sizes(connection: Connection, alignment_id: int) -> dict[Side, int]:
    """Count the sentences of both sides."""
    statement = (
        select(AlignmentSentence.side, func.count())
        .where(AlignmentSentence.alignment_id == alignment_id)
        .group_by(AlignmentSentence.side)
    )
    found = {Side(side): count for side, count in connection.execute(statement)}
    return {side: found.get(side, 0) for side in Side}


def name_segments(
    connection: Connection, alignment_id: int, segments: Iterable[tuple[int, int]]
) -> None:
    """Write which segments of a document the sentences of the source have become."""
    for number, (segment_id, text_id) in enumerate(segments):
        connection.execute(
            update(AlignmentSentence)
            .where(
                AlignmentSentence.alignment_id == alignment_id,
                AlignmentSentence.side == Side.SOURCE.value,
                AlignmentSentence.number == number,
            )
            .values(segment_id=segment_id, text_id=text_id)
        )
