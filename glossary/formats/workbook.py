"""The sheets of an XLSX workbook as texts (ECMA-376): read at one pass, nothing evaluated.

Formulas, external links, macros and pictures are never followed: a cell that
holds a formula or an error is refused with its place, for what it would say
depends on the program that opens it. Dates become ISO 8601, TRUE and FALSE *yes* and *no*.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from glossary.errors import UnreadableTermBase
from glossary.formats import sheet_numbers
from glossary.formats.archive import unzip
from glossary.formats.safe_xml import walk
from glossary.saying import Message, say

MOST_ROWS = 100_000
MOST_COLUMNS = 500
MOST_CELLS = 200_000
#: As many characters as all cells hold together: one long text may stand in many of them.
MOST_CHARACTERS = 20_000_000
_MOST_MEMBERS = 2_000
_MOST_SHEETS = 100
#: How a password and the formats before XLSX begin, and an OpenDocument file.
_OLE, _ODF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"application/vnd.oasis.opendocument"
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of a sheet that hold anything, each with its number and its cells from A on."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_workbook(content: bytes, place: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook in their order, or why it is refused."""
    if content.startswith(_OLE):
        reason = say("this is an old or a protected workbook; save it as XLSX without a password.")
        raise UnreadableTermBase(place, None, reason)
    if _ODF in content[:200]:
        reason = say("this is an OpenDocument file; save it as XLSX.")
        raise UnreadableTermBase(place, None, reason)
    return _Workbook(place, unzip(place, content, most=_MOST_MEMBERS, wanted=_is_xml)).sheets()


def column_name(number: int) -> str:
    """What people call a column: A for the first, AA for the 27th."""
    name = ""
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def in_column(number: int, reason: Message) -> Message:
    """What is wrong with a cell or with all of a column."""
    return say("column %(column)s: %(reason)s", column=column_name(number), reason=reason)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


