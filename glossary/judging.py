"""One pair judged: its mentions bound to what stands for them, and what is wrong with that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from glossary import messages
from glossary.binding import Bond, Place
from glossary.model import (
    Evidence,
    Occurrence,
    Severity,
    Violation,
    ViolationKind,
)
from glossary.pairing import Sides
from glossary.policy import Ruling, Verdict
from glossary.relatives import kept_name, relative

_KINDS = {
    Verdict.DEPRECATED: ViolationKind.DEPRECATED,
    Verdict.NOT_ALLOWED: ViolationKind.MISSING,
    Verdict.BANNED: ViolationKind.BANNED,
    Verdict.NOT_THIS_SOURCE_TERM: ViolationKind.NOT_THIS_SOURCE_TERM,
}
_GRAVITY = {
    ViolationKind.BANNED: Severity.ERROR,
    ViolationKind.NOT_THIS_SOURCE_TERM: Severity.ERROR,
    ViolationKind.DEPRECATED: Severity.WARNING,
}
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\"’)\]]*\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found on both sides of a pair, how it belongs together and what is wrong."""

    source: tuple[Occurrence, ...]
    target: tuple[Occurrence, ...]
    #: for each target occurrence the index of the source occurrence that it stands for
    bound: tuple[int | None, ...]
    violations: tuple[Violation, ...]


