"""What is to be sent: a row for the delivery and a job for a worker, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from workbench.errors import Conflict, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.sending import bundles, destinations
from workbench.services.sending.rules import Rules
from workbench.storage import deliveries, documents, editions, jobs, publications
from workbench.storage import destinations as places
from workbench.storage.deliveries import DeliveryRow
from workbench.storage.destinations import DestinationRow, Kind
from workbench.storage.editions import EditionHead
from workbench.storage.engine import Database, reading, writing
from workbench.storage.publications import PublicationRow

#: The kinds of job: one sends on, one makes an archive to fetch.
PUBLISH_ON, PACK = "publish-on", "pack-edition"
#: How long an archive can be fetched.
KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a page needs to offer a sending."""

    edition: EditionHead
    publication: PublicationRow | None  #: none: the edition as it stands
    destinations: tuple[DestinationRow, ...]
    deliveries: tuple[DeliveryRow, ...]
    segments: int
    permissions: frozenset[Permission] = field(default_factory=frozenset)


def seen(database: Database, *, actor: Actor, edition_id: int, number: int | None) -> Seen:
    """Gather where a publication can be sent to, and where it was."""
    with reading(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, _needed(number), project_id=project_id)
        held = access.permissions(connection, actor, project_id)
        may_send = number is not None and Permission.PUBLISH in held
        head = _head(connection, edition_id)
        return Seen(
            edition=head,
            publication=None if number is None else published(connection, edition_id, number),
            destinations=places.of_project(connection, project_id) if may_send else (),
            deliveries=_to_be_seen(connection, edition_id, number, held),
            segments=_segments(connection, head),
            permissions=held,
        )


def _to_be_seen(
    connection: Connection, edition_id: int, number: int | None, held: frozenset[Permission]
) -> tuple[DeliveryRow, ...]:
    """Archives are everybody's; where else something was sent is for those who send."""
    found = deliveries.of_edition(connection, edition_id, number)
    if Permission.PUBLISH in held:
        return found
    return tuple(each for each in found if each.destination_id is None)


def send(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    number: int,
    destination_id: int,
    formats: Iterable[str],
    rules: Rules,
) -> int:
    """Order that a publication is sent to a place; answers the job.

    Without `formats`, in those that the place has for itself.
    """
    with writing(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        row = destinations.find(connection, actor, project_id, destination_id, Permission.PUBLISH)
        if row.removed_at:
            raise Conflict("The destination is removed already.")
        wanted = tuple(formats) or row.formats
        chosen = bundles.chosen(wanted) if wanted or row.kind is not Kind.SITE else ()
        if published(connection, edition_id, number).withdrawn_at and row.kind is not Kind.SITE:
            raise Conflict("A publication that is withdrawn is not sent anywhere.")
        delivery_id = deliveries.add(
            connection,
            edition_id=edition_id,
            number=number,
            destination_id=destination_id,
            actor_id=actor.id,
            formats=list(chosen),
        )
        arguments = {
            "delivery": delivery_id,
            "edition": edition_id,
            "number": number,
            "name": row.name,
            "root": rules.root,
            "private": rules.private,
            "address": rules.address,
        }
        return _order(connection, PUBLISH_ON, arguments, project_id, actor)


def pack(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    number: int | None,
    formats: Iterable[str],
) -> int:
    """Order an archive of a publication, or of the edition as it stands; answers the job."""
    chosen = bundles.chosen(formats)
    with writing(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, _needed(number), project_id=project_id)
        if number is not None:
            published(connection, edition_id, number)
        deliveries.drop_old_bodies(connection, KEPT)
        delivery_id = deliveries.add(
            connection,
            edition_id=edition_id,
            number=number,
            actor_id=actor.id,
            formats=list(chosen),
        )
        arguments = {"delivery": delivery_id, "edition": edition_id, "number": number}
        return _order(connection, PACK, arguments, project_id, actor)


def _order(
    connection: Connection, kind: str, arguments: dict[str, Any], project_id: int, actor: Actor
) -> int:
    job_id = jobs.enqueue(connection, kind, arguments, project_id=project_id, actor_id=actor.id)
    deliveries.give_job(connection, arguments["delivery"], job_id)
    return job_id


def published(connection: Connection, edition_id: int, number: int) -> PublicationRow:
    """Find a publication; `NotFound` where there is none of this number."""
    for row in publications.of_edition(connection, edition_id):
        if row.number == number:
            return row
    raise NotFound("publication", number)


def _head(connection: Connection, edition_id: int) -> EditionHead:
    head = editions.head(connection, edition_id)
    if head is None:
        raise NotFound("edition", edition_id)
    return head


def _segments(connection: Connection, head: EditionHead) -> int:
    document = documents.head(connection, head.document_id)
    return document.segments if document else 0


def _needed(number: int | None) -> Permission:
    """What is published everybody reads; how a text stands now is exported by its makers."""
    return Permission.EXPORT if number is None else Permission.READ
