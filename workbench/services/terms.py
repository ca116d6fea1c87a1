"""Changing the glossary: one revision, one decision, and a re-check of what it concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from glossary import sentences
from glossary.merging import Difference, compare, merged
from glossary.model import Concept, Policy, TermBase
from glossary.renaming import following
from glossary.saying import Message, one_after_another, say
from glossary.validation import Problem, problems, unholdable
from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.storage import feed, glossaries, jobs, projects, term_log, terms
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.terms import Argument, as_body, policy_body

#: The kind of job that follows a change.
RECHECK = "recheck-glossary"

Edit = Callable[[TermBase], TermBase]
#: Raises if what the person saw is no longer what stands there.
Guard = Callable[[Connection, TermBase], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """The revision that stands now, and the job that re-checks; none where nothing changed."""

    revision: int
    job_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do to the glossary at a revision."""

    revision: int
    difference: Difference


def save_concept(
    database: Database,
    *,
    actor: Actor | None,
    glossary_id: int,
    concept: Concept,
    version: int,
    argument: Argument,
) -> Committed:
    """Store a concept with its terms; version 0 is a new one. Terms keep their keys."""

    def guard(connection: Connection, old: TermBase) -> None:
        _refuse_stale_concept(connection, glossary_id, old, concept.id, version)

    return _commit(database, actor, glossary_id, with_concept(concept), argument, guard)


def remove_concept(
    database: Database,
    *,
    actor: Actor | None,
    glossary_id: int,
    ident: str,
    version: int,
    argument: Argument,
) -> Committed:
    """Take a concept out; its history and decisions stay."""

    def guard(connection: Connection, old: TermBase) -> None:
        _refuse_stale_concept(connection, glossary_id, old, ident, version)

    return _commit(database, actor, glossary_id, without_concept(ident), argument, guard)


def save_policy(
    database: Database,
    *,
    actor: Actor | None,
    glossary_id: int,
    policy: Policy,
    version: int,
    argument: Argument,
) -> Committed:
    """Store a policy with its rules; version 0 is a new one."""

    def guard(connection: Connection, old: TermBase) -> None:
        _refuse_stale_policy(connection, glossary_id, old, policy.name, version)

    return _commit(database, actor, glossary_id, with_policy(policy), argument, guard)


def remove_policy(
    database: Database,
    *,
    actor: Actor | None,
    glossary_id: int,
    name: str,
    version: int,
    argument: Argument,
) -> Committed:
    """Take a policy out; the statuses alone decide in editions that name it."""

    def guard(connection: Connection, old: TermBase) -> None:
        _refuse_stale_policy(connection, glossary_id, old, name, version)

    return _commit(database, actor, glossary_id, without_policy(name), argument, guard)


def import_termbase(
    database: Database,
    *,
    actor: Actor | None,
    glossary_id: int,
    incoming: TermBase,
    source: str,
    seen: int | None = None,
) -> Committed:
    """Add a file's concepts and policies, replacing those of the same name; others stay.

    With `seen`, the revision that was previewed, a glossary that moved on since is left alone.
    """

    def guard(_connection: Connection, old: TermBase) -> None:
        if seen is not None and old.revision != seen:
            raise StaleVersion("glossary", seen=seen, current={"version": old.revision})

    def edit(old: TermBase) -> TermBase:
        return merged(old, incoming)

    return _commit(database, actor, glossary_id, edit, _of_import(source), guard)


def preview_import(
    database: Database, *, actor: Actor | None, glossary_id: int, incoming: TermBase
) -> Preview:
    """Tell what an import would do, and do nothing."""
    old = read(database, actor=actor, glossary_id=glossary_id)
    new = merged(old, incoming)
    refuse_problems(new, old)
    return Preview(revision=old.revision, difference=compare(old, new))


def install(database: Database, *, actor: Actor | None, name: str, content: TermBase) -> int:
    """Make a new glossary with this content as its first revision."""
    with writing(database) as connection:
        if actor is not None:
            access.require(connection, actor, Permission.ADMINISTER, project_id=None)
        if glossaries.find(connection, name) is not None:
            raise Conflict("There already is a glossary named “%(name)s”.", name=name)
        glossary_id = terms.add_glossary(connection, name, content.description)
        write(
            connection,
            actor,
            glossary_id,
            lambda old: merged(old, content),
            _of_import(content.name or name),
        )
    return glossary_id


def read(database: Database, *, actor: Actor | None, glossary_id: int) -> TermBase:
    """Give the glossary as it stands."""
    with reading(database) as connection:
        if actor is not None:
            access.require_in_glossary(connection, actor, Permission.READ, glossary_id=glossary_id)
        return glossaries.read_termbase(connection, glossary_id)


# Edits, as they are saved and as their impact is previewed


def with_concept(concept: Concept) -> Edit:
    """Put a concept in the place of the one with its ident, or at the end.

    What renders a term follows it into another spelling.
    """

    def edit(old: TermBase) -> TermBase:
        if old.concept(concept.id) is None:
            return replace(old, concepts=(*old.concepts, concept))
        concepts = (following(c, concept) if c.id == concept.id else c for c in old.concepts)
        return replace(old, concepts=tuple(concepts))

    return edit


def without_concept(ident: str) -> Edit:
    return lambda old: replace(old, concepts=tuple(c for c in old.concepts if c.id != ident))


