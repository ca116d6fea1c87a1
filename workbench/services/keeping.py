"""Writing a target with all that hangs on it, in one transaction and few statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from translations.model import State
from translations.review import Action
from workbench.errors import StaleVersion
from workbench.services import glossing
from workbench.services.memory import remembering
from workbench.services.scenes import Checked, Scene, count
from workbench.storage import findings, histories, occurrences, targets
from workbench.storage.findings import Found
from workbench.storage.folding import fold
from workbench.storage.targets import Place, TargetRow

#: How the history names a change of spaces, marks and dashes.
SET_ANEW = "typographic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbouring:
    """Another segment of the block whose findings a save changed."""

    segment_id: int
    target_id: int
    version: int
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What stands after a save or a review, and what was found in it."""

    edition_id: int
    segment_id: int
    changed: bool
    target: TargetRow
    checked: Checked
    neighbours: tuple[Neighbouring, ...] = ()
    number: int | None = None  #: of the event in the project's feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move of a target: from what stood to what stands, by whom and why."""

    before: TargetRow
    after: TargetRow  #: without id and version, where it is new
    action: Action
    actor_id: int
    at: datetime
    note: str = ""
    called: str = ""  #: by the history, where it is none of the actions of a review

    @property
    def rewrites(self) -> bool:
        return self.before.text != self.after.text

    @property
    def sets_anew(self) -> bool:
        """Say whether an approved text was set otherwise and stayed approved."""
        draft = self.action is Action.DRAFT and self.rewrites
        return draft and self.before.state is self.after.state is State.REVIEWED


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A step with all that was checked for it, and what that rests on."""

    scene: Scene
    step: Step
    checked: Checked
    neighbours: tuple[Neighbouring, ...] = ()
    remembered: bool = True  #: the memory takes it, if it is confirmed

    @property
    def place(self) -> Place:
        return self.scene.place


def rejudged(
    connection: Connection, scene: Scene, segment_id: int, text: str
) -> tuple[Neighbouring, ...]:
    """Check the neighbours that a new text concerns; give those whose findings it changes."""
    concerned = scene.affected(segment_id, text)
    if not concerned:
        return ()
    stored = findings.of_targets(connection, [n.target_id for n in concerned if n.target_id])
    changed = []
    for each in concerned:
        found = scene.check(each.segment_id, replaced={segment_id: text}).found
        if each.target_id is not None and found != stored.get(each.target_id, ()):
            changed.append(
                Neighbouring(
                    segment_id=each.segment_id,
                    target_id=each.target_id,
                    version=each.version,
                    found=found,
                )
            )
    return tuple(changed)


def keep(connection: Connection, decided: Decided) -> TargetRow:
    """Write a step with its history, occurrences, postings, findings and memory unit."""
    place, step, checked = decided.place, decided.step, decided.checked
    before = step.before
    counts = checked.counts
    after = replace(
        step.after,
        checked_revision=place.glossary_revision,
        errors=counts.errors,
        warnings=counts.warnings,
        notes=counts.notes,
        updated_at=step.at,
    )
    taken_over = _taken_over(connection, step)
    after = _write(connection, place, before, after)
    histories.add(connection, *taken_over, *_entry(step, after))
    assert after.id is not None
    if step.rewrites:
        glossing.index_target(
            connection, after.id, old=before.text, new=after.text, language=place.language
        )
    if step.rewrites or before.checked_revision != place.glossary_revision:
        keep_occurrences(
            connection, decided.scene.concepts, after.id, checked, new=before.id is None
        )
        _write_findings(connection, place, after.id, checked.found, none=_none_stored(place))
    for each in decided.neighbours:
        keep_findings(connection, place, each.target_id, each.found)
    if decided.remembered:
        remembering.follow(connection, place, before, after, step.at)
    return after


def keep_findings(
    connection: Connection, place: Place, target_id: int, found: tuple[Found, ...]
) -> None:
    """Write what was found when a target was checked again, and how much of it is open."""
    _write_findings(connection, place, target_id, found)
    counts = count(found)
    targets.set_counts(
        connection,
        target_id,
        errors=counts.errors,
        warnings=counts.warnings,
        notes=counts.notes,
        checked_revision=place.glossary_revision,
    )


def as_facts(target: TargetRow) -> Mapping[str, object]:
    """Show what stands there, in plain values, for whoever came too late."""
    return {
        "text": target.text,
        "state": target.state.value,
        "marks": sorted(target.marks),
        "version": target.version,
        "author_id": target.author_id,
        "updated_at": target.updated_at.isoformat() if target.updated_at else None,
    }


def _write(connection: Connection, place: Place, before: TargetRow, after: TargetRow) -> TargetRow:
    values = _columns(after)
    if before.id is None:
        row_id = targets.add(connection, place.edition_id, place.segment_id, **values)
        return replace(after, id=row_id, version=1)
    if not targets.change(connection, before.id, seen=before.version, **values):
        raise StaleVersion("segment", seen=before.version, current=as_facts(before))
    return replace(after, id=before.id, version=before.version + 1)


def _columns(target: TargetRow) -> dict[str, Any]:
    return {
        "segment_version_id": target.segment_version_id,
        "text": target.text,
        "folded": fold(target.text),
        "state": target.state.value,
        "marks": sorted(target.marks),
        "checked_revision": target.checked_revision,
        "errors": target.errors,
        "warnings": target.warnings,
        "notes": target.notes,
        "origin": target.origin.value,
        "score": target.score,
        "author_id": target.author_id,
        "reviewer_id": target.reviewer_id,
        "confirmed_text": target.confirmed_text,
        "confirmed_state": target.confirmed_state.value if target.confirmed_state else None,
        "approved_text": target.approved_text,
        "updated_at": target.updated_at,
    }


def keep_occurrences(
    connection: Connection,
    concepts: Mapping[str, int],
    target_id: int,
    checked: Checked,
    *,
    new: bool = False,
) -> None:
    """Write which terms stand in a target, and what each renders."""
    if not new:
        occurrences.clear_target(connection, target_id)
    occurrences.add_target(connection, target_id, checked.occurrences, concepts)


def _write_findings(
    connection: Connection,
    place: Place,
    target_id: int,
    found: tuple[Found, ...],
    *,
    none: bool = False,
) -> None:
    if not none:
        findings.clear(connection, target_id)
    findings.add(connection, target_id, place.edition_id, found)


def _none_stored(place: Place) -> bool:
    """Say whether no finding can be stored of the target: none is open, none was ever waived."""
    target = place.target
    return not (target.errors or target.warnings or target.notes or place.waivers[2])


# History


def _taken_over(connection: Connection, step: Step) -> list[dict[str, Any]]:
    """The draft that this step replaces, if it would otherwise be lost.

    Autosaves of one person are one draft; what another person wrote, what a
    match of the memory covers, or what a step with a note replaces, is kept.
    """
    before, after = step.before, step.after
    if before.id is None or before.state is not State.INITIAL or not before.text.strip():
        return []
    another = before.author_id != after.author_id or before.origin is not after.origin
    if not step.rewrites or not (another or step.note):
        return []
    if histories.has_version(connection, before.id, before.version):
        return []
    moment = {"action": Action.DRAFT.value, "actor_id": before.author_id, "at": before.updated_at}
    return [_row(before, **moment)]


def _entry(step: Step, after: TargetRow) -> list[dict[str, Any]]:
    """What this step made, where it is more than one draft over another."""
    settles = step.action is not Action.DRAFT or step.before.state is not after.state
    if not (settles or step.note or step.sets_anew):
        return []
    action = SET_ANEW if step.sets_anew else step.called or step.action.value
    moment = {"action": action, "actor_id": step.actor_id, "at": step.at}
    return [_row(after, note=step.note, **moment)]


def _row(target: TargetRow, **moment: Any) -> dict[str, Any]:
    """Write down a target as it was at a moment: by which action, whose, when and why."""
    return {
        "target_id": target.id,
        "version": target.version,
        "text": target.text,
        "state": target.state.value,
        "marks": sorted(target.marks),
        "origin": target.origin.value,
        "segment_version_id": target.segment_version_id,
        "author_id": target.author_id,
        "note": "",
        **moment,
    }
