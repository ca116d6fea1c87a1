"""The gate before publication: every blocker by kind, with the segments that it names."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import Connection

from glossary.model import ViolationKind
from translations.checks import codes, terminology
from translations.model import Mark, State
from translations.review import FourEyes
from translations.rights import Lack, lacking
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, checking, due_checks, rights, standing_in
from workbench.services.standing_in import StandIn
from workbench.services.terms import RECHECK
from workbench.storage import editions, jobs
from workbench.storage.editions import EditionHead, Standing
from workbench.storage.engine import Database, reading, snapshot, writing
from workbench.storage.jobs import JobState

#: The check whose errors nobody may override.
CODES = codes.NAME
#: The check by the glossary, and of its errors those that ask for a fuller form.
_TERMS = terminology.NAME
_FIRST_MENTION = frozenset({ViolationKind.FIRST_MENTION.value})
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
    FIRST_MENTION = "first-mention"
    ERRORS = "errors"
    BELOW_STATE = "below-state"
    FOUR_EYES = "four-eyes"
    COMMENTS = "comments"
    RIGHTS = "rights"


#: Who may override what in writing; the others nobody may.
OVERRIDABLE = MappingProxyType(
    {
        BlockerKind.FIRST_MENTION: Permission.PUBLISH,
        BlockerKind.ERRORS: Permission.PUBLISH,
        BlockerKind.BELOW_STATE: Permission.PUBLISH,
        BlockerKind.FOUR_EYES: Permission.PUBLISH,
        BlockerKind.COMMENTS: Permission.PUBLISH,
        BlockerKind.RIGHTS: Permission.MANAGE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """One kind of reason not to publish, and where it stands."""

    kind: BlockerKind
    segments: tuple[int, ...]  #: in their order; none for what concerns the whole edition
    lacks: tuple[Lack, ...] = ()  #: of rights

    @property
    def overridable(self) -> bool:
        return self.kind in OVERRIDABLE

    def may_override(self, permissions: Collection[Permission]) -> bool:
        """Say whether somebody with these permissions may publish in spite of it."""
        return OVERRIDABLE.get(self.kind) in permissions


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
        blockers = [(b.kind.value, b.segments, b.lacks) for b in self.blockers]
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
        for standing in editions.standings(connection, edition_id, without=head.apparatus.left_out)
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
    stored_unsaid = editions.open_errors(connection, head.id, _TERMS, _FIRST_MENTION)
    unsaid = {s: count for s, count in stored_unsaid.items() if s not in put_in}
    talked = editions.segments_with_open_comments(connection, head.id)
    unchecked = set(_stale(connection, head))
    named = {
        BlockerKind.EMPTY: (s for s in standings if s.empty),
        BlockerKind.OUTDATED: (s for s in standings if Mark.OUTDATED in s.marks),
        BlockerKind.BROKEN_CODES: (s for s in standings if s.segment_id in broken),
        BlockerKind.UNCHECKED: (s for s in standings if s.target_id in unchecked),
        BlockerKind.FIRST_MENTION: (s for s in standings if s.segment_id in unsaid),
        BlockerKind.ERRORS: (
            s
            for s in standings
            if s.errors > unsaid.get(s.segment_id, 0) and s.segment_id not in broken
        ),
        BlockerKind.BELOW_STATE: (s for s in standings if _below(s, head.publish_from)),
        BlockerKind.FOUR_EYES: (s for s in standings if _reviewed_alone(s, head)),
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
    lacks = lacking(rights.of(connection, head.document_id), head.translators_licence)
    if lacks:
        yield Blocker(kind=BlockerKind.RIGHTS, segments=(), lacks=lacks)


def _below(standing: Standing, wanted: State) -> bool:
    return not standing.empty and _ORDER[standing.state] < _ORDER[wanted]


def _reviewed_alone(standing: Standing, head: EditionHead) -> bool:
    """Say whether nobody but its translator approved a text, where the project asks for another.

    It was so approved before the project asked for that.
    """
    asked = head.four_eyes == FourEyes.REQUIRED
    return asked and Mark.SELF_REVIEWED in standing.marks and not standing.empty


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
