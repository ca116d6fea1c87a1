"""The digest for translators: what reviewers changed in their work, word by word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from translations.difference import Stretch, difference
from workbench.permissions import Actor
from workbench.storage import projects, review_digest
from workbench.storage.engine import Database, reading
from workbench.storage.review_digest import Change

PAGE = 20
#: How far back the digest looks.
DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One change, with the words that went and came."""

    change: Change
    difference: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One page of the digest, newest first."""

    told: tuple[Told, ...]
    total: int
    page: int

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.told) - 1


def digest(database: Database, *, actor: Actor, page: int = 1) -> Digest:
    """Give a page of what others changed lately; past the end, the last page."""
    with reading(database) as connection:
        mine = [project.id for project in projects.of_member(connection, actor.id)]
        total = sum(review_digest.counts(connection, actor.id, mine, since=_since()).values())
        shown = max(1, min(page, -(-total // PAGE)))
        found = review_digest.changes(
            connection, actor.id, mine, since=_since(), skip=(shown - 1) * PAGE, limit=PAGE
        )
    told = tuple(Told(change=c, difference=difference(c.before, c.after)) for c in found)
    return Digest(told=told, total=total, page=shown)


def counts(database: Database, *, actor: Actor) -> Mapping[int, int]:
    """Count by edition what the digest tells."""
    with reading(database) as connection:
        mine = [project.id for project in projects.of_member(connection, actor.id)]
        return review_digest.counts(connection, actor.id, mine, since=_since())


def _since() -> datetime:
    return datetime.now(UTC) - timedelta(days=DAYS)
