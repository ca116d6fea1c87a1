"""Surveys of a glossary at work: how each occurrence is rendered, what is decided where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from glossary.impact import changed_terms
from glossary.model import Concept, Policy, Rule, Span, Status, TermBase
from glossary.policy import inheritance, rules_for
from translations.model import State
from workbench.errors import NotFound
from workbench.permissions import Actor
from workbench.services import consulting
from workbench.services.consulting import Opened
from workbench.storage import glossaries, surveys, term_history
from workbench.storage.engine import Database, reading
from workbench.storage.surveys import EditionRow, Mention, PublishedRow, RenderingRow

#: Occurrences on one page of a concordance.
AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one edition has for an occurrence."""

    edition: EditionRow
    text: str = ""  #: coded text; empty where nothing is translated yet
    state: State = State.INITIAL
    rendering: str = ""  #: in citation form; empty where none is bound to the occurrence
    span: Span | None = None  #: of the rendering, in the text
    wrong: tuple[str, ...] = ()  #: kinds of open violations of the occurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An occurrence in its source, and its line in every edition."""

    mention: Mention
    source: str  #: coded text
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often a rendering stands in the editions of a language."""

    language: str
    rendering: str
    status: Status | None  #: of the term; none for words that only a rule names
    total: int
    states: Mapping[State, int]
    editions: tuple[tuple[EditionRow, int], ...]  #: how often in each, most often first
    unbound: int = 0  #: where no source occurrence stands for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """How a concept is rendered wherever it stands."""

    opened: Opened
    concept: Concept
    counts: tuple[Count, ...]  #: by language, the commonest rendering first
    places: tuple[Place, ...]  #: those of this page, outliers first
    first: int
    total: int


class Standing(StrEnum):
    """What is decided of a concept in a language."""

    DECIDED = "decided"
    FOLLOWS = "follows the source"  #: no preferred term, but terms bound to source terms
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A concept in a language."""

    standing: Standing
    best: tuple[str, ...] = ()
    ruled: tuple[str, ...] = ()  #: house styles with a rule for it
    violated: int = 0
    waived: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Concepts by languages."""

    opened: Opened
    languages: tuple[str, ...]
    rows: tuple[tuple[Concept, tuple[Coverage, ...]], ...]
    totals: Mapping[str, Mapping[Standing, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """An edition that was published under rules which have changed since."""

    edition: EditionRow
    published: PublishedRow
    concepts: tuple[str, ...]  #: of its document, judged differently now


def concordance(
    database: Database, *, actor: Actor, glossary_id: int, ident: str, first: int = 0
) -> Concordance:
    """Show how a concept is rendered, the rarest renderings first."""
    with reading(database) as connection:
        seen = consulting.open_in(connection, actor, glossary_id)
        concept = seen.termbase.concept(ident)
        if concept is None:
            raise NotFound("concept", ident)
        row = glossaries.concept_rows(connection, glossary_id)[ident]
        mine = [project.id for project in seen.projects]
        found = surveys.renderings(connection, row, mine)
        ordered = _outliers_first(surveys.mentions(connection, row, mine), found)
        shown = ordered[first : first + AT_ONCE]
        segments = sorted({mention.segment_id for mention in shown})
        desk = _Desk(
            editions=surveys.editions(connection, mine),
            renderings=_bound(found),
            sources=surveys.sources(connection, segments),
            targets=surveys.targets(connection, segments),
            wrong=surveys.kinds_found(connection, ident, segments),
        )
        return Concordance(
            opened=seen,
            concept=concept,
            counts=tuple(_counts(concept, found, desk.editions)),
            places=tuple(desk.place(mention) for mention in shown),
            first=first,
            total=len(ordered),
        )


_Bound = Mapping[tuple[int, int, int], RenderingRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What the lines of some segments are put together from."""

    editions: tuple[EditionRow, ...]
    renderings: _Bound
    sources: Mapping[int, str]
    targets: Mapping[tuple[int, int], tuple[str, State]]
    wrong: Mapping[tuple[int, int], tuple[tuple[str, int | None], ...]]

    def place(self, mention: Mention) -> Place:
        own = (e for e in self.editions if e.document_id == mention.document_id)
        return Place(
            mention=mention,
            source=self.sources[mention.segment_id],
            cells=tuple(self._cell(mention, edition) for edition in own),
        )

    def _cell(self, mention: Mention, edition: EditionRow) -> Cell:
        here = (mention.segment_id, edition.id)
        text, state = self.targets.get(here, ("", State.INITIAL))
        bound = self.renderings.get((*here, mention.span.start))
        return Cell(
            edition=edition,
            text=text,
            state=state,
            rendering=bound.text if bound else "",
            span=bound.span if bound else None,
            wrong=tuple(
                kind for kind, start in self.wrong.get(here, ()) if start == mention.span.start
            ),
        )


def _bound(found: Iterable[RenderingRow]) -> _Bound:
    """The renderings by segment, edition and where the occurrence begins that they render."""
    return {(r.segment_id, r.edition_id, r.source): r for r in found if r.source is not None}


