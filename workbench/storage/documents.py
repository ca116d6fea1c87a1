"""Documents: what stands in their heads, their source versions, their names in each language."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from workbench.storage.folding import fold
from workbench.storage.tables import (
    Document,
    DocumentName,
    Edition,
    Original,
    Project,
    SourceVersion,
    User,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHead:
    """A document without its text."""

    id: int
    project_id: int
    project: str  #: the slug
    glossary_id: int
    title: str
    language: str
    format: str
    link: str
    source_version: int
    segments: int  #: living and not left out
    words: int
    created_at: datetime
    created_by: int | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceVersionRow:
    """One state of the source text, and what made it."""

    number: int
    at: datetime
    actor_id: int | None
    actor: str
    kind: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A title, byline, preface author or speaker in one language."""

    kind: str
    source: str
    language: str
    text: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOriginal:
    """The file that was imported, as bytes, and what is not text to translate in it."""

    name: str
    body: bytes
    encoding: str
    line_end: str
    skeleton: tuple[str, ...]


_HEAD = (
    select(
        Document.id, Document.project_id, Project.slug.label("project"),
        Project.glossary_id, Document.title, Document.language, Document.format, Document.link,
        Document.source_version, Document.segments, Document.words, Document.created_at,
        Document.created_by, Document.version,
    )
    .join(Project, Project.id == Document.project_id)
    .where(~Document.staged)
)  # fmt: skip


def head(connection: Connection, document_id: int) -> DocumentHead | None:
    """Find a document; what is still staged is not there for anybody."""
    row = connection.execute(_HEAD.where(Document.id == document_id)).mappings().first()
    return None if row is None else DocumentHead(**row)


def of_project(connection: Connection, project_id: int) -> tuple[DocumentHead, ...]:
    """List the documents of a project, newest first."""
    statement = _HEAD.where(Document.project_id == project_id).order_by(Document.id.desc())
    return tuple(DocumentHead(**row) for row in connection.execute(statement).mappings())


def with_bytes(connection: Connection, project_id: int, sha256: str) -> tuple[DocumentHead, ...]:
    """List the documents of a project that were imported from these very bytes."""
    same = (
        select(SourceVersion.document_id)
        .join(Original, Original.id == SourceVersion.original_id)
        .where(Original.sha256 == sha256)
    )
    where = (Document.project_id == project_id) & Document.id.in_(same)
    rows = connection.execute(_HEAD.where(where).order_by(Document.id)).mappings()
    return tuple(DocumentHead(**row) for row in rows)


