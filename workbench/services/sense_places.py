"""Where the words now stand of which somebody set the sense, after their source changed.

A sense lapses only when its own words change: it goes with them into another
segment where one was split or two were joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import NamedTuple

from sqlalchemy import Connection

from glossary.model import Span
from translations.inline import plain
from translations.model import FIRST_CODE, LAST_CODE
from workbench.permissions import Actor
from workbench.storage import mentions
from workbench.storage.blocks import BlockRow, SegmentRow
from workbench.storage.mentions import SenseRow

#: Why a sense ended that lost its words.
LAPSED = "Lapsed: its words in the source changed."

_WORDS = re.compile(rf"\w+|[^\w\s{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")


class _Word(NamedTuple):
    """A word, or a mark, of a block, and where it stands."""

    text: str
    segment: int  #: its place among the segments
    start: int
    end: int


def carry(connection: Connection, before: BlockRow, after: BlockRow, actor: Actor) -> None:
    """Let the senses in a block follow their words; end those whose words are gone."""
    here = {segment.id for segment in before.segments}
    held = [s for s in mentions.senses(connection, before.document_id) if s.segment_id in here]
    if not held:
        return
    moved_on(connection, before.document_id)
    old, new = list(_words(before.segments)), list(_words(after.segments))
    moved = _moves(old, new)
    places = {segment.id: place for place, segment in enumerate(before.segments)}
    for sense in held:
        found = _found(sense, places[sense.segment_id], old, moved)
        if found is None or _wording(after, *found) != sense.words:
            _end(connection, sense, actor)
            continue
        place, span = found
        now = after.segments[place]
        mentions.move_sense(
            connection,
            sense.id,
            segment_id=now.id,
            text_id=now.text_id,
            start=span.start,
            end=span.end,
        )


def moved_on(connection: Connection, document_id: int) -> None:
    """Say that senses are not where they were: what is known of them is read again."""
    editions = mentions.editions(connection, document_id)
    mentions.raise_context(connection, [edition.id for edition in editions])


def _words(segments: Sequence[SegmentRow]) -> Iterator[_Word]:
    for place, segment in enumerate(segments):
        for word in _WORDS.finditer(segment.text):
            yield _Word(word[0], place, word.start(), word.end())


def _moves(old: Sequence[_Word], new: Sequence[_Word]) -> Mapping[int, _Word]:
    """What each old word, by its place in the block, now is."""
    matcher = SequenceMatcher(
        None, [word.text for word in old], [word.text for word in new], autojunk=False
    )
    return {
        first + offset: new[second + offset]
        for first, second, size in matcher.get_matching_blocks()
        for offset in range(size)
    }


def _found(
    sense: SenseRow, place: int, old: Sequence[_Word], moved: Mapping[int, _Word]
) -> tuple[int, Span] | None:
    """The segment in which all words of a sense now stand, one after another, and where."""
    touched = [
        number
        for number, word in enumerate(old)
        if word.segment == place and word.start < sense.end and sense.start < word.end
    ]
    if not touched or any(number not in moved for number in touched):
        return None
    now = [moved[number] for number in touched]
    if len({word.segment for word in now}) > 1:
        return None
    start = now[0].start + max(0, sense.start - old[touched[0]].start)
    end = now[-1].end - max(0, old[touched[-1]].end - sense.end)
    return now[0].segment, Span(start, end)


def _wording(block: BlockRow, place: int, span: Span) -> str:
    return plain(block.segments[place].text[span.start : span.end]).text


def _end(connection: Connection, sense: SenseRow, actor: Actor) -> None:
    mentions.end_sense(
        connection,
        sense.id,
        ended_at=datetime.now(UTC),
        ended_by=actor.id,
        ended_why=LAPSED,
    )
