"""Looking things up in a glossary: entries, house styles, what was decided, what is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from sqlalchemy import Connection

from glossary.matching import compile_termbase
from glossary.merging import ConceptDifference, Difference, compare, compare_concepts
from glossary.model import ANY, Concept, Occurrence, Policy, Rule, Status, TermBase
from glossary.policy import inheritance, named_by
from workbench import search_words
from workbench.errors import InvalidInput, NotFound
from workbench.permissions import Actor, Permission
from workbench.search_words import Sought
from workbench.services import access, glossing, marked_words
from workbench.services.terms import RECHECK
from workbench.storage import (
    glossaries,
    jobs,
    projects,
    remarks,
    surveys,
    term_history,
    term_log,
    term_places,
    terms,
)
from workbench.storage.engine import Database, reading
from workbench.storage.folding import fold
from workbench.storage.jobs import JobRow, JobState
from workbench.storage.projects import ProjectRow
from workbench.storage.remarks import RemarkRow
from workbench.storage.term_log import DecisionRow, GlossaryRow, RevisionRow
from workbench.storage.term_places import EditionCount

#: The longest text that is tried out: in an address, escaped, it fits into `limit_request_line`.
LONGEST_TRIAL = 800
_REVISIONS_SHOWN = 50
#: More terms of a language are not made ready for a search that finds nothing as it is written.
_SEARCHED = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechecking:
    """How far the checks are that follow a change."""

    running: bool
    done: int = 0
    total: int = 0
    failed: str = ""  #: why the last one failed
    judged: int | None = None  #: how many texts the last one judged again
    revision: int = 0  #: up to which the last one that ended went


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A glossary that somebody looks into."""

    id: int
    termbase: TermBase
    permissions: frozenset[Permission]
    projects: tuple[ProjectRow, ...]  #: that use it and that this person sees
    rechecking: Rechecking

    @property
    def may_change(self) -> bool:
        return Permission.TERMS in self.permissions

    @property
    def columns(self) -> tuple[str, ...]:
        """Name the languages that these projects work with, sources first; or all there are."""
        sources = [project.source_language for project in self.projects]
        targets = [code for project in self.projects for code in project.languages]
        return tuple(dict.fromkeys([*sources, *targets])) or self.termbase.languages

    @property
    def subjects(self) -> tuple[str, ...]:
        return tuple(sorted({c.subject for c in self.termbase.concepts if c.subject}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What somebody looks for in a list of concepts; empty fields ask nothing."""

    words: str = ""
    subject: str = ""
    contested: str = ""  #: "yes" or "no"
    missing: str = ""  #: a language in which there is no rendering
    status: Status | None = None

    def __bool__(self) -> bool:
        return bool(
            self.words.strip() or self.subject or self.contested or self.missing or self.status
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleShown:
    """A rule as it concerns an entry or a policy."""

    policy: str  #: under which it holds
    origin: str  #: the policy that has it
    number: int  #: its place there
    rule: Rule
    replaced: bool = False  #: a nearer rule says something else wherever this one would

    @property
    def inherited(self) -> bool:
        return self.policy != self.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a revision did to a concept."""

    revision: RevisionRow
    difference: ConceptDifference
    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptPage:
    """All that is known of a concept."""

    opened: Opened
    concept: Concept
    version: int  #: 0 where it is read back, or gone
    at: int  #: the revision that is shown
    rules: tuple[RuleShown, ...]
    decisions: tuple[DecisionRow, ...]
    steps: tuple[Step, ...]  #: newest first
    counts: tuple[EditionCount, ...]
    remarks: tuple[RemarkRow, ...]  #: oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    """A house style with what it inherits."""

    opened: Opened
    policy: Policy
    version: int  #: 0 where it is read back
    at: int  #: the revision that is shown
    rules: tuple[RuleShown, ...]
    heirs: tuple[str, ...]


def mine(database: Database, *, actor: Actor | None) -> tuple[GlossaryRow, ...]:
    """List the glossaries that a person may read; all of them for a command."""
    with reading(database) as connection:
        found = term_log.every(connection)
        if actor is None or actor.admin:
            return found
        known = {p.glossary_id for p in projects.of_member(connection, actor.id)}
        return tuple(row for row in found if row.id in known)


def opened(database: Database, *, actor: Actor, glossary_id: int) -> Opened:
    """Open a glossary as it stands."""
    with reading(database) as connection:
        return open_in(connection, actor, glossary_id)


def concepts(
    database: Database, *, actor: Actor, glossary_id: int, search: Search
) -> tuple[Opened, tuple[Concept, ...]]:
    """List the concepts that fit a search."""
    with reading(database) as connection:
        seen = open_in(connection, actor, glossary_id)
        sought = search_words.read(search.words)
        named = marked_words.concepts_of(seen.termbase, sought)
        if named is None and sought.is_marked:
            named = _judged_so(connection, seen, sought)
        if words := fold(sought.words).split():
            written = term_places.found(connection, glossary_id, words)
            written = written or _in_other_forms(seen, sought.words)
            named = written if named is None else named & written
    fitting = (
        concept
        for concept in seen.termbase.concepts
        if (named is None or concept.id in named) and _fits(concept, search)
    )
    return seen, tuple(fitting)


def _in_other_forms(seen: Opened, words: str) -> frozenset[str]:
    """Name the concepts of which terms of the projects' languages stand in the words, inflected."""
    small = (c for c in seen.columns if len(seen.termbase.terms(c)) <= _SEARCHED)
    finders = (compile_termbase(seen.termbase, code) for code in small)
    return frozenset(o.concept for f in finders for o in f.find(words[:LONGEST_TRIAL]))


def _judged_so(connection: Connection, seen: Opened, sought: Sought) -> frozenset[str]:
    """Name the concepts with findings of any kind, open or waived, as a search asks."""
    found = surveys.findings_by_language(connection, [project.id for project in seen.projects])
    return frozenset(
        concept
        for (concept, _language), (open_ones, waived) in found.items()
        if (open_ones or not sought.violates) and (waived or not sought.waived)
    )


def _fits(concept: Concept, search: Search) -> bool:
    if search.subject and concept.subject != search.subject:
        return False
    if search.contested and concept.contested != (search.contested == "yes"):
        return False
    if search.missing and any(t.status in _USABLE for t in concept.in_language(search.missing)):
        return False
    return search.status is None or any(t.status is search.status for t in concept.terms)


_USABLE = frozenset({Status.PREFERRED, Status.ADMITTED})


def concept_page(
    database: Database, *, actor: Actor, glossary_id: int, ident: str, at: int | None = None
) -> ConceptPage:
    """Show a concept as it stands, or as it stood at a revision."""
    with reading(database) as connection:
        seen = open_in(connection, actor, glossary_id)
        steps = tuple(_steps(connection, glossary_id, ident))
        base = seen.termbase if at is None else _read_back(connection, seen, at)
        gone = next((step.difference.before for step in steps if step.removed), None)
        concept = base.concept(ident) or (gone if at is None else None)
        if concept is None:
            raise NotFound("concept", ident)
        row = glossaries.concept_rows(connection, glossary_id)[ident]
        current = terms.versions(connection, glossary_id).get(ident, 0)
        return ConceptPage(
            opened=seen,
            concept=concept,
            version=current if at is None else 0,
            at=base.revision,
            rules=tuple(_rules_for(base, ident)),
            decisions=term_log.decisions(connection, glossary_id, ident),
            steps=steps,
            counts=term_places.counts(connection, row, [p.id for p in seen.projects]),
            remarks=remarks.of_concept(connection, row),
        )


def policy_page(
    database: Database, *, actor: Actor, glossary_id: int, name: str, at: int | None = None
) -> PolicyPage:
    """Show a house style with its rules and those that it inherits, now or at a revision."""
    with reading(database) as connection:
        seen = open_in(connection, actor, glossary_id)
        base = seen.termbase if at is None else _read_back(connection, seen, at)
        policy = base.policy(name)
        if policy is None:
            raise NotFound("policy", name)
        version = terms.policy_versions(connection, glossary_id).get(name, 0)
        return PolicyPage(
            opened=replace(seen, termbase=base),
            policy=policy,
            version=version if at is None else 0,
            at=base.revision,
            rules=tuple(_rules_of(base, name)),
            heirs=tuple(p.name for p in base.policies if p.extends == name),
        )


def history(
    database: Database, *, actor: Actor, glossary_id: int, before: int | None = None
) -> tuple[Opened, tuple[RevisionRow, ...]]:
    """List revisions, newest first, some at a time."""
    with reading(database) as connection:
        seen = open_in(connection, actor, glossary_id)
        below = seen.termbase.revision + 1 if before is None else before
        rows = term_log.revisions(connection, glossary_id, before=below, limit=_REVISIONS_SHOWN)
        return seen, rows


def revision(
    database: Database, *, actor: Actor, glossary_id: int, number: int
) -> tuple[Opened, RevisionRow, TermBase, Difference]:
    """Read the glossary back as it stood at a revision, with what that one changed."""
    with reading(database) as connection:
        seen = open_in(connection, actor, glossary_id)
        row = term_log.revision(connection, glossary_id, number)
        if row is None:
            raise NotFound("revision", number)
        base = _read_back(connection, seen, number)
        before = term_history.read_at(connection, glossary_id, number - 1)
        return seen, row, base, compare(before, base)


def between(
    database: Database, *, actor: Actor, glossary_id: int, before: int, after: int
) -> tuple[Opened, TermBase, TermBase, Difference]:
    """Compare the glossary as it stood at two revisions."""
    with reading(database) as connection:
        seen = open_in(connection, actor, glossary_id)
        old, new = _read_back(connection, seen, before), _read_back(connection, seen, after)
        return seen, old, new, compare(old, new)


def try_out(
    database: Database, *, actor: Actor, glossary_id: int, language: str, text: str
) -> tuple[Opened, tuple[Occurrence, ...]]:
    """Find the terms of a language, of whatever status, in a text."""
    if len(text) > LONGEST_TRIAL:
        raise InvalidInput("text", "This is too long to try out; a few sentences are enough.")
    seen = opened(database, actor=actor, glossary_id=glossary_id)
    if not language or not text.strip():
        return seen, ()
    return seen, compile_termbase(seen.termbase, language).find(text)


def rechecking(database: Database, *, actor: Actor, glossary_id: int) -> Rechecking:
    """Tell how far the checks are that follow the last changes."""
    with reading(database) as connection:
        access.require_in_glossary(connection, actor, Permission.READ, glossary_id=glossary_id)
        return _rechecking(connection, glossary_id)


def open_in(connection: Connection, actor: Actor, glossary_id: int) -> Opened:
    """Open a glossary within a transaction."""
    access.require_in_glossary(connection, actor, Permission.READ, glossary_id=glossary_id)
    known = projects.every(connection) if actor.admin else projects.of_member(connection, actor.id)
    return Opened(
        id=glossary_id,
        termbase=glossing.termbase(connection, glossary_id),
        permissions=access.permissions_in_glossary(connection, actor, glossary_id),
        projects=tuple(p for p in known if p.glossary_id == glossary_id),
        rechecking=_rechecking(connection, glossary_id),
    )


def _read_back(connection: Connection, seen: Opened, number: int) -> TermBase:
    if not 0 <= number <= seen.termbase.revision:
        raise NotFound("revision", number)
    return term_history.read_at(connection, seen.id, number)


def _steps(connection: Connection, glossary_id: int, ident: str) -> Iterator[Step]:
    versions = term_log.versions(connection, glossary_id, ident)
    for before, after in reversed(list(pairwise((None, *versions)))):
        assert after is not None
        yield Step(
            revision=after.revision,
            difference=compare_concepts(before.concept if before else None, after.concept),
            removed=after.concept is None,
        )


def _rules_for(base: TermBase, ident: str) -> Iterator[RuleShown]:
    """The rules that touch a concept, policy by policy, nearest first."""
    for policy in base.policies:
        for shown in _rules_of(base, policy.name):
            if shown.rule.concept in {ident, ANY} and not shown.replaced:
                yield shown


def _rules_of(base: TermBase, name: str) -> Iterator[RuleShown]:
    nearer: list[Rule] = []
    for policy in inheritance(base, name):
        for number, rule in enumerate(policy.rules):
            yield RuleShown(
                policy=name,
                origin=policy.name,
                number=number,
                rule=rule,
                replaced=policy.name != name and any(_replaces(near, rule) for near in nearer),
            )
        nearer += policy.rules


def _replaces(near: Rule, far: Rule) -> bool:
    """Whether the nearer rule decides wherever the farther one would."""
    asks = bool(named_by(near)) or near.severity is not None
    return (
        (near.concept == far.concept or (near.concept == ANY and asks))
        and near.language in {far.language, ANY}
        and near.voices >= far.voices
    )


def _rechecking(connection: Connection, glossary_id: int) -> Rechecking:
    own = [j for j in jobs.newest(connection, RECHECK) if j.arguments["glossary"] == glossary_id]
    open_ones = [job for job in own if job.state in {JobState.WAITING, JobState.RUNNING}]
    last = next((job for job in own if job not in open_ones), None)
    return Rechecking(
        running=bool(open_ones),
        done=sum(job.done for job in open_ones),
        total=sum(job.total for job in open_ones),
        failed=last.message if last and last.state is JobState.FAILED else "",
        judged=_judged(last),
        revision=last.arguments["after"] if last else 0,
    )


def _judged(job: JobRow | None) -> int | None:
    return (job.result or {}).get("targets") if job else None
