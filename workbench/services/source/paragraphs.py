"""Splitting a block before one of its segments, and joining it with the next, with undo.

Segments keep their ids, and with them text, translations, history and comments; only
the block in which they stand is another. The file is written as it was cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from translations.model import FRONT_MATTER, BlockKind, CodeKind
from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor
from workbench.services import due_checks, joining, source_changes
from workbench.services.source import ordering
from workbench.services.source.keeping import Made
from workbench.services.source_changes import DocumentChange
from workbench.storage import blocks, feed, layouts, segments
from workbench.storage.blocks import BlockRow, SegmentRow
from workbench.storage.engine import Database, writing
from workbench.storage.feed import Happening

#: How the versions are called that split a block and that join two.
SPLIT, JOIN = "block-split", "block-join"
#: What a block that is split off has from the first one.
_SAME = ("kind", "part", "voice", "level", "ordered", "left_out")
_WITHOUT_TEXT = frozenset({BlockKind.RULE, BlockKind.CODE})


def split_block(
    database: Database, *, actor: Actor, document_id: int, block_id: int, before: int, seen: int
) -> Made:
    """Split a block before a segment of it; `seen` is the version of the source that was seen.

    The second block is of the same kind and voice; who speaks is named in the first only.
    """
    with writing(database) as connection:
        change = source_changes.begin_document(connection, actor, document_id)
        ordering.refuse_stale(change, seen)
        block = _block(change, block_id)
        at = next((n for n, row in enumerate(block.segments) if row.id == before), None)
        if at is None:
            raise NotFound("segment", before)
        _refuse_undividable(block, at)
        layouts.shift(connection, document_id, block.position, 1)
        made = blocks.add(connection, _second(block))
        kept = {"first": block.id, "second": made}
        number = ordering.next_version(change, SPLIT, kept)
        job_id = _divide(change, block, at, made)
        _tell(change, "block.split", number)
    return Made(number=number, job_id=due_checks.settle(database, job_id))


def join_blocks(
    database: Database, *, actor: Actor, document_id: int, block_id: int, next_id: int, seen: int
) -> Made:
    """Append the segments of the next block to a block, which stays what it is.

    `next_id` names the block that a person saw there, `seen` the version of the source.
    """
    with writing(database) as connection:
        change = source_changes.begin_document(connection, actor, document_id)
        ordering.refuse_stale(change, seen)
        block = _block(change, block_id)
        other = _following(change, block)
        if other is None:
            raise Conflict("This is the last block; there is none to join it with.")
        if other.id != next_id:
            raise StaleVersion("source", seen=seen, current={"version": seen})
        _refuse_unlike(change, block, other)
        space = _space(change, block)
        border = {"segment": other.segments[0].id, "space": space}
        kept = {"first": block.id, "second": other.id, **border}
        number = ordering.next_version(change, JOIN, kept)
        if space:
            segments.put(connection, block.segments[-1].id, after=space)
        job_id = _append(change, block, other)
        _tell(change, "block.joined", number)
    return Made(number=number, job_id=due_checks.settle(database, job_id))


# Undo


def rejoin(change: DocumentChange, kept: Mapping[str, Any]) -> int | None:
    """Undo a split, if the second block is what it was made; answers the job, if any."""
    first, second = _living(change, kept["first"]), _living(change, kept["second"])
    if first is None or second is None or _following(change, first) != second:
        raise Conflict("One of the two blocks was moved since; it cannot be undone.")
    if not _is_alike(change, first, second):
        raise Conflict("One of the two blocks was corrected since; it cannot be undone.")
    return _append(change, first, second)


def part(change: DocumentChange, kept: Mapping[str, Any]) -> int | None:
    """Undo a join, if its second block still begins where it began; answers the job, if any."""
    block = _living(change, kept["first"])
    rows = block.segments if block else ()
    at = next((n for n, row in enumerate(rows) if row.id == kept["segment"]), 0)
    if block is None or not at:
        raise Conflict("The segments at the border were changed since; it cannot be undone.")
    if kept["space"] and rows[at - 1].after == kept["space"]:
        segments.put(change.connection, rows[at - 1].id, after="")
    layouts.shift(change.connection, change.document.id, block.position, 1)
    blocks.revive(
        change.connection, kept["second"], position=block.position + 1, left_out=block.left_out
    )
    return _divide(change, block, at, kept["second"])


# What is refused


def _block(change: DocumentChange, block_id: int) -> BlockRow:
    found = _living(change, block_id)
    if found is None or found.document_id != change.document.id:
        raise NotFound("block", block_id)
    _refuse_kind(found)
    return found


def _living(change: DocumentChange, block_id: int) -> BlockRow | None:
    return next(iter(blocks.some(change.connection, [block_id])), None)


def _following(change: DocumentChange, block: BlockRow) -> BlockRow | None:
    """The block of the file that stands behind one."""
    order = blocks.order(change.connection, change.document.id)
    behind = order[order.index(block.id) + 1 :] if block.id in order else []
    return _living(change, behind[0]) if behind else None


def can_be_cut(block: BlockRow) -> bool:
    """Say whether a block has text of the file that may stand in two blocks, or in one."""
    kind_fits = block.kind not in _WITHOUT_TEXT and block.part not in FRONT_MATTER
    return kind_fits and bool(block.segments)


def joins(rows: Sequence[BlockRow]) -> Mapping[int, int]:
    """Name the next block by each that may be joined with it; `rows` follow one another."""
    return {
        one.id: other.id
        for one, other in pairwise(rows)
        if can_be_cut(one) and can_be_cut(other) and one.part is other.part
    }


def _refuse_kind(block: BlockRow) -> None:
    if block.part in FRONT_MATTER:
        raise Conflict("Front matter is written on its own page; it is not split or joined here.")
    if not can_be_cut(block):
        raise Conflict("A rule, code or a block without text is neither split nor joined.")


def _refuse_undividable(block: BlockRow, at: int) -> None:
    if not at:
        raise InvalidInput("before", "A block is split before its second segment or a later one.")
    if _open_codes(block.segments[:at]) & _ended(block.segments[at:]):
        raise Conflict("An inline code begins in one of these segments and ends in the other.")


def _open_codes(rows: Sequence[SegmentRow]) -> set[str]:
    found: set[str] = set()
    for code in (code for row in rows for code in row.codes):
        if code.kind is CodeKind.START:
            found.add(code.id)
        elif code.kind is CodeKind.END:
            found.discard(code.id)
    return found


def _ended(rows: Sequence[SegmentRow]) -> set[str]:
    """The pairs of codes that end in segments in which they did not begin."""
    begun: set[str] = set()
    found: set[str] = set()
    for code in (code for row in rows for code in row.codes):
        if code.kind is CodeKind.START:
            begun.add(code.id)
        elif code.kind is CodeKind.END and code.id not in begun:
            found.add(code.id)
    return found


def _refuse_unlike(change: DocumentChange, block: BlockRow, other: BlockRow) -> None:
    _refuse_kind(other)
    if block.part is not other.part:
        raise Conflict("These two are different parts of the document; correct that first.")
    if other.speaker not in ("", block.speaker):
        raise Conflict("Somebody else speaks in the next block; correct that first.")
    if not _is_left_out_alike(change, block, other):
        raise Conflict("One of the two is left out and the other is not; they stay two.")


def _is_alike(change: DocumentChange, block: BlockRow, other: BlockRow) -> bool:
    same = all(getattr(block, name) == getattr(other, name) for name in _SAME)
    return same and not other.speaker and _is_left_out_alike(change, block, other)


def _is_left_out_alike(change: DocumentChange, block: BlockRow, other: BlockRow) -> bool:
    ways = {blocks.left_out_by(change.connection, each.id) for each in (block, other)}
    return bool(block.left_out) == bool(other.left_out) and len(ways) == 1


# Both ways


def _second(block: BlockRow) -> dict[str, Any]:
    """A block behind another, of the same kind; it is no block of the file."""
    (laid,) = layouts.of_rows([block])
    place = {"document_id": block.document_id, "position": block.position + 1}
    return {**laid.said, **place, "speaker": ""}


def _space(change: DocumentChange, block: BlockRow) -> str:
    """The white space that a border between two blocks wants once they are one."""
    spaceless = change.language.partition("-")[0] in joining.SPACELESS
    return "" if spaceless or block.segments[-1].after else " "


def _divide(change: DocumentChange, block: BlockRow, at: int, second_id: int) -> int | None:
    """Let the segments from a place on stand in another block, which stands behind theirs."""
    blocks.leave_out_alike(change.connection, block.id, second_id)
    second = _living(change, second_id)
    assert second is not None
    return _move(change, block, block.segments[at:], second)


def _append(change: DocumentChange, block: BlockRow, other: BlockRow) -> int | None:
    """Let all segments of the next block stand in a block; the next one is retired."""
    job_id = _move(change, other, other.segments, block)
    blocks.retire(change.connection, other.id)
    layouts.shift(change.connection, change.document.id, other.position, -1)
    return job_id


def _move(
    change: DocumentChange, one: BlockRow, moved: Sequence[SegmentRow], other: BlockRow
) -> int | None:
    """Let segments of a block stand at the end of another; answers the job, if any."""
    connection = change.connection
    segments.stand(
        connection,
        other.id,
        other.position,
        [
            (row.id, place, _number(row, one, other))
            for place, row in enumerate(moved, len(other.segments))
        ],
    )
    for each in (one, other):
        blocks.raise_version(connection, each.id)
    elsewhere = ordering.follow(change, moved)
    return source_changes.check_blocks(
        connection,
        change.actor,
        change.document.project_id,
        [one.id, other.id],
        elsewhere=elsewhere,
    )


def _number(row: SegmentRow, one: BlockRow, other: BlockRow) -> int | None:
    """Which block of the file a segment is of, where that is not the one it comes to."""
    number = one.number if row.number is None else row.number
    return None if number == other.number else number


def _tell(change: DocumentChange, kind: str, number: int) -> None:
    happening = Happening(
        kind=kind,
        actor_id=change.actor.id,
        document_id=change.document.id,
        facts={"version": number},
    )
    feed.append(change.connection, change.document.project_id, happening)
