"""Renderings that an edition mixes although its policy wants one: shown once, with their places."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from glossary.consistency import Rendered, inconsistencies
from glossary.model import Severity, Voice
from glossary.saying import Message
from glossary.speech import Spoken, set_voices, spoken, voice_at
from workbench.permissions import Actor, Permission
from workbench.services import access, glossing
from workbench.services.contexts import Context
from workbench.storage import editions, holdings, mentions
from workbench.storage.editions import EditionHead
from workbench.storage.engine import Database, reading
from workbench.storage.holdings import Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """A rendering that stands in an edition beside a commoner one."""

    concept: str
    rendering: str
    kept: str  #: the commoner one
    segments: tuple[int, ...]  #: where the rarer one stands, in their order
    severity: Severity
    message: Message
    rule: str


def mixed(database: Database, *, actor: Actor, edition_id: int) -> tuple[Mixed, ...]:
    """List what an edition renders now so, now otherwise, against its policy."""
    with reading(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        head = editions.head(connection, edition_id)
        return () if head is None else look(connection, head)


def look(connection: Connection, head: EditionHead) -> tuple[Mixed, ...]:
    """See what is mixed in this very transaction, from the renderings that are stored."""
    rules = glossing.rules(
        glossing.termbase(connection, head.glossary_id, revision=head.revision),
        source_language=head.source_language,
        target_language=head.language,
        policy=head.policy,
    )
    voices = rules.consistent_voices()
    if not voices:
        return ()
    rows = glossing.concepts(connection, head.glossary_id, revision=head.revision)
    wanted = [rows[concept] for concept in voices]
    stand = holdings.rendered(connection, head.id, head.document_id, wanted)
    context = Context(senses=mentions.senses(connection, head.document_id))
    own = (each for each in stand if _voice(each, context) in voices[each.concept])
    found = inconsistencies(rules, (Rendered(o.concept, o.text, o.segment_id) for o in own))
    return tuple(
        Mixed(
            concept=each.concept,
            rendering=each.rendering,
            kept=each.kept,
            segments=tuple(dict.fromkeys(each.places)),
            severity=each.severity,
            message=each.message,
            rule=each.rule,
        )
        for each in found
    )


def _voice(held: Held, context: Context) -> Voice:
    """Who speaks the words that are rendered: in a quotation, not who tells of it."""
    said = set_voices(context.voices_in(held.segment_id))
    others: tuple[Spoken, ...] = (*said, *spoken(held.source, held.voice))
    return voice_at(held.span, others, held.voice)
