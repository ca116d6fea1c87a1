"""Leverage of an edition: what its memories and its own repetitions save, before work begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection

from translations.memory.features import context_key
from translations.memory.leverage import LEAST, Amount, Band, band_of, tally
from translations.memory.model import Match, Query, Surroundings
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.memory import looking_up
from workbench.storage import editions, jobs, memories, memory_work
from workbench.storage.editions import EditionHead
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobRow
from workbench.storage.memories import Choice
from workbench.storage.memory_work import SegmentText

KIND = "analyse"
#: Segments that one transaction looks up.
_AT_ONCE = 50

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The newest analysis of an edition; without rows while it is being made."""

    edition: EditionHead
    job: JobRow | None
    rows: Mapping[Band, Amount]

    @property
    def total(self) -> Amount:
        return sum(self.rows.values(), Amount())


def order(database: Database, *, actor: Actor, edition_id: int) -> int:
    """Order an analysis of an edition."""
    with writing(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        return jobs.enqueue(
            connection, KIND, {"edition": edition_id}, project_id=project_id, actor_id=actor.id
        )


def newest(database: Database, *, actor: Actor, edition_id: int) -> Analysis:
    """Show the newest analysis of an edition."""
    with reading(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        head = editions.head(connection, edition_id)
        if head is None:
            raise NotFound("edition", edition_id)
        own = (j for j in jobs.newest(connection, KIND) if j.arguments["edition"] == edition_id)
        job = next(own, None)
    return Analysis(edition=head, job=job, rows=_rows(job.result if job else None))


def measure(database: Database, job: JobRow, tell: Tell) -> dict[str, Any]:
    """Measure the edition of a job, segment by segment."""
    edition_id = job.arguments["edition"]
    with reading(database) as connection:
        head = editions.head(connection, edition_id)
        if head is None:
            raise NotFound("edition", edition_id)
        choices = memories.choices(connection, head.project_id)
        segments = memory_work.texts(connection, edition_id)
    found: list[tuple[Band, Amount]] = []
    seen: set[str] = set()
    for start in range(0, len(segments), _AT_ONCE):
        tell(start, len(segments))
        with reading(database) as connection:
            for segment, match in _matched(connection, head, choices, segments, start):
                band = band_of(match, repeated=segment.text in seen)
                seen.add(segment.text)
                found.append((band, _amount(segment)))
    return {band.value: asdict(amount) for band, amount in tally(found).items()}


def _matched(
    connection: Connection,
    head: EditionHead,
    choices: Sequence[Choice],
    segments: Sequence[SegmentText],
    start: int,
) -> Iterator[tuple[SegmentText, Match | None]]:
    """Some segments with the best match of each that does not come from this very edition."""
    for place in range(start, min(start + _AT_ONCE, len(segments))):
        segment = segments[place]
        before = segments[place - 1].text if place else ""
        after = segments[place + 1].text if place + 1 < len(segments) else ""
        query = Query(
            source=segment.source,
            codes=segment.codes,
            source_language=head.source_language,
            target_language=head.language,
            voice=segment.voice,
            surroundings=Surroundings(before=context_key(before), after=context_key(after)),
        )
        hits = looking_up.look_up(connection, query, choices, least=LEAST)
        others = (hit.match for hit in hits if hit.row.edition_id != head.id)
        yield segment, next(others, None)


def _amount(segment: SegmentText) -> Amount:
    return Amount(segments=1, words=segment.words, characters=len(segment.text))


def _rows(result: Mapping[str, Any] | None) -> Mapping[Band, Amount]:
    if not result:
        return {}
    return {band: Amount(**result[band.value]) for band in Band if band.value in result}
