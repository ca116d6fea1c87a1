"""Writing down what was printed: a text with its state, checked, and blocked by nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from translations.editions.base import Contribution, Contributor
from translations.model import Code, Mark, Origin, State
from translations.review import Action
from workbench.permissions import Actor, Permission
from workbench.services import access, editing, keeping, scenes
from workbench.services.keeping import Decided, Saved, Step
from workbench.storage import editions
from workbench.storage.engine import Database, reading
from workbench.storage.targets import Place, TargetRow

#: How the history names it: nobody here translated, reviewed or signed off.
CALLED = "import"
_CONFIRMED = frozenset({State.TRANSLATED, State.REVIEWED, State.FINAL})
_APPROVED = frozenset({State.REVIEWED, State.FINAL})


def codes_of(database: Database, edition_id: int, segment_id: int) -> tuple[Code, ...]:
    """Give the inline codes of a segment of the source, as it stands now."""
    with reading(database) as connection:
        return editing.find(connection, edition_id, segment_id).codes


def write(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    segment_id: int,
    text: str,
    state: State,
    confidence: float,
    trusted: bool,
    note: str,
) -> Saved:
    """Write a text where none stands, in any state; what somebody has written stays.

    It is checked by today's policy and its findings are kept. The memory takes it
    only where it is trusted; else it is marked for another look.
    """
    editing.refuse_unfit(text)

    def decide(connection: Connection) -> Decided | Saved:
        place = editing.find(connection, edition_id, segment_id)
        wanted = Permission.REVIEW if state in _APPROVED else Permission.TRANSLATE
        access.require(connection, actor, wanted, project_id=place.project_id)
        editing.refuse_retired(place)
        scene = scenes.gather(connection, place)
        if place.target.text.strip() or not text.strip():
            return editing.unchanged(scene)
        step = Step(
            before=place.target,
            after=_after(place, actor, text, state, confidence, trusted=trusted),
            action=Action.DRAFT,
            actor_id=actor.id,
            at=datetime.now(UTC),
            note=note,
            called=CALLED,
        )
        return replace(editing.decided(connection, scene, step), remembered=trusted)

    def keep(connection: Connection, decision: Decided) -> Saved:
        target = keeping.keep(connection, decision)
        facts = {"state": target.state.value, "action": CALLED}
        event = editing.happening("target.saved", decision.place, actor, target.version, **facts)
        return editing.saved(connection, decision, target, event)

    return editing.carry_out(database, decide, keep)


def _after(
    place: Place, actor: Actor, text: str, state: State, confidence: float, *, trusted: bool
) -> TargetRow:
    """What stands then; who vouches for an older translation did not write it."""
    marks = {Mark.IMPORTED} if state is State.FINAL else set()
    if not trusted:
        marks.add(Mark.NEEDS_LOOK)
    return replace(
        place.target,
        segment_version_id=place.text_id,
        text=text,
        state=state,
        marks=frozenset(marks),
        origin=Origin.ALIGNED,
        score=confidence,
        author_id=None if state in _APPROVED else actor.id,
        reviewer_id=actor.id if state in _APPROVED else None,
        confirmed_text=text if state in _CONFIRMED else None,
        confirmed_state=state if state in _CONFIRMED else None,
        approved_text=text if state in _APPROVED else None,
    )


def credit(connection: Connection, edition_id: int, translator: str) -> None:
    """Name the translator of what was printed among those who made the edition, once."""
    head = editions.head(connection, edition_id)
    if head is None:
        return
    credit = Contributor(name=translator, contribution=Contribution.TRANSLATOR)
    if credit not in head.credits:
        stored = editions.credits_as_stored((*head.credits, credit))
        editions.change(connection, edition_id, head.version, credits=stored)
