"""The editor's windows: rows around a place, filtered, with their terms and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from translations.model import Finding
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, claiming, marked_words
from workbench.storage import editions, findings, rows
from workbench.storage.editions import EditionHead
from workbench.storage.engine import Database, reading
from workbench.storage.rows import Cursor, EditorRow, Filter, Mention

#: Rows of a window, and rows before the segment that it was opened at.
WINDOW, _BEFORE = 60, 15


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A row with what is underlined in it."""

    row: EditorRow
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]  #: open ones
    writer: str = ""  #: somebody else who is writing here now


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Rows in the order of the document; `before` and `after` say whether there are more."""

    edition: EditionHead
    rows: tuple[ShownRow, ...]
    before: bool
    after: bool

    @property
    def first(self) -> Cursor | None:
        return self.rows[0].row.cursor if self.rows else None

    @property
    def last(self) -> Cursor | None:
        return self.rows[-1].row.cursor if self.rows else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An edition opened at a place."""

    permissions: frozenset[Permission]
    window: Window
    feed: int  #: the last event that the window already shows

    @property
    def edition(self) -> EditionHead:
        return self.window.edition


def open_edition(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    chosen: Filter,
    segment_id: int | None = None,
    place: Cursor | None = None,
) -> Opened:
    """Open an edition at a segment or a place, with some rows before it; else at its start."""
    with reading(database) as connection:
        head = _head(connection, actor, edition_id)
        at = _place(connection, edition_id, segment_id) or place
        chosen = marked_words.chosen_in(connection, head.glossary_id, chosen)
        feed = rows.feed_of(connection, head.project_id)  # before the rows: none is missed
        return Opened(
            permissions=access.permissions(connection, actor, head.project_id),
            window=_around(connection, head, actor, at, chosen),
            feed=feed,
        )


def following(
    database: Database, *, actor: Actor, edition_id: int, chosen: Filter, after: Cursor
) -> Window:
    """Give the rows that come after a place."""
    with reading(database) as connection:
        head = _head(connection, actor, edition_id)
        chosen = marked_words.chosen_in(connection, head.glossary_id, chosen)
        beyond = Cursor(after.block, after.position + 1)
        found = rows.from_place(connection, edition_id, beyond, chosen, WINDOW + 1)
        shown = _shown(connection, head, actor, found[:WINDOW])
        return Window(edition=head, rows=shown, before=True, after=len(found) > WINDOW)


def preceding(
    database: Database, *, actor: Actor, edition_id: int, chosen: Filter, before: Cursor
) -> Window:
    """Give the rows that come before a place."""
    with reading(database) as connection:
        head = _head(connection, actor, edition_id)
        chosen = marked_words.chosen_in(connection, head.glossary_id, chosen)
        found = rows.before_place(connection, edition_id, before, chosen, WINDOW + 1)
        shown = _shown(connection, head, actor, found[-WINDOW:])
        return Window(edition=head, rows=shown, before=len(found) > WINDOW, after=True)


def one_row(database: Database, *, actor: Actor, edition_id: int, segment_id: int) -> Window:
    """Give one row as it stands now, alone in a window."""
    with reading(database) as connection:
        head = _head(connection, actor, edition_id)
        place = _place(connection, edition_id, segment_id)
        found = rows.from_place(connection, edition_id, place, Filter(), 1)
        if not found or found[0].segment_id != segment_id:
            raise NotFound("segment", segment_id)
        shown = _shown(connection, head, actor, found)
        return Window(edition=head, rows=shown, before=True, after=True)


def next_open(
    database: Database, *, actor: Actor, edition_id: int, chosen: Filter, segment_id: int
) -> int | None:
    """Name the next segment that wants a translation, within the filter's text and terms."""
    with reading(database) as connection:
        head = _head(connection, actor, edition_id)
        chosen = marked_words.chosen_in(connection, head.glossary_id, chosen)
        place = _place(connection, edition_id, segment_id)
        assert place is not None
        return rows.next_open(connection, edition_id, place, chosen)


def count(database: Database, *, actor: Actor, edition_id: int, chosen: Filter) -> int:
    """Count what a filter shows."""
    with reading(database) as connection:
        head = _head(connection, actor, edition_id)
        chosen = marked_words.chosen_in(connection, head.glossary_id, chosen)
        return rows.count(connection, edition_id, chosen)


def _head(connection: Connection, actor: Actor, edition_id: int) -> EditionHead:
    head = editions.head(connection, edition_id)
    if head is None:
        raise NotFound("edition", edition_id)
    access.require(connection, actor, Permission.READ, project_id=head.project_id)
    return head


def _place(connection: Connection, edition_id: int, segment_id: int | None) -> Cursor | None:
    if segment_id is None:
        return None
    place = rows.place_of(connection, edition_id, segment_id)
    if place is None:
        raise NotFound("segment", segment_id)
    return place


def _around(
    connection: Connection,
    head: EditionHead,
    actor: Actor,
    place: Cursor | None,
    chosen: Filter,
) -> Window:
    found = rows.from_place(connection, head.id, place, chosen, WINDOW + 1)
    earlier: tuple[EditorRow, ...] = ()
    if place is not None:
        earlier = rows.before_place(connection, head.id, place, chosen, _BEFORE + 1)
    kept = (*earlier[-_BEFORE:], *found[:WINDOW])
    return Window(
        edition=head,
        rows=_shown(connection, head, actor, kept),
        before=len(earlier) > _BEFORE,
        after=len(found) > WINDOW,
    )


def _shown(
    connection: Connection, head: EditionHead, actor: Actor, found: tuple[EditorRow, ...]
) -> tuple[ShownRow, ...]:
    mentioned = rows.mentions(connection, [row.text_id for row in found])
    target_ids = [row.target_id for row in found if row.target_id is not None]
    open_ones = _open(findings.of_targets(connection, target_ids))
    writers = claiming.writers(connection, head.project_id, head.id, actor)
    return tuple(
        ShownRow(
            row=row,
            mentions=mentioned.get(row.text_id, ()),
            findings=open_ones.get(row.target_id or 0, ()),
            writer=writers.get(row.segment_id, ""),
        )
        for row in found
    )


def _open(found: Mapping[int, tuple[findings.Found, ...]]) -> dict[int, tuple[Finding, ...]]:
    return {
        target: tuple(f.finding for f in each if f.waiver_id is None)
        for target, each in found.items()
    }
