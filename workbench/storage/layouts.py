"""A source as it is laid out: its blocks in their order, and which segments stand in each.

A layout has the blocks of the file, not the front matter beside it. It is what an
act changes and what its undo puts back. Texts are named by their segment versions,
which are never changed, so that a layout that was kept tells a whole version of
the source.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, text, update

from translations.model import FRONT_MATTER, Code
from workbench.storage import codes
from workbench.storage.blocks import BlockRow
from workbench.storage.candidates import pieces
from workbench.storage.tables import Block, Segment, SegmentVersion


class LaidSegment(NamedTuple):
    """A segment where it stands, with the version of its text."""

    id: int
    text_id: int
    after: str
    number: int | None = None  #: of which block of its file it is, where not of its block's


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidBlock:
    """A block with its segments; its place among the others is its position."""

    id: int
    number: int | None
    kind: str
    part: str
    voice: str
    speaker: str
    level: int
    ordered: bool
    left_out: str
    segments: tuple[LaidSegment, ...] = ()

    @property
    def said(self) -> dict[str, Any]:
        """What the block is, without its place and its segments."""
        return {name: getattr(self, name) for name in SAID}

    @property
    def content(self) -> tuple[object, ...]:
        """What its translations are checked by."""
        return (*self.said.values(), [(s.id, s.text_id, s.after) for s in self.segments])


#: What a block is taken for.
SAID = ("kind", "part", "voice", "speaker", "level", "ordered", "left_out")
Layout = Sequence[LaidBlock]


def of_rows(rows: Iterable[BlockRow]) -> tuple[LaidBlock, ...]:
    """Give the layout of blocks as they were read."""
    return tuple(
        LaidBlock(
            id=row.id,
            number=row.number,
            kind=row.kind.value,
            part=row.part.value,
            voice=row.voice.value,
            speaker=row.speaker,
            level=row.level,
            ordered=row.ordered,
            left_out=row.left_out,
            segments=tuple(LaidSegment(s.id, s.text_id, s.after, s.number) for s in row.segments),
        )
        for row in rows
    )


# Kept for undo


def pack(kept: Mapping[str, Any]) -> bytes:
    """Write down what undo needs, as it is stored."""
    return zlib.compress(json.dumps(kept, ensure_ascii=False).encode(), level=6)


def unpack(stored: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(stored))
    return found


def plain(layout: Layout) -> list[list[Any]]:
    """Give a layout as plain values."""
    return [[b.id, b.number, b.said, [list(s) for s in b.segments]] for b in layout]


def from_plain(stored: Iterable[Sequence[Any]]) -> tuple[LaidBlock, ...]:
    return tuple(
        LaidBlock(
            id=block_id,
            number=number,
            **said,
            segments=tuple(LaidSegment(*each) for each in segments),
        )
        for block_id, number, said, segments in stored
    )


# Written


_BLOCK = (
    update(Block)
    .where(Block.id == bindparam("row_id"))
    .values(
        document_id=bindparam("document"),
        position=bindparam("place"),
        number=bindparam("of_file"),
        retired=False,
        version=Block.version + bindparam("more"),
        **{name: bindparam(f"said_{name}") for name in SAID},
    )
)
_SEGMENT = (
    update(Segment)
    .where(Segment.id == bindparam("row_id"))
    .values(
        document_id=bindparam("document"),
        block_id=bindparam("block"),
        position=bindparam("place"),
        after=bindparam("space"),
        text_id=bindparam("newest"),
        number=bindparam("of_file"),
        retired=False,
        version=Segment.version + bindparam("more"),
    )
)
#: Segments stand where their blocks do: one index gives the order.
_FOLLOW = text(
    "UPDATE segment SET block_position ="
    " (SELECT block.position FROM block WHERE block.id = segment.block_id)"
    " WHERE segment.document_id = :document_id AND NOT segment.retired AND block_position <>"
    " (SELECT block.position FROM block WHERE block.id = segment.block_id)"
)


def put(connection: Connection, document_id: int, before: Layout, after: Layout) -> None:
    """Lay a document out anew; what stands in it no more is retired, and what is back lives."""
    stood = {block.id: (place, block) for place, block in enumerate(before)}
    moved = [
        _block_values(document_id, place, block, stood.get(block.id))
        for place, block in enumerate(after)
        if stood.get(block.id) != (place, block)
    ]
    if moved:
        connection.execute(_BLOCK, moved)
    was, now = _places(before), _places(after)
    changed = [
        _segment_values(document_id, place, was.get(segment_id))
        for segment_id, place in now.items()
        if was.get(segment_id) != place
    ]
    if changed:
        connection.execute(_SEGMENT, changed)
    _retire(connection, Segment, was.keys() - now.keys())
    _retire(connection, Block, stood.keys() - {block.id for block in after})
    _place_front_matter(connection, document_id, len(after))
    connection.execute(_FOLLOW, {"document_id": document_id})


def _place_front_matter(connection: Connection, document_id: int, first: int) -> None:
    """Let front matter, which no layout has, stand behind the blocks of the file."""
    rows = connection.execute(
        select(Block.id)
        .where(Block.document_id == document_id, Block.part.in_(FRONT_MATTER), ~Block.retired)
        .order_by(Block.position)
    ).scalars()
    for place, block_id in enumerate(rows, first):
        connection.execute(update(Block).where(Block.id == block_id).values(position=place))


def place_blocks(connection: Connection, document_id: int, places: Mapping[int, int]) -> None:
    """Put blocks at other places; their segments follow."""
    if places:
        connection.execute(
            update(Block)
            .where(Block.id == bindparam("row_id"))
            .values(position=bindparam("place")),
            [{"row_id": block_id, "place": place} for block_id, place in places.items()],
        )
        connection.execute(_FOLLOW, {"document_id": document_id})


def shift(connection: Connection, document_id: int, behind: int, by: int) -> None:
    """Move all blocks behind a place so many places on; their segments follow."""
    connection.execute(
        update(Block)
        .where(Block.document_id == document_id, Block.position > behind)
        .values(position=Block.position + by)
    )
    connection.execute(_FOLLOW, {"document_id": document_id})


class _Placed(NamedTuple):
    block_id: int
    position: int
    segment: LaidSegment


def _places(layout: Layout) -> dict[int, _Placed]:
    return {
        segment.id: _Placed(block.id, place, segment)
        for block in layout
        for place, segment in enumerate(block.segments)
    }


def _block_values(
    document_id: int, place: int, block: LaidBlock, stood: tuple[int, LaidBlock] | None
) -> dict[str, Any]:
    same = stood is not None and stood[1].content == block.content
    return {
        "row_id": block.id,
        "document": document_id,
        "place": place,
        "of_file": block.number,
        "more": 0 if same else 1,
        **{f"said_{name}": value for name, value in block.said.items()},
    }


def _segment_values(document_id: int, placed: _Placed, was: _Placed | None) -> dict[str, Any]:
    same = was is not None and (was.block_id, was.segment) == (placed.block_id, placed.segment)
    return {
        "row_id": placed.segment.id,
        "document": document_id,
        "block": placed.block_id,
        "place": placed.position,
        "space": placed.segment.after,
        "newest": placed.segment.text_id,
        "of_file": placed.segment.number,
        "more": 0 if same else 1,
    }


def _retire(connection: Connection, table: type[Block | Segment], ids: Iterable[int]) -> None:
    wanted = [{"row_id": each} for each in sorted(ids)]
    if wanted:
        gone = update(table).where(table.id == bindparam("row_id"))
        connection.execute(gone.values(retired=True, version=table.version + 1), wanted)


def adopt_texts(connection: Connection, number: int, owners: Mapping[int, int]) -> None:
    """Let staged texts be those of segments (by text) from a source version on."""
    if owners:
        connection.execute(
            update(SegmentVersion)
            .where(SegmentVersion.id == bindparam("row_id"))
            .values(segment_id=bindparam("owner"), source_version=number),
            [{"row_id": text_id, "owner": owner} for text_id, owner in owners.items()],
        )


def texts(
    connection: Connection, text_ids: Iterable[int]
) -> dict[int, tuple[str, tuple[Code, ...]]]:
    """Read stored texts with their codes."""
    found: dict[int, tuple[str, tuple[Code, ...]]] = {}
    for some in pieces(sorted(text_ids)):
        rows = connection.execute(
            select(SegmentVersion.id, SegmentVersion.text, SegmentVersion.codes).where(
                SegmentVersion.id.in_(some)
            )
        )
        found.update({row.id: (row.text, codes.from_json(row.codes)) for row in rows})
    return found
