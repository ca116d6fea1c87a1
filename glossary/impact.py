"""What a change of the term base can make wrong or right, before anything is judged again.

Two term bases are compared for one pair of languages and one policy. The answer
names the texts that can match differently, and the concepts that can be judged
differently where they occur. A segment that is reached by neither is judged as
before: `tests/glossary/test_impact.py` proves it over generated changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import NamedTuple

from glossary.foreign import foreign_to
from glossary.matching import Sought, lookup_keys
from glossary.model import Concept, Policy, Rule, Term, TermBase, Voice
from glossary.policy import inheritance, rule_for
from glossary.rulebook import cues_of, forbidden_sought, is_usage, source_sought, target_sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Where to look for segments that a change concerns.

    Candidates are the segments whose source holds a key of `source_sought`, those
    whose translation holds a key of `target_sought`, and those with a stored
    occurrence, before the change, of one of `concepts` on either side.
    """

    source_language: str
    target_language: str
    source_sought: tuple[Sought, ...] = ()  #: old and new terms that match differently
    target_sought: tuple[Sought, ...] = ()
    concepts: frozenset[str] = frozenset()  #: judged differently where they occur

    def __bool__(self) -> bool:
        return bool(self.source_sought or self.target_sought or self.concepts)

    @property
    def source_keys(self) -> frozenset[str]:
        """Keys of words, as postings hold them, that a source must have to be a candidate."""
        return _keys(self.source_sought, self.source_language)

    @property
    def target_keys(self) -> frozenset[str]:
        """The same for a translation."""
        return _keys(self.target_sought, self.target_language)

    def concerns(
        self,
        *,
        source_keys: AbstractSet[str],
        target_keys: AbstractSet[str],
        concepts: AbstractSet[str],
    ) -> bool:
        """Whether a segment with these keys and stored occurrences is a candidate."""
        return not (
            self.concepts.isdisjoint(concepts)
            and self.source_keys.isdisjoint(source_keys)
            and self.target_keys.isdisjoint(target_keys)
        )


def changed_terms(
    old: TermBase,
    new: TermBase,
    *,
    source_language: str,
    target_language: str,
    policy: str = "",
) -> Change:
    """What differs between two term bases for a pair of languages and a policy of both."""
    sides = (source_language, target_language)
    before, after = _profiles(old, sides, policy), _profiles(new, sides, policy)
    return Change(
        source_language=source_language,
        target_language=target_language,
        source_sought=_differing(
            _of_source(old, source_language), _of_source(new, source_language)
        ),
        target_sought=_differing(
            _of_target(old, target_language, policy), _of_target(new, target_language, policy)
        ),
        concepts=frozenset(
            concept
            for concept in before.keys() | after.keys()
            if before.get(concept) != after.get(concept)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Profile:
    """All of a concept that a judgement depends on."""

    contested: bool
    usage: bool
    sources: tuple[Term, ...]
    targets: tuple[Term, ...]
    rules: tuple[Rule | None, ...]
    cues: tuple[Sought, ...]
    foreign: tuple[Sought, ...]  #: words of other languages, which stand there by mistake


def _profiles(termbase: TermBase, sides: tuple[str, str], policy: str) -> dict[str, _Profile]:
    policies = inheritance(termbase, policy)
    return {concept.id: _profile(concept, sides, policies) for concept in termbase.concepts}


def _profile(concept: Concept, sides: tuple[str, str], policies: tuple[Policy, ...]) -> _Profile:
    source, target = sides
    return _Profile(
        contested=concept.contested,
        usage=is_usage(concept),
        # What a term of the source renders and how it is used matters only in a translation.
        sources=tuple(replace(t, usage="", renders=()) for t in concept.in_language(source)),
        targets=concept.in_language(target),
        rules=tuple(
            rule_for(policies, concept=concept.id, language=target, voice=voice) for voice in Voice
        ),
        cues=cues_of(concept, source),
        foreign=foreign_to(concept, target),
    )


class _Way(NamedTuple):
    """What is sought, and all else that decides whether it counts where it stands."""

    sought: Sought
    usage: bool  #: sought apart from the rest, so that neither hides the other
    speakers: bool = False  #: a forbidden word of the source is the speaker's own


def _of_source(termbase: TermBase, language: str) -> Iterator[_Way]:
    usage = _usage(termbase)
    for one in source_sought(termbase, language):
        yield _Way(one, one.concept in usage)
    for one in forbidden_sought(termbase, language):
        yield _Way(one, one.concept in usage, speakers=True)


def _of_target(termbase: TermBase, language: str, policy: str) -> Iterator[_Way]:
    usage = _usage(termbase)
    for one in target_sought(termbase, language, policy):
        yield _Way(one, one.concept in usage)


def _usage(termbase: TermBase) -> frozenset[str]:
    return frozenset(concept.id for concept in termbase.concepts if is_usage(concept))


def _differing(old: Iterable[_Way], new: Iterable[_Way]) -> tuple[Sought, ...]:
    before, after = dict.fromkeys(old), dict.fromkeys(new)
    gone = [way for way in before if way not in after]
    come = [way for way in after if way not in before]
    return tuple(dict.fromkeys(way.sought for way in (*gone, *come)))


def _keys(sought: Iterable[Sought], language: str) -> frozenset[str]:
    return frozenset(key for one in sought for key in lookup_keys(one, language))
