"""Files that come home, of any format of pairs."""

from __future__ import annotations

from translations.formats import po, xliff_pairs
from translations.formats.bilingual.base import Languages, PairFile, PairSegment
from translations.model import Code, CodeKind
from translations.trips.model import Arrived, ArrivedFile


def read(data: bytes, name: str, languages: Languages) -> ArrivedFile:
    """A file as it comes home; `UnreadableDocument` with the line."""
    return of_pairs(read_returned(data, name, languages))


def of_pairs(file: PairFile) -> ArrivedFile:
    """A file of pairs as one that comes home."""
    return ArrivedFile(
        format=file.format,
        segments=tuple(_arrived(each) for each in file.segments),
        source_language=file.source_language,
        target_language=file.target_language,
    )


def _arrived(segment: PairSegment) -> Arrived:
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


def read_returned(data: bytes, name: str, _languages: Languages) -> PairFile:
    """The pairs of a file."""
    if name.lower().endswith((".po", ".pot")):
        pairs = po.read_pairs(data)
        segments = tuple(
            PairSegment(
                id=pair.id,
                source=pair.source,
                target=pair.target,
                codes=_codes(pair.placeholders),
                state=pair.state,
                marks=pair.marks,
                notes=pair.comments,
                line=pair.line,
            )
            for pair in pairs
        )
        return PairFile(format="po", segments=segments)
    segments = tuple(
        PairSegment(
            id=pair.id,
            source=pair.source,
            target=pair.target,
            codes=_codes(pair.placeholders),
            line=pair.line,
        )
        for pair in xliff_pairs.read_pairs(data)
    )
    return PairFile(format="xliff", segments=segments)


def _codes(placeholders: tuple[str, ...]) -> tuple[Code, ...]:
    return tuple(
        Code(
            id=name.strip("</>"),
            kind=CodeKind.END
            if name.startswith("</")
            else CodeKind.PLACEHOLDER
            if name.endswith("/>")
            else CodeKind.START,
            original=name,
        )
        for name in placeholders
    )
