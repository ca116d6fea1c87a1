"""Taking back what an act made of a whole source, unless something in it was changed since.

What stands must be what the act left: the same segments in the same order with the
same texts, translations of rewritten ones as they were left, nothing said of new
ones. What blocks are taken for may have been corrected; that stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from translations import inline
from translations.versions import Weight
from workbench.errors import Conflict, NotFound
from workbench.permissions import Actor
from workbench.services import due_checks, sense_places, source_changes
from workbench.services.source import keeping, laying, ordering
from workbench.services.source_changes import DocumentChange
from workbench.storage import (
    blocks,
    documents,
    feed,
    layouts,
    mentions,
    segments,
    source_versions,
    standing,
)
from workbench.storage.blocks import BlockRow
from workbench.storage.engine import Database, writing
from workbench.storage.feed import Happening
from workbench.storage.layouts import LaidBlock, LaidSegment

#: How many segments a refusal names, and how much of each.
_NAMED, _LONGEST = 3, 60
#: How a version is called that a newer file made.
RENEWAL = "renewal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The version that the undoing made, and the checks that a worker is to be told of."""

    number: int
    job_id: int | None = None


def undo(database: Database, *, actor: Actor, document_id: int, number: int) -> Undone:
    """Put back what a version changed; `Conflict` names what was changed since."""
    with writing(database) as connection:
        change = source_changes.begin_document(connection, actor, document_id)
        found = source_versions.kept(connection, document_id, number)
        if found is None:
            raise NotFound("version that can be undone", number)
        if not source_versions.set_undone(connection, document_id, number):
            raise Conflict("This was undone already.")
        kind, kept = found[0], layouts.unpack(found[1])
        rows = blocks.whole(connection, document_id) if kind == RENEWAL else ()
        if kind == RENEWAL:
            _refuse_changed(change, rows, kept)
        elif source_versions.last_to_undo(connection, document_id, besides=number) > number:
            raise Conflict("Take back first what was changed after it.")
        made = documents.add_source_version(
            connection,
            document_id,
            kind="undo",
            actor_id=actor.id,
            original_id=source_versions.original_before(connection, document_id, number)
            if kind == RENEWAL
            else None,
            facts={"undone": number, "of": kind},
        )
        if kind == RENEWAL:
            job_id = _put_back(change, rows, kept, number, made)
        else:
            job_id = ordering.put_back(change, kept)
        _tell(change, number, made)
    return Undone(number=made, job_id=due_checks.settle(database, job_id))


def _put_back(
    change: DocumentChange,
    rows: Sequence[BlockRow],
    kept: Mapping[str, Any],
    number: int,
    made: int,
) -> int | None:
    connection, document_id = change.connection, change.document.id
    before = layouts.from_plain(kept["before"])
    texts = _texts_again(change, before, rows, made)
    made_anew = laying.lay_out(change, rows, _layout(before, rows, kept, texts))
    _put_senses_back(change, kept["senses"], texts)
    _put_targets_back(change, kept, texts)
    segments.undo_removals(connection, document_id, number)
    if "names" in kept:
        _put_names_back(change, kept["names"])
    source_versions.set_format(connection, document_id, kept["format"])
    return laying.check(change, made_anew)


def _tell(change: DocumentChange, number: int, made: int) -> None:
    happening = Happening(
        kind="source.undone",
        actor_id=change.actor.id,
        document_id=change.document.id,
        facts={"version": made, "undone": number},
    )
    feed.append(change.connection, change.document.project_id, happening)


def _texts_again(
    change: DocumentChange, before: layouts.Layout, rows: Sequence[BlockRow], made: int
) -> dict[int, int]:
    """Store the older texts of rewritten segments once more, as the newest ones; by segment.

    Those of segments that come back are stored still; where terms stand in them is not.
    """
    now = {segment.id: segment.text_id for row in rows for segment in row.segments}
    was = {segment.id: segment.text_id for block in before for segment in block.segments}
    differing = {each: text_id for each, text_id in was.items() if now.get(each) != text_id}
    stored = layouts.texts(change.connection, differing.values())
    found = {
        each: segments.add_text(change.connection, each, made, *stored[text_id])
        for each, text_id in differing.items()
        if each in now
    }
    source_changes.index(
        change,
        [(found.get(each, text_id), stored[text_id][0]) for each, text_id in differing.items()],
    )
    return found


def _layout(
    before: layouts.Layout,
    rows: Sequence[BlockRow],
    kept: Mapping[str, Any],
    texts: Mapping[int, int],
) -> tuple[LaidBlock, ...]:
    """The older layout with its texts as they are stored now, and what people said of blocks."""
    left = {block.id: block for block in layouts.from_plain(kept["after"])}
    now = {block.id: block for block in layouts.of_rows(rows)}

    def said(block: LaidBlock) -> dict[str, Any]:
        if block.id not in now:
            return {}
        stands, was = now[block.id].said, left[block.id].said
        return {name: value for name, value in stands.items() if value != was[name]}

    return tuple(
        replace(
            block,
            **said(block),
            segments=tuple(
                LaidSegment(s.id, texts.get(s.id, s.text_id), s.after) for s in block.segments
            ),
        )
        for block in before
    )


