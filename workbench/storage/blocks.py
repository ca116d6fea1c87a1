"""The source text as stored: blocks in windows, each with its living segments."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, literal, select, update

from glossary.model import Voice
from translations.model import FRONT_MATTER, BlockKind, Code, Part
from workbench.storage import codes
from workbench.storage.candidates import pieces
from workbench.storage.tables import Block, LeftOut, Segment, SegmentVersion, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRow:
    """A segment with its newest text."""

    id: int
    block_id: int
    position: int
    after: str
    text_id: int
    text: str  #: coded text
    codes: tuple[Code, ...]
    words: int
    version: int
    number: int | None  #: of which block of its file it is, where not of its block's


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow:
    """A block with its living segments."""

    id: int
    document_id: int
    position: int
    kind: BlockKind
    part: Part
    voice: Voice
    speaker: str
    level: int
    ordered: bool
    left_out: str
    number: int | None  #: which block of its file it is; none for front matter and split-off ones
    about: str  #: of a note the concept, of a credit the contribution
    version: int
    segments: tuple[SegmentRow, ...] = ()


_BLOCK = (
    Block.id, Block.document_id, Block.position, Block.kind, Block.part, Block.voice,
    Block.speaker, Block.level, Block.ordered, Block.left_out, Block.number,
    Block.about, Block.version,
)  # fmt: skip
_SEGMENT = (
    Segment.id, Segment.block_id, Segment.position, Segment.after, Segment.text_id,
    SegmentVersion.text, SegmentVersion.codes, SegmentVersion.words, Segment.version,
    Segment.number,
)  # fmt: skip


def window(
    connection: Connection, document_id: int, first: int, count: int
) -> tuple[BlockRow, ...]:
    """Read blocks from a position on, with their segments."""
    inside = (
        (Block.document_id == document_id)
        & (Block.position >= first)
        & (Block.position < first + count)
        & ~Block.retired
    )
    texts = (
        select(*_SEGMENT)
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .where(
            Segment.document_id == document_id,
            Segment.block_position >= first,
            Segment.block_position < first + count,
            ~Segment.retired,
        )
        .order_by(Segment.block_position, Segment.position)
    )
    return _filled(connection, select(*_BLOCK).where(inside), texts)


def whole(connection: Connection, document_id: int) -> tuple[BlockRow, ...]:
    """Read all blocks of a document."""
    texts = (
        select(*_SEGMENT)
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .where(Segment.document_id == document_id, ~Segment.retired)
        .order_by(Segment.block_position, Segment.position)
    )
    heads = select(*_BLOCK).where(Block.document_id == document_id, ~Block.retired)
    return _filled(connection, heads, texts)


def of_file(connection: Connection, document_id: int) -> tuple[BlockRow, ...]:
    """Read all blocks that come from the document's file: its front matter does not."""
    return tuple(row for row in whole(connection, document_id) if row.part not in FRONT_MATTER)


def some(connection: Connection, block_ids: Collection[int]) -> tuple[BlockRow, ...]:
    """Read blocks by their ids, in their order, locked against other changes."""
    heads = select(*_BLOCK).where(Block.id.in_(sorted(block_ids)), ~Block.retired)
    texts = (
        select(*_SEGMENT)
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .where(Segment.block_id.in_(sorted(block_ids)), ~Segment.retired)
        .order_by(Segment.block_position, Segment.position)
    )
    return _filled(connection, heads, texts)


def lock(connection: Connection, block_ids: Collection[int]) -> None:
    """Wait for everybody who writes in these blocks, and let nobody else begin."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            select(Block.id)
            .where(Block.id.in_(sorted(block_ids)))
            .order_by(Block.id)
            .with_for_update(key_share=True)
        )


def lock_all(connection: Connection, document_id: int) -> None:
    """Wait for everybody who writes in the blocks of a document, and let nobody else begin."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            select(Block.id)
            .where(Block.document_id == document_id)
            .order_by(Block.id)
            .with_for_update(key_share=True)
        )


def count(connection: Connection, document_id: int) -> int:
    """Count the blocks of a document."""
    return connection.execute(
        select(func.count(Block.id)).where(Block.document_id == document_id, ~Block.retired)
    ).scalar_one()


def order(connection: Connection, document_id: int) -> list[int]:
    """Name the blocks of a document's file in their order; its front matter stands behind them."""
    statement = (
        select(Block.id)
        .where(Block.document_id == document_id, ~Block.retired, Block.part.not_in(FRONT_MATTER))
        .order_by(Block.position)
    )
    return list(connection.execute(statement).scalars())


