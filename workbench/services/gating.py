"""The gate before publication: every blocker by kind, with the segments that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from translations.checks import codes
from translations.model import Mark, State
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, checking
from workbench.services.terms import RECHECK
from workbench.storage import editions
from workbench.storage.editions import EditionHead, Standing
from workbench.storage.engine import Database, reading

_CODES = codes.NAME
_ORDER = {state: place for place, state in enumerate(State)}


class BlockerKind(StrEnum):
    EMPTY = "empty"
    BELOW_STATE = "below-state"
    ERRORS = "errors"
    BROKEN_CODES = "broken-codes"
    OUTDATED = "outdated"
    COMMENTS = "comments"
    UNCHECKED = "unchecked"


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

    @property
    def open(self) -> bool:
        return not self.blockers


def gate(database: Database, *, actor: Actor, edition_id: int) -> Gate:
    """Look at an edition as it stands, after its findings are brought up to date."""
    with reading(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        old = editions.stale(connection, edition_id)
    if old:
        checking.recheck(database, old)
    with reading(database) as connection:
        return look(connection, edition_id)


def look(connection: Connection, edition_id: int) -> Gate:
    """See the gate in this very transaction."""
    head = editions.head(connection, edition_id)
    if head is None:
        raise NotFound("edition", edition_id)
    standings = editions.standings(connection, edition_id)
    return Gate(
        edition=head,
        blockers=tuple(_blockers(connection, head, standings)),
        counts={state: sum(s.state is state for s in standings) for state in State},
        empty=sum(s.empty for s in standings),
    )


def _blockers(
    connection: Connection, head: EditionHead, standings: tuple[Standing, ...]
) -> Iterator[Blocker]:
    broken = editions.segments_with_errors(connection, head.id, _CODES)
    talked = editions.segments_with_open_comments(connection, head.id)
    named = {
        BlockerKind.EMPTY: (s for s in standings if s.empty),
        BlockerKind.OUTDATED: (s for s in standings if Mark.OUTDATED in s.marks),
        BlockerKind.BROKEN_CODES: (s for s in standings if s.segment_id in broken),
        BlockerKind.ERRORS: (s for s in standings if s.errors and s.segment_id not in broken),
        BlockerKind.BELOW_STATE: (s for s in standings if _below(s, head.publish_from)),
        BlockerKind.COMMENTS: (s for s in standings if s.segment_id in talked),
    }
    if not standings:
        yield Blocker(kind=BlockerKind.EMPTY, segments=())
    for kind, found in named.items():
        if segments := tuple(s.segment_id for s in found):
            yield Blocker(kind=kind, segments=segments)
    if _being_checked(editions.pending_jobs(connection, RECHECK), head.glossary_id):
        yield Blocker(kind=BlockerKind.UNCHECKED, segments=())


def _below(standing: Standing, wanted: State) -> bool:
    return not standing.empty and _ORDER[standing.state] < _ORDER[wanted]


def _being_checked(jobs: Iterable[dict[str, object]], glossary_id: int) -> bool:
    """A change of the glossary has not reached every segment yet."""
    return any(arguments.get("glossary") == glossary_id for arguments in jobs)
