"""`glossary import` and `glossary export`: term bases in files, in and out of the database."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from glossary.formats.bundle import read_bundle, write_tables
from glossary.formats.csv_folder import write_folder
from glossary.formats.policies_toml import write_policies
from glossary.formats.tbx import Dialect, Style, write_tbx
from glossary.merging import Difference
from glossary.model import TermBase
from workbench.commands.context import instance, opened, plainly, settings
from workbench.commands.lint import bundled
from workbench.jobs import HueyQueue
from workbench.services import consulting, terms
from workbench.storage.engine import Database

_TBX, _CSV, _POLICIES = "tbx", "csv", "policies"
_named = click.option(
    "--glossary", "name", default="", help="Its name; not needed for the only one."
)


@click.command("import")
@click.argument("place", type=click.Path(exists=True, path_type=Path), metavar="FILE_OR_FOLDER")
@_named
@click.option("--dry-run", is_flag=True, help="Tell what it would do, and do nothing.")
@plainly
def import_glossary(place: Path, name: str, *, dry_run: bool) -> None:
    """Import a TBX file, a folder or zip of CSV tables, or policies in TOML.

    What the glossary has under the same names is replaced; what only it has stays.
    A glossary of a new name is made.
    """
    incoming = read_bundle(bundled(place))
    config = settings()
    with opened(config) as database:
        glossary_id = _find(database, name)
        if glossary_id is None:
            _install(database, name or place.stem, incoming, dry_run=dry_run)
            return
        preview = terms.preview_import(
            database, actor=None, glossary_id=glossary_id, incoming=incoming
        )
        _report(preview.difference)
        if dry_run or not preview.difference:
            return
        committed = terms.import_termbase(
            database, actor=None, glossary_id=glossary_id, incoming=incoming, source=place.name
        )
        if committed.job_id is not None:
            HueyQueue(instance(config) / "jobs.sqlite3", database).send(committed.job_id)
        click.echo(
            f"This is revision {committed.revision}; the texts it concerns are checked again."
        )


@click.command("export")
@_named
@click.option("--format", "ending", type=click.Choice([_TBX, _CSV, _POLICIES]), default=_TBX)
@click.option(
    "--style",
    type=click.Choice([*Style]),
    default=Style.DCA,
    help="TBX: categories in attributes, as elements, or version 2 (martif).",
)
@click.option(
    "--dialect",
    type=click.Choice([*Dialect]),
    default=Dialect.BASIC,
    help="TBX: what other programs must know; the rest stands in notes.",
)
@click.option(
    "-o", "--output", "to", type=click.Path(path_type=Path), help="File, or folder of CSV."
)
@plainly
def export_glossary(name: str, ending: str, style: str, dialect: str, to: Path | None) -> None:
    """Write a glossary as TBX, as CSV tables (to a folder or a .zip), or its policies as TOML."""
    with opened(settings()) as database:
        glossary_id = _find(database, name)
        if glossary_id is None:
            raise click.ClickException(_unknown(database, name))
        base = terms.read(database, actor=None, glossary_id=glossary_id)
    if ending != _CSV:
        tbx = write_tbx(base, style=Style(style), dialect=Dialect(dialect))
        _write(to, tbx if ending == _TBX else write_policies(base.policies))
    elif to is None or to.suffix == ".zip":
        _write(to, write_tables(base))
    else:
        _write_all(to, write_folder(base))


def _find(database: Database, name: str) -> int | None:
    """Find a glossary by its name; without one, the only one."""
    known = {row.name: row.id for row in consulting.mine(database, actor=None)}
    if not name and len(known) > 1:
        raise click.ClickException(f"Say which one with --glossary: {', '.join(known)}.")
    return known.get(name) if name else next(iter(known.values()), None)


def _unknown(database: Database, name: str) -> str:
    known = ", ".join(row.name for row in consulting.mine(database, actor=None))
    return f"There is no glossary “{name}”; there are: {known or 'none'}."


def _install(database: Database, name: str, content: TermBase, *, dry_run: bool) -> None:
    counted = f"{len(content.concepts)} concepts and {len(content.policies)} policies"
    if dry_run:
        click.echo(f"Would make the glossary “{name}” with {counted}.")
        return
    terms.install(database, actor=None, name=name, content=content)
    click.echo(f"The glossary “{name}” is there, with {counted}.")


def _report(found: Difference) -> None:
    click.echo(
        f"{len(found.new)} new, {len(found.changed)} changed, {len(found.unchanged)} unchanged, "
        f"{len(found.policies)} policies"
    )
    for sign, entries in (("+", found.new), ("~", found.changed)):
        for each in entries:
            click.echo(f"{sign} {each.concept.id}")
    for policy in found.policies:
        click.echo(f"~ policy {policy}")


def _write(to: Path | None, body: bytes) -> None:
    if to is None:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    else:
        to.write_bytes(body)


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in files.items():
        (folder / name).write_bytes(body)