@dataclass(frozen=True, kw_only=True)
class Pair(Sides):
    """One pair being judged."""

    target: str
    before: str
    after: str

    def judgement(self) -> Judgement:
        """What belongs together and what is wrong, in order of the source."""
        violations: list[Violation] = []
        bound: dict[int, int] = {}
        for usage in (False, True):
            mentions, slots = self.mentions(usage=usage), self.slots(usage=usage)
            bonds, used = self.bonds(mentions, slots)
            bound |= {bond.target: bond.source for bond in bonds.values()}
            if usage:
                violations += self._wrong(mentions, bonds, {Verdict.DEPRECATED, Verdict.BANNED})
                violations += self._bare_usage(slots, used)
            else:
                violations += self._wrong(mentions, bonds, _KINDS.keys())
                violations += self._missing(mentions, bonds)
                violations += self._surplus(mentions, slots, used)
        return Judgement(
            source=self.sources,
            target=self.targets,
            bound=tuple(bound.get(index) for index in range(len(self.targets))),
            violations=tuple(sorted(violations, key=_order)),
        )

    def _wrong(
        self, mentions: Sequence[Place], bonds: dict[int, Bond], verdicts: AbstractSet[Verdict]
    ) -> Iterator[Violation]:
        for number, bond in bonds.items():
            if bond.verdict in verdicts:
                yield self._wrong_bond(mentions[number], bond)

    def _wrong_bond(self, mention: Place, bond: Bond) -> Violation:
        said, found = self.sources[bond.source], self.targets[bond.target]
        kind = _KINDS[bond.verdict]
        evidence = min(said.evidence, found.evidence)
        # A rendering of the concept tells the sense of a word that has several.
        told = kind is ViolationKind.NOT_THIS_SOURCE_TERM
        ruling = self.rulebook.ruling(said.concept, self.voice)
        return Violation(
            kind=kind,
            severity=self._severity(kind, mention, evidence, sense_told=told),
            concept=said.concept,
            message=self._message(bond, ruling),
            source=said.span,
            target=found.span,
            expected=self._right(said),
            evidence=evidence,
            rule=ruling.usage(found),
        )

    def _message(self, bond: Bond, ruling: Ruling) -> str:
        said, found = self.sources[bond.source], self.targets[bond.target]
        why, right = ruling.usage(found), self._right(said)
        if bond.verdict is Verdict.BANNED:
            return messages.banned(found.form, said.form, why, right)
        if bond.verdict is Verdict.DEPRECATED:
            return messages.deprecated(found.form, said.form, why, right)
        if bond.verdict is Verdict.NOT_ALLOWED:
            return messages.not_allowed(found.form, said.form, self.rulebook.policy, right)
        renders = ruling.renders_only(found)
        return messages.not_this_source_term(found.form, said.form, renders, right)

    def _missing(self, mentions: Sequence[Place], bonds: dict[int, Bond]) -> Iterator[Violation]:
        rendered = {self.sources[i].concept for n in bonds for i in mentions[n].readings}
        reported: set[str] = set()
        for number, mention in enumerate(mentions):
            if number in bonds:
                continue
            concepts = {self.sources[i].concept for i in mention.readings}
            if concepts & rendered:
                yield self._unrendered(mention, Severity.NOTE, messages.mention_missing)
            elif not concepts & reported:
                reported |= concepts
                right = dict.fromkeys(r for i in mention.readings for r in self._right_at(i))
                if right:  # nobody has decided yet what a concept without renderings is here
                    yield self._absent(mention, tuple(right))

    def _absent(self, mention: Place, right: tuple[str, ...]) -> Violation:
        """No mention of the concept is rendered in the segment."""
        said = self.sources[mention.readings[0]]
        if word := self._relative(mention, right):
            message = messages.related(said.form, word, right)
            return self._unrendered(mention, Severity.NOTE, lambda _: message)
        if name := kept_name(self.source, mention.span, self.target):
            message = messages.kept(said.form, name)
            return self._unrendered(mention, Severity.NOTE, lambda _: message)
        if self._rendered_in(mention, _neighbouring(self.before, self.after)):
            return self._unrendered(mention, Severity.NOTE, messages.nearby)
        severity = self._severity(ViolationKind.MISSING, mention, said.evidence)
        if self._rendered_in(mention, self.before):
            severity = min(severity, Severity.WARNING)
        return self._unrendered(mention, severity, lambda form: messages.missing(form, right))

    def _relative(self, mention: Place, right: Sequence[str]) -> str:
        advice = (self.rulebook.renderings(self.sources[i], self.voice) for i in mention.readings)
        wrong = tuple(text for one in advice for text in (*one.deprecated, *one.banned))
        found = (relative(text, self.target, wrong=wrong) for text in right)
        return next(filter(None, found), "")

    def _unrendered(
        self, mention: Place, severity: Severity, message: Callable[[str], str]
    ) -> Violation:
        said = self.sources[mention.readings[0]]
        return Violation(
            kind=ViolationKind.MISSING,
            severity=severity,
            concept=said.concept,
            message=message(said.form),
            source=said.span,
            target=None,
            expected=self._right(said),
            evidence=said.evidence,
            rule=self.rulebook.renderings(said, self.voice).rationale,
        )

    def _rendered_in(self, mention: Place, text: str) -> bool:
        if not text:
            return False
        found = self.rulebook.target_occurrences(text)
        return any(
            self.sources[i].concept == o.concept
            and self.rulebook.ruling(o.concept, self.voice).verdict(
                o, self.rulebook.term(self.sources[i])
            )
            is Verdict.RIGHT
            for i in mention.readings
            for o in found
        )

    def _surplus(
        self, mentions: Sequence[Place], slots: Sequence[Place], used: AbstractSet[int]
    ) -> Iterator[Violation]:
        """Banned words beside the right rendering; they may translate another word."""
        named = {self.sources[i].concept: i for m in mentions for i in reversed(m.readings)}
        for number, slot in enumerate(slots):
            if number in used or slot.nested:
                continue
            readings = [self.targets[i] for i in slot.readings]
            if all(o.concept in named and self.is_banned(o) for o in readings):
                yield self._extra(readings[0], self.sources[named[readings[0].concept]])

    def _extra(self, found: Occurrence, said: Occurrence) -> Violation:
        why = self.rulebook.ruling(found.concept, self.voice).usage(found)
        return Violation(
            kind=ViolationKind.BANNED,
            severity=Severity.NOTE,
            concept=found.concept,
            message=messages.besides(found.form, said.form, why),
            source=None,
            target=found.span,
            expected=self._right(said),
            evidence=found.evidence,
            rule=why,
        )

    def _bare_usage(self, slots: Sequence[Place], used: AbstractSet[int]) -> Iterator[Violation]:
        """A preposition is judged wherever it stands, whatever the source says there."""
        for number, slot in enumerate(slots):
            found = self.targets[slot.readings[0]]
            if number in used or slot.nested or not self.rulebook.is_bare_usage(found):
                continue
            ruling = self.rulebook.ruling(found.concept, self.voice)
            verdict = ruling.verdict(found, None)
            if verdict in {Verdict.BANNED, Verdict.DEPRECATED}:
                yield self._usage_violation(found, ruling, verdict)

    def _usage_violation(self, found: Occurrence, ruling: Ruling, verdict: Verdict) -> Violation:
        kind, why = _KINDS[verdict], ruling.usage(found)
        right = ruling.advice(None).right
        told = messages.usage_banned if verdict is Verdict.BANNED else messages.usage_deprecated
        severity = ruling.rule.severity if ruling.rule and ruling.rule.severity else _GRAVITY[kind]
        return Violation(
            kind=kind,
            severity=_at_most_warning(severity, found.evidence),
            concept=found.concept,
            message=told(found.form, why, right),
            source=None,
            target=found.span,
            expected=right,
            evidence=found.evidence,
            rule=why,
        )

    # Weights

    def _severity(
        self,
        kind: ViolationKind,
        mention: Place,
        evidence: Evidence,
        *,
        sense_told: bool = False,
    ) -> Severity:
        readings = [self.sources[i] for i in mention.readings]
        terms = [self.rulebook.term(o) for o in readings]
        if not sense_told and all(term is not None and term.ambiguous for term in terms):
            return Severity.NOTE
        rule = self.rulebook.ruling(readings[0].concept, self.voice).rule
        if rule is not None and rule.severity is not None:
            severity = rule.severity
        elif kind is ViolationKind.MISSING:
            severity = self._gravity_of_missing(readings[0], evidence)
        else:
            severity = _GRAVITY[kind]
        homograph = len({o.concept for o in readings}) > 1
        return _at_most_warning(severity, Evidence.GUESS if homograph else evidence)

    def _gravity_of_missing(self, said: Occurrence, evidence: Evidence) -> Severity:
        certain = self.rulebook.concept(said).contested and evidence is Evidence.LEXICON
        return Severity.ERROR if certain else Severity.WARNING

    def _right(self, said: Occurrence) -> tuple[str, ...]:
        return self.rulebook.renderings(said, self.voice).right

    def _right_at(self, index: int) -> tuple[str, ...]:
        return self._right(self.sources[index])


def _order(violation: Violation) -> tuple[int, int]:
    places = (violation.source or violation.target, violation.target or violation.source)
    return (places[0].start if places[0] else 0, places[1].start if places[1] else 0)


def _at_most_warning(severity: Severity, evidence: Evidence) -> Severity:
    """A mere guess never blocks approval."""
    return min(severity, Severity.WARNING) if evidence is Evidence.GUESS else severity


def _neighbouring(before: str, after: str) -> str:
    """The sentence before and the sentence after."""
    last = _SENTENCE_END.split(before.strip())[-1]
    first = _SENTENCE_END.split(after.strip())[0]
    return f"{last} {first}".strip()
