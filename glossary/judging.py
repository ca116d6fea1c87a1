"""One pair judged: its mentions bound to what stands for them, and what is wrong with that."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from glossary import messages
from glossary.binding import Bond, Edges, Place, bind, places
from glossary.model import (
    CaseRule,
    Evidence,
    Occurrence,
    Severity,
    Span,
    Violation,
    ViolationKind,
    Voice,
)
from glossary.policy import Ruling, Verdict
from glossary.relatives import relative
from glossary.rulebook import Rulebook

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
#: Of so many renderings of one concept before and after its own rank a mention finds its own.
_REACH = 16
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\"’)\]]*\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found on both sides of a pair, how it belongs together and what is wrong."""

    source: tuple[Occurrence, ...]
    target: tuple[Occurrence, ...]
    #: for each target occurrence the index of the source occurrence that it stands for
    bound: tuple[int | None, ...]
    violations: tuple[Violation, ...]


#: In place of a mention's number: a word of the source that is no mention.
_SPEAKER = -1


class _Ranks:
    """Counts the mentions of each concept as they come, to find the slots of like rank."""

    def __init__(self, concepts: Iterable[str]) -> None:
        self._totals = Counter(concepts)
        self._seen: Counter[str] = Counter()

    def near(self, concept: str, slots: Mapping[str, Sequence[int]]) -> Sequence[int]:
        """The slots of the concept about as far on in the translation as its next mention is."""
        there = slots.get(concept, ())
        middle = self._seen[concept] * len(there) // self._totals[concept]
        self._seen[concept] += 1
        return there[max(0, middle - _REACH) : middle + _REACH]


class _Bonds(NamedTuple):
    """Which mention has which slot, and every slot that is spoken for."""

    of_mentions: dict[int, Bond]
    used: frozenset[int]

    @classmethod
    def of(cls, bonds: dict[int, Bond]) -> _Bonds:
        return cls(bonds, frozenset(bond.slot for bond in bonds.values()))


