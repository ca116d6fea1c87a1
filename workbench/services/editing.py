"""Saving a translation of a segment: nobody's text is overwritten, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import Connection

from translations.editing import Standing, changes_nothing, edit
from translations.model import FIRST_CODE, LAST_CODE, Mark, Origin
from translations.review import Action, ReviewPolicy
from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access, keeping, scenes
from workbench.services.keeping import Decided, Saved, Step
from workbench.services.memory import using
from workbench.services.scenes import Checked, Scene
from workbench.storage import feed, findings, histories, targets
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.targets import Place, TargetRow

LONGEST = 100_000  #: characters of one translation
#: Why a waiver ended by itself.
LAPSED = "Lapsed: its words, their source, the sense, the voice or the rule changed."
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_CODES = re.compile(f"[{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")

#: How often a save is checked again because something around it moved on.
_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person asks to be saved, and which version of the target they saw."""

    actor: Actor
    edition_id: int
    segment_id: int
    text: str
    version: int
    action: Action
    origin: Origin
    score: float | None
    note: str
    typographic: bool
    match: Inserted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inserted:
    """The match of a memory that a text came from."""

    unit_id: int
    job_id: int | None = None  #: that put it in


def save_target(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    segment_id: int,
    text: str,
    version: int,
    action: Action = Action.DRAFT,
    origin: Origin = Origin.PERSON,
    score: float | None = None,
    note: str = "",
    typographic: bool = False,
    match: Inserted | None = None,
) -> Saved:
    """Save what a person typed, or confirm it; version 0 is the first save of a segment.

    A note says what was done where nobody typed; the history then keeps the
    text before it and the text after it, drafts too. `typographic` says that nothing but
    fixes of spaces, marks and dashes was applied: an approved text stays approved by them,
    if that is so.

    Raises `StaleVersion` with what stands there now where somebody else saved
    first; the refused text is then kept for its author.
    """
    if action not in {Action.DRAFT, Action.CONFIRM}:
        raise InvalidInput("action", "A save is a draft or a confirmation.")
    refuse_unfit(text)
    typed = Typed(
        actor=actor,
        edition_id=edition_id,
        segment_id=segment_id,
        text=text,
        version=version,
        action=action,
        origin=origin,
        score=score,
        note=note,
        typographic=typographic,
        match=match,
    )
    try:
        return carry_out(database, partial(_decide, typed), partial(_write, typed))
    except StaleVersion:
        _keep_refused(database, typed)
        raise


def _decide(typed: Typed, connection: Connection) -> Decided | Saved:
    place = find(connection, typed.edition_id, typed.segment_id)
    access.require(connection, typed.actor, Permission.TRANSLATE, project_id=place.project_id)
    refuse_foreign_codes(typed.text, place)
    refuse_retired(place)
    if typed.match is not None:
        using.refuse_foreign(connection, place.project_id, typed.match.unit_id)
    scene = scenes.gather(connection, place)
    if changes_nothing(_standing(place.target), typed.text, typed.action):
        return unchanged(scene)
    refuse_stale(place.target, typed.version)
    step = Step(
        before=place.target,
        after=edited(connection, place, typed),
        action=typed.action,
        actor_id=typed.actor.id,
        at=datetime.now(UTC),
        note=typed.note,
    )
    return decided(connection, scene, step)


def _write(typed: Typed, connection: Connection, decision: Decided) -> Saved:
    target = keeping.keep(connection, decision)
    if typed.action is Action.CONFIRM:
        settle(connection, decision)
    if typed.match is not None:
        using.note(
            connection,
            decision.place,
            unit_id=typed.match.unit_id,
            job_id=typed.match.job_id,
            version=target.version,
            score=typed.score or 0.0,
            actor_id=typed.actor.id,
            at=decision.step.at,
        )
    facts = {
        "state": target.state.value,
        "action": typed.action.value,
        "rechecked": [each.segment_id for each in decision.neighbours],
    }
    event = happening("target.saved", decision.place, typed.actor, target.version, **facts)
    return saved(connection, decision, target, event)


def _keep_refused(database: Database, typed: Typed) -> None:
    with writing(database) as connection:
        histories.keep_draft(
            connection,
            edition_id=typed.edition_id,
            segment_id=typed.segment_id,
            user_id=typed.actor.id,
            words=typed.text,
            base_version=typed.version,
            at=datetime.now(UTC),
        )


def drop_draft(database: Database, *, actor: Actor, edition_id: int, segment_id: int) -> None:
    """Forget a text of one's own that was refused because somebody else had saved first."""
    with writing(database) as connection:
        place = find(connection, edition_id, segment_id)
        access.require(connection, actor, Permission.READ, project_id=place.project_id)
        histories.drop_draft(connection, edition_id, segment_id, actor.id)


# What every change of a target asks


def find(connection: Connection, edition_id: int, segment_id: int) -> Place:
    """Find a segment in an edition, or raise."""
    place = targets.place(connection, edition_id, segment_id)
    if place is None:
        raise NotFound("segment", segment_id)
    return place


def refuse_unfit(text: str) -> None:
    """Refuse what no database or export can hold; the writer still has the text."""
    if len(text) > LONGEST:
        raise InvalidInput(
            "text",
            "The text has %(count)s characters; at most %(most)s fit a segment.",
            count=len(text),
            most=LONGEST,
        )
    if unfit := _UNFIT.search(text):
        code = f"U+{ord(unfit[0]):04X}"
        raise InvalidInput(
            "text",
            "Character %(place)s (%(code)s) is none that can be stored.",
            place=unfit.start() + 1,
            code=code,
        )