def with_policy(policy: Policy) -> Edit:
    """Put a policy in the place of the one with its name, or at the end."""

    def edit(old: TermBase) -> TermBase:
        if old.policy(policy.name) is None:
            return replace(old, policies=(*old.policies, policy))
        policies = (policy if p.name == policy.name else p for p in old.policies)
        return replace(old, policies=tuple(policies))

    return edit


def without_policy(name: str) -> Edit:
    return lambda old: replace(old, policies=tuple(p for p in old.policies if p.name != name))


def _of_import(source: str) -> Argument:
    return Argument(summary=f"Imported {source}")


def _commit(
    database: Database,
    actor: Actor | None,
    glossary_id: int,
    edit: Edit,
    argument: Argument,
    guard: Guard | None = None,
) -> Committed:
    with writing(database) as connection:
        if actor is not None:
            access.require_in_glossary(connection, actor, Permission.TERMS, glossary_id=glossary_id)
        return write(connection, actor, glossary_id, edit, argument, guard)


def write(
    connection: Connection,
    actor: Actor | None,
    glossary_id: int,
    edit: Edit,
    argument: Argument,
    guard: Guard | None = None,
) -> Committed:
    """Make one revision, with its decision, its job and the news of it."""
    actor_id = actor.id if actor else None
    terms.lock(connection, glossary_id)
    old = glossaries.read_termbase(connection, glossary_id)
    if guard is not None:
        guard(connection, old)
    new = edit(old)
    if new == old:
        return Committed(revision=old.revision, job_id=None)
    refuse_problems(new, old)
    refuse_foreign_decision(connection, glossary_id, argument)
    revision = terms.raise_revision(connection, glossary_id)
    terms.write_changes(connection, glossary_id, old, new, revision)
    terms.log(connection, glossary_id, revision, actor_id, argument)
    span = {"glossary": glossary_id, "before": revision - 1, "after": revision}
    job_id = jobs.enqueue(connection, RECHECK, span, actor_id=actor_id)
    facts = {"glossary": glossary_id, "revision": revision, "summary": argument.summary}
    happening = Happening(kind="glossary.changed", actor_id=actor_id, facts=facts)
    for project_id in projects.of_glossary(connection, glossary_id):
        feed.append(connection, project_id, happening)
    return Committed(revision=revision, job_id=job_id)


def refuse_foreign_decision(connection: Connection, glossary_id: int, argument: Argument) -> None:
    """Refuse to replace a decision that this glossary does not have."""
    if argument.replaces is None:
        return
    if argument.replaces not in term_log.decision_ids(connection, glossary_id):
        raise NotFound("decision", argument.replaces)


def refuse_problems(new: TermBase, old: TermBase) -> None:
    """Refuse what this change brings in; what was wrong before waits for its own mending."""
    found = list(problems(new))
    if found:
        known = frozenset(problems(old))
        found = [problem for problem in found if problem not in known]
    found += (problem for entry in _changed(new, old) for problem in unholdable(entry))
    if found:
        raise InvalidInput(found[0].field, one_after_another(map(told, found[:5])))
    refuse_failing(new, old)


def told(problem: Problem) -> Message:
    """Say what is wrong, and in which entry if that has a name."""
    if not problem.entry:
        return problem.reason
    return say("%(entry)s: %(reason)s", entry=problem.entry, reason=problem.reason)


def _changed(new: TermBase, old: TermBase) -> Iterator[Concept | Policy]:
    """Give the entries that are not as they were."""
    concepts = {concept.id: concept for concept in old.concepts}
    policies = {policy.name: policy for policy in old.policies}
    yield from (c for c in new.concepts if concepts.get(c.id) != c)
    yield from (p for p in new.policies if policies.get(p.name) != p)


def refuse_failing(new: TermBase, old: TermBase) -> None:
    """Refuse a term that is not found where it says, or is found where it must not be."""
    known = frozenset(term for concept in old.concepts for term in concept.terms)
    changed = (t for concept in new.concepts for t in concept.terms if t not in known)
    for term in changed:
        for each in sentences.failing(term):
            field = "must_match" if each.must_match else "must_not_match"
            raise InvalidInput(
                field,
                "%(concept)s: %(reason)s “%(sentence)s”",
                concept=term.concept,
                reason=each.reason,
                sentence=each.sentence,
            )


def _refuse_stale_concept(
    connection: Connection, glossary_id: int, old: TermBase, ident: str, version: int
) -> None:
    current = terms.versions(connection, glossary_id).get(ident, 0)
    if current == version:
        return
    if version == 0:
        raise InvalidInput("id", "There already is a concept “%(name)s”.", name=ident)
    known = old.concept(ident)
    if known is None:
        raise NotFound("concept", ident)
    raise StaleVersion("concept", seen=version, current={**as_body(known), "version": current})


def _refuse_stale_policy(
    connection: Connection, glossary_id: int, old: TermBase, name: str, version: int
) -> None:
    current = terms.policy_versions(connection, glossary_id).get(name, 0)
    if current == version:
        return
    if version == 0:
        raise InvalidInput("name", "There already is a house style “%(name)s”.", name=name)
    known = old.policy(name)
    if known is None:
        raise NotFound("policy", name)
    raise StaleVersion("policy", seen=version, current={**policy_body(known), "version": current})
