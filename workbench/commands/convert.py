"""`convert`: a file of pairs as a file of another format, without a database.

Exit status: 0 written, 2 unreadable or bad usage.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

import click

from translations.errors import TranslationsError
from translations.formats import bilingual, gate
from translations.formats.bilingual import Languages, PairFile, PairFormat
from translations.formats.conversion import PAIR_WRITERS
from workbench.commands import output
from workbench.commands.options import ANY_LANGUAGE

#: What is written by the ending of a file.
_BY_ENDING: Final[Mapping[str, str]] = MappingProxyType(
    {".csv": "csv", ".po": "po", ".tmx": "tmx", ".tsv": "tsv", ".xlf": "xliff", ".xliff": "xliff"}
)


@click.command("convert")
@click.argument(
    "source", metavar="IN", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.argument(
    "target", metavar="OUT", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path)
)
@click.option("--from", "source_language", type=ANY_LANGUAGE, default=None,
              help="Language of the sources, where IN has several or does not say.")  # fmt: skip
@click.option("--to", "target_language", type=ANY_LANGUAGE, default=None,
              help="Language of the translations, likewise.")  # fmt: skip
@click.option("--format", "style", type=click.Choice(sorted(PAIR_WRITERS)), default=None,
              help="What to write; by default as OUT ends, and XLIFF 2.1 for .xlf.")  # fmt: skip
def convert_pairs(
    source: Path,
    target: Path,
    source_language: str | None,
    target_language: str | None,
    style: str | None,
) -> None:
    """Write the pairs of IN (XLIFF, TMX, PO, CSV, TSV or XLSX) to OUT, in the format of its ending.

    States, notes and inline codes come along as far as the other format has them.
    """
    form = bilingual.by_name(source.name)
    if form is None:
        known = ", ".join(
            end for each in bilingual.PAIR_FORMATS.values() for end in each.extensions
        )
        raise click.UsageError(f"{source}: files of pairs end in {known}.")
    written = style or _BY_ENDING.get(target.suffix.lower())
    if written is None:
        known = ", ".join(_BY_ENDING)
        raise click.UsageError(f"{target}: name what to write by --format, or by {known}.")
    if target != output.DASH and target.exists() and target.samefile(source):
        raise click.UsageError(f"{target}: the file would be written over itself.")
    languages = Languages(source=source_language or "", target=target_language or "")
    try:
        body = PAIR_WRITERS[written](_read(source, form, languages))
        output.write(target, body)
    except TranslationsError as error:
        raise click.UsageError(f"{source}: {error}") from error
    except OSError as error:
        raise click.UsageError(f"{error.filename or source}: {error.strerror}.") from error


def _read(source: Path, form: PairFormat, languages: Languages) -> PairFile:
    """The pairs of a file, in the languages that were asked for where it does not name its own."""
    with source.open("rb") as file:
        data = file.read(gate.MOST_BYTES + 1)
    found = form.read(data, languages)
    for own, asked in (
        (found.source_language, languages.source),
        (found.target_language, languages.target),
    ):
        if own and asked and _base(own) != _base(asked):
            raise click.UsageError(f"{source}: it is in {own}, not in {asked}.")
    return replace(
        found,
        source_language=found.source_language or languages.source,
        target_language=found.target_language or languages.target,
        original=found.original or source.name,
    )


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
