"""The two sides of a pair: where concepts are named, where renderings stand, what is whose."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from glossary.binding import Bond, Edges, Place, bind, places
from glossary.model import CaseRule, Occurrence, Span, Voice
from glossary.policy import Verdict
from glossary.rulebook import Rulebook
from glossary.speech import Spoken, spoken, voice_at

#: Of so many renderings of one concept before and after its own rank a mention finds its own.
_REACH = 16
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


class Bonds(NamedTuple):
    """Which mention has which slot, and every slot that is spoken for."""

    of_mentions: dict[int, Bond]
    used: frozenset[int]

    @classmethod
    def of(cls, bonds: dict[int, Bond]) -> Bonds:
        return cls(bonds, frozenset(bond.slot for bond in bonds.values()))


class _Claim(NamedTuple):
    """A mention, or a word of the speaker's own, and the slots that it may have."""

    span: Span
    mention: int
    edges: Edges


@dataclass(frozen=True, kw_only=True)
class Sides:
    """What was found in a source and in its translation, to be brought together."""

    rulebook: Rulebook
    source: str
    voice: Voice
    sources: tuple[Occurrence, ...]
    targets: tuple[Occurrence, ...]
    #: The source occurrences of which a person told the sense, as indexes.
    told: frozenset[int] = frozenset()
    #: The stretches of the source of which a person said whose words they are.
    said: tuple[Spoken, ...] = ()
    #: The concepts whose cues stand elsewhere in the block or the document.
    cued: frozenset[str] = frozenset()

    def voice_of(self, index: int) -> Voice:
        """Who speaks the words of a source occurrence: in a quotation, not who tells of it."""
        return voice_at(self.sources[index].span, self._spoken_by_others, self.voice)

    @cached_property
    def _spoken_by_others(self) -> Sequence[Spoken]:
        if not self.rulebook.minds_voices:
            return ()
        return (*self.said, *spoken(self.source, self.voice))

    def mentions(self, *, usage: bool) -> tuple[Place, ...]:
        """The places of the source that name a concept, in order."""
        chosen = [
            index
            for index, o in enumerate(self.sources)
            if not o.nested and self.rulebook.is_usage(o) is usage
        ]
        return tuple(self._decided(place) for place in places(self.sources, chosen))

    def _decided(self, place: Place) -> Place:
        """Of two concepts on one stretch the one whose term wants these very capitals.

        Where capitals leave several, the one of which alone a cue stands near.
        """
        if len(place.readings) == 1:
            return place
        readings = self._near_cues(self._exact(place) or place.readings)
        return Place(place.span, readings, place.nested)

    def _exact(self, place: Place) -> tuple[int, ...]:
        if _is_title(self.source, place.span):
            return ()
        return tuple(i for i in place.readings if self._wants_case(self.sources[i]))

    def _near_cues(self, readings: tuple[int, ...]) -> tuple[int, ...]:
        if not self._is_shared(readings):
            return readings
        near = tuple(i for i in readings if self.sources[i].concept in self.cues)
        if not near or self._is_shared(near):
            return readings
        # A concept without cues of its own may be meant wherever it is named.
        telling = self.rulebook.concepts_with_cues
        return tuple(i for i in readings if i in near or self.sources[i].concept not in telling)

    def _is_shared(self, readings: Iterable[int]) -> bool:
        return len({self.sources[i].concept for i in readings}) > 1

    @cached_property
    def cues(self) -> frozenset[str]:
        """The concepts whose cues stand here or near."""
        return self.cued | self.rulebook.cued(self.source)

    def is_doubtful(self, index: int) -> bool:
        """Whether nothing tells the sense of an ambiguous word of the source."""
        occurrence = self.sources[index]
        term = self.rulebook.term(occurrence)
        ambiguous = term is not None and term.ambiguous and index not in self.told
        return ambiguous and occurrence.concept not in self.cues

    def _wants_case(self, occurrence: Occurrence) -> bool:
        term = self.rulebook.term(occurrence)
        return term is not None and term.case is not CaseRule.ANY

    def slots(self, *, usage: bool) -> tuple[Place, ...]:
        """The places of the translation where a rendering stands, nested ones last."""
        chosen = [i for i, o in enumerate(self.targets) if self.rulebook.is_usage(o) is usage]
        found = places(self.targets, chosen)
        # A nested rendering serves only where nothing else does.
        return tuple(sorted(found, key=lambda place: place.nested))

    def bonds(self, mentions: Sequence[Place], slots: Sequence[Place]) -> Bonds:
        """Which slot stands for which mention."""
        if not (mentions and slots):
            return Bonds({}, frozenset())
        edges = self._edges(mentions, slots)
        if not any(_banned(bond) for by_slot in edges for bond in by_slot.values()):
            return Bonds.of(bind(edges))
        spoken = self._spoken(mentions, slots)
        own = [_Claim(mentions[n].span, n, by_slot) for n, by_slot in enumerate(edges)]
        claims = _in_order([*own, *spoken], bind(edges))
        bonds = bind([claim.edges for claim in claims])
        held = {claims[n].mention: bond for n, bond in bonds.items()}
        used = frozenset(bond.slot for bond in bonds.values())
        return Bonds({n: held[n] for n in sorted(held) if n >= 0}, used)

    def _spoken(self, mentions: Sequence[Place], slots: Sequence[Place]) -> list[_Claim]:
        """Words of the source that the base bans as renderings: the speaker's own there.

        *They call the opolchenie terrorists*: «террористы» renders that word.
        """
        named = [mention.span for mention in mentions]
        found = self.rulebook.forbidden_source_words(self.source)
        words = [word for word in found if not overlaps(word.span, named)]
        concepts = {word.concept for word in words}
        banned = {concept: self._banned_slots(concept, slots) for concept in concepts}
        numbers = {concept: list(bonds) for concept, bonds in banned.items()}
        ranks = _Ranks(word.concept for word in words)
        near = [ranks.near(word.concept, numbers) for word in words]
        return [
            _Claim(word.span, _SPEAKER, {number: banned[word.concept][number] for number in some})
            for word, some in zip(words, near, strict=True)
        ]

    def _banned_slots(self, concept: str, slots: Sequence[Place]) -> dict[int, Bond]:
        return {
            number: Bond(number, _SPEAKER, index, Verdict.BANNED)
            for number, slot in enumerate(slots)
            for index in slot.readings
            if self.targets[index].concept == concept
            and not slot.nested
            and self.is_banned(self.targets[index])
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
                    ruling = self.rulebook.ruling(said.concept, self.voice_of(source))
                    verdict = ruling.verdict(found, self.rulebook.term(said))
                    if verdict is not Verdict.NO_RENDERING:
                        yield Bond(number, source, target, verdict)

    def _inside_its_own(self, found: Occurrence, slot: Place) -> bool:
        """«Майдан» inside the banned «площадь Майдан» is no rendering of its own."""
        return slot.nested and overlaps(found.span, self._outer.get(found.concept, ()))

    @cached_property
    def _outer(self) -> dict[str, list[Span]]:
        """By concept, the stretches of the translation that no longer rendering holds."""
        outer: dict[str, list[Span]] = {}
        for occurrence in self.targets:
            if not occurrence.nested and self._is_rendering(occurrence):
                outer.setdefault(occurrence.concept, []).append(occurrence.span)
        return outer

    def _is_rendering(self, found: Occurrence) -> bool:
        """Whether it is more than words that a rule names for other voices."""
        ruling = self.rulebook.ruling(found.concept, self.voice)
        return ruling.verdict(found, None) is not Verdict.NO_RENDERING

    def is_banned(self, found: Occurrence) -> bool:
        """Whether it may render no source term of its concept here."""
        ruling = self.rulebook.ruling(found.concept, self.voice)
        return ruling.verdict(found, None) is Verdict.BANNED


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


def overlaps(span: Span, others: Sequence[Span]) -> bool:
    """Whether it shares a character with one of these stretches, which come in order."""
    after = bisect_left(others, Span(span.end, span.end))
    return after > 0 and others[after - 1].end > span.start


def _is_title(text: str, span: Span) -> bool:
    """Whether the Words Around Have Capitals, or ALL HAVE, so that a capital tells nothing."""
    if text.isupper():
        return True
    around = f"{text[: span.start]} {text[span.end :]}"
    words: list[str] = re.findall(r"[^\W\d_]{4,}", around)
    return len(words) > 1 and all(word[0].isupper() for word in words)
