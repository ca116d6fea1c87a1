"""Searching the texts of every edition that follows a glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.permissions import Actor
from workbench.services import consulting
from workbench.services.marked_words import by_terms
from workbench.storage import rows, surveys
from workbench.storage.engine import Database, reading
from workbench.storage.rows import EditorRow, Filter
from workbench.storage.surveys import EditionRow

#: Segments shown of each edition; the editor shows all of them.
SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class InEdition:
    """How many segments of an edition fit a search, and the first of them."""

    edition: EditionRow
    count: int
    first: tuple[EditorRow, ...]


def in_texts(
    database: Database, *, actor: Actor, glossary_id: int, typed: str
) -> tuple[InEdition, ...]:
    """Find what was typed in every edition that follows a glossary and that a person sees."""
    if not typed.strip():
        return ()
    with reading(database) as connection:
        seen = consulting.open_in(connection, actor, glossary_id)
        chosen = by_terms(seen.termbase, Filter(text=typed))
        editions = surveys.editions(connection, [project.id for project in seen.projects])
        return tuple(_in_editions(connection, editions, chosen))


def _in_editions(
    connection: Connection, editions: Iterable[EditionRow], chosen: Filter
) -> Iterator[InEdition]:
    for edition in editions:
        if count := rows.count(connection, edition.id, chosen):
            first = rows.from_place(connection, edition.id, None, chosen, SHOWN)
            yield InEdition(edition=edition, count=count, first=first)
