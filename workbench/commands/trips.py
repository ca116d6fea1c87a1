"""`edition-export` and `edition-import`: files for work elsewhere, out and home."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

import click

from translations.trips.arriving import Kind
from translations.trips.writing import FORMS
from workbench.commands.context import opened, operator, plainly, settings
from workbench.commands.options import NUMBER
from workbench.commands.output import write
from workbench.permissions import Actor
from workbench.services.trips import leaving, receiving, settling
from workbench.services.trips.receiving import Choices, Looked
from workbench.storage.rows import Filter

_STATES = ("empty", "draft", "translated", "reviewed", "final")


class _Where(TypedDict):
    """What names a file that came home."""

    actor: Actor
    edition_id: int
    homecoming_id: int


@click.command("edition-export")
@click.argument("edition", type=NUMBER)
@click.option("--format", "form", type=click.Choice([*FORMS]), default="xliff", show_default=True)
@click.option(
    "--state", "states", type=click.Choice(_STATES), multiple=True, help="Only in these states."
)
@click.option("--with-findings", is_flag=True, help="Only where the checks found something.")
@click.option(
    "-o",
    "--output",
    "to",
    type=click.Path(path_type=Path, allow_dash=True),
    default="-",
    help="Where to write.",
)
@plainly
def export_trip(
    edition: int, form: str, states: tuple[str, ...], to: Path, *, with_findings: bool
) -> None:
    """Write segments of EDITION (its number) as a file for work elsewhere."""
    chosen = Filter(states=frozenset(states), finding="any" if with_findings else "")
    with opened(settings()) as database:
        written = leaving.leave(
            database,
            actor=operator(database),
            edition_id=edition,
            form=form,
            chosen=chosen,
            say=lambda message: message.english,
        )
    write(to, written.body)


@click.command("edition-import")
@click.argument("edition", type=NUMBER)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--take", is_flag=True, help="Take what nobody has to decide on; else only tell.")
@click.option("--confirm", is_flag=True, help="Take drafts as translated.")
@plainly
def import_trip(edition: int, file: Path, *, take: bool, confirm: bool) -> None:
    """Tell what FILE would change in EDITION; conflicts are decided on its page."""
    with opened(settings()) as database:
        actor = operator(database)
        number = receiving.keep(
            database, actor=actor, edition_id=edition, data=file.read_bytes(), name=file.name
        )
        where = _Where(actor=actor, edition_id=edition, homecoming_id=number)
        receiving.choose(database, choices=Choices(confirm=confirm), **where)
        looked = receiving.look(database, **where)
        click.echo(_told(looked))
        if take:
            done = settling.settle(database, seal=looked.seal, **where)
            click.echo(f"{done.taken} taken, {done.comments} comments")
            for each in done.held_back:
                click.echo(f"segment {each.number} stays {each.state}: {each.why.english}")
        else:
            receiving.drop(database, **where)


def _told(looked: Looked) -> str:
    counts = [f"{len(looked.preview.of(kind))} {kind}" for kind in Kind]
    lost, absent = len(looked.preview.lost), len(looked.preview.absent)
    return ", ".join([*counts, f"{lost} lost", f"{absent} not in the file"])
