"""Putting right what a revision of the glossary made wrong: each place shown, and kept by a person.

Nothing is rewritten by itself. To accept a suggestion is an ordinary save by
whoever accepts it: it can be undone, and what was approved has to be approved
again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from glossary.model import Severity, Span
from translations.checks import terminology
from translations.inline import plain
from translations.model import Finding, Fix
from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion, WorkbenchError
from workbench.permissions import Actor, Permission
from workbench.services import access, consulting, editing
from workbench.services.consulting import Opened
from workbench.services.keeping import Saved
from workbench.storage import affected, feed, findings, term_log
from workbench.storage.affected import LeftRow
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.findings import Found
from workbench.storage.term_log import RevisionRow

#: On one page, and at most put right by one request.
AT_ONCE = 50
MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBy:
    """A revision that left something to be put right."""

    revision: RevisionRow
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReplace:
    """A segment in an edition in which a revision made a rendering wrong."""

    left: LeftRow
    finding: Finding
    form: str  #: the words that stand there; empty where a rendering is missing
    suggestion: str  #: in the same case and number; empty: a person must write it
    others: tuple[str, ...]  #: what else would be right, in citation form


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What a revision left to be put right, page by page."""

    opened: Opened
    revision: RevisionRow
    rows: tuple[ToReplace, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // AT_ONCE))

    @property
    def ready(self) -> int:
        """How many of those shown have a suggestion."""
        return sum(bool(row.suggestion) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A place in which a suggestion could not be put in, and why."""

    edition_id: int
    segment_id: int
    error: WorkbenchError


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """How many suggestions were put in at once, which were not, and how much is left."""

    done: int
    refused: tuple[Refused, ...]
    left: int


def left(database: Database, *, actor: Actor, glossary_id: int) -> tuple[LeftBy, ...]:
    """List the revisions that left something to be put right, newest first."""
    with reading(database) as connection:
        seen = consulting.open_in(connection, actor, glossary_id)
        counted = affected.open_by_revision(connection, glossary_id, _mine(seen))
        rows = {n: term_log.revision(connection, glossary_id, n) for n in counted}
    return tuple(
        LeftBy(revision=row, open=counted[number])
        for number, row in sorted(rows.items(), reverse=True)
        if row is not None
    )


def queue(
    database: Database,
    *,
    actor: Actor,
    glossary_id: int,
    revision: int,
    concept: str = "",
    page: int = 1,
) -> Queue:
    """Show what a revision left to be put right in the projects that this person sees."""
    with reading(database) as connection:
        seen = consulting.open_in(connection, actor, glossary_id)
        row = term_log.revision(connection, glossary_id, revision)
        if row is None:
            raise NotFound("revision", revision)
        mine = _mine(seen)
        total = affected.count(connection, glossary_id, revision, mine, concept=concept)
        first = (max(1, page) - 1) * AT_ONCE
        rows = affected.listed(
            connection, glossary_id, revision, mine, concept=concept, first=first, limit=AT_ONCE
        )
        shown = tuple(_to_replace(connection, rows))
    return Queue(opened=seen, revision=row, rows=shown, total=total, page=max(1, page))


def accept(
    database: Database,
    *,
    actor: Actor,
    glossary_id: int,
    revision: int,
    edition_id: int,
    segment_id: int,
    concept: str,
    version: int,
    text: str = "",
) -> Saved:
    """Put the suggestion, or these words, in the place of those that became wrong."""
    with reading(database) as connection:
        row = _one(connection, actor, glossary_id, revision, edition_id, segment_id, concept)
        if row.left.version != version:
            current = {"version": row.left.version, "text": row.left.target}
            raise StaleVersion("segment", seen=version, current=current)
        words = text.strip()
        put_in = _written(row, words) if words else _suggested(connection, row)
    return editing.save_target(
        database,
        actor=actor,
        edition_id=edition_id,
        segment_id=segment_id,
        text=_with(row.left.target, put_in),
        version=version,
        note=_told(row.left.target, put_in),
    )


def accept_all(
    database: Database,
    *,
    actor: Actor,
    glossary_id: int,
    revision: int,
    concept: str = "",
    edition_id: int | None = None,
) -> Accepted:
    """Put in all suggestions that a revision left, some at a time; each is a save of its own."""
    with reading(database) as connection:
        seen = consulting.open_in(connection, actor, glossary_id)
        mine = _mine(seen)
        rows = affected.listed(
            connection,
            glossary_id,
            revision,
            mine,
            concept=concept,
            edition_id=edition_id,
            limit=_LOOKED_AT,
        )
        ready = [row for row in _to_replace(connection, rows) if row.suggestion][:MOST]
    done, refused = 0, []
    for row in ready:
        edition, segment = row.left.edition_id, row.left.segment_id
        try:
            accept(
                database,
                actor=actor,
                glossary_id=glossary_id,
                revision=revision,
                concept=row.left.concept,
                version=row.left.version,
                edition_id=edition,
                segment_id=segment,
            )
            done += 1
        except WorkbenchError as error:
            refused.append(Refused(edition_id=edition, segment_id=segment, error=error))
    with reading(database) as connection:
        count = affected.count(
            connection, glossary_id, revision, mine, concept=concept, edition_id=edition_id
        )
    return Accepted(done=done, refused=tuple(refused), left=count)


#: Rows among which suggestions are looked for: where there is none a person has to write.
_LOOKED_AT = 1_000


def skip(
    database: Database,
    *,
    actor: Actor,
    glossary_id: int,
    revision: int,
    edition_id: int,
    segment_id: int,
    concept: str,
    reason: str,
) -> None:
    """Leave what stands there as it is; the finding stays open until it is waived or mended."""
    why = " ".join(reason.split())
    if not why:
        raise InvalidInput("reason", "Say why this is right here.")
    editing.refuse_unfit(why)
    with writing(database) as connection:
        row = _one(connection, actor, glossary_id, revision, edition_id, segment_id, concept)
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.WAIVE, project_id=project_id)
        closed = affected.close(
            connection,
            glossary_id,
            revision,
            [(row.left.target_id, concept)],
            actor_id=actor.id,
            why=why,
        )
        if not closed:
            raise Conflict("Somebody has seen to this already.")
        happening = Happening(
            kind="replacement.skipped",
            actor_id=actor.id,
            edition_id=edition_id,
            segment_id=segment_id,
            facts={"revision": revision, "concept": concept, "reason": why},
        )
        feed.append(connection, project_id, happening)


def _mine(seen: Opened) -> list[int]:
    return [project.id for project in seen.projects]


def _one(
    connection: Connection,
    actor: Actor,
    glossary_id: int,
    revision: int,
    edition_id: int,
    segment_id: int,
    concept: str,
) -> ToReplace:
    seen = consulting.open_in(connection, actor, glossary_id)
    rows = affected.listed(
        connection,
        glossary_id,
        revision,
        _mine(seen),
        concept=concept,
        edition_id=edition_id,
        segment_id=segment_id,
        limit=1,
    )
    found = next(_to_replace(connection, rows), None)
    if found is None:
        raise NotFound("replacement", segment_id)
    return found


def _to_replace(connection: Connection, rows: Sequence[LeftRow]) -> Iterator[ToReplace]:
    stored = findings.of_targets(connection, [row.target_id for row in rows])
    for row in rows:
        found = _wrong(stored.get(row.target_id, ()), row.concept)
        if not found:
            continue
        finding = next((f for f in found if f.target is not None), found[0])
        ready = _ready(finding)
        others = (fix.text for fix in finding.fixes if fix is not ready)
        span = finding.target
        yield ToReplace(
            left=row,
            finding=finding,
            form=row.target[span.start : span.end] if span else "",
            suggestion=ready.text if ready else "",
            others=tuple(others),
        )


def _wrong(found: Sequence[Found], concept: str) -> list[Finding]:
    """What is open of a concept, and more than a note."""
    return [
        each.finding
        for each in found
        if each.waiver_id is None
        and each.finding.check == terminology.NAME
        and each.finding.concept == concept
        and each.finding.severity > Severity.NOTE
    ]


def _ready(finding: Finding) -> Fix | None:
    return next((fix for fix in finding.fixes if fix.ready), None)


def _written(row: ToReplace, words: str) -> list[tuple[Span, str]]:
    if row.finding.target is None:
        raise InvalidInput("text", "Nothing stands there yet; write it in the editor.")
    return [(row.finding.target, words)]


def _suggested(connection: Connection, row: ToReplace) -> list[tuple[Span, str]]:
    """Every suggestion for the concept with the words that it takes the place of, in order."""
    found = _wrong(findings.of_target(connection, row.left.target_id), row.left.concept)
    fixes = sorted((fix for each in found if (fix := _ready(each))), key=lambda fix: fix.span)
    if not fixes:
        raise Conflict("There is no suggestion for this place; write it in the editor.")
    put_in: list[tuple[Span, str]] = []
    for fix in fixes:
        if not put_in or put_in[-1][0].end <= fix.span.start:
            put_in.append((fix.span, fix.text))
    return put_in


def _with(text: str, put_in: Sequence[tuple[Span, str]]) -> str:
    """The text with words in the place of others, from its end to its beginning."""
    for span, words in reversed(put_in):
        text = text[: span.start] + words + text[span.end :]
    return text


def _told(text: str, put_in: Sequence[tuple[Span, str]]) -> str:
    """Say for the history what took the place of what."""
    told = (f"{text[span.start : span.end]} → {words}" for span, words in put_in)
    return plain("; ".join(told)).text
