"""The blocks of a source and their segments, for who cuts and orders them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from translations import inline
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, restructuring
from workbench.services.source import listing, paragraphs, undoing
from workbench.services.source.listing import Area
from workbench.storage import blocks, source_versions
from workbench.storage.blocks import BlockRow, SegmentRow
from workbench.storage.engine import Database, reading

#: How many blocks a page shows.
WINDOW = 40
_WORD = re.compile(r"\S+")


class Act(NamedTuple):
    """The last thing that was done to the structure and can be undone."""

    number: int  #: of the version that it made
    kind: str  #: of the version: "split", "join", "order", "block-split", "block-join", "renewal"


class Place(NamedTuple):
    """A word of a segment before which it may be split."""

    offset: int  #: in the coded text
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure(Area):
    """A window of a source."""

    blocks: tuple[BlockRow, ...]
    first: int
    total: int
    last: Act | None
    divisible: frozenset[int]  #: blocks that may be split
    joins: Mapping[int, int]  #: by block the next one, where the two may become one


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting(Area):
    """A segment, and where it may be split."""

    block: BlockRow
    segment: SegmentRow
    places: tuple[Place, ...]


def show(database: Database, *, actor: Actor, document_id: int, first: int = 0) -> Structure:
    """Read a window of a source, and what was done to it last."""
    with reading(database) as connection:
        found = listing.area(connection, actor, document_id)
        total = blocks.count(connection, document_id)
        start = max(0, min(first, total - 1)) // WINDOW * WINDOW
        rows = blocks.window(connection, document_id, start, WINDOW + 1)
        return Structure(
            head=found.head,
            project=found.project,
            permissions=found.permissions,
            blocks=rows[:WINDOW],
            first=start,
            total=total,
            last=_last(connection, document_id),
            divisible=frozenset(row.id for row in rows if paragraphs.can_be_cut(row)),
            joins=paragraphs.joins(rows),
        )


def _last(connection: Connection, document_id: int) -> Act | None:
    whole = source_versions.last_to_undo(connection, document_id)
    number = max(whole, source_versions.last_cut(connection, document_id))
    return Act(number, source_versions.kind(connection, document_id, number)) if number else None


def cutting(database: Database, *, actor: Actor, document_id: int, segment_id: int) -> Cutting:
    """Read a segment, and name the words before which it may be split."""
    with reading(database) as connection:
        found = listing.area(connection, actor, document_id)
        block_id = blocks.find_block_of(connection, segment_id)
        rows = blocks.some(connection, [block_id] if block_id else [])
    if not rows or rows[0].document_id != document_id:
        raise NotFound("segment", segment_id)
    segment = next((s for s in rows[0].segments if s.id == segment_id), None)
    if segment is None:
        raise NotFound("segment", segment_id)
    return Cutting(
        head=found.head,
        project=found.project,
        permissions=found.permissions,
        block=rows[0],
        segment=segment,
        places=places(segment.text),
    )


def places(text: str) -> tuple[Place, ...]:
    """Name the words before which a coded text may be split: there is text on both sides."""
    starts = [word.start() for word in _WORD.finditer(text)][1:]
    return tuple(
        Place(at, text[:at].rstrip(), text[at:])
        for at in starts
        if inline.plain(text[:at]).text.strip() and inline.plain(text[at:]).text.strip()
    )


def undo_last(database: Database, *, actor: Actor, document_id: int, number: int) -> int | None:
    """Take back the act that made a version; answers the job that a worker is to be told of."""
    with reading(database) as connection:
        project_id = access.project_of_document(connection, document_id)
        access.require(connection, actor, Permission.SOURCE, project_id=project_id)
        lineage_id = source_versions.cut_of(connection, document_id, number)
    if lineage_id:
        return restructuring.undo(database, actor=actor, lineage_id=lineage_id).job_id
    return undoing.undo(database, actor=actor, document_id=document_id, number=number).job_id
