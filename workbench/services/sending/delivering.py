"""The job that sends a publication on: written format by format, then put in its place."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection

from glossary.saying import Message
from translations.editions import OUTPUTS
from translations.editions.base import Edition
from translations.errors import TranslationsError
from workbench.errors import Conflict, NotFound, WorkbenchError
from workbench.permissions import Permission
from workbench.services import access
from workbench.services.sending import (
    addresses,
    bundles,
    destinations,
    folders,
    ordering,
    packing,
    sites,
    webhooks,
)
from workbench.services.sending.bundles import Tell
from workbench.services.sending.rules import Rules
from workbench.services.sending.webhooks import Sleep
from workbench.storage import deliveries, feed, projects
from workbench.storage import destinations as places
from workbench.storage.deliveries import DeliveryRow, Outcome
from workbench.storage.destinations import DestinationRow, Kind
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.jobs import JobRow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sending:
    """One delivery with all that it needs."""

    database: Database
    row: DeliveryRow
    place: DestinationRow
    project: str
    rules: Rules
    tell: Tell
    sleep: Sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    outcome: Outcome
    digest: str
    status: int | None = None
    why: Message | None = None


def run(
    database: Database, job: JobRow, tell: Tell, *, sleep: Sleep = time.sleep
) -> dict[str, Any]:
    """Send what a job names; a second time it only answers that it was sent."""
    arguments = job.arguments
    answer = {"edition": arguments["edition"], "number": arguments["number"]}
    with reading(database) as connection:
        row = deliveries.find(connection, arguments["delivery"])
        actor = access.who_ordered(connection, job.actor_id, Permission.PUBLISH)
        access.require(connection, actor, Permission.PUBLISH, project_id=job.project_id)
        if row is None or row.outcome is not Outcome.OPEN:
            return answer
        place, project = _where(connection, row)
    rules = Rules(**{name: arguments[name] for name in ("root", "private", "address")})
    sending = _Sending(
        database=database,
        row=row,
        place=place,
        project=project,
        rules=rules,
        tell=tell,
        sleep=sleep,
    )
    sent = _settled(sending)
    return {**answer, "outcome": sent.outcome, "status": sent.status}


def _where(connection: Connection, row: DeliveryRow) -> tuple[DestinationRow, str]:
    """Give the place of a delivery, and the short name of its project."""
    place = places.find(connection, row.destination_id or 0)
    if place is None or place.removed_at is not None:
        raise Conflict("The destination is removed already.")
    project = projects.find(connection, place.project_id)
    if project is None:
        raise NotFound("project", place.project_id)
    return place, project.slug


def _settled(sending: _Sending) -> _Sent:
    """Send, and write down how it ended; a refusal ends the job too, with its reason."""
    try:
        sent = _WAYS[sending.place.kind](sending)
    except (WorkbenchError, TranslationsError) as error:
        _finish(sending, _Sent(outcome=Outcome.FAILED, digest="", why=error.message))
        raise
    _finish(sending, sent)
    if sent.why is not None:
        raise Conflict(sent.why)
    return sent


def _finish(sending: _Sending, sent: _Sent) -> None:
    with writing(sending.database) as connection:
        deliveries.finish(
            connection,
            sending.row.id,
            sent.outcome,
            status=sent.status,
            message=sent.why,
            digest=sent.digest,
        )
        if sent.outcome is Outcome.DELIVERED:
            _tell(connection, sending)


def _tell(connection: Connection, sending: _Sending) -> None:
    row = sending.row
    happening = Happening(
        kind="edition.sent",
        actor_id=row.actor_id,
        edition_id=row.edition_id,
        facts={"number": row.number, "destination": sending.place.name},
    )
    feed.append(connection, sending.place.project_id, happening)


def _made(sending: _Sending) -> tuple[Edition, dict[str, bytes]]:
    """Give the publication and its files; `Conflict` where it was withdrawn meanwhile."""
    row = sending.row
    assert row.number is not None  # only publications are sent to places
    with reading(sending.database) as connection:
        published = ordering.published(connection, row.edition_id, row.number)
        if published.withdrawn_at is not None:
            raise Conflict("A publication that is withdrawn is not sent anywhere.")
    edition = packing.published(sending.database, row.edition_id, row.number)
    return edition, bundles.files(edition, row.number, row.formats, sending.tell)


def _to_folder(sending: _Sending) -> _Sent:
    row = sending.row
    edition, made = _made(sending)
    name = bundles.stem(edition, row.number)
    path = (*folders.steps(sending.place.address), name)
    return _put(sending, path, made, f"publication {row.edition_id}/{row.number}")


def _to_site(sending: _Sending) -> _Sent:
    shelf = sites.shelf(sending.database, sending.place.project_id)
    made = sites.written(
        sending.database, shelf, sending.place.base, sending.row.formats, sending.tell
    )
    path = folders.steps(sending.place.address)
    return _put(sending, path, made, f"site {sending.place.project_id}")


def _put(sending: _Sending, path: tuple[str, ...], made: Mapping[str, bytes], of: str) -> _Sent:
    root = destinations.root_of(sending.rules)
    try:
        changed = folders.put(root, (sending.project, *path), made, of)
    except OSError as error:
        raise destinations.unwritable(error) from error
    outcome = Outcome.DELIVERED if changed else Outcome.UNCHANGED
    return _Sent(outcome=outcome, digest=bundles.digest(made))


def _to_webhook(sending: _Sending) -> _Sent:
    edition, made = _made(sending)
    private = sending.rules.private
    url = addresses.read(sending.place.address, private=private)
    with reading(sending.database) as connection:
        secret = places.secret(connection, sending.place.id)
    body = webhooks.written(message(edition, made, sending.row, sending.project, sending.rules))
    answer = webhooks.insist(
        url,
        body,
        lambda: webhooks.headers(secret, "publication", identity(sending.row), body),
        private=private,
        alive=_alive(sending),
        sleep=sending.sleep,
    )
    outcome = Outcome.DELIVERED if answer.why is None else Outcome.FAILED
    digest = bundles.digest(made)
    return _Sent(outcome=outcome, status=answer.status, why=answer.why, digest=digest)


def _alive(sending: _Sending) -> Callable[[], None]:
    """Say that the worker lives while it waits, and learn whether the job was cancelled."""
    total = len(sending.row.formats)
    return lambda: sending.tell(total, total)


def identity(row: DeliveryRow) -> str:
    """Name a delivery to its receiver: the same however often it is sent."""
    return f"{row.id}-{row.at:%Y%m%dT%H%M%S}"


def message(
    edition: Edition, made: Mapping[str, bytes], row: DeliveryRow, project: str, rules: Rules
) -> dict[str, Any]:
    """What a webhook is told: the publication, its manifest, and where its files are."""
    told: dict[str, Any] = {
        "event": "publication",
        "delivery": identity(row),
        "project": project,
        "edition": row.edition_id,
        "number": row.number,
        "title": edition.title,
        "language": edition.language,
        "manifest": bundles.manifest(
            edition, {name: body for name, body in made.items() if name != bundles.MANIFEST}
        ),
        "software": f"workbench {version('workbench')}",
    }
    if rules.address:
        here = f"{rules.address}/editions/{row.edition_id}/publications/{row.number}"
        told["page"] = here
        told["downloads"] = {
            name: {"url": f"{here}/{name}", "mediaType": OUTPUTS[name].media_type}
            for name in row.formats
        }
    return told


_WAYS: Mapping[Kind, Callable[[_Sending], _Sent]] = {
    Kind.FOLDER: _to_folder,
    Kind.SITE: _to_site,
    Kind.WEBHOOK: _to_webhook,
}
