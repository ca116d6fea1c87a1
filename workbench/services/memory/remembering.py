"""Units from every confirmed segment, written in the transaction that confirms it.

A unit follows the state of its target: an approval raises it, a return or a
new draft lowers it. A source that changed makes another unit; the old pair
stays what it was, a translation of the old text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from translations.inline import plain
from translations.memory.model import Unit, unit_state
from translations.model import Code, Mark, State
from workbench.storage import memories, memory_places, memory_units, segments
from workbench.storage.memory_units import Home, Pair, UnitRow
from workbench.storage.standing import Standing
from workbench.storage.targets import Place, TargetRow


def follow(
    connection: Connection, place: Place, before: TargetRow, after: TargetRow, at: datetime
) -> None:
    """Bring the unit of a place to what stands there after a save or a review."""
    if after.state is State.INITIAL:
        if before.state is not State.INITIAL:
            state = unit_state(after.state, after.marks)
            memory_units.disown(connection, place.edition_id, place.segment_id, state)
        return
    unit, here = _unit(place, after, at), _here(place)
    if before.state is not State.INITIAL and before.text == after.text:
        # The same text, trusted more or less; who corrected the unit keeps the correction.
        known = memory_units.trust(connection, here, unit.state)
    else:
        known = memory_units.rewrite(connection, here, unit, after.author_id)
    if not known:
        _add(connection, place, unit, after.author_id)


def follow_source(
    connection: Connection,
    target: Standing,
    *,
    text_id: int,
    state: State,
    marks: frozenset[Mark],
    source_language: str,
) -> None:
    """Bring the units of a place to what a change of its source, or its undoing, makes of it."""
    if Mark.OUTDATED in marks:
        return  # what stood there before is still translated rightly
    if state is State.INITIAL:
        if target.state is not State.INITIAL:
            after = unit_state(state, marks)
            memory_units.disown(connection, target.edition_id, target.segment_id, after)
        return
    source, codes = segments.text_of(connection, text_id)
    languages = Pair(source=source_language, target=target.language)
    home = _home(target.edition_id, target.segment_id, source, codes, languages)
    memory_units.trust(connection, home, unit_state(state, marks))


def _unit(place: Place, after: TargetRow, at: datetime) -> Unit:
    return Unit(
        source=place.source,
        target=after.text,
        codes=place.codes,
        voice=place.voice,
        state=unit_state(after.state, after.marks),
        origin=after.origin,
        at=at,
    )


def _add(connection: Connection, place: Place, unit: Unit, author_id: int | None) -> None:
    written = [each for each in memories.ensure(connection, place.project_id) if each.writes]
    if not written or not plain(place.source).text.strip():
        return
    around = memory_places.surroundings(connection, place.segment_id)
    row = UnitRow(
        unit=replace(unit, surroundings=around),
        memory_id=written[0].memory_id,
        languages=_languages(place),
        edition_id=place.edition_id,
        segment_id=place.segment_id,
        author_id=author_id,
    )
    memory_units.add(connection, row)


def _here(place: Place) -> Home:
    languages = _languages(place)
    return _home(place.edition_id, place.segment_id, place.source, place.codes, languages)


def _home(
    edition_id: int, segment_id: int, source: str, codes: Sequence[Code], languages: Pair
) -> Home:
    text = plain(source, codes).text
    return Home(
        edition_id=edition_id,
        segment_id=segment_id,
        source_hash=memory_units.source_hash(text, languages),
    )


def _languages(place: Place) -> Pair:
    return Pair(source=place.source_language, target=place.language)
