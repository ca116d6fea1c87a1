"""Proposals: what any member asks of the glossary, and what a terminologist makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from glossary.model import Concept, Status, Term, TermBase
from glossary.validation import problems_alone, share_use
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access, consulting, editing, glossing, terms
from workbench.services.consulting import Opened
from workbench.services.terms import Committed
from workbench.storage import feed, projects, proposals
from workbench.storage import terms as stored
from workbench.storage.bodies import built, plain
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.glossaries import term_key, term_row
from workbench.storage.proposals import ProposalRow
from workbench.storage.terms import Argument

_LONGEST = 5_000
_BLANK = {"id": "", "concept": "", "language": "", "text": ""}
_OF_TERM = frozenset(each.name for each in fields(Term)) - {"id", "concept"}
_OF_CONCEPT = frozenset(each.name for each in fields(Concept)) - {"id", "terms"}


class ProposalState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalShown:
    """A proposal with the entry that it is about, as it stands today."""

    row: ProposalRow
    concept: Concept | None
    term: Term | None  #: that is to be changed

    @property
    def is_new_term(self) -> bool:
        return self.row.term_id is None and "language" in self.row.wanted

    @property
    def is_of_entry(self) -> bool:
        return self.row.term_id is None and not self.is_new_term

    @property
    def stands(self) -> Concept | Term | None:
        """The entry or the term that is to be changed, as it stands; none where it is gone."""
        return self.concept if self.is_of_entry else self.term

    @property
    def proposed(self) -> Concept | Term | None:
        """The entry or the term as it would be; none where what is to be changed is gone."""
        if self.is_new_term:
            return built(Term, {**_BLANK, **self.row.wanted, "concept": self.row.concept})
        if isinstance(self.stands, Term):
            return built(Term, {**plain(self.stands), **self.row.wanted})
        if isinstance(self.stands, Concept):
            return built(Concept, {**plain(self.stands), **self.row.wanted})
        return None


def propose(
    database: Database,
    *,
    actor: Actor,
    glossary_id: int,
    wanted: Mapping[str, Any],
    concept: str = "",
    term: str = "",
    argument: str = "",
    project_id: int | None = None,
    edition_id: int | None = None,
    segment_id: int | None = None,
    selected: str = "",
) -> int:
    """Ask for a new term, or for other values of a term's or a concept's fields.

    Without a term, fields with a language are a new term; others are the concept's.
    """
    for text in (argument, selected):
        editing.refuse_unfit(text)
        if len(text) > _LONGEST:
            raise InvalidInput("argument", "This is too long for a proposal.")
    with writing(database) as connection:
        _admit(connection, actor, glossary_id)
        place = _place(connection, actor, glossary_id, project_id, edition_id, segment_id)
        base = glossing.termbase(connection, glossary_id)
        values = _checked(base, wanted, concept, term)
        proposal_id = proposals.add(
            connection,
            glossary_id=glossary_id,
            concept=concept or _concept_of(base, term),
            term_id=term_row(term),
            wanted=values,
            argument=argument.strip(),
            selected=selected,
            actor_id=actor.id,
            at=datetime.now(UTC),
            state=ProposalState.OPEN.value,
            **place,
        )
        _tell(connection, actor, glossary_id, proposal_id, "proposal.made", concept)
    return proposal_id


def listed(
    database: Database,
    *,
    actor: Actor,
    glossary_id: int,
    state: str = ProposalState.OPEN,
    mine: bool = False,
) -> tuple[ProposalShown, ...]:
    """List proposals, newest first: of one state, or of all; everybody's, or one's own."""
    with reading(database) as connection:
        seen = consulting.open_in(connection, actor, glossary_id)
        rows = proposals.listed(
            connection, glossary_id, state=state, actor_id=actor.id if mine else None
        )
    return tuple(_shown(seen, row) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Open proposals of a glossary that this person may decide."""

    glossary_id: int
    name: str
    count: int


def waiting(database: Database, *, actor: Actor) -> tuple[Waiting, ...]:
    """Count the open proposals of each glossary that a person keeps."""
    known = consulting.mine(database, actor=actor)
    with reading(database) as connection:
        kept = [
            row
            for row in known
            if Permission.TERMS in access.permissions_in_glossary(connection, actor, row.id)
        ]
        counts = proposals.open_counts(connection, [row.id for row in kept])
    return tuple(
        Waiting(glossary_id=row.id, name=row.name, count=counts[row.id])
        for row in kept
        if row.id in counts
    )


