"""What a change of the glossary would make wrong and right, before it is saved.

Only what the change can concern is looked at, and judged by the occurrences
that are stored; texts are matched again only where a changed term may stand.
Pairs of one shape are judged once. What stands now is what is stored of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from sqlalchemy import Connection

from glossary.enforcement import Enforcer, Judgement
from glossary.impact import Change, changed_terms
from glossary.model import Occurrence, Sense, Severity, TermBase, Violation, ViolationKind
from translations.checks import terminology
from translations.model import Finding, State
from workbench.permissions import Actor, Permission
from workbench.services import (
    access,
    consulting,
    contexts,
    glossing,
    introducing,
    scenes,
    shapes,
    surroundings,
)
from workbench.services import terms as changing
from workbench.services.contexts import Context
from workbench.services.shapes import Told
from workbench.services.terms import Edit
from workbench.storage import candidates, findings, mentions, pairs, postings, targets
from workbench.storage.candidates import Setting
from workbench.storage.engine import Database, snapshot
from workbench.storage.pairs import BlockText, EditionRow, Identity, PairRow, Stored
from workbench.storage.terms import concerned_by

_SHOWN = 50


class Becoming(StrEnum):
    """What a change makes of a segment in an edition."""

    WRONG = "wrong"
    RIGHT = "right"
    OTHERWISE = "otherwise"  #: it is wrong before and after, in another way


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactCount:
    """How many segments of one state in one edition a change concerns.

    Of an edition in a project that the person does not see the title is empty.
    """

    edition_id: int
    title: str
    language: str
    policy: str
    state: State
    wrong: int
    right: int
    otherwise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactRow:
    """One segment in an edition that becomes wrong or right."""

    edition_id: int
    title: str
    language: str
    policy: str
    segment_id: int
    state: State
    source: str
    target: str
    becomes: Becoming
    come: tuple[Finding, ...]
    gone: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What a change would do, counted exactly and listed in part."""

    revision: int  #: of the glossary that was compared with
    counts: tuple[ImpactCount, ...] = ()
    rows: tuple[ImpactRow, ...] = ()
    judged: int = 0  #: how many segments in editions were looked at

    @property
    def wrong(self) -> int:
        return sum(count.wrong for count in self.counts)

    @property
    def right(self) -> int:
        return sum(count.right for count in self.counts)

    @property
    def otherwise(self) -> int:
        return sum(count.otherwise for count in self.counts)

    @property
    def segments(self) -> int:
        return self.wrong + self.right + self.otherwise


def preview_change(
    database: Database, *, actor: Actor, glossary_id: int, edit: Edit, shown: int = _SHOWN
) -> Impact:
    """Tell what an edit of the glossary would make wrong and right; nothing is written."""
    with snapshot(database) as connection:
        access.require_in_glossary(connection, actor, Permission.READ, glossary_id=glossary_id)
        old = glossing.termbase(connection, glossary_id)
        new = _with_keys(edit(old))
        if new == old:
            return Impact(revision=old.revision)
        changing.refuse_problems(new, old)
        mine = {p.id for p in consulting.open_in(connection, actor, glossary_id).projects}
        return _Preview(connection, glossary_id, old, new, mine).impact(shown)


def _with_keys(base: TermBase) -> TermBase:
    """The term base with a key for every term, as it will have when it is stored."""
    concepts = []
    for number, concept in enumerate(base.concepts):
        if all(term.id for term in concept.terms):
            concepts.append(concept)
            continue
        keyed = (
            term if term.id else replace(term, id=f"new-{number}-{place}", concept=concept.id)
            for place, term in enumerate(concept.terms)
        )
        concepts.append(replace(concept, terms=tuple(keyed)))
    return replace(base, concepts=tuple(concepts))


class _Judged(dict[Identity, Severity]):
    """The violations of a pair that are not waived, with how grave they are."""


@dataclass(frozen=True)
class _Scope:
    """What a change can concern under one setting."""

    setting: Setting
    targets: frozenset[int]
    sources_again: frozenset[int] = frozenset()  #: segment versions to be searched
    targets_again: frozenset[int] = frozenset()


