"""A file that came home is taken: texts, states and comments, all in one transaction or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from glossary.saying import Message, say
from translations.errors import ActionNotOffered, ActionRefused
from translations.model import Origin, State
from translations.review import Action, Reason, Weight
from translations.trips import moving
from translations.trips.arriving import Row
from translations.trips.model import digest
from workbench.errors import Conflict, NotAllowed
from workbench.permissions import Actor, Permission
from workbench.services import commenting, editing, keeping, reviewing
from workbench.services.editing import Typed
from workbench.services.keeping import Decided, Neighbouring, Step
from workbench.services.trips import many, receiving
from workbench.services.trips.many import CheckedBlock
from workbench.services.trips.receiving import Looked
from workbench.storage import accounts, comments, feed, homecomings, jobs, outings, sayings
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.jobs import JobRow
from workbench.storage.targets import TargetRow

#: The kind of job that takes what is too much for a request.
KIND = "take-homecoming"
#: Up to so many segments a person waits for them.
AT_ONCE = 200
#: How the history names a draft that a file brought: nobody here typed it.
CALLED = "import"
#: What undo puts back.
KEPT = (
    "text", "score", "author_id", "reviewer_id", "confirmed_text", "approved_text",
    "segment_version_id",
)  # fmt: skip
MOVED_ON = say("The edition was changed since you looked. Nothing was taken; look again.")
_ORDER = {state: place for place, state in enumerate(State)}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """A segment that did not get the state that the file asks for, and why."""

    segment: int
    number: int
    state: State  #: that it has now
    why: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was done with a file."""

    taken: int
    comments: int
    held_back: tuple[HeldBack, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Act:
    """One act while it is written: who, when, and what came of it so far."""

    connection: Connection
    looked: Looked
    actor: Actor
    at: datetime
    changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    happenings: list[Happening] = field(default_factory=list)
    held_back: list[HeldBack] = field(default_factory=list)

    @property
    def note(self) -> str:
        return self.looked.homecoming.name

    def change_of(self, row: Row) -> dict[str, Any]:
        """What was done to a segment, for undo."""
        segment = row.here.segment
        nothing: dict[str, Any] = {
            "segment": segment,
            "number": row.here.number,
            "version": None,
            "before": None,
            "comments": [],
        }
        return self.changes.setdefault(segment, nothing)

    def hold_back(self, row: Row, state: State, why: Message) -> None:
        self.change_of(row)["held_back"] = sayings.to_json(why)
        segment, number = row.here.segment, row.here.number
        self.held_back.append(HeldBack(segment=segment, number=number, state=state, why=why))


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
        ordered = accounts.find(connection, job.actor_id or 0)
        row = homecomings.find(connection, edition_id, homecoming_id)
    if row is not None and row.settled_at is not None:
        return answer
    if ordered is None or ordered.disabled_at is not None:
        raise NotAllowed(Permission.TRANSLATE)  # somebody may be shut out meanwhile
    settled = settle(
        database,
        actor=ordered.actor,
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
        act = _Act(connection=connection, looked=looked, actor=actor, at=datetime.now(UTC))
        return _write(act, blocks)

    return many.carry_out(database, decide, write)


def _text(row: Row) -> str:
    return row.target if row.writes else row.here.target


def _write(act: _Act, blocks: tuple[CheckedBlock, ...]) -> Settled:
    rows = {row.here.segment: row for row in act.looked.taken}
    for block in blocks:
        for number, segment_id in enumerate(block.places):
            neighbours = () if number else block.neighbours
            _take(act, _Walk(act=act, row=rows[segment_id], block=block, neighbours=neighbours))
    for row in act.looked.commented:
        _remark(act, row)
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


def _tell(act: _Act, settled: Settled) -> None:
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


# A segment


class _Walk:
    """A segment on its way through its steps: `place` is how far it has come."""

    def __init__(
        self, *, act: _Act, row: Row, block: CheckedBlock, neighbours: tuple[Neighbouring, ...]
    ) -> None:
        self.act, self.row, self.block, self.neighbours = act, row, block, neighbours
        self.start = self.place = block.places[row.here.segment]
        self.checked = block.checked[row.here.segment]

    def bring_text(self, wanted: State) -> None:
        """Write the text that came; a final one is reopened before."""
        if self.place.target.state is State.FINAL:
            self.move(Action.REOPEN)
        action = Action.DRAFT if wanted is State.INITIAL else Action.CONFIRM
        after = self._edited(self.row.target, action, Origin.IMPORTED)
        self._keep(action, after, called=CALLED if action is Action.DRAFT else "")

    def move(self, action: Action) -> None:
        """Confirm or review the text that stands there; raises what the policy objects."""
        text = self.place.target.text
        if action is Action.CONFIRM:
            self._keep(action, self._edited(text, action, Origin.PERSON))
            return
        after = reviewing.reviewed(self.place, action, text, self.checked, self.act.actor)
        step = self._keep(action, after)
        returns = action is Action.RETURN
        reviewing.write_down(
            self.act.connection,
            self.place,
            step,
            category=Reason.OTHER.value if returns else "",
            weight=Weight.NEUTRAL.value if returns else "",
        )

    def _edited(self, text: str, action: Action, origin: Origin) -> TargetRow:
        typed = Typed(
            actor=self.act.actor,
            edition_id=self.place.edition_id,
            segment_id=self.place.segment_id,
            text=text,
            version=self.place.target.version,
            action=action,
            origin=origin,
            score=None,
            note=self.act.note,
            typographic=False,
        )
        return editing.edited(self.act.connection, self.place, typed)

    def _keep(self, action: Action, after: TargetRow, *, called: str = "") -> Step:
        """Write one step with all that hangs on it, and go on from there."""
        step = Step(
            before=self.place.target,
            after=after,
            action=action,
            actor_id=self.act.actor.id,
            at=self.act.at,
            note=self.act.note,
            called=called,
        )
        decided = Decided(
            scene=replace(self.block.scene, place=self.place),
            step=step,
            checked=self.checked,
            neighbours=self.neighbours,
        )
        target = keeping.keep(self.act.connection, decided)
        if action in {Action.CONFIRM, Action.APPROVE}:
            editing.settle(self.act.connection, decided)
        self.place, self.neighbours = replace(self.place, target=target), ()
        return step


def _take(act: _Act, walk: _Walk) -> None:
    """Walk a segment through its steps: its text first, then the review of it."""
    row, start = walk.row, walk.start.target
    if start.version != row.here.version:  # between two statements of a last try
        raise Conflict(MOVED_ON)
    wanted = row.state or start.state
    try:
        if row.writes:
            walk.bring_text(wanted)
        for action in _remaining(walk.place.target.state, wanted, row):
            walk.move(action)
    except (ActionRefused, ActionNotOffered) as refused:
        act.hold_back(row, walk.place.target.state, refused.message)
    after = walk.place.target
    if after.version != start.version:
        act.change_of(row)["version"] = after.version
        if row.writes and row.match.outing is not None:
            act.change_of(row).update(outing=row.match.outing, digest=digest(row.target))
        act.change_of(row)["before"] = {**before(start), "text_id": walk.start.text_id}
        facts = {"state": after.state.value, "action": CALLED}
        told = editing.happening("target.saved", walk.start, act.actor, after.version, **facts)
        act.happenings.append(told)


def _remaining(stands: State, wanted: State, row: Row) -> tuple[Action, ...]:
    """What is still to be done; a text that goes back to what was approved is not lowered."""
    if row.writes and _ORDER[stands] >= _ORDER[wanted]:
        return ()
    return moving.steps(stands, wanted)


def before(target: TargetRow) -> dict[str, Any]:
    """Write down what undo puts back."""
    return {
        **{name: getattr(target, name) for name in KEPT},
        "state": target.state.value,
        "marks": sorted(target.marks),
        "origin": target.origin.value,
        "confirmed_state": target.confirmed_state.value if target.confirmed_state else None,
    }


def _remark(act: _Act, row: Row) -> None:
    place = editing.find(act.connection, act.looked.edition.id, row.here.segment)
    for text in row.comments:
        comment = comments.add(
            act.connection,
            segment_id=place.segment_id,
            edition_id=place.edition_id,
            author_id=act.actor.id,
            at=act.at,
            text=text[: commenting.LONGEST],
        )
        act.change_of(row)["comments"].append(comment.id)
        event = editing.happening("comment.added", place, act.actor, None, comment=comment.id)
        act.happenings.append(event)
