"""Pairs of source and target from files, for the linters of the command line.

TSV has a header with the columns `source` and `target`, and optionally `id` and
`voice`; cells are taken as they stand, and a cell that a spreadsheet has quoted
is unquoted. PO entries are pairs of `msgid` and `msgstr`. Every line gives one
result in its order: a pair, or what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from glossary.model import Voice
from translations.formats.po import read_pairs
from workbench.errors import InvalidInput

_REQUIRED = ("source", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class LintPair:
    id: str | int
    source: str
    target: str
    voice: Voice = Voice.NARRATION


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadablePair:
    id: str | int
    reason: str


def read(data: bytes, name: str) -> Iterator[LintPair | UnreadablePair]:
    """Give the pairs of a TSV or PO file, in order; `InvalidInput` if the file is neither."""
    if name.endswith((".po", ".pot")):
        return _from_po(data)
    return _from_tsv(data)


def _from_po(data: bytes) -> Iterator[LintPair | UnreadablePair]:
    for pair in read_pairs(data):
        yield LintPair(id=pair.id, source=pair.source, target=pair.target)


def _from_tsv(data: bytes) -> Iterator[LintPair | UnreadablePair]:
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    if not lines:
        raise InvalidInput("pairs", "The file is empty; its first line names the columns.")
    columns = _columns(lines[0])
    for number, line in enumerate(lines[1:], 1):
        if line.strip():
            yield _row(line, columns, number)


def _columns(line: bytes) -> Mapping[str, int]:
    try:
        names = [cell.strip().casefold() for cell in line.decode().split("\t")]
    except UnicodeDecodeError as error:
        raise InvalidInput("pairs", f"Line 1 is not UTF-8 at byte {error.start}.") from error
    missing = [name for name in _REQUIRED if name not in names]
    if missing:
        wanted = " and ".join(missing)
        raise InvalidInput("pairs", f"Line 1 must name the columns; there is no {wanted}.")
    return {name: place for place, name in enumerate(names)}


def _row(line: bytes, columns: Mapping[str, int], number: int) -> LintPair | UnreadablePair:
    try:
        cells = [_unquoted(cell) for cell in line.decode().split("\t")]
    except UnicodeDecodeError as error:
        return UnreadablePair(id=number, reason=f"not UTF-8 at byte {error.start} of the line")
    identity = _cell(cells, columns, "id") or number
    source, target = (_cell(cells, columns, name) for name in _REQUIRED)
    if source is None or target is None:
        needed = max(columns[name] for name in _REQUIRED) + 1
        reason = f"{len(cells)} cells, but source and target need {needed}"
        return UnreadablePair(id=identity, reason=reason)
    if "\0" in source or "\0" in target:
        return UnreadablePair(id=identity, reason="a NUL character")
    voice = _cell(cells, columns, "voice") or Voice.NARRATION
    if voice not in set(Voice):
        known = ", ".join(Voice)
        return UnreadablePair(id=identity, reason=f"voice “{voice}” is none of {known}")
    return LintPair(id=identity, source=source, target=target, voice=Voice(voice))


def _cell(cells: Sequence[str], columns: Mapping[str, int], name: str) -> str | None:
    place = columns.get(name)
    return cells[place] if place is not None and place < len(cells) else None


def _unquoted(cell: str) -> str:
    """Undo a spreadsheet's quoting: marks around the cell, and every mark inside doubled."""
    inner = cell[1:-1]
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' in inner
    if quoted and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"')
    return cell
