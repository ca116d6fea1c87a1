"""Hands that cut and join the blocks and segments of a document, for tests."""

from __future__ import annotations

from tests.workbench.renewed import Shelf
from workbench.services import documents, publishing, restructuring, returning
from workbench.services.documents import BlockChange
from workbench.services.source import ordering, paragraphs, structuring
from workbench.storage.blocks import SegmentRow


def split(house: Shelf, before: str) -> int:
    row = next(r for r in house.rows() if before in {s.text for s in r.segments})
    return split_at(house, row.id, house.segments()[before])


def split_at(house: Shelf, block_id: int, before: int) -> int:
    return paragraphs.split_block(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        block_id=block_id,
        before=before,
        seen=house.version(),
    ).number


def join(house: Shelf, at: int) -> int:
    """Join the block at a place with the next one."""
    rows = house.rows()
    return paragraphs.join_blocks(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        block_id=rows[at].id,
        next_id=rows[at + 1].id if at + 1 < len(rows) else 0,
        seen=house.version(),
    ).number


def move_block(house: Shelf, here: int, to: int) -> int:
    return ordering.move_block(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        block_id=house.rows()[here].id,
        to=to,
        seen=house.version(),
    ).number


def correct(house: Shelf, at: int, change: BlockChange) -> None:
    row = house.rows()[at]
    documents.correct_blocks(
        house.database,
        actor=house.world.owner,
        document_id=house.document,
        seen={row.id: row.version},
        change=change,
    )


def last_act(house: Shelf) -> structuring.Act | None:
    return structuring.show(
        house.database, actor=house.world.owner, document_id=house.document
    ).last


def layout(house: Shelf) -> list[list[str]]:
    return [[s.text for s in row.segments] for row in house.rows()]


def edition(house: Shelf, output: str) -> str:
    return publishing.export(
        house.database, actor=house.world.owner, edition_id=house.editions[0], output=output
    ).body.decode()


def translation(house: Shelf) -> bytes:
    return returning.export(
        house.database, actor=house.world.owner, edition_id=house.editions[0]
    ).body


def cut(house: Shelf, text: str, word: str) -> restructuring.Restructured:
    row = next(s for r in house.rows() for s in r.segments if s.text == text)
    return cut_at(house, row, text.index(word))


def cut_at(house: Shelf, row: SegmentRow, offset: int) -> restructuring.Restructured:
    return restructuring.split_segment(
        house.database,
        actor=house.world.owner,
        segment_id=row.id,
        offset=offset,
        version=row.version,
    )
