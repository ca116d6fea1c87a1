"""Exports and publications of editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from translations.editions import OUTPUTS
from translations.editions.base import Edition, Output
from translations.editions.manifest import facts, signature
from workbench.errors import Conflict, InvalidInput, NotFound, PublicationBlocked
from workbench.permissions import Actor, Permission
from workbench.services import access, gating
from workbench.services.freezing import freeze, pack, unpack
from workbench.services.gating import BlockerKind, Gate
from workbench.storage import feed, publications
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Happening
from workbench.storage.publications import PublicationRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A written edition, ready to be sent."""

    name: str
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    number: int
    signature: str


def preview(database: Database, *, actor: Actor, edition_id: int) -> Edition:
    """Give the edition as readers would see it now; a draft while the gate is shut."""
    found = gating.gate(database, actor=actor, edition_id=edition_id)
    with reading(database) as connection:
        return freeze(connection, found, draft=not found.open)


def export(database: Database, *, actor: Actor, edition_id: int, output: str) -> Export:
    """Write an edition as it stands now; marked as a draft while the gate is shut."""
    writer = _output(output)
    with reading(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.EXPORT, project_id=project_id)
    return _written(preview(database, actor=actor, edition_id=edition_id), writer)


def publish(
    database: Database, *, actor: Actor, edition_id: int, overrides: Mapping[str, str]
) -> Published:
    """Freeze and sign an edition; `overrides` maps kinds of blockers to written reasons.

    `PublicationBlocked` names what is left; what nobody may override stays, whatever is written.
    """
    found = gating.gate(database, actor=actor, edition_id=edition_id)
    with writing(database) as connection:
        project_id = found.edition.project_id
        access.require(connection, actor, Permission.PUBLISH, project_id=project_id)
        now = gating.look(connection, edition_id)  # what somebody saved meanwhile counts
        reasons = _reasons(now, overrides)
        edition = freeze(
            connection,
            now,
            draft=False,
            overrides=[f"{kind}: {reason}" for kind, reason in reasons.items()],
        )
        line = signature(edition)
        number = publications.add(
            connection,
            edition_id,
            actor_id=actor.id,
            source_version=edition.manifest.source_version,
            glossary_revision=edition.manifest.glossary_revision,
            policy=edition.manifest.policy,
            frozen=pack(edition),
            manifest=facts(edition),
            signature=line,
            overrides=[{"kind": kind, "reason": reason} for kind, reason in reasons.items()],
        )
        happening = Happening(
            kind="edition.published",
            actor_id=actor.id,
            document_id=now.edition.document_id,
            edition_id=edition_id,
            facts={"number": number, "signature": line},
        )
        feed.append(connection, project_id, happening)
    return Published(number=number, signature=line)


def publications_of(
    database: Database, *, actor: Actor, edition_id: int
) -> tuple[PublicationRow, ...]:
    """List what was published of an edition, newest first."""
    with reading(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        return publications.of_edition(connection, edition_id)


def export_publication(
    database: Database, *, actor: Actor, edition_id: int, number: int, output: str
) -> Export:
    """Write a publication again, from what was frozen."""
    writer = _output(output)
    with reading(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.READ, project_id=project_id)
        stored = publications.frozen(connection, edition_id, number)
    if stored is None:
        raise NotFound("publication", number)
    return _written(unpack(stored), writer, number)


def withdraw(database: Database, *, actor: Actor, edition_id: int, number: int, why: str) -> None:
    """Take a publication back, with the reason; it stays on record."""
    if not why.strip():
        raise InvalidInput("why", "Say why the publication is withdrawn.")
    with writing(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.PUBLISH, project_id=project_id)
        if not publications.withdraw(connection, edition_id, number, why.strip()):
            raise Conflict("There is no such publication, or it is withdrawn already.")
        facts = {"number": number, "why": why.strip()}
        happening = Happening(
            kind="edition.withdrawn", actor_id=actor.id, edition_id=edition_id, facts=facts
        )
        feed.append(connection, project_id, happening)


def _reasons(gate: Gate, overrides: Mapping[str, str]) -> dict[BlockerKind, str]:
    given = {
        blocker.kind: overrides.get(blocker.kind, "").strip()
        for blocker in gate.blockers
        if blocker.overridable
    }
    left = [b.kind for b in gate.blockers if not given.get(b.kind)]
    if left:
        raise PublicationBlocked(tuple(left))
    return given


def _output(name: str) -> Output:
    output = OUTPUTS.get(name)
    if output is None:
        raise InvalidInput("format", f"“{name}” is none of {', '.join(OUTPUTS)}.")
    return output


def _written(edition: Edition, output: Output, number: int | None = None) -> Export:
    kind = "draft" if edition.draft else f"v{number}" if number else "edition"
    name = f"{edition.document_id}-{edition.language}-{kind}{output.extension}"
    return Export(name=name, media_type=output.media_type, body=output.write(edition))
