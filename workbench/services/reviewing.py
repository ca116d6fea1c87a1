"""Reviewing: approve, return with a reason, sign off, reopen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from glossary.saying import say
from translations.editing import APPROVAL_MARKS
from translations.errors import ActionRefused
from translations.model import Mark, State
from translations.review import Action, Reason, ReviewPolicy, Weight, advance, marks_after
from workbench.errors import InvalidInput
from workbench.permissions import Actor, Permission
from workbench.services import access, editing, keeping, scenes
from workbench.services.editing import find, happening, refuse_retired, refuse_stale
from workbench.services.keeping import Decided, Saved, Step
from workbench.services.scenes import Checked
from workbench.storage import histories
from workbench.storage.engine import Database
from workbench.storage.targets import Place, TargetRow

_REVIEWS = frozenset({Action.APPROVE, Action.RETURN, Action.SIGN_OFF, Action.REOPEN})
_OUTCOMES = {
    Action.APPROVE: "accepted",
    Action.RETURN: "returned",
    Action.SIGN_OFF: "signed-off",
    Action.REOPEN: "reopened",
}
ACCEPTED_WITH_EDITS = "accepted-with-edits"
_OUTDATED = say(
    "The source changed since this was translated: confirm it against the new source first."
)


def review(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    segment_id: int,
    version: int,
    action: Action,
    text: str | None = None,
    category: str = "",
    weight: str = "",
    reason: str = "",
) -> Saved:
    """Move a target through review; `text` is the reviewer's correction at approval.

    The text is checked again by today's glossary, whatever was found before: an
    open error stops approval and signing off.
    """
    _refuse_unreasoned(action, text, category, weight, reason)
    if text is not None:
        editing.refuse_unfit(text)

    def decide(connection: Connection) -> Decided | Saved:
        place = find(connection, edition_id, segment_id)
        access.require(connection, actor, Permission.REVIEW, project_id=place.project_id)
        refuse_retired(place)
        refuse_stale(place.target, version)
        words = place.target.text if text is None else text
        editing.refuse_foreign_codes(words, place)
        scene = scenes.gather(connection, place)
        checked = scene.check(segment_id, words)
        step = Step(
            before=place.target,
            after=reviewed(place, action, words, checked, actor),
            action=action,
            actor_id=actor.id,
            at=datetime.now(UTC),
            note=reason,
        )
        return editing.decided(connection, scene, step, checked)

    def write(connection: Connection, decision: Decided) -> Saved:
        step = decision.step
        target = keeping.keep(connection, decision)
        outcome = write_down(connection, decision.place, step, category=category, weight=weight)
        if action is Action.APPROVE:
            editing.settle(connection, decision)
        facts = {"outcome": outcome, "state": target.state.value}
        event = happening("target.reviewed", decision.place, actor, target.version, **facts)
        return editing.saved(connection, decision, target, event)

    return editing.carry_out(database, decide, write)


def own_work(target: TargetRow, actor: Actor) -> bool:
    """Say whether a person would review what they wrote themselves."""
    return target.author_id == actor.id


def _refuse_unreasoned(
    action: Action, text: str | None, category: str, weight: str, reason: str
) -> None:
    if action not in _REVIEWS:
        raise InvalidInput("action", "A review approves, returns, signs off or reopens.")
    if text is not None and action is not Action.APPROVE:
        raise InvalidInput("text", "A correction belongs to an approval.")
    editing.refuse_unfit(reason)
    if action is not Action.RETURN:
        return
    if category not in set(Reason):
        raise InvalidInput("category", "Say why: choose one of the reasons.")
    if weight not in set(Weight):
        raise InvalidInput("weight", "Say how grave it is: neutral, minor or major.")


def reviewed(place: Place, action: Action, text: str, checked: Checked, actor: Actor) -> TargetRow:
    """Say what stands after the review, or raise what the table or the policy objects."""
    before = place.target
    own = own_work(before, actor)
    state = advance(
        before.state,
        action,
        policy=ReviewPolicy(four_eyes=place.four_eyes),
        own_work=own,
        empty=not text.strip(),
        findings=checked.open,
    )
    if action in {Action.APPROVE, Action.SIGN_OFF} and Mark.OUTDATED in before.marks:
        raise ActionRefused((_OUTDATED,))
    after = replace(
        before,
        text=text,
        state=state,
        marks=_marks(before, action, own=own, edited=text != before.text),
        reviewer_id=actor.id,
    )
    if action is Action.RETURN:
        approved = None if before.approved_text == before.text else before.approved_text
        return replace(after, confirmed_text=None, confirmed_state=None, approved_text=approved)
    if state in {State.REVIEWED, State.FINAL}:
        after = replace(after, approved_text=text)
    return replace(after, confirmed_text=text, confirmed_state=state)


def _marks(before: TargetRow, action: Action, *, own: bool, edited: bool) -> frozenset[Mark]:
    marks = marks_after(before.marks, action, own_work=own)
    if action is Action.REOPEN:
        return marks - APPROVAL_MARKS
    if action is Action.APPROVE:
        marks -= {Mark.NEEDS_LOOK, Mark.RETURNED}
        return marks | {Mark.ACCEPTED_WITH_EDITS} if edited else marks
    return marks


def _outcome(step: Step) -> str:
    return ACCEPTED_WITH_EDITS if step.rewrites else _OUTCOMES[step.action]


def write_down(
    connection: Connection, place: Place, step: Step, *, category: str, weight: str
) -> str:
    """Keep the outcome for the translator and for the quality report; answers its name."""
    outcome = _outcome(step)
    histories.add_review(
        connection,
        target_id=step.before.id,
        edition_id=place.edition_id,
        target_version=step.before.version,
        outcome=outcome,
        category=category,
        weight=weight,
        reason=step.note,
        before=step.before.text if step.rewrites else "",
        translator_id=step.before.author_id,
        actor_id=step.actor_id,
        at=step.at,
    )
    return outcome