def lock(connection: Connection, document_id: int) -> DocumentHead | None:
    """Let one writer at a time change the source of a document."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            select(Document.id).where(Document.id == document_id).with_for_update(key_share=True)
        )
    return head(connection, document_id)


def change(connection: Connection, document_id: int, version: int, **values: Any) -> bool:
    """Change the head of a document; false when somebody else did first."""
    where = (Document.id == document_id) & (Document.version == version)
    changed = connection.execute(
        update(Document).where(where).values(version=Document.version + 1, **values)
    )
    return changed.rowcount == 1


def count_again(connection: Connection, document_id: int, *, segments: int, words: int) -> None:
    """Add to the numbers of segments and words that are to be translated."""
    connection.execute(
        update(Document)
        .where(Document.id == document_id)
        .values(segments=Document.segments + segments, words=Document.words + words)
    )


def retitle(connection: Connection, document_id: int, title: str) -> None:
    """Give a document another title, for its title block has another text."""
    connection.execute(
        update(Document)
        .where(Document.id == document_id)
        .values(title=title, folded=fold(title), version=Document.version + 1)
    )


def set_link(connection: Connection, document_id: int, link: str) -> None:
    """Say where the source was published."""
    connection.execute(
        update(Document)
        .where(Document.id == document_id)
        .values(link=link, version=Document.version + 1)
    )


# Source versions and originals


def add_source_version(
    connection: Connection,
    document_id: int,
    *,
    kind: str,
    actor_id: int | None,
    original_id: int | None = None,
    summary: str = "",
    facts: Mapping[str, Any] = MappingProxyType({}),
) -> int:
    """Begin the next source version of a document; answers its number."""
    number = connection.execute(
        update(Document)
        .where(Document.id == document_id)
        .values(source_version=Document.source_version + 1)
        .returning(Document.source_version)
    ).scalar_one()
    connection.execute(
        insert(SourceVersion).values(
            document_id=document_id,
            number=number,
            at=datetime.now(UTC),
            actor_id=actor_id,
            original_id=original_id,
            kind=kind,
            summary=summary,
            facts=dict(facts),
        )
    )
    return number


def source_versions(connection: Connection, document_id: int) -> tuple[SourceVersionRow, ...]:
    """List the source versions of a document, newest first."""
    rows = connection.execute(
        select(
            SourceVersion.number, SourceVersion.at, SourceVersion.actor_id,
            func.coalesce(User.display_name, "").label("actor"), SourceVersion.kind,
            SourceVersion.summary,
        )
        .outerjoin(User, User.id == SourceVersion.actor_id)
        .where(SourceVersion.document_id == document_id)
        .order_by(SourceVersion.number.desc())
    )  # fmt: skip
    return tuple(SourceVersionRow(**row) for row in rows.mappings())


def original(connection: Connection, document_id: int) -> StoredOriginal | None:
    """Give the file that the document's newest import was made from."""
    row = connection.execute(
        select(
            Original.name, Original.body, Original.encoding, Original.line_end, Original.skeleton
        )
        .join(SourceVersion, SourceVersion.original_id == Original.id)
        .where(SourceVersion.document_id == document_id)
        .order_by(SourceVersion.number.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return StoredOriginal(
        name=row.name,
        body=row.body,
        encoding=row.encoding,
        line_end=row.line_end,
        skeleton=unpack(row.skeleton),
    )


def original_name(connection: Connection, document_id: int) -> str:
    """Name the file that the document's newest import was made from."""
    row = connection.execute(
        select(Original.name)
        .join(SourceVersion, SourceVersion.original_id == Original.id)
        .where(SourceVersion.document_id == document_id)
        .order_by(SourceVersion.number.desc())
        .limit(1)
    ).first()
    return row.name if row else ""


def pack(pieces: Sequence[str]) -> bytes:
    """Write the pieces of a skeleton as they are stored."""
    return zlib.compress(json.dumps(list(pieces), ensure_ascii=False).encode(), level=6)


def unpack(stored: bytes) -> tuple[str, ...]:
    return tuple(json.loads(zlib.decompress(stored))) if stored else ()


# Names


def names(connection: Connection, document_id: int) -> tuple[Name, ...]:
    """List the names that a document is known by, in the order in which they were given."""
    rows = connection.execute(
        select(
            DocumentName.kind, DocumentName.source, DocumentName.language, DocumentName.text,
            DocumentName.version,
        )
        .where(DocumentName.document_id == document_id)
        .order_by(DocumentName.id)
    )  # fmt: skip
    return tuple(Name(**row) for row in rows.mappings())


def add_name(
    connection: Connection, document_id: int, *, kind: str, source: str, language: str, text: str
) -> bool:
    """Give a name that is not there yet; false when it is."""
    if _name_version(connection, document_id, kind, source, language) is not None:
        return False
    connection.execute(
        insert(DocumentName).values(
            document_id=document_id, kind=kind, source=source, language=language, text=text
        )
    )
    return True


def change_name(
    connection: Connection,
    document_id: int,
    *,
    kind: str,
    source: str,
    language: str,
    text: str,
    version: int,
) -> bool:
    """Change a name; false when somebody else did first."""
    changed = connection.execute(
        update(DocumentName)
        .where(
            DocumentName.document_id == document_id,
            DocumentName.kind == kind,
            DocumentName.source == source,
            DocumentName.language == language,
            DocumentName.version == version,
        )
        .values(text=text, version=DocumentName.version + 1)
    )
    return changed.rowcount == 1


def _name_version(
    connection: Connection, document_id: int, kind: str, source: str, language: str
) -> int | None:
    return connection.execute(
        select(DocumentName.version).where(
            DocumentName.document_id == document_id,
            DocumentName.kind == kind,
            DocumentName.source == source,
            DocumentName.language == language,
        )
    ).scalar()


# Editions


def add_edition(
    connection: Connection, *, document_id: int, project_id: int, language: str, policy: str
) -> int:
    key = connection.execute(
        insert(Edition).values(
            document_id=document_id,
            project_id=project_id,
            language=language,
            policy=policy,
            created_at=datetime.now(UTC),
        )
    ).inserted_primary_key
    assert key is not None
    return int(key[0])


def of_edition(connection: Connection, edition_id: int) -> int | None:
    """Name the document of an edition."""
    return connection.execute(select(Edition.document_id).where(Edition.id == edition_id)).scalar()


def edition_of(connection: Connection, document_id: int, language: str, policy: str) -> int | None:
    """Name the edition of a document in a language under a policy."""
    statement = select(Edition.id).where(
        Edition.document_id == document_id,
        Edition.language == language,
        Edition.policy == policy,
    )
    return connection.execute(statement).scalar()


def has_edition(connection: Connection, document_id: int, language: str, policy: str) -> bool:
    return edition_of(connection, document_id, language, policy) is not None


def rename(
    connection: Connection, document_id: int, *, kind: str, old: str, new: str, language: str
) -> None:
    """Follow a correction of the source: a name's form there changes, its translations stay."""
    where = (
        (DocumentName.document_id == document_id)
        & (DocumentName.kind == kind)
        & (DocumentName.source == old)
    )
    connection.execute(update(DocumentName).where(where).values(source=new))
    connection.execute(
        update(DocumentName)
        .where(
            DocumentName.document_id == document_id,
            DocumentName.kind == kind,
            DocumentName.source == new,
            DocumentName.language == language,
        )
        .values(text=new, version=DocumentName.version + 1)
    )
