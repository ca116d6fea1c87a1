"""What the findings of a block rest on: read before they are made, compared when written."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, ScalarSelect, and_, bindparam, func, select, text

from workbench.storage.tables import (
    Block,
    Edition,
    Glossary,
    Project,
    Segment,
    Target,
    Waiver,
)


@dataclass(frozen=True, slots=True)
class Footing:
    """All that the findings of a block rest on; while it is equal, nothing moved on."""

    glossary_revision: int
    policy_version: int
    context_version: int
    block_version: int
    waivers: tuple[int, int]  #: the newest, and how many have ended
    segments: tuple[tuple[int, int, int], ...]  #: each with its source text and target version


_STANDING = (
    select(Glossary.revision, Edition.policy_version, Edition.context_version, Block.version)
    .select_from(Edition)
    .join(Project, Project.id == Edition.project_id)
    .join(Glossary, Glossary.id == Project.glossary_id)
    .join(Block, Block.document_id == Edition.document_id)
    .where(Edition.id == bindparam("edition_id"), Block.id == bindparam("block_id"))
)
#: PostgreSQL: writers of one block wait for one another, those of an edition and a glossary
#: only for a change of policy, of context, of waivers or of terms. SQLite has one writer anyhow.
_LOCKED = text(
    "SELECT glossary.revision, edition.policy_version, edition.context_version,"
    " block.version"
    " FROM edition JOIN project ON project.id = edition.project_id"
    " JOIN glossary ON glossary.id = project.glossary_id"
    " JOIN block ON block.document_id = edition.document_id"
    " WHERE edition.id = :edition_id AND block.id = :block_id"
    " FOR SHARE OF glossary, edition FOR NO KEY UPDATE OF block"
)


def _of_waivers(what: ColumnElement[int]) -> ScalarSelect[int]:
    return select(what).where(Waiver.edition_id == bindparam("edition_id")).scalar_subquery()


_SEGMENTS = (
    select(
        Segment.id,
        Segment.text_id,
        func.coalesce(Target.version, 0),
        _of_waivers(func.coalesce(func.max(Waiver.id), 0)),
        _of_waivers(func.count(Waiver.ended_at)),
    )
    .outerjoin(
        Target,
        and_(Target.segment_id == Segment.id, Target.edition_id == bindparam("edition_id")),
    )
    .where(Segment.block_id == bindparam("block_id"), ~Segment.retired)
    .order_by(Segment.id)
)


def lock_edition(connection: Connection, edition_id: int) -> None:
    """Wait for everybody who writes in an edition, and let nobody else begin."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            select(Edition.id).where(Edition.id == edition_id).with_for_update(key_share=True)
        )


def locked(connection: Connection, edition_id: int, block_id: int) -> Footing:
    """Read what the findings of a block rest on, and keep it so until the transaction ends."""
    where = {"edition_id": edition_id, "block_id": block_id}
    standing = _LOCKED if connection.dialect.name == "postgresql" else _STANDING
    revision, policy, context, version = connection.execute(standing, where).one()
    # A statement of its own: it must see what was committed while the lock was waited for.
    rows = connection.execute(_SEGMENTS, where).all()
    waivers = (rows[0][3], rows[0][4]) if rows else (0, 0)
    segments = tuple((segment, source or 0, target) for segment, source, target, *_ in rows)
    return Footing(revision, policy, context, version, waivers, segments)
