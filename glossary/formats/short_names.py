"""Concepts of other programs' files, called as this program calls its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from glossary.formats.identity import LONGEST_SLUG, SLUG, slug, unused
from glossary.model import Concept, Policy, TermBase


def with_short_names(termbase: TermBase) -> TermBase:
    """The term base with every concept under a short name; those that have one keep it.

    The same file gives the same names, so what is read again is known again.
    """
    names = _names(termbase)
    if all(old == new for old, new in names.items()):
        return termbase
    return replace(
        termbase,
        concepts=tuple(_renamed(concept, names) for concept in termbase.concepts),
        policies=tuple(_pointing(policy, names) for policy in termbase.policies),
    )


def _names(termbase: TermBase) -> Mapping[str, str]:
    names = {concept.id: concept.id for concept in termbase.concepts if _is_short(concept.id)}
    taken = set(names)
    for concept in termbase.concepts:
        if concept.id not in names:
            names[concept.id] = unused(slug(concept.id), taken)
            taken.add(names[concept.id])
    return names


def _is_short(name: str) -> bool:
    return len(name) <= LONGEST_SLUG and SLUG.fullmatch(name) is not None


def _renamed(concept: Concept, names: Mapping[str, str]) -> Concept:
    ident = names[concept.id]
    return replace(
        concept,
        id=ident,
        terms=tuple(replace(term, concept=ident) for term in concept.terms),
        references=tuple(
            replace(each, concept=names.get(each.concept, each.concept))
            for each in concept.references
        ),
    )


def _pointing(policy: Policy, names: Mapping[str, str]) -> Policy:
    rules = (replace(rule, concept=names.get(rule.concept, rule.concept)) for rule in policy.rules)
    return replace(policy, rules=tuple(rules))
