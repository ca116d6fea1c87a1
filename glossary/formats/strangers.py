"""Files that somebody chose: a term base of ours, or a table whose columns are to be said first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from glossary.errors import UnreadableTermBase, at_place
from glossary.formats import tables
from glossary.formats.bundle import read_readable
from glossary.formats.columns import Layout, Taken, propose, take
from glossary.formats.grid import Grid, UnknownEncoding, read_grids
from glossary.formats.short_names import with_short_names
from glossary.formats.workbook import read_workbook
from glossary.formats.xlsx import is_ours, of_sheets
from glossary.model import TermBase
from glossary.saying import say
from glossary.validation import Problem

_TABLES = (".csv", ".tsv", ".tab", ".txt", ".xlsx")
_OURS = frozenset(
    f"{name}.csv" for name in (tables.CONCEPTS, tables.TERMS, tables.POLICIES, tables.GLOSSARY)
)
#: How many rows of a table are shown before its columns are said.
SHOWN = 12
#: How bytes are shown that do not tell their encoding: nothing is refused in it.
_GUESS = "cp866"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person said of a table; what is empty is found out."""

    sheet: int = 0
    encoding: str = ""
    delimiter: str = ""
    layout: Layout | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of other people: its first rows, and how it is to be read."""

    sheets: tuple[str, ...]
    sheet: int
    encoding: str
    delimiter: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    count: int  #: of all rows
    layout: Layout
    is_guess: bool = False  #: whether the encoding must be looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What the files hold: a term base, or a table that is one once its columns are said."""

    termbase: TermBase | None = None
    refused: tuple[Problem, ...] = ()  #: entries of a TBX file that cannot be read
    table: Table | None = None
    taken: Taken | None = None  #: of the table, where a layout was given


def open_files(files: Mapping[str, bytes], choice: Choice | None = None) -> Opened:
    """What somebody's files hold; raises `UnreadableTermBase` with the place and the reason."""
    if len(files) != 1:
        return _read(files)
    ((name, content),) = files.items()
    bare = PurePosixPath(name.replace("\\", "/")).name
    if not bare.lower().endswith(_TABLES) or bare.lower() in _OURS:
        return _read(files)
    if bare.lower().endswith(".xlsx"):
        sheets = read_workbook(content, bare)
        if is_ours(sheets):
            return _whole(of_sheets(sheets, bare))
    return _table(content, bare, choice or Choice())


def _read(files: Mapping[str, bytes]) -> Opened:
    termbase, refused = read_readable(files)
    return _whole(termbase, tuple(_told(entry, error) for entry, error in refused))


def _told(entry: str, error: UnreadableTermBase) -> Problem:
    return Problem(entry, "entry", at_place("", error.line, error.reason))


def _whole(termbase: TermBase, refused: tuple[Problem, ...] = ()) -> Opened:
    return Opened(termbase=with_short_names(termbase), refused=refused)


def _table(content: bytes, name: str, choice: Choice) -> Opened:
    try:
        grids = read_grids(content, name, encoding=choice.encoding, delimiter=choice.delimiter)
    except UnknownEncoding:
        guessed = _table(content, name, replace(choice, encoding=_GUESS, layout=None))
        assert guessed.table is not None
        return Opened(table=replace(guessed.table, is_guess=True))
    if choice.sheet >= len(grids):
        raise UnreadableTermBase(name, None, say("there is no such sheet in it."))
    grid = grids[choice.sheet]
    layout = choice.layout
    if layout is None or len(layout.columns) != grid.width:
        return Opened(table=_shown(grids, choice.sheet, propose(grid)))
    return Opened(table=_shown(grids, choice.sheet, layout), taken=take(grid, layout))


def _shown(grids: tuple[Grid, ...], sheet: int, layout: Layout) -> Table:
    grid = grids[sheet]
    return Table(
        sheets=tuple(each.place for each in grids),
        sheet=sheet,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        rows=grid.rows[:SHOWN],
        count=len(grid.rows),
        layout=layout,
    )
