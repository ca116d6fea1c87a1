"""Units of translation memories: kept for a place in an edition, or taken from a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, case, insert, select, union_all, update

from glossary.model import Voice
from translations.inline import plain
from translations.memory.features import stored_keys
from translations.memory.model import Surroundings, Unit, UnitState
from translations.model import Code, Origin
from workbench.storage import bulk, codes, keys, memory_search
from workbench.storage.tables import MemoryUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The languages of a unit."""

    source: str
    target: str

    def scope(self, memory_id: int) -> str:
        """Name what is filed together."""
        return f"{memory_id}:{self.source}:{self.target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit as it is stored, with where it comes from."""

    unit: Unit
    memory_id: int
    languages: Pair
    version: int = 1
    edition_id: int | None = None
    segment_id: int | None = None
    author_id: int | None = None
    author_name: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: int | None = None
    withdrawn_why: str = ""

    @property
    def id(self) -> int:
        return self.unit.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a unit comes from: a segment of an edition, with this very source text."""

    edition_id: int
    segment_id: int
    source_hash: int


COLUMNS = (
    MemoryUnit.id, MemoryUnit.memory_id, MemoryUnit.version, MemoryUnit.source, MemoryUnit.target,
    MemoryUnit.codes, MemoryUnit.source_language, MemoryUnit.target_language, MemoryUnit.voice,
    MemoryUnit.state, MemoryUnit.origin, MemoryUnit.before_key, MemoryUnit.after_key,
    MemoryUnit.at, MemoryUnit.edition_id, MemoryUnit.segment_id, MemoryUnit.author_id,
    MemoryUnit.author_name, MemoryUnit.withdrawn_at, MemoryUnit.withdrawn_by,
    MemoryUnit.withdrawn_why,
)  # fmt: skip
#: What a bulk insert writes, in the order of the table.
_WRITTEN = (
    "source_hash", "at", "id", "memory_id", "version", "before_key", "after_key", "edition_id",
    "segment_id", "author_id", "source_language", "target_language", "voice", "state", "origin",
    "author_name", "withdrawn_why", "source", "target", "codes",
)  # fmt: skip
#: More of one text are seldom told apart by anything.
_MOST_EXACT = 100


def source_hash(text: str, languages: Pair) -> int:
    """Name a source text (without codes) in its languages: 64 bits, signed."""
    named = f"{languages.source}\0{languages.target}\0{text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(named, digest_size=8).digest(), signed=True)


# Finding

_UNITS = select(*COLUMNS).order_by(MemoryUnit.id.desc())
_THESE = MemoryUnit.id.in_(bindparam("numbers", expanding=True))
_NUMBERED = _UNITS.where(_THESE)
#: The sum keeps either engine from reading a whole memory through its own index.
_EXACT = _UNITS.where(
    MemoryUnit.source_hash == bindparam("hash"),
    (MemoryUnit.memory_id + 0).in_(bindparam("memories", expanding=True)),
    MemoryUnit.withdrawn_at.is_(None),
).limit(_MOST_EXACT)
_FITTING = union_all(select(*COLUMNS).where(_THESE), select(_EXACT.subquery()))

_AT = _UNITS.where(
    MemoryUnit.edition_id == bindparam("edition"), MemoryUnit.segment_id == bindparam("segment")
)


def read(connection: Connection, unit_ids: Collection[int]) -> tuple[UnitRow, ...]:
    """Read units by their numbers, newest first."""
    if not unit_ids:
        return ()
    rows = connection.execute(_NUMBERED, {"numbers": sorted(unit_ids)}).all()
    return tuple(map(row_of, rows))


def find(connection: Connection, unit_id: int) -> UnitRow | None:
    return next(iter(read(connection, [unit_id])), None)


def at(connection: Connection, edition_id: int, segment_id: int) -> tuple[UnitRow, ...]:
    """Read the units of a place, newest first."""
    rows = connection.execute(_AT, {"edition": edition_id, "segment": segment_id}).all()
    return tuple(map(row_of, rows))


def fitting(
    connection: Connection,
    unit_ids: Collection[int],
    text: str,
    languages: Pair,
    memory_ids: Collection[int],
) -> Mapping[int, UnitRow]:
    """Read units by their numbers, and the newest that have exactly this source text."""
    values = {
        "numbers": sorted(unit_ids),
        "hash": source_hash(text, languages),
        "memories": sorted(memory_ids),
    }
    rows = connection.execute(_FITTING, values).all()
    return {row.id: row_of(row) for row in rows}


def row_of(row: Row[Any] | Sequence[Any]) -> UnitRow:
    """Make a unit of the columns that all queries here ask for."""
    (
        id_, memory_id, version, source, target, inline, source_language, target_language, voice,
        state, origin, before, after, at, edition_id, segment_id, author_id, author_name,
        withdrawn_at, withdrawn_by, withdrawn_why,
    ) = tuple(row)  # fmt: skip
    unit = Unit(
        id=id_,
        source=source,
        target=target,
        codes=codes.from_json(inline or ()),
        voice=Voice(voice) if voice else None,
        state=UnitState(state),
        origin=Origin(origin),
        surroundings=Surroundings(before=before, after=after),
        at=at,
    )
    return UnitRow(
        unit=unit,
        memory_id=memory_id,
        languages=Pair(source=source_language, target=target_language),
        version=version,
        edition_id=edition_id,
        segment_id=segment_id,
        author_id=author_id,
        author_name=author_name,
        withdrawn_at=withdrawn_at,
        withdrawn_by=withdrawn_by,
        withdrawn_why=withdrawn_why,
    )


# Writing


def add(connection: Connection, row: UnitRow) -> int:
    """Store a unit, found from now on."""
    written = plain(row.unit.source, row.unit.codes).text
    values = dict(zip(_WRITTEN, _values(row, 0, written, _as_it_is), strict=True))
    del values["id"]
    values["codes"] = _codes(row.unit.codes)
    unit_id: int = connection.execute(_INSERT, values).scalar_one()
    _file(connection, [(unit_id, written, row)])
    return unit_id


_INSERT = insert(MemoryUnit).returning(MemoryUnit.id)


def add_many(connection: Connection, rows: Sequence[UnitRow]) -> Sequence[int]:
    """Store many units in few statements; answers their numbers in their order."""
    numbers = keys.reserve(connection, MemoryUnit, len(rows))
    written = [plain_source(row.unit) for row in rows]
    stored = _moment_of(connection)
    values = [_values(*each, stored) for each in zip(rows, numbers, written, strict=True)]
    bulk.insert(connection, MemoryUnit.__tablename__, _WRITTEN, values)
    _file(connection, zip(numbers, written, rows, strict=True))
    return numbers


def plain_source(unit: Unit) -> str:
    """Give the source without codes; of a text without any, at no cost."""
    return plain(unit.source, unit.codes).text if unit.codes else unit.source


def _file(connection: Connection, units: Iterable[tuple[int, str, UnitRow]]) -> None:
    memory_search.file(
        connection,
        (
            (key, unit_id)
            for unit_id, text, row in units
            for key in stored_keys(text, row.languages.scope(row.memory_id))
        ),
    )


def _moment_of(connection: Connection) -> Callable[[datetime], object]:
    """How a bulk insert writes a time: no type does it there."""
    if connection.dialect.name == "postgresql":
        return _as_it_is
    return lambda at: at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _as_it_is(at: datetime) -> object:
    return at


def _values(
    row: UnitRow, unit_id: int, written: str, moment: Callable[[datetime], object]
) -> tuple[object, ...]:
    unit = row.unit
    assert unit.at is not None
    return (
        source_hash(written, row.languages), moment(unit.at), unit_id, row.memory_id,
        row.version, unit.surroundings.before, unit.surroundings.after, row.edition_id,
        row.segment_id, row.author_id, row.languages.source, row.languages.target,
        unit.voice.value if unit.voice else "", unit.state.value, unit.origin.value,
        row.author_name, row.withdrawn_why, unit.source, unit.target,
        json.dumps(_codes(unit.codes)) if unit.codes else None,
    )  # fmt: skip


def _codes(given: tuple[Code, ...]) -> list[dict[str, Any]] | None:
    return codes.to_json(given) or None


_THERE = and_(
    MemoryUnit.edition_id == bindparam("edition"),
    MemoryUnit.segment_id == bindparam("segment"),
)
_THIS_TEXT = MemoryUnit.source_hash == bindparam("hash")
_TRUST = (
    update(MemoryUnit).where(_THERE).values(state=bindparam("now"), version=MemoryUnit.version + 1)
)
_TRUST_ONE = _TRUST.where(_THIS_TEXT)
#: Another text makes a unit that was withdrawn be found again.
_REWRITE = _TRUST_ONE.values(
    target=bindparam("text"),
    at=bindparam("moment"),
    author_id=bindparam("author"),
    voice=bindparam("who"),
    origin=bindparam("whence"),
    withdrawn_at=case((MemoryUnit.target == bindparam("text"), MemoryUnit.withdrawn_at)),
)


def trust(connection: Connection, home: Home, state: UnitState) -> bool:
    """Say how far the unit of a place for its source text may be trusted, if there is one."""
    return connection.execute(_TRUST_ONE, {**_named(home), "now": state.value}).rowcount == 1


def disown(connection: Connection, edition_id: int, segment_id: int, state: UnitState) -> None:
    """Say of all that was confirmed at a place that nobody stands behind it any more."""
    values = {"edition": edition_id, "segment": segment_id, "now": state.value}
    connection.execute(_TRUST, values)


def rewrite(connection: Connection, home: Home, unit: Unit, author_id: int | None) -> bool:
    """Give the unit of a place for its source text another translation, if there is one."""
    values = {
        **_named(home),
        "now": unit.state.value,
        "text": unit.target,
        "moment": unit.at,
        "author": author_id,
        "who": unit.voice.value if unit.voice else "",
        "whence": unit.origin.value,
    }
    return connection.execute(_REWRITE, values).rowcount == 1


def _named(home: Home) -> dict[str, Any]:
    return {"edition": home.edition_id, "segment": home.segment_id, "hash": home.source_hash}


def change(connection: Connection, unit_id: int, version: int, **values: Any) -> bool:
    """Change a unit if it still stands at this version."""
    statement = (
        update(MemoryUnit)
        .where(MemoryUnit.id == unit_id, MemoryUnit.version == version)
        .values(version=version + 1, **values)
    )
    return connection.execute(statement).rowcount == 1