class _Workbook:
    """One package being read: its parts, and how much of what it may hold was taken."""

    def __init__(self, place: str, parts: Mapping[str, bytes]) -> None:
        self.place, self.parts = place, {name.lstrip("/").lower(): parts[name] for name in parts}
        self.cells = self.characters = 0
        self.strings: list[str] = []
        self.dates: frozenset[int] = frozenset()
        self.from_1904 = False

    def refused(self, reason: Message) -> UnreadableTermBase:
        return UnreadableTermBase(self.place, None, reason)

    def sheets(self) -> tuple[Sheet, ...]:
        main = self._main()
        related = self._related(main)
        self._take_strings(next(self._of_kind(related, "sharedStrings"), ""))
        self._take_styles(next(self._of_kind(related, "styles"), ""))
        found = []
        for name, relation in self._named(main):
            kind, target = related.get(relation, ("", ""))
            if kind == "worksheet":
                found.append(Sheet(name=name, rows=tuple(self._rows(name, target))))
        if not found:
            raise self.refused(say("this workbook has no sheet."))
        return tuple(found)

    def _part(self, name: str) -> bytes:
        if name.lower() not in self.parts:
            reason = say(
                "this is no XLSX workbook, or not all of it: “%(part)s” is missing.", part=name
            )
            raise self.refused(reason)
        return self.parts[name.lower()]

    def _walk(self, part: str, *names: str) -> Iterator[etree._Element]:
        return walk(self._part(part), f"{self.place}, {part}", *names)

    def _main(self) -> str:
        for kind, target in self._related("").values():
            if kind == "officeDocument":
                return target
        reason = say("this is no XLSX workbook: nothing says what its document is.")
        raise self.refused(reason)

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the package: kind and part, by the name of the relation."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found = {}
        for each in self._walk(rels, "Relationship"):
            if each.get("TargetMode") != "External":
                target = posixpath.join("/", folder, each.get("Target", ""))
                kind = posixpath.basename(each.get("Type", ""))
                found[each.get("Id", "")] = (kind, posixpath.normpath(target).lstrip("/"))
        return found

    def _of_kind(self, related: Mapping[str, tuple[str, str]], wanted: str) -> Iterator[str]:
        return (part for kind, part in related.values() if kind == wanted)

    def _named(self, main: str) -> Sequence[tuple[str, str]]:
        """The names of the sheets with their relations."""
        found = []
        for element in self._walk(main, "sheet", "workbookPr"):
            if etree.QName(element).localname == "workbookPr":
                self.from_1904 = element.get("date1904") in {"1", "true"}
                continue
            relation = (v for k, v in element.attrib.items() if str(k).endswith("relationships}id"))
            found.append((element.get("name", ""), str(next(relation, ""))))
        if len(found) > _MOST_SHEETS:
            raise self.refused(say("it has more than %(count)s sheets.", count=_MOST_SHEETS))
        return found

    def _take_strings(self, part: str) -> None:
        if part:
            self.strings = [_text(element) for element in self._walk(part, "si")]

    def _take_styles(self, part: str) -> None:
        if part:
            self.dates = sheet_numbers.date_styles(self._walk(part, "numFmt", "cellXfs"))

    def _rows(self, sheet: str, part: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        place = f"{self.place}, sheet “{sheet}”"
        number = 0
        for row in self._walk(part, "row"):
            number = _whole(row.get("r")) or number + 1
            cells = dict(self._cells(row, place, number))
            if not cells:
                continue
            if number > MOST_ROWS:
                reason = say("it has more than %(count)s rows.", count=MOST_ROWS)
                raise UnreadableTermBase(place, number, reason)
            yield number, tuple(cells.get(n, "") for n in range(1, max(cells) + 1))

    def _cells(self, row: etree._Element, place: str, number: int) -> Iterator[tuple[int, str]]:
        column = 0
        for cell in row.iterchildren("{*}c"):
            column = _column(cell) or column + 1
            where = _Cell(place, number, column)
            text = self._value(cell, where)
            if not text.strip():
                continue
            self.cells, self.characters = self.cells + 1, self.characters + len(text)
            if column > MOST_COLUMNS:
                raise where.wrong(say("it has more than %(count)s columns.", count=MOST_COLUMNS))
            if self.cells > MOST_CELLS or self.characters > MOST_CHARACTERS:
                raise where.wrong(say("the workbook holds too much for a glossary."))
            yield column, text

    def _value(self, cell: etree._Element, where: _Cell) -> str:
        parts = {_local(part): part for part in reversed(cell)}
        if "f" in parts:
            reason = say("this is a formula; put what it says there as a text.")
            raise where.wrong(reason)
        kind, written = cell.get("t", "n"), (parts["v"].text or "") if "v" in parts else ""
        if kind == "inlineStr":
            return _text(parts["is"]) if "is" in parts else ""
        if not written:
            return ""
        if kind == "s":
            return self._shared(written, where)
        if kind == "str":
            return _unescaped(written)
        if kind == "b":
            return "yes" if written in {"1", "true"} else "no"
        if kind == "e":
            reason = say("this is the error “%(text)s”, not a text.", text=written[:40])
            raise where.wrong(reason)
        if kind == "d":
            return written.removesuffix("T00:00:00")
        is_date = _whole(cell.get("s")) in self.dates
        try:
            return sheet_numbers.told(written, is_date=is_date, from_1904=self.from_1904)
        except ValueError:
            raise where.wrong(say("“%(text)s” is no number.", text=written[:40])) from None

    def _shared(self, written: str, where: _Cell) -> str:
        index = _whole(written)
        if index is None or index >= len(self.strings):
            raise where.wrong(say("its text is missing in the workbook."))
        return self.strings[index]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A place in a sheet."""

    sheet: str
    row: int
    column: int

    def wrong(self, reason: Message) -> UnreadableTermBase:
        return UnreadableTermBase(self.sheet, self.row, in_column(self.column, reason))


def _text(element: etree._Element) -> str:
    """The text of a string, without how it is to be pronounced."""
    parts = [(_local(part), part) for part in element]
    plain = (part for name, part in parts if name == "t")
    runs = (text for name, run in parts if name == "r" for text in run.iterchildren("{*}t"))
    return _unescaped("".join(text.text or "" for text in (*plain, *runs)))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _unescaped(text: str) -> str:
    r"""A text in which `_x000D_` stands for what XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _column(cell: etree._Element) -> int | None:
    found = _CELL.fullmatch(cell.get("r", ""))
    if found is None:
        return None
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
