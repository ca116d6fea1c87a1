"""A file that came home is taken: texts, states and comments, all in one transaction or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from translations.trips.arriving import Row
from workbench.errors import Conflict
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.trips import many, receiving
from workbench.services.trips.many import CheckedBlock
from workbench.services.trips.receiving import Looked
from workbench.services.trips.walking import MOVED_ON, Act, HeldBack, Walk, remark, take
from workbench.storage import feed, homecomings, jobs, outings
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.jobs import JobRow

#: The kind of job that takes what is too much for a request.
KIND = "take-homecoming"
#: Up to so many segments a person waits for them.
AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was done with a file."""

    taken: int
    comments: int
    held_back: tuple[HeldBack, ...] = ()


def order(
    database: Database, *, actor: Actor, edition_id: int, homecoming_id: int, seal: str
) -> Settled | int:
    """Take what was chosen of a file: at once, or by a worker, whose job is answered.

    `Conflict` where the edition moved on since the preview, as `settle` has it.
    """
    looked = receiving.look(
        database, actor=actor, edition_id=edition_id, homecoming_id=homecoming_id
    )
    if looked.seal != seal:
        raise Conflict(MOVED_ON)
    if len(looked.taken) <= AT_ONCE:
        return settle(
            database, actor=actor, edition_id=edition_id, homecoming_id=homecoming_id, seal=seal
        )
    arguments = {
        "edition": edition_id,
        "homecoming": homecoming_id,
        "seal": seal,
        "name": looked.homecoming.name,
    }
    with writing(database) as connection:
        project_id = looked.edition.project_id
        return jobs.enqueue(connection, KIND, arguments, project_id=project_id, actor_id=actor.id)


def run(database: Database, job: JobRow) -> dict[str, Any]:
    """Take the file that a job names; a second time it only answers that it is taken."""
    edition_id, homecoming_id = job.arguments["edition"], job.arguments["homecoming"]
    answer = {"edition": edition_id, "homecoming": homecoming_id}
    with reading(database) as connection:
        row = homecomings.find(connection, edition_id, homecoming_id)
        actor = access.who_ordered(connection, job.actor_id, Permission.TRANSLATE)
    if row is not None and row.settled_at is not None:
        return answer
    settled = settle(
        database,
        actor=actor,
        edition_id=edition_id,
        homecoming_id=homecoming_id,
        seal=job.arguments["seal"],
    )
    return {**answer, "taken": settled.taken, "comments": settled.comments}


def settle(
    database: Database, *, actor: Actor, edition_id: int, homecoming_id: int, seal: str
) -> Settled:
    """Take what was chosen of a file; `seal` is that of the preview that its owner saw.

    `Conflict` where the edition moved on since in one of its segments: nothing is written.
    """
    with reading(database) as connection:
        row = receiving.own(connection, actor, edition_id, homecoming_id)
    file = receiving.read(database, row)

    def decide(connection: Connection) -> tuple[Looked, tuple[CheckedBlock, ...]]:
        receiving.own(connection, actor, edition_id, homecoming_id)
        looked = receiving.beside(connection, actor, row, file)
        if looked.seal != seal:
            raise Conflict(MOVED_ON)
        texts = {each.here.segment: _text(each) for each in looked.taken}
        return looked, many.check(connection, edition_id, texts)

    def write(connection: Connection, looked: Looked, blocks: tuple[CheckedBlock, ...]) -> Settled:
        act = Act(connection=connection, looked=looked, actor=actor, at=datetime.now(UTC))
        return _write(act, blocks)

    return many.carry_out(database, decide, write)


def _text(row: Row) -> str:
    return row.target if row.writes else row.here.target


def _write(act: Act, blocks: tuple[CheckedBlock, ...]) -> Settled:
    rows = {row.here.segment: row for row in act.looked.taken}
    for block in blocks:
        for number, segment_id in enumerate(block.places):
            neighbours = () if number else block.neighbours
            take(act, Walk(act=act, row=rows[segment_id], block=block, neighbours=neighbours))
    for row in act.looked.commented:
        remark(act, row)
    changes = list(act.changes.values())
    outings.remember(act.connection, act.looked.edition.id, brought(changes))
    if not homecomings.settle(act.connection, act.looked.homecoming.id, changes):
        raise Conflict("This file was taken already.")
    settled = Settled(
        taken=sum(change["version"] is not None for change in changes),
        comments=sum(len(change["comments"]) for change in changes),
        held_back=tuple(act.held_back),
    )
    _tell(act, settled)
    return settled


def brought(changes: Iterable[Mapping[str, Any]]) -> dict[int, dict[int, str]]:
    """Tell which texts came with which files that went out: digests by segments, by files."""
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for change in changes:
        if change.get("outing") and change["version"] is not None:
            found[change["outing"]][change["segment"]] = change["digest"]
    return found


def _tell(act: Act, settled: Settled) -> None:
    head = act.looked.edition
    happening = Happening(
        kind="homecoming.settled",
        actor_id=act.actor.id,
        document_id=head.document_id,
        edition_id=head.id,
        facts={
            "name": act.looked.homecoming.name,
            "taken": settled.taken,
            "comments": settled.comments,
        },
    )
    feed.append(act.connection, head.project_id, *act.happenings, happening)