@dataclass
class _Preview:
    """One change being tried."""

    connection: Connection
    glossary_id: int
    old: TermBase
    new: TermBase
    mine: Collection[int]  #: the projects whose texts the person may see
    _contexts: dict[int, Context] = field(default_factory=dict)
    _rules: dict[tuple[str, str, str], Enforcer] = field(default_factory=dict)
    #: What stands after the change in the sources that were searched, by segment versions.
    found_again: dict[int, tuple[Occurrence, ...]] = field(default_factory=dict)
    _concepts_again: frozenset[str] = frozenset()

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

    def impact(self, shown: int) -> Impact:
        scopes = [self._scope(s) for s in candidates.settings(self.connection, self.glossary_id)]
        found = [scope for scope in scopes if scope.targets]
        looked_at = [pair for scope in found for pair in self._look(scope)]
        touched = [each for each in looked_at if each.becomes is not None]
        return Impact(
            revision=self.old.revision,
            counts=tuple(self._counts(touched)),
            rows=tuple(self._listed(touched, shown)),
            judged=len(looked_at),
        )

    # What the change can concern

    def _scope(self, setting: Setting) -> _Scope:
        old, new = self.narrowed
        known = [setting.policy in {p.name for p in base.policies} for base in (old, new)]
        if setting.policy and known[0] != known[1]:
            every = candidates.targets_under(self.connection, self.glossary_id, setting)
            again = self._sources_again(old, new, setting.source_language)
            return _Scope(setting, every | self._surrounded(setting, again), again, every)
        change = changed_terms(
            old,
            new,
            source_language=setting.source_language,
            target_language=setting.target_language,
            policy=setting.policy if all(known) else "",
        )
        sources = self._with_keys_of(change.source_language, change.source_keys, source=True)
        surrounded = self._surrounded(setting, sources)
        if not change:
            return _Scope(setting, surrounded)
        return self._candidates(setting, change, sources, surrounded)

    def _sources_again(self, old: TermBase, new: TermBase, language: str) -> frozenset[int]:
        change = changed_terms(old, new, source_language=language, target_language=language)
        return self._with_keys_of(language, change.source_keys, source=True)

    def _candidates(
        self,
        setting: Setting,
        change: Change,
        sources: frozenset[int],
        surrounded: frozenset[int],
    ) -> _Scope:
        connection = self.connection
        rows = [self.rows[ident] for ident in change.concepts if ident in self.rows]
        again = self._with_keys_of(change.target_language, change.target_keys, source=False)
        naming = candidates.sources_of_concepts(connection, rows)
        direct = (
            candidates.targets_of_sources(connection, sources | naming)
            | candidates.targets_of_concepts(connection, rows)
            | again
            | self._said(change)
        )
        direct = candidates.targets_under(connection, self.glossary_id, setting, direct)
        if sources or again:  # a word that comes or goes can excuse another in its block
            near = pairs.without_rendering_near(connection, direct)
            direct |= candidates.targets_under(connection, self.glossary_id, setting, near)
        return _Scope(setting, direct | surrounded, sources, again)

    def _with_keys_of(
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
            segments |= mentions.segments_naming(self.connection, document, self.rows.values())
        return mentions.targets_of_segments(self.connection, segments)

    def _searched(self, setting: Setting, versions: frozenset[int]) -> frozenset[str]:
        """Search sources again; name the concepts that are found in others of them than before."""
        rules = self._enforcer(*setting)
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
            mentions.segments_naming(self.connection, edition.document_id, differing)
            if differing
            else ()
        )
        rules = self._enforcer(edition.source_language, edition.language, edition.policy)
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
        return frozenset(self._enforcer(*setting).first_mention_rules())

    # What stands there, and how it is judged

    def _enforcer(self, source: str, target: str, policy: str) -> Enforcer:
        key = (source, target, policy)
        if key not in self._rules:
            self._rules[key] = glossing.rules(
                self.new, source_language=source, target_language=target, policy=policy
            )
        return self._rules[key]

    def _look(self, scope: _Scope) -> Iterator[_Looked]:
        sheet = _Sheet.read(self, scope)
        after = sheet.judge()
        wide = pairs.widely_waived(self.connection, {pair.edition_id for pair in sheet.pairs})
        for pair in sheet.pairs:
            stored = sheet.stored.get(pair.target_id, ())
            waived = {each.identity for each in stored if each.waived}
            now = _Judged({each.identity: each.severity for each in stored if not each.waived})
            then = after[pair.target_id]
            if waived or (pair.edition_id in wide and then.keys() - now.keys()):
                then = self._with_waivers(pair, scope.setting)
            come, gone = _differing(now, then), _differing(then, now)
            yield _Looked(pair, sheet, _becoming(come, gone), frozenset(come), frozenset(gone))

    def _with_waivers(self, pair: PairRow, setting: Setting) -> _Judged:
        """Judge one pair as a save would, to see which waivers lapse."""
        found = self._checked(pair, setting)
        return _Judged({_of_finding(each): each.severity for each in found})

    def _checked(self, pair: PairRow, setting: Setting) -> tuple[Finding, ...]:
        place = targets.place(self.connection, pair.edition_id, pair.segment_id)
        assert place is not None
        scene = replace(
            scenes.gather(self.connection, place),
            enforcer=self._enforcer(
                setting.source_language, setting.target_language, setting.policy
            ),
            context=self.context(pair),
        )
        checked = scene.check(pair.segment_id).open
        return tuple(each for each in checked if each.check == terminology.NAME)

    def context(self, pair: PairRow) -> Context:
        if pair.edition_id not in self._contexts:
            read = contexts.read(self.connection, pair.document_id, pair.edition_id)
            self._contexts[pair.edition_id] = read
        return self._contexts[pair.edition_id]

    # What is shown

    def _named(self, touched: Iterable[_Looked]) -> dict[int, EditionRow]:
        return pairs.editions(self.connection, {each.pair.edition_id for each in touched})

    def _counts(self, touched: Sequence[_Looked]) -> Iterator[ImpactCount]:
        editions = self._named(touched)
        counted = Counter((t.pair.edition_id, t.pair.state, t.becomes) for t in touched)
        states = list(State)
        for edition_id, state in sorted(
            {(edition, state) for edition, state, _ in counted},
            key=lambda each: (each[0], states.index(each[1])),
        ):
            edition = editions[edition_id]
            yield ImpactCount(
                edition_id=edition_id,
                title=edition.title if edition.project_id in self.mine else "",
                language=edition.language,
                policy=edition.policy,
                state=state,
                wrong=counted[edition_id, state, Becoming.WRONG],
                right=counted[edition_id, state, Becoming.RIGHT],
                otherwise=counted[edition_id, state, Becoming.OTHERWISE],
            )

    def _listed(self, touched: Sequence[_Looked], shown: int) -> Iterator[ImpactRow]:
        editions = self._named(touched)
        seen = [t for t in touched if editions[t.pair.edition_id].project_id in self.mine]
        order = [Becoming.WRONG, Becoming.OTHERWISE, Becoming.RIGHT]
        some = sorted(
            seen,
            key=lambda t: (
                order.index(t.becomes) if t.becomes else 0, t.pair.edition_id, t.pair.order,
            ),
        )[:shown]  # fmt: skip
        for sheet in {id(each.sheet): each.sheet for each in some}.values():
            sheet.load_blocks(each.pair for each in some if each.sheet is sheet)
        sources = pairs.source_texts(self.connection, {t.pair.text_id for t in some})
        texts = pairs.target_texts(self.connection, {t.pair.target_id for t in some})
        stored = findings.of_targets(self.connection, [t.pair.target_id for t in some])
        for each in some:
            pair, edition = each.pair, editions[each.pair.edition_id]
            found = tuple(terminology.findings(each.sheet.violations(pair)))
            before = (f.finding for f in stored.get(pair.target_id, ()) if f.waiver_id is None)
            assert each.becomes is not None
            yield ImpactRow(
                edition_id=edition.id,
                title=edition.title,
                language=edition.language,
                policy=edition.policy,
                segment_id=pair.segment_id,
                state=pair.state,
                source=sources[pair.text_id],
                target=texts[pair.target_id],
                becomes=each.becomes,
                come=tuple(f for f in found if _of_finding(f) in each.come),
                gone=tuple(f for f in before if _of_finding(f) in each.gone),
            )


