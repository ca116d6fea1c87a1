"""Two term bases compared and laid over one another: what an import or a revision changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import NamedTuple

from glossary.model import Concept, Policy, Rule, Term, TermBase

_Entry = Concept | Term | Policy | Rule


class Altered(NamedTuple):
    """A term as it was and as it is."""

    before: Term
    after: Term

    @property
    def fields(self) -> tuple[str, ...]:
        """Name what differs, in the order of the entry."""
        return _differing(self.before, self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptDifference:
    """What differs between two entries of one concept; one of them may be absent."""

    before: Concept | None
    after: Concept | None
    fields: tuple[str, ...] = ()  #: of the entry itself, not of its terms
    come: tuple[Term, ...] = ()
    gone: tuple[Term, ...] = ()
    altered: tuple[Altered, ...] = ()

    @property
    def concept(self) -> Concept:
        """The entry as it is, or as it last was."""
        found = self.after or self.before
        assert found is not None
        return found

    def __bool__(self) -> bool:
        return bool(self.fields or self.come or self.gone or self.altered)


class AlteredRule(NamedTuple):
    """A rule as it was and as it is, for one concept, language and set of voices."""

    before: Rule
    after: Rule

    @property
    def fields(self) -> tuple[str, ...]:
        """Name what differs, in the order of the rule."""
        return _differing(self.before, self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDifference:
    """What differs between two versions of one policy; one of them may be absent."""

    name: str
    before: Policy | None
    after: Policy | None
    fields: tuple[str, ...] = ()  #: of the policy itself, not of its rules
    come: tuple[Rule, ...] = ()
    gone: tuple[Rule, ...] = ()
    altered: tuple[AlteredRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs between two term bases, and what does not."""

    new: tuple[ConceptDifference, ...] = ()
    changed: tuple[ConceptDifference, ...] = ()
    removed: tuple[ConceptDifference, ...] = ()
    unchanged: tuple[str, ...] = ()
    policies: tuple[PolicyDifference, ...] = ()  #: new, changed or removed

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.removed or self.policies)


def merged(old: TermBase, incoming: TermBase) -> TermBase:
    """Lay one term base over another.

    An incoming concept or policy takes the place of that of the same name; a term
    that stays keeps its key; what only the old one has stays.
    """
    known = {concept.id: concept for concept in old.concepts}
    arriving = {c.id: _keeping_keys(known.get(c.id), c) for c in incoming.concepts}
    policies = {policy.name: policy for policy in (*old.policies, *incoming.policies)}
    stay = [arriving.pop(concept.id, concept) for concept in old.concepts]
    return replace(old, concepts=(*stay, *arriving.values()), policies=tuple(policies.values()))


def compare(old: TermBase, new: TermBase) -> Difference:
    """Tell what a change from one term base to the other does, entry by entry."""
    before = {concept.id: concept for concept in old.concepts}
    after = {concept.id: concept for concept in new.concepts}
    both = [compare_concepts(before[ident], after[ident]) for ident in after if ident in before]
    return Difference(
        new=tuple(compare_concepts(None, c) for c in new.concepts if c.id not in before),
        changed=tuple(difference for difference in both if difference),
        removed=tuple(compare_concepts(c, None) for c in old.concepts if c.id not in after),
        unchanged=tuple(difference.concept.id for difference in both if not difference),
        policies=tuple(_policies(old.policies, new.policies)),
    )


def compare_concepts(before: Concept | None, after: Concept | None) -> ConceptDifference:
    """Tell what differs between two entries; terms are known by their keys."""
    was = {term.id: term for term in before.terms} if before else {}
    now = [(term, was.pop(term.id, None)) for term in after.terms] if after else []
    both = (Altered(old, new) for new, old in now if old is not None)
    named = _differing(before, after, leave_out="terms") if before and after else ()
    return ConceptDifference(
        before=before,
        after=after,
        fields=named,
        come=tuple(new for new, old in now if old is None),
        gone=tuple(was.values()),
        altered=tuple(each for each in both if each.before != each.after),
    )


def _policies(old: Sequence[Policy], new: Sequence[Policy]) -> Iterator[PolicyDifference]:
    before = {policy.name: policy for policy in old}
    after = {policy.name: policy for policy in new}
    for name in {**before, **after}:
        if before.get(name) != after.get(name):
            yield _compare_policies(name, before.get(name), after.get(name))


def _compare_policies(name: str, before: Policy | None, after: Policy | None) -> PolicyDifference:
    """Tell what differs; a rule is known by its concept, language and voices."""
    was, now = _by_place(before), _by_place(after)
    both = (AlteredRule(was[place], now[place]) for place in now if place in was)
    named = _differing(before, after, leave_out="rules") if before and after else ()
    return PolicyDifference(
        name=name,
        before=before,
        after=after,
        fields=named,
        come=tuple(rule for place, rule in now.items() if place not in was),
        gone=tuple(rule for place, rule in was.items() if place not in now),
        altered=tuple(each for each in both if each.before != each.after),
    )


def _by_place(policy: Policy | None) -> dict[tuple[object, ...], Rule]:
    """Its rules by what they are for; of several for the same the first comes first."""
    found: dict[tuple[object, ...], Rule] = {}
    for rule in policy.rules if policy else ():
        place: tuple[object, ...] = (rule.concept, rule.language, rule.voices)
        while place in found:
            place = (*place, "again")
        found[place] = rule
    return found


def _keeping_keys(known: Concept | None, concept: Concept) -> Concept:
    keys = {(t.language, t.text): t.id for t in known.terms} if known else {}
    terms = (replace(t, id=keys.get((t.language, t.text), "")) for t in concept.terms)
    return replace(concept, terms=tuple(terms))


def _differing(before: _Entry, after: _Entry, leave_out: str = "") -> tuple[str, ...]:
    return tuple(
        each.name
        for each in fields(before)
        if each.name != leave_out and getattr(before, each.name) != getattr(after, each.name)
    )
