"""Claiming a segment at the first keystroke, so that others see that somebody is at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.editing import find, happening, refuse_retired
from workbench.storage import claims, feed, targets
from workbench.storage.claims import Claim
from workbench.storage.engine import Database, writing
from workbench.storage.targets import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Somebody else who is writing a segment."""

    id: int
    name: str
    at: datetime


def claim(database: Database, *, actor: Actor, edition_id: int, segment_id: int) -> Writer | None:
    """Tell the project that one writes here; answers who was here before, who keeps the claim.

    A claim lasts two minutes after the last keystroke that was heard of. It keeps nobody out.
    """
    with writing(database) as connection:
        place = find(connection, edition_id, segment_id)
        access.require(connection, actor, Permission.TRANSLATE, project_id=place.project_id)
        refuse_retired(place)
        now = datetime.now(UTC)
        standing = claims.live(connection, place.project_id, edition_id, now=now)
        other = _other(connection, standing.get(segment_id), actor)
        if other is None:
            event = happening(claims.CLAIMED, place, actor, place.target.version)
            feed.append(connection, place.project_id, event)
    return other


def writer(connection: Connection, place: Place, actor: Actor) -> Writer | None:
    """Tell who else is writing a segment now."""
    standing = claims.live(connection, place.project_id, place.edition_id, now=datetime.now(UTC))
    return _other(connection, standing.get(place.segment_id), actor)


def writers(
    connection: Connection, project_id: int, edition_id: int, actor: Actor
) -> dict[int, str]:
    """Name by segment who else is writing in an edition now."""
    standing = claims.live(connection, project_id, edition_id, now=datetime.now(UTC))
    others = {s: c.user_id for s, c in standing.items() if c.user_id != actor.id}
    names = targets.names(connection, others.values())
    return {segment_id: names.get(user_id, "") for segment_id, user_id in others.items()}


def _other(connection: Connection, standing: Claim | None, actor: Actor) -> Writer | None:
    if standing is None or standing.user_id == actor.id:
        return None
    names = targets.names(connection, [standing.user_id])
    return Writer(id=standing.user_id, name=names.get(standing.user_id, ""), at=standing.at)