@dataclass(frozen=True, slots=True)
class _Looked:
    """A pair, and what the change makes of it; none: nothing."""

    pair: PairRow
    sheet: _Sheet
    becomes: Becoming | None
    come: frozenset[Identity]
    gone: frozenset[Identity]


def _places(found: Iterable[Occurrence]) -> frozenset[tuple[object, ...]]:
    return frozenset((o.concept, o.span, o.nested) for o in found)


def _of_finding(finding: Finding) -> Identity:
    return Identity(finding.kind, finding.concept, finding.source, finding.target)


def _differing(one: _Judged, other: _Judged) -> dict[Identity, Severity]:
    """What is in the other and not in the one, or not as grave there."""
    return {
        identity: severity
        for identity, severity in other.items()
        if one.get(identity) is not severity
    }


def _becoming(
    come: Mapping[Identity, Severity], gone: Mapping[Identity, Severity]
) -> Becoming | None:
    """A note is nothing that is wrong."""
    wrong = any(severity > Severity.NOTE for severity in come.values())
    right = any(severity > Severity.NOTE for severity in gone.values())
    if wrong and right:
        return Becoming.OTHERWISE
    if wrong or right:
        return Becoming.WRONG if wrong else Becoming.RIGHT
    return None


# Judging many pairs


@dataclass
class _Sheet:
    """The pairs of one setting, with what stands in them after the change."""

    preview: _Preview
    scope: _Scope
    rules: Enforcer
    pairs: tuple[PairRow, ...]
    sources: dict[int, tuple[Occurrence, ...]]
    targets: dict[int, tuple[Occurrence, ...]]
    stored: Mapping[int, tuple[Stored, ...]]
    _texts: tuple[dict[int, str], dict[int, str]] = field(default_factory=lambda: ({}, {}))
    _around: dict[tuple[int, int], tuple[BlockText, ...]] = field(default_factory=dict)
    _asking: list[tuple[PairRow, frozenset[str]]] = field(default_factory=list)

    @classmethod
    def read(cls, preview: _Preview, scope: _Scope) -> _Sheet:
        connection = preview.connection
        rows = tuple(pairs.pairs(connection, scope.targets))
        text_ids = {row.text_id for row in rows}
        target_ids = {row.target_id for row in rows}
        sheet = cls(
            preview=preview,
            scope=scope,
            rules=preview._enforcer(*scope.setting),  # noqa: SLF001 - the same module
            pairs=rows,
            sources=dict(pairs.of_sources(connection, text_ids)),
            targets=dict(pairs.of_targets(connection, target_ids)),
            stored=pairs.violations(connection, target_ids),
        )
        sheet._search_again(scope.sources_again & text_ids, scope.targets_again & target_ids)
        return sheet

    def _search_again(self, sources: Collection[int], targets: Collection[int]) -> None:
        connection = self.preview.connection
        for number in sources:
            self.sources[number] = self.preview.found_again[number]
        for number, text in pairs.target_texts(connection, targets).items():
            self.targets[number] = self.rules.target_occurrences(text)

    def judge(self) -> dict[int, _Judged]:
        """Give the violations of every pair after the change, whatever is waived."""
        alike: defaultdict[object, list[PairRow]] = defaultdict(list)
        for pair in self.pairs:
            alike[self._shape(pair)].append(pair)
        firsts = [group[0] for group in alike.values()]
        self._load(firsts)
        judged: dict[int, _Judged] = {}
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
        blocks = {pair.block_id for pair, _ in self._asking}
        concepts = {concept for _, lone in self._asking for concept in lone}
        connection = self.preview.connection
        sources, targets = pairs.naming_near(connection, blocks, concepts)
        near: defaultdict[tuple[int, int | None, str], set[int]] = defaultdict(set)
        for block, segment, concept in sources:
            near[block, None, concept].add(segment)
        for block, segment, edition, concept in targets:
            near[block, edition, concept].add(segment)
        for other in self.pairs:  # what was searched stands otherwise than it is stored
            if other.text_id in self.scope.sources_again:
                for o in self.sources.get(other.text_id, ()):
                    near[other.block_id, None, o.concept].add(other.segment_id)
            if other.target_id in self.scope.targets_again:
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
            self._around.update(pairs.block_texts(self.preview.connection, places))

    def _as_told(self, pair: PairRow, told: Sequence[Told]) -> _Judged:
        sources = self.sources.get(pair.text_id, ())
        targets = self.targets.get(pair.target_id, ())
        return _Judged({each.of(sources, targets): each.severity for each in told})

    def _judge_one(self, pair: PairRow, judged: dict[int, _Judged]) -> tuple[Told, ...] | None:
        """Judge a pair, and tell what it has in common with those of its shape."""
        judgement = self._judgement(pair)
        violations = judgement.violations
        judged[pair.target_id] = _judged_of(violations)
        lone = frozenset(v.concept for v in violations if _asks_the_block(v))
        if lone:
            self._asking.append((pair, lone))
            return None
        return shapes.told(judgement, self.rules)

    def _judgement(
        self,
        pair: PairRow,
        *,
        before: str = "",
        after: str = "",
        source_before: str = "",
        source_after: str = "",
    ) -> Judgement:
        context = self.preview.context(pair)
        return self.rules.judge(
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
        sources = self.sources.get(pair.text_id, ())
        context = self.preview.context(pair)
        if (
            pair.text_id in self._speaking
            or not shapes.speaks_for_itself(sources, self.rules)
            or self._senses(pair, context)
        ):
            return pair.target_id
        first = context.first_in(pair.segment_id)
        introduced = tuple(n for n, o in enumerate(sources) if first.get(o.concept) == o.span.start)
        return (
            pair.voice,
            shapes.shape(sources),
            shapes.shape(self.targets.get(pair.target_id, ())),
            introduced,
        )

    @cached_property
    def _speaking(self) -> frozenset[int]:
        """The sources that may hold a word that only the speaker may use."""
        setting = self.scope.setting
        keys = introducing.forbidden_keys(self.preview.new, setting.source_language)
        return self.preview._with_keys_of(  # noqa: SLF001 - the same module
            setting.source_language, keys, source=True
        )

    def _senses(self, pair: PairRow, context: Context) -> tuple[Sense, ...]:
        if not context.senses:
            return ()
        found = self.sources.get(pair.text_id, ())
        return context.senses_in(pair.segment_id, pair.speaker, found)

    def _load(self, some: Iterable[PairRow]) -> None:
        sources, targets = self._texts
        rows = list(some)
        connection = self.preview.connection
        sources.update(pairs.source_texts(connection, {r.text_id for r in rows} - sources.keys()))
        missing = {r.target_id for r in rows} - targets.keys()
        targets.update(pairs.target_texts(connection, missing))


def _judged_of(violations: Iterable[Violation]) -> _Judged:
    return _Judged({_of_violation(each): each.severity for each in violations})


def _running(texts: Iterable[tuple[str, str]]) -> str:
    """Join texts of segments as they stand one after another."""
    return "".join(text + (after or " ") for text, after in texts if text)


def _asks_the_block(violation: Violation) -> bool:
    """Whether the rest of the block may excuse it."""
    lone = violation.target is None or violation.source is None
    return lone and violation.kind in {ViolationKind.MISSING, ViolationKind.ADDED}


def _of_violation(violation: Violation) -> Identity:
    return Identity(violation.kind.value, violation.concept, violation.source, violation.target)
