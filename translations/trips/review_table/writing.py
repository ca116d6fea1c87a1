"""A table for review, written: one row a segment, its id hidden in it twice.

The id is a hidden word of the first cell and the tag of the locked source; a table that
went through another program keeps the one or the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from translations.editions.direction import direction
from translations.formats.originals.escaping import UNWRITABLE
from translations.placeholders import LOOKS_LIKE_ONE, names, spelled
from translations.trips.model import Outgoing, Trip
from translations.trips.review_table.package import MAIN, packed
from translations.trips.review_table.words import Column, Words, words
from translations.trips.telling import told_state

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
#: In twentieths of a point: together the width of a page on its side.
_WIDTHS: Final[Mapping[Column, int]] = {
    Column.NUMBER: 640,
    Column.SOURCE: 4300,
    Column.TARGET: 4300,
    Column.STATE: 1760,
    Column.FINDINGS: 2198,
    Column.COMMENT: 2200,
}
_GREY: Final = "F1EDE4"
#: What is an element of its own in a run.
_BREAKS: Final[Mapping[str, str]] = {"\n": "br", "\t": "tab"}
_PIECES = re.compile(r"([\n\t])")


def write(trip: Trip) -> bytes:
    """A file of Word with the segments as one table."""
    said = words(trip.reader)
    body = _new("body")
    body.append(_paragraph([_run(trip.title, trip.source_language)], style="Title"))
    body.append(_paragraph([_run(said.lead, said.language)], style="Lead"))
    body.append(_table(trip, said))
    body.append(_paragraph([]))
    body.append(_page())
    document = _new("document")
    document.append(body)
    written = etree.tostring(document, encoding="UTF-8", xml_declaration=True, standalone=True)
    return packed(written, title=trip.title, language=said.language)


def _table(trip: Trip, said: Words) -> etree._Element:
    table = _new("tbl")
    facts = _child(table, "tblPr")
    _child(facts, "tblW", w=str(sum(_WIDTHS.values())), type="dxa")
    borders = _child(facts, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _child(borders, side, val="single", sz="4", space="0", color="CFCABD")
    _child(facts, "tblLayout", type="fixed")
    margins = _child(facts, "tblCellMar")
    for side, space in (("top", "40"), ("left", "90"), ("bottom", "40"), ("right", "90")):
        _child(margins, side, w=space, type="dxa")
    grid = _child(table, "tblGrid")
    for width in _WIDTHS.values():
        _child(grid, "gridCol", w=str(width))
    table.append(_head(said))
    table.extend(_row(trip, segment, said) for segment in trip.segments)
    return table


def _head(said: Words) -> etree._Element:
    row = _new("tr")
    facts = _child(row, "trPr")
    _child(facts, "cantSplit")
    _child(facts, "tblHeader")
    for column in Column:
        content = _paragraph([_run(said.columns[column], said.language, bold=True)])
        row.append(_cell(column, [content], grey=True))
    return row


def _row(trip: Trip, segment: Outgoing, said: Words) -> etree._Element:
    source, target = trip.source_language, trip.target_language
    placeholders = names(segment.codes)
    lines: Mapping[Column, list[etree._Element]] = {
        Column.NUMBER: [
            _locked([_run(f"{segment.number}", "en"), _hidden(segment.key)], segment, 1)
        ],
        Column.SOURCE: [
            _locked(_coded(spelled(segment.source, placeholders), source), segment, 2, source)
        ],
        Column.TARGET: [
            _paragraph(_coded(spelled(segment.target, placeholders), target), language=target)
        ],
        Column.STATE: [_plain(_state(segment, said), said.language)],
        Column.FINDINGS: [_plain(each, said.language) for each in segment.findings],
        Column.COMMENT: [_plain(each, "") for each in segment.comments],
    }
    row = _new("tr")
    _child(_child(row, "trPr"), "cantSplit")
    for column, content in lines.items():
        grey = column in {Column.NUMBER, Column.SOURCE} or bool(segment.left_out)
        row.append(_cell(column, content or [_paragraph([])], grey=grey))
    return row


def _state(segment: Outgoing, said: Words) -> str:
    if segment.left_out:
        return f"{said.left_out}: {segment.left_out}"
    return said.states[told_state(segment)] if segment.target.strip() else said.empty


# ---- elements -------------------------------------------------------------------------------


def _cell(column: Column, content: Iterable[etree._Element], *, grey: bool) -> etree._Element:
    cell = _new("tc")
    facts = _child(cell, "tcPr")
    _child(facts, "tcW", w=str(_WIDTHS[column]), type="dxa")
    if grey:
        _child(facts, "shd", val="clear", color="auto", fill=_GREY)
    cell.extend(content)
    return cell


def _plain(text: str, language: str) -> etree._Element:
    return _paragraph([_run(text, language)])


def _paragraph(
    content: Iterable[etree._Element], *, style: str = "", language: str = ""
) -> etree._Element:
    paragraph = _new("p")
    facts = _child(paragraph, "pPr")
    if style:
        _child(facts, "pStyle", val=style)
    if language and direction(language) == "rtl":
        _child(facts, "bidi")
    paragraph.extend(content)
    return paragraph


def _locked(
    content: Iterable[etree._Element], segment: Outgoing, place: int, language: str = ""
) -> etree._Element:
    """A paragraph whose words nobody changes by accident, with the key as its tag."""
    control = _new("sdt")
    facts = _child(control, "sdtPr")
    _child(facts, "tag", val=segment.key)
    _child(facts, "id", val=str(segment.number * 2 + place))
    _child(facts, "lock", val="sdtContentLocked")
    _child(control, "sdtContent").extend(content)
    return _paragraph([control], language=language)


def _coded(text: str, language: str) -> Iterator[etree._Element]:
    """Runs of a text, its placeholders in a colour of their own."""
    for number, piece in enumerate(_parts(text)):
        if piece:
            yield _run(piece, language, style="Placeholder" if number % 2 else "")


def _parts(text: str) -> list[str]:
    """The text cut at its placeholders, which stand at the odd places."""
    parts, end = [], 0
    for match in LOOKS_LIKE_ONE.finditer(text):
        parts += [text[end : match.start()], match[0]]
        end = match.end()
    return [*parts, text[end:]]


def _hidden(key: str) -> etree._Element:
    run = _new("r")
    facts = _child(run, "rPr")
    _child(facts, "noProof")
    _child(facts, "vanish")
    text = _child(run, "t")
    text.set(_SPACE, "preserve")
    text.text = f" {key}"  # apart from the number, for programs that show what is hidden
    return run


def _run(text: str, language: str, *, style: str = "", bold: bool = False) -> etree._Element:
    run = _new("r")
    facts = _child(run, "rPr")
    if style:
        _child(facts, "rStyle", val=style)
    if bold:
        _child(facts, "b")
        _child(facts, "bCs")
    is_rtl = bool(language) and direction(language) == "rtl"
    if is_rtl and not style:
        _child(facts, "rtl")
    if language:
        _child(facts, "lang", **{"bidi" if is_rtl else "val": language})
    for piece in filter(None, _PIECES.split(UNWRITABLE.sub("\ufffd", text))):
        if piece in _BREAKS:
            _child(run, _BREAKS[piece])
        else:
            written = _child(run, "t")
            written.set(_SPACE, "preserve")
            written.text = piece
    return run


def _page() -> etree._Element:
    """A page on its side."""
    section = _new("sectPr")
    _child(section, "pgSz", w="16838", h="11906", orient="landscape")
    sides = dict.fromkeys(("top", "right", "bottom", "left", "header", "footer"), "720")
    _child(section, "pgMar", **sides, gutter="0")
    return section


def _new(name: str) -> etree._Element:
    return etree.Element(f"{{{MAIN}}}{name}", nsmap={"w": MAIN})


def _child(parent: etree._Element, name: str, **facts: str) -> etree._Element:
    named = {f"{{{MAIN}}}{key}": value for key, value in facts.items()}
    return etree.SubElement(parent, f"{{{MAIN}}}{name}", named)
