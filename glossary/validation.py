"""What a term base must keep to be of use: problems as values, each with its place.

A person who saves is told all of them at once; nothing is stored before none is left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from glossary.errors import PolicyCycle, UnknownPolicy
from glossary.formats.identity import LANGUAGE
from glossary.model import ANY, Concept, Policy, Rule, Term, TermBase
from glossary.policy import inheritance, named_by
from glossary.text import fold

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_POLICY = re.compile(r"(?=\S)[^/\\\r\n]{1,100}(?<=\S)")
#: Longer than any term; what is longer was pasted by mistake.
_LONGEST = 200


class Problem(NamedTuple):
    """What is wrong, and in which field of which entry."""

    entry: str  #: a concept's id or a policy's name
    field: str
    reason: str


def problems(termbase: TermBase) -> tuple[Problem, ...]:
    """List what keeps a term base from being stored; nothing when it is sound."""
    return (*_of_concepts(termbase), *_of_policies(termbase))


def _of_concepts(termbase: TermBase) -> Iterator[Problem]:
    for ident, count in Counter(concept.id for concept in termbase.concepts).items():
        if count > 1:
            yield Problem(ident, "id", f"There already is a concept “{ident}”.")
    for concept in termbase.concepts:
        yield from _of_concept(concept)


def _of_concept(concept: Concept) -> Iterator[Problem]:
    if not _SLUG.fullmatch(concept.id):
        reason = "The short name takes small Latin letters, digits and hyphens between them."
        yield Problem(concept.id, "id", reason)
    if concept.contested and not concept.why_contested.strip():
        yield Problem(concept.id, "why_contested", "Say why the concept is contested.")
    seen: set[tuple[str, str]] = set()
    for term in concept.terms:
        yield from _of_term(term)
        spelling = (term.language, fold(term.text).text)
        if spelling in seen:
            reason = f"“{term.text}” stands twice in {term.language}."
            yield Problem(concept.id, "text", reason)
        seen.add(spelling)


def _of_term(term: Term) -> Iterator[Problem]:
    if not term.text.strip():
        yield Problem(term.concept, "text", f"A term in {term.language or '?'} has no text.")
    if len(term.text) > _LONGEST:
        yield Problem(term.concept, "text", f"“{term.text[:40]}…” is too long for a term.")
    if not LANGUAGE.fullmatch(term.language):
        reason = f"“{term.language}” is no language code such as uk or pt-BR."
        yield Problem(term.concept, "language", reason)
    for form in (*term.forms, *term.excepted, *term.renders):
        if not form.strip() or len(form) > _LONGEST:
            yield Problem(term.concept, "forms", f"“{form[:40]}” is no form of “{term.text}”.")


def _of_policies(termbase: TermBase) -> Iterator[Problem]:
    for name, count in Counter(policy.name for policy in termbase.policies).items():
        if count > 1:
            yield Problem(name, "name", f"There already is a policy “{name}”.")
    known = {concept.id for concept in termbase.concepts} | {ANY}
    for policy in termbase.policies:
        yield from _of_policy(policy, termbase, known)


def _of_policy(policy: Policy, termbase: TermBase, known: set[str]) -> Iterator[Problem]:
    if not _POLICY.fullmatch(policy.name):
        reason = "A policy needs a short name in one line, without a slash."
        yield Problem(policy.name, "name", reason)
        return
    try:
        inheritance(termbase, policy.name)
    except (UnknownPolicy, PolicyCycle) as error:
        yield Problem(policy.name, "extends", str(error))
    for rule in policy.rules:
        yield from _of_rule(rule, policy.name, known)


def _of_rule(rule: Rule, policy: str, known: set[str]) -> Iterator[Problem]:
    if rule.concept not in known:
        reason = f"A rule is for “{rule.concept}”, which is no concept."
        yield Problem(policy, "concept", reason)
    if rule.language != ANY and not LANGUAGE.fullmatch(rule.language):
        reason = f"“{rule.language}” is no language code such as uk or pt-BR."
        yield Problem(policy, "language", reason)
    if not rule.voices:
        yield Problem(policy, "voices", "A rule holds in one voice at least.")
    for text in named_by(rule):
        if not text.strip() or len(text) > _LONGEST:
            reason = f"“{text[:40]}” cannot be a rendering in a rule for “{rule.concept}”."
            yield Problem(policy, "renderings", reason)
