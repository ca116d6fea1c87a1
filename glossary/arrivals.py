"""What an import would do to a glossary that people went on working on: merged, or in conflict.

A file that says which revision it was made of is compared three ways: what only the
glossary changed since stays, what only the file changed comes in, and what both changed
is for a person to decide, as is every preferred term that would no longer be preferred.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from glossary.formats.identity import unused
from glossary.merging import compare, compare_concepts, merged
from glossary.model import Concept, Policy, Status, TermBase
from glossary.text import fold


class Reason(StrEnum):
    """Why an entry is not simply taken."""

    CHANGED_HERE = "changed-here"  #: since the revision that the file was made of
    REMOVED_HERE = "removed-here"
    DEMOTED = "demoted"  #: a preferred term of ours would have another status, or be gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An entry of the file that a person decides on."""

    name: str  #: of the concept or the policy
    is_policy: bool
    reasons: tuple[Reason, ...]
    terms: tuple[str, ...] = ()  #: that would no longer be preferred

    @property
    def key(self) -> str:
        """What names it among concepts and policies."""
        return f"{'policy' if self.is_policy else 'concept'}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file beside the glossary: what of it is new to it, and what is in conflict."""

    incoming: TermBase  #: without what only the glossary changed since
    conflicts: tuple[Conflict, ...]
    kept: tuple[str, ...]  #: changed here since and not in the file, so it stays

    def taking(self, decided: Collection[str]) -> TermBase:
        """What is imported: everything but the conflicts that were not decided for the file."""
        left = {c.key for c in self.conflicts} - set(decided)
        return replace(
            self.incoming,
            concepts=tuple(c for c in self.incoming.concepts if f"concept:{c.id}" not in left),
            policies=tuple(p for p in self.incoming.policies if f"policy:{p.name}" not in left),
        )


def is_made_of(incoming: TermBase, ours: TermBase) -> bool:
    """Whether a file says that it was made of a revision of this glossary."""
    return incoming.name == ours.name and 0 < incoming.revision <= ours.revision


def arrive(ours: TermBase, incoming: TermBase, base: TermBase | None) -> Arrival:
    """Lay a file beside the glossary; `base` is the revision that it was made of, if known."""
    kept = (*_kept_concepts(ours, incoming, base), *_kept_policies(ours, incoming, base))
    left = replace(
        incoming,
        concepts=tuple(c for c in incoming.concepts if f"concept:{c.id}" not in kept),
        policies=tuple(p for p in incoming.policies if f"policy:{p.name}" not in kept),
    )
    conflicts = (*_of_concepts(ours, left, base), *_of_policies(ours, left, base))
    names = tuple(key.partition(":")[2] for key in kept)
    return Arrival(incoming=left, conflicts=conflicts, kept=names)


def completed(
    ours: TermBase,
    incoming: TermBase,
    *,
    concept_fields: Collection[str],
    term_fields: Collection[str],
) -> TermBase:
    """A table that says some fields alone, with all that the glossary says beyond them."""
    known = {concept.id: concept for concept in ours.concepts}
    concepts = (
        _completed(known[c.id], c, concept_fields, term_fields) if c.id in known else c
        for c in incoming.concepts
    )
    return replace(incoming, concepts=tuple(concepts))


def recognised(ours: TermBase, incoming: TermBase) -> TermBase:
    """A table that does not name its concepts, with the names that the glossary has for them.

    A concept is the one that shares most terms with it; no other one gets its name.
    """
    spelt: dict[tuple[str, str], list[str]] = {}
    for concept in ours.concepts:
        for spelling in _spellings(concept):
            spelt.setdefault(spelling, []).append(concept.id)
    used: set[str] = set()
    found = []
    for concept in incoming.concepts:
        shared = [name for key in _spellings(concept) for name in spelt.get(key, ())]
        ident = _most(shared, used) or unused(concept.id, used | {c.id for c in ours.concepts})
        used.add(ident)
        terms = tuple(replace(term, concept=ident) for term in concept.terms)
        found.append(replace(concept, id=ident, terms=terms))
    return replace(incoming, concepts=tuple(found))


