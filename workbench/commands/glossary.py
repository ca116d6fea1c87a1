"""`glossary import` and `glossary export`: term bases in files, in and out of the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path

import click

from glossary.formats.bundle import write_tables
from glossary.formats.columns import RowProblem
from glossary.formats.csv_folder import write_folder
from glossary.formats.policies_toml import write_policies
from glossary.formats.strangers import Choice, Opened
from glossary.formats.tbx import Dialect, Style, write_tbx
from glossary.formats.workbook import column_name
from glossary.formats.xlsx import write_xlsx
from glossary.model import TermBase
from glossary.validation import Problem
from workbench import term_gate
from workbench.commands.context import Refused, instance, opened, plainly, settings
from workbench.commands.lint import bundled
from workbench.commands.output import DASH, write, write_all
from workbench.jobs import HueyQueue
from workbench.services import consulting, exchanging, terms
from workbench.services.exchanging import Beside
from workbench.storage.engine import Database

_TBX, _CSV, _XLSX, _POLICIES, _DECISIONS = "tbx", "csv", "xlsx", "policies", "decisions"
_named = click.option(
    "--glossary", "name", default="", help="Its name; not needed for the only one."
)


@click.command("import")
@click.argument("place", type=click.Path(exists=True, path_type=Path), metavar="FILE_OR_FOLDER")
@_named
@click.option("--dry-run", is_flag=True, help="Tell what it would do, and do nothing.")
@click.option(
    "--take-conflicts",
    is_flag=True,
    help="Take the file's entries where both sides changed or a preferred term would be demoted.",
)
@plainly
def import_glossary(place: Path, name: str, *, dry_run: bool, take_conflicts: bool) -> None:
    """Import a TBX or XLSX file, a folder or zip of CSV tables, policies in TOML, or any table.

    What the glossary has under the same names is replaced, save for conflicts; what
    only it has stays. Of a table with other columns, the headings say what they hold.
    A glossary of a new name is made.
    """
    arriving = _opened(place)
    config = settings()
    with opened(config) as database:
        glossary_id = _find(database, name)
        if glossary_id is None:
            _install(database, name or place.stem, _content(arriving), dry_run=dry_run)
            return
        beside = exchanging.beside(database, glossary_id=glossary_id, opened=arriving)
        _report(beside)
        if dry_run or not beside.difference:
            return
        committed = terms.import_termbase(
            database,
            actor=None,
            glossary_id=glossary_id,
            incoming=beside.arrival.taking(beside.conflicts if take_conflicts else ()),
            source=place.name,
            seen=beside.revision,
        )
        if committed.job_id is None:
            click.echo("Nothing was changed.")
            return
        HueyQueue(instance(config) / "jobs.sqlite3", database).send(committed.job_id)
        click.echo(
            f"This is revision {committed.revision}; the texts it concerns are checked again."
        )


def _opened(place: Path) -> Opened:
    """Read files; the columns of a table are taken for what their headings say."""
    files = bundled(place)
    found = term_gate.read(files)
    if found.table is None:
        return found
    if found.table.is_guess:
        raise Refused(f"{place.name}: save it in UTF-8; its encoding is not known.")
    layout = found.table.layout
    if not any(column.field for column in layout.columns):
        raise Refused(f"{place.name}: no heading says what its column holds.")
    taken = term_gate.read(files, Choice(layout=layout, encoding=found.table.encoding))
    for column, letter in zip(layout.columns, count(1), strict=False):
        said = " ".join(filter(None, (column.field, column.language)))
        click.echo(f"column {column_name(letter)}: {said or 'left out'}")
    return taken


def _content(arriving: Opened) -> TermBase:
    """What a new glossary begins with."""
    rows = arriving.taken.problems if arriving.taken else ()
    content, left_out = exchanging.beginning(arriving)
    _tell_problems((*rows, *left_out))
    if arriving.taken and not content.concepts:
        raise Refused("There is no concept in it that could be imported.")
    return content


@click.command("export")
@_named
@click.option(
    "--format",
    "ending",
    type=click.Choice([_TBX, _XLSX, _CSV, _POLICIES, _DECISIONS]),
    default=_TBX,
)
@click.option(
    "--style",
    type=click.Choice([style.value for style in Style]),
    default=Style.DCA.value,
    help="TBX: categories in attributes, as elements, or version 2 (martif).",
)
@click.option(
    "--dialect",
    type=click.Choice([dialect.value for dialect in Dialect]),
    default=Dialect.BASIC.value,
    help="TBX: what other programs must know; the rest stands in notes.",
)
@click.option(
    "-o",
    "--output",
    "to",
    type=click.Path(path_type=Path, allow_dash=True),
    help="File, or folder of CSV.",
)
@plainly
def export_glossary(name: str, ending: str, style: str, dialect: str, to: Path | None) -> None:
    """Write a glossary: TBX, a workbook, CSV tables (a folder or .zip), its policies, decisions."""
    with opened(settings()) as database:
        glossary_id = _find(database, name)
        if glossary_id is None:
            raise Refused(_unknown(database, name))
        base = terms.read(database, actor=None, glossary_id=glossary_id)
        decided = exchanging.decisions(database, actor=None, glossary_id=glossary_id)
    if ending == _CSV and to not in {None, DASH} and to.suffix != ".zip":
        write_all(to, write_folder(base))
        return
    writers: Mapping[str, Callable[[], bytes]] = {
        _TBX: lambda: write_tbx(base, style=Style(style), dialect=Dialect(dialect)),
        _XLSX: lambda: write_xlsx(base),
        _CSV: lambda: write_tables(base),
        _POLICIES: lambda: write_policies(base.policies),
        _DECISIONS: lambda: decided,
    }
    write(to, writers[ending]())


def _find(database: Database, name: str) -> int | None:
    """Find a glossary by its name; without one, the only one."""
    known = {row.name: row.id for row in consulting.mine(database, actor=None)}
    if not name and len(known) > 1:
        raise Refused(f"Say which one with --glossary: {', '.join(known)}.")
    return known.get(name) if name else next(iter(known.values()), None)


def _unknown(database: Database, name: str) -> str:
    known = ", ".join(row.name for row in consulting.mine(database, actor=None))
    return f"There is no glossary “{name}”; there are: {known or 'none'}."


def _install(database: Database, name: str, content: TermBase, *, dry_run: bool) -> None:
    counted = f"{len(content.concepts)} concepts and {len(content.policies)} policies"
    terms.refuse_problems(content, TermBase())
    if dry_run:
        click.echo(f"Would make the glossary “{name}” with {counted}.")
        return
    terms.install(database, actor=None, name=name, content=content)
    click.echo(f"The glossary “{name}” is there, with {counted}.")


def _report(beside: Beside) -> None:
    found = beside.difference
    click.echo(
        f"{len(found.new)} new, {len(found.changed)} changed, {len(found.unchanged)} unchanged, "
        f"{len(found.policies)} policies, {len(beside.conflicts)} conflicts"
    )
    for sign, entries in (("+", found.new), ("~", found.changed)):
        for each in entries:
            click.echo(f"{sign} {each.concept.id}")
    for policy in found.policies:
        click.echo(f"~ policy {policy}")
    for conflict in beside.arrival.conflicts:
        kind = "policy " if conflict.is_policy else ""
        why = ", ".join((*conflict.reasons, *conflict.terms))
        click.echo(f"! {kind}{conflict.name}: {why}")
    _tell_problems((*beside.row_problems, *beside.entry_problems))


def _tell_problems(found: Sequence[RowProblem | Problem]) -> None:
    """Tell what is left out of a table, and why."""
    for each in found:
        click.echo(f"- {_problem(each) if isinstance(each, Problem) else each}", err=True)


def _problem(told: Problem) -> str:
    return f"{told.entry}: {told.reason.english}" if told.entry else told.reason.english
