"""One segment after another of an acceptance: its text, its notes, what is joined and left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection

from translations.alignment.acceptance import Filling
from translations.inline import literal
from translations.model import FIRST_CODE, Code, State
from translations.model import Segment as Piece
from workbench import bead_files
from workbench.errors import Conflict, NotAllowed, StaleVersion
from workbench.permissions import Actor
from workbench.services import commenting, restructuring
from workbench.services import documents as sources
from workbench.services.alignment import printing
from workbench.storage import blocks, comments, editions
from workbench.storage.alignments import AlignmentRow, Sentence
from workbench.storage.blocks import SegmentRow
from workbench.storage.engine import Database, reading

#: Languages that write no space between sentences.
_SPACELESS = frozenset({"ja", "km", "lo", "my", "th", "zh", "bo", "yue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pour:
    """What every step of an acceptance knows."""

    database: Database
    actor: Actor
    head: AlignmentRow
    edition_id: int
    terms: Mapping[str, Any]
    source: Sequence[Sentence]
    target: Mapping[int, Sentence]

    def segment(self, number: int) -> int:
        """The segment that a sentence of the source is."""
        found = self.source[number].segment_id
        assert found is not None
        return found

    def told(self, note: str, /, **facts: str) -> str:
        """A note in the language of who accepted."""
        said: str = self.terms["notes"][note]
        return said % facts if facts else said


def fill(pour: Pour, filling: Filling, counts: dict[str, int]) -> None:
    """Write what a segment gets, and note what is not one sentence for one."""
    first = pour.segment(filling.first)
    if filling.target:
        apart = _join(pour, filling, counts)
        _write(pour, filling, first, counts)
        for number in apart:
            text = _plain(pour, filling.target)
            _note(pour, pour.segment(number), counts, pour.told("shared", text=text))
    else:
        counts["left_out"] += 1
        _note(pour, first, counts, pour.told("left-out"))
    if filling.added:
        _note(pour, first, counts, pour.told("added", text=_plain(pour, filling.added)))


def leave_out(pour: Pour, document_id: int, fillings: Sequence[Filling]) -> None:
    """Leave the blocks out of the edition of which the translation has nothing."""
    translated = {
        pour.segment(number)
        for each in fillings
        if each.target
        for number in (each.first, *each.joined, *each.spare)
    }
    ours = {each.segment_id for each in pour.source}
    with reading(pour.database) as connection:
        rows = blocks.whole(connection, document_id)
        texts = editions.targets(connection, pour.edition_id)
    seen = {
        row.id: row.version
        for row in rows
        if {each.id for each in row.segments} & ours
        and not any(
            each.id in translated or (each.id in texts and texts[each.id].text.strip())
            for each in row.segments
        )
    }
    if seen:
        sources.leave_out(
            pour.database,
            actor=pour.actor,
            document_id=document_id,
            seen=seen,
            reason=pour.told("left-out"),
            edition_id=pour.edition_id,
        )


def _join(pour: Pour, filling: Filling, counts: dict[str, int]) -> tuple[int, ...]:
    """Join the segments that are translated as one; answers those that stay apart."""
    first = pour.segment(filling.first)
    for place, number in enumerate(filling.joined):
        with reading(pour.database) as connection:
            here = _neighbours(connection, first)
        following = next((b for a, b in pairwise(here) if a.id == first), None)
        if following is None or following.id != pour.segment(number):
            if pour.segment(number) in {each.id for each in here}:
                return (*filling.joined[place:], *filling.spare)
            continue  # joined by an earlier run
        one = next(each for each in here if each.id == first)
        try:
            restructuring.join_segments(
                pour.database,
                actor=pour.actor,
                segment_id=first,
                version=one.version,
                next_version=following.version,
                edition_id=pour.edition_id,
            )
        except (StaleVersion, Conflict, NotAllowed):
            return (*filling.joined[place:], *filling.spare)
        counts["joined"] += 1
    return filling.spare


def _neighbours(connection: Connection, segment_id: int) -> Sequence[SegmentRow]:
    """List the living segments of the block that a segment stands in."""
    block_id = blocks.find_block_of(connection, segment_id) or 0
    return [row for block in blocks.some(connection, [block_id]) for row in block.segments]


def _write(pour: Pour, filling: Filling, first: int, counts: dict[str, int]) -> None:
    codes = printing.codes_of(pour.database, pour.edition_id, first)
    text, lost = _text(pour, filling.target, codes)
    saved = printing.write(
        pour.database,
        actor=pour.actor,
        edition_id=pour.edition_id,
        segment_id=first,
        text=text,
        state=State(pour.terms["state"]),
        confidence=filling.confidence,
        trusted=filling.is_trusted(pour.terms["least"]),
        note=_record(pour),
    )
    counts["filled"] += saved.changed
    if saved.target.text != text:
        counts["kept"] += 1
        _note(pour, first, counts, pour.told("kept", text=_plain(pour, filling.target)))
    if lost:
        _note(pour, first, counts, pour.told("codes", text=" ".join(lost)))


def _record(pour: Pour) -> str:
    terms = pour.terms
    told = pour.told("accepted", name=pour.head.name)
    if State(terms["state"]) is not State.FINAL:
        return told
    printed = pour.told(
        "printed",
        date=terms["printed_on"],
        translator=terms["translator"] or "—",
        vouched=terms["vouched"],
        link=terms["link"],
    )
    return f"{told} {printed}".strip()


def _text(
    pour: Pour, numbers: Sequence[int], codes: tuple[Code, ...]
) -> tuple[str, tuple[str, ...]]:
    """The sentences as one text with the codes of the source, and the codes that it has not."""
    between = "" if pour.head.target_language.partition("-")[0] in _SPACELESS else " "
    pieces = (Piece(text=pour.target[n].text, codes=pour.target[n].codes) for n in numbers)
    text, every = bead_files.joined(pieces, codes, between)
    foreign = {FIRST_CODE + at: code for at, code in enumerate(every) if at >= len(codes)}
    lost = tuple(code.original for code in foreign.values() if not literal(code))
    return text.translate({at: literal(code) for at, code in foreign.items()}), lost


def _plain(pour: Pour, numbers: Sequence[int]) -> str:
    return " ".join(pour.target[number].plain for number in numbers)


def _note(pour: Pour, segment_id: int, counts: dict[str, int], text: str) -> None:
    """Remark on a segment in the edition, once."""
    with reading(pour.database) as connection:
        known = comments.of_segment(connection, pour.edition_id, segment_id)
    if any(each.text == text for each in known):
        return
    commenting.add_comment(
        pour.database,
        actor=pour.actor,
        edition_id=pour.edition_id,
        segment_id=segment_id,
        text=text[: commenting.LONGEST],
    )
    counts["notes"] += 1
