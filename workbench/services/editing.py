"""Saving a translation of a segment: nobody's text is overwritten, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection

from translations.editing import Standing, changes_nothing, edit
from translations.model import FIRST_CODE, LAST_CODE, Mark, Origin
from translations.review import Action, ReviewPolicy
from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access, keeping, scenes
from workbench.services.keeping import Saved, Step
from workbench.services.scenes import Checked, Scene
from workbench.storage import feed, findings, histories, targets
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.targets import Place, TargetRow

LONGEST = 100_000  #: characters of one translation
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_CODES = re.compile(f"[{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")

#: How often a save is checked again because something around it moved on.
_TRIES = 5

Result = TypeVar("Result")


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
) -> Saved:
    """Save what a person typed, or confirm it; version 0 is the first save of a segment.

    Raises `StaleVersion` with what stands there now where somebody else saved
    first; the refused text is then kept for its author.
    """
    if action not in {Action.DRAFT, Action.CONFIRM}:
        raise InvalidInput("action", "A save is a draft or a confirmation.")
    refuse_unfit(text)

    def attempt() -> Saved | None:
        with reading(database) as connection:
            place = find(connection, edition_id, segment_id)
            access.require(connection, actor, Permission.TRANSLATE, project_id=place.project_id)
            refuse_foreign_codes(text, place)
            refuse_retired(place)
            scene = scenes.gather(connection, place)
            standing = _standing(place.target)
            if changes_nothing(standing, text, action):
                return _unchanged(scene)
            refuse_stale(place.target, version)
            after = _edited(
                connection, place, text, action=action, actor=actor, origin=origin, score=score
            )
            neighbours = keeping.rejudged(connection, scene, segment_id, text)
        checked = scene.check(segment_id, text)
        step = Step(
            before=place.target,
            after=after,
            action=action,
            actor_id=actor.id,
            at=datetime.now(UTC),
        )
        with writing(database) as connection:
            if not scenes.stands(connection, scene):
                return None
            target = keeping.keep(connection, scene, step, checked, neighbours)
            if action is Action.CONFIRM:
                settle(connection, scene, checked, actor, step.at)
            number = feed.append(
                connection,
                place.project_id,
                happening(
                    "target.saved",
                    place,
                    actor,
                    target.version,
                    state=target.state.value,
                    action=action.value,
                    rechecked=[each.segment_id for each in neighbours],
                ),
            )
        return Saved(
            edition_id=edition_id,
            segment_id=segment_id,
            changed=True,
            target=target,
            checked=checked,
            neighbours=neighbours,
            number=number,
        )

    try:
        return until_it_stands(attempt)
    except StaleVersion:
        with writing(database) as connection:
            histories.keep_draft(
                connection,
                edition_id=edition_id,
                segment_id=segment_id,
                user_id=actor.id,
                words=text,
                base_version=version,
                at=datetime.now(UTC),
            )
        raise


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
            "text", f"The text has {len(text):,} characters; at most {LONGEST:,} fit a segment."
        )
    if unfit := _UNFIT.search(text):
        code = f"U+{ord(unfit[0]):04X}"
        raise InvalidInput(
            "text", f"Character {unfit.start() + 1} ({code}) is none that can be stored."
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


def until_it_stands(attempt: Callable[[], Result | None]) -> Result:
    """Try again where the glossary, the policy or the block moved on while it was checked."""
    for _ in range(_TRIES):
        result = attempt()
        if result is not None:
            return result
    raise Conflict("The text around this segment changes faster than it is checked. Try again.")


def settle(
    connection: Connection, scene: Scene, checked: Checked, actor: Actor, now: datetime
) -> None:
    """End the waivers whose words are gone, and forget the person's refused text."""
    place = scene.place
    used = {each.waiver_id for each in checked.found}
    for waiver in scene.waivers:
        if waiver.segment_id == place.segment_id and waiver.id not in used:
            findings.end_waiver(
                connection,
                waiver.id,
                ended_at=now,
                ended_why="Lapsed: its words, their source, the voice or the rule changed.",
            )
    histories.drop_draft(connection, place.edition_id, place.segment_id, actor.id)


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


def _unchanged(scene: Scene) -> Saved:
    place = scene.place
    return Saved(
        edition_id=place.edition_id,
        segment_id=place.segment_id,
        changed=False,
        target=place.target,
        checked=scene.check(place.segment_id),
    )


def _edited(
    connection: Connection,
    place: Place,
    text: str,
    *,
    action: Action,
    actor: Actor,
    origin: Origin,
    score: float | None,
) -> TargetRow:
    """Say what stands after the save; checks and version follow."""
    before = place.target
    edited = edit(_standing(before), text, action, policy=ReviewPolicy(four_eyes=place.four_eyes))
    now = edited.standing
    fresh = origin is not Origin.PERSON or not before.text.strip()
    after = replace(
        before,
        segment_version_id=before.segment_version_id
        if Mark.OUTDATED in now.marks and before.segment_version_id
        else place.text_id,
        text=text,
        state=now.state,
        marks=now.marks,
        origin=origin if fresh else before.origin,
        score=score if fresh else before.score,
        author_id=actor.id if text != before.text else before.author_id,
        confirmed_text=now.confirmed_text,
        confirmed_state=now.confirmed_state,
    )
    return _restored(connection, after) if edited.restored else after


def _restored(connection: Connection, after: TargetRow) -> TargetRow:
    """Give a text that stands again its author and its marks back."""
    assert after.id is not None
    once = histories.last_in_state(connection, after.id, after.state, after.text)
    if once is None:
        return after
    return replace(after, author_id=once.author_id, marks=once.marks, origin=once.origin)
