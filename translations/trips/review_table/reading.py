"""A table for review as people return it: rows by their ids, whatever was done around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from lxml import etree

from glossary.errors import UnreadableTermBase
from glossary.formats import safe_xml
from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats.originals.archive import Archive
from translations.model import Code, CodeKind
from translations.placeholders import coded, standing
from translations.trips import keys
from translations.trips.model import Arrived, ArrivedFile
from translations.trips.review_table import cells, words
from translations.trips.review_table.cells import Cell, local, value
from translations.trips.review_table.words import Column

_DOCUMENT: Final = "word/document.xml"
_COMMENTS: Final = "word/comments.xml"
#: What may stand around rows and cells.
_AROUND: Final = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})


def read(data: bytes) -> ArrivedFile:
    """The rows of the first table of ours; `UnreadableDocument` where there is none."""
    opened = Archive(data)
    if _DOCUMENT not in opened:
        raise UnreadableDocument(say("This is no Word document (DOCX)."))
    remarks = _remarks(_parsed(opened, _COMMENTS)) if _COMMENTS in opened else {}
    for table in _parsed(opened, _DOCUMENT).iter("{*}tbl"):
        rows = [_cells(row) for row in _inside(table, "tr") if not _is_deleted(row)]
        columns = _columns(rows)
        if columns is not None:
            found = (_arrived(row, n, columns, remarks) for n, row in enumerate(rows, 1))
            return ArrivedFile(format="table", segments=tuple(each for each in found if each))
    raise UnreadableDocument(say("There is no table for review in it."))


def _parsed(opened: Archive, name: str) -> etree._Element:
    try:
        return safe_xml.parse(opened.read(name), name)
    except UnreadableTermBase as error:
        raise UnreadableDocument(error.reason, place=name, line=error.line) from None


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table, or the cells of a row, also where something stands around them."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in _AROUND:
            yield from _inside(child, name)


def _is_deleted(row: etree._Element) -> bool:
    facts = (each for each in row if local(each) == "trPr")
    return any(local(mark) == "del" for each in facts for mark in each)


def _cells(row: etree._Element) -> list[Cell]:
    """The cells of a row; one that reaches over several columns stands in the first of them."""
    found: list[Cell] = []
    for cell in _inside(row, "tc"):
        found.append(cells.read(cell))
        found += [Cell()] * (_span(cell) - 1)
    return found


def _span(cell: etree._Element) -> int:
    facts = (each for each in cell if local(each) == "tcPr")
    spans = (value(mark) for each in facts for mark in each if local(mark) == "gridSpan")
    told = next(spans, "1")
    return min(int(told), len(Column)) if told.isdecimal() and told != "0" else 1


def _columns(rows: Sequence[Sequence[Cell]]) -> Mapping[Column, int] | None:
    """Where each column stands, by the headings or else by our own order."""
    for row in rows[:1]:
        named = {words.column(cell.text): place for place, cell in enumerate(row)}
        if {Column.SOURCE, Column.TARGET} <= named.keys():
            return {column: place for column, place in named.items() if column is not None}
    if any(_key(row) for row in rows):
        return {column: place for place, column in enumerate(Column)}
    return None


def _key(row: Sequence[Cell]) -> str:
    """What a row hides that may be its id; seen words too, for somebody may have shown it."""
    hidden = list(chain.from_iterable(cell.hidden for cell in row))
    seen = [cell.text for cell in row[:1]]
    every = (*hidden, " ".join(hidden), "".join(hidden), *seen)
    return next((each for each in every if keys.found(each)), "") or next(
        (each for each in every if keys.is_broken(each)), ""
    )


def _arrived(
    row: Sequence[Cell], number: int, columns: Mapping[Column, int], remarks: Mapping[str, str]
) -> Arrived | None:
    """A row as a segment; nothing for the headings, and for rows of other people's."""
    by_column = {c: row[place] for c, place in columns.items() if place < len(row)}
    source, target, state, comment = (
        by_column.get(column, Cell())
        for column in (Column.SOURCE, Column.TARGET, Column.STATE, Column.COMMENT)
    )
    identity = _key(row)
    if not identity and (number == 1 or not source.text):
        return None
    placeholders = tuple(
        dict.fromkeys(chain(*(standing(t) for t in (source.text, target.text, target.before))))
    )
    word = state.text.strip()
    left_out = words.is_left_out(word.partition(":")[0])
    said = words.state(word)
    unknown = (word,) if word and said is None and not left_out else ()
    margin = (remarks.get(each, "") for cell in row for each in cell.remarks)
    return Arrived(
        id=identity,
        source=coded(source.text, placeholders),
        target=coded(target.text, placeholders),
        codes=tuple(map(_code, placeholders)),
        state=said,
        notes=tuple(filter(None, dict.fromkeys((*comment.lines, *margin, *unknown)))),
        tracked=coded(target.before, placeholders) if target.is_tracked else None,
        who=target.who,
        left_out=left_out,
        line=number,
    )


def _code(name: str) -> Code:
    ends, alone = name.startswith("</"), name.endswith("/>")
    kind = CodeKind.END if ends else CodeKind.PLACEHOLDER if alone else CodeKind.START
    return Code(id=name.strip("</>"), kind=kind, original=name)


def _remarks(root: etree._Element) -> Mapping[str, str]:
    """The comments in the margin by their numbers, each with the name of its author."""
    found = {}
    for each in root.iter("{*}comment"):
        text, who = cells.read(each).text.strip(), value(each, "author").strip()
        if text:
            found[value(each, "id")] = f"{who}: {text}" if who else text
    return found
