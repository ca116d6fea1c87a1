"""What a term base must keep to be of use: problems as values, each with its place.

A person who saves is told all of them at once; nothing is stored before none is left.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from glossary.errors import PolicyCycle, UnknownPolicy
from glossary.formats.identity import LANGUAGE, LONGEST_SLUG, SLUG
from glossary.model import ANY, Concept, Policy, Rule, Source, Term, TermBase
from glossary.policy import SPOKEN, inheritance, named_by
from glossary.text import fold

_POLICY = re.compile(r"(?=\S)[^/\\\r\n]{1,100}(?<=\S)")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
#: What no file of XML can hold: control characters, halves of pairs, and what is no character.
_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
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


def unholdable(entry: Concept | Policy) -> tuple[Problem, ...]:
    """Name the characters of an entry that a file could not hold, by the fields they stand in."""
    name = entry.id if isinstance(entry, Concept) else entry.name
    return tuple(_of_characters(name, entry))


def _of_characters(name: str, value: object) -> Iterator[Problem]:
    if not is_dataclass(value):
        return
    for field in fields(value):
        held = getattr(value, field.name)
        for each in _each(held) if held else ():
            if not isinstance(each, str):
                yield from _of_characters(name, each)
            elif found := _UNHOLDABLE.search(each):
                code = f"U+{ord(found[0]):04X}"
                reason = f"In “{field.name}” stands {code}, a character that no file can hold."
                yield Problem(name, field.name, reason)


def _each(value: object) -> Iterator[object]:
    yield from value if isinstance(value, tuple | frozenset) else (value,)


def _of_concepts(termbase: TermBase) -> Iterator[Problem]:
    for ident, count in Counter(concept.id for concept in termbase.concepts).items():
        if count > 1:
            yield Problem(ident, "id", f"There already is a concept “{ident}”.")
    known = {concept.id for concept in termbase.concepts}
    for concept in termbase.concepts:
        yield from _of_concept(concept)
        yield from _of_references(concept, known)
        yield from _of_cues(concept)


def _of_concept(concept: Concept) -> Iterator[Problem]:
    if not SLUG.fullmatch(concept.id):
        reason = "The short name takes small Latin letters, digits and hyphens between them."
        yield Problem(concept.id, "id", reason)
    if len(concept.id) > LONGEST_SLUG:
        yield Problem(concept.id[:40], "id", "The short name is too long.")
    for source in concept.sources:
        yield from _of_source(source, concept.id)
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

    yield from _of_dates(term)
    for source in term.sources:
        yield from _of_source(source, term.concept)


def _of_dates(term: Term) -> Iterator[Problem]:
    dates = (term.valid_from, term.valid_until)
    for date in filter(None, dates):
        if not _is_date(date):
            reason = f"“{date}” is no date such as 2014-05-02, for “{term.text}”."
            yield Problem(term.concept, "valid", reason)
    exact = min(map(len, dates))
    if all(map(_is_date, dates)) and term.valid_until[:exact] < term.valid_from[:exact]:
        reason = f"“{term.text}” would be valid until a day before it begins to be."
        yield Problem(term.concept, "valid", reason)


def _of_source(source: Source, concept: str) -> Iterator[Problem]:
    if not source.title.strip():
        yield Problem(concept, "sources", "A source has a title.")
    if source.date and not _is_date(source.date):
        reason = f"“{source.date}” is no date such as 2014, 2014-05 or 2014-05-02."
        yield Problem(concept, "sources", reason)


def _of_references(concept: Concept, known: AbstractSet[str]) -> Iterator[Problem]:
    for reference in concept.references:
        if reference.concept not in known:
            reason = f"A cross-reference goes to “{reference.concept}”, which is no concept."
            yield Problem(concept.id, "references", reason)
        elif reference.concept == concept.id:
            yield Problem(concept.id, "references", "A concept refers to others than itself.")


def _of_cues(concept: Concept) -> Iterator[Problem]:
    named = {(term.language, fold(term.text).text.casefold()) for term in concept.terms}
    for cue in concept.cues:
        if not cue.text.strip() or len(cue.text) > _LONGEST:
            yield Problem(concept.id, "cues", f"“{cue.text[:40]}” cannot be a cue.")
        if not LANGUAGE.fullmatch(cue.language):
            reason = f"“{cue.language}” is no language code such as uk or pt-BR."
            yield Problem(concept.id, "cues", reason)
        if (cue.language, fold(cue.text).text.casefold()) in named:
            reason = f"“{cue.text}” is a term of the concept and tells nothing of its sense."
            yield Problem(concept.id, "cues", reason)


def _is_date(text: str) -> bool:
    """A day of the calendar, a month or a year, as ISO 8601 writes them."""
    if _DATE.fullmatch(text) is None:
        return False
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


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
    if rule.first_mention and rule.voices and rule.voices <= SPOKEN:
        reason = f"In speech no form is asked of a first mention of “{rule.concept}”."
        yield Problem(policy, "first_mention", reason)
    if not rule.voices:
        yield Problem(policy, "voices", "A rule holds in one voice at least.")
    for text in named_by(rule):
        if not text.strip() or len(text) > _LONGEST:
            reason = f"“{text[:40]}” cannot be a rendering in a rule for “{rule.concept}”."
            yield Problem(policy, "renderings", reason)
