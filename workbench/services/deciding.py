"""The log of decisions: why a rule or a status is as it is. Entries are added, never changed."""

from __future__ import annotations

from workbench.errors import InvalidInput, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, editing, terms
from workbench.storage import feed, glossaries, projects, term_log
from workbench.storage import terms as stored
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.term_log import DecisionRow
from workbench.storage.terms import Argument, Option

__all__ = ["DecisionRow", "Option", "decide", "decisions"]


def decisions(
    database: Database,
    *,
    actor: Actor | None,
    glossary_id: int,
    concept: str = "",
    before: int | None = None,
    limit: int | None = 50,
) -> tuple[DecisionRow, ...]:
    """List what was decided, of one concept or of all, newest first; a command reads all."""
    with reading(database) as connection:
        if actor is not None:
            access.require_in_glossary(connection, actor, Permission.READ, glossary_id=glossary_id)
        return term_log.decisions(connection, glossary_id, concept, before=before, limit=limit)


def decide(database: Database, *, actor: Actor, glossary_id: int, argument: Argument) -> int:
    """Enter a decision that changes no entry: that something stays as it is, and why."""
    question = " ".join((argument.question or argument.summary).split())
    if not question:
        raise InvalidInput("question", "Say what was to be decided.")
    if not argument.text.strip():
        raise InvalidInput("text", "Say what was decided, and why.")
    editing.refuse_unfit(argument.text)
    with writing(database) as connection:
        access.require_in_glossary(connection, actor, Permission.TERMS, glossary_id=glossary_id)
        known = glossaries.concept_rows(connection, glossary_id)
        if argument.concept and argument.concept not in known:
            raise NotFound("concept", argument.concept)
        terms.refuse_foreign_decision(connection, glossary_id, argument)
        stored.lock(connection, glossary_id)
        revision = glossaries.revision(connection, glossary_id)
        decision_id = stored.log_decision(connection, glossary_id, revision, actor.id, argument)
        facts = {"glossary": glossary_id, "decision": decision_id, "concept": argument.concept}
        happening = Happening(kind="glossary.decided", actor_id=actor.id, facts=facts)
        for project_id in projects.of_glossary(connection, glossary_id):
            feed.append(connection, project_id, happening)
    return decision_id
