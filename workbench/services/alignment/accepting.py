"""Accepting an alignment: on which terms it becomes an edition, and who may say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from glossary.saying import Message, say
from translations.model import State
from workbench.errors import Conflict, InvalidInput
from workbench.permissions import Actor, Permission
from workbench.services import access, at_once
from workbench.services.alignment import beginning, filling, finding
from workbench.storage import alignments, documents, jobs, progress, projects
from workbench.storage.alignments import AlignmentRow, AlignmentState
from workbench.storage.engine import Database, reading, writing

#: Up to so many sentences of the source a person waits for the edition.
AT_ONCE = 120
LONGEST_WORD = 300
LONGEST_LINK = 2_000

#: What is noted where the translation is not one sentence for one, by a name.
NOTES: Mapping[str, Message] = {
    "left-out": say("The translation leaves this out."),
    "added": say("The translation adds here: “%(text)s”"),
    "kept": say("The translation that was aligned reads here: “%(text)s”"),
    "shared": say("Translated together with the segment before: “%(text)s”"),
    "codes": say("Formatting of the translation that the source does not have: %(text)s"),
    "accepted": say("Accepted from the alignment “%(name)s”."),
    "printed": say(
        "Published on %(date)s. Translator: %(translator)s. Vouched for by: %(vouched)s. %(link)s"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On which terms an alignment is accepted."""

    state: State
    policy: str = ""
    join: bool = True  #: segments of one block that are translated as one become one
    leave_out: bool = False  #: blocks of which nothing is translated are left out of the edition
    least: float = 0.99  #: from which confidence on the memory learns what nobody pinned
    printed_on: str = ""  #: an ISO date
    link: str = ""
    translator: str = ""
    vouched: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)  #: `NOTES` in a language


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a person may choose when they accept."""

    policies: tuple[str, ...]
    editions: Mapping[str, int]  #: of the document in this language, by their policies
    others: bool  #: the document has editions whose text a join would open again


def offer(database: Database, *, actor: Actor, project_id: int, alignment_id: int) -> Offer:
    """Tell into which editions an alignment can be accepted."""
    with reading(database) as connection:
        head = finding.find(connection, actor, project_id, alignment_id, Permission.READ)
        project = projects.find(connection, project_id)
        assert project is not None
        every = progress.editions(connection, [project_id], user_id=actor.id)
        here = [each for each in every if each.document_id == head.document_id]
        return Offer(
            policies=projects.policies(connection, project.glossary_id),
            editions={e.policy: e.id for e in here if e.language == head.target_language},
            others=bool(here),
        )


def accept(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    alignment_id: int,
    version: int,
    terms: Terms,
) -> int | None:
    """Order that an alignment becomes an edition; answers the job of a long text.

    Nothing that stands in the edition already is written over, and nothing that is
    found blocks the record of what was printed.
    """
    _refuse_wrong(terms)
    with writing(database) as connection:
        head = finding.claim(connection, actor, project_id, alignment_id, seen=version)
        _refuse(connection, actor, head, terms)
        _refuse_moved_on(connection, head)
        arguments = {"alignment": alignment_id, "name": head.name}
        job_id = jobs.enqueue(
            connection, filling.KIND, arguments, project_id=project_id, actor_id=actor.id
        )
        alignments.put(
            connection,
            alignment_id,
            state=AlignmentState.ACCEPTING.value,
            terms=_kept(terms),
            job_id=job_id,
        )
        size = sum(alignments.sizes(connection, alignment_id).values())
    return _settle(database, job_id, size)


def _settle(database: Database, job_id: int, size: int) -> int | None:
    if size > 2 * AT_ONCE:
        return job_id
    at_once.do(database, job_id, filling.run, filling.give_up)
    return None


def _kept(terms: Terms) -> dict[str, Any]:
    notes = {name: terms.notes.get(name) or told.template for name, told in NOTES.items()}
    return {**asdict(terms), "state": terms.state.value, "notes": notes}


def _refuse_wrong(terms: Terms) -> None:
    if not 0 <= terms.least <= 1:
        raise InvalidInput("least", "The threshold is between 0 and 100 per cent.")
    for name in ("translator", "vouched"):
        if len(getattr(terms, name)) > LONGEST_WORD:
            raise InvalidInput(name, "This name is too long.")
    if terms.link and not terms.link.startswith(("http://", "https://")):
        raise InvalidInput("link", "A link begins with https:// or http://.")
    if len(terms.link) > LONGEST_LINK:
        raise InvalidInput("link", "This link is too long.")
    if terms.state is State.FINAL:
        _refuse_unvouched(terms)


def _refuse_unvouched(terms: Terms) -> None:
    try:
        printed = date.fromisoformat(terms.printed_on)
    except ValueError:
        raise InvalidInput("printed_on", "Say on which day it was published.") from None
    if printed > datetime.now(UTC).date():
        raise InvalidInput("printed_on", "This day is still to come.")
    if not terms.vouched.strip():
        raise InvalidInput("vouched", "Say who vouches for the record.")


def _refuse(connection: Connection, actor: Actor, head: AlignmentRow, terms: Terms) -> None:
    """Ask for every permission that accepting on these terms needs."""
    wanted = {Permission.TRANSLATE}
    if terms.state in {State.REVIEWED, State.FINAL}:
        wanted.add(Permission.REVIEW)
    if head.document_id is None or terms.join or terms.leave_out:
        wanted.add(Permission.SOURCE)
    if edition_of(connection, head, terms.policy) is None:
        wanted.add(Permission.MANAGE)
    for each in sorted(wanted):
        access.require(connection, actor, each, project_id=head.project_id)
    project = projects.find(connection, head.project_id)
    assert project is not None
    if terms.policy and terms.policy not in projects.policies(connection, project.glossary_id):
        raise InvalidInput(
            "policy", "The glossary has no house style “%(name)s”.", name=terms.policy
        )


def edition_of(connection: Connection, head: AlignmentRow, policy: str) -> int | None:
    """Name the edition that an alignment would go on filling, if there is one."""
    if head.document_id is None:
        return None
    return documents.edition_of(connection, head.document_id, head.target_language, policy)


def _refuse_moved_on(connection: Connection, head: AlignmentRow) -> None:
    """Refuse where the source is no longer the text that was aligned."""
    if head.document_id is None:
        return
    now = [(s.segment_id, s.text_id) for s in beginning.of_document(connection, head.document_id)]
    then = filling.segments(connection, head.id)
    if [(row.segment_id, row.text_id) for row in then] != now:
        raise Conflict(
            "The source has changed since it was aligned. Align it anew; what is here stays."
        )
