"""A document that is not there yet: its rows written in pieces, shown at once, or removed.

All of them hang on a document row that is `staged`, which no query shows.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, or_, select, update

from translations.model import Block as PureBlock
from translations.model import Segment as PureSegment
from workbench.storage import bulk
from workbench.storage.folding import fold
from workbench.storage.jobs import JobState
from workbench.storage.tables import (
    Block,
    Document,
    DocumentName,
    Glossary,
    Job,
    Original,
    Segment,
    SegmentVersion,
    SourceOccurrence,
    SourcePosting,
    SourceVersion,
    Upload,
)

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What is kept of a file."""

    sha256: str
    name: str
    body: bytes
    encoding: str
    line_end: str
    skeleton: bytes


def begin(
    connection: Connection,
    *,
    project_id: int,
    actor_id: int,
    job_id: int | None,
    language: str,
    format: str,  # noqa: A002 - the column's name
    link: str,
    file: File | None,
) -> int:
    """Write the staged row of a document and the file that it comes from, if it comes from one."""
    now = datetime.now(UTC)
    document_id = connection.execute(
        insert(Document)
        .values(
            project_id=project_id,
            title="",
            folded="",
            language=language,
            format=format,
            link=link,
            staged=True,
            job_id=job_id,
            created_at=now,
            created_by=actor_id,
        )
        .returning(Document.id)
    ).scalar_one()
    original_id = None
    if file is not None:
        original_id = connection.execute(
            insert(Original).values(**asdict(file)).returning(Original.id)
        ).scalar_one()
    connection.execute(
        insert(SourceVersion).values(
            document_id=document_id,
            number=1,
            at=now,
            actor_id=actor_id,
            original_id=original_id,
            kind="import",
            summary=file.name if file else "",
        )
    )
    return document_id


def take_file(connection: Connection, document_id: int) -> int | None:
    """Give away the file that a staged document came from, so that it outlives it."""
    where = SourceVersion.document_id == document_id
    found = connection.execute(select(SourceVersion.original_id).where(where)).scalar()
    connection.execute(update(SourceVersion).where(where).values(original_id=None))
    return found


def touch(connection: Connection, document_id: int) -> bool:
    """Give a sign of life; false when somebody took the import for dead and removed it."""
    alive = connection.execute(
        update(Document)
        .where(Document.id == document_id, Document.staged)
        .values(created_at=datetime.now(UTC))
    )
    return alive.rowcount == 1


def reveal(
    connection: Connection, document_id: int, *, title: str, segments: int, words: int
) -> bool:
    """Let everybody see the document; false when it was removed meanwhile."""
    shown = connection.execute(
        update(Document)
        .where(Document.id == document_id, Document.staged)
        .values(
            staged=False,
            title=title,
            folded=fold(title),
            segments=segments,
            words=words,
            created_at=datetime.now(UTC),
        )
    )
    return shown.rowcount == 1


def held_revision(connection: Connection, glossary_id: int) -> int:
    """Read the revision of a glossary and keep it until the transaction ends."""
    statement = select(Glossary.revision).where(Glossary.id == glossary_id)
    if connection.dialect.name == "postgresql":
        statement = statement.with_for_update(read=True)
    return connection.execute(statement).scalar_one()


# Rows


def block_row(block_id: int, document_id: int, position: int, block: PureBlock) -> Row:
    return (
        block_id, document_id, position, block.kind.value, block.part.value, block.voice.value,
        block.speaker, block.level, block.ordered, block.left_out, position, False, 1,
    )  # fmt: skip


def segment_row(
    segment_id: int,
    document_id: int,
    block: tuple[int, int],
    position: int,
    text_id: int,
    after: str,
) -> Row:
    """A segment; `block` is its block's id and position."""
    return (segment_id, document_id, *block, position, after, text_id, False, 1)


def text_row(text_id: int, segment_id: int, segment: PureSegment, folded: str, words: int) -> Row:
    codes = json.dumps([asdict(code) for code in segment.codes]) if segment.codes else "[]"
    return (text_id, segment_id, 1, segment.text, codes, folded, words)


_BLOCKS = (
    "id", "document_id", "position", "kind", "part", "voice", "speaker", "level", "ordered",
    "left_out", "number", "retired", "version",
)  # fmt: skip
_SEGMENTS = (
    "id", "document_id", "block_id", "block_position", "position", "after", "text_id",
    "retired", "version",
)  # fmt: skip
_TEXTS = ("id", "segment_id", "source_version", "text", "codes", "folded", "words")


def add_blocks(connection: Connection, rows: Sequence[Row]) -> None:
    bulk.insert(connection, "block", _BLOCKS, rows)


def add_segments(connection: Connection, segments: Sequence[Row], texts: Sequence[Row]) -> None:
    bulk.insert(connection, "segment", _SEGMENTS, segments)
    bulk.insert(connection, "segment_version", _TEXTS, texts)


