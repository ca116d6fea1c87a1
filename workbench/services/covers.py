"""The picture on the cover of a document's editions."""

from __future__ import annotations

from sqlalchemy import Connection

from translations.editions.base import Image
from workbench import file_names, picture_gate
from workbench.errors import NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.storage import documents, feed, front_matter
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening


def put(
    database: Database, *, actor: Actor, document_id: int, version: int, body: bytes, name: str
) -> None:
    """Put a picture on the cover; `UnreadableDocument` says what is wrong with its file."""
    with reading(database) as connection:
        _require(connection, actor, document_id)
    picture = picture_gate.read(body, name=file_names.plain(name))
    with writing(database) as connection:
        project_id = _require(connection, actor, document_id)
        documents.lock(connection, document_id)
        set_now = front_matter.set_cover(
            connection,
            document_id,
            version,
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            content=picture.content,
            actor_id=actor.id,
        )
        if not set_now:
            raise StaleVersion("cover", seen=version, current={})
        _tell(connection, actor, project_id, document_id)


def remove(database: Database, *, actor: Actor, document_id: int, version: int) -> None:
    """Take the picture off the cover, if it is the one that was seen there."""
    with writing(database) as connection:
        project_id = _require(connection, actor, document_id)
        documents.lock(connection, document_id)
        if not front_matter.drop_cover(connection, document_id, version):
            raise StaleVersion("cover", seen=version, current={})
        _tell(connection, actor, project_id, document_id)


def show(database: Database, *, actor: Actor, document_id: int) -> Image:
    """Give the picture on the cover."""
    with reading(database) as connection:
        project_id = access.project_of_document(connection, document_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        found = of(connection, document_id)
    if found is None:
        raise NotFound("cover", document_id)
    return found


def of(connection: Connection, document_id: int) -> Image | None:
    """Give the picture on the cover of a document, if there is one."""
    row = front_matter.cover(connection, document_id)
    if row is None:
        return None
    return Image(media_type=row.media_type, content=row.content, width=row.width, height=row.height)


def _require(connection: Connection, actor: Actor, document_id: int) -> int:
    project_id = access.project_of_document(connection, document_id)
    access.require(connection, actor, Permission.SOURCE, project_id=project_id)
    return project_id


def _tell(connection: Connection, actor: Actor, project_id: int, document_id: int) -> None:
    happening = Happening(kind="document.cover", actor_id=actor.id, document_id=document_id)
    feed.append(connection, project_id, happening)
