"""Concordance: where words stand in the memories, on either side, with the places they are from.

A search reads units from the newest on and stops at a page of hits or when it
has taken its time; it then says from where it can go on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from time import monotonic

from glossary.model import Span
from translations.memory.concordance import Finder, find_pattern, find_words
from workbench import pattern_gate
from workbench.errors import InvalidInput
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.storage import memories, memory_listing, memory_places, targets
from workbench.storage.engine import Database, reading
from workbench.storage.memory_places import UnitPlace
from workbench.storage.memory_units import UnitRow

#: Hits on one page.
SHOWN = 50
_AT_ONCE = 2_000
#: Seconds after which a page is shown with what was found.
_PATIENCE = 2.0
_LONGEST = 500


class Side(StrEnum):
    SOURCE = "source"
    TARGET = "target"
    BOTH = "both"  #: on either


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is sought, and where."""

    words: str
    side: Side = Side.BOTH
    pattern: bool = False  #: the words are a regular expression
    source: str = ""  #: only units of this source language
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A unit in which the words stand, with where."""

    row: UnitRow
    in_source: tuple[Span, ...]
    in_target: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """One page of lines, with those whom and which it names."""

    lines: tuple[Line, ...]
    looked: int  #: how many units were looked at
    following: int | None  #: the unit before which to go on; none at the end
    names: Mapping[int, str]
    places: Mapping[int, UnitPlace]
    memories: Mapping[int, str]


def search(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    wanted: Search,
    before: int | None = None,
) -> Concordance:
    """Show a page of what the memories that a project reads have."""
    refuse_unfit(wanted)
    with reading(database) as connection:
        access.require(connection, actor, Permission.READ, project_id=project_id)
        read = [each.memory_id for each in memories.choices(connection, project_id) if each.reads]
        named = {row.id: row.name for row in memories.every(connection)}
    lines: list[Line] = []
    looked, following, began = 0, before, monotonic()
    for rows, found in _pieces(database, read, wanted, before):
        looked, following = looked + len(rows), rows[-1].id
        lines += found
        if len(lines) >= SHOWN or monotonic() - began > _PATIENCE:
            break
    else:
        following = None
    if len(lines) > SHOWN:
        lines, following = lines[:SHOWN], lines[SHOWN - 1].row.id
    with reading(database) as connection:
        return Concordance(
            lines=tuple(lines),
            looked=looked,
            following=following,
            names=targets.names(connection, (line.row.author_id for line in lines)),
            places=memory_places.places(connection, (line.row.edition_id for line in lines)),
            memories=named,
        )


def search_all(database: Database, memory_ids: Collection[int], wanted: Search) -> Iterator[Line]:
    """Give every line, newest first, as it is found; for a command, whose patterns are its own."""
    refuse_unfit(wanted)
    look = _by_pattern if wanted.pattern else _by_words
    seek = look(wanted)
    for rows in _read(database, memory_ids, wanted, None):
        yield from seek(rows)


def refuse_unfit(wanted: Search) -> None:
    if not wanted.words.strip():
        raise InvalidInput("words", "Say which words to look for.")
    if len(wanted.words) > _LONGEST:
        raise InvalidInput("words", "This is too long to look for; a few words are enough.")
    if wanted.pattern:
        pattern_gate.refuse_wrong(wanted.words)


def _pieces(
    database: Database, memory_ids: Collection[int], wanted: Search, before: int | None
) -> Iterator[tuple[Sequence[UnitRow], list[Line]]]:
    seek = _by_guarded_pattern(wanted) if wanted.pattern else _by_words(wanted)
    for rows in _read(database, memory_ids, wanted, before):
        yield rows, seek(rows)


def _read(
    database: Database, memory_ids: Collection[int], wanted: Search, before: int | None
) -> Iterator[Sequence[UnitRow]]:
    while True:
        with reading(database) as connection:
            rows = memory_listing.preceding(
                connection,
                memory_ids,
                before=before,
                limit=_AT_ONCE,
                source=wanted.source,
                target=wanted.target,
            )
        if not rows:
            return
        yield rows
        before = rows[-1].id


# The three ways to look


Seek = Callable[[Sequence[UnitRow]], list[Line]]


def _by_words(wanted: Search) -> Seek:
    finders: dict[str, Finder] = {}

    def finder(language: str) -> Finder:
        if language not in finders:
            finders[language] = find_words(wanted.words, language)
        return finders[language]

    return lambda rows: _lines(rows, wanted.side, lambda text, language: finder(language)(text))


def _by_pattern(wanted: Search) -> Seek:
    find = find_pattern(wanted.words)
    return lambda rows: _lines(rows, wanted.side, lambda text, _language: find(text))


def _by_guarded_pattern(wanted: Search) -> Seek:
    """All texts of a piece in one go, in a process that can be ended."""

    def seek(rows: Sequence[UnitRow]) -> list[Line]:
        texts = [text for row in rows for text in (row.unit.source, row.unit.target)]
        found = iter(pattern_gate.spans(wanted.words, texts))
        spans = [tuple(Span(*each) for each in one) for one in found]
        lines = [
            Line(row=row, in_source=spans[2 * n], in_target=spans[2 * n + 1])
            for n, row in enumerate(rows)
        ]
        return [line for each in lines if (line := _on_side(each, wanted.side)) is not None]

    return seek


def _lines(
    rows: Sequence[UnitRow], side: Side, find: Callable[[str, str], tuple[Span, ...]]
) -> list[Line]:
    found = []
    for row in rows:
        unit, languages = row.unit, row.languages
        source = () if side is Side.TARGET else find(unit.source, languages.source)
        target = () if side is Side.SOURCE else find(unit.target, languages.target)
        if source or target:
            found.append(Line(row=row, in_source=source, in_target=target))
    return found


def _on_side(line: Line, side: Side) -> Line | None:
    if side is Side.SOURCE:
        line = replace(line, in_target=())
    elif side is Side.TARGET:
        line = replace(line, in_source=())
    return line if line.in_source or line.in_target else None
