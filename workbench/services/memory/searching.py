"""Concordance: where words stand in the memories, on either side, with the places they are from.

A search reads units from the newest on and stops at a page of hits or when it
has taken its time; it then says from where it can go on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from time import monotonic
from typing import NamedTuple

from sqlalchemy import Connection

from glossary.model import Span
from translations.memory.concordance import Finder, find_pattern, find_words
from workbench import pattern_gate
from workbench.errors import InvalidInput
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.memory import seeing
from workbench.storage import memories, memory_listing, memory_units, targets
from workbench.storage.engine import Database, reading
from workbench.storage.memory_listing import Texts
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
    seek = _by_guarded_pattern(wanted) if wanted.pattern else _by_words(wanted)
    found: list[_Found] = []
    looked, following, began = 0, before, monotonic()
    for texts in _read(database, read, wanted, before):
        looked, following = looked + len(texts), texts[-1].id
        found += seek(texts)
        if len(found) >= SHOWN or monotonic() - began > _PATIENCE:
            break
    else:
        following = None
    if len(found) > SHOWN:
        found, following = found[:SHOWN], found[SHOWN - 1].id
    with reading(database) as connection:
        lines = _lines(connection, found)
        return Concordance(
            lines=lines,
            looked=looked,
            following=following,
            names=targets.names(connection, (line.row.author_id for line in lines)),
            places=seeing.places(connection, actor, (line.row.edition_id for line in lines)),
            memories=named,
        )


def search_all(database: Database, memory_ids: Collection[int], wanted: Search) -> Iterator[Line]:
    """Give every line, newest first, as it is found; for a command, whose patterns are its own."""
    refuse_unfit(wanted)
    seek = _by_pattern(wanted) if wanted.pattern else _by_words(wanted)
    for texts in _read(database, memory_ids, wanted, None):
        found = seek(texts)
        with reading(database) as connection:
            lines = _lines(connection, found)
        yield from lines


def refuse_unfit(wanted: Search) -> None:
    if not wanted.words.strip():
        raise InvalidInput("words", "Say which words to look for.")
    if len(wanted.words) > _LONGEST:
        raise InvalidInput("words", "This is too long to look for; a few words are enough.")
    if wanted.pattern:
        pattern_gate.refuse_wrong(wanted.words)


def _read(
    database: Database, memory_ids: Collection[int], wanted: Search, before: int | None
) -> Iterator[Sequence[Texts]]:
    while True:
        with reading(database) as connection:
            texts = memory_listing.texts_before(
                connection,
                memory_ids,
                before=before,
                limit=_AT_ONCE,
                source=wanted.source,
                target=wanted.target,
            )
        if not texts:
            return
        yield texts
        before = texts[-1].id


class _Found(NamedTuple):
    """A unit in which the words stand; what else is known of it is read later."""

    id: int
    in_source: tuple[Span, ...]
    in_target: tuple[Span, ...]


def _lines(connection: Connection, found: Sequence[_Found]) -> tuple[Line, ...]:
    rows = {row.id: row for row in memory_units.read(connection, [each.id for each in found])}
    return tuple(
        Line(row=rows[each.id], in_source=each.in_source, in_target=each.in_target)
        for each in found
        if each.id in rows
    )


# The three ways to look


Seek = Callable[[Sequence[Texts]], list[_Found]]


def _by_words(wanted: Search) -> Seek:
    finders: dict[str, Finder] = {}

    def find(text: str, language: str) -> tuple[Span, ...]:
        if language not in finders:
            finders[language] = find_words(wanted.words, language)
        return finders[language](text)

    return partial(_sought, side=wanted.side, find=find)


def _by_pattern(wanted: Search) -> Seek:
    find = find_pattern(wanted.words)
    return partial(_sought, side=wanted.side, find=lambda text, _language: find(text))


def _by_guarded_pattern(wanted: Search) -> Seek:
    """All texts of a piece in one go, in a process that can be ended."""

    def seek(texts: Sequence[Texts]) -> list[_Found]:
        both = [text for each in texts for text in (each.source, each.target)]
        spans = iter(pattern_gate.spans(wanted.words, both))

        def find(_text: str, _language: str) -> tuple[Span, ...]:
            return tuple(Span(*span) for span in next(spans))

        found = _sought(texts, side=Side.BOTH, find=find)
        return [each for one in found if (each := _on_side(one, wanted.side)) is not None]

    return seek


def _sought(
    texts: Sequence[Texts], *, side: Side, find: Callable[[str, str], tuple[Span, ...]]
) -> list[_Found]:
    found = []
    for each in texts:
        source = () if side is Side.TARGET else find(each.source, each.source_language)
        target = () if side is Side.SOURCE else find(each.target, each.target_language)
        if source or target:
            found.append(_Found(each.id, source, target))
    return found


def _on_side(found: _Found, side: Side) -> _Found | None:
    if side is Side.SOURCE:
        found = found._replace(in_target=())
    elif side is Side.TARGET:
        found = found._replace(in_source=())
    return found if found.in_source or found.in_target else None
