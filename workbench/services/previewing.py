"""What a change of the glossary would make wrong and right, before it is saved.

Only what the change can concern is looked at, and judged by the occurrences
that are stored; texts are matched again only where a changed term may stand.
Pairs of one shape are judged once. What stands now is what is stored of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from glossary.model import Severity, TermBase
from translations.checks import terminology
from translations.model import Finding, State
from workbench.permissions import Actor, Permission
from workbench.services import (
    access,
    consulting,
    glossing,
    scenes,
)
from workbench.services import terms as changing
from workbench.services.sheets import Judged, Sheet
from workbench.services.terms import Edit
from workbench.services.trying import Trial
from workbench.storage import findings, pairs, targets
from workbench.storage.engine import Database, snapshot
from workbench.storage.pairs import Identity, PairRow

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
        trial = Trial(connection, glossary_id, old, new)
        return _Preview(Sheet.read(trial), mine).impact(shown)


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


@dataclass(frozen=True)
class _Preview:
    """The outcome of a trial, as one person may see it."""

    sheet: Sheet
    mine: Collection[int]  #: the projects whose texts the person may see

    def impact(self, shown: int) -> Impact:
        looked_at = list(self._look())
        touched = [each for each in looked_at if each.becomes is not None]
        return Impact(
            revision=self.sheet.trial.old.revision,
            counts=tuple(self._counts(touched)),
            rows=tuple(self._listed(touched, shown)),
            judged=len(looked_at),
        )

    def _look(self) -> Iterator[_Looked]:
        sheet = self.sheet
        after = sheet.judge()
        wide = pairs.widely_waived(sheet.trial.connection, sheet.editions)
        for pair in sheet.pairs:
            stored = sheet.stored.get(pair.target_id, ())
            waived = {each.identity for each in stored if each.waived}
            now = Judged({each.identity: each.severity for each in stored if not each.waived})
            then = after[pair.target_id]
            if waived or (pair.edition_id in wide and then.keys() - now.keys()):
                then = self._with_waivers(pair)
            if now == then:
                yield _Looked(pair)
                continue
            come, gone = _differing(now, then), _differing(then, now)
            yield _Looked(pair, _becoming(come, gone), frozenset(come), frozenset(gone))

    def _with_waivers(self, pair: PairRow) -> Judged:
        """Judge one pair as a save would, to see which waivers lapse."""
        found = self._checked(pair)
        return Judged({_of_finding(each): each.severity for each in found})

    def _checked(self, pair: PairRow) -> tuple[Finding, ...]:
        trial = self.sheet.trial
        place = targets.place(trial.connection, pair.edition_id, pair.segment_id)
        assert place is not None
        scene = replace(
            scenes.gather(trial.connection, place),
            enforcer=self.sheet.rules[pair.edition_id],
            context=trial.context(pair),
        )
        checked = scene.check(pair.segment_id).open
        return tuple(each for each in checked if each.check == terminology.NAME)

    # What is shown

    def _counts(self, touched: Sequence[_Looked]) -> Iterator[ImpactCount]:
        counted = Counter((t.pair.edition_id, t.pair.state, t.becomes) for t in touched)
        states = list(State)
        for edition_id, state in sorted(
            {(edition, state) for edition, state, _ in counted},
            key=lambda each: (each[0], states.index(each[1])),
        ):
            edition = self.sheet.editions[edition_id]
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
        sheet, editions = self.sheet, self.sheet.editions
        connection = sheet.trial.connection
        seen = [t for t in touched if editions[t.pair.edition_id].project_id in self.mine]
        order = [Becoming.WRONG, Becoming.OTHERWISE, Becoming.RIGHT]
        some = sorted(
            seen,
            key=lambda t: (
                order.index(t.becomes) if t.becomes else 0, t.pair.edition_id, t.pair.order,
            ),
        )[:shown]  # fmt: skip
        sheet.load_blocks(each.pair for each in some)
        sources = pairs.source_texts(connection, {t.pair.text_id for t in some})
        texts = pairs.target_texts(connection, {t.pair.target_id for t in some})
        stored = findings.of_targets(connection, [t.pair.target_id for t in some])
        for each in some:
            pair, edition = each.pair, editions[each.pair.edition_id]
            found = tuple(terminology.findings(sheet.violations(pair)))
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
    becomes: Becoming | None = None
    come: frozenset[Identity] = frozenset()
    gone: frozenset[Identity] = frozenset()


def _of_finding(finding: Finding) -> Identity:
    return Identity(finding.kind, finding.concept, finding.source, finding.target)


def _differing(one: Judged, other: Judged) -> dict[Identity, Severity]:
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