#: The tables of a document, in which an import writes thousands of rows.
WRITTEN = ("block", "segment", "segment_version", "source_posting", "source_occurrence")


def survey(connection: Connection, table: str) -> None:
    """Let PostgreSQL count a table now; it would by itself, but only some minutes later."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"ANALYZE {table}")


def add_names(
    connection: Connection, document_id: int, names: Iterable[tuple[str, str]], language: str
) -> None:
    """Write the names that the source gives, in its own language."""
    rows = [
        {
            "document_id": document_id,
            "kind": kind,
            "source": source,
            "language": language,
            "text": source,
        }
        for kind, source in names
    ]
    if rows:
        connection.execute(insert(DocumentName), rows)


# Removing what never came to be


def abandoned(connection: Connection, silent_for: timedelta) -> tuple[int, ...]:
    """List staged documents whose import has ended, or was silent for so long."""
    ended = Job.state.in_((JobState.DONE, JobState.FAILED, JobState.CANCELLED))
    silent = Document.created_at < datetime.now(UTC) - silent_for
    statement = (
        select(Document.id)
        .outerjoin(Job, Job.id == Document.job_id)
        .where(Document.staged, or_(silent, ended))
        .order_by(Document.id)
    )
    return tuple(connection.execute(statement).scalars())


def staged_of_job(connection: Connection, job_id: int) -> tuple[int, ...]:
    statement = select(Document.id).where(Document.job_id == job_id, Document.staged)
    return tuple(connection.execute(statement).scalars())


def shown_of_job(connection: Connection, job_id: int) -> int | None:
    statement = select(Document.id).where(Document.job_id == job_id, ~Document.staged)
    return connection.execute(statement).scalar()


def remove_some(connection: Connection, document_id: int, count: int) -> int:
    """Remove up to so many segments of a staged document; answers how many there were."""
    ids = _first(connection, _staged(Segment.id, Segment, document_id), count)
    if ids:
        texts = select(SegmentVersion.id).where(SegmentVersion.segment_id.in_(ids))
        for table in (SourceOccurrence, SourcePosting):
            connection.execute(delete(table).where(table.segment_version_id.in_(texts)))
        connection.execute(delete(SegmentVersion).where(SegmentVersion.segment_id.in_(ids)))
        connection.execute(delete(Segment).where(Segment.id.in_(ids)))
        return len(ids)
    ids = _first(connection, _staged(Block.id, Block, document_id), count)
    connection.execute(delete(Block).where(Block.id.in_(ids)))
    return len(ids)


def remove_head(connection: Connection, document_id: int) -> None:
    """Remove the row of a staged document that has no segments any more, and its file."""
    staged = select(Document.id).where(Document.id == document_id, Document.staged)
    originals = connection.execute(
        select(SourceVersion.original_id).where(SourceVersion.document_id.in_(staged))
    ).scalars()
    ids = [each for each in originals if each is not None]
    connection.execute(delete(DocumentName).where(DocumentName.document_id.in_(staged)))
    connection.execute(delete(SourceVersion).where(SourceVersion.document_id.in_(staged)))
    connection.execute(delete(Original).where(Original.id.in_(ids)))
    connection.execute(delete(Document).where(Document.id == document_id, Document.staged))


def _staged(column: Any, table: Any, document_id: int) -> Select[int]:
    return (
        select(column)
        .join(Document, Document.id == table.document_id)
        .where(table.document_id == document_id, Document.staged)
        .order_by(column)
    )


def _first(connection: Connection, statement: Select[int], count: int) -> Collection[int]:
    return list(connection.execute(statement.limit(count)).scalars())


# Files that somebody looks at


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadRow:
    """A file between its upload and its import."""

    id: int
    project_id: int
    actor_id: int
    name: str
    body: bytes
    link: str
    at: datetime


def add_upload(connection: Connection, **values: Any) -> int:
    statement = insert(Upload).values(at=datetime.now(UTC), **values).returning(Upload.id)
    return connection.execute(statement).scalar_one()


def upload(connection: Connection, project_id: int, upload_id: int) -> UploadRow | None:
    rows: Iterable[Mapping[Any, Any]] = connection.execute(
        select(*Upload.__table__.c).where(Upload.id == upload_id, Upload.project_id == project_id)
    ).mappings()
    return next((UploadRow(**row) for row in rows), None)


def drop_upload(connection: Connection, upload_id: int) -> None:
    connection.execute(delete(Upload).where(Upload.id == upload_id))


def drop_old_uploads(connection: Connection, older_than: timedelta) -> None:
    """Forget files that nobody imported."""
    connection.execute(delete(Upload).where(Upload.at < datetime.now(UTC) - older_than))
