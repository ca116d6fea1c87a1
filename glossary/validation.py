"""What a term base must keep to be of use: problems as values, each with its place.

A person who saves is told all of them at once; nothing is stored before none is left.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass, replace
from itertools import combinations
from typing import NamedTuple

from glossary.errors import PolicyCycle, UnknownPolicy
from glossary.formats.identity import LANGUAGE, LONGEST_SLUG, SLUG
from glossary.languages import language_of
from glossary.model import ANY, Concept, Policy, Rule, Source, Status, Term, TermBase
from glossary.policy import SPOKEN, inheritance, named_by
from glossary.saying import LanguageName, Message, say
from glossary.text import fold

#: In an address, dots alone would lead elsewhere.
_POLICY = re.compile(r"(?=\S)(?!\.+\Z)[^/\\\r\n]{1,100}(?<=\S)")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
#: What no file of XML can hold: control characters, halves of pairs, and what is no character.
_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
#: Longer than any term; what is longer was pasted by mistake.
_LONGEST = 200
_LONGEST_SENTENCE = 1_000


class Problem(NamedTuple):
    """What is wrong, and in which field of which entry."""

    entry: str  #: a concept's id or a policy's name
    field: str
    reason: Message


def problems(termbase: TermBase) -> tuple[Problem, ...]:
    """List what keeps a term base from being stored; nothing when it is sound."""
    return (*_of_concepts(termbase), *_of_policies(termbase))


def problems_alone(entry: Concept | Term) -> tuple[Problem, ...]:
    """List what is wrong with a term, or with an entry without its terms, whatever stands near."""
    if isinstance(entry, Term):
        return tuple(_of_term(entry))
    bare = replace(entry, terms=())
    return (*_of_concept(bare), *_of_cues(bare), *_of_examples(bare))


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
                reason = say(
                    "In “%(field)s” stands %(code)s, a character that no file can hold.",
                    field=field.name,
                    code=f"U+{ord(found[0]):04X}",
                )
                yield Problem(name, field.name, reason)


def _each(value: object) -> Iterator[object]:
    yield from value if isinstance(value, tuple | frozenset) else (value,)


def _of_concepts(termbase: TermBase) -> Iterator[Problem]:
    for ident, count in Counter(concept.id for concept in termbase.concepts).items():
        if count > 1:
            yield Problem(ident, "id", say("There already is a concept “%(name)s”.", name=ident))
    known = {concept.id for concept in termbase.concepts}
    for concept in termbase.concepts:
        yield from _of_concept(concept)
        yield from _of_references(concept, known)
        yield from _of_cues(concept)
        yield from _of_examples(concept)


def _of_concept(concept: Concept) -> Iterator[Problem]:
    if not SLUG.fullmatch(concept.id):
        reason = say("The short name takes small Latin letters, digits and hyphens between them.")
        yield Problem(concept.id, "id", reason)
    if len(concept.id) > LONGEST_SLUG:
        yield Problem(concept.id[:40], "id", say("The short name is too long."))
    for source in concept.sources:
        yield from _of_source(source, concept.id)
    if concept.contested and not concept.why_contested.strip():
        yield Problem(concept.id, "why_contested", say("Say why the concept is contested."))
    seen: set[tuple[str, str]] = set()
    for term in concept.terms:
        yield from _of_term(term)
        spelling = (term.language, fold(term.text).text)
        if spelling in seen:
            reason = say(
                "“%(term)s” stands twice in %(language)s.",
                term=term.text,
                language=_named(term.language),
            )
            yield Problem(concept.id, "text", reason)
        seen.add(spelling)
    yield from preferred_twice(concept)


def preferred_twice(concept: Concept) -> Iterator[Problem]:
    """Name terms that are preferred beside another for the same use.

    One term of a concept is preferred in a language (ISO 12620: *preferred term*), unless
    each is for source terms, a region or a time of its own.
    """
    preferred = [term for term in concept.terms if term.status is Status.PREFERRED]
    for first, second in combinations(preferred, 2):
        if first.language == second.language and share_use(first, second):
            reason = say(
                "“%(first)s” and “%(second)s” are both preferred in %(language)s. Prefer one and "
                "make the other admitted, or say of each which source terms, region or time it "
                "is for.",
                first=first.text,
                second=second.text,
                language=_named(first.language),
            )
            yield Problem(concept.id, "status", reason)


def share_use(first: Term, second: Term) -> bool:
    """Whether two terms may be meant for the same source term, in the same place and time."""
    if first.geography != second.geography and first.geography and second.geography:
        return False
    rendered = [{text.casefold() for text in term.renders} for term in (first, second)]
    if any(rendered) and rendered[0].isdisjoint(rendered[1]):
        return False
    return not (_ends_before(first, second) or _ends_before(second, first))


def _ends_before(first: Term, second: Term) -> bool:
    ends, begins = first.valid_until, second.valid_from
    exact = min(len(ends), len(begins))
    return bool(exact) and ends[:exact] < begins[:exact]


def _of_term(term: Term) -> Iterator[Problem]:
    if not term.text.strip():
        reason = say("A term in %(language)s has no text.", language=_named(term.language or "?"))
        yield Problem(term.concept, "text", reason)
    if len(term.text) > _LONGEST:
        reason = say("“%(text)s…” is too long for a term.", text=term.text[:40])
        yield Problem(term.concept, "text", reason)
    if not LANGUAGE.fullmatch(term.language):
        yield Problem(term.concept, "language", _no_language(term.language))
    for form in (*term.forms, *term.excepted, *term.renders):
        if not form.strip() or len(form) > _LONGEST:
            reason = say("“%(form)s” is no form of “%(term)s”.", form=form[:40], term=term.text)
            yield Problem(term.concept, "forms", reason)

    yield from _of_dates(term)
    for source in term.sources:
        yield from _of_source(source, term.concept)


def _of_dates(term: Term) -> Iterator[Problem]:
    dates = (term.valid_from, term.valid_until)
    for date in filter(None, dates):
        if not _is_date(date):
            reason = say(
                "“%(date)s” is no date such as 2014-05-02, for “%(term)s”.",
                date=date,
                term=term.text,
            )
            yield Problem(term.concept, "valid", reason)
    exact = min(map(len, dates))
    if all(map(_is_date, dates)) and term.valid_until[:exact] < term.valid_from[:exact]:
        reason = say(
            "“%(term)s” would be valid until a day before it begins to be.", term=term.text
        )
        yield Problem(term.concept, "valid", reason)


def _of_source(source: Source, concept: str) -> Iterator[Problem]:
    if not source.title.strip():
        yield Problem(concept, "sources", say("A source has a title."))
    if source.date and not _is_date(source.date):
        reason = say("“%(date)s” is no date such as 2014, 2014-05 or 2014-05-02.", date=source.date)
        yield Problem(concept, "sources", reason)


def _of_references(concept: Concept, known: AbstractSet[str]) -> Iterator[Problem]:
    for reference in concept.references:
        if reference.concept not in known:
            reason = say(
                "A cross-reference goes to “%(concept)s”, which is no concept.",
                concept=reference.concept,
            )
            yield Problem(concept.id, "references", reason)
        elif reference.concept == concept.id:
            reason = say("A concept refers to others than itself.")
            yield Problem(concept.id, "references", reason)


def _of_cues(concept: Concept) -> Iterator[Problem]:
    named = {(term.language, fold(term.text).text.casefold()) for term in concept.terms}
    for cue in concept.cues:
        if not cue.text.strip() or len(cue.text) > _LONGEST:
            reason = say("“%(cue)s” cannot be a cue.", cue=cue.text[:40])
            yield Problem(concept.id, "cues", reason)
        if not LANGUAGE.fullmatch(cue.language):
            yield Problem(concept.id, "cues", _no_language(cue.language))
        if (cue.language, fold(cue.text).text.casefold()) in named:
            reason = say(
                "“%(cue)s” is a term of the concept and tells nothing of its sense.", cue=cue.text
            )
            yield Problem(concept.id, "cues", reason)


def _of_examples(concept: Concept) -> Iterator[Problem]:
    for example in concept.examples:
        if not example.text.strip() or len(example.text) > _LONGEST_SENTENCE:
            reason = say("“%(text)s” cannot be an example.", text=example.text[:40])
            yield Problem(concept.id, "examples", reason)
        if not LANGUAGE.fullmatch(example.language):
            yield Problem(concept.id, "examples", _no_language(example.language))


def _named(code: str) -> LanguageName:
    return LanguageName(code=code, english=language_of(code).name)


def _no_language(code: str) -> Message:
    return say("“%(code)s” is no language code such as uk or pt-BR.", code=code)


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
            yield Problem(name, "name", say("There already is a policy “%(name)s”.", name=name))
    known = {concept.id for concept in termbase.concepts} | {ANY}
    for policy in termbase.policies:
        yield from _of_policy(policy, termbase, known)


def _of_policy(policy: Policy, termbase: TermBase, known: set[str]) -> Iterator[Problem]:
    if not _POLICY.fullmatch(policy.name):
        reason = say("A policy needs a short name in one line, without a slash.")
        yield Problem(policy.name, "name", reason)
        return
    try:
        inheritance(termbase, policy.name)
    except (UnknownPolicy, PolicyCycle) as error:
        yield Problem(policy.name, "extends", error.message)
    for rule in policy.rules:
        yield from _of_rule(rule, policy.name, known)


def _of_rule(rule: Rule, policy: str, known: set[str]) -> Iterator[Problem]:
    if rule.concept not in known:
        reason = say("A rule is for “%(concept)s”, which is no concept.", concept=rule.concept)
        yield Problem(policy, "concept", reason)
    if rule.language != ANY and not LANGUAGE.fullmatch(rule.language):
        yield Problem(policy, "language", _no_language(rule.language))
    if rule.first_mention and rule.voices and rule.voices <= SPOKEN:
        reason = say(
            "In speech no form is asked of a first mention of “%(concept)s”.", concept=rule.concept
        )
        yield Problem(policy, "first_mention", reason)
    if not rule.voices:
        yield Problem(policy, "voices", say("A rule holds in one voice at least."))
    for text in named_by(rule):
        if not text.strip() or len(text) > _LONGEST:
            reason = say(
                "“%(text)s” cannot be a rendering in a rule for “%(concept)s”.",
                text=text[:40],
                concept=rule.concept,
            )
            yield Problem(policy, "renderings", reason)
