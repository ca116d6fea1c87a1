"""The order of a source: blocks among one another, segments in their block.

A block that moves keeps its number in the file that it came in, and the file is
written by numbers: only editions follow the new order. The white space between
segments stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from translations.model import Code, CodeKind
from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor
from workbench.services import due_checks, source_changes, surroundings
from workbench.services.source.keeping import Made
from workbench.services.source_changes import DocumentChange, SourceChange
from workbench.storage import blocks, documents, feed, layouts, segments, source_versions
from workbench.storage.blocks import SegmentRow
from workbench.storage.engine import Database, writing
from workbench.storage.feed import Happening

#: How a version is called that puts a source in another order.
KIND = "order"


def move_block(
    database: Database, *, actor: Actor, document_id: int, block_id: int, to: int, seen: int
) -> Made:
    """Put a block at another place among the blocks; `seen` is the version that a person saw."""
    with writing(database) as connection:
        change = source_changes.begin_document(connection, actor, document_id)
        refuse_stale(change, seen)
        order = blocks.order(connection, document_id)
        if block_id not in order:
            raise NotFound("block", block_id)
        here = order.index(block_id)
        _refuse_nowhere(here, to, len(order))
        number = next_version(change, KIND, {"block": block_id, "from": here, "to": to})
        job_id = _place_block(change, order, here, to)
        _tell(change, number)
    return Made(number=number, job_id=due_checks.settle(database, job_id))


def move_segment(database: Database, *, actor: Actor, segment_id: int, to: int, seen: int) -> Made:
    """Put a segment at another place in its block."""
    with writing(database) as connection:
        change = source_changes.begin(connection, actor, segment_id)
        refuse_stale(change, seen)
        here = [row.id for row in change.block.segments].index(change.segment(segment_id).id)
        _refuse_nowhere(here, to, len(change.block.segments))
        number = next_version(change, KIND, {"segment": segment_id, "from": here, "to": to})
        job_id = _place_segment(change, here, to)
        _tell(change, number)
    return Made(number=number, job_id=due_checks.settle(database, job_id))


def put_back(change: DocumentChange, kept: Mapping[str, Any]) -> int | None:
    """Undo a move, if what moved stands where it was put; answers the job, if any."""
    connection = change.connection
    here, there = kept["to"], kept["from"]
    if "block" in kept:
        order = blocks.order(connection, change.document.id)
        if here >= len(order) or there >= len(order) or order[here] != kept["block"]:
            raise Conflict("The block was moved since; it cannot be undone.")
        return _place_block(change, order, here, there)
    if not segments.is_living(connection, kept["segment"]):
        raise Conflict("The segment was changed since; it cannot be undone.")
    inner = source_changes.begin(connection, change.actor, kept["segment"])
    row = inner.block.segments
    if here >= len(row) or there >= len(row) or row[here].id != kept["segment"]:
        raise Conflict("The segment was moved since; it cannot be undone.")
    return _place_segment(inner, here, there)


def refuse_stale(change: DocumentChange, seen: int) -> None:
    """Raise `StaleVersion` where the source is not what a person saw."""
    now = change.document.source_version
    if now != seen:
        raise StaleVersion("source", seen=seen, current={"version": now})


def _refuse_nowhere(here: int, to: int, count: int) -> None:
    if not 0 <= to < count:
        raise InvalidInput("to", "There is no such place; there are %(count)s.", count=count)
    if here == to:
        raise InvalidInput("to", "It stands there already.")


def next_version(change: DocumentChange, kind: str, kept: Mapping[str, Any]) -> int:
    """Begin a version of the source with what its undo goes by; answers its number."""
    number = documents.add_source_version(
        change.connection, change.document.id, kind=kind, actor_id=change.actor.id
    )
    source_versions.keep(change.connection, change.document.id, number, layouts.pack(kept))
    return number


def _place_block(change: DocumentChange, order: Sequence[int], here: int, to: int) -> int | None:
    moved = _moved(order, here, to)
    (row,) = blocks.some(change.connection, [order[here]])
    layouts.place_blocks(
        change.connection,
        change.document.id,
        {each: at for at, each in enumerate(moved) if order[at] != each},
    )
    elsewhere = follow(change, row.segments)
    return source_changes.check_blocks(
        change.connection, change.actor, change.document.project_id, [], elsewhere=elsewhere
    )


def _place_segment(change: SourceChange, here: int, to: int) -> int | None:
    connection, rows = change.connection, change.block.segments
    moved = _moved(rows, here, to)
    _refuse_broken(moved)
    segments.renumber(connection, [row.id for row in moved])
    for row, stood in zip(moved, rows, strict=True):
        if row.after != stood.after:
            segments.put(connection, row.id, after=stood.after)
    blocks.raise_version(connection, change.block.id)
    elsewhere = follow(change, rows)
    return source_changes.check_blocks(
        connection,
        change.actor,
        change.document.project_id,
        [change.block.id],
        elsewhere=elsewhere,
    )


def _moved(items: Sequence[Any], here: int, to: int) -> list[Any]:
    rest = [*items[:here], *items[here + 1 :]]
    return [*rest[:to], items[here], *rest[to:]]


def follow(change: DocumentChange, rows: Iterable[SegmentRow]) -> frozenset[int]:
    """Find first mentions anew: only of what the moved text names can they be others.

    Answers the targets that are to be checked again.
    """
    texts = [segment.text for segment in rows]
    return surroundings.follow(
        change.connection,
        document_id=change.document.id,
        glossary_id=change.document.glossary_id,
        language=change.language,
        before=texts,
        after=texts,
    )


def _refuse_broken(rows: Sequence[SegmentRow]) -> None:
    """Refuse an order in which a pair of codes that two segments share would end first."""
    open_ones: set[str] = set()
    for code in (code for row in rows for code in row.codes):
        if code.kind is CodeKind.START:
            open_ones.add(code.id)
        elif code.kind is CodeKind.END and not _ends(code, open_ones, rows):
            raise Conflict("An inline code begins in one of these segments and ends in the other.")


def _ends(code: Code, open_ones: set[str], rows: Sequence[SegmentRow]) -> bool:
    starts = any(
        each.id == code.id and each.kind is CodeKind.START for row in rows for each in row.codes
    )
    return code.id in open_ones or not starts


def _tell(change: DocumentChange, number: int) -> None:
    happening = Happening(
        kind="source.ordered",
        actor_id=change.actor.id,
        document_id=change.document.id,
        facts={"version": number},
    )
    feed.append(change.connection, change.document.project_id, happening)
