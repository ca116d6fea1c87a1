"""The publications of a project as a website: what stands, and what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from uuid import uuid4

from translations.editions import OUTPUTS, site
from translations.editions.base import Edition, Output
from translations.editions.site import Download, Page, Site, Withdrawal
from workbench.errors import InvalidInput, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.sending import bundles, packing
from workbench.services.sending.bundles import Tell
from workbench.storage import projects, publications, settings, shelves
from workbench.storage.engine import Database, reading, writing
from workbench.storage.publications import PublicationRow

#: By which an installation is told from all others, for ever.
IDENTITY = "identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What a site is made of: for each edition the publication that its address shows."""

    site: Site
    publications: tuple[PublicationRow, ...]


def base(written: str) -> str:
    """Read the address of a website; "" for one that is not known."""
    bare = written.strip().rstrip("/")
    try:
        parts = urlsplit(bare)
        fit = parts.scheme in {"http", "https"} and bool(parts.hostname) and bare.isprintable()
    except ValueError:
        fit = False
    if bare and (not fit or parts.query or parts.fragment or parts.username is not None):
        raise InvalidInput("base", "The address of a website begins with https:// or http://.")
    return bare


def build(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    address: str,
    formats: Sequence[str],
    tell: Tell,
) -> dict[str, bytes]:
    """Give the website of a project, with each edition in these formats beside its page."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.READ, project_id=project_id)
    found = shelf(database, project_id)
    return written(database, found, address, formats, tell)


def shelf(database: Database, project_id: int) -> Shelf:
    """Gather the newest publication of each edition that stands, or else the last withdrawn."""
    installation = _identity(database)
    with reading(database) as connection:
        project = projects.find(connection, project_id)
        if project is None:
            raise NotFound("project", project_id)
        rows = [
            publications.of_edition(connection, edition_id)
            for edition_id in shelves.published_of(connection, project_id)
        ]
    about = Site(
        title=project.name,
        identity=f"urn:uuid:{installation}/{project_id}",
        language=project.source_language,
    )
    return Shelf(site=about, publications=tuple(map(_shown, rows)))


def _identity(database: Database) -> str:
    """Give what this installation is known by; the first site makes it."""
    with reading(database) as connection:
        known = settings.get(connection, IDENTITY)
    if known:
        return known
    with writing(database) as connection:
        settings.add_missing(connection, IDENTITY, str(uuid4()))
        return settings.get(connection, IDENTITY) or ""


def _shown(rows: Sequence[PublicationRow]) -> PublicationRow:
    return next((row for row in rows if row.withdrawn_at is None), rows[0])


def written(
    database: Database, found: Shelf, address: str, formats: Sequence[str], tell: Tell
) -> dict[str, bytes]:
    """Write the files of a site, by their paths; `tell` counts its publications."""
    pages = []
    for done, row in enumerate(found.publications):
        tell(done, len(found.publications))
        pages.append(_page(packing.published(database, row.edition_id, row.number), row, formats))
    tell(len(pages), len(pages))
    files = site.site(pages, replace(found.site, base=address))
    return {file.path: file.body for file in files}


def _page(edition: Edition, row: PublicationRow, formats: Sequence[str]) -> Page:
    if row.withdrawn_at is not None:
        date = row.withdrawn_at.date().isoformat()
        return Page(edition=edition, withdrawal=Withdrawal(reason=row.withdrawn_why, date=date))
    return Page(edition=edition, downloads=tuple(_downloads(edition, row.number, formats)))


def _title(output: Output) -> str:
    """Name a format as readers of any language know it, if it has such a name."""
    short = output.extension.removeprefix(".")
    return short.upper() if short == output.name else output.title


def _downloads(edition: Edition, number: int, formats: Sequence[str]) -> Iterator[Download]:
    name = bundles.stem(edition, number)
    for each in formats:
        output = OUTPUTS[each]
        if output.name != "html":  # that is the page itself
            yield Download(
                title=_title(output),
                name=bundles.file_name(name, output),
                media_type=output.media_type,
                body=output.write(edition),
            )
