"""Files that come home, of any format of pairs; what a tool cut in pieces is put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats import bilingual, po
from translations.formats.bilingual.base import Languages, PairFile, PairSegment
from translations.formats.xliff_states import Standing, together
from translations.inline import MOST_CODES, code_point, is_code
from translations.model import FIRST_CODE, Code, CodeKind
from translations.trips import keys
from translations.trips.model import Arrived, ArrivedFile


def read(data: bytes, name: str, languages: Languages) -> ArrivedFile:
    """A file as it comes home; `UnreadableDocument` with the line."""
    return of_pairs(read_returned(data, name, languages))


def read_returned(data: bytes, name: str, languages: Languages) -> PairFile:
    """The pairs of a file, by its name."""
    if name.lower().endswith((".po", ".pot")):
        return PairFile(format="po", segments=tuple(map(_of_po, po.read_pairs(data))))
    form = bilingual.by_name(name)
    if form is None:
        raise UnreadableDocument(say("A file of this kind cannot come home."), place=name)
    return form.read(data, languages)


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


def _of_po(pair: po.PoPair) -> PairSegment:
    return PairSegment(
        id=pair.id,
        source=pair.source,
        target=pair.target,
        codes=tuple(map(_code, pair.placeholders)),
        state=pair.state,
        marks=pair.marks,
        notes=pair.comments,
        line=pair.line,
    )


def _code(name: str) -> Code:
    ends, alone = name.startswith("</"), name.endswith("/>")
    kind = CodeKind.END if ends else CodeKind.PLACEHOLDER if alone else CodeKind.START
    return Code(id=name.strip("</>"), kind=kind, original=name)
