"""The aligner at work on stored texts: for a new alignment, or again between pins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from translations.alignment.doubt import lowered
from translations.alignment.placed import Placed, difference, kept, offset, pins, placed, stretch
from workbench.errors import Conflict, NotFound
from workbench.permissions import Actor
from workbench.services import at_once
from workbench.services.alignment import finding, texts
from workbench.services.alignment.texts import Tell
from workbench.storage import alignments, beads, jobs
from workbench.storage.alignments import AlignmentRow, AlignmentState
from workbench.storage.beads import ChangeRow
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobRow

KIND = "align"
#: Up to so many sentences of both sides together a person waits for the beads.
AT_ONCE = 1_200
#: How many beads one transaction writes under an alignment that nobody sees yet.
_PIECE = 2_000


def order(
    connection: Connection,
    alignment_id: int,
    project_id: int,
    actor: Actor,
    name: str,
    *,
    again: bool = False,
) -> int:
    """Write down that an alignment is to be made, or made again; answers the job."""
    arguments = {"alignment": alignment_id, "name": name, "again": again}
    job_id = jobs.enqueue(connection, KIND, arguments, project_id=project_id, actor_id=actor.id)
    alignments.put(connection, alignment_id, job_id=job_id, state=AlignmentState.WAITING.value)
    return job_id


def settle(database: Database, job_id: int, size: int) -> int | None:
    """Align short texts at once; answers the job that a worker is to be told of, if any."""
    if size > AT_ONCE:
        return job_id
    at_once.do(database, job_id, run, give_up)
    return None


def run(database: Database, job: JobRow, tell: Tell) -> dict[str, Any]:
    """Align what a job asks for; a second time, it only says that it is done."""
    alignment_id = job.arguments["alignment"]
    with reading(database) as connection:
        head = alignments.find(connection, alignment_id)
        if head is None:
            raise NotFound("alignment", alignment_id)
        if head.state is AlignmentState.WAITING:
            scene = texts.scene(connection, head)
            again = bool(job.arguments.get("again"))
            before = beads.whole(connection, alignment_id) if again else []
    if head.state is not AlignmentState.WAITING:
        return {"alignment": alignment_id}
    found = texts.aligned(scene, tell, list(pins(before)))
    after = list(kept(before, lowered(placed(found.beads), found.crossings)))
    crossings = [[list(each.source), list(each.target)] for each in found.crossings]
    if again:
        _again(database, head, before, after, crossings, job)
    else:
        _first(database, head, after, crossings)
    return {"alignment": alignment_id}


def _first(
    database: Database, head: AlignmentRow, after: Sequence[Placed], crossings: list[Any]
) -> None:
    """Write new beads in pieces; nobody sees them before the last."""
    for start in range(0, len(after), _PIECE):
        piece = after[start : start + _PIECE]
        with writing(database) as connection:
            if not _still_waits(connection, head):
                return
            # What an earlier run of the job has left is written over.
            left = beads.between(connection, head.id, piece[0].place, piece[-1].place)
            beads.replace(connection, head.id, left, piece)
    with writing(database) as connection:
        if _still_waits(connection, head):
            alignments.put(
                connection, head.id, state=AlignmentState.OPEN.value, crossings=crossings, step=0
            )


def _still_waits(connection: Connection, head: AlignmentRow) -> bool:
    """Say whether nobody has done the same work meanwhile, or cancelled it."""
    now = alignments.find(connection, head.id)
    return now is not None and now.state is AlignmentState.WAITING


def _again(
    database: Database,
    head: AlignmentRow,
    before: Sequence[Placed],
    after: Sequence[Placed],
    crossings: list[Any],
    job: JobRow,
) -> None:
    gone, come = difference(before, after)
    with writing(database) as connection:
        if not _still_waits(connection, head):
            return
        alignments.put(
            connection,
            head.id,
            state=AlignmentState.OPEN.value,
            crossings=crossings,
            step=head.step + 1,
        )
        note(
            connection,
            head,
            kind="realign",
            gone=gone,
            come=come,
            actor_id=job.actor_id or head.created_by,
            crossings=crossings,
        )


def note(
    connection: Connection,
    head: AlignmentRow,
    *,
    kind: str,
    gone: Sequence[Placed],
    come: Sequence[Placed],
    actor_id: int,
    crossings: list[Any] | None = None,
) -> None:
    """Put beads in the places of others, and write it down as the next step."""
    beads.replace(connection, head.id, gone, come)
    change = ChangeRow(
        number=head.step + 1,
        kind=kind,
        before=tuple(gone),
        after=tuple(come),
        crossings=None if crossings is None else (head.crossings, crossings),
    )
    beads.add_change(connection, head.id, change, actor_id=actor_id)


def give_up(database: Database, job: JobRow) -> None:
    """Take back what a job has begun: what had beads before stays as it was."""
    with writing(database) as connection:
        forget(connection, job)


def forget(connection: Connection, job: JobRow) -> None:
    """The same in the transaction that cancels a job which nobody has begun."""
    alignment_id = job.arguments["alignment"]
    head = alignments.find(connection, alignment_id)
    if head is None or head.state is not AlignmentState.WAITING:
        return
    if job.arguments.get("again"):
        alignments.put(connection, alignment_id, state=AlignmentState.OPEN.value)
    else:
        alignments.remove(connection, alignment_id)


# Again, between pins


def realign(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    alignment_id: int,
    version: int,
    place: int | None = None,
) -> int | None:
    """Align anew what lies between pins: around a place, or everywhere.

    Answers the job that does it, where the texts are long.
    """
    with writing(database) as connection:
        head = finding.claim(connection, actor, project_id, alignment_id, seen=version)
        if place is None:
            size = sum(alignments.sizes(connection, alignment_id).values())
            job_id = order(connection, head.id, head.project_id, actor, head.name, again=True)
    if place is None:
        return settle(database, job_id, size)
    _around(database, actor, head, place)
    return None


def _around(database: Database, actor: Actor, head: AlignmentRow, place: int) -> None:
    """Align a stretch anew; what is sure elsewhere teaches it the words."""
    with reading(database) as connection:
        every = beads.whole(connection, head.id)
        first, last = stretch(every, place)
        part = every[first:last]
        if not part:
            raise Conflict("This is pinned; there is nothing to align anew.")
        scene = texts.scene(connection, head, _extent(part))
        scene = scene.taught(connection, [*every[:first], *every[last:]])
    row, column = part[0].source.start, part[0].target.start
    here = list(offset(part, -row, -column))
    found = texts.aligned(scene, lambda _done, _total: None, list(pins(here)))
    fresh = lowered(placed(found.beads), found.crossings)
    after = list(offset(kept(here, fresh), row, column))
    gone, come = difference(part, after)
    crossings = [
        *_outside(head.crossings, part),
        *(
            [[n + row for n in each.source], [n + column for n in each.target]]
            for each in found.crossings
        ),
    ]
    with writing(database) as connection:
        if not alignments.change(
            connection, head.id, seen=head.version + 1, step=head.step + 1, crossings=crossings
        ):
            raise Conflict("Somebody else changed this meanwhile. Try again.")
        note(
            connection,
            head,
            kind="realign",
            gone=gone,
            come=come,
            actor_id=actor.id,
            crossings=crossings,
        )


def _extent(part: Sequence[Placed]) -> tuple[range, range]:
    return (
        range(part[0].source.start, part[-1].source.stop),
        range(part[0].target.start, part[-1].target.stop),
    )


def _outside(crossings: Sequence[Any], part: Sequence[Placed]) -> Iterator[Any]:
    source, target = _extent(part)
    for ours, theirs in crossings:
        if not (any(n in source for n in ours) or any(n in target for n in theirs)):
            yield [ours, theirs]
