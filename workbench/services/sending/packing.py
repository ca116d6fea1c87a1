"""An edition in several formats as one archive: at once where it is small, or by a job."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from translations.editions.base import Edition
from workbench.errors import NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access, publishing
from workbench.services.kept_editions import unpack
from workbench.services.publishing import Export
from workbench.services.sending import bundles, ordering
from workbench.services.sending.bundles import Tell
from workbench.storage import deliveries, publications
from workbench.storage.deliveries import Outcome
from workbench.storage.engine import Database, reading, writing
from workbench.storage.jobs import JobRow

MEDIA_TYPE = "application/zip"
#: Segments times formats that a person waits for.
AT_ONCE = 1200


def archive(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    number: int | None,
    formats: Iterable[str],
) -> Export | int:
    """Give an archive of a publication, or of the edition as it stands; a job's number if large."""
    chosen = bundles.chosen(formats)
    seen = ordering.seen(database, actor=actor, edition_id=edition_id, number=number)
    if seen.segments * len(chosen) > AT_ONCE:
        return ordering.pack(
            database, actor=actor, edition_id=edition_id, number=number, formats=chosen
        )
    edition = frozen(database, actor, edition_id, number)
    body = bundles.archive(edition, bundles.files(edition, number, chosen, _silently))
    return _export(edition, number, body)


def _silently(_done: int, _total: int) -> None:
    """Say nothing: somebody waits for all of it."""


def frozen(database: Database, actor: Actor, edition_id: int, number: int | None) -> Edition:
    """Give a publication as it was frozen, or the edition as it stands now."""
    if number is None:
        return publishing.preview(database, actor=actor, edition_id=edition_id)
    return published(database, edition_id, number)


def published(database: Database, edition_id: int, number: int) -> Edition:
    """Give a publication as it was frozen."""
    with reading(database) as connection:
        stored = publications.frozen(connection, edition_id, number)
    if stored is None:
        raise NotFound("publication", number)
    return unpack(stored)


def run(database: Database, job: JobRow, tell: Tell) -> dict[str, Any]:
    """Make the archive that a job names; a second time it only answers that it is made."""
    answer = {"edition": job.arguments["edition"], "delivery": job.arguments["delivery"]}
    edition_id, number = job.arguments["edition"], job.arguments["number"]
    with reading(database) as connection:
        row = deliveries.find(connection, job.arguments["delivery"])
        wanted = Permission.EXPORT if number is None else Permission.READ
        actor = access.who_ordered(connection, job.actor_id, wanted)
        access.require(connection, actor, wanted, project_id=job.project_id)
    if row is None or row.outcome is not Outcome.OPEN:
        return answer
    edition = frozen(database, actor, edition_id, number)
    made = bundles.files(edition, number, row.formats, tell)
    body = bundles.archive(edition, made)
    with writing(database) as connection:
        deliveries.finish(
            connection, row.id, Outcome.DELIVERED, digest=bundles.digest(made), body=body
        )
    return answer


def fetch(database: Database, *, actor: Actor, edition_id: int, delivery_id: int) -> Export:
    """Give an archive that a job has made, while it is kept."""
    with reading(database) as connection:
        row = deliveries.find(connection, delivery_id)
        project_id = access.project_of_edition(connection, edition_id)
        number = row.number if row else None
        wanted = Permission.READ if row is None or number is not None else Permission.EXPORT
        access.require(connection, actor, wanted, project_id=project_id)
        body = deliveries.body(connection, delivery_id)
    if row is None or row.edition_id != edition_id or body is None:
        raise NotFound("archive", delivery_id)
    return Export(name=f"{_name(edition_id, number)}.zip", media_type=MEDIA_TYPE, body=body)


def _name(edition_id: int, number: int | None) -> str:
    return f"edition-{edition_id}-v{number}" if number else f"edition-{edition_id}"


def _export(edition: Edition, number: int | None, body: bytes) -> Export:
    return Export(name=f"{bundles.stem(edition, number)}.zip", media_type=MEDIA_TYPE, body=body)
