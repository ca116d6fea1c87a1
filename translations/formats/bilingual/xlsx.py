"""XLSX (ECMA-376): a row of a sheet a pair, its columns named by the first row.

Only cells that change are written, as texts of their own (`inlineStr`), which no
program takes for formulas; all other parts of the workbook lie there as they lay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from glossary.saying import say
from translations.errors import UnreadableDocument, UnwritableTranslation
from translations.formats.bilingual import columns, splicing
from translations.formats.bilingual.base import (
    Languages,
    OpenPairs,
    PairFile,
    PairFormat,
    PairSegment,
    Translated,
)
from translations.formats.bilingual.coding import Coded, spelled
from translations.formats.bilingual.columns import Columns
from translations.formats.bilingual.elements import escaped
from translations.formats.bilingual.sheets import Row, Sheet, letters, sheets, style
from translations.formats.bilingual.splicing import Change, Edit
from translations.formats.originals import archive
from translations.formats.originals.archive import Archive

#: As much as a cell holds, in UTF-16 units.
_LONGEST: Final = 32_767
_FORMULA: Final = say("Its cell holds a formula, which is not written over.")
#: What XML cannot hold or would change, and what is read as such an escape.
_TO_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")


class _Place(NamedTuple):
    segment: PairSegment
    pair: Coded
    row: Row
    sheet: Sheet
    columns: Columns


# ---- reading --------------------------------------------------------------------------------


def _find(data: bytes, languages: Languages) -> tuple[PairFile, list[_Place]]:
    found = [
        (sheet, named)
        for sheet in sheets(Archive(data))
        if (named := _columns(sheet, languages)) is not None
    ]
    if not found:
        raise UnreadableDocument(columns.WANTED, line=1)
    places = [
        place for sheet, named in found for place in _places(sheet, named, several=len(found) > 1)
    ]
    segments = splicing.named_apart([place.segment for place in places])
    first = found[0][1].languages
    file = PairFile(
        format="xlsx",
        segments=tuple(segments),
        source_language=first.source,
        target_language=first.target,
    )
    return file, [
        place._replace(segment=each) for place, each in zip(places, segments, strict=True)
    ]


def _columns(sheet: Sheet, languages: Languages) -> Columns | None:
    if not sheet.rows:
        return None
    header = sheet.rows[0]
    width = max(header.cells) + 1
    return columns.understood([header.text(at) for at in range(width)], languages)


def _places(sheet: Sheet, named: Columns, *, several: bool) -> Iterator[_Place]:
    for number, row in enumerate(sheet.rows[1:], 1):
        source = row.cells.get(named.source)
        if source is None or not source.is_text or not source.text.strip():
            continue
        segment, pair = columns.pair(row.text, named, number, row.number)
        target = row.cells.get(named.target)
        if target is not None and target.is_formula:
            segment = replace(segment, left_out=_FORMULA.english)
        if several:
            segment = replace(segment, id=f"{sheet.name}/{segment.id}")
        yield _Place(segment, pair, row, sheet, named)


# ---- writing --------------------------------------------------------------------------------


def _translated(
    data: bytes, file: PairFile, places: list[_Place], targets: Mapping[str, Translated]
) -> bytes:
    wanted = splicing.changes(file.segments, targets)
    edits: dict[str, list[Edit]] = {}
    parts = {}
    for place in places:
        if (change := wanted.get(place.segment.id)) is not None:
            name = place.sheet.part.name
            parts[name] = place.sheet.part
            edits.setdefault(name, []).extend(_edits(place, change))
    changed = {
        name: parts[name].encoded(splicing.replaced(parts[name].text, each))
        for name, each in edits.items()
        if each
    }
    return archive.rewrite(data, changed) if changed else data


def _edits(place: _Place, change: Change) -> Iterator[Edit]:
    texts: dict[int, str] = {}
    if change.target is not None:
        texts[place.columns.target] = spelled(change.target, place.pair, place.segment.id, str)
    if change.standing is not None and place.columns.state is not None:
        text = place.segment.target if change.target is None else change.target
        texts[place.columns.state] = columns.told(change.standing, empty=not text)
    for at, text in sorted(texts.items()):
        yield _cell(place, at, text)


def _cell(place: _Place, at: int, text: str) -> Edit:
    """A cell with another text, or a new one in the order of its row."""
    cell = place.row.cells.get(at)
    if cell is not None and cell.is_formula:
        raise UnwritableTranslation(place.segment.id, _FORMULA)
    reference = f"{letters(at)}{place.row.number}"
    written = _written(place, reference, style(cell.tag) if cell is not None else "", text)
    if cell is not None:
        return Edit(cell.start, cell.end, written)
    before = [each.end for column, each in place.row.cells.items() if column < at]
    start = max(before, default=place.row.start)
    return Edit(start, start, written)


def _written(place: _Place, reference: str, number: str, text: str) -> str:
    kept = _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if len(kept.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST:
        reason = say("a cell holds %(count)s characters at most.", count=_LONGEST)
        raise UnwritableTranslation(place.segment.id, reason)
    own = place.sheet.prefix
    styled = f' s="{number}"' if number else ""
    if not text:
        return f'<{own}c r="{reference}"{styled}/>'
    inner = f'<{own}t xml:space="preserve">{escaped(kept)}</{own}t>'
    return f'<{own}c r="{reference}"{styled} t="inlineStr"><{own}is>{inner}</{own}is></{own}c>'


def _open(data: bytes, languages: Languages) -> OpenPairs:
    file, places = _find(data, languages)
    return OpenPairs(file, partial(_translated, data, file, places))


FORMAT: Final = PairFormat(
    name="xlsx",
    title="XLSX",
    extensions=(".xlsx",),
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    open=_open,
    has_choice=True,
)
