"""`extract` and `merge`: the units of a file out as JSON lines, their translations back into it.

Exit status: 0 done, 1 a translation cannot be written, 2 bad input or usage.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from translations import placeholders
from translations.errors import UnwritableTranslation
from translations.formats.originals.writing import unit_id
from translations.model import Block, Code, Document, Segment
from workbench.commands.answers import Exit
from workbench.commands.documents import Opened, Refused, opened
from workbench.commands.options import ANY_LANGUAGE
from workbench.commands.output import write


class Unwritten(click.ClickException):
    """Translations that cannot be put into the file."""

    exit_code = Exit.ERRORS


@click.command("extract")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lang", "language", type=ANY_LANGUAGE, default=None,
              help="Language of the text; detected by default.")  # fmt: skip
@click.option("-o", "--output", "to", type=click.Path(path_type=Path, allow_dash=True), default="-",
              help="Where to write; standard output by default.")  # fmt: skip
def extract(file: Path, language: str | None, to: Path) -> None:
    """Write the units of FILE, one JSON object a line.

    FILE is a document that the workbench imports: text, Markdown, HTML, DOCX, ODT, EPUB, or pairs
    in PO, XLIFF, TMX, CSV, TSV or XLSX.

    Fill in "target" and give the lines to `merge`. Inline codes are placeholders: <1> … </1>, <2/>.
    """
    read = opened(file, language or "")
    lines = (json.dumps(unit, ensure_ascii=False) for unit in _units(read))
    _written(to, "".join(f"{line}\n" for line in lines).encode())


@click.command("merge")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("units", type=click.File("rb"))
@click.option("-o", "--output", "to", type=click.Path(path_type=Path, allow_dash=True),
              required=True, help="Where to write the translated file.")  # fmt: skip
def merge(file: Path, units: Any, to: Path) -> None:
    """Put the targets of UNITS, as `extract` wrote them, into FILE.

    What has no target stays as it is; where none has, the very bytes of FILE are written.
    """
    told = list(_lines(units.read()))
    language = next((str(unit.get("language", "")) for _, unit in told), "")
    read = opened(file, language)
    targets = _targets(told, read.document)
    try:
        body = read.write(targets)
    except UnwritableTranslation as error:
        raise Unwritten(str(error)) from error
    _written(to, body)


def _written(to: Path, body: bytes) -> None:
    try:
        write(to, body)
    except OSError as error:
        raise Refused(f"{to}: {error.strerror}") from error


def _units(read: Opened) -> Iterator[Mapping[str, object]]:
    for number, block in enumerate(read.document.blocks):
        if block.left_out:
            continue
        place = read.places[number]
        for at, segment in enumerate(block.segments):
            yield {
                "id": unit_id(number, at),
                "part": place.part,
                "kind": _kind(block, place.role),
                "language": read.document.language,
                "source": _spelled(segment),
                "target": _target(read, segment, number, at),
                "codes": list(_codes(segment.codes)),
            }


def _kind(block: Block, role: str) -> str:
    return block.kind.value if role == "text" else role


def _spelled(segment: Segment) -> str:
    return placeholders.spelled(segment.text, placeholders.names(segment.codes))


def _target(read: Opened, segment: Segment, block: int, at: int) -> str:
    """The translation that the file has already."""
    text = read.targets.get(block, {}).get(at, "")
    return placeholders.spelled(text, placeholders.names(segment.codes))


def _codes(codes: tuple[Code, ...]) -> Iterator[Mapping[str, object]]:
    for name, code in zip(placeholders.names(codes), codes, strict=True):
        yield {
            "placeholder": name,
            "kind": code.kind.value,
            "display": code.display,
            "original": code.original,
            "canDelete": code.can_delete,
            "canReorder": code.can_reorder,
        }


def _lines(body: bytes) -> Iterator[tuple[int, Mapping[str, object]]]:
    """The objects of a file of JSON lines, each with its line."""
    for number, line in enumerate(body.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            unit = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
        except (ValueError, RecursionError) as error:
            raise _bad(number, "this is no JSON object") from error
        if not isinstance(unit, dict):
            raise _bad(number, "this is no JSON object")
        yield number, unit


def _bad(line: int, why: str) -> Refused:
    return Refused(f"Line {line} of the units: {why}.")


def _targets(
    told: list[tuple[int, Mapping[str, object]]], document: Document
) -> dict[int, dict[int, str]]:
    """The targets by block and segment; what is not of this file is refused."""
    known = {
        unit_id(number, at): (number, at, segment)
        for number, block in enumerate(document.blocks)
        for at, segment in enumerate(block.segments)
    }
    targets: dict[int, dict[int, str]] = {}
    for line, unit in told:
        found = known.get(str(unit.get("id")))
        if found is None:
            raise _bad(line, f"the file has no unit “{unit.get('id')}”")
        number, at, segment = found
        if unit.get("source") != _spelled(segment):
            raise _bad(line, "its source is not that of the file; extract the units again")
        target = unit.get("target") or ""
        if not isinstance(target, str):
            raise _bad(line, "its target is no text")
        if target:
            names = placeholders.names(segment.codes)
            targets.setdefault(number, {})[at] = placeholders.coded(target, names)
    return targets
