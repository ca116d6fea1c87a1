"""`segment`: the sentences of a file.

Exit status: 0 done, 2 bad input or usage.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from translations import inline
from translations.model import Block, Document, Segment
from workbench.commands.documents import Refused, opened
from workbench.commands.options import ANY_LANGUAGE
from workbench.commands.output import write


@click.command("segment")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lang", "language", type=ANY_LANGUAGE, default=None,
              help="Language of the text; detected by default.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True,
              help="An object each: its block, its text, the white space after it.")  # fmt: skip
@click.option("-o", "--output", "to", type=click.Path(path_type=Path, allow_dash=True), default="-",
              help="Where to write; standard output by default.")  # fmt: skip
def segment_file(file: Path, language: str | None, *, as_json: bool, to: Path) -> None:
    """Write the sentences of FILE, one a line, with an empty line between paragraphs.

    White space in a sentence becomes one space; --json keeps it.
    """
    document = opened(file, language or "").document
    body = "".join(_objects(document)) if as_json else "\n".join(_paragraphs(document))
    try:
        write(to, body.encode())
    except OSError as error:
        raise Refused(f"{to}: {error.strerror}") from error


def _paragraphs(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.segments:
            yield "".join(f"{' '.join(text.split())}\n" for text in _texts(block))


def _objects(document: Document) -> Iterator[str]:
    for number, block in enumerate(document.blocks, 1):
        for segment, text in zip(block.segments, _texts(block), strict=True):
            told = {"block": number, "text": text, "after": segment.after}
            yield json.dumps(told, ensure_ascii=False) + "\n"


def _texts(block: Block) -> Iterator[str]:
    return (_plain(segment) for segment in block.segments)


def _plain(segment: Segment) -> str:
    """The words of a segment, with the characters that escapes and entities stand for."""
    return inline.plain(segment.text, segment.codes).text
