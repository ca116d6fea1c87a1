"""Drafts from the memories: for a whole edition, or for the repeats of one segment.

Nothing that somebody wrote is touched: only empty segments are filled, each by
an ordinary save that says where it came from and can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from glossary.model import Severity
from translations.model import Origin, State
from translations.review import Action
from workbench.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access, editing, scenes
from workbench.services.editing import Inserted
from workbench.services.memory import looking_up
from workbench.services.memory.looking_up import Offered
from workbench.storage import accounts, jobs, memory_places, memory_units, memory_work, targets
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobRow
from workbench.storage.targets import Place

KIND = "pretranslate"
#: A match that is less like its segment costs more to mend than to write anew.
LOWEST, USUAL = 0.7, 0.85
#: Repeats that are filled by one request.
MOST = 100

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What came of it."""

    segments: int = 0  #: that were empty
    filled: int = 0
    held_back: int = 0  #: whose matches break a rule that holds today


def order(database: Database, *, actor: Actor, edition_id: int, least: float = USUAL) -> int:
    """Order that an edition is filled with matches that score at least so much."""
    if not LOWEST <= least <= 1:
        raise InvalidInput(
            "least", "The threshold is between %(lowest)s and 1.", lowest=str(LOWEST)
        )
    with writing(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.TRANSLATE, project_id=project_id)
        arguments = {"edition": edition_id, "least": least}
        return jobs.enqueue(connection, KIND, arguments, project_id=project_id, actor_id=actor.id)


def fill(database: Database, job: JobRow, tell: Tell) -> Filled:
    """Fill the edition of a job; what it has filled before it was interrupted stays filled."""
    edition_id, least = job.arguments["edition"], job.arguments["least"]
    with reading(database) as connection:
        actor = access.who_ordered(connection, job.actor_id, Permission.TRANSLATE)
        wanted = memory_work.untranslated(connection, edition_id)
    filled = held_back = 0
    for done, segment_id in enumerate(wanted):
        tell(done, len(wanted))
        match, broken = _best(database, edition_id, segment_id, least)
        held_back += match is None and broken
        filled += match is not None and _insert(
            database, actor, edition_id, segment_id, match, job.id
        )
    return Filled(segments=len(wanted), filled=filled, held_back=held_back)


def take_back(database: Database, job: JobRow, actor: Actor | None = None) -> int:
    """Empty what a job has filled and nobody has touched since; answers how many segments."""
    with reading(database) as connection:
        ordered = accounts.find(connection, job.actor_id or 0)
        used = memory_places.uses_of_job(connection, job.id)
    who = actor or (ordered.actor if ordered else None)
    count = 0
    for use in used:
        if who is None or use.version != use.target_version or not use.text:
            continue
        try:
            editing.save_target(
                database,
                actor=who,
                edition_id=use.edition_id,
                segment_id=use.segment_id,
                text="",
                version=use.version,
                action=Action.DRAFT,
            )
        except (StaleVersion, Conflict, NotAllowed):
            continue  # somebody works there just now, or may not any more: it stays
        count += 1
    return count


def undo(database: Database, *, actor: Actor, job_id: int) -> int:
    """Take back what a finished job has filled, but for what somebody has touched since."""
    with reading(database) as connection:
        job = jobs.find(connection, job_id)
        if job is None or job.kind != KIND:
            raise NotFound("pre-translation", job_id)
        access.require(connection, actor, Permission.TRANSLATE, project_id=job.project_id)
    return take_back(database, job, actor)


def _best(
    database: Database, edition_id: int, segment_id: int, least: float
) -> tuple[Offered | None, bool]:
    """The best match that breaks no rule, and whether there is any that breaks one."""
    with reading(database) as connection:
        place = targets.place(connection, edition_id, segment_id)
        if place is None or place.retired:
            return None, False
        hits = looking_up.hits_at(connection, place, most=looking_up.SHOWN)
        good = [hit for hit in hits if hit.match.score >= least]
        offered = looking_up.offer(connection, scenes.gather(connection, place), good)
    sound = (each for each in offered if not _breaks_a_rule(each))
    return next(sound, None), bool(offered)


def _breaks_a_rule(offered: Offered) -> bool:
    return any(finding.severity is Severity.ERROR for finding in offered.checked.open)


def _insert(
    database: Database,
    actor: Actor,
    edition_id: int,
    segment_id: int,
    offered: Offered,
    job_id: int | None,
) -> bool:
    """Save a match where nothing stands; false where somebody was quicker."""
    with reading(database) as connection:
        target = editing.find(connection, edition_id, segment_id).target
    if target.text:
        return False
    try:
        editing.save_target(
            database,
            actor=actor,
            edition_id=edition_id,
            segment_id=segment_id,
            text=offered.match.target,
            version=target.version,
            action=Action.DRAFT,
            origin=Origin.MEMORY,
            score=offered.match.score,
            match=Inserted(unit_id=offered.hit.row.id, job_id=job_id),
        )
    except (StaleVersion, Conflict):
        return False
    return True


# Repeats


def repeats(database: Database, *, actor: Actor, edition_id: int, segment_id: int) -> Sequence[int]:
    """Name the empty segments that say the same as this one, in the same voice."""
    with reading(database) as connection:
        place = editing.find(connection, edition_id, segment_id)
        access.require(connection, actor, Permission.READ, project_id=place.project_id)
        if place.target.state is State.INITIAL:
            return ()
        return memory_work.repeats(connection, edition_id, segment_id)


def propagate(database: Database, *, actor: Actor, edition_id: int, segment_id: int) -> int:
    """Fill the repeats of a confirmed segment with its translation; answers how many."""
    wanted = repeats(database, actor=actor, edition_id=edition_id, segment_id=segment_id)
    with reading(database) as connection:
        place = editing.find(connection, edition_id, segment_id)
        unit_id = _unit_of(connection, place)
    return sum(_repeat(database, actor, place, each, unit_id) for each in wanted[:MOST])


def _unit_of(connection: Connection, place: Place) -> int | None:
    """The unit of what is confirmed here, if the project keeps one and reads it."""
    hits = memory_units.at(connection, place.edition_id, place.segment_id)
    return next((row.id for row in hits if row.unit.target == place.target.text), None)


def _repeat(
    database: Database, actor: Actor, place: Place, segment_id: int, unit_id: int | None
) -> bool:
    with reading(database) as connection:
        there = editing.find(connection, place.edition_id, segment_id)
    if there.target.text or there.source != place.source:
        return False
    try:
        editing.save_target(
            database,
            actor=actor,
            edition_id=place.edition_id,
            segment_id=segment_id,
            text=place.target.text,
            version=there.target.version,
            action=Action.DRAFT,
            origin=Origin.MEMORY,
            score=1.0,
            match=None if unit_id is None else Inserted(unit_id=unit_id),
        )
    except (StaleVersion, Conflict, NotFound):
        return False
    return True