def show(database: Database, *, actor: Actor, glossary_id: int, proposal_id: int) -> ProposalShown:
    """Show a proposal with the entry that it is about."""
    with reading(database) as connection:
        seen = consulting.open_in(connection, actor, glossary_id)
        return _shown(seen, _row(connection, glossary_id, proposal_id))


def accept(
    database: Database,
    *,
    actor: Actor,
    glossary_id: int,
    proposal_id: int,
    version: int,
    argument: Argument,
    concept: str = "",
    wanted: Mapping[str, Any] | None = None,
) -> Committed:
    """Make a proposal part of the glossary, as it was asked for or amended.

    One revision and one decision; `concept` says into which entry a new term goes,
    and may be that of a new one.
    """
    with writing(database) as connection:
        access.require_in_glossary(connection, actor, Permission.TERMS, glossary_id=glossary_id)
        stored.lock(connection, glossary_id)
        row = _row(connection, glossary_id, proposal_id)
        _refuse_answered(row)
        values = dict(row.wanted) if wanted is None else _plain(wanted)
        edit = applying(row, values, concept or row.concept)
        about = concept or row.concept
        reasons = replace(argument, concept=about, text=argument.text or row.argument)
        committed = terms.write(connection, actor, glossary_id, edit, reasons)
        if committed.job_id is None:
            raise Conflict("The glossary says this already; decline the proposal instead.")
        amended = values != row.wanted
        said = argument.summary if amended else ""
        _answer(connection, actor, row, version, ProposalState.ACCEPTED, said, committed.revision)
    return committed


def decline(
    database: Database,
    *,
    actor: Actor,
    glossary_id: int,
    proposal_id: int,
    version: int,
    reason: str,
) -> None:
    """Decline a proposal with the reason, which its author sees."""
    why = reason.strip()
    if not why:
        raise InvalidInput("reason", "Say why; whoever proposed it will read it.")
    editing.refuse_unfit(why)
    with writing(database) as connection:
        access.require_in_glossary(connection, actor, Permission.TERMS, glossary_id=glossary_id)
        row = _row(connection, glossary_id, proposal_id)
        _answer(connection, actor, row, version, ProposalState.DECLINED, why)


def withdraw(
    database: Database, *, actor: Actor, glossary_id: int, proposal_id: int, version: int
) -> None:
    """Take back a proposal of one's own."""
    with writing(database) as connection:
        access.require_in_glossary(connection, actor, Permission.READ, glossary_id=glossary_id)
        row = _row(connection, glossary_id, proposal_id)
        if row.actor_id != actor.id:
            raise NotAllowed(Permission.TERMS)
        _answer(connection, actor, row, version, ProposalState.WITHDRAWN, "")


def applying(row: ProposalRow, wanted: Mapping[str, Any], concept: str) -> terms.Edit:
    """Give the edit that a proposal comes to; its impact can be previewed."""

    def edit(old: TermBase) -> TermBase:
        if not concept:
            raise InvalidInput("concept", "Say to which concept the term belongs.")
        known = old.concept(concept)
        if row.term_id is not None:
            return terms.with_concept(_with_changed(known, term_key(row.term_id), wanted))(old)
        entry = known or Concept(id=concept)
        if "language" in wanted:
            term = built(Term, {**wanted, "id": "", "concept": concept})
            others = tuple(_beside(other, term) for other in entry.terms)
            return terms.with_concept(replace(entry, terms=(*others, term)))(old)
        return terms.with_concept(built(Concept, {**plain(entry), **wanted}))(old)

    return edit


def _with_changed(concept: Concept | None, key: str, wanted: Mapping[str, Any]) -> Concept:
    if concept is None or all(term.id != key for term in concept.terms):
        raise Conflict("The term is not there any more; decline the proposal.")
    new = next(built(Term, {**plain(t), **wanted}) for t in concept.terms if t.id == key)
    changed = (new if term.id == key else _beside(term, new) for term in concept.terms)
    return replace(concept, terms=tuple(changed))


def _beside(term: Term, taken: Term) -> Term:
    """Admit a term that was preferred for what another one is preferred for now."""
    both = term.status is taken.status is Status.PREFERRED and term.language == taken.language
    return replace(term, status=Status.ADMITTED) if both and share_use(term, taken) else term


# What may be asked for