def _outliers_first(
    mentions: Sequence[Mention], found: Sequence[RenderingRow]
) -> tuple[Mention, ...]:
    """Occurrences by how rare their rarest rendering is in its language; unrendered ones last."""
    often = Counter((r.language, r.text) for r in found)
    rarest: dict[tuple[int, int], int] = {}
    for each in found:
        if each.source is not None:
            place = (each.segment_id, each.source)
            count = often[each.language, each.text]
            rarest[place] = min(count, rarest.get(place, count))
    last = max(often.values(), default=0) + 1
    return tuple(sorted(mentions, key=lambda m: rarest.get((m.segment_id, m.span.start), last)))


def _counts(
    concept: Concept, found: Sequence[RenderingRow], editions: Sequence[EditionRow]
) -> Iterator[Count]:
    known = {edition.id: edition for edition in editions}
    status = {term.id: term.status for term in concept.terms}
    by_rendering: dict[tuple[str, str], list[RenderingRow]] = {}
    for each in found:
        by_rendering.setdefault((each.language, each.text), []).append(each)
    ordered = sorted(by_rendering.items(), key=lambda entry: (entry[0][0], -len(entry[1]), entry))
    for (language, text), rows in ordered:
        yield Count(
            language=language,
            rendering=text,
            status=status.get(rows[0].term),
            total=len(rows),
            states=Counter(row.state for row in rows),
            editions=tuple(
                (known[edition], times)
                for edition, times in Counter(row.edition_id for row in rows).most_common()
            ),
            unbound=sum(row.source is None for row in rows),
        )


def matrix(database: Database, *, actor: Actor, glossary_id: int) -> Matrix:
    """Show what is decided for every concept in every language, and what is violated."""
    with reading(database) as connection:
        seen = consulting.open_in(connection, actor, glossary_id)
        mine = [project.id for project in seen.projects]
        found = surveys.findings_by_language(connection, mine)
    languages = seen.columns
    rows = tuple(
        (concept, tuple(_coverage(seen.termbase, concept, code, found) for code in languages))
        for concept in seen.termbase.concepts
    )
    totals = {
        code: Counter(cells[place].standing for _, cells in rows)
        for place, code in enumerate(languages)
    }
    return Matrix(opened=seen, languages=languages, rows=rows, totals=totals)


def _coverage(
    base: TermBase,
    concept: Concept,
    language: str,
    found: Mapping[tuple[str, str], tuple[int, int]],
) -> Coverage:
    terms = concept.in_language(language)
    preferred = tuple(t.text for t in terms if t.status is Status.PREFERRED)
    admitted = tuple(t.text for t in terms if t.status is Status.ADMITTED)
    ruled = tuple(
        policy.name for policy in base.policies if _rules(base, policy, concept, language)
    )
    open_, waived = found.get((concept.id, language), (0, 0))
    if preferred or ruled:
        standing = Standing.DECIDED
    elif admitted and all(t.renders for t in terms if t.status is Status.ADMITTED):
        standing = Standing.FOLLOWS
    else:
        standing = Standing.UNDECIDED
    return Coverage(
        standing=standing,
        best=preferred or admitted,
        ruled=ruled,
        violated=open_,
        waived=waived,
    )


def _rules(base: TermBase, policy: Policy, concept: Concept, language: str) -> tuple[Rule, ...]:
    inherited = inheritance(base, policy.name)
    return tuple(
        rule
        for rule in rules_for(inherited, concept=concept.id, language=language)
        if rule.required
    )


def overtaken(
    database: Database, *, actor: Actor, glossary_id: int
) -> tuple[Opened, tuple[Overtaken, ...]]:
    """List editions whose last publication follows rules that have changed since."""
    with reading(database) as connection:
        seen = consulting.open_in(connection, actor, glossary_id)
        mine = {project.id: project for project in seen.projects}
        editions = {row.id: row for row in surveys.editions(connection, list(mine))}
        mentioned = surveys.mentioned(connection, list(mine))
        rendered = surveys.rendered(connection, list(mine))
        older = [
            row
            for row in surveys.published(connection, list(mine))
            if row.glossary_revision < seen.termbase.revision
        ]
        bases = {
            number: term_history.read_at(connection, glossary_id, number)
            for number in sorted({row.glossary_revision for row in older})
        }
    found = []
    for row in older:
        edition = editions[row.edition_id]
        changed = _changed(bases[row.glossary_revision], seen, edition, row.policy)
        standing = mentioned.get(edition.document_id, frozenset()) | rendered.get(
            row.edition_id, frozenset()
        )
        concerned = changed & standing
        if concerned:
            found.append(
                Overtaken(edition=edition, published=row, concepts=tuple(sorted(concerned)))
            )
    return seen, tuple(found)


def _changed(old: TermBase, seen: Opened, edition: EditionRow, policy: str) -> frozenset[str]:
    """Name the concepts that a publication's pair of languages would judge differently now."""
    change = changed_terms(
        _holding(old, policy),
        _holding(seen.termbase, policy),
        source_language=edition.source_language,
        target_language=edition.language,
        policy=policy,
    )
    sought = {each.concept for each in (*change.source_sought, *change.target_sought)}
    return change.concepts | sought


def _holding(base: TermBase, policy: str) -> TermBase:
    """The glossary with this house style; one that is not there asks nothing."""
    if not policy or base.policy(policy) is not None:
        return base
    return replace(base, policies=(*base.policies, Policy(name=policy)))
