"""`import` and `export`: documents in, editions out."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import click

from translations.editions import OUTPUTS
from workbench.commands.context import opened, operator, plainly, project_of, settings
from workbench.commands.options import LANGUAGE, NUMBER
from workbench.commands.output import write
from workbench.errors import InvalidInput
from workbench.services import importing, projects, publishing, returning
from workbench.storage.engine import Database


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--project", required=True, help="The short name of a project.")
@click.option(
    "--lang",
    "language",
    type=LANGUAGE,
    default=None,
    help="Language of the text; detected by default.",
)
@click.option("--link", default="", help="Where the source was published.")
@click.option(
    "--to", "targets", type=LANGUAGE, multiple=True, help="Begin an edition in this language."
)
@click.option("--policy", default="", help="House style of the editions begun.")
@plainly
def import_file(
    file: Path,
    project: str,
    language: str | None,
    link: str,
    targets: tuple[str, ...],
    policy: str,
) -> None:
    """Import FILE, a document or a table of pairs in a format that the workbench reads."""
    with opened(settings()) as database:
        actor, project_id = operator(database), project_of(database, project)
        data, known = (
            file.read_bytes(),
            projects.policies(database, actor=actor, project_id=project_id),
        )
        tongue = language or importing.language_of(
            database, actor=actor, project_id=project_id, data=data, name=file.name
        )
        _refuse_editions(tongue, targets, policy, known)
        document_id = importing.import_document(
            database,
            actor=actor,
            project_id=project_id,
            data=data,
            name=file.name,
            language=tongue,
            link=link,
        )
        click.echo(f"document {document_id}")
        for target in dict.fromkeys(targets):
            edition_id = importing.create_edition(
                database, actor=actor, document_id=document_id, language=target, policy=policy
            )
            click.echo(f"edition {edition_id} {target}")


def _refuse_editions(
    language: str, targets: Collection[str], policy: str, known: Collection[str]
) -> None:
    """Refuse editions that could not be begun before anything is imported."""
    if language in targets:
        raise InvalidInput("to", f"The text itself is in “{language}”; choose another --to.")
    if policy and policy not in known:
        there = ", ".join(known) or "none"
        raise InvalidInput("policy", f"There is no house style “{policy}”; there are: {there}.")


@click.command("export")
@click.argument("edition", type=NUMBER)
@click.option(
    "--format", "output", type=click.Choice([*OUTPUTS, returning.ORIGINAL]), required=True
)
@click.option("--publication", type=NUMBER, help="Number of a publication; else as it stands now.")
@click.option(
    "-o",
    "--output",
    "to",
    type=click.Path(path_type=Path, allow_dash=True),
    default="-",
    help="Where to write.",
)
@plainly
def export_edition(edition: int, output: str, publication: int | None, to: Path) -> None:
    """Write EDITION (its number) in a format; marked as a draft while it may not be published."""
    with opened(settings()) as database:
        write(to, _exported(database, edition, output, publication))


def _exported(database: Database, edition: int, output: str, publication: int | None) -> bytes:
    actor = operator(database)
    if output == returning.ORIGINAL and publication is None:
        return returning.export(database, actor=actor, edition_id=edition).body
    if publication is None:
        return publishing.export(database, actor=actor, edition_id=edition, output=output).body
    return publishing.export_publication(
        database, actor=actor, edition_id=edition, number=publication, output=output
    ).body
