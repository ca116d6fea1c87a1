"""A newer version of a file beside what stands in the document; nothing is changed by a look."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from translations import versions
from translations.errors import UnreadableDocument
from translations.model import Block
from translations.versions import Comparison
from workbench import file_names, gate
from workbench.errors import InvalidInput, NotFound
from workbench.gate import Reading
from workbench.permissions import Actor, Permission
from workbench.services import access, uploads
from workbench.services.source import plans
from workbench.storage import blocks, documents, source_versions
from workbench.storage import staging as stored
from workbench.storage.blocks import BlockRow
from workbench.storage.documents import DocumentHead, StoredOriginal
from workbench.storage.engine import Database, reading, writing
from workbench.storage.staging import UploadRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A document as it stands, a newer file as it was read, and what lies between them."""

    head: DocumentHead
    file: UploadRow
    found: Reading
    rows: tuple[BlockRow, ...]
    comparison: Comparison
    original: StoredOriginal | None


def keep_file(database: Database, *, actor: Actor, document_id: int, data: bytes, name: str) -> int:
    """Keep a newer version of a document's file until somebody has looked at it.

    Answers its number; `UnreadableDocument` or `InvalidInput` say what is wrong with it.
    """
    name = file_names.plain(name)
    with reading(database) as connection:
        head = head_of(connection, actor, document_id)
        same = source_versions.digest(connection, document_id)
    if hashlib.sha256(data).hexdigest() == same:
        raise InvalidInput("file", "This is the file that the document has; nothing is new in it.")
    gate.read(data, name=name, language=head.language, preview=True)
    with writing(database) as connection:
        stored.drop_old_uploads(connection, uploads.LIFETIME)
        return stored.add_upload(
            connection, project_id=head.project_id, actor_id=actor.id, name=name, body=data, link=""
        )


def drop_file(database: Database, *, actor: Actor, document_id: int, upload_id: int) -> None:
    """Forget a kept file; the document stays as it is."""
    with writing(database) as connection:
        head = head_of(connection, actor, document_id)
        uploads.own_file(connection, actor, head.project_id, upload_id)
        stored.drop_upload(connection, upload_id)


def look(database: Database, *, actor: Actor, document_id: int, upload_id: int) -> Looked:
    """Compare a kept file with what stands in the document; nothing is written."""
    with reading(database) as connection:
        head = head_of(connection, actor, document_id)
        file = uploads.own_file(connection, actor, head.project_id, upload_id)
        rows = blocks.of_file(connection, document_id)
        original = documents.original(connection, document_id)
    found = gate.read(file.body, name=file.name, language=head.language)
    return Looked(
        head=head,
        file=file,
        found=found,
        rows=rows,
        comparison=versions.compare(plans.pure(rows), found.document.blocks),
        original=original,
    )


def as_read(looked: Looked) -> Mapping[int, Block]:
    """Give the blocks of the older file as it was read, by number; none where it is not kept."""
    original = looked.original
    if original is None:
        return {}
    try:
        found = gate.read(original.body, name=original.name, language=looked.head.language)
    except UnreadableDocument:
        return {}  # it was read by an older program: what is stored counts as corrected
    return dict(enumerate(found.document.blocks))


def head_of(connection: Connection, actor: Actor, document_id: int) -> DocumentHead:
    """Find a document whose source the actor may change."""
    project_id = access.project_of_document(connection, document_id)
    access.require(connection, actor, Permission.SOURCE, project_id=project_id)
    head = documents.head(connection, document_id)
    if head is None:
        raise NotFound("document", document_id)
    return head
