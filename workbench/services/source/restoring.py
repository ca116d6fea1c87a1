"""Putting back what a newer file changed: layout, texts, translations, senses, names.

What blocks are taken for may have been corrected since; that stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from translations.model import Mark
from translations.versions import Weight
from workbench.services import glossing, sense_places, source_changes, surroundings
from workbench.services.source import keeping, laying
from workbench.services.source_changes import DocumentChange
from workbench.services.surroundings import Cued
from workbench.storage import (
    blocks,
    layouts,
    mentions,
    segments,
    source_versions,
    standing,
)
from workbench.storage.blocks import BlockRow
from workbench.storage.documents import DocumentHead
from workbench.storage.layouts import LaidBlock
from workbench.storage.standing import Standing


def read_ahead(connection: Connection, head: DocumentHead, kept: Mapping[str, Any]) -> Cued:
    """Look for terms and cues in the texts that go and that come back, before anybody waits.

    Terms that are found are remembered by the process; the cues are answered.
    """
    living = {s.text_id: s.text for row in blocks.whole(connection, head.id) for s in row.segments}
    coming = {s.text_id for block in layouts.from_plain(kept["before"]) for s in block.segments}
    back = [text for text, _ in layouts.texts(connection, coming - living.keys()).values()]
    termbase = glossing.termbase(connection, head.glossary_id)
    glossing.read_ahead(back, language=head.language, termbase=termbase)
    return surroundings.cued_by(
        termbase,
        head.language,
        gone=(text for key, text in living.items() if key not in coming),
        come=back,
    )


def put_back(
    change: DocumentChange,
    rows: Sequence[BlockRow],
    kept: Mapping[str, Any],
    number: int,
    made: int,
    cued: Cued,
) -> int | None:
    """Put back what a version changed, as the newest version; answers the job, if any."""
    connection, document_id = change.connection, change.document.id
    before = layouts.from_plain(kept["before"])
    texts = _texts_again(change, before, rows, made)
    made_anew = laying.lay_out(change, rows, _layout(before, rows, kept, texts))
    _put_senses_back(change, kept["senses"], texts)
    _put_targets_back(change, kept, texts)
    segments.undo_removals(connection, document_id, number)
    _put_names_back(change, kept["names"])
    source_versions.set_format(connection, document_id, kept["format"])
    return laying.check(change, made_anew, cued)


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
            segments=tuple(s._replace(text_id=texts.get(s.id, s.text_id)) for s in block.segments),
        )
        for block in before
    )


def _put_targets_back(
    change: DocumentChange, kept: Mapping[str, Any], texts: Mapping[int, int]
) -> None:
    """Let the targets of rewritten segments be as they were; those of minor edits never changed.

    Units of the memory stayed what they were when the targets became outdated.
    """
    before = {each["id"]: each for each in kept["targets"]}
    weights = kept["weights"]
    back, others = [], []
    for target in standing.of_segments(change.connection, sorted(texts)):
        was = before.get(target.id)
        if was and was["text"] and weights.get(str(target.segment_id)) == Weight.SUBSTANTIVE:
            back.append((target, _values(target, was, texts[target.segment_id])))
        else:
            others.append(target)
    standing.move_all(change.connection, back, action="undo", actor_id=change.actor.id)
    source_changes.name_texts(change.connection, others, texts)


def _values(target: Standing, was: Mapping[str, Any], text_id: int) -> dict[str, Any]:
    """What a target was; one that was outdated before goes on naming what it translates."""
    values = standing.restored(was)
    outdated = Mark.OUTDATED in values["marks"]
    return {**values, "segment_version_id": target.segment_version_id if outdated else text_id}


def _put_senses_back(
    change: DocumentChange, kept: Sequence[Mapping[str, Any]], texts: Mapping[int, int]
) -> None:
    """Let senses stand where they stood; one that lapsed with its words holds again."""
    if kept:
        sense_places.moved_on(change.connection, change.document.id)
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
