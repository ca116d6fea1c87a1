"""What decides about a segment from afar: senses set by people, cues, first mentions.

It is the same for all segments of an edition, changes seldom, and has a number
of its own (`Edition.context_version`), so that a save reads it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Pool

from glossary.model import Occurrence, Sense, Span, Voice
from translations.waivers import Scope
from workbench.services.kept import Kept
from workbench.storage import holdings, mentions
from workbench.storage.folding import fold
from workbench.storage.mentions import SenseRow
from workbench.storage.targets import Place

_REACH = (Scope.OCCURRENCE, Scope.SPEAKER, Scope.DOCUMENT)
_NOWHERE: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What surrounds the segments of an edition."""

    senses: tuple[SenseRow, ...] = ()  #: of its document, newest first
    cued: frozenset[str] = frozenset()
    first: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

    def first_in(self, segment_id: int) -> Mapping[str, int]:
        """Give the concepts that come first in a segment, and where in it."""
        return self.first.get(segment_id, _NOWHERE)

    def senses_in(
        self, segment_id: int, speaker: str, found: Sequence[Occurrence]
    ) -> tuple[Sense, ...]:
        """Give what people said of the words of a segment, in which these terms were found.

        What was said of a place goes before what was said of a speaker or the
        whole document, and the newer before the older.
        """
        chosen: list[Sense] = []
        for sense in self._said(segment_id, speaker, found):
            if not any(_meet(sense.span, other.span) for other in chosen):
                chosen.append(sense)
        both = (*chosen, *self.voices_in(segment_id))
        return tuple(sorted(both, key=lambda sense: sense.span))

    def voices_in(self, segment_id: int) -> tuple[Sense, ...]:
        """Give of which words of a segment people said whose they are."""
        return tuple(
            Sense(span=Span(row.start, row.end), voice=Voice(row.voice))
            for row in self.senses
            if row.voice and row.segment_id == segment_id
        )

    def _said(self, segment_id: int, speaker: str, found: Sequence[Occurrence]) -> Iterator[Sense]:
        for reach in _REACH:
            for row in self.senses:
                if row.voice or row.scope != reach:
                    continue
                if reach is not Scope.SPEAKER or row.speaker == speaker:
                    yield from _senses(row, segment_id, found)


NO_CONTEXT = Context()


def _senses(row: SenseRow, segment_id: int, found: Sequence[Occurrence]) -> Iterator[Sense]:
    if row.scope == Scope.OCCURRENCE:
        if row.segment_id == segment_id:
            yield Sense(span=Span(row.start, row.end), concept=row.concept)
        return
    for span in dict.fromkeys(o.span for o in found if fold(o.text) == row.citation):
        yield Sense(span=span, concept=row.concept)


def _meet(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


_by_database: WeakKeyDictionary[Pool, Kept[Context]] = WeakKeyDictionary()


def of(connection: Connection, place: Place) -> Context:
    """Give the context of the edition of a place, as it stood when the place was read."""
    kept = _by_database.setdefault(connection.engine.pool, Kept(64))
    key = (place.edition_id, place.context_version)
    if connection.get_execution_options().get("writes"):
        # A context that this very transaction made may never be committed: not kept.
        return kept.peek(key) or read(connection, place.document_id, place.edition_id)
    return kept.get(key, lambda: read(connection, place.document_id, place.edition_id))


def read(connection: Connection, document_id: int, edition_id: int) -> Context:
    """Read the context of an edition."""
    return Context(
        senses=mentions.senses(connection, document_id),
        cued=holdings.cued(connection, document_id),
        first=mentions.first_mentions(connection, edition_id),
    )
