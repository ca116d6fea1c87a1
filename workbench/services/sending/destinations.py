"""Places that a project publishes to: its owners say which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection

from workbench.errors import Conflict, InvalidInput, NotFound
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.sending import addresses, bundles, folders, sites, webhooks
from workbench.services.sending.rules import Rules
from workbench.services.sending.webhooks import Answer
from workbench.storage import deliveries, destinations, feed, projects
from workbench.storage.deliveries import DeliveryRow
from workbench.storage.destinations import DestinationRow, Kind
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.folding import fold

LONGEST_NAME = 100
#: How many a project has at most.
MOST = 50
#: What goes to a place unless somebody chooses otherwise.
USUAL = ("html", "epub", "pdf", "docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A place, and what was last sent there."""

    row: DestinationRow
    last: DeliveryRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A new place, and for a webhook the secret, which is told this once."""

    destination_id: int
    secret: str = ""


def listed(database: Database, *, actor: Actor, project_id: int) -> tuple[Listed, ...]:
    """List the places of a project, each with what was last sent there."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.PUBLISH, project_id=project_id)
        rows = destinations.of_project(connection, project_id)
        return tuple(Listed(row=row, last=_last(connection, row.id)) for row in rows)


def _last(connection: Connection, destination_id: int) -> DeliveryRow | None:
    return next(iter(deliveries.last_to(connection, destination_id, limit=1)), None)


def add(
    database: Database,
    *,
    actor: Actor,
    project_id: int,
    kind: Kind,
    name: str,
    address: str,
    formats: Iterable[str],
    rules: Rules,
    base: str = "",
) -> Added:
    """Add a place. `InvalidInput` names what is wrong with it."""
    label = " ".join(name.split())
    if not label or len(label) > LONGEST_NAME:
        raise InvalidInput(
            "name", "Write a name of up to %(count)s characters.", count=LONGEST_NAME
        )
    where = _address(kind, address, rules)
    given = tuple(formats)
    wanted = bundles.chosen(given) if given or kind is not Kind.SITE else ()
    home = sites.base(base) if kind is Kind.SITE else ""
    secret = webhooks.new_secret() if kind is Kind.WEBHOOK else ""
    with writing(database) as connection:
        access.require(connection, actor, Permission.MANAGE, project_id=project_id)
        _refuse_twice(connection, project_id, label, kind, where)
        destination_id = destinations.add(
            connection,
            project_id=project_id,
            kind=kind,
            name=label,
            address=where,
            base=home,
            secret=secret,
            formats=list(wanted),
            created_by=actor.id,
        )
        _tell(connection, actor, project_id, "destination.added", label)
    return Added(destination_id=destination_id, secret=secret)


def _address(kind: Kind, address: str, rules: Rules) -> str:
    bare = address.strip()
    if kind is Kind.WEBHOOK:
        addresses.read(bare, private=rules.private)
        return bare
    if rules.folder() is None:
        raise InvalidInput(
            "kind", "This server has no folder to publish to; its operator sets one."
        )
    return "/".join(folders.steps(bare))


def _refuse_twice(
    connection: Connection, project_id: int, name: str, kind: Kind, address: str
) -> None:
    known = destinations.of_project(connection, project_id)
    if len(known) >= MOST:
        raise InvalidInput("name", "A project has at most %(count)s destinations.", count=MOST)
    if any(fold(each.name) == fold(name) for each in known):
        raise InvalidInput("name", "There is a destination of this name already.")
    there = (each.address for each in known if each.kind is not Kind.WEBHOOK)
    if kind is not Kind.WEBHOOK and any(_overlap(address, other) for other in there):
        raise InvalidInput("address", "Another destination has this folder, or one in it.")


def _overlap(one: str, other: str) -> bool:
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def remove(database: Database, *, actor: Actor, project_id: int, destination_id: int) -> None:
    """Take a place away; what was sent there stays there, and on record."""
    with writing(database) as connection:
        row = find(connection, actor, project_id, destination_id, Permission.MANAGE)
        if not destinations.remove(connection, destination_id, actor.id):
            raise Conflict("The destination is removed already.")
        _tell(connection, actor, project_id, "destination.removed", row.name)


def renew_secret(database: Database, *, actor: Actor, project_id: int, destination_id: int) -> str:
    """Make a new secret for a webhook, in the place of one that was lost or told."""
    secret = webhooks.new_secret()
    with writing(database) as connection:
        row = find(connection, actor, project_id, destination_id, Permission.MANAGE)
        if row.kind is not Kind.WEBHOOK or row.removed_at:
            raise Conflict("Only a webhook has a secret.")
        destinations.renew_secret(connection, destination_id, secret)
        _tell(connection, actor, project_id, "destination.renewed", row.name)
    return secret


def test(
    database: Database, *, actor: Actor, project_id: int, destination_id: int, rules: Rules
) -> Answer | None:
    """Try a place: send a webhook the event `ping`, or see whether a folder can be written.

    None for a folder that can; `Conflict` says why one cannot.
    """
    with reading(database) as connection:
        row = find(connection, actor, project_id, destination_id, Permission.MANAGE)
        secret = destinations.secret(connection, destination_id)
        project = projects.find(connection, project_id)
    if row.removed_at or project is None:
        raise Conflict("The destination is removed already.")
    if row.kind is not Kind.WEBHOOK:
        probe(rules, (project.slug, *folders.steps(row.address)))
        return None
    body = webhooks.written({"event": "ping", "destination": row.name, "project": project.slug})
    return webhooks.call(
        addresses.read(row.address, private=rules.private),
        body,
        lambda: webhooks.headers(secret, "ping", str(uuid4()), body),
        private=rules.private,
    )


def probe(rules: Rules, path: tuple[str, ...]) -> None:
    """Find out whether a folder below the root could be written; `Conflict` where not."""
    root = root_of(rules)
    try:
        folders.probe(root, path)
    except OSError as error:
        raise unwritable(error) from error


def root_of(rules: Rules) -> Path:
    """Name the folder below which everything is written."""
    root = rules.folder()
    if root is None:
        raise Conflict("This server has no folder to publish to; its operator sets one.")
    return root


def unwritable(error: OSError) -> Conflict:
    """Say why a folder cannot be written, without telling where on the server it is."""
    return Conflict("The folder cannot be written: %(reason)s.", reason=error.strerror or "")


def find(
    connection: Connection,
    actor: Actor,
    project_id: int,
    destination_id: int,
    permission: Permission,
) -> DestinationRow:
    """Find a place of a project for somebody with a permission there."""
    access.require(connection, actor, permission, project_id=project_id)
    row = destinations.find(connection, destination_id)
    if row is None or row.project_id != project_id:
        raise NotFound("destination", destination_id)
    return row


def _tell(connection: Connection, actor: Actor, project_id: int, kind: str, name: str) -> None:
    happening = Happening(kind=kind, actor_id=actor.id, facts={"name": name})
    feed.append(connection, project_id, happening)
