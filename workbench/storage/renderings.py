"""Contested words of an edition for its readers: how they are rendered, where first, why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, select

from translations.model import FRONT_MATTER, State
from workbench.storage.editions import out_of
from workbench.storage.tables import (
    Block,
    Concept,
    Edition,
    Finding,
    LeftOut,
    Segment,
    SourceOccurrence,
    Target,
    TargetOccurrence,
    Term,
    User,
    Waiver,
)

_APPROVED = (State.REVIEWED, State.FINAL)


class Rendered(NamedTuple):
    """A contested concept as an edition renders one of its source terms."""

    concept: str
    source_term: str
    rendering: str


class Place(NamedTuple):
    """Where a concept is first mentioned in an edition: behind which character of a target."""

    segment_id: int
    offset: int


class Waived(NamedTuple):
    """A waiver that findings of an edition rest on."""

    check: str
    words: str
    reason: str
    person: str  #: nothing for who does not wish to be named


def of_edition(
    connection: Connection,
    edition_id: int,
    *,
    without: Collection[int] = (),
    states: Collection[State] = tuple(State),
) -> tuple[Rendered, ...]:
    """List contested concepts with their source terms and renderings, as the text has them.

    `without` names segments whose stored text is not the one that is printed; of the others
    those count that are in one of the `states`.
    """
    bound = and_(
        SourceOccurrence.segment_version_id == Target.segment_version_id,
        SourceOccurrence.concept_id + 0 == TargetOccurrence.concept_id + 0,
        SourceOccurrence.start == TargetOccurrence.source_start,
        SourceOccurrence.end == TargetOccurrence.source_end,
    )
    wanted = select(Segment.id, Concept.ident, Term.text, TargetOccurrence.text)
    rows = connection.execute(
        _in_text(wanted, edition_id)
        .join(SourceOccurrence, bound)
        .join(Term, Term.id == SourceOccurrence.term_id)
        .where(Concept.contested, Target.state.in_(states))
        .order_by(
            Segment.block_position, Segment.position,
            SourceOccurrence.start, SourceOccurrence.end, Term.id,
            TargetOccurrence.start, TargetOccurrence.end, TargetOccurrence.id,
        )
    )  # fmt: skip
    found = (Rendered(*row) for segment, *row in rows if segment not in without)
    return tuple(dict.fromkeys(found))


def first_places(connection: Connection, edition_id: int) -> Mapping[str, Place]:
    """Map concepts to where the text of an edition mentions them first."""
    rows = connection.execute(
        _in_text(select(Concept.ident, Segment.id, TargetOccurrence.end), edition_id).order_by(
            Segment.block_position, Segment.position, TargetOccurrence.start
        )
    )
    found: dict[str, Place] = {}
    for concept, segment, offset in rows:
        found.setdefault(concept, Place(segment, offset))
    return found


def elsewhere(
    connection: Connection, document_id: int, edition_id: int
) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Map concepts to how the other editions of a document render them: (language, words).

    What nobody has approved there is not told.
    """
    others = connection.execute(
        select(Edition.id, Edition.language)
        .where(Edition.document_id == document_id, Edition.id != edition_id)
        .order_by(Edition.language, Edition.id)
    ).all()
    found: dict[str, dict[str, dict[str, None]]] = {}
    for other, language in others:
        for each in of_edition(connection, other, states=_APPROVED):
            found.setdefault(each.concept, {}).setdefault(language, {})[each.rendering] = None
    return {
        concept: tuple((language, tuple(words)) for language, words in languages.items())
        for concept, languages in found.items()
    }


def sources(connection: Connection, glossary_id: int) -> Mapping[str, list[dict[str, Any]]]:
    """Map contested concepts to the works that they cite, as they are stored."""
    rows = connection.execute(
        select(Concept.ident, Concept.sources).where(
            Concept.glossary_id == glossary_id,
            Concept.contested,
            Concept.removed_revision.is_(None),
        )
    )
    return {concept: cited for concept, cited in rows if cited}


def waived(connection: Connection, edition_id: int) -> tuple[Waived, ...]:
    """List the waivers that findings of the text rest on, in the order of the text."""
    rows = connection.execute(
        select(
            Waiver.id, Waiver.check_name, Waiver.target_words, Waiver.reason, User.display_name,
            User.name, User.named_in_waivers,
        )
        .select_from(Finding)
        .join(Waiver, Waiver.id == Finding.waiver_id)
        .join(User, User.id == Waiver.actor_id)
        .join(Target, Target.id == Finding.target_id)
        .join(Segment, Segment.id == Target.segment_id)
        .join(Block, Block.id == Segment.block_id)
        .outerjoin(LeftOut, out_of(edition_id))
        .where(Finding.edition_id == edition_id, Waiver.ended_at.is_(None))
        .where(~Segment.retired, Block.left_out == "", LeftOut.id.is_(None))
        .order_by(Segment.block_position, Segment.position, Waiver.id)
    )  # fmt: skip
    found = {
        row.id: Waived(
            check=row.check_name,
            words=row.target_words,
            reason=row.reason,
            person=(row.display_name or row.name) if row.named_in_waivers else "",
        )
        for row in rows
    }
    return tuple(found.values())


def _in_text(wanted: Select[*tuple[Any, ...]], edition_id: int) -> Select[*tuple[Any, ...]]:
    """Renderings in the text that an edition prints, not in what stands beside it.

    `+ 0` keeps SQLite from seeking occurrences by their concept, which has them in every text
    of the glossary: they are found by what they stand in.
    """
    return (
        wanted.select_from(TargetOccurrence)
        .join(Target, Target.id == TargetOccurrence.target_id)
        .join(Segment, Segment.id == Target.segment_id)
        .join(Block, Block.id == Segment.block_id)
        .outerjoin(LeftOut, out_of(edition_id))
        .join(Concept, Concept.id == TargetOccurrence.concept_id + 0)
        .where(Target.edition_id == edition_id)
        .where(~Segment.retired, Block.left_out == "", LeftOut.id.is_(None))
        .where(Block.part.not_in(FRONT_MATTER))
    )
