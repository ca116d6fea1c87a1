"""An edition as a whole: its head, what stands for every segment, who made it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVarTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from glossary.model import Severity
from translations.editions.base import Contribution, Contributor, Imprint, Layout
from translations.editions.printed import Apparatus
from translations.model import Mark, Part, State
from workbench.storage.tables import (
    Block,
    Comment,
    Concept,
    Document,
    Edition,
    Finding,
    Glossary,
    LeftOut,
    Project,
    Segment,
    SourceOccurrence,
    Target,
    TargetHistory,
    TargetOccurrence,
    User,
)

Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionHead:
    """An edition without its text."""

    id: int
    document_id: int
    project_id: int
    project: str  #: the slug
    project_name: str
    title: str  #: of the source
    language: str
    source_language: str
    policy: str
    source_version: int
    link: str
    glossary_id: int
    glossary: str
    revision: int
    four_eyes: str
    publish_from: State
    credits: tuple[Contributor, ...]
    slug: str
    imprint: Imprint
    translators_licence: str
    apparatus: Apparatus
    layout: Layout
    version: int


class TargetText(NamedTuple):
    """What stands for a segment."""

    text: str
    state: State
    marks: frozenset[Mark]


class Standing(NamedTuple):
    """A segment as the gate sees it; one without a target is initial and empty."""

    segment_id: int
    target_id: int | None
    state: State
    marks: frozenset[Mark]
    empty: bool
    errors: int


class Person(NamedTuple):
    id: int
    name: str


def head(connection: Connection, edition_id: int) -> EditionHead | None:
    row = connection.execute(
        select(
            Edition.id, Edition.document_id, Edition.project_id, Project.slug.label("project"),
            Project.name.label("project_name"),
            Document.title, Edition.language, Document.language.label("source_language"),
            Edition.policy, Document.source_version, Document.link, Project.glossary_id,
            Glossary.name.label("glossary"), Glossary.revision, Project.four_eyes,
            Project.publish_from, Edition.credits, Edition.slug, Edition.imprint,
            Edition.translators_licence, Edition.apparatus, Edition.layout, Edition.version,
        )
        .join(Document, Document.id == Edition.document_id)
        .join(Project, Project.id == Edition.project_id)
        .join(Glossary, Glossary.id == Project.glossary_id)
        .where(Edition.id == edition_id, ~Document.staged)
    ).mappings().first()  # fmt: skip
    if row is None:
        return None
    built = {
        "publish_from": State(row["publish_from"]),
        "credits": tuple(_contributor(*each) for each in row["credits"]),
        "imprint": Imprint(**row["imprint"]),
        "apparatus": Apparatus(**row["apparatus"]),
        "layout": Layout(row["layout"]),
    }
    return EditionHead(**{**row, **built})


def _contributor(
    label: str, name: str, contribution: str = Contribution.CONTRIBUTOR
) -> Contributor:
    """A credit as it is stored; those of older editions have only a label of their own."""
    return Contributor(label=label, name=name, contribution=Contribution(contribution))


def credits_as_stored(credited: Iterable[Contributor]) -> list[list[str]]:
    """Give credits as a row has them."""
    return [[each.label, each.name, each.contribution.value] for each in credited]


def change(connection: Connection, edition_id: int, version: int, **values: Any) -> bool:
    """Change the facts of an edition; false when somebody else did first."""
    changed = connection.execute(
        update(Edition)
        .where(Edition.id == edition_id, Edition.version == version)
        .values(version=Edition.version + 1, **values)
    )
    return changed.rowcount == 1


def slugs_beside(connection: Connection, edition_id: int) -> frozenset[str]:
    """Name the addresses of the project's other editions in the same language.

    Whoever else gives an edition of the project an address waits for this transaction.
    """
    other, own = aliased(Edition), aliased(Edition)
    connection.execute(
        select(Project.id)
        .where(
            Project.id
            == select(Edition.project_id).where(Edition.id == edition_id).scalar_subquery()
        )
        .with_for_update()
    )
    rows = connection.execute(
        select(other.slug)
        .join(own, and_(own.project_id == other.project_id, own.language == other.language))
        .where(own.id == edition_id, other.id != edition_id, other.slug != "")
    ).scalars()
    return frozenset(rows)


def fix_slug(connection: Connection, edition_id: int, slug: str) -> None:
    """Keep the address under which an edition was first published."""
    connection.execute(update(Edition).where(Edition.id == edition_id).values(slug=slug))


def follow_other_policy(connection: Connection, edition_id: int) -> tuple[int, ...]:
    """Say that findings made so far are of another policy; answers the living targets."""
    connection.execute(
        update(Edition)
        .where(Edition.id == edition_id)
        .values(policy_version=Edition.policy_version + 1)
    )
    living = select(Target.id).join(Segment, Segment.id == Target.segment_id)
    statement = living.where(Target.edition_id == edition_id, ~Segment.retired)
    return tuple(connection.execute(statement.order_by(Target.id)).scalars())


def standings(
    connection: Connection, edition_id: int, *, without: Collection[Part] = ()
) -> tuple[Standing, ...]:
    """List the segments that the edition translates, in their order, but for some parts."""
    rows = connection.execute(
        _translated(
            select(Segment.id, Target.id, Target.state, Target.marks, Target.text, Target.errors),
            edition_id,
        )
        .where(Block.part.not_in([part.value for part in without]))
        .order_by(Segment.block_position, Segment.position)
    )
    return tuple(
        Standing(
            segment_id=segment,
            target_id=target,
            state=State(state or State.INITIAL),
            marks=frozenset(Mark(mark) for mark in marks or ()),
            empty=not (text or "").strip(),
            errors=errors or 0,
        )
        for segment, target, state, marks, text, errors in rows
    )


def approved(connection: Connection, edition_id: int) -> Mapping[int, str]:
    """Map segments whose approved text was edited since, for the same source, to that text."""
    rows = connection.execute(
        _translated(select(Segment.id, Target.approved_text, Target.marks), edition_id).where(
            Target.state.in_((State.INITIAL.value, State.TRANSLATED.value)),
            Target.approved_text != Target.text,
        )
    )
    return {segment: text for segment, text, marks in rows if Mark.OUTDATED not in marks}


def targets(connection: Connection, edition_id: int) -> Mapping[int, TargetText]:
    """Map the segments of an edition to what stands for them."""
    rows = connection.execute(
        select(Target.segment_id, Target.text, Target.state, Target.marks).where(
            Target.edition_id == edition_id
        )
    )
    return {
        segment: TargetText(text, State(state), frozenset(Mark(mark) for mark in marks))
        for segment, text, state, marks in rows
    }


def segments_with_errors(
    connection: Connection, edition_id: int, check: str, kinds: Collection[str]
) -> frozenset[int]:
    """Name the segments with an error of these kinds of one check, waived or not."""
    rows = connection.execute(
        select(Target.segment_id)
        .join(Finding, Finding.target_id == Target.id)
        .where(
            Target.edition_id == edition_id,
            Finding.check_name == check,
            Finding.kind.in_(sorted(kinds)),
            Finding.severity == int(Severity.ERROR),
        )
    ).scalars()
    return frozenset(rows)


def open_errors(
    connection: Connection, edition_id: int, check: str, kinds: Collection[str]
) -> Mapping[int, int]:
    """Map segments to their errors of these kinds of one check that nobody waived."""
    rows = connection.execute(
        select(Target.segment_id, func.count(Finding.id).label("errors"))
        .join(Finding, Finding.target_id == Target.id)
        .where(
            Target.edition_id == edition_id,
            Finding.check_name == check,
            Finding.kind.in_(sorted(kinds)),
            Finding.severity == int(Severity.ERROR),
            Finding.waiver_id.is_(None),
        )
        .group_by(Target.segment_id)
    )
    return {row.segment_id: row.errors for row in rows}


def stale(connection: Connection, edition_id: int, *, since: int = 0) -> tuple[int, ...]:
    """Name the living targets whose findings are out of date.

    So are those that were never checked as they stand now, those in whose pair a
    concept occurs that changed after they were checked, and those last checked
    before the revision `since`.
    """
    changed = Concept.changed_revision > Target.checked_revision
    in_source = (
        exists()
        .where(SourceOccurrence.segment_version_id == Target.segment_version_id)
        .where(Concept.id == SourceOccurrence.concept_id, changed)
    )
    in_target = (
        exists()
        .where(TargetOccurrence.target_id == Target.id)
        .where(Concept.id == TargetOccurrence.concept_id, changed)
    )
    # Before its first term a glossary is at revision 0, and nothing says what was checked.
    unchecked = and_(Target.checked_revision == 0, Glossary.revision > 0)
    rows = connection.execute(
        select(Target.id)
        .join(Segment, Segment.id == Target.segment_id)
        .join(Edition, Edition.id == Target.edition_id)
        .join(Project, Project.id == Edition.project_id)
        .join(Glossary, Glossary.id == Project.glossary_id)
        .where(
            Target.edition_id == edition_id,
            ~Segment.retired,
            or_(unchecked, Target.checked_revision < since, in_source, in_target),
        )
        .order_by(Target.id)
    ).scalars()
    return tuple(rows)


def segments_with_open_comments(connection: Connection, edition_id: int) -> frozenset[int]:
    """Name the segments with an open remark on this edition or on the source."""
    rows = connection.execute(
        select(Comment.segment_id)
        .join(Segment, Segment.id == Comment.segment_id)
        .join(Edition, Edition.document_id == Segment.document_id)
        .where(
            Edition.id == edition_id,
            or_(Comment.edition_id == edition_id, Comment.edition_id.is_(None)),
            Comment.resolved_at.is_(None),
        )
    ).scalars()
    return frozenset(rows)


def comments(connection: Connection, edition_id: int) -> Mapping[int, tuple[str, ...]]:
    """Map segments to the comments of this edition, oldest first."""
    found: dict[int, tuple[str, ...]] = {}
    rows = connection.execute(
        select(Comment.segment_id, Comment.text)
        .where(Comment.edition_id == edition_id)
        .order_by(Comment.id)
    )
    for segment, text in rows:
        found[segment] = (*found.get(segment, ()), text)
    return found


def makers(connection: Connection, edition_id: int, *actions: str) -> tuple[Person, ...]:
    """Name who did these actions in an edition as they wish, in the order of the first time.

    Who wishes not to be credited is not among them.
    """
    shown = func.coalesce(func.nullif(User.display_name, ""), User.name)
    name = case((User.credit == "pen-name", func.nullif(User.pen_name, "")), else_=shown)
    rows = connection.execute(
        select(User.id, name, func.min(TargetHistory.id).label("first"))
        .join(TargetHistory, TargetHistory.actor_id == User.id)
        .join(Target, Target.id == TargetHistory.target_id)
        .where(Target.edition_id == edition_id, TargetHistory.action.in_(actions))
        .where(User.credit != "none", name.is_not(None))
        .group_by(User.id, name)
        .order_by("first")
    )
    return tuple(Person(user, shown) for user, shown, _ in rows)


def _translated(statement: Select[*Columns], edition_id: int) -> Select[*Columns]:
    """Keep living segments whose block neither the document nor the edition leaves out."""
    here = and_(Target.edition_id == edition_id, Target.segment_id == Segment.id)
    return (
        statement.select_from(Segment)
        .join(Block, Block.id == Segment.block_id)
        .join(Edition, and_(Edition.document_id == Segment.document_id, Edition.id == edition_id))
        .outerjoin(Target, here)
        .outerjoin(LeftOut, out_of(edition_id))
        .where(~Segment.retired, Block.left_out == "", LeftOut.id.is_(None), Block.kind != "rule")
    )


def out_of(edition_id: int) -> ColumnElement[bool]:
    """Say by which rows an edition leaves a block out."""
    return and_(LeftOut.edition_id == edition_id, LeftOut.block_id == Block.id)
