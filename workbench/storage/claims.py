"""Who is writing where: read from the feed, for a while after a first keystroke or a save.

A claim keeps nobody out and needs no row of its own: it begins with an event, lasts as
long as drafts follow, and ends by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from translations.review import Action
from workbench.storage.tables import Event, Project

CLAIMED = "target.claimed"
LASTS = timedelta(minutes=2)
_SAVED, _REVIEWED = "target.saved", "target.reviewed"
#: Events that are looked through: as many as a busy project has while a claim lasts.
_BACK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody who is writing a segment, and when that was last seen."""

    segment_id: int
    user_id: int
    at: datetime


_RECENT = (
    select(Event.segment_id, Event.actor_id, Event.at, Event.kind, Event.facts)
    .join(Project, Project.id == Event.project_id)
    .where(
        Event.project_id == bindparam("of_project"),
        Event.number > Project.feed - _BACK,
        Event.at > bindparam("since"),
        Event.edition_id == bindparam("of_edition"),
        Event.kind.in_((CLAIMED, _SAVED, _REVIEWED)),
    )
    .order_by(Event.number)
)


def live(
    connection: Connection, project_id: int, edition_id: int, *, now: datetime
) -> dict[int, Claim]:
    """Tell by segment who is writing in an edition; who confirms or reviews has gone on."""
    asked = {"of_project": project_id, "of_edition": edition_id, "since": now - LASTS}
    found: dict[int, Claim] = {}
    for segment_id, user_id, at, kind, facts in connection.execute(_RECENT, asked):
        writes = kind == CLAIMED or (kind == _SAVED and facts.get("action") == Action.DRAFT)
        if writes:
            found[segment_id] = Claim(segment_id=segment_id, user_id=user_id, at=at)
        else:
            found.pop(segment_id, None)
    return found
