"""Waiving a finding with a reason, for one occurrence, a speaker or the document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from glossary.model import Span
from translations.checks import codes
from translations.model import Finding
from translations.waivers import Scope, Subject, ordinals
from workbench.errors import Conflict, InvalidInput, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, due_checks, editing, keeping, scenes
from workbench.services.editing import find, happening, refuse_stale
from workbench.services.keeping import Saved
from workbench.services.scenes import Scene
from workbench.storage import feed, findings, footing
from workbench.storage.engine import Database, reading, writing
from workbench.storage.findings import WaiverRow
from workbench.storage.targets import Place


def waive(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    segment_id: int,
    version: int,
    check: str,
    kind: str,
    source: Span | None,
    target: Span | None,
    scope: Scope,
    reason: str,
) -> Saved:
    """Except a finding that stands in a target; it no longer counts or blocks.

    It lapses when the words it is about, their sense, the voice or the rule change.
    One that reaches further than this occurrence takes a terminologist.
    """
    if not reason.strip():
        raise InvalidInput("reason", "Say why this is right here.")
    editing.refuse_unfit(reason)
    wide = scope is not Scope.OCCURRENCE
    _admit(database, actor, edition_id, segment_id, wide=wide)
    with writing(database) as connection:
        footing.lock_edition(connection, edition_id)
        place = find(connection, edition_id, segment_id)
        refuse_stale(place.target, version)
        scene = scenes.gather(connection, place)
        about, ordinal = _meant(scene, check, kind, source, target)
        waiver_id = _add(connection, place, about, ordinal, scope, reason.strip(), actor)
        waived = _apply_here(connection, edition_id, segment_id)
        others = _others(connection, place.target.id, edition_id, about) if wide else ()
        job = due_checks.order(connection, others, project_id=place.project_id, actor=actor)
        event = happening(
            "waiver.added", place, actor, version, waiver=waiver_id, scope=scope.value
        )
        number = feed.append(connection, place.project_id, event)
    due_checks.settle(database, job)
    return replace(waived, number=number)


def _admit(
    database: Database, actor: Actor, edition_id: int, segment_id: int, *, wide: bool
) -> None:
    """Let in who may waive here; compiles the glossary while nobody has to wait."""
    wanted = Permission.WAIVE_WIDELY if wide else Permission.WAIVE
    with reading(database) as connection:
        place = find(connection, edition_id, segment_id)
        access.require(connection, actor, wanted, project_id=place.project_id)
        editing.refuse_retired(place)
        scenes.gather(connection, place)


def _add(
    connection: Connection,
    place: Place,
    about: Subject,
    ordinal: int,
    scope: Scope,
    reason: str,
    actor: Actor,
) -> int:
    if scope is Scope.SPEAKER and not place.speaker:
        raise InvalidInput("scope", "Nobody is named as the speaker of this block.")
    return findings.add_waiver(
        connection,
        edition_id=place.edition_id,
        segment_id=place.segment_id if scope is Scope.OCCURRENCE else None,
        scope=scope.value,
        speaker=place.speaker if scope is Scope.SPEAKER else "",
        check_name=about.check,
        kind=about.kind,
        concept=about.concept,
        source_words=about.source_words,
        target_words=about.target_words,
        basis=scenes.basis(about),
        ordinal=ordinal,
        reason=reason,
        actor_id=actor.id,
        at=datetime.now(UTC),
    )


def end_waiver(
    database: Database, *, actor: Actor, edition_id: int, waiver_id: int, reason: str = ""
) -> tuple[WaiverRow, int]:
    """Take a waiver back; gives it as it was, and how many targets are concerned."""
    with writing(database) as connection:
        waiver = findings.waiver(connection, waiver_id)
        if waiver is None or waiver.edition_id != edition_id:
            raise NotFound("waiver", waiver_id)
        project_id = access.project_of_edition(connection, edition_id)
        wide = waiver.scope != Scope.OCCURRENCE
        wanted = Permission.WAIVE_WIDELY if wide else Permission.WAIVE
        access.require(connection, actor, wanted, project_id=project_id)
        footing.lock_edition(connection, edition_id)
        now = datetime.now(UTC)
        if not findings.end_waiver(
            connection, waiver_id, ended_at=now, ended_by=actor.id, ended_why=reason.strip()
        ):
            raise Conflict("This waiver has ended already.")
        concerned = findings.targets_under(connection, waiver_id)
        job = due_checks.order(connection, concerned, project_id=project_id, actor=actor)
        event = feed.Happening(
            kind="waiver.ended",
            actor_id=actor.id,
            edition_id=edition_id,
            segment_id=waiver.segment_id,
            facts={"waiver": waiver_id},
        )
        feed.append(connection, project_id, event)
    due_checks.settle(database, job)
    return replace(waiver, ended_at=now), len(concerned)


def _meant(
    scene: Scene, check: str, kind: str, source: Span | None, target: Span | None
) -> tuple[Subject, int]:
    """Find what is to be waived among what stands, with its number among equals."""
    checked = scene.check(scene.place.segment_id)
    numbers = ordinals(checked.subjects)
    for found, about, number in zip(checked.found, checked.subjects, numbers, strict=True):
        finding = found.finding
        where = (finding.check, finding.kind, finding.source, finding.target)
        if where == (check, kind, source, target):
            if found.waiver_id is not None:
                raise Conflict("This finding is waived already.")
            _refuse_broken(finding)
            return about, number
    raise Conflict("There is no such finding in the text that stands. Reload the segment.")


def _refuse_broken(finding: Finding) -> None:
    if codes.breaks(finding):
        raise InvalidInput("check", "Broken codes cannot be excepted. Mend them.")


def _apply_here(connection: Connection, edition_id: int, segment_id: int) -> Saved:
    """Write the findings of the segment as they are under the new waiver."""
    place = find(connection, edition_id, segment_id)
    scene = scenes.gather(connection, place)
    checked = scene.check(segment_id)
    assert place.target.id is not None
    keeping.keep_findings(connection, place, place.target.id, checked.found)
    return Saved(
        edition_id=edition_id,
        segment_id=segment_id,
        changed=False,
        target=find(connection, edition_id, segment_id).target,
        checked=checked,
    )


def _others(
    connection: Connection, here: int | None, edition_id: int, about: Subject
) -> tuple[int, ...]:
    """Name the other targets in which the same is found."""
    alike = findings.targets_with(
        connection, edition_id, check=about.check, kind=about.kind, concept=about.concept
    )
    return tuple(each for each in alike if each != here)
