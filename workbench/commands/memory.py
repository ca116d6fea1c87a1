"""`memory import` and `memory export`: translation memories as TMX."""

from __future__ import annotations

from pathlib import Path

import click

from translations.formats import tmx
from translations.memory.model import UnitState
from workbench.commands.context import opened, plainly, project_of, settings
from workbench.errors import InvalidInput, NotFound
from workbench.services.memory import collecting, exchanging
from workbench.services.memory.exchanging import Terms
from workbench.storage import memories, projects
from workbench.storage.engine import Database, reading, writing

_project = click.option("--project", default="", help="Short name of the project that keeps it.")
_memory = click.option("--memory", "name", default="", help="Name of the memory.")
_source = click.option("--from", "source", default="", help="Only units from this language.")
_target = click.option("--to", "target", default="", help="Only units into this language.")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_project
@_memory
@_source
@_target
@click.option(
    "--state",
    type=click.Choice([state.value for state in UnitState]),
    default=UnitState.REVIEWED.value,
    help="What units are held to be of which the file does not say it; reviewed by default.",
)
@plainly
def import_memory(
    file: Path, project: str, name: str, source: str, target: str, state: str
) -> None:
    """Take the units of a TMX file into a memory; one that is there already is not taken twice.

    Without a name they go to the project's own memory; a memory of a new name is made.
    """
    with opened(settings()) as database:
        memory_id, known = _writable(database, project, name or ("" if project else file.stem))
        terms = Terms(
            memory_id=memory_id,
            known=known,
            source=source,
            target=target,
            state=UnitState(state),
        )
        with file.open("rb") as stream:
            taken = exchanging.take(database, tmx.read(stream, file.name), terms)
    click.echo(f"{taken.added} units added, {taken.known} were there, {taken.left_out} left out")


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_project
@_memory
@_source
@_target
@click.option("--without-names", is_flag=True, help="Name no people in the file.")
@plainly
def export_memory(
    file: Path, project: str, name: str, source: str, target: str, *, without_names: bool
) -> None:
    """Write the units of a memory, or of all that a project reads, to a TMX file."""
    with opened(settings()) as database:
        found = readable(database, project, (name,) if name else ())
        units = exchanging.give(
            database, [each.memory_id for each in found], source=source, target=target
        )
        with file.open("wb") as stream:
            count = tmx.write(
                stream, units, source_language=source or tmx.ALL, names=not without_names
            )
    click.echo(f"{count} units written")


@click.command("collect")
@click.option("--project", required=True, help="Short name of the project.")
@plainly
def collect_memory(project: str) -> None:
    """Make units of what was confirmed before the project had a memory."""
    with opened(settings()) as database:
        count = collecting.collect(database, project_of(database, project))
    click.echo(f"{count} units added")


def readable(
    database: Database, project: str, names: tuple[str, ...]
) -> tuple[memories.Choice, ...]:
    """Choose the memories to read: those named, those of a project, or all there are."""
    with reading(database) as connection:
        if names:
            return tuple(_as_it_is(_named(memories.named(connection, n), n).id) for n in names)
        every = tuple(_as_it_is(row.id) for row in memories.every(connection))
    if not project:
        return every
    project_id = project_of(database, project)
    with reading(database) as connection:
        return tuple(each for each in memories.choices(connection, project_id) if each.reads)


def _as_it_is(memory_id: int) -> memories.Choice:
    return memories.Choice(memory_id=memory_id, reads=True, writes=False, penalty=0.0)


def _writable(database: Database, project: str, name: str) -> tuple[int, tuple[str, ...]]:
    """Find or make the memory that takes units, with the languages of its project."""
    project_id = project_of(database, project) if project else None
    with writing(database) as connection:
        found = projects.find(connection, project_id) if project_id is not None else None
        known = (found.source_language, *found.languages) if found else ()
        if name:
            row = memories.named(connection, name)
            made = row.id if row else memories.add(connection, name, project_id=project_id)
            if row is None and project_id is not None:
                memories.choose(connection, project_id, _as_it_is(made))
            return made, known
        assert project_id is not None
        own = next((c for c in memories.ensure(connection, project_id) if c.writes), None)
    if own is None:
        raise InvalidInput("memory", "The project writes to no memory; name one with --memory.")
    return own.memory_id, known


def _named(row: memories.MemoryRow | None, name: str) -> memories.MemoryRow:
    if row is None:
        raise NotFound("memory", name)
    return row
