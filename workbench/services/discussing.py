"""The discussion of a concept: every member may speak, and what was said stays."""

from __future__ import annotations

from datetime import UTC, datetime

from workbench.errors import InvalidInput, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, editing
from workbench.storage import feed, glossaries, projects, remarks
from workbench.storage.engine import Database, writing
from workbench.storage.feed import Happening

LONGEST = 10_000


def discuss(database: Database, *, actor: Actor, glossary_id: int, ident: str, text: str) -> int:
    """Say something about a concept; the projects that share the glossary are told."""
    words = text.strip()
    if not words:
        raise InvalidInput("text", "The comment is empty.")
    if len(words) > LONGEST:
        raise InvalidInput("text", "A comment has at most %(count)s characters.", count=LONGEST)
    editing.refuse_unfit(words)
    with writing(database) as connection:
        access.require_in_glossary(connection, actor, Permission.COMMENT, glossary_id=glossary_id)
        row = glossaries.concept_rows(connection, glossary_id).get(ident)
        if row is None:
            raise NotFound("concept", ident)
        at = datetime.now(UTC)
        remark = remarks.add(connection, concept_id=row, author_id=actor.id, at=at, text=words)
        facts = {"glossary": glossary_id, "concept": ident, "remark": remark}
        happening = Happening(kind="concept.discussed", actor_id=actor.id, facts=facts)
        for project_id in projects.of_glossary(connection, glossary_id):
            feed.append(connection, project_id, happening)
    return remark
