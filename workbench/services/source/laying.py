"""From one layout of a document to another, with all that hangs on it, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.services import sense_places, source_changes, surroundings
from workbench.services.source_changes import DocumentChange
from workbench.services.surroundings import Cued
from workbench.storage import blocks, layouts, mentions, segments, source_versions, standing
from workbench.storage.blocks import BlockRow
from workbench.storage.layouts import LaidBlock, LaidSegment, Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What lies between two layouts."""

    changed: frozenset[int]  #: blocks whose translations are to be checked again
    replaced: frozenset[int]  #: texts that are no segment's newest any more, or no living one's
    rewritten: frozenset[int]  #: segments that go on with another text
    gone: frozenset[int]  #: segments that stand in it no more


def difference(before: Layout, after: Layout) -> Difference:
    """Tell what lies between two layouts."""
    was, now = _by_segment(before), _by_segment(after)
    rewritten = {s for s in was.keys() & now.keys() if was[s].text_id != now[s].text_id}
    gone = was.keys() - now.keys()
    content = {block.id: block.content for block in before}
    return Difference(
        changed=frozenset(b.id for b in after if content.get(b.id) != b.content),
        replaced=frozenset(was[each].text_id for each in rewritten | gone),
        rewritten=frozenset(rewritten),
        gone=frozenset(gone),
    )


def _by_segment(layout: Layout) -> dict[int, LaidSegment]:
    return {segment.id: segment for block in layout for segment in block.segments}


def lay_out(change: DocumentChange, rows: Sequence[BlockRow], after: Layout) -> Difference:
    """Lay a document out anew; `rows` are its blocks as they stand."""
    connection, document_id = change.connection, change.document.id
    before = layouts.of_rows(rows)
    made = difference(before, after)
    segments.forget_index(connection, made.replaced)
    layouts.put(connection, document_id, before, after)
    source_versions.recount(connection, document_id)
    _follow_senses(change, rows, after, made)
    lost = standing.of_segments(connection, sorted(made.gone))
    standing.forget_findings(connection, [target.id for target in lost])
    return made


def check(change: DocumentChange, made: Difference, cued: Cued) -> int | None:
    """Find anew what depends on the whole source, and order the checks that are due.

    `cued` tells of the texts that went and came. Answers the job, if any.
    """
    elsewhere = surroundings.whole(
        change.connection,
        document_id=change.document.id,
        glossary_id=change.document.glossary_id,
        language=change.language,
        cued=cued,
    )
    return source_changes.check_blocks(
        change.connection,
        change.actor,
        change.document.project_id,
        made.changed,
        elsewhere=elsewhere,
    )


def _follow_senses(
    change: DocumentChange, rows: Sequence[BlockRow], after: Layout, made: Difference
) -> None:
    """Let senses follow their words into the newer texts; end those whose words are gone."""
    concerned = made.rewritten | made.gone
    held = {
        sense.segment_id
        for sense in mentions.senses(change.connection, change.document.id)
        if sense.segment_id in concerned
    }
    if not held:
        return
    known = {segment.id for row in rows for segment in row.segments}
    heirs = _heirs(after, held, known)
    now = {row.id: row for row in blocks.some(change.connection, {b for b, _ in heirs.values()})}
    for row in rows:
        for segment in row.segments:
            if segment.id not in held:
                continue
            block_id, wanted = heirs.get(segment.id, (0, frozenset()))
            there = now[block_id].segments if block_id else ()
            sense_places.carry(
                change.connection,
                replace(row, segments=(segment,)),
                replace(row, segments=tuple(s for s in there if s.id in wanted)),
                change.actor,
            )


def _heirs(
    after: Iterable[LaidBlock], wanted: Iterable[int], known: Iterable[int]
) -> Mapping[int, tuple[int, frozenset[int]]]:
    """Where words of a segment may stand now: in itself, and in new ones right behind it."""
    sought, old = set(wanted), set(known)
    found: dict[int, tuple[int, frozenset[int]]] = {}
    for block in after:
        ids = [segment.id for segment in block.segments]
        for place, segment_id in enumerate(ids):
            if segment_id in sought:
                end = place + 1
                while end < len(ids) and ids[end] not in old:
                    end += 1
                found[segment_id] = (block.id, frozenset(ids[place:end]))
    return found
