"""What a glossary can take of a file: entries that nothing is wrong with, and what is left out.

One wrong entry costs no other one: what refers to it goes on without the reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple

from glossary import sentences
from glossary.merging import merged
from glossary.model import ANY, Concept, Policy, TermBase
from glossary.saying import say
from glossary.validation import Problem, problems, unholdable


class Sifted(NamedTuple):
    """What is sound of a term base, and what is wrong with the rest."""

    termbase: TermBase
    left_out: tuple[Problem, ...]


def sift(ours: TermBase, incoming: TermBase) -> Sifted:
    """Leave out of a term base what could not be laid over ours."""
    bare = replace(incoming, policies=(), concepts=tuple(map(_bare, incoming.concepts)))
    wrong = (*_new(ours, bare), *_unholdable(incoming.concepts), *_unproved(ours, bare))
    sound = _without(incoming.concepts, wrong)
    idents = frozenset(concept.id for concept in (*ours.concepts, *sound))
    lost = tuple(_lost(sound, incoming.policies, idents))
    concepts = tuple(_referring(concept, idents) for concept in sound)
    policies = tuple(_ruling(policy, idents) for policy in incoming.policies)
    whole = replace(incoming, concepts=concepts, policies=policies)
    kept, refused = _with_sound_policies(ours, whole)
    return Sifted(kept, tuple(dict.fromkeys((*wrong, *lost, *refused))))


def _bare(concept: Concept) -> Concept:
    return replace(concept, references=())


def _new(ours: TermBase, incoming: TermBase) -> Iterator[Problem]:
    """What is wrong that is not so already."""
    known = frozenset(problems(ours))
    return (p for p in problems(merged(ours, incoming)) if p not in known)


def _unholdable(entries: tuple[Concept, ...] | tuple[Policy, ...]) -> Iterator[Problem]:
    return (problem for entry in entries for problem in unholdable(entry))


def _unproved(ours: TermBase, incoming: TermBase) -> Iterator[Problem]:
    """Terms, new or changed, whose sentences do not prove them."""
    known = frozenset(term for concept in ours.concepts for term in concept.terms)
    terms = (t for concept in merged(ours, incoming).concepts for t in concept.terms)
    for term in (t for t in terms if t not in known):
        for each in sentences.failing(term):
            reason = say("%(reason)s “%(sentence)s”", reason=each.reason, sentence=each.sentence)
            yield Problem(term.concept, "must_match", reason)


def _without(concepts: tuple[Concept, ...], wrong: tuple[Problem, ...]) -> tuple[Concept, ...]:
    names = {problem.entry for problem in wrong}
    return tuple(concept for concept in concepts if concept.id not in names)


def _lost(
    concepts: tuple[Concept, ...], policies: tuple[Policy, ...], idents: AbstractSet[str]
) -> Iterator[Problem]:
    """The references and rules that lead to what is not there."""
    for concept in concepts:
        for each in concept.references:
            if each not in _referring(concept, idents).references:
                reason = say(
                    "A cross-reference goes to “%(concept)s”, which is no concept.",
                    concept=each.concept,
                )
                yield Problem(concept.id, "references", reason)
    for policy in policies:
        for rule in policy.rules:
            if rule.concept not in idents | {ANY}:
                reason = say(
                    "A rule is for “%(concept)s”, which is no concept.", concept=rule.concept
                )
                yield Problem(policy.name, "concept", reason)


def _referring(concept: Concept, idents: AbstractSet[str]) -> Concept:
    others = (r for r in concept.references if r.concept in idents and r.concept != concept.id)
    return replace(concept, references=tuple(others))


def _ruling(policy: Policy, idents: AbstractSet[str]) -> Policy:
    rules = (rule for rule in policy.rules if rule.concept in idents or rule.concept == ANY)
    return replace(policy, rules=tuple(rules))


def _with_sound_policies(ours: TermBase, incoming: TermBase) -> Sifted:
    """Leave out house styles, until none extends one that is left out."""
    refused = tuple(_unholdable(incoming.policies))
    while True:
        names = {problem.entry for problem in refused}
        policies = tuple(p for p in incoming.policies if p.name not in names)
        kept = replace(incoming, policies=policies)
        known = {policy.name for policy in policies}
        found = tuple(p for p in _new(ours, kept) if p.entry in known)
        if not found:
            return Sifted(kept, refused)
        refused += found
