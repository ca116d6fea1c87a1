"""How beads are written: as JSON lines, as a table, as TMX and as XLIFF."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import BinaryIO, Final

from translations.alignment import Bead
from translations.formats import tmx, xliff
from translations.inline import code_point, code_points, plain
from translations.model import FIRST_CODE, Code, Segment, State

Side = tuple[Sequence[Segment], frozenset[int]]
Write = Callable[[BinaryIO, "Sides", Iterable[Bead]], None]


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Both texts as segments, and the sentences that begin their paragraphs."""

    source: Side
    target: Side
    languages: tuple[str, str]
    original: str = ""

    @property
    def both(self) -> tuple[Side, Side]:
        return self.source, self.target


def _write_json(file: BinaryIO, _sides: Sides, beads: Iterable[Bead]) -> None:
    for bead in beads:
        line = {
            "source": list(bead.source),
            "target": list(bead.target),
            "confidence": round(bead.confidence, 4),
        }
        file.write(json.dumps(line).encode() + b"\n")


def _write_tsv(file: BinaryIO, sides: Sides, beads: Iterable[Bead]) -> None:
    table = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(table, dialect="excel-tab", lineterminator="\n")
    rows.writerow(["source", "target", "confidence"])
    for bead in beads:
        texts = (
            " ".join(plain(segment.text, segment.codes).text for segment in _of(side, numbers))
            for side, numbers in zip(sides.both, (bead.source, bead.target), strict=True)
        )
        rows.writerow([*texts, f"{bead.confidence:.4f}"])
    table.detach()


def _write_tmx(file: BinaryIO, sides: Sides, beads: Iterable[Bead]) -> None:
    source, target = sides.languages
    units = (
        tmx.TmxUnit(
            source=source_text,
            target=target_text,
            source_language=source,
            target_language=target,
            codes=codes,
            id=str(number),
        )
        for number, bead in enumerate(beads, 1)
        if not bead.unmatched
        for source_text, target_text, codes in [_texts(sides, bead)]
    )
    tmx.write(file, units, source_language=source)


def _write_xliff(file: BinaryIO, sides: Sides, beads: Iterable[Bead]) -> None:
    source, target = sides.languages
    xliff.write(
        file,
        _units(sides, beads),
        source_language=source,
        target_language=target,
        original=sides.original,
    )


def _units(sides: Sides, beads: Iterable[Bead]) -> Iterator[xliff.XliffUnit]:
    """A unit for every bead; what only the translation has is a note of the one before it."""
    for number, bead in enumerate(beads, 1):
        source, target, codes = _texts(sides, bead)
        told = (f"confidence {bead.confidence:.4f}",)
        segment = xliff.XliffSegment(
            source=source,
            target=target if bead.target else None,
            codes=codes,
            state=State.TRANSLATED if not bead.unmatched else State.INITIAL,
        )
        yield xliff.XliffUnit(id=f"u{number}", segments=(segment,), notes=told)


def _texts(sides: Sides, bead: Bead) -> tuple[str, str, tuple[Code, ...]]:
    """Both texts of a bead over one list of codes.

    Codes that stand for the same characters are the same code, in their order.
    """
    source, codes = joined(_of(sides.source, bead.source), ())
    target, codes = joined(_of(sides.target, bead.target), codes)
    return source, target, codes


def joined(
    segments: Iterable[Segment], known: tuple[Code, ...], between: str = " "
) -> tuple[str, tuple[Code, ...]]:
    """Segments as one text over codes that are known, and those that it has besides."""
    codes = list(known)
    free = [(code.kind, code.original) for code in known]
    texts: list[str] = []
    for segment in segments:
        points: dict[str, str] = {}
        for point in code_points(segment.text):
            code = segment.codes[ord(point) - FIRST_CODE]
            looks = code.kind, code.original
            if looks in free:
                at = free.index(looks)
                free[at] = code.kind, "\0"  # taken
            else:
                at = len(codes)
                codes.append(_renamed(code, len(texts)))
            points[point] = code_point(at)
        texts.append(segment.text.translate({ord(a): b for a, b in points.items()}))
    return between.join(text.strip() for text in texts), tuple(codes)


def _renamed(code: Code, part: int) -> Code:
    """A code whose id is its own in a bead of several sentences."""
    return replace(code, id=f"{code.id}-{part + 1}") if part else code


def _of(side: Side, numbers: Iterable[int]) -> list[Segment]:
    segments, _ = side
    return [segments[number] for number in numbers]


#: How beads are written, by name.
BEAD_FILES: Final[Mapping[str, Write]] = MappingProxyType(
    {"json": _write_json, "tsv": _write_tsv, "tmx": _write_tmx, "xliff": _write_xliff}
)
