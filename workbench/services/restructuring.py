"""Splitting a segment and joining two neighbours, in place, with undo.

Text, history and comments stay with the first part, the other languages
reopen. Segments are retired, never deleted; the lineage keeps what undo puts
back. What changed meanwhile is never undone: undo refuses and says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from translations import inline
from translations.model import Mark, State
from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access, due_checks, joining, source_changes
from workbench.services.source_changes import SourceChange
from workbench.storage import documents, segments, standing
from workbench.storage.blocks import SegmentRow
from workbench.storage.engine import Database, writing
from workbench.storage.segments import LineageRow
from workbench.storage.standing import Standing
from workbench.storage.tables import Comment, Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class Restructured:
    """What a split or a join made: the part that stays, the other one, and the way back."""

    lineage_id: int
    first: int
    second: int  #: of a split the new half, of a join the retired one
    job_id: int | None = None  #: checks that a worker is to be told of


# Split


def split_segment(
    database: Database,
    *,
    actor: Actor,
    segment_id: int,
    offset: int,
    version: int,
    edition_id: int | None = None,
) -> Restructured:
    """Split a segment of the source before a character; the second half starts empty.

    `edition_id` names the edition in which a person splits; the others are marked.
    """
    with writing(database) as connection:
        change = source_changes.begin(connection, actor, segment_id)
        row = change.segment(segment_id)
        first, between, second = _parts(row, offset)
        _claim(connection, row, version, after=between)
        made = _split(change, row, (first, second), edition_id)
    return _settled(database, made)


def _parts(row: SegmentRow, offset: int) -> tuple[str, str, str]:
    """Both halves without the white space at their border, and that white space."""
    left, right = row.text[: max(0, offset)], row.text[max(0, offset) :]
    first, second = left.rstrip(), right.lstrip()
    if not (inline.plain(first).text.strip() and inline.plain(second).text.strip()):
        raise InvalidInput("offset", "There must be text on both sides of the place to split at.")
    return first, left[len(first) :] + right[: len(right) - len(second)], second


def _split(
    change: SourceChange,
    row: SegmentRow,
    halves: tuple[str, str],
    edition_id: int | None,
) -> Restructured:
    connection = change.connection
    first_text, second_text = (inline.renumber(half, row.codes) for half in halves)
    here = [s.id for s in change.block.segments]
    number = documents.add_source_version(
        connection, change.document.id, kind="split", actor_id=change.actor.id
    )
    other = segments.add(
        connection,
        document_id=change.document.id,
        block_id=change.block.id,
        block_position=change.block.position,
        position=len(here),
        after=row.after,
        number=row.number,
    )
    text_id = source_changes.new_text(change, row.id, number, *first_text)
    source_changes.new_text(change, other, number, *second_text)
    segments.forget_index(connection, [row.text_id])
    segments.renumber(connection, _with_after(here, row.id, other))
    standings = standing.of_segments(connection, [row.id])
    moved = {target.id: _reopen(change, target, text_id, edition_id) for target in standings}
    lineage_id = segments.add_lineage(
        connection,
        document_id=change.document.id,
        kind="split",
        from_id=row.id,
        to_id=other,
        source_version=number,
        actor_id=change.actor.id,
        before={
            "text_id": row.text_id,
            "after": row.after,
            "targets": [standing.snapshot(target) for target in standings],
            "now": _now(change, row.id, text_id, moved),
        },
    )
    counted = (1, _words(first_text[0]) + _words(second_text[0]) - row.words)
    job_id = source_changes.finish(change, "segment.split", [row.id, other], counted=counted)
    return Restructured(lineage_id=lineage_id, first=row.id, second=other, job_id=job_id)


def _reopen(change: SourceChange, target: Standing, text_id: int, edition_id: int | None) -> int:
    return source_changes.set_text(
        change,
        target,
        text=target.text,
        action="split",
        segment_version_id=text_id,
        **source_changes.reopened(target, elsewhere=target.edition_id != edition_id),
    )


# Join


def join_segments(
    database: Database,
    *,
    actor: Actor,
    segment_id: int,
    version: int,
    next_version: int,
    next_id: int | None = None,
    edition_id: int | None = None,
) -> Restructured:
    """Join a segment with the next one of its block; the next one is retired.

    `next_id` names the one that a person saw there.
    """
    with writing(database) as connection:
        change = source_changes.begin(connection, actor, segment_id)
        first = change.segment(segment_id)
        second = _following(change, first)
        if next_id not in (None, second.id):
            current = {"version": second.version, "text": second.text}
            raise StaleVersion("segment", seen=next_version, current=current)
        _claim(connection, first, version, after=second.after)
        _claim(connection, second, next_version, retired=True)
        made = _join(change, first, second, edition_id)
    return _settled(database, made)


def _following(change: SourceChange, first: SegmentRow) -> SegmentRow:
    here = change.block.segments
    place = next(n for n, row in enumerate(here) if row.id == first.id)
    if place + 1 == len(here):
        raise Conflict("This is the last segment of its block; only neighbours in a block join.")
    if here[place + 1].number != first.number:
        raise Conflict("These two come from two paragraphs of the file; they stay two segments.")
    return here[place + 1]


def _join(
    change: SourceChange, first: SegmentRow, second: SegmentRow, edition_id: int | None
) -> Restructured:
    connection = change.connection
    shift = len(first.codes)
    if shift + len(second.codes) > inline.MOST_CODES:
        raise Conflict("Together they would have more inline codes than a segment can hold.")
    number = documents.add_source_version(
        connection, change.document.id, kind="join", actor_id=change.actor.id
    )
    text = first.text + first.after + joining.shifted(second.text, shift)
    codes = (*first.codes, *joining.apart(second.codes, first.codes))
    text_id = source_changes.new_text(change, first.id, number, text, codes)
    segments.forget_index(connection, [first.text_id, second.text_id])
    segments.renumber(connection, [s.id for s in change.block.segments if s.id != second.id])
    standings = standing.of_segments(connection, [first.id, second.id])
    moved = joining.join_targets(change, first, standings, text_id, edition_id)
    standing.forget_findings(connection, [t.id for t in standings if t.segment_id == second.id])
    comments = segments.move_comments(connection, second.id, first.id)
    waivers = segments.move_waivers(connection, second.id, first.id)
    lineage_id = segments.add_lineage(
        connection,
        document_id=change.document.id,
        kind="join",
        from_id=second.id,
        to_id=first.id,
        source_version=number,
        actor_id=change.actor.id,
        before={
            "text_id": first.text_id,
            "after": first.after,
            "targets": [standing.snapshot(t) for t in standings if t.segment_id == first.id],
            "comments": comments,
            "waivers": waivers,
            "now": _now(change, first.id, text_id, moved),
        },
    )
    counted = (-1, _words(text) - first.words - second.words)
    job_id = source_changes.finish(change, "segment.joined", [first.id, second.id], counted=counted)
    return Restructured(lineage_id=lineage_id, first=first.id, second=second.id, job_id=job_id)


# Undo


def undo(database: Database, *, actor: Actor, lineage_id: int) -> Restructured:
    """Take a split or a join back, unless one of its parts was changed since."""
    with writing(database) as connection:
        row = segments.lineage(connection, lineage_id)
        if row is None or row.to_id is None:
            raise NotFound("split or join", lineage_id)
        kept, other = row.from_id, row.to_id
        if row.kind == "join":
            kept, other = other, kept
        project_id = access.project_of_segment(connection, kept)
        access.require(connection, actor, Permission.SOURCE, project_id=project_id)
        if not segments.is_living(connection, kept):
            raise Conflict("The source of the first part was changed since; it cannot be undone.")
        change = source_changes.begin(connection, actor, kept)
        if not segments.set_undone(connection, lineage_id):
            raise Conflict("This was undone already.")
        _refuse_changed(change, row, kept, other)
        take_back = _undo_split if row.kind == "split" else _undo_join
        job_id = take_back(change, row, kept, other)
    made = Restructured(lineage_id=lineage_id, first=kept, second=other, job_id=job_id)
    return _settled(database, made)


def _refuse_changed(change: SourceChange, row: LineageRow, kept: int, other: int) -> None:
    """Refuse where undo would lose what somebody did since."""
    now = row.before["now"]
    living = {s.id: s for s in change.block.segments}
    if kept not in living or not _reads(change, living[kept], now["text_id"]):
        raise Conflict("The source of the first part was changed since; it cannot be undone.")
    for target in standing.of_segments(change.connection, [kept]):
        if not _is_as_left(target, now):
            raise Conflict(
                "The first part was edited since in the edition in “%(language)s”; "
                "it cannot be undone.",
                language=target.language,
            )
    if row.kind == "join":
        return
    if other not in living or not _reads(change, living[other], _first_text(change, row, other)):
        raise Conflict("The source of the second part was changed since; it cannot be undone.")
    if any(target.text for target in standing.of_segments(change.connection, [other])):
        raise Conflict("The second part was translated since; it cannot be undone.")
    if segments.commented(change.connection, [other]):
        raise Conflict("The second part has comments; it cannot be undone.")


def _reads(change: SourceChange, row: SegmentRow, text_id: int) -> bool:
    """Say whether a segment reads as it did: something in between may have been undone."""
    same = row.text_id == text_id
    return same or segments.text_of(change.connection, text_id) == (row.text, row.codes)


def _first_text(change: SourceChange, row: LineageRow, other: int) -> int:
    return segments.text_at(change.connection, other, row.source_version)


def _is_as_left(target: Standing, now: Mapping[str, Any]) -> bool:
    """Say whether a target says what it said when this was done."""
    if "left" not in now:  # written by an older program
        return bool(target.version == now["targets"].get(str(target.id)))
    return standing.is_as_left(target, now["left"])


def _undo_split(change: SourceChange, row: LineageRow, kept: int, other: int) -> int | None:
    connection = change.connection
    second = change.segment(other)
    segments.put(connection, other, retired=True)
    segments.forget_index(connection, [second.text_id])
    restored = _restore_first(change, row, kept)
    segments.renumber(connection, [s.id for s in change.block.segments if s.id != other])
    counted = (-1, restored - change.segment(kept).words - second.words)
    return source_changes.finish(change, "segment.split-undone", [kept, other], counted=counted)


def _undo_join(change: SourceChange, row: LineageRow, kept: int, other: int) -> int | None:
    connection = change.connection
    segments.put(
        connection,
        other,
        retired=False,
        block_id=change.block.id,  # the first part may stand in another since
        block_position=change.block.position,
        number=change.segment(kept).number,
    )
    text_id = segments.newest_text(connection, other)
    text, _codes = segments.text_of(connection, text_id)
    source_changes.index(change, [(text_id, text)])
    restored = _restore_first(change, row, kept)
    segments.renumber(connection, _with_after([s.id for s in change.block.segments], kept, other))
    segments.put_back(connection, Comment, row.before["comments"], other)
    segments.put_back(connection, Waiver, row.before["waivers"], other)
    counted = (1, restored + _words(text) - change.segment(kept).words)
    return source_changes.finish(change, "segment.join-undone", [kept, other], counted=counted)


def _restore_first(change: SourceChange, row: LineageRow, kept: int) -> int:
    """Give the first part its source and its targets back; answers its number of words."""
    connection = change.connection
    number = documents.add_source_version(
        connection, change.document.id, kind=row.kind, actor_id=change.actor.id, summary="undone"
    )
    text, codes = segments.text_of(connection, row.before["text_id"])
    segments.forget_index(connection, [change.segment(kept).text_id])
    text_id = source_changes.new_text(change, kept, number, text, codes)
    segments.put(connection, kept, after=row.before["after"])
    before = {each["id"]: each for each in row.before["targets"]}
    for target in standing.of_segments(connection, [kept]):
        _restore(change, target, before.get(target.id), text_id)
    return _words(text)


def _restore(
    change: SourceChange, target: Standing, before: Mapping[str, Any] | None, text_id: int
) -> None:
    """A target as it was; one that only the join made is empty again."""
    values = standing.restored(before) if before else _NOTHING
    source_changes.set_text(change, target, action="undo", segment_version_id=text_id, **values)


_NOTHING: Mapping[str, Any] = {
    "text": "",
    "state": State.INITIAL,
    "marks": frozenset[Mark](),
    "confirmed_text": None,
    "confirmed_state": None,
    "approved_text": None,
}


# What both have in common


def lineage_of(database: Database, *, actor: Actor, segment_id: int) -> tuple[LineageRow, ...]:
    """List the splits and joins of a segment, newest first."""
    with writing(database) as connection:
        project_id = access.project_of_segment(connection, segment_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        return segments.lineage_of(connection, segment_id)


def _claim(connection: Connection, row: SegmentRow, version: int, **values: Any) -> None:
    if not segments.change(connection, row.id, version, **values):
        current = {"version": row.version, "text": row.text}
        raise StaleVersion("segment", seen=version, current=current)


def _settled(database: Database, made: Restructured) -> Restructured:
    job_id = due_checks.settle(database, made.job_id)
    return Restructured(
        lineage_id=made.lineage_id, first=made.first, second=made.second, job_id=job_id
    )


def _with_after(ids: Sequence[int], one: int, other: int) -> list[int]:
    place = list(ids).index(one) + 1
    return [*ids[:place], other, *ids[place:]]


def _words(text: str) -> int:
    return segments.count_words(text)


def _now(
    change: SourceChange, kept: int, text_id: int, versions: Mapping[int, int]
) -> dict[str, Any]:
    """What undo compares with: the parts as this change left them."""
    left = standing.of_segments(change.connection, [kept])
    return {
        "text_id": text_id,
        "targets": {str(target_id): version for target_id, version in versions.items()},
        "left": {str(target.id): standing.as_left(target) for target in left},
    }
