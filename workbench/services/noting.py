"""Translators' notes of an edition: which contested words could have one, and which do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from glossary.model import TermBase
from translations.model import Part, State
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, glossing
from workbench.storage import blocks, editions, front_matter, renderings
from workbench.storage.editions import EditionHead
from workbench.storage.engine import Database, reading
from workbench.storage.front_matter import FrontBlock

#: In which the glossary's own texts are.
_GLOSSARY_LANGUAGE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notable:
    """A contested concept that the text of an edition mentions."""

    concept: str
    words: tuple[tuple[str, str], ...]  #: (source term, rendering), in the order of the text
    segment: int | None  #: where it is mentioned first
    first_mention: str  #: the form that the policy asks for there
    proposal: str  #: what the glossary says, as a beginning of the note
    note: FrontBlock | None
    target: str  #: the note in the edition's language; empty until it is translated
    state: State
    off: str  #: why this edition goes without the note; nothing where it has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The notes of an edition, beside what could be noted."""

    edition: EditionHead
    permissions: frozenset[Permission]
    notables: tuple[Notable, ...]


def show(database: Database, *, actor: Actor, edition_id: int) -> Notes:
    """List the contested concepts of an edition with their notes, in the order of the text."""
    with reading(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        head = editions.head(connection, edition_id)
        if head is None:
            raise NotFound("edition", edition_id)
        return Notes(
            edition=head,
            permissions=access.permissions(connection, actor, project_id),
            notables=_notables(connection, head),
        )


def _notables(connection: Connection, head: EditionHead) -> tuple[Notable, ...]:
    termbase = glossing.termbase(connection, head.glossary_id, revision=head.revision)
    first = renderings.first_places(connection, head.id)
    noted = {
        block.about: block
        for block in front_matter.of_document(connection, head.document_id)
        if block.part is Part.NOTE and not block.left_out
    }
    words: dict[str, dict[tuple[str, str], None]] = {}
    for each in renderings.of_edition(connection, head.id):
        words.setdefault(each.concept, {})[each.source_term, each.rendering] = None
    order = [*words, *(concept for concept in noted if concept not in words)]
    said = _Said(connection, head)
    proposals = _proposals(termbase, head)
    forms = _first_mentions(termbase, head)
    return tuple(
        Notable(
            concept=concept,
            words=tuple(words.get(concept, ())),
            segment=first[concept].segment_id if concept in first else None,
            first_mention=forms.get(concept, ""),
            proposal=proposals.get(concept, ""),
            note=noted.get(concept),
            target=said.text(noted.get(concept)),
            state=said.state(noted.get(concept)),
            off=said.off(noted.get(concept)),
        )
        for concept in order
    )


class _Said:
    """What an edition says for a note."""

    def __init__(self, connection: Connection, head: EditionHead) -> None:
        self._targets = editions.targets(connection, head.id)
        self._off = blocks.left_out_of(connection, head.id)

    def text(self, note: FrontBlock | None) -> str:
        found = [
            self._targets[s].text for s in (note.segments if note else ()) if s in self._targets
        ]
        return " ".join(found).strip()

    def state(self, note: FrontBlock | None) -> State:
        """The least of its segments' states."""
        order = list(State)
        states = [
            self._targets[s].state if s in self._targets else State.INITIAL
            for s in (note.segments if note else ())
        ]
        return min(states, key=order.index, default=State.INITIAL)

    def off(self, note: FrontBlock | None) -> str:
        return self._off.get(note.id, "") if note else ""


def _proposals(termbase: TermBase, head: EditionHead) -> Mapping[str, str]:
    """What the glossary says of concepts, where sources are written in its language."""
    if head.source_language.partition("-")[0] != _GLOSSARY_LANGUAGE:
        return {}
    return {c.id: c.note or c.why_contested for c in termbase.concepts if c.contested}


def _first_mentions(termbase: TermBase, head: EditionHead) -> Mapping[str, str]:
    """The forms that the policy of an edition, or one that it extends, asks for."""
    named = {policy.name: policy for policy in termbase.policies}
    found: dict[str, str] = {}
    name, seen = head.policy, set[str]()
    while name in named and name not in seen:
        seen.add(name)
        for rule in named[name].rules:
            if rule.first_mention and rule.language in ("*", head.language):
                found.setdefault(rule.concept, rule.first_mention)
        name = named[name].extends
    return found
