"""What the memories have for a segment, each match checked again by what holds today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection

from glossary.enforcement import Enforcer
from glossary.model import Voice
from translations.inline import plain
from translations.memory import budget, matching
from translations.memory.features import Sought, sought_keys
from translations.memory.matching import LEAST
from translations.memory.model import Kind, Match, Query
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, glossing, scenes
from workbench.services.memory import seeing
from workbench.services.scenes import NOTHING, Checked, PairFacts, Scene
from workbench.storage import memories, memory_places, memory_search, memory_units, targets
from workbench.storage.engine import Database, reading
from workbench.storage.memories import Choice
from workbench.storage.memory_places import UnitPlace
from workbench.storage.memory_units import Pair, UnitRow
from workbench.storage.targets import Place

#: As many as one chooses from at a glance; the keys reach five.
SHOWN = 5
#: Equal ones are shown once, so a few more are compared to the end.
_READ = 4 * SHOWN
#: Longer texts are found again only as they stand: comparing two takes the square of their length.
_LONGEST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A match with the unit that it is of."""

    match: Match
    row: UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A match for a segment of an edition, with what is wrong with it there today."""

    hit: Hit
    checked: Checked
    memory: str  #: the name of the memory
    check_term: bool  #: it only resembles the source, and a contested concept stands there

    @property
    def match(self) -> Match:
        return self.hit.match


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """All that the memories offer for a segment, with those whom it names."""

    offered: tuple[Offered, ...]
    names: Mapping[int, str]  #: of the people
    places: Mapping[int, UnitPlace]  #: of the editions that units come from


def matches_of(
    database: Database, *, actor: Actor, edition_id: int, segment_id: int, most: int = SHOWN
) -> Matches:
    """Offer what the memories of the project have for a segment of an edition."""
    with reading(database) as connection:
        place = targets.place(connection, edition_id, segment_id)
        if place is None or place.retired:
            raise NotFound("segment", segment_id)
        access.require(connection, actor, Permission.READ, project_id=place.project_id)
        found = hits_at(connection, place, most=most)
        offered = offer(connection, scenes.gather(connection, place), found)
        return Matches(
            offered=offered,
            names=targets.names(connection, (hit.row.author_id for hit in found)),
            places=seeing.places(connection, actor, (hit.row.edition_id for hit in found)),
        )


def hits_at(connection: Connection, place: Place, *, most: int, least: float = LEAST) -> list[Hit]:
    """Find what the memories that a project reads have for a place, but its own unit."""
    query = Query(
        source=place.source,
        codes=place.codes,
        source_language=place.source_language,
        target_language=place.language,
        voice=place.voice,
        surroundings=memory_places.surroundings(connection, place.segment_id),
    )
    choices = memories.choices(connection, place.project_id)
    found = look_up(connection, query, choices, least=least)
    here = (place.edition_id, place.segment_id)
    return [hit for hit in found if (hit.row.edition_id, hit.row.segment_id) != here][:most]


def offer(connection: Connection, scene: Scene, hits: Sequence[Hit]) -> tuple[Offered, ...]:
    """Check matches as if each stood in the place of the segment."""
    if not hits:
        return ()
    place = scene.place
    check = partial(scene.check, place.segment_id)
    return _offered(connection, hits, check, is_contested(scene.enforcer, place.source))


def offer_alone(
    connection: Connection, query: Query, hits: Sequence[Hit], enforcer: Enforcer | None
) -> tuple[Offered, ...]:
    """Check matches for a text that stands nowhere; nothing is checked without an enforcer."""
    if not hits:
        return ()
    if enforcer is None:
        return _offered(connection, hits, lambda _text: NOTHING, contested=False)

    def check(text: str) -> Checked:
        return scenes.check(
            PairFacts(
                source=query.source,
                target=text,
                source_language=query.source_language,
                target_language=query.target_language,
                codes=query.codes,
                voice=query.voice or Voice.NARRATION,
            ),
            enforcer,
        )

    return _offered(connection, hits, check, is_contested(enforcer, query.source))


def is_contested(enforcer: Enforcer, source: str) -> bool:
    """Say whether a contested concept stands in a source."""
    found = glossing.source_occurrences(enforcer, source)
    return any(enforcer.concept(each).contested for each in found)


def _offered(
    connection: Connection,
    hits: Sequence[Hit],
    check: Callable[[str], Checked],
    contested: bool,
) -> tuple[Offered, ...]:
    named = {row.id: row.name for row in memories.every(connection)}
    return tuple(
        Offered(
            hit=hit,
            checked=check(hit.match.target),
            memory=named[hit.row.memory_id],
            check_term=contested and hit.match.kind is Kind.FUZZY,
        )
        for hit in hits
    )


# Without a place


def look_up(
    connection: Connection,
    query: Query,
    choices: Iterable[Choice],
    *,
    least: float = LEAST,
) -> list[Hit]:
    """Find the units of some memories that fit a text, the best first."""
    read = {choice.memory_id: choice for choice in choices if choice.reads}
    text = plain(query.source, query.codes).text
    if not read or not text.strip():
        return []
    languages = Pair(source=query.source_language, target=query.target_language)
    similar = _similar(connection, text, languages, read, least)
    fitting = memory_units.fitting(connection, similar, text, languages, read)
    rows = {unit_id: row for unit_id, row in fitting.items() if row.memory_id in read}
    units = [replace(row.unit, penalty=read[row.memory_id].penalty) for row in rows.values()]
    found = matching.matches(query, units, least=least)
    return [Hit(match=match, row=rows[match.unit.id]) for match in found]


def _similar(
    connection: Connection,
    text: str,
    languages: Pair,
    memory_ids: Iterable[int],
    least: float,
) -> list[int]:
    """Name the units whose sources are most like a text."""
    if len(text) > _LONGEST:
        return []
    sought: list[Sought] = []
    for memory_id in memory_ids:
        sought += sought_keys(text, languages.scope(memory_id), least=least)
    numbers, sources = memory_search.candidates(connection, sought, budget.compared(len(text)))
    nearest = matching.most_similar(text, sources, least=least, most=_READ)
    return [numbers[place] for place, _alike in nearest]
