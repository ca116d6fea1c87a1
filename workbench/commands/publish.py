"""`publish` and `site`: publications in a folder, one with its formats or all as a website."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from translations.editions import OUTPUTS
from workbench.commands.context import opened, operator, plainly, project_of, settings
from workbench.commands.options import NUMBER
from workbench.errors import InvalidInput, PublicationBlocked
from workbench.services import publishing
from workbench.services.gating import BlockerKind
from workbench.services.sending import bundles, folders, packing, sites
from workbench.services.sending.destinations import USUAL
from workbench.storage.engine import Database

_FOLDER = click.Path(path_type=Path, file_okay=False)
_FORMATS = ",".join(name for name in USUAL if name in OUTPUTS)


class Blocked(click.ClickException):
    """The gate is shut."""


@click.command("publish")
@click.argument("edition", type=NUMBER)
@click.option("--to", "to", type=_FOLDER, required=True, help="The folder; made if needed.")
@click.option("--formats", default=_FORMATS, show_default=True, help="With commas between them.")
@click.option("--number", type=NUMBER, help="Take this publication instead of making a new one.")
@click.option(
    "--override",
    "overrides",
    multiple=True,
    metavar="KIND=REASON",
    help="Publish in spite of a kind of blocker, with the reason that is printed.",
)
@plainly
def publish_edition(
    edition: int, to: Path, formats: str, number: int | None, overrides: tuple[str, ...]
) -> None:
    """Publish EDITION (its number) and write it to a folder with its manifest.

    The folder is put in its place whole. One that holds anything else than an earlier
    publication of the edition, as it was written, is left alone.
    """
    chosen = bundles.chosen(_listed(formats))
    place, of = _place(to), f"edition {edition}"
    reasons = _reasons(overrides)
    with opened(settings()) as database:
        folders.refuse_others(*place, of)
        taken = number or _published(database, edition, reasons)
        click.echo(f"publication {taken}")  # before anything can fail that is done again by it
        frozen = packing.published(database, edition, taken)
        made = bundles.files(frozen, taken, chosen, _silently)
    _put(place, made, of)
    click.echo(bundles.manifest(frozen, {})["signature"])


def _published(database: Database, edition: int, reasons: Mapping[str, str]) -> int:
    """Publish an edition; a gate that is shut says what is in the way."""
    try:
        made = publishing.publish(
            database, actor=operator(database), edition_id=edition, overrides=reasons
        )
    except PublicationBlocked as blocked:
        raise Blocked(f"{blocked} In the way: {', '.join(blocked.blockers)}.") from blocked
    return made.number


def _reasons(overrides: Sequence[str]) -> dict[str, str]:
    parts = [each.partition("=") for each in overrides]
    known = [kind.value for kind in BlockerKind]
    for kind, _equals, reason in parts:
        if kind not in known or not reason.strip():
            raise InvalidInput("override", f"Write KIND=REASON; kinds are {', '.join(known)}.")
    return {kind: reason for kind, _equals, reason in parts}


@click.command("site")
@click.argument("project")
@click.option("--to", "to", type=_FOLDER, required=True, help="The folder; made if needed.")
@click.option("--base", default="", help="The address of the website, if it is known.")
@click.option("--formats", default="", help="Offered beside each page, with commas between them.")
@plainly
def write_site(project: str, to: Path, base: str, formats: str) -> None:
    """Write all publications of PROJECT (its short name) as a website.

    The folder is put in its place whole; one that was not written by this command, or was
    changed since, is left alone.
    """
    named = _listed(formats)
    chosen = bundles.chosen(named) if named else ()
    address = sites.base(base)
    with opened(settings()) as database:
        project_id = project_of(database, project)
        place, of = _place(to), f"site {project_id}"
        folders.refuse_others(*place, of)
        made = sites.build(
            database,
            actor=operator(database),
            project_id=project_id,
            address=address,
            formats=chosen,
            tell=_silently,
        )
    _put(place, made, of)
    click.echo(f"{len(made)} files")


def _place(to: Path) -> tuple[Path, tuple[str]]:
    """Name a folder by the one above it, which is made, and its own name."""
    whole = to.absolute()
    folder = whole.parent.resolve() / whole.name
    if not whole.name or whole.name in {".", ".."}:
        raise InvalidInput("to", "Name a folder that may be replaced as a whole.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder.parent, (folder.name,)


def _put(place: tuple[Path, tuple[str]], files: Mapping[str, bytes], of: str) -> None:
    root, (name,) = place
    try:
        folders.put(root, (name,), files, of)
    except OSError as error:  # of a full disk, it does not say where
        raise OSError(error.errno, error.strerror, str(root / name)) from error


def _listed(formats: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in formats.split(",") if part.strip())


def _silently(_done: int, _total: int) -> None:
    """Say nothing: a command ends when it is done."""
