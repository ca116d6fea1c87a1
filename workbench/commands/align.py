"""`align`: an existing translation beside its source, sentence by sentence, without a database."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import click

from glossary.errors import GlossaryError
from glossary.matching import compile_termbase
from glossary.model import TermBase
from translations import formats
from translations.alignment import Crossing, Text, align
from translations.errors import TranslationsError
from translations.formats import gate, tmx
from translations.inline import plain
from translations.model import Segment
from workbench.bead_files import BEAD_FILES, Sides
from workbench.commands.lint import read_termbase

#: Endings of files by what is written into them.
_ENDINGS = {".jsonl": "json", ".json": "json", ".tsv": "tsv", ".tmx": "tmx", ".xlf": "xliff",
            ".xliff": "xliff"}  # fmt: skip


@click.command("align")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "source_language", required=True, help="Language of SOURCE.")
@click.option("--to", "target_language", required=True, help="Language of TARGET.")
@click.option(
    "--by",
    type=click.Choice(["text", "line"]),
    default="text",
    help="Cut texts into sentences, or take every line for one.",
)
@click.option(
    "--termbase",
    type=click.Path(exists=True, path_type=Path),
    help="A term base whose terms, in any form, tie sentences together.",
)
@click.option(
    "--memory",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TMX file with pairs to learn words from.",
)
@click.option(
    "-o",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write there, by its ending: .jsonl, .tsv, .tmx, .xlf; else to standard output.",
)
@click.option("--format", "style", type=click.Choice(sorted(BEAD_FILES)), default=None,
              help="What to write; by default as the file ends, else JSON lines.")  # fmt: skip
def align_files(
    source: Path,
    target: Path,
    source_language: str,
    target_language: str,
    by: str,
    termbase: Path | None,
    memory: Path | None,
    out: Path | None,
    style: str | None,
) -> None:
    """Align TARGET, a translation, with SOURCE; tell beads with their confidence, 0 to 1.

    Sentences are counted from 0, as texts are cut or, by line, as lines stand in the files.
    What seems to stand elsewhere in the translation is told on standard error.
    """
    languages = source_language, target_language
    write = BEAD_FILES[style or _ENDINGS.get(out.suffix.lower() if out else "", "json")]
    try:
        sides = Sides(
            source=_read(source, source_language, by),
            target=_read(target, target_language, by),
            languages=languages,
            original=source.name,
        )
        base = read_termbase(termbase) if termbase else None
        pairs = list(_pairs(memory, *languages)) if memory else []
    except (TranslationsError, GlossaryError, OSError) as error:
        raise click.UsageError(str(error)) from error
    texts = [
        _text(segments, starts, code, base)
        for (segments, starts), code in zip(sides.both, languages, strict=True)
    ]
    found = align(*texts, memory=pairs)
    if out is None:
        write(sys.stdout.buffer, sides, found.beads)
    else:
        with out.open("wb") as file:
            write(file, sides, found.beads)
    for crossing in found.crossings:
        click.echo(_moved(crossing), err=True)


def _moved(crossing: Crossing) -> str:
    """What no order of beads can hold, in words."""
    source, target = (", ".join(map(str, side)) for side in (crossing.source, crossing.target))
    return f"moved, it seems: {source} of the source is {target} of the translation"


def _read(file: Path, language: str, by: str) -> tuple[Sequence[Segment], frozenset[int]]:
    """The sentences of a file, and those that begin a paragraph."""
    data = file.read_bytes()
    if by == "line":
        text = gate.decode(data, file.name).text
        return tuple(Segment(text=line) for line in text.splitlines()), frozenset()
    name = file.name if file.suffix.lower() in (".txt", ".md", ".markdown") else f"{file.name}.txt"
    segments: list[Segment] = []
    starts = []
    for block in formats.read(data, name, language).blocks:
        starts.append(len(segments))
        segments += block.segments
    return tuple(segments), frozenset(starts)


def _text(
    segments: Sequence[Segment], starts: frozenset[int], language: str, base: TermBase | None
) -> Text:
    sentences = [plain(segment.text, segment.codes).text for segment in segments]
    terms = list(_terms(sentences, language, base)) if base else ()
    return Text(sentences=sentences, language=language, paragraphs=starts, terms=terms)


def _terms(sentences: Iterable[str], language: str, base: TermBase) -> Iterator[frozenset[str]]:
    matcher = compile_termbase(base, language)
    for sentence in sentences:
        yield frozenset(found.concept for found in matcher.find(sentence))


def _pairs(memory: Path, source: str, target: str) -> Iterator[tuple[str, str]]:
    """The pairs of a memory in these languages, either way round."""
    with memory.open("rb") as file:
        yield from _turned(file, source, target)


def _turned(file: BinaryIO, source: str, target: str) -> Iterator[tuple[str, str]]:
    for unit in tmx.read(file):
        texts = {
            _code(unit.source_language): plain(unit.source, unit.codes).text,
            _code(unit.target_language): plain(unit.target, unit.codes).text,
        }
        if texts.keys() == {_code(source), _code(target)}:
            yield texts[_code(source)], texts[_code(target)]


def _code(language: str) -> str:
    """The language of a tag, without its region: `uk` of `uk-UA`."""
    return language.replace("_", "-").partition("-")[0].lower()