def refuse_foreign_codes(text: str, place: Place) -> None:
    """Refuse characters of the private use area that stand for no code of the segment."""
    for match in _CODES.finditer(text):
        if ord(match[0]) - FIRST_CODE >= len(place.codes):
            reason = f"Character {match.start() + 1} stands for no code of this segment."
            raise InvalidInput("text", reason)


def refuse_retired(place: Place) -> None:
    if place.retired:
        raise Conflict("This segment was split, joined or removed. Reload the page.")


def refuse_stale(target: TargetRow, seen: int) -> None:
    if target.version != seen:
        raise StaleVersion("segment", seen=seen, current=keeping.as_facts(target))


def decided(
    connection: Connection, scene: Scene, step: Step, checked: Checked | None = None
) -> Decided:
    """Check what a step makes of a segment, unless that was done, and of its neighbours."""
    segment_id, text = scene.place.segment_id, step.after.text
    return Decided(
        scene=scene,
        step=step,
        checked=checked or scene.check(segment_id, text),
        neighbours=keeping.rejudged(connection, scene, segment_id, text),
    )


def carry_out(
    database: Database,
    decide: Callable[[Connection], Decided | Saved],
    write: Callable[[Connection, Decided], Saved],
) -> Saved:
    """Decide and check while others write, then write if what was checked still stands.

    Where the glossary, the policy or the block moved on, everything is decided
    again; at the last, while nobody else can write in the block.
    """
    tries = 0
    while True:
        tries += 1
        with reading(database) as connection:
            decision = decide(connection)
        if isinstance(decision, Saved):
            return decision
        with writing(database) as connection:
            if scenes.stands(connection, decision.scene):
                return write(connection, decision)
            if tries == _TRIES:  # `stands` has locked the block
                decision = decide(connection)
                return decision if isinstance(decision, Saved) else write(connection, decision)


def saved(connection: Connection, decision: Decided, target: TargetRow, event: Happening) -> Saved:
    """Tell the project, as the last statement of the transaction, and answer."""
    return Saved(
        edition_id=decision.place.edition_id,
        segment_id=decision.place.segment_id,
        changed=True,
        target=target,
        checked=decision.checked,
        neighbours=decision.neighbours,
        number=feed.append(connection, decision.place.project_id, event),
    )


def settle(connection: Connection, decision: Decided) -> None:
    """End the waivers whose words are gone, and forget the person's refused text."""
    place, step = decision.place, decision.step
    used = {each.waiver_id for each in decision.checked.found}
    for waiver in decision.scene.waivers:
        if waiver.segment_id == place.segment_id and waiver.id not in used:
            findings.end_waiver(
                connection,
                waiver.id,
                ended_at=step.at,
                ended_why=LAPSED,
            )
    histories.drop_draft(connection, place.edition_id, place.segment_id, step.actor_id)


def happening(
    kind: str, place: Place, actor: Actor, version: int | None, **facts: object
) -> Happening:
    return Happening(
        kind=kind,
        actor_id=actor.id,
        document_id=place.document_id,
        edition_id=place.edition_id,
        segment_id=place.segment_id,
        version=version,
        facts=facts,
    )


def _standing(target: TargetRow) -> Standing:
    return Standing(
        text=target.text,
        state=target.state,
        marks=target.marks,
        confirmed_text=target.confirmed_text,
        confirmed_state=target.confirmed_state,
    )


def unchanged(scene: Scene) -> Saved:
    place = scene.place
    return Saved(
        edition_id=place.edition_id,
        segment_id=place.segment_id,
        changed=False,
        target=place.target,
        checked=scene.check(place.segment_id),
    )


def edited(connection: Connection, place: Place, typed: Typed) -> TargetRow:
    """Say what stands after the save; checks and version follow."""
    before = place.target
    policy = ReviewPolicy(four_eyes=place.four_eyes)
    made = edit(
        _standing(before),
        typed.text,
        typed.action,
        policy=policy,
        typographic=typed.typographic,
    )
    now = made.standing
    writes = typed.text != before.text and not made.set_anew
    fresh = typed.origin is not Origin.PERSON or not before.text.strip()
    after = replace(
        before,
        segment_version_id=before.segment_version_id
        if Mark.OUTDATED in now.marks and before.segment_version_id
        else place.text_id,
        text=typed.text,
        state=now.state,
        marks=now.marks,
        origin=typed.origin if fresh else before.origin,
        score=typed.score if fresh else before.score,
        author_id=typed.actor.id if writes else before.author_id,
        confirmed_text=now.confirmed_text,
        confirmed_state=now.confirmed_state,
        approved_text=typed.text if made.set_anew else before.approved_text,
    )
    return _restored(connection, after) if made.restored or made.set_anew else after


def _restored(connection: Connection, after: TargetRow) -> TargetRow:
    """Give a text that stands again its author and its marks back."""
    assert after.id is not None
    once = histories.last_in_state(connection, after.id, after.state, after.text)
    if once is None:
        return after
    return replace(after, author_id=once.author_id, marks=once.marks, origin=once.origin)
