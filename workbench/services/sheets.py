"""Many pairs judged after a change, those of one shape together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from glossary.enforcement import Enforcer, Judgement
from glossary.model import Occurrence, Sense, Severity, Violation, ViolationKind, Voice
from glossary.speech import spoken, voice_at
from workbench.services import (
    introducing,
    shapes,
)
from workbench.services.contexts import Context
from workbench.services.shapes import Shape, Told
from workbench.services.trying import Trial
from workbench.storage import pairs
from workbench.storage.pairs import BlockText, EditionRow, Identity, PairRow, Stored


class Judged(dict[Identity, Severity]):
    """The violations of a pair that are not waived, with how grave they are."""


@dataclass
class Sheet:
    """The pairs that a change can concern, with what stands in them after it."""

    trial: Trial
    editions: Mapping[int, EditionRow]
    pairs: tuple[PairRow, ...]
    sources: dict[int, tuple[Occurrence, ...]]
    targets: dict[int, tuple[Occurrence, ...]]
    stored: Mapping[int, tuple[Stored, ...]]
    again: frozenset[int]  #: the targets whose texts were searched
    rules: Mapping[int, Enforcer]  #: by editions
    _texts: tuple[dict[int, str], dict[int, str]] = field(default_factory=lambda: ({}, {}))
    _around: dict[tuple[int, int], tuple[BlockText, ...]] = field(default_factory=dict)
    _asking: list[tuple[PairRow, frozenset[str]]] = field(default_factory=list)
    _source_shapes: dict[int, Shape | None] = field(default_factory=dict)
    _speaking: dict[str, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, trial: Trial) -> Sheet:
        connection, reaches = trial.connection, trial.reaches()
        again = frozenset().union(*(reach.targets_again for reach in reaches))
        rows = pairs.pairs(connection, frozenset().union(*(r.targets for r in reaches)))
        editions = pairs.editions(connection, {row.edition_id for row in rows})
        target_ids = {row.target_id for row in rows}
        text_ids = {row.text_id for row in rows}
        sheet = cls(
            trial=trial,
            editions=editions,
            pairs=rows,
            sources={
                **pairs.of_sources(connection, text_ids - trial.found_again.keys()),
                **trial.found_again,
            },
            targets=dict(pairs.of_targets(connection, target_ids - again)),
            stored=pairs.violations(connection, target_ids),
            again=again & target_ids,
            rules={number: trial.enforcer(each.setting) for number, each in editions.items()},
        )
        sheet.search_again()
        return sheet

    def search_again(self) -> None:
        found = pairs.target_texts(self.trial.connection, self.again)
        for pair in self.pairs:
            if pair.target_id in self.again:
                text, rules = found[pair.target_id], self.rules[pair.edition_id]
                self.targets[pair.target_id] = rules.target_occurrences(text)

    def judge(self) -> dict[int, Judged]:
        """Give the violations of every pair after the change, whatever is waived."""
        alike: defaultdict[object, list[PairRow]] = defaultdict(list)
        self._load_spoken()
        for pair in self.pairs:
            alike[self._shape(pair)].append(pair)
        firsts = [group[0] for group in alike.values()]
        self._load(firsts)
        judged: dict[int, Judged] = {}
        alone: list[PairRow] = []
        for group in alike.values():
            told = self._judge_one(group[0], judged)
            if told is not None:
                for pair in group[1:]:
                    judged[pair.target_id] = self._as_told(pair, told)
            else:
                alone += group[1:]
        self._load(alone)
        for pair in alone:
            self._judge_one(pair, judged)
        for pair in self._excusable():
            judged[pair.target_id] = _judged_of(self.violations(pair))
        return judged

    def violations(self, pair: PairRow) -> tuple[Violation, ...]:
        """Judge a pair in its block, which is loaded."""
        block = self._around[pair.edition_id, pair.block_id]
        here = next(n for n, each in enumerate(block) if each.segment_id == pair.segment_id)
        before, after = block[:here], block[here + 1 :]
        return self._judgement(
            pair,
            before=_running((each.target, each.after) for each in before),
            after=_running((each.target, each.after) for each in after),
            source_before=_running((each.source, each.after) for each in before),
            source_after=_running((each.source, each.after) for each in after),
        ).violations

    def _excusable(self) -> list[PairRow]:
        """The pairs in which something is lone that a neighbour of the block may excuse."""
        places = {(pair.edition_id, pair.block_id) for pair, _ in self._asking}
        concepts = {concept for _, lone in self._asking for concept in lone}
        connection = self.trial.connection
        sources, targets = pairs.naming_near(connection, places, concepts)
        near: defaultdict[tuple[int, int | None, str], set[int]] = defaultdict(set)
        for block, segment, concept in sources:
            near[block, None, concept].add(segment)
        for block, segment, edition, concept in targets:
            near[block, edition, concept].add(segment)
        for other in self.pairs:  # what was searched stands otherwise than it is stored
            if other.text_id in self.trial.found_again:
                for o in self.sources.get(other.text_id, ()):
                    near[other.block_id, None, o.concept].add(other.segment_id)
            if other.target_id in self.again:
                for o in self.targets.get(other.target_id, ()):
                    near[other.block_id, other.edition_id, o.concept].add(other.segment_id)
        found = [
            pair
            for pair, lone in self._asking
            if any(
                near[pair.block_id, edition, concept] - {pair.segment_id}
                for concept in lone
                for edition in (None, pair.edition_id)
            )
        ]
        self.load_blocks(found)
        return found

    def load_blocks(self, some: Iterable[PairRow]) -> None:
        """Read the texts of pairs, and of the blocks that they stand in, all at once."""
        rows = list(some)
        self._load(rows)
        places = {(pair.edition_id, pair.block_id) for pair in rows} - self._around.keys()
        if places:
            self._around.update(pairs.block_texts(self.trial.connection, places))

    def _as_told(self, pair: PairRow, told: Sequence[Told]) -> Judged:
        sources = self.sources.get(pair.text_id, ())
        targets = self.targets.get(pair.target_id, ())
        return Judged({each.of(sources, targets): each.severity for each in told})

    def _judge_one(self, pair: PairRow, judged: dict[int, Judged]) -> tuple[Told, ...] | None:
        """Judge a pair, and tell what it has in common with those of its shape."""
        judgement = self._judgement(pair)
        violations = judgement.violations
        judged[pair.target_id] = _judged_of(violations)
        lone = frozenset(v.concept for v in violations if _asks_the_block(v))
        if lone:
            self._asking.append((pair, lone))
            return None
        return shapes.told(judgement, self.rules[pair.edition_id])

    def _judgement(
        self,
        pair: PairRow,
        *,
        before: str = "",
        after: str = "",
        source_before: str = "",
        source_after: str = "",
    ) -> Judgement:
        context = self.trial.context(pair)
        return self.rules[pair.edition_id].judge(
            self._texts[0][pair.text_id],
            self._texts[1][pair.target_id],
            voice=pair.voice,
            source_occurrences=self.sources.get(pair.text_id, ()),
            target_occurrences=self.targets.get(pair.target_id, ()),
            before=before,
            after=after,
            source_before=source_before,
            source_after=source_after,
            senses=self._senses(pair, context),
            cued=context.cued,
            first=context.first_in(pair.segment_id),
        )

    def _shape(self, pair: PairRow) -> object:
        """What a pair shares with all that are judged alike; itself, if it shares nothing."""
        source = self._source_shape(pair)
        context = self.trial.context(pair)
        if source is None or self._senses(pair, context):
            return pair.target_id
        target = shapes.shape(self.targets.get(pair.target_id, ()))
        introduced, voices = self._introduced(pair, context), self._voices(pair)
        return self.editions[pair.edition_id].setting, voices, source, target, introduced

    def _voices(self, pair: PairRow) -> tuple[Voice, ...]:
        """Who speaks the pair, and who each word in it where the rules ask for that."""
        if not self.rules[pair.edition_id].minds_voices:
            return (pair.voice,)
        sources, targets = self._texts
        found = self.sources.get(pair.text_id, ())
        voices = (pair.voice, *_spoken(sources[pair.text_id], found, pair.voice))
        if not (usage := self._usage(pair)):
            return voices
        return (*voices, *_spoken(targets[pair.target_id], usage, pair.voice))

    def _usage(self, pair: PairRow) -> list[Occurrence]:
        """The words of a translation that are judged whatever the source says."""
        rules = self.rules[pair.edition_id]
        return [o for o in self.targets.get(pair.target_id, ()) if rules.is_usage(o)]

    def _load_spoken(self) -> None:
        """Read the texts of which it matters who speaks in them."""
        minding = [p for p in self.pairs if self.rules[p.edition_id].minds_voices]
        self._load_sources(minding)
        self._load(p for p in minding if self._usage(p))

    def _source_shape(self, pair: PairRow) -> Shape | None:
        """The shape of its source, if no word in that needs others to tell its sense."""
        number = pair.text_id
        if number not in self._source_shapes:
            found, rules = self.sources.get(number, ()), self.rules[pair.edition_id]
            plain = number not in self._speakers(rules.source_language)
            plain = plain and shapes.speaks_for_itself(found, rules)
            self._source_shapes[number] = shapes.shape(found) if plain else None
        return self._source_shapes[number]

    def _introduced(self, pair: PairRow, context: Context) -> tuple[int, ...]:
        """Which occurrences of the source are first mentions."""
        first = context.first_in(pair.segment_id)
        if not first:
            return ()
        sources = self.sources.get(pair.text_id, ())
        return tuple(n for n, o in enumerate(sources) if first.get(o.concept) == o.span.start)

    def _speakers(self, language: str) -> frozenset[int]:
        """The sources that may hold a word that only the speaker may use."""
        if language not in self._speaking:
            keys = introducing.forbidden_keys(self.trial.new, language)
            found = self.trial.texts_with_keys(language, keys, source=True)
            self._speaking[language] = found
        return self._speaking[language]

    def _senses(self, pair: PairRow, context: Context) -> tuple[Sense, ...]:
        if not context.senses:
            return ()
        found = self.sources.get(pair.text_id, ())
        return context.senses_in(pair.segment_id, pair.speaker, found)

    def _load(self, some: Iterable[PairRow]) -> None:
        rows, targets = list(some), self._texts[1]
        self._load_sources(rows)
        missing = {r.target_id for r in rows} - targets.keys()
        targets.update(pairs.target_texts(self.trial.connection, missing))

    def _load_sources(self, some: Iterable[PairRow]) -> None:
        sources = self._texts[0]
        missing = {row.text_id for row in some} - sources.keys()
        sources.update(pairs.source_texts(self.trial.connection, missing))


def _judged_of(violations: Iterable[Violation]) -> Judged:
    return Judged({_of_violation(each): each.severity for each in violations})


def _spoken(text: str, found: Iterable[Occurrence], voice: Voice) -> Iterator[Voice]:
    """Give for each occurrence in a text the voice that speaks it."""
    others = spoken(text, voice)
    return (voice_at(each.span, others, voice) for each in found)


def _running(texts: Iterable[tuple[str, str]]) -> str:
    """Join texts of segments as they stand one after another."""
    return "".join(text + (after or " ") for text, after in texts if text)


def _asks_the_block(violation: Violation) -> bool:
    """Whether the rest of the block may excuse it."""
    lone = violation.target is None or violation.source is None
    return lone and violation.kind in {ViolationKind.MISSING, ViolationKind.ADDED}


def _of_violation(violation: Violation) -> Identity:
    return Identity(violation.kind.value, violation.concept, violation.source, violation.target)
