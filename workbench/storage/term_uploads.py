"""Files of a glossary that somebody looks at before they are imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from workbench.storage.tables.term_uploads import TermUpload


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUploadRow:
    """Files between their upload and their import."""

    id: int
    glossary_id: int
    actor_id: int
    name: str
    body: bytes
    choice: Mapping[str, Any]
    at: datetime


def add(connection: Connection, **values: Any) -> int:
    statement = insert(TermUpload).values(at=datetime.now(UTC), choice={}, **values)
    return connection.execute(statement.returning(TermUpload.id)).scalar_one()


def find(connection: Connection, glossary_id: int, upload_id: int) -> TermUploadRow | None:
    wanted = (TermUpload.id == upload_id, TermUpload.glossary_id == glossary_id)
    rows: Iterable[Mapping[Any, Any]] = connection.execute(
        select(*TermUpload.__table__.c).where(*wanted)
    ).mappings()
    return next((TermUploadRow(**row) for row in rows), None)


def choose(connection: Connection, upload_id: int, choice: Mapping[str, Any]) -> None:
    statement = update(TermUpload).where(TermUpload.id == upload_id).values(choice=dict(choice))
    connection.execute(statement)


def drop(connection: Connection, upload_id: int) -> None:
    connection.execute(delete(TermUpload).where(TermUpload.id == upload_id))


def drop_old(connection: Connection, older_than: timedelta) -> None:
    """Forget files that nobody imported."""
    connection.execute(delete(TermUpload).where(TermUpload.at < datetime.now(UTC) - older_than))
