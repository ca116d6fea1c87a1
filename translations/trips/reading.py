"""Files that come home, of any format of pairs; what a tool cut in pieces is put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import Final

from glossary.saying import say
from translations import formats
from translations.errors import UnreadableDocument
from translations.formats import bilingual
from translations.formats.bilingual.base import Languages, PairFile, PairSegment
from translations.formats.xliff_states import Standing, together
from translations.inline import MOST_CODES, code_point, is_code
from translations.model import FIRST_CODE
from translations.trips import keys
from translations.trips.model import Arrived, ArrivedFile
from translations.trips.review_table import reading as review_table

_TABLE: Final = ".docx"


def read(data: bytes, name: str, languages: Languages) -> ArrivedFile:
    """A file as it comes home, by its name; `UnreadableDocument` with the line."""
    if PurePath(name).suffix.lower() == _TABLE:
        return review_table.read(data)
    if bilingual.by_name(name) is None:
        reason = say("A file of this kind cannot come home: save it as DOCX, XLIFF or PO.")
        raise UnreadableDocument(reason, place=name)
    return of_pairs(formats.read_pairs(data, name, languages.source, languages.target))


def of_pairs(file: PairFile) -> ArrivedFile:
    """A file of pairs as one that comes home."""
    units = groupby(file.segments, key=_unit)
    return ArrivedFile(
        format=file.format,
        segments=tuple(each for _, pieces in units for each in _arrived(list(pieces))),
        source_language=file.source_language,
        target_language=file.target_language,
    )


def _unit(segment: PairSegment) -> str:
    """What belongs together: the pieces of a unit of ours; those of others stay as they are."""
    return segment.unit if keys.found(segment.unit) else segment.id


def _arrived(pieces: Sequence[PairSegment]) -> Iterator[Arrived]:
    if len(pieces) == 1 or not keys.found(pieces[0].unit):
        yield from map(_one, pieces)
        return
    told = together([Standing(each.state, each.marks) for each in pieces])
    whole = any(each.target is not None for each in pieces)
    yield Arrived(
        id=pieces[0].unit,
        source="".join(_joined((each.source, each) for each in pieces)),
        target="".join(_joined((each.target or "", each) for each in pieces)) if whole else None,
        codes=tuple(code for each in pieces for code in each.codes),
        state=told.state,
        notes=tuple(note for each in pieces for note in each.notes),
        left_out=bool(pieces[0].left_out),
        line=pieces[0].line,
    )


def _joined(texts: Iterable[tuple[str, PairSegment]]) -> Iterator[str]:
    """Texts one after another, the codes of each counted on behind those before it."""
    before = 0
    for text, segment in texts:
        yield "".join(
            code_point(min(ord(each) - FIRST_CODE + before, MOST_CODES - 1))
            if is_code(each)
            else each
            for each in text
        )
        yield segment.after
        before += len(segment.codes)


def _one(segment: PairSegment) -> Arrived:
    return Arrived(
        id=f"{segment.unit} {segment.id}".strip(),
        source=segment.source,
        target=segment.target,
        codes=segment.codes,
        state=segment.state,
        notes=segment.notes,
        left_out=bool(segment.left_out),
        line=segment.line,
    )