def _checked(base: TermBase, wanted: Mapping[str, Any], concept: str, term: str) -> dict[str, Any]:
    if not wanted:
        raise InvalidInput("wanted", "Say what is to be different.")
    if concept and base.concept(concept) is None:
        raise NotFound("concept", concept)
    if term and _concept_of(base, term) == "":
        raise NotFound("term", term)
    of_term = bool(term) or "language" in wanted
    if not of_term and not concept:
        raise InvalidInput("concept", "Say which concept is meant.")
    if unknown := sorted(set(wanted) - (_OF_TERM if of_term else _OF_CONCEPT)):
        raise InvalidInput("wanted", "An entry has no field “%(name)s”.", name=unknown[0])
    values = _plain(wanted)
    if of_term and not term and not str(values.get("text", "")).strip():
        raise InvalidInput("text", "Write the term that you propose.")
    stands = _term(base, term) if of_term else base.concept(concept)
    _refuse_unsound(stands or built(Term, _BLANK), values)
    return values


def _term(base: TermBase, key: str) -> Term | None:
    return next((t for c in base.concepts for t in c.terms if key and t.id == key), None)


def _refuse_unsound(stands: Term | Concept, values: Mapping[str, Any]) -> None:
    """Refuse values that no entry can have: a status that there is not, a wrong date."""
    try:
        asked = built(type(stands), {**plain(stands), **values})
    except (ValueError, TypeError, KeyError, AttributeError):
        raise InvalidInput("wanted", "One of these values fits no field of an entry.") from None
    is_new = not (isinstance(stands, Concept) or stands.id)
    known = frozenset(() if is_new else problems_alone(stands))
    if found := [problem for problem in problems_alone(asked) if problem not in known]:
        raise InvalidInput(found[0].field, found[0].reason)


def _plain(wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in wanted.items()}


def _concept_of(base: TermBase, term: str) -> str:
    known = _term(base, term)
    return known.concept if known else ""


def _place(
    connection: Connection,
    actor: Actor,
    glossary_id: int,
    project_id: int | None,
    edition_id: int | None,
    segment_id: int | None,
) -> dict[str, int | None]:
    """Where the proposal was made: of one project, which uses this glossary and is seen."""
    named = {"project_id": project_id, "edition_id": edition_id, "segment_id": segment_id}
    numbers = {name: number for name, number in named.items() if number is not None}
    for name, number in numbers.items():
        if name == "project_id":
            belongs = number
        else:
            belongs = min(access.projects_of(connection, {name: number}))
        access.require(connection, actor, Permission.READ, project_id=belongs)
        if belongs not in projects.of_glossary(connection, glossary_id):
            raise NotFound(name.removesuffix("_id"), number)
        named["project_id"] = named["project_id"] or belongs
    return named


def _admit(connection: Connection, actor: Actor, glossary_id: int) -> None:
    """Let in every member who may say anything at all."""
    access.require_in_glossary(connection, actor, Permission.COMMENT, glossary_id=glossary_id)


def _row(connection: Connection, glossary_id: int, proposal_id: int) -> ProposalRow:
    row = proposals.find(connection, proposal_id)
    if row is None or row.glossary_id != glossary_id:
        raise NotFound("proposal", proposal_id)
    return row


def _shown(seen: Opened, row: ProposalRow) -> ProposalShown:
    """A proposal as this person may see it: nothing of the texts of other people's projects."""
    base = seen.termbase
    concept = base.concept(row.concept) if row.concept else None
    if row.project_id is not None and row.project_id not in {p.id for p in seen.projects}:
        row = replace(row, title="", selected="", edition_id=None, segment_id=None)
    key = term_key(row.term_id) if row.term_id is not None else ""
    return ProposalShown(row=row, concept=concept, term=_term(base, key))


def _answer(
    connection: Connection,
    actor: Actor,
    row: ProposalRow,
    version: int,
    state: ProposalState,
    answer: str,
    revision: int | None = None,
) -> None:
    values = {
        "state": state.value,
        "answer": answer,
        "answered_by": actor.id,
        "answered_at": datetime.now(UTC),
        "revision": revision,
    }
    if not proposals.answer(connection, row.id, version, **values):
        _refuse_answered(row)
        current = {"version": row.version, "state": row.state}
        raise StaleVersion("proposal", seen=version, current=current)
    _tell(connection, actor, row.glossary_id, row.id, f"proposal.{state.value}", row.concept)


def _refuse_answered(row: ProposalRow) -> None:
    if row.state != ProposalState.OPEN:
        raise Conflict("This proposal has been answered already.")


def _tell(
    connection: Connection,
    actor: Actor,
    glossary_id: int,
    proposal_id: int,
    kind: str,
    concept: str,
) -> None:
    facts = {"glossary": glossary_id, "proposal": proposal_id, "concept": concept}
    happening = Happening(kind=kind, actor_id=actor.id, facts=facts)
    for project_id in projects.of_glossary(connection, glossary_id):
        feed.append(connection, project_id, happening)