def change(connection: Connection, block_id: int, version: int, values: Mapping[str, Any]) -> bool:
    """Change a block; false when somebody else did first."""
    where = (Block.id == block_id) & (Block.version == version)
    changed = connection.execute(
        update(Block).where(where).values(version=Block.version + 1, **values)
    )
    return changed.rowcount == 1


def add(connection: Connection, values: Mapping[str, Any]) -> int:
    """Add a block without segments; answers its id."""
    return connection.execute(insert(Block).values(**values).returning(Block.id)).scalar_one()


def retire(connection: Connection, block_id: int) -> None:
    """Let a block stand in its document no more; no edition leaves out what does not."""
    connection.execute(delete(LeftOut).where(LeftOut.block_id == block_id))
    connection.execute(
        update(Block).where(Block.id == block_id).values(retired=True, version=Block.version + 1)
    )


def revive(connection: Connection, block_id: int, *, position: int, left_out: str) -> None:
    """Let a retired block stand in its document again, at a free place."""
    connection.execute(
        update(Block)
        .where(Block.id == block_id)
        .values(retired=False, position=position, left_out=left_out, version=Block.version + 1)
    )


def raise_version(connection: Connection, block_id: int) -> None:
    """Say that the block is not what it was, for everybody who checks against it."""
    connection.execute(update(Block).where(Block.id == block_id).values(version=Block.version + 1))


def targets(connection: Connection, block_ids: Collection[int]) -> tuple[int, ...]:
    """Name all targets of the living segments of blocks, in all editions."""
    found: list[int] = []
    for some in pieces(sorted(block_ids)):
        statement = (
            select(Target.id)
            .join(Segment, Segment.id == Target.segment_id)
            .where(Segment.block_id.in_(some), ~Segment.retired)
            .order_by(Target.edition_id, Segment.block_position, Segment.position)
        )
        found += connection.execute(statement).scalars()
    return tuple(found)


def find_block_of(connection: Connection, segment_id: int) -> int | None:
    """Name the block of a segment."""
    return connection.execute(select(Segment.block_id).where(Segment.id == segment_id)).scalar()


# Left out of one edition


def left_out_of(connection: Connection, edition_id: int) -> dict[int, str]:
    """Give the blocks that an edition leaves out, with the reasons."""
    rows = connection.execute(
        select(LeftOut.block_id, LeftOut.reason).where(LeftOut.edition_id == edition_id)
    )
    return {row.block_id: row.reason for row in rows}


def left_out_by(connection: Connection, block_id: int) -> frozenset[int]:
    """Name the editions that leave a block out."""
    found = connection.execute(select(LeftOut.edition_id).where(LeftOut.block_id == block_id))
    return frozenset(found.scalars())


def leave_out_alike(connection: Connection, model_id: int, block_id: int) -> None:
    """Leave a block out of the editions that leave another out, for the same reasons."""
    connection.execute(delete(LeftOut).where(LeftOut.block_id == block_id))
    model = select(LeftOut.edition_id, literal(block_id), LeftOut.reason).where(
        LeftOut.block_id == model_id
    )
    connection.execute(insert(LeftOut).from_select(["edition_id", "block_id", "reason"], model))


def leave_out_of(
    connection: Connection, edition_id: int, block_ids: Sequence[int], reason: str
) -> None:
    """Leave blocks out of an edition; a reason that was given before is replaced."""
    put_back_into(connection, edition_id, block_ids)
    connection.execute(
        insert(LeftOut),
        [{"edition_id": edition_id, "block_id": block, "reason": reason} for block in block_ids],
    )


def put_back_into(connection: Connection, edition_id: int, block_ids: Sequence[int]) -> None:
    connection.execute(
        delete(LeftOut).where(LeftOut.edition_id == edition_id, LeftOut.block_id.in_(block_ids))
    )


def _filled(
    connection: Connection, heads: Select[*tuple[Any, ...]], texts: Select[*tuple[Any, ...]]
) -> tuple[BlockRow, ...]:
    rows = [_segment(row) for row in connection.execute(texts).mappings()]
    by_block = {
        block: tuple(segments) for block, segments in groupby(rows, lambda row: row.block_id)
    }
    return tuple(
        BlockRow(
            **{
                **row,
                "kind": BlockKind(row["kind"]),
                "part": Part(row["part"]),
                "voice": Voice(row["voice"]),
            },
            segments=by_block.get(row["id"], ()),
        )
        for row in connection.execute(heads.order_by(Block.position)).mappings()
    )


def _segment(row: Mapping[Any, Any]) -> SegmentRow:
    return SegmentRow(**{**row, "codes": codes.from_json(row["codes"])})
