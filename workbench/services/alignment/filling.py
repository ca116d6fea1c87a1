"""An accepted alignment poured into an edition, segment by segment; what is done stays done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection

from translations.alignment.acceptance import Filling, plan
from translations.alignment.editing import Side
from translations.inline import literal
from translations.model import FIRST_CODE, Code, State
from translations.model import Segment as Piece
from workbench import bead_files
from workbench.errors import Conflict, NotAllowed, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import commenting, importing, restructuring
from workbench.services.alignment import beginning, printing
from workbench.services.alignment.texts import Tell
from workbench.storage import accounts, alignments, beads, blocks, comments, documents, feed
from workbench.storage import staging as stored
from workbench.storage.alignments import AlignmentRow, AlignmentState, Sentence
from workbench.storage.blocks import SegmentRow
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.jobs import JobRow

KIND = "accept-alignment"
#: Languages that write no space between sentences.
_SPACELESS = frozenset({"ja", "km", "lo", "my", "th", "zh", "bo", "yue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pour:
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


def run(database: Database, job: JobRow, tell: Tell) -> dict[str, Any]:
    """Make the edition that a job asks for; a second time it goes on where the first ended."""
    with reading(database) as connection:
        head = alignments.find(connection, job.arguments["alignment"])
        actor = _who_ordered(connection, job)
    if head is None:
        raise NotFound("alignment", job.arguments["alignment"])
    if head.state is AlignmentState.ACCEPTED:
        return {"alignment": head.id, "edition": head.edition_id}
    terms = head.terms or {}
    document_id = _document(database, actor, head, job, tell)
    edition_id = _edition(database, actor, head, document_id, terms)
    with reading(database) as connection:
        pour = _Pour(
            database=database,
            actor=actor,
            head=head,
            edition_id=edition_id,
            terms=terms,
            source=segments(connection, head.id),
            target=alignments.sentences(connection, head.id, Side.TARGET),
        )
        every = beads.whole(connection, head.id)
    fillings = plan(every, list(_blocks(pour.source)), join=terms["join"])
    counts = {"filled": 0, "kept": 0, "left_out": 0, "notes": 0, "joined": 0}
    for done, each in enumerate(fillings):
        tell(done, len(fillings))
        _fill(pour, each, counts)
    _finish(pour, document_id, counts)
    return {"alignment": head.id, "edition": edition_id, **counts}


def give_up(database: Database, job: JobRow) -> None:
    """Open an alignment again whose acceptance failed; what was written stays."""
    with writing(database) as connection:
        head = alignments.find(connection, job.arguments["alignment"])
        if head is not None and head.state is AlignmentState.ACCEPTING:
            alignments.put(connection, head.id, state=AlignmentState.OPEN.value)


def _who_ordered(connection: Connection, job: JobRow) -> Actor:
    """Tell who accepted, as they stand now: somebody may be shut out meanwhile."""
    found = accounts.find(connection, job.actor_id or 0)
    if found is None or found.disabled_at is not None:
        raise NotAllowed(Permission.TRANSLATE)
    return found.actor


def segments(connection: Connection, alignment_id: int) -> list[Sentence]:
    """List the sentences of the source in their order."""
    return list(alignments.sentences(connection, alignment_id, Side.SOURCE).values())


def _blocks(source: Sequence[Sentence]) -> Iterator[int]:
    """Count the blocks in which the sentences stand."""
    block = 0
    for each in source:
        block += each.begins
        yield block


# The document and the edition


def _document(database: Database, actor: Actor, head: AlignmentRow, job: JobRow, tell: Tell) -> int:
    """Import the source, if it is a file; a second time, only answer what it became."""
    if head.document_id is not None:
        return head.document_id
    with reading(database) as connection:
        known = stored.shown_of_job(connection, job.id)
        body = alignments.source_file(connection, head.id)
    document_id = known or importing.import_document(
        database,
        actor=actor,
        project_id=head.project_id,
        data=body or b"",
        name=head.source_name,
        language=head.source_language,
        job_id=job.id,
        tell=tell,
    )
    with writing(database) as connection:
        found = list(beginning.of_document(connection, document_id))
        then = segments(connection, head.id)
        if [each.text for each in found] != [each.text for each in then]:
            raise Conflict("The source reads otherwise than when it was aligned. Align it anew.")
        pairs = ((s.segment_id or 0, s.text_id or 0) for s in found)
        alignments.name_segments(connection, head.id, pairs)
        alignments.put(connection, head.id, document_id=document_id)
    return document_id


def _edition(
    database: Database,
    actor: Actor,
    head: AlignmentRow,
    document_id: int,
    terms: Mapping[str, Any],
) -> int:
    with reading(database) as connection:
        known = documents.edition_of(connection, document_id, head.target_language, terms["policy"])
    return known or importing.create_edition(
        database,
        actor=actor,
        document_id=document_id,
        language=head.target_language,
        policy=terms["policy"],
    )


def _finish(pour: _Pour, document_id: int, counts: Mapping[str, int]) -> None:
    with writing(pour.database) as connection:
        if pour.terms["translator"]:
            printing.credit(connection, pour.edition_id, pour.terms["translator"])
        alignments.put(
            connection,
            pour.head.id,
            state=AlignmentState.ACCEPTED.value,
            edition_id=pour.edition_id,
            accepted_at=datetime.now(UTC),
            accepted_by=pour.actor.id,
        )
        happening = Happening(
            kind="alignment.accepted",
            actor_id=pour.actor.id,
            document_id=document_id,
            edition_id=pour.edition_id,
            facts={"alignment": pour.head.id, **counts},
        )
        feed.append(connection, pour.head.project_id, happening)


# One segment


def _fill(pour: _Pour, filling: Filling, counts: dict[str, int]) -> None:
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


def _join(pour: _Pour, filling: Filling, counts: dict[str, int]) -> tuple[int, ...]:
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


def _write(pour: _Pour, filling: Filling, first: int, counts: dict[str, int]) -> None:
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


def _record(pour: _Pour) -> str:
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
    pour: _Pour, numbers: Sequence[int], codes: tuple[Code, ...]
) -> tuple[str, tuple[str, ...]]:
    """The sentences as one text with the codes of the source, and the codes that it has not."""
    between = "" if pour.head.target_language.partition("-")[0] in _SPACELESS else " "
    pieces = (Piece(text=pour.target[n].text, codes=pour.target[n].codes) for n in numbers)
    text, every = bead_files.joined(pieces, codes, between)
    foreign = {FIRST_CODE + at: code for at, code in enumerate(every) if at >= len(codes)}
    lost = tuple(code.original for code in foreign.values() if not literal(code))
    return text.translate({at: literal(code) for at, code in foreign.items()}), lost


def _plain(pour: _Pour, numbers: Sequence[int]) -> str:
    return " ".join(pour.target[number].plain for number in numbers)


def _note(pour: _Pour, segment_id: int, counts: dict[str, int], text: str) -> None:
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
