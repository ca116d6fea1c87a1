"""TMX 1.4b of the pairs: what is translated, for the memories of other tools."""

from __future__ import annotations

import io
from collections.abc import Iterator

from translations.editions.base import Edition, EditionBlock, EditionSegment, Output, Purpose
from translations.editions.manifest import signature
from translations.editions.wordings import ENGLISH
from translations.formats import tmx
from translations.formats.conversion import UNIT_STATES
from translations.memory.model import UnitState
from translations.model import Mark


def _write(edition: Edition) -> bytes:
    written = io.BytesIO()
    told = {"x-title": edition.title, "x-date": edition.date, "x-signature": signature(edition)}
    tmx.write(
        written,
        _units(edition),
        source_language=edition.source_language,
        version=edition.manifest.software.rpartition(" ")[2],
        notes=[ENGLISH.draft] if edition.draft else [],
        facts={name: fact for name, fact in told.items() if fact},
    )
    return written.getvalue() + b"\n"


def _units(edition: Edition) -> Iterator[tmx.TmxUnit]:
    for block in edition.blocks:
        for segment in block.segments:
            if segment.target and segment.source:
                yield _unit(segment, block, edition)


def _unit(segment: EditionSegment, block: EditionBlock, edition: Edition) -> tmx.TmxUnit:
    returned = Mark.RETURNED in segment.marks
    return tmx.TmxUnit(
        id=segment.id,
        source=segment.source,
        target=segment.target,
        source_language=edition.source_language,
        target_language=edition.language,
        codes=segment.codes,
        state=UnitState.RETURNED if returned else UNIT_STATES[segment.state],
        voice=block.voice,
    )


OUTPUT = Output(
    name="tmx",
    title="TMX 1.4",
    extension=".tmx",
    media_type="application/x-tmx+xml; charset=utf-8",
    write=_write,
    purpose=Purpose.WORKING,
)
