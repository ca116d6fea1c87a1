"""A change of the glossary being tried: what it can concern, and the context after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from sqlalchemy import Connection

from glossary.enforcement import Enforcer
from glossary.impact import Change, changed_terms
from glossary.model import Occurrence, TermBase
from workbench.services import (
    contexts,
    glossing,
    introducing,
    surroundings,
)
from workbench.services.contexts import Context
from workbench.storage import candidates, holdings, mentions, pairs, postings
from workbench.storage.candidates import Setting
from workbench.storage.pairs import PairRow
from workbench.storage.terms import concerned_by


@dataclass(frozen=True)
class Reach:
    """What a change can concern under one setting."""

    setting: Setting
    targets: frozenset[int]
    sources_again: frozenset[int] = frozenset()  #: segment versions to be searched
    targets_again: frozenset[int] = frozenset()


@dataclass
class Trial:
    """One change being tried."""

    connection: Connection
    glossary_id: int
    old: TermBase
    new: TermBase
    _contexts: dict[int, Context] = field(default_factory=dict)
    _rules: dict[Setting, Enforcer] = field(default_factory=dict)
    #: What stands after the change in the sources that were searched, by segment versions.
    found_again: dict[int, tuple[Occurrence, ...]] = field(default_factory=dict)
    _concepts_again: frozenset[str] = frozenset()
    _naming: dict[tuple[frozenset[int], frozenset[int]], frozenset[int]] = field(
        default_factory=dict
    )

    @cached_property
    def rows(self) -> Mapping[str, int]:
        return glossing.concepts(self.connection, self.glossary_id, revision=self.old.revision)

    @cached_property
    def narrowed(self) -> tuple[TermBase, TermBase]:
        """Both term bases with no other concepts than those that the change is about."""
        about = concerned_by(self.old, self.new)

        def only(base: TermBase) -> TermBase:
            return replace(base, concepts=tuple(c for c in base.concepts if c.id in about))

        return only(self.old), only(self.new)

    def reaches(self) -> list[Reach]:
        """What the change can concern, setting by setting."""
        settings = candidates.settings(self.connection, self.glossary_id)
        found = map(self._scope, settings)
        return [reach for reach in found if reach.targets]

    # What the change can concern

    def _scope(self, setting: Setting) -> Reach:
        old, new = self.narrowed
        known = [setting.policy in {p.name for p in base.policies} for base in (old, new)]
        if setting.policy and known[0] != known[1]:
            every = candidates.targets_under(self.connection, self.glossary_id, setting)
            again = self._sources_again(old, new, setting.source_language)
            return Reach(setting, every | self._surrounded(setting, again), again, every)
        change = changed_terms(
            old,
            new,
            source_language=setting.source_language,
            target_language=setting.target_language,
            policy=setting.policy if all(known) else "",
        )
        sources = self.texts_with_keys(change.source_language, change.source_keys, source=True)
        surrounded = self._surrounded(setting, sources)
        if not change:
            return Reach(setting, surrounded)
        return self._candidates(setting, change, sources, surrounded)

    def _sources_again(self, old: TermBase, new: TermBase, language: str) -> frozenset[int]:
        change = changed_terms(old, new, source_language=language, target_language=language)
        return self.texts_with_keys(language, change.source_keys, source=True)

    def _candidates(
        self,
        setting: Setting,
        change: Change,
        sources: frozenset[int],
        surrounded: frozenset[int],
    ) -> Reach:
        connection = self.connection
        rows = frozenset(self.rows[ident] for ident in change.concepts if ident in self.rows)
        again = self.texts_with_keys(change.target_language, change.target_keys, source=False)
        direct = self._concerned(rows, sources) | again | self._said(change)
        direct = candidates.targets_under(connection, self.glossary_id, setting, direct)
        if sources or again:  # a word that comes or goes can excuse another in its block
            near = pairs.without_rendering_near(connection, direct)
            direct |= candidates.targets_under(connection, self.glossary_id, setting, near)
        return Reach(setting, direct | surrounded, sources, again)

    def _concerned(self, concepts: frozenset[int], sources: frozenset[int]) -> frozenset[int]:
        """The targets of sources, and those of either side that names a concept."""
        asked = concepts, sources
        if asked not in self._naming:  # most settings ask the same
            naming = candidates.sources_of_concepts(self.connection, concepts)
            of_sources = candidates.targets_of_sources(
                self.connection, self.glossary_id, sources | naming
            )
            of_concepts = candidates.targets_of_concepts(self.connection, concepts)
            self._naming[asked] = of_sources | of_concepts
        return self._naming[asked]

    def texts_with_keys(
        self, language: str, keys: Collection[str], *, source: bool
    ) -> frozenset[int]:
        stored = {postings.key(language, key) for key in keys}
        if not stored:
            return frozenset()
        search = postings.sources_with if source else postings.targets_with
        return search(self.connection, stored)

    def _said(self, change: Change) -> frozenset[int]:
        """What stands where somebody said that words mean one of the concepts."""
        senses = mentions.senses_meaning(self.connection, self.glossary_id, change.concepts)
        segments = {sense.segment_id for sense in senses}
        for document in {sense.document_id for sense in senses if sense.citation}:
            segments |= holdings.segments_naming(self.connection, document, self.rows.values())
        return mentions.targets_of_segments(self.connection, segments)

    def _searched(self, setting: Setting, versions: frozenset[int]) -> frozenset[str]:
        """Search sources again; name the concepts that are found in others of them than before."""
        rules = self.enforcer(setting)
        new = versions - self.found_again.keys()
        if not new:
            return self._concepts_again
        stored = pairs.of_sources(self.connection, new)
        for number, text in pairs.source_texts(self.connection, new).items():
            found = self.found_again[number] = rules.source_occurrences(text)
            before, after = _places(stored.get(number, ())), _places(found)
            self._concepts_again |= {str(concept) for concept, *_ in before ^ after}
        return self._concepts_again

    def _surrounded(self, setting: Setting, versions: frozenset[int]) -> frozenset[int]:
        """What is judged otherwise because cues or first mentions are others."""
        old, new = self.narrowed
        cues = introducing.differing_cues(old, new, setting.source_language)
        firsts = introducing.differing_firsts(old, new, setting)
        firsts |= self._searched(setting, versions) & self._wanting(setting)
        if not cues and not firsts:
            return frozenset()
        concerned: set[int] = set()
        for edition in mentions.editions_under(self.connection, self.glossary_id, setting):
            context, others = self._context_after(edition, cues, firsts, versions)
            self._contexts[edition.id] = context
            concerned |= mentions.targets_of_segments(self.connection, others, edition.id)
        return frozenset(concerned)

    def _context_after(
        self,
        edition: mentions.EditionRow,
        cues: frozenset[str],
        firsts: frozenset[str],
        again: frozenset[int],
    ) -> tuple[Context, set[int]]:
        """The context of an edition after the change, and the segments that feel it."""
        before = contexts.read(self.connection, edition.document_id, edition.id)
        stand = surroundings.cued_in(
            self.connection, edition.document_id, self.new, edition.source_language, cues
        )
        cued = (before.cued - cues) | stand
        differing = [self.rows[c] for c in before.cued ^ cued if c in self.rows]
        segments = set(
            holdings.segments_naming(self.connection, edition.document_id, differing)
            if differing
            else ()
        )
        rules = self.enforcer(Setting(edition.source_language, edition.language, edition.policy))
        moved = introducing.moved(
            self.connection, edition, rules=rules, rows=self.rows, concepts=firsts, again=again
        )
        stored = mentions.stored_firsts(self.connection, edition.id)
        for row, place in moved.items():
            segments |= {p.segment_id for p in (stored.get(row), place) if p is not None}
        after = {row: place for row, place in {**stored, **moved}.items() if place is not None}
        first = introducing.by_segment(after, self.rows)
        return replace(before, cued=cued, first=first), segments

    def _wanting(self, setting: Setting) -> frozenset[str]:
        return frozenset(self.enforcer(setting).first_mention_rules())

    # What stands there, and how it is judged

    def enforcer(self, setting: Setting) -> Enforcer:
        if setting not in self._rules:
            self._rules[setting] = glossing.rules(
                self.new,
                source_language=setting.source_language,
                target_language=setting.target_language,
                policy=setting.policy,
            )
        return self._rules[setting]

    def context(self, pair: PairRow) -> Context:
        if pair.edition_id not in self._contexts:
            read = contexts.read(self.connection, pair.document_id, pair.edition_id)
            self._contexts[pair.edition_id] = read
        return self._contexts[pair.edition_id]


def _places(found: Iterable[Occurrence]) -> frozenset[tuple[object, ...]]:
    return frozenset((o.concept, o.span, o.nested) for o in found)
