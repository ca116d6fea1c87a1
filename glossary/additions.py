"""Words of a translation that stand for nothing in its source: too much, or banned anyway."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

from glossary import messages
from glossary.binding import Bond, Place
from glossary.model import (
    Occurrence,
    Severity,
    Status,
    Violation,
    ViolationKind,
)
from glossary.policy import Ruling, Verdict
from glossary.relatives import is_touched_on, relative
from glossary.saying import Message
from glossary.speech import Spoken, spoken, voice_at
from glossary.suggesting import suggestion
from glossary.weighing import Weighed, at_most_warning, gravity

_BANNED, _ADDED = ViolationKind.BANNED, ViolationKind.ADDED
#: The statuses of renderings; a banned word may stand for anything else.
_LOADED = {Status.PREFERRED, Status.ADMITTED}


@dataclass(frozen=True, kw_only=True)
class Additions(Weighed):
    """Judges the words of a translation that are bound to nothing."""

    #: The concepts that the source names, whatever people said that its words mean.
    named: frozenset[str] = frozenset()
    source_before: str = ""
    source_after: str = ""

    def additions(
        self,
        mentions: Sequence[Place],
        slots: Sequence[Place],
        bonds: Mapping[int, Bond],
        used: AbstractSet[int],
    ) -> Iterator[Violation]:
        """What stands in the translation beyond what the source says."""
        bound = {bond.slot for bond in bonds.values()}
        first = {self.sources[i].concept: i for m in mentions for i in reversed(m.readings)}
        for number, slot in enumerate(slots):
            if number in bound or slot.nested:
                continue
            if (found := self._banned_anywhere(slot)) is not None:
                yield self._of_target_only(found)
            elif number in used:
                continue
            elif self._is_besides(slot, first):
                found = self.targets[slot.readings[0]]
                yield self._besides(found, first[found.concept])
            elif (found := self._added(slot)) is not None:
                yield self._addition(found)

    def bare_usage(self, slots: Sequence[Place], used: AbstractSet[int]) -> Iterator[Violation]:
        """A preposition is judged wherever it stands, whatever the source says there."""
        for number, slot in enumerate(slots):
            found = self.targets[slot.readings[0]]
            if number in used or slot.nested or not self._is_judged_alone(found):
                continue
            verdict = self._ruling(found).verdict(found, None)
            if verdict is Verdict.BANNED:
                yield self._unasked(found, _BANNED, messages.usage_banned)
            elif verdict is Verdict.DEPRECATED:
                yield self._unasked(found, ViolationKind.DEPRECATED, messages.usage_deprecated)

    def _ruling(self, found: Occurrence) -> Ruling:
        """The rule and the statuses for words of the translation, in the voice that speaks them."""
        voice = voice_at(found.span, self._others_in_target, self.voice)
        return self.rulebook.ruling(found.concept, voice)

    @cached_property
    def _others_in_target(self) -> Sequence[Spoken]:
        return spoken(self.target, self.voice) if self.rulebook.minds_voices else ()

    # Banned whatever the source says

    def _is_judged_alone(self, found: Occurrence) -> bool:
        return self.rulebook.is_bare_usage(found) or self._is_target_only(found)

    def _is_target_only(self, found: Occurrence) -> bool:
        term = self.rulebook.term(found)
        return term is not None and term.target_only

    def _banned_anywhere(self, slot: Place) -> Occurrence | None:
        readings = (self.targets[i] for i in slot.readings)
        banned = (o for o in readings if self._is_target_only(o) and self.is_banned(o))
        return next(banned, None)

    def _of_target_only(self, found: Occurrence) -> Violation:
        return self._unasked(found, _BANNED, messages.usage_banned)

    def _unasked(
        self, found: Occurrence, kind: ViolationKind, message: messages.OfUsage
    ) -> Violation:
        """A word that is wrong by itself, with no source occurrence to it."""
        ruling = self._ruling(found)
        why, right = ruling.usage(found), ruling.advice(None).right
        told = message(found.form, why, right)
        best = suggestion(found, right, self.target, self.rulebook.target_language)
        return replace(self._without_source(found, kind, told, right, why), suggestion=best)

    # Banned beside the right rendering

    def _is_besides(self, slot: Place, first: Mapping[str, int]) -> bool:
        readings = [self.targets[i] for i in slot.readings]
        return all(o.concept in first and self.is_banned(o) for o in readings)

    def _besides(self, found: Occurrence, said: int) -> Violation:
        """It may translate another word: a note."""
        why = self._ruling(found).usage(found)
        message = messages.besides(found.form, self.sources[said].form, why)
        right = self.right(said)
        return self._without_source(found, _BANNED, message, right, why, Severity.NOTE)

    # Renderings of what the source does not say

    def _added(self, slot: Place) -> Occurrence | None:
        readings = [self.targets[i] for i in slot.readings]
        loaded = [o for o in readings if self._is_loaded(o)]
        if not loaded or any(o.concept in self.named for o in readings):
            return None
        if any(o.concept in self._speakers and self.is_banned(o) for o in readings):
            return None
        if any(map(self._is_derived, readings)):
            return None
        # Of several the one that the speaker's own word would have been wrong for.
        return next((o for o in loaded if o.concept in self._speakers), loaded[0])

    def _is_loaded(self, found: Occurrence) -> bool:
        """Whether the word says for certain what a contested concept is."""
        term = self.rulebook.term(found)
        if term is None or term.ambiguous or term.status not in _LOADED:
            return False
        known = self.is_certain(found, self.rulebook.target_language)
        certain = known and not self.rulebook.is_usage(found)
        return certain and self.rulebook.concept(found).contested

    @cached_property
    def _speakers(self) -> frozenset[str]:
        """The concepts of which the source has a word that may not render them."""
        return frozenset(o.concept for o in self.rulebook.forbidden_source_words(self.source))

    def _is_derived(self, found: Occurrence) -> bool:
        """Whether the source has a word of the family: *insurgency* for «повстанцы»."""
        terms = self.rulebook.concept(found).in_language(self.rulebook.source_language)
        return any(
            self._has_family(term.text)
            for term in terms
            if term.status is not Status.FORBIDDEN and not term.target_only
        )

    def _has_family(self, term: str) -> bool:
        if is_touched_on(term, self.source):
            return True
        # The very words may be the name of something else: the people's militia.
        return bool(relative(term, self.source)) and not any(
            relative(term, occurrence.form) for occurrence in self.sources
        )

    def _addition(self, found: Occurrence) -> Violation:
        why = self._ruling(found).usage(found)
        if found.concept in self._named_near:
            message = messages.added_from_nearby(found.form)
            return self._without_source(found, _ADDED, message, (), why, Severity.NOTE)
        return self._without_source(found, _ADDED, messages.added(found.form), (), why)

    @cached_property
    def _named_near(self) -> frozenset[str]:
        """The concepts that the rest of the block names in its source."""
        near = (self.source_before, self.source_after)
        return frozenset(
            o.concept for text in near if text for o in self.rulebook.source_occurrences(text)
        )

    def _without_source(
        self,
        found: Occurrence,
        kind: ViolationKind,
        message: Message,
        right: tuple[str, ...],
        why: str,
        severity: Severity | None = None,
    ) -> Violation:
        certain = self.is_certain(found, self.rulebook.target_language)
        if severity is None:
            severity = self.ruled(kind, self._ruling(found)) or gravity(kind)
        return Violation(
            kind=kind,
            severity=at_most_warning(severity, certain=certain),
            concept=found.concept,
            message=message,
            source=None,
            target=found.span,
            expected=right,
            evidence=found.evidence,
            rule=why,
        )
