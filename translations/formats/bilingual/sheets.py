"""The sheets of a workbook (ECMA-376) with the places of their cells; nothing is evaluated.

A cell is found by a pattern in XML that was proved well-formed: its rows and cells
hold no elements of their own names.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats.bilingual import columns
from translations.formats.bilingual.elements import Elements, attributes, read, unescaped
from translations.formats.originals.archive import Archive
from translations.formats.originals.base import Part
from translations.formats.originals.decoding import xml_part

MOST_CELLS: Final = 1_000_000
_MOST_SHEETS: Final = 100
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(r"<(?![?!])([^\s/>:]+:)?[^\s/>]+")
_NUMBER = re.compile(r'\br\s*=\s*["\']([0-9]{1,7})["\']')
_PLACE = re.compile(r'\br\s*=\s*["\']\$?([A-Z]{1,3})\$?([0-9]{1,7})["\']')
_KIND = re.compile(r'\bt\s*=\s*["\'](\w+)["\']')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Cell(NamedTuple):
    """A cell with its place in the text of its sheet."""

    start: int
    end: int
    tag: str  #: its attributes, as they are written
    text: str  #: what it says; nothing where that is no text or number
    is_text: bool
    is_formula: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of a row by their columns, from 0."""

    number: int
    start: int  #: behind its tag
    cells: Mapping[int, Cell]

    def text(self, at: int) -> str:
        """What a cell says; nothing where the row has no such cell."""
        cell = self.cells.get(at)
        return "" if cell is None else cell.text


class Sheet(NamedTuple):
    """A sheet: the name that people see, the part that it is, and its rows that hold anything."""

    name: str
    part: Part
    prefix: str
    rows: list[Row]


def sheets(archive: Archive) -> Iterator[Sheet]:
    """The sheets of a workbook in their order, or `UnreadableDocument`."""
    main = next(iter(_related(archive, "", "officeDocument").values()), "")
    if not main:
        reason = say("this is no XLSX workbook: nothing says what its document is.")
        raise UnreadableDocument(reason)
    strings = _strings(archive, main)
    parts = _related(archive, main, "worksheet")
    left = MOST_CELLS
    for name, relation in _named(archive, main)[:_MOST_SHEETS]:
        if relation in parts:
            sheet = _sheet(archive, name, parts[relation], strings, left)
            left -= sum(len(row.cells) for row in sheet.rows)
            yield sheet


def _elements(archive: Archive, name: str) -> Elements:
    try:
        return read(archive.read(name), lambda _: True)
    except UnreadableDocument as error:
        raise UnreadableDocument(error.reason, place=name, line=error.line) from error


