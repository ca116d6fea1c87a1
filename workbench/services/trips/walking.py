"""A segment on its way through what a file asks of it: its text, its state, its comments."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from glossary.saying import Message, say
from translations.errors import ActionNotOffered, ActionRefused
from translations.model import Origin, State
from translations.review import Action, Reason, Weight
from translations.trips import moving
from translations.trips.arriving import Row
from translations.trips.model import digest
from workbench.errors import Conflict
from workbench.permissions import Actor
from workbench.services import commenting, editing, keeping, reviewing
from workbench.services.editing import Typed
from workbench.services.keeping import Decided, Neighbouring, Step
from workbench.services.trips.many import CheckedBlock
from workbench.services.trips.receiving import Looked
from workbench.storage import comments, sayings
from workbench.storage.feed import Happening
from workbench.storage.targets import TargetRow

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


@dataclass(slots=True, kw_only=True)
class Act:
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


class Walk:
    """A segment on its way through its steps: `place` is how far it has come."""

    def __init__(
        self, *, act: Act, row: Row, block: CheckedBlock, neighbours: tuple[Neighbouring, ...]
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


def take(act: Act, walk: Walk) -> None:
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


def remark(act: Act, row: Row) -> None:
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