def _spellings(concept: Concept) -> Iterator[tuple[str, str]]:
    return ((term.language, fold(term.text).text) for term in concept.terms)


def _most(names: list[str], used: Collection[str]) -> str:
    """The name that stands there most often; none where two stand as often."""
    counts = sorted(((names.count(n), n) for n in set(names) - set(used)), reverse=True)
    if not counts or (len(counts) > 1 and counts[0][0] == counts[1][0]):
        return ""
    return counts[0][1]


def _completed(
    ours: Concept, theirs: Concept, concept_fields: Collection[str], term_fields: Collection[str]
) -> Concept:
    told = {name: value for name in concept_fields if (value := getattr(theirs, name))}
    at = {spelling: n for n, spelling in enumerate(_spellings(ours))}
    terms = list(ours.terms)
    for spelling, term in zip(_spellings(theirs), theirs.terms, strict=True):
        if spelling not in at:
            terms.append(term)
            continue
        said = {name: value for name in term_fields if (value := getattr(term, name))}
        terms[at[spelling]] = replace(terms[at[spelling]], **said)
    return replace(ours, **told, terms=tuple(terms))


def _is_unchanged(was: Concept, concept: Concept) -> bool:
    """Whether the file has an entry as the revision had it that it was made of."""
    alone = TermBase(concepts=(was,))
    return not compare(alone, merged(alone, TermBase(concepts=(concept,))))


def _kept_concepts(ours: TermBase, incoming: TermBase, base: TermBase | None) -> Iterator[str]:
    if base is None:
        return
    now, was = ({c.id: c for c in each.concepts} for each in (ours, base))
    for concept in incoming.concepts:
        known = was.get(concept.id)
        if known is None or now.get(concept.id) == known:
            continue
        if _is_unchanged(known, concept):
            yield f"concept:{concept.id}"


def _kept_policies(ours: TermBase, incoming: TermBase, base: TermBase | None) -> Iterator[str]:
    for policy in incoming.policies if base else ():
        was = base.policy(policy.name) if base else None
        if was == policy and ours.policy(policy.name) != was:
            yield f"policy:{policy.name}"


def _of_concepts(ours: TermBase, incoming: TermBase, base: TermBase | None) -> Iterator[Conflict]:
    after = {c.id: c for c in merged(ours, incoming).concepts}
    now = {c.id: c for c in ours.concepts}
    was = {c.id: c for c in base.concepts} if base else {}
    for concept in incoming.concepts:
        here = now.get(concept.id)
        if here is not None and not compare_concepts(here, after[concept.id]):
            continue
        reasons = list(_since(here, was.get(concept.id)))
        terms = tuple(_demoted(here, after[concept.id])) if here else ()
        reasons += [Reason.DEMOTED] * bool(terms)
        if reasons:
            yield Conflict(name=concept.id, is_policy=False, reasons=tuple(reasons), terms=terms)


def _since(here: Concept | Policy | None, was: Concept | Policy | None) -> Iterator[Reason]:
    """What happened here since the revision that the file was made of."""
    if was is not None and here != was:
        yield Reason.REMOVED_HERE if here is None else Reason.CHANGED_HERE


def _demoted(here: Concept, after: Concept) -> Iterator[str]:
    statuses = {term.id: term.status for term in after.terms}
    for term in here.terms:
        if term.status is Status.PREFERRED and statuses.get(term.id) is not Status.PREFERRED:
            yield term.text


def _of_policies(ours: TermBase, incoming: TermBase, base: TermBase | None) -> Iterator[Conflict]:
    for policy in incoming.policies:
        here, was = ours.policy(policy.name), base.policy(policy.name) if base else None
        if here != policy and (reasons := tuple(_since(here, was))):
            yield Conflict(name=policy.name, is_policy=True, reasons=reasons)