def _related(archive: Archive, part: str, kind: str) -> dict[str, str]:
    """The parts of a kind that a part refers to, by the names of the relations."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive:
        return {}
    file = _elements(archive, relations)
    found = {}
    for at in file.named(file.root, "Relationship"):
        facts = file.attributes(at)
        is_inside = facts.get("TargetMode") != "External"
        if is_inside and posixpath.basename(facts.get("Type", "")) == kind:
            target = posixpath.join("/", folder, facts.get("Target", ""))
            found[facts.get("Id", "")] = posixpath.normpath(target).lstrip("/")
    return found


def _named(archive: Archive, main: str) -> list[tuple[str, str]]:
    """The names of the sheets with their relations."""
    file = _elements(archive, main)
    found = []
    for room in file.named(file.root, "sheets"):
        for at in file.named(room, "sheet"):
            facts = file.attributes(at)
            relation = next((v for k, v in facts.items() if k.endswith(":id")), "")
            found.append((facts.get("name", ""), relation))
    return found


def _text_part(archive: Archive, name: str) -> tuple[Part, str, str]:
    """A part, its text without comments in the same places, and the prefix of its elements."""
    try:
        part = xml_part(archive.read(name), name)
    except UnreadableDocument as error:
        raise UnreadableDocument(error.reason, place=name, line=error.line) from error
    text = part.text
    if "<![CDATA[" in text:
        reason = say("It has CDATA sections, which workbooks do not have.")
        raise UnreadableDocument(reason, place=name)
    if "<!--" in text:
        text = _COMMENT.sub(lambda match: " " * len(match[0]), text)
    root = _ROOT.search(text)
    return part, text, (root[1] or "") if root else ""


def _strings(archive: Archive, main: str) -> list[str]:
    """The strings that cells share."""
    name = next(iter(_related(archive, main, "sharedStrings").values()), "")
    if not name:
        return []
    _part, text, prefix = _text_part(archive, name)
    own = re.escape(prefix)
    each = re.compile(rf"<{own}si(?=[\s/>])[^>]*?(?:/>|>(.*?)</{own}si\s*>)", re.DOTALL)
    of = _Strings(prefix)
    return [of.text(match[1] or "") for match in each.finditer(text)]


class _Strings:
    """Texts of strings, without how they are to be pronounced."""

    def __init__(self, prefix: str) -> None:
        own = re.escape(prefix)
        self._text = re.compile(rf"<{own}t(?=[\s>])[^>]*>(.*?)</{own}t\s*>", re.DOTALL)
        self._spoken = re.compile(rf"<{own}rPh(?=[\s>]).*?</{own}rPh\s*>", re.DOTALL)
        self._marks = f"<{prefix}rPh"

    def text(self, written: str) -> str:
        if self._marks in written:
            written = self._spoken.sub("", written)
        return read_text("".join(self._text.findall(written)))


def read_text(written: str) -> str:
    """A text in which `_x000D_` stands for what XML cannot hold."""
    text = unescaped(written)
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    """The character that is written so; NUL and halves of characters are none."""
    point = int(match[1], 16)
    return match[0] if not point or 0xD800 <= point < 0xE000 else chr(point)


def _sheet(archive: Archive, name: str, part_name: str, strings: list[str], most: int) -> Sheet:
    part, text, prefix = _text_part(archive, part_name)
    own = re.escape(prefix)
    inside = re.search(rf"<{own}sheetData(?=[\s>])[^>]*>(.*)</{own}sheetData\s*>", text, re.DOTALL)
    start, end = inside.span(1) if inside else (0, 0)
    if len(re.findall(rf"<{own}c[\s/>]", text[start:end])) > most:
        raise UnreadableDocument(columns.too_many(MOST_CELLS), place=name)
    return Sheet(name, part, prefix, list(_rows(text, start, end, prefix, strings)))


def _rows(text: str, start: int, end: int, prefix: str, strings: list[str]) -> Iterator[Row]:
    own = re.escape(prefix)
    pattern = re.compile(
        rf"<{own}row(?=[\s/>])(?P<row>[^>]*)>"
        rf"|<{own}c(?=[\s/>])(?P<cell>[^>]*?)(?:/>|>(?P<content>.*?)</{own}c\s*>)",
        re.DOTALL,
    )
    value = re.compile(rf"<{own}v(?=[\s>])[^>]*>(.*?)</{own}v\s*>", re.DOTALL)
    reading = _Reading(prefix, value, _Strings(prefix), strings)
    number, column, begun, cells = 0, -1, start, dict[int, Cell]()
    for match in pattern.finditer(text, start, end):
        if match["cell"] is None:
            if cells:
                yield Row(number=number, start=begun, cells=cells)
            said = _NUMBER.search(match["row"])
            number, column = int(said[1]) if said else number + 1, -1
            begun, cells = match.end(), {}
            continue
        said = _PLACE.search(match["cell"])
        column = _column(said[1]) if said else column + 1
        cells[column] = reading.cell(match)
    if cells:
        yield Row(number=number, start=begun, cells=cells)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class _Reading(NamedTuple):
    prefix: str
    value: re.Pattern[str]
    texts: _Strings
    strings: list[str]

    def cell(self, match: re.Match[str]) -> Cell:
        tag, content = match["cell"], match["content"] or ""
        told = _KIND.search(tag)
        kind = told[1] if told else "n"
        is_formula = f"<{self.prefix}f" in content
        text = "" if is_formula else self._text(kind, content)
        is_text = kind in ("s", "inlineStr", "str")
        return Cell(match.start(), match.end(), tag, text, is_text, is_formula)

    def _text(self, kind: str, content: str) -> str:
        if kind == "inlineStr":
            return self.texts.text(content)
        found = self.value.search(content)
        written = found[1] if found else ""
        if kind == "s":
            known = written.isascii() and written.isdecimal() and len(written) < 10
            at = int(written) if known else len(self.strings)
            return self.strings[at] if at < len(self.strings) else ""
        return read_text(written) if kind in ("n", "str") else ""


def letters(column: int) -> str:
    """What people call a column: A for the first."""
    name, number = "", column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def style(tag: str) -> str:
    """The style of a cell, as it is written."""
    return attributes(f"<c {tag.strip()}>").get("s", "") if tag.strip() else ""
