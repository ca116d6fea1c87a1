"""Front matter: blocks beside a document's file, whose it is, and the picture on its cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from glossary.model import Voice
from translations.model import FRONT_MATTER, BlockKind, Part
from workbench.storage.tables import Block, Cover, Rights, Segment, SegmentVersion

#: Parts of which there is one at most, and one note for each concept.
_SINGLE = frozenset({Part.SUBTITLE, Part.COVER, Part.NOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontBlock:
    """A block of front matter as its source reads."""

    id: int
    part: Part
    about: str
    text: str  #: coded text of its segments, with the white space between them
    left_out: str
    version: int
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRow:
    basis: str
    holder: str
    licence: str
    evidence: str
    approval: str
    approval_evidence: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRow:
    media_type: str
    width: int
    height: int
    content: bytes
    version: int


def of_document(connection: Connection, document_id: int) -> tuple[FrontBlock, ...]:
    """List the front matter of a document in its order."""
    rows = connection.execute(
        select(
            Block.id, Block.part, Block.about, Block.left_out, Block.version,
            Segment.id.label("segment"), SegmentVersion.text, Segment.after,
        )
        .join(Segment, Segment.block_id == Block.id)
        .join(SegmentVersion, SegmentVersion.id == Segment.text_id)
        .where(Block.document_id == document_id, Block.part.in_(FRONT_MATTER), ~Block.retired)
        .where(~Segment.retired)
        .order_by(Block.position, Segment.position)
    )  # fmt: skip
    found: dict[int, FrontBlock] = {}
    for row in rows:
        before = found.get(row.id)
        found[row.id] = FrontBlock(
            id=row.id,
            part=Part(row.part),
            about=row.about,
            text=(before.text if before else "") + row.text + row.after,
            left_out=row.left_out,
            version=row.version,
            segments=(*(before.segments if before else ()), row.segment),
        )
    return tuple(found.values())


def stands(connection: Connection, document_id: int, part: Part, about: str) -> bool:
    """Say whether what there is one of at most stands in a document and is not left out."""
    there = of_document(connection, document_id) if part in _SINGLE else ()
    return any((b.part, b.about) == (part, about) and not b.left_out for b in there)


def add_block(connection: Connection, document_id: int, part: Part, about: str) -> tuple[int, int]:
    """Add an empty block behind all others; answers its id and position."""
    last = select(func.coalesce(func.max(Block.position), -1)).where(
        Block.document_id == document_id, ~Block.retired
    )
    position = connection.execute(last).scalar_one() + 1
    block_id = connection.execute(
        insert(Block)
        .values(
            document_id=document_id,
            position=position,
            kind=BlockKind.PARAGRAPH.value,
            part=part.value,
            voice=Voice.NARRATION.value,
            about=about,
        )
        .returning(Block.id)
    ).scalar_one()
    return block_id, position


def rights(connection: Connection, document_id: int) -> RightsRow | None:
    row = connection.execute(
        select(
            Rights.basis, Rights.holder, Rights.licence, Rights.evidence, Rights.approval,
            Rights.approval_evidence, Rights.version,
        ).where(Rights.document_id == document_id)
    ).mappings().first()  # fmt: skip
    return None if row is None else RightsRow(**row)


def set_rights(connection: Connection, document_id: int, version: int, **values: Any) -> bool:
    """Write down whose a document is; `version` 0 for the first time, false if out of date."""
    return _set(connection, Rights, document_id, version, values)


def cover(connection: Connection, document_id: int) -> CoverRow | None:
    row = connection.execute(
        select(Cover.media_type, Cover.width, Cover.height, Cover.content, Cover.version).where(
            Cover.document_id == document_id
        )
    ).mappings().first()  # fmt: skip
    return None if row is None else CoverRow(**row)


def set_cover(connection: Connection, document_id: int, version: int, **values: Any) -> bool:
    """Put a picture on the cover; `version` 0 for the first one, false if out of date."""
    return _set(connection, Cover, document_id, version, {**values, "at": datetime.now(UTC)})


def drop_cover(connection: Connection, document_id: int, version: int) -> bool:
    """Take the picture off; false if it is another one by now, or gone."""
    dropped = connection.execute(
        delete(Cover).where(Cover.document_id == document_id, Cover.version == version)
    )
    return dropped.rowcount == 1


def _set(
    connection: Connection,
    table: type[Rights | Cover],
    document_id: int,
    version: int,
    values: dict[str, Any],
) -> bool:
    """Insert the first row of a document, or change it if it is as it was seen."""
    if version:
        changed = connection.execute(
            update(table)
            .where(table.document_id == document_id, table.version == version)
            .values(version=table.version + 1, **values)
        )
        return changed.rowcount == 1
    exists = select(table.id).where(table.document_id == document_id)
    if connection.execute(exists).first() is not None:
        return False
    connection.execute(insert(table).values(document_id=document_id, **values))
    return True
