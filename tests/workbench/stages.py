"""Editions brought to any stage through the services that people use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from tests.workbench.factories import World
from translations.review import Action
from workbench.permissions import Actor
from workbench.services import editing, glossing, reviewing
from workbench.services.keeping import Saved
from workbench.storage import tables
from workbench.storage.engine import Database, reading, writing

#: A translation of `factories.ARTICLE` without a finding.
RUSSIAN = (
    "Народное ополчение покинуло этот город.",
    "Оно ушло в республику.",
    "Никто не видел 12 машин.",
    "Государственный переворот — это не смена власти.",
    "Мы — ополчение.",
)


def index(database: Database, desk: World) -> None:
    """Find the terms of the source, as an import does."""
    with writing(database) as connection:
        text, segment = tables.SegmentVersion, tables.Segment
        rows = connection.execute(
            select(text.id, text.text)
            .join(segment, segment.text_id == text.id)
            .where(segment.document_id == desk.document)
        )
        glossing.index_source(
            connection,
            [(row.id, row.text) for row in rows],
            language="en",
            termbase=glossing.termbase(connection, desk.glossary),
            glossary_id=desk.glossary,
        )


def save(
    database: Database,
    desk: World,
    place: int,
    text: str,
    *,
    action: Action = Action.CONFIRM,
    actor: Actor | None = None,
) -> Saved:
    """Save a text for the segment at a place, whatever stands there now."""
    segment_id = desk.segments[place]
    with reading(database) as connection:
        version = editing.find(connection, desk.edition, segment_id).target.version
    return editing.save_target(
        database,
        actor=actor or desk.translator,
        edition_id=desk.edition,
        segment_id=segment_id,
        text=text,
        version=version,
        action=action,
    )


def review(
    database: Database, desk: World, place: int, action: Action, *, actor: Actor | None = None
) -> Saved:
    returns = action is Action.RETURN
    with reading(database) as connection:
        version = editing.find(connection, desk.edition, desk.segments[place]).target.version
    return reviewing.review(
        database,
        actor=actor or desk.reviewer,
        edition_id=desk.edition,
        segment_id=desk.segments[place],
        version=version,
        action=action,
        category="style" if returns else "",
        weight="minor" if returns else "",
    )


def translate(
    database: Database, desk: World, texts: Sequence[str] = RUSSIAN, *, approve: bool = True
) -> None:
    """Confirm all segments, and approve them."""
    for place, text in enumerate(texts):
        save(database, desk, place, text)
        if approve:
            review(database, desk, place, Action.APPROVE)


def set_row(database: Database, table: type[tables.Table], key: int, **values: object) -> None:
    """Write into one row what no service would."""
    columns: Mapping[str, object] = values
    with writing(database) as connection:
        there = table.__table__
        connection.execute(there.update().where(there.c.id == key).values(columns))  # type: ignore[attr-defined] # a Table