class _Claim(NamedTuple):
    """A mention, or a word of the speaker's own, and the slots that it may have."""

    span: Span
    mention: int
    edges: Edges


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One pair being judged."""

    rulebook: Rulebook
    source: str
    target: str
    voice: Voice
    sources: tuple[Occurrence, ...]
    targets: tuple[Occurrence, ...]
    before: str
    after: str

    def judgement(self) -> Judgement:
        violations: list[Violation] = []
        bound: dict[int, int] = {}
        for usage in (False, True):
            mentions = self._mentions(usage=usage)
            slots = self._slots(usage=usage)
            bonds, used = self._bonds(mentions, slots)
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

    # Both sides

    def _mentions(self, *, usage: bool) -> tuple[Place, ...]:
        chosen = [
            index
            for index, o in enumerate(self.sources)
            if not o.nested and self.rulebook.is_usage(o) is usage
        ]
        return tuple(self._decided(place) for place in places(self.sources, chosen))

    def _decided(self, place: Place) -> Place:
        """Of two concepts on one stretch the one whose term wants these very capitals."""
        if len(place.readings) == 1 or _is_title(self.source, place.span):
            return place
        exact = tuple(i for i in place.readings if self._wants_case(self.sources[i]))
        return Place(place.span, exact or place.readings, place.nested)

    def _wants_case(self, occurrence: Occurrence) -> bool:
        term = self.rulebook.term(occurrence)
        return term is not None and term.case is not CaseRule.ANY

    def _slots(self, *, usage: bool) -> tuple[Place, ...]:
        chosen = [i for i, o in enumerate(self.targets) if self.rulebook.is_usage(o) is usage]
        found = places(self.targets, chosen)
        # A nested rendering serves where nothing else does, so it comes last.
        return tuple(sorted(found, key=lambda place: place.nested))

    def _bonds(self, mentions: Sequence[Place], slots: Sequence[Place]) -> _Bonds:
        if not (mentions and slots):
            return _Bonds({}, frozenset())
        edges = self._edges(mentions, slots)
        if not any(_banned(bond) for by_slot in edges for bond in by_slot.values()):
            return _Bonds.of(bind(edges))
        spoken = self._spoken(mentions, slots)
        claims = [
            _Claim(m.span, n, e) for n, (m, e) in enumerate(zip(mentions, edges, strict=True))
        ]
        claims = _in_order([*claims, *spoken], bind(edges))
        bonds = bind([claim.edges for claim in claims])
        held = {claims[n].mention: bond for n, bond in bonds.items()}
        used = frozenset(bond.slot for bond in bonds.values())
        return _Bonds({n: held[n] for n in sorted(held) if n >= 0}, used)

    def _spoken(self, mentions: Sequence[Place], slots: Sequence[Place]) -> list[_Claim]:
        """Words of the source that the base bans as renderings: the speaker's own there.

        *They call the opolchenie terrorists*: «террористы» renders that word.
        """
        named = [mention.span for mention in mentions]
        found = self.rulebook.forbidden_source_words(self.source)
        words = [word for word in found if not _overlaps(word.span, named)]
        concepts = {word.concept for word in words}
        banned = {concept: self._banned_slots(concept, slots) for concept in concepts}
        numbers = {concept: list(bonds) for concept, bonds in banned.items()}
        ranks = _Ranks(word.concept for word in words)
        return [
            _Claim(word.span, _SPEAKER, {n: banned[word.concept][n] for n in near})
            for word in words
            for near in [ranks.near(word.concept, numbers)]
        ]

    def _banned_slots(self, concept: str, slots: Sequence[Place]) -> dict[int, Bond]:
        return {
            number: Bond(number, _SPEAKER, index, Verdict.BANNED)
            for number, slot in enumerate(slots)
            for index in slot.readings
            if self.targets[index].concept == concept
            and not slot.nested
            and self._is_banned(self.targets[index])
        }

    def _edges(self, mentions: Sequence[Place], slots: Sequence[Place]) -> list[Edges]:
        """For each mention the slots that can stand for it, by the concepts they share.

        Of very many only those of about the same rank are looked at, so that the
        work grows with the text and not with its square.
        """
        by_concept: dict[str, list[int]] = {}
        for number, slot in enumerate(slots):
            for concept in {self.targets[i].concept for i in slot.readings}:
                by_concept.setdefault(concept, []).append(number)
        concepts = [{self.sources[i].concept for i in mention.readings} for mention in mentions]
        ranks = _Ranks(concept for one in concepts for concept in one)
        return [
            self._edges_to(mention, slots, {n for c in one for n in ranks.near(c, by_concept)})
            for mention, one in zip(mentions, concepts, strict=True)
        ]

    def _edges_to(self, mention: Place, slots: Sequence[Place], near: AbstractSet[int]) -> Edges:
        edges: dict[int, Bond] = {}
        for number in near:
            slot = slots[number]
            best = min(self._readings(mention, slot, number), key=_verdict, default=None)
            if best is not None and (best.verdict is Verdict.RIGHT or not slot.nested):
                edges[number] = best
        return edges

    def _readings(self, mention: Place, slot: Place, number: int) -> Iterator[Bond]:
        for source in mention.readings:
            for target in slot.readings:
                said, found = self.sources[source], self.targets[target]
                if said.concept == found.concept and not self._inside_its_own(found, slot):
                    ruling = self.rulebook.ruling(said.concept, self.voice)
                    verdict = ruling.verdict(found, self.rulebook.term(said))
                    if verdict is not Verdict.NO_RENDERING:
                        yield Bond(number, source, target, verdict)

    def _inside_its_own(self, found: Occurrence, slot: Place) -> bool:
        """«Майдан» inside the banned «площадь Майдан» is no rendering of its own."""
        return slot.nested and _overlaps(found.span, self._outer.get(found.concept, ()))

    @cached_property
    def _outer(self) -> dict[str, list[Span]]:
        """By concept, the stretches of the translation that no longer rendering holds."""
        outer: dict[str, list[Span]] = {}
        for occurrence in self.targets:
            if not occurrence.nested:
                outer.setdefault(occurrence.concept, []).append(occurrence.span)
        return outer

    # Violations

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
                yield self._absent(mention)

    def _absent(self, mention: Place) -> Violation:
        """No mention of the concept is rendered in the segment."""
        said = self.sources[mention.readings[0]]
        right = tuple(dict.fromkeys(r for i in mention.readings for r in self._right_at(i)))
        if word := self._relative(mention, right):
            message = messages.related(said.form, word, right)
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
            if all(o.concept in named and self._is_banned(o) for o in readings):
                yield self._extra(readings[0], self.sources[named[readings[0].concept]])

    def _is_banned(self, found: Occurrence) -> bool:
        ruling = self.rulebook.ruling(found.concept, self.voice)
        return ruling.verdict(found, None) is Verdict.BANNED

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


def _in_order(claims: list[_Claim], bonds: dict[int, Bond]) -> list[_Claim]:
    """By the text where there are banned words for all, else the speaker's words first."""
    better = {bond.slot for bond in bonds.values() if not _banned(bond)}
    claimed = {slot for c in claims if c.mention == _SPEAKER for slot in c.edges} - better
    claimants = [c for c in claims if c.mention == _SPEAKER or _wants(bonds.get(c.mention))]
    enough = len(claimants) <= len(claimed)
    return sorted(claims, key=lambda c: (c.mention != _SPEAKER and not enough, c.span))


def _wants(bond: Bond | None) -> bool:
    return bond is not None and _banned(bond)


def _banned(bond: Bond) -> bool:
    return bond.verdict is Verdict.BANNED


def _verdict(bond: Bond) -> Verdict:
    return bond.verdict


def _order(violation: Violation) -> tuple[int, int]:
    places = (violation.source or violation.target, violation.target or violation.source)
    return (places[0].start if places[0] else 0, places[1].start if places[1] else 0)


def _at_most_warning(severity: Severity, evidence: Evidence) -> Severity:
    """A mere guess never blocks approval."""
    return min(severity, Severity.WARNING) if evidence is Evidence.GUESS else severity


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    """Whether it shares a character with one of these stretches, which come in order."""
    after = bisect_left(others, Span(span.end, span.end))
    return after > 0 and others[after - 1].end > span.start


def _is_title(text: str, span: Span) -> bool:
    """Whether the Words Around Have Capitals, so that a capital tells nothing."""
    around = f"{text[: span.start]} {text[span.end :]}"
    words: list[str] = re.findall(r"[^\W\d_]{4,}", around)
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _neighbouring(before: str, after: str) -> str:
    """The sentence before and the sentence after."""
    last = _SENTENCE_END.split(before.strip())[-1]
    first = _SENTENCE_END.split(after.strip())[0]
    return f"{last} {first}".strip()
