"""The gate before publication: every blocker by kind, with the segments that it names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import Connection

from translations.checks import codes
from translations.model import Mark, State
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, checking, due_checks, standing_in
from workbench.services.standing_in import StandIn
from workbench.services.terms import RECHECK
from workbench.storage import editions, jobs
from workbench.storage.editions import EditionHead, Standing
from workbench.storage.engine import Database, reading, snapshot, writing
from workbench.storage.jobs import JobState

#: The check whose errors nobody may override.
CODES = codes.NAME
_ORDER = {state: place for place, state in enumerate(State)}
#: As many targets as are checked again while a person waits for the page.
_FEW = 200
_PENDING = (JobState.WAITING, JobState.RUNNING)
_BROKEN_OFF = (JobState.FAILED, JobState.CANCELLED)


class BlockerKind(StrEnum):
    EMPTY = "empty"
    OUTDATED = "outdated"
    BROKEN_CODES = "broken-codes"
    UNCHECKED = "unchecked"
    ERRORS = "errors"
    BELOW_STATE = "below-state"
    COMMENTS = "comments"


#: What a publisher may override in writing; the others nobody may.
OVERRIDABLE = frozenset({BlockerKind.BELOW_STATE, BlockerKind.ERRORS, BlockerKind.COMMENTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """One kind of reason not to publish, and where it stands."""

    kind: BlockerKind
    segments: tuple[int, ...]  #: in their order; none for what concerns the whole edition

    @property
    def overridable(self) -> bool:
        return self.kind in OVERRIDABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What stands between an edition and its publication."""

    edition: EditionHead
    blockers: tuple[Blocker, ...]
    counts: dict[State, int]
    empty: int
    empty_initial: int  #: among those that nobody has confirmed
    offered: int = 0  #: segments with an approved text beside a newer one
    stand_ins: Mapping[int, str] = field(default_factory=dict)  #: those that stand for them here

    @property
    def open(self) -> bool:
        return not self.blockers

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def seal(self) -> str:
        """Stand for these very blockers: whoever overrides them says which they saw."""
        blockers = [(blocker.kind.value, blocker.segments) for blocker in self.blockers]
        named = repr((blockers, sorted(self.stand_ins.items())))
        return hashlib.sha256(named.encode()).hexdigest()[:32]


def gate(database: Database, *, actor: Actor, edition_id: int) -> Gate:
    """Look at an edition as it stands, after its findings are brought up to date."""
    bring_up_to_date(database, actor=actor, edition_id=edition_id)
    with snapshot(database) as connection:
        return look(connection, edition_id)


def bring_up_to_date(database: Database, *, actor: Actor, edition_id: int) -> None:
    """Check again what is out of date: a few targets at once, many by a job."""
    with reading(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        head = _head(connection, edition_id)
        old = _stale(connection, head)
        ordered = _checks_are_pending(connection, head, set(old))
    if len(old) <= _FEW:
        checking.recheck(database, old)
    elif not ordered:
        with writing(database) as connection:
            due_checks.order(connection, old, project_id=project_id, actor=actor)


def look(connection: Connection, edition_id: int, *, approved: bool = False) -> Gate:
    """See the gate in this very transaction.

    `approved`: where a newer text is not approved, the last approved one stands for it.
    """
    head = _head(connection, edition_id)
    found = standing_in.find(connection, head)
    put_in = found if approved else {}
    standings = tuple(
        standing_in.put_in(standing, put_in)
        for standing in editions.standings(connection, edition_id)
    )
    return Gate(
        edition=head,
        blockers=tuple(_blockers(connection, head, standings, put_in)),
        offered=len(found),
        stand_ins={segment: each.text for segment, each in put_in.items()},
        counts={state: sum(s.state is state for s in standings) for state in State},
        empty=sum(s.empty for s in standings),
        empty_initial=sum(s.empty and s.state is State.INITIAL for s in standings),
    )


def _head(connection: Connection, edition_id: int) -> EditionHead:
    head = editions.head(connection, edition_id)
    if head is None:
        raise NotFound("edition", edition_id)
    return head


def _blockers(
    connection: Connection,
    head: EditionHead,
    standings: tuple[Standing, ...],
    put_in: Mapping[int, StandIn],
) -> Iterator[Blocker]:
    stored = editions.segments_with_errors(connection, head.id, CODES, codes.BREAKING)
    broken = (stored - put_in.keys()) | {s for s, each in put_in.items() if each.broken}
    talked = editions.segments_with_open_comments(connection, head.id)
    unchecked = set(_stale(connection, head))
    named = {
        BlockerKind.EMPTY: (s for s in standings if s.empty),
        BlockerKind.OUTDATED: (s for s in standings if Mark.OUTDATED in s.marks),
        BlockerKind.BROKEN_CODES: (s for s in standings if s.segment_id in broken),
        BlockerKind.UNCHECKED: (s for s in standings if s.target_id in unchecked),
        BlockerKind.ERRORS: (s for s in standings if s.errors and s.segment_id not in broken),
        BlockerKind.BELOW_STATE: (s for s in standings if _below(s, head.publish_from)),
        BlockerKind.COMMENTS: (s for s in standings if s.segment_id in talked),
    }
    waits = {
        BlockerKind.EMPTY: not standings,
        BlockerKind.UNCHECKED: _checks_are_pending(
            connection, head, {s.target_id for s in standings if s.target_id}
        ),
    }
    for kind, found in named.items():
        segments = tuple(s.segment_id for s in found)
        if segments or waits.get(kind):
            yield Blocker(kind=kind, segments=segments)


def _below(standing: Standing, wanted: State) -> bool:
    return not standing.empty and _ORDER[standing.state] < _ORDER[wanted]


def _stale(connection: Connection, head: EditionHead) -> tuple[int, ...]:
    """Name the targets to check again; a re-check that broke off has left them as they were."""
    broken_off = jobs.in_states(connection, RECHECK, _BROKEN_OFF)
    since = max((a["after"] for a in broken_off if a["glossary"] == head.glossary_id), default=0)
    return editions.stale(connection, head.id, since=since)


def _checks_are_pending(connection: Connection, head: EditionHead, targets: set[int]) -> bool:
    """Say whether a change has not reached every target of the edition yet."""
    rechecks = jobs.in_states(connection, RECHECK, _PENDING)
    if any(arguments["glossary"] == head.glossary_id for arguments in rechecks):
        return True
    checks = jobs.in_states(connection, due_checks.KIND, _PENDING)
    return any(not targets.isdisjoint(arguments["targets"]) for arguments in checks)
