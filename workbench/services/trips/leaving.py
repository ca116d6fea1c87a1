"""Out: segments of an edition as a file, and a record of what stood when it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from glossary.saying import Message
from translations.trips import keys
from translations.trips.keys import Key
from translations.trips.model import Departed, Outgoing, Trip, digest
from translations.trips.telling import told_state
from translations.trips.writing import FORMS
from workbench.errors import Conflict, InvalidInput, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, gating, marked_words
from workbench.services.publishing import Export, file_name
from workbench.storage import editions, findings, outings, rows
from workbench.storage.editions import EditionHead
from workbench.storage.engine import Database, snapshot, writing
from workbench.storage.rows import EditorRow, Filter

#: As many segments as one file may have.
MOST = 1_000_000
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gathered:
    """What a file is made of, as it stood at one moment."""

    head: EditionHead
    rows: Sequence[tuple[int, EditorRow]]  #: with their places in the document, from 1
    comments: Mapping[int, tuple[str, ...]]
    findings: Mapping[int, tuple[Message, ...]]  #: by targets


def leave(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    form: str,
    chosen: Filter,
    say: Callable[[Message], str],
    reader: str = "en",
) -> Export:
    """Write the chosen segments as a file for work elsewhere, and keep what stood for them.

    `say` puts what the checks found into words, in the language of the `reader`.
    """
    if form not in FORMS:
        offered = ", ".join(FORMS)
        raise InvalidInput(
            "format", "“%(name)s” is none of %(offered)s.", name=form, offered=offered
        )
    gating.bring_up_to_date(database, actor=actor, edition_id=edition_id)
    with snapshot(database) as connection:
        gathered = _gather(connection, actor, edition_id, chosen)
    if not gathered.rows:
        raise Conflict("No segment fits this choice; there is nothing to take along.")
    with writing(database) as connection:
        outing_id = outings.begin(
            connection,
            edition_id=edition_id,
            actor_id=actor.id,
            format=form,
            chosen=_facts(chosen),
        )
        segments = tuple(_outgoing(gathered, outing_id, say))
        outings.fill(connection, outing_id, dict(_departed(gathered, segments)))
    trip = Trip(
        outing=outing_id,
        title=gathered.head.title,
        source_language=gathered.head.source_language,
        target_language=gathered.head.language,
        segments=segments,
        reader=reader,
    )
    return _written(trip, gathered.head, form)


def _written(trip: Trip, head: EditionHead, form: str) -> Export:
    writer = FORMS[form]
    name = file_name(head.title, str(head.document_id), head.language, f"o{trip.outing}")
    return Export(
        name=f"{name}{writer.extension}", media_type=writer.media_type, body=writer.write(trip)
    )


def _gather(connection: Connection, actor: Actor, edition_id: int, chosen: Filter) -> _Gathered:
    head = editions.head(connection, edition_id)
    if head is None:
        raise NotFound("edition", edition_id)
    access.require(connection, actor, Permission.EXPORT, project_id=head.project_id)
    every = rows.from_place(connection, edition_id, None, Filter(), MOST)
    wanted = _wanted(connection, head, chosen, every)
    found = [(n, row) for n, row in enumerate(every, 1) if row.segment_id in wanted]
    targets = [row.target_id for _, row in found if row.target_id is not None]
    return _Gathered(
        head=head,
        rows=found,
        comments=editions.comments(connection, edition_id),
        findings=dict(_open_findings(connection, targets)),
    )


def _wanted(
    connection: Connection, head: EditionHead, chosen: Filter, every: Sequence[EditorRow]
) -> frozenset[int]:
    """Name the segments that a filter shows."""
    if not chosen:
        return frozenset(row.segment_id for row in every)
    meant = marked_words.chosen_in(connection, head.glossary_id, chosen)
    shown = rows.from_place(connection, head.id, None, meant, MOST)
    return frozenset(row.segment_id for row in shown)


def _open_findings(
    connection: Connection, targets: Sequence[int]
) -> Iterator[tuple[int, tuple[Message, ...]]]:
    for first in range(0, len(targets), _AT_ONCE):
        found = findings.of_targets(connection, targets[first : first + _AT_ONCE])
        for target, every in found.items():
            yield target, tuple(each.finding.message for each in every if each.waiver_id is None)


def _outgoing(
    gathered: _Gathered, outing_id: int, say: Callable[[Message], str]
) -> Iterator[Outgoing]:
    for number, row in gathered.rows:
        found = gathered.findings.get(row.target_id or 0, ())
        segment = Outgoing(
            key=keys.written(Key(outing_id, row.segment_id)),
            number=number,
            source=row.source,
            target=row.target,
            codes=row.codes,
            state=row.state,
            marks=row.marks,
            findings=tuple(map(say, found)),
            comments=gathered.comments.get(row.segment_id, ()),
            left_out=row.left_out,
        )
        yield replace(segment, target="", findings=()) if row.left_out else segment


def _departed(gathered: _Gathered, segments: Sequence[Outgoing]) -> Iterator[tuple[int, Departed]]:
    for (_, row), segment in zip(gathered.rows, segments, strict=True):
        yield (
            row.segment_id,
            Departed(
                text_id=row.text_id,
                version=row.version,
                digest=digest(segment.target),
                state=told_state(segment),
            ),
        )


def _facts(chosen: Filter) -> dict[str, Any]:
    """Write down a filter: what it asks, by the names of the editor's addresses."""
    asked = {
        "state": sorted(chosen.states),
        "mark": chosen.mark,
        "finding": chosen.finding,
        "term": chosen.term,
        "violates": chosen.violates,
        "q": chosen.text,
        "mine": chosen.mine,
        "commented": chosen.commented,
    }
    return {name: value for name, value in asked.items() if value}
