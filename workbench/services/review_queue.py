"""The review queue: what waits for a person in all their projects, oldest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from translations.model import Finding, Mark
from translations.review import TRANSITIONS, Action, FourEyes
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.storage import findings, progress, projects, review_queue, rows
from workbench.storage.engine import Database, reading
from workbench.storage.progress import EditionProgress
from workbench.storage.projects import ProjectRow
from workbench.storage.review_queue import Asker, Narrowed, Pile, Remark, Waiting
from workbench.storage.rows import Mention

PAGE = 20
_OFFERED = (Action.APPROVE, Action.RETURN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A target in the queue, with what is marked in it and what the person may do."""

    waiting: Waiting
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]  #: open ones
    remark: Remark | None  #: why it was returned
    own: bool
    actions: frozenset[Action]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One page of a pile, and what else there is."""

    pile: Pile
    narrowed: Narrowed
    entries: tuple[Entry, ...]
    counts: Mapping[Pile, int]  #: as narrowed; the piles that concern this person
    page: int
    projects: tuple[ProjectRow, ...]
    editions: tuple[EditionProgress, ...]

    @property
    def total(self) -> int:
        return self.counts.get(self.pile, 0)

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.entries) - 1

    @property
    def edition(self) -> EditionProgress | None:
        """The edition that the queue is narrowed to."""
        return next((e for e in self.editions if e.id == self.narrowed.edition_id), None)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({edition.language for edition in self.editions}))


def queue(
    database: Database, *, actor: Actor, pile: Pile, narrowed: Narrowed, page: int = 1
) -> Queue:
    """Give a page of a pile; past the end, the last page."""
    with reading(database) as connection:
        mine = (
            projects.every(connection) if actor.admin else projects.of_member(connection, actor.id)
        )
        asker = _asker(connection, actor, mine)
        counts = {
            each: review_queue.count(connection, each, asker, narrowed) for each in _piles(asker)
        }
        shown = max(1, min(page, -(-counts.get(pile, 0) // PAGE)))
        found = review_queue.oldest(
            connection, pile, asker, narrowed, skip=(shown - 1) * PAGE, limit=PAGE
        )
        return Queue(
            pile=pile,
            narrowed=narrowed,
            entries=tuple(_entries(connection, asker, found)),
            counts=counts,
            page=shown,
            projects=mine,
            editions=progress.editions(connection, [p.id for p in mine], user_id=actor.id),
        )


def _asker(connection: Connection, actor: Actor, mine: tuple[ProjectRow, ...]) -> Asker:
    held = {project.id: access.permissions(connection, actor, project.id) for project in mine}
    reviews = [project for project in mine if Permission.REVIEW in held[project.id]]
    strict = frozenset(p.id for p in reviews if p.four_eyes is FourEyes.REQUIRED)
    return Asker(
        user_id=actor.id,
        translates=frozenset(p.id for p in mine if Permission.TRANSLATE in held[p.id]),
        reviews_others=strict,
        reviews_all=frozenset(p.id for p in reviews) - strict,
    )


def _piles(asker: Asker) -> Iterator[Pile]:
    if asker.reviews_others or asker.reviews_all:
        yield Pile.TO_REVIEW
    if asker.translates:
        yield Pile.RETURNED
    if asker.reviews_others or asker.reviews_all:
        yield Pile.SELF_REVIEWED


def _entries(connection: Connection, asker: Asker, found: tuple[Waiting, ...]) -> Iterator[Entry]:
    target_ids = [each.target_id for each in found]
    mentioned = rows.mentions(connection, [each.text_id for each in found])
    judged = findings.of_targets(connection, target_ids)
    remarked = review_queue.remarks(connection, target_ids)
    for each in found:
        own = each.author_id == asker.user_id
        yield Entry(
            waiting=each,
            mentions=mentioned.get(each.text_id, ()),
            findings=tuple(
                f.finding for f in judged.get(each.target_id, ()) if f.waiver_id is None
            ),
            remark=remarked.get(each.target_id) if Mark.RETURNED in each.marks else None,
            own=own,
            actions=_actions(each, own=own),
        )


def _actions(each: Waiting, *, own: bool) -> frozenset[Action]:
    """Name the moves that the state and four eyes leave open."""
    if own and each.four_eyes is FourEyes.REQUIRED:
        return frozenset()
    return frozenset(action for action in _OFFERED if (each.state, action) in TRANSITIONS)