def _put_targets_back(
    change: DocumentChange, kept: Mapping[str, Any], texts: Mapping[int, int]
) -> None:
    before = {each["id"]: each for each in kept["targets"]}
    weights = kept.get("weights", {})
    for target in standing.of_segments(change.connection, sorted(texts)):
        text_id, was = texts[target.segment_id], before.get(target.id)
        outdated = weights.get(str(target.segment_id)) == Weight.SUBSTANTIVE
        if was is None or not (outdated and was["text"]):
            standing.name_text(change.connection, target.id, text_id)
            continue
        source_changes.set_text(
            change,
            target,
            action="undo",
            segment_version_id=text_id,
            **standing.restored(was),
        )


def _put_senses_back(
    change: DocumentChange, kept: Sequence[Mapping[str, Any]], texts: Mapping[int, int]
) -> None:
    """Let senses stand where they stood; one that lapsed with its words holds again."""
    for was in kept:
        now = mentions.sense(change.connection, was["id"])
        if now is None or (now.ended_at and now.ended_why != sense_places.LAPSED):
            continue
        mentions.move_sense(
            change.connection,
            now.id,
            segment_id=was["segment_id"],
            text_id=texts.get(was["segment_id"], was["text_id"]),
            start=was["start"],
            end=was["end"],
            ended_at=None,
            ended_by=None,
            ended_why="",
        )


def _put_names_back(change: DocumentChange, names: Mapping[str, Any]) -> None:
    was, now = names["title"]
    if was != now and change.document.title == now:
        keeping.retitle(change, now, was)
    for kind, source in names["added"]:
        source_versions.drop_unused_name(change.connection, change.document.id, kind, source)


# What undo refuses to lose


def _refuse_changed(
    change: DocumentChange, rows: Sequence[BlockRow], kept: Mapping[str, Any]
) -> None:
    before, left = layouts.from_plain(kept["before"]), layouts.from_plain(kept["after"])
    if changed := _changed_since(change, rows, left):
        raise Conflict(
            "The source was changed since, so this cannot be undone: %(segments)s.",
            segments=_named(changed),
        )
    texts = {segment.id: segment.text for row in rows for segment in row.segments}
    was, now = ({s.id: s.text_id for b in layout for s in b.segments} for layout in (before, left))
    rewritten = {each for each in was.keys() & now.keys() if was[each] != now[each]}
    if translated := _translated_since(change, rewritten, now.keys() - was.keys(), kept["now"]):
        raise Conflict(
            "It was translated since, so this cannot be undone: %(segments)s.",
            segments=_named([texts[each] for each in translated]),
        )
    if commented := segments.commented(change.connection, now.keys() - was.keys()):
        raise Conflict(
            "People have commented on it since, so this cannot be undone: %(segments)s.",
            segments=_named([texts[each] for each in commented]),
        )


def _changed_since(
    change: DocumentChange, rows: Sequence[BlockRow], left: layouts.Layout
) -> list[str]:
    """Name what is not as the act left it: another text, another place, gone or new."""
    living = {s.text_id: s.text for row in rows for s in row.segments}
    wanted = {s.text_id for block in left for s in block.segments} - living.keys()
    stored = {key: text for key, (text, _) in layouts.texts(change.connection, wanted).items()}
    texts = {**stored, **living}
    was = {s.id: (b.id, texts[s.text_id]) for b in left for s in b.segments}
    now = {s.id: (row.id, s.text) for row in rows for s in row.segments}
    both = {**was, **now}
    differing = [text for each, (_, text) in both.items() if was.get(each) != now.get(each)]
    if differing:
        return differing
    return [now[here][1] for here, there in zip(now, was, strict=True) if here != there]


def _translated_since(
    change: DocumentChange,
    rewritten: AbstractSet[int],
    added: AbstractSet[int],
    left: Mapping[str, Any],
) -> list[int]:
    """Name the segments whose translations are not as the act left them."""
    found = standing.of_segments(change.connection, sorted(rewritten | added))
    return [
        target.segment_id
        for target in found
        if target.text and left.get(str(target.id)) != standing.as_left(target)
    ]


def _named(texts: Sequence[str]) -> str:
    """Quote the beginnings of some segments."""
    shown = [shortened(inline.plain(text).text) for text in dict.fromkeys(texts)]
    more = ["…"] if len(shown) > _NAMED else []
    return ", ".join([*(f"“{text}”" for text in shown[:_NAMED]), *more])


def shortened(text: str) -> str:
    """Give the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
