"""`import` and `export`: documents in, editions out."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from translations.editions import OUTPUTS
from workbench.commands.context import opened, operator, plainly, project_of, settings
from workbench.services import importing, publishing
from workbench.storage.engine import Database


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--project", required=True, help="The short name of a project.")
@click.option("--lang", "language", default="", help="Language of the text; detected by default.")
@click.option("--link", default="", help="Where the source was published.")
@click.option("--to", "targets", multiple=True, help="Begin an edition in this language.")
@click.option("--policy", default="", help="House style of the editions begun.")
@plainly
def import_file(
    file: Path, project: str, language: str, link: str, targets: tuple[str, ...], policy: str
) -> None:
    """Import FILE (plain text or Markdown) as a document."""
    with opened(settings()) as database:
        actor = operator(database)
        document_id = importing.import_document(
            database,
            actor=actor,
            project_id=project_of(database, project),
            data=file.read_bytes(),
            name=file.name,
            language=language,
            link=link,
        )
        click.echo(f"document {document_id}")
        for target in targets:
            edition_id = importing.create_edition(
                database, actor=actor, document_id=document_id, language=target, policy=policy
            )
            click.echo(f"edition {edition_id} {target}")


@click.command("export")
@click.argument("edition", type=int)
@click.option("--format", "output", type=click.Choice([*OUTPUTS]), required=True)
@click.option("--publication", type=int, help="Number of a publication; else as it stands now.")
@click.option("-o", "--output", "to", type=click.File("wb"), default="-", help="Where to write.")
@plainly
def export_edition(edition: int, output: str, publication: int | None, to: BinaryIO) -> None:
    """Write EDITION (its number) in a format; marked as a draft while it may not be published."""
    with opened(settings()) as database:
        to.write(_exported(database, edition, output, publication))


def _exported(database: Database, edition: int, output: str, publication: int | None) -> bytes:
    actor = operator(database)
    if publication is None:
        return publishing.export(database, actor=actor, edition_id=edition, output=output).body
    return publishing.export_publication(
        database, actor=actor, edition_id=edition, number=publication, output=output
    ).body
