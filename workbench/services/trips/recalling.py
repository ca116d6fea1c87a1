"""What a file brought is taken back: where nobody has worked since, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from translations.model import Mark, Origin, State
from translations.review import Action
from translations.trips.moving import APPROVED
from workbench.errors import Conflict, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, editing, keeping
from workbench.services.keeping import Decided, Step
from workbench.services.trips import many
from workbench.services.trips.many import CheckedBlock
from workbench.services.trips.settling import AT_ONCE, brought
from workbench.services.trips.walking import KEPT
from workbench.storage import comments, feed, homecomings, jobs, outings, targets
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.homecomings import HomecomingRow
from workbench.storage.jobs import JobRow
from workbench.storage.targets import Place, TargetRow

#: The kind of job that takes back what is too much for a request.
KIND = "recall-homecoming"
#: How the history names it.
CALLED = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What was put back, and the segments that somebody has changed since."""

    done: int
    changed_since: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    row: HomecomingRow
    changes: Mapping[int, Mapping[str, Any]]  #: by segments, those that can be taken back
    changed_since: tuple[int, ...]


def order(
    database: Database, *, actor: Actor, edition_id: int, homecoming_id: int
) -> Recalled | int:
    """Put back what stood before a file was taken: at once, or by a worker, by a job."""
    with reading(database) as connection:
        plan = _plan(connection, actor, edition_id, homecoming_id)
        project_id = access.project_of_edition(connection, edition_id)
    if len(plan.changes) <= AT_ONCE:
        return recall(database, actor=actor, edition_id=edition_id, homecoming_id=homecoming_id)
    arguments = {"edition": edition_id, "homecoming": homecoming_id, "name": plan.row.name}
    with writing(database) as connection:
        return jobs.enqueue(connection, KIND, arguments, project_id=project_id, actor_id=actor.id)


def run(database: Database, job: JobRow) -> dict[str, Any]:
    """Take back the file that a job names; a second time it only answers that it is done."""
    edition_id, homecoming_id = job.arguments["edition"], job.arguments["homecoming"]
    answer = {"edition": edition_id, "homecoming": homecoming_id}
    with reading(database) as connection:
        row = homecomings.find(connection, edition_id, homecoming_id)
        actor = access.who_ordered(connection, job.actor_id, Permission.TRANSLATE)
    if row is not None and row.undone_at is not None:
        return answer
    done = recall(database, actor=actor, edition_id=edition_id, homecoming_id=homecoming_id)
    return {**answer, "done": done.done}


def recall(database: Database, *, actor: Actor, edition_id: int, homecoming_id: int) -> Recalled:
    """Put back what stood before a file was taken, but for what somebody has touched since.

    The comments that came with it are settled. It takes a reviewer where an approval goes.
    """

    def decide(connection: Connection) -> tuple[_Plan, tuple[CheckedBlock, ...]]:
        plan = _plan(connection, actor, edition_id, homecoming_id)
        texts = {segment: change["before"]["text"] for segment, change in plan.changes.items()}
        return plan, many.check(connection, edition_id, texts)

    def write(connection: Connection, plan: _Plan, blocks: tuple[CheckedBlock, ...]) -> Recalled:
        return _write(connection, actor, plan, blocks)

    return many.carry_out(database, decide, write)


def _plan(connection: Connection, actor: Actor, edition_id: int, homecoming_id: int) -> _Plan:
    project_id = access.project_of_edition(connection, edition_id)
    access.require(connection, actor, Permission.TRANSLATE, project_id=project_id)
    row = homecomings.find(connection, edition_id, homecoming_id)
    if row is None or row.settled_at is None:
        raise NotFound("file that came home", homecoming_id)
    if row.undone_at is not None:
        raise Conflict("This was taken back already.")
    written = {each["segment"]: each for each in row.changes if each["version"] is not None}
    every = (targets.place(connection, edition_id, segment) for segment in written)
    places = {place.segment_id: place for place in every if place is not None}
    kept = {n: each for n, each in written.items() if _is_untouched(places.get(n), each)}
    since = tuple(segment for segment in written if segment not in kept)
    if any(places[segment].target.state in APPROVED for segment in kept):
        access.require(connection, actor, Permission.REVIEW, project_id=project_id)
    return _Plan(row=row, changes=kept, changed_since=since)


def _is_untouched(place: Place | None, change: Mapping[str, Any]) -> bool:
    """Say whether all is as the file left it."""
    if place is None or place.retired:
        return False
    stands = (place.text_id, place.target.version)
    return stands == (change["before"]["text_id"], change["version"])


def _write(
    connection: Connection, actor: Actor, plan: _Plan, blocks: tuple[CheckedBlock, ...]
) -> Recalled:
    changes = [{**each, "undone": each["segment"] in plan.changes} for each in plan.row.changes]
    if not homecomings.undo(connection, plan.row.id, actor_id=actor.id, changes=changes):
        raise Conflict("This was taken back already.")
    happenings = []
    for block in blocks:
        for number, place in enumerate(block.places.values()):
            after = _put_back(connection, actor, plan, block, place, first=number == 0)
            facts = {"state": after.state.value, "action": CALLED}
            told = editing.happening("target.saved", place, actor, after.version, **facts)
            happenings.append(told)
    _settle_comments(connection, actor, plan.row)
    outings.forget(connection, plan.row.edition_id, brought(plan.changes.values()))
    happening = Happening(
        kind="homecoming.undone",
        actor_id=actor.id,
        edition_id=plan.row.edition_id,
        facts={"name": plan.row.name, "segments": len(plan.changes)},
    )
    project_id = access.project_of_edition(connection, plan.row.edition_id)
    feed.append(connection, project_id, *happenings, happening)
    return Recalled(done=len(plan.changes), changed_since=plan.changed_since)


def _put_back(
    connection: Connection,
    actor: Actor,
    plan: _Plan,
    block: CheckedBlock,
    place: Place,
    *,
    first: bool,
) -> TargetRow:
    step = Step(
        before=place.target,
        after=_restored(place, plan.changes[place.segment_id]["before"]),
        action=Action.DRAFT,
        actor_id=actor.id,
        at=datetime.now(UTC),
        note=plan.row.name,
        called=CALLED,
    )
    decided = Decided(
        scene=block.scene_of(place.segment_id),
        step=step,
        checked=block.checked[place.segment_id],
        neighbours=block.neighbours if first else (),
    )
    return keeping.keep(connection, decided)


def _restored(place: Place, before: Mapping[str, Any]) -> TargetRow:
    """Give a target as it was; one that only the file made is empty."""
    values = {name: before[name] for name in KEPT}
    confirmed = before["confirmed_state"]
    return replace(
        place.target,
        **{**values, "segment_version_id": before["segment_version_id"] or place.text_id},
        state=State(before["state"]),
        marks=frozenset(map(Mark, before["marks"])),
        origin=Origin(before["origin"]),
        confirmed_state=None if confirmed is None else State(confirmed),
    )


def _settle_comments(connection: Connection, actor: Actor, row: HomecomingRow) -> None:
    """Settle the comments that came with the file and that nobody has settled yet."""
    for number in (each for change in row.changes for each in change["comments"]):
        comment = comments.find(connection, number)
        if comment is not None and comment.resolved_at is None:
            comments.resolve(
                connection,
                number,
                seen=comment.version,
                resolved_at=datetime.now(UTC),
                resolved_by=actor.id,
            )
