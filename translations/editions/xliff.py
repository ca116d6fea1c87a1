"""XLIFF 2.1 of the pairs: one unit a block, with states, for other tools of translators."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from translations.editions.base import Edition, EditionBlock, EditionSegment, Output, Purpose
from translations.editions.manifest import signature
from translations.editions.wordings import ENGLISH
from translations.formats import xliff
from translations.formats.xliff import XliffSegment, XliffUnit

_NAME = re.compile(r"[\w.:-]+")
#: The standard asks for a unit in every file.
_NOTHING = XliffUnit(id="b0", segments=(XliffSegment(source="", id="s0"),))


def _write(edition: Edition) -> bytes:
    written = io.BytesIO()
    xliff.write(
        written,
        [*_units(edition)] or [_NOTHING],
        source_language=edition.source_language,
        target_language=edition.language,
        original=edition.source_title,
        notes=_notes(edition),
    )
    return written.getvalue() + b"\n"


def _notes(edition: Edition) -> dict[str, str]:
    facts = {
        "title": edition.title,
        "date": edition.date,
        "software": edition.manifest.software,
        "draft": ENGLISH.draft if edition.draft else "",
        "signature": signature(edition),
    }
    return {name: fact for name, fact in facts.items() if fact}


def _units(edition: Edition) -> Iterator[XliffUnit]:
    for number, block in enumerate(edition.blocks, 1):
        if block.segments:
            yield _unit(f"b{number}", block)


def _unit(name: str, block: EditionBlock) -> XliffUnit:
    return XliffUnit(
        id=name,
        segments=tuple(
            _segment(segment, own)
            for segment, own in zip(block.segments, _names(block.segments), strict=True)
        ),
        notes=tuple(note for segment in block.segments for note in segment.comments if note),
    )


def _segment(segment: EditionSegment, name: str) -> XliffSegment:
    return XliffSegment(
        id=name,
        source=segment.source,
        target=segment.target or None,
        codes=segment.codes,
        state=segment.state,
        marks=segment.marks,
        after=segment.after,
    )


def _names(segments: Sequence[EditionSegment]) -> list[str]:
    """The ids of segments, if XLIFF can have them all; apart from those of inline codes."""
    own = [f"seg-{segment.id}" for segment in segments]
    if len(set(own)) == len(own) and all(map(_NAME.fullmatch, own)):
        return own
    return [f"seg-{number}" for number in range(1, len(own) + 1)]


OUTPUT = Output(
    name="xliff",
    title="XLIFF 2.1",
    extension=".xlf",
    media_type="application/xliff+xml; charset=utf-8",
    write=_write,
    purpose=Purpose.WORKING,
)
