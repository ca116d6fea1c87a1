"""Memories in and out of TMX files, in short transactions beside everybody who works."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Connection

from translations.formats.tmx import TmxUnit
from translations.inline import plain
from translations.memory.model import Unit, UnitState
from translations.model import Origin
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.storage import memories, memory_listing, memory_search, memory_units, targets
from workbench.storage.engine import Database, reading, writing
from workbench.storage.memory_units import Pair, UnitRow

#: How many units one transaction writes: far below 250 ms.
_AT_ONCE = 1_000
#: After so many PostgreSQL is told to look at the tables again, for it plans by what it knows.
_MANY = 10_000
#: Longer texts are no segments.
_LONGEST = 100_000

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On which terms units of a file are taken into a memory."""

    memory_id: int
    known: tuple[str, ...] = ()  #: languages of the project, which name those of the file
    source: str = ""  #: only units of this source language
    target: str = ""
    state: UnitState = UnitState.REVIEWED  #: of units whose state the file does not say
    origin: Origin = Origin.IMPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of an import."""

    added: int = 0
    known: int = 0  #: were there already, with the same translation
    left_out: int = 0  #: are empty, too long, or of other languages

    def __add__(self, other: Taken) -> Taken:
        return Taken(
            added=self.added + other.added,
            known=self.known + other.known,
            left_out=self.left_out + other.left_out,
        )


def take(
    database: Database, units: Iterable[TmxUnit], terms: Terms, tell: Tell | None = None
) -> Taken:
    """Take units into a memory; one that is there already is not taken twice.

    What was taken before something fails stays: to import again goes on.
    """
    arriving, taken, read = iter(units), Taken(), 0
    while some := list(islice(arriving, _AT_ONCE)):
        read += len(some)
        rows = [row for each in some if (row := _row(each, terms)) is not None]
        with writing(database) as connection:
            fresh = _fresh(connection, rows, terms.memory_id)
            memory_units.add_many(connection, fresh)
        taken += Taken(
            added=len(fresh), known=len(rows) - len(fresh), left_out=len(some) - len(rows)
        )
        if tell is not None:
            tell(read)
    if taken.added > _MANY:
        memory_search.refresh(database)
    return taken


def _row(unit: TmxUnit, terms: Terms) -> UnitRow | None:
    languages = Pair(
        source=_language(unit.source_language, (terms.source, *terms.known)),
        target=_language(unit.target_language, (terms.target, *terms.known)),
    )
    if terms.source not in {"", languages.source} or terms.target not in {"", languages.target}:
        return None
    empty = not plain(unit.source, unit.codes).text.strip() or not unit.target.strip()
    if empty or len(unit.source) > _LONGEST or len(unit.target) > _LONGEST:
        return None
    return UnitRow(
        unit=Unit(
            source=unit.source,
            target=unit.target,
            codes=unit.codes,
            voice=unit.voice,
            state=unit.state or terms.state,
            origin=terms.origin,
            surroundings=unit.surroundings,
            at=unit.at or datetime.now(UTC),
        ),
        memory_id=terms.memory_id,
        languages=languages,
        author_name=unit.author,
    )


def _language(tag: str, known: Iterable[str]) -> str:
    """Name a language as the project does: *EN-us* is *en* unless it knows one of *en-US*.

    Elsewhere the region is left out, for a look-up asks for the language; a
    script stays, for it makes other words of them.
    """
    wanted = tag.replace("_", "-").lower()
    base = wanted.partition("-")[0]
    by_tag = {each.lower(): each for each in known if each}
    if wanted in by_tag:
        return by_tag[wanted]
    if base in by_tag:
        return by_tag[base]
    script = next((part for part in wanted.split("-")[1:] if len(part) == 4), "")
    return f"{base}-{script.title()}" if script else base


def _fresh(connection: Connection, rows: list[UnitRow], memory_id: int) -> list[UnitRow]:
    """Those that the memory does not have, each once."""
    hashes = [
        memory_units.source_hash(memory_units.plain_source(row.unit), row.languages) for row in rows
    ]
    known = memory_listing.known(connection, memory_id, hashes)
    fresh = []
    for row, hashed in zip(rows, hashes, strict=True):
        if (hashed, row.unit.target) not in known:
            known.add((hashed, row.unit.target))
            fresh.append(row)
    return fresh


def readable(database: Database, *, actor: Actor, project_id: int) -> list[int]:
    """Name the memories that a person may export with a project: those that it reads."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.EXPORT, project_id=project_id)
        return [each.memory_id for each in memories.choices(connection, project_id) if each.reads]


def give(
    database: Database, memory_ids: Collection[int], *, source: str = "", target: str = ""
) -> Iterator[TmxUnit]:
    """Give the units of memories in the order in which they came, without those withdrawn."""
    after = 0
    while True:
        with reading(database) as connection:
            rows = memory_listing.following(
                connection, memory_ids, after=after, source=source, target=target, limit=_AT_ONCE
            )
            names = targets.names(connection, (row.author_id for row in rows))
        if not rows:
            return
        for row in rows:
            yield replace(_given(row), author=names.get(row.author_id or 0, row.author_name))
        after = rows[-1].id


def _given(row: UnitRow) -> TmxUnit:
    unit = row.unit
    return TmxUnit(
        id=str(row.id),
        source=unit.source,
        target=unit.target,
        codes=unit.codes,
        source_language=row.languages.source,
        target_language=row.languages.target,
        state=unit.state,
        voice=unit.voice,
        surroundings=unit.surroundings,
        at=unit.at,
    )
