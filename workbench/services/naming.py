"""How titles, bylines and speakers of a document are called in other languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.documents import plain_name
from workbench.storage import documents, feed
from workbench.storage.documents import Name
from workbench.storage.engine import Database, writing
from workbench.storage.feed import Happening


def set_name(
    database: Database,
    *,
    actor: Actor,
    document_id: int,
    kind: str,
    source: str,
    language: str,
    text: str,
    version: int,
) -> None:
    """Say how a title, a byline or a speaker is called in a language; version 0: not yet said."""
    with writing(database) as connection:
        project_id = access.project_of_document(connection, document_id)
        access.require(connection, actor, Permission.TRANSLATE, project_id=project_id)
        known = documents.names(connection, document_id)
        head = documents.head(connection, document_id)
        if head is None or not any((n.kind, n.source) == (kind, source) for n in known):
            raise NotFound("name", source)
        if language == head.language:
            raise InvalidInput("language", "The source has this name as it stands there.")
        name = plain_name(text, "text")
        facts = {"kind": kind, "source": source, "language": language, "text": name}
        if version == 0:
            if not documents.add_name(connection, document_id, **facts):
                raise _taken(known, facts)
        elif not documents.change_name(connection, document_id, **facts, version=version):
            raise _taken(known, facts, seen=version)
        happening = Happening(
            kind="name.changed", actor_id=actor.id, document_id=document_id, facts=facts
        )
        feed.append(connection, project_id, happening)


def _taken(known: Sequence[Name], facts: Mapping[str, str], seen: int = 0) -> Exception:
    key = (facts["kind"], facts["source"], facts["language"])
    now = next((n for n in known if (n.kind, n.source, n.language) == key), None)
    if now is None:
        return Conflict("This name is not there any more.")
    return StaleVersion("name", seen=seen, current={"text": now.text, "version": now.version})
