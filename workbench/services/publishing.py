"""Exports and publications of editions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain, count

from sqlalchemy import Connection

from translations.editions import OUTPUTS
from translations.editions.base import Edition, Output, Purpose, Version
from translations.editions.manifest import facts, signature
from translations.editions.printed import printed
from translations.editions.slugs import native_slug
from workbench.errors import Conflict, InvalidInput, NotFound, PublicationBlocked
from workbench.permissions import Actor, Permission
from workbench.services import access, gating
from workbench.services.freezing import freeze, numbered
from workbench.services.gating import BlockerKind, Gate
from workbench.services.kept_editions import pack, unpack
from workbench.storage import documents, editions, feed, footing, publications
from workbench.storage.editions import EditionHead
from workbench.storage.engine import Database, reading, snapshot, writing
from workbench.storage.feed import Happening
from workbench.storage.publications import PublicationRow

#: What some system does not take in the name of a file.
_UNFIT_FOR_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u2028\u2029\ue000-\uf8ff]')
_LONGEST_NAME = 60
_LONGEST_SUMMARY = 1000


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


def preview(
    database: Database, *, actor: Actor, edition_id: int, approved: bool = False
) -> Edition:
    """Give the edition as readers would see it now; a draft while the gate is shut."""
    gating.bring_up_to_date(database, actor=actor, edition_id=edition_id)
    with snapshot(database) as connection:
        found = gating.look(connection, edition_id, approved=approved)
        return freeze(connection, found, draft=not found.open)


def export(database: Database, *, actor: Actor, edition_id: int, output: str) -> Export:
    """Write an edition as it stands now; marked as a draft while the gate is shut."""
    writer = _output(output)
    with reading(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.EXPORT, project_id=project_id)
    return _written(preview(database, actor=actor, edition_id=edition_id), writer)


def publish(
    database: Database,
    *,
    actor: Actor,
    edition_id: int,
    overrides: Mapping[str, str],
    seal: str = "",
    approved: bool = False,
    summary: str = "",
) -> Published:
    """Freeze and sign an edition; `overrides` maps kinds of blockers to written reasons.

    `PublicationBlocked` names what is left; what nobody may override stays, whatever is
    written. `seal` is that of the gate which the publisher saw: what somebody else changed
    since then is overridden by nobody. `approved`: where a newer text is not approved, the
    last approved one is published. `summary` tells readers of an earlier publication what is
    new; passages that changed are listed besides.
    """
    gating.bring_up_to_date(database, actor=actor, edition_id=edition_id)
    with writing(database) as connection:
        project_id = access.project_of_edition(connection, edition_id)
        access.require(connection, actor, Permission.PUBLISH, project_id=project_id)
        _hold(connection, edition_id)
        now = gating.look(connection, edition_id, approved=approved)
        if seal and now.blockers and seal != now.seal:
            raise Conflict("The blockers changed since you looked. Look at them again.")
        allowed = access.permissions(connection, actor, project_id)
        reasons = _reasons(now, overrides, allowed)
        frozen = freeze(connection, now, draft=False, overrides=_spelled(now, reasons))
        edition = _next(
            connection,
            _addressed(connection, frozen, edition_id),
            now.edition,
            " ".join(summary.split())[:_LONGEST_SUMMARY],
        )
        line = signature(edition)
        number = _keep(connection, edition_id, actor, edition, reasons)
        if now.edition.slug != edition.slug:
            editions.fix_slug(connection, edition_id, edition.slug)
        happening = Happening(
            kind="edition.published",
            actor_id=actor.id,
            document_id=now.edition.document_id,
            edition_id=edition_id,
            facts={"number": number, "signature": line, **_told(now)},
        )
        feed.append(connection, project_id, happening)
    return Published(number=number, signature=line)


def _next(connection: Connection, edition: Edition, head: EditionHead, summary: str) -> Edition:
    """Number an edition after the one that was published before it, unless it is the same."""
    stored = publications.newest(connection, head.id)
    before = unpack(stored.frozen) if stored else None
    same = before is not None and _undated(before) == _undated(edition)
    if same and stored and not stored.withdrawn:
        raise Conflict("This very text is published already: nothing changed since.")
    number = 1 + (stored.number if stored else 0)
    earlier = _earlier(connection, head.id, before) if before else ()
    return printed(
        numbered(edition, before, earlier, number=number, summary=summary), head.apparatus
    )


def _earlier(connection: Connection, edition_id: int, before: Edition) -> tuple[Version, ...]:
    """Give all versions up to one that was published, be it that it told only of itself."""
    if len(before.versions) == before.number:
        return before.versions
    stored = publications.all_frozen(connection, edition_id)
    return tuple(version for each in stored for version in unpack(each).versions[:1])


def _addressed(connection: Connection, edition: Edition, edition_id: int) -> Edition:
    """Give an edition the address that it keeps: its own, or one made of its title.

    No two editions of a project in one language are first published under the same.
    """
    if edition.slug and publications.of_edition(connection, edition_id):
        return edition
    slug = edition.slug or native_slug(edition.title, edition.language)
    taken = editions.slugs_beside(connection, edition_id)
    numbered_ones = (f"{slug}-{number}" for number in count(2))
    return replace(edition, slug=next(s for s in chain([slug], numbered_ones) if s not in taken))


def _undated(edition: Edition) -> Edition:
    return replace(edition, versions=(), date="")


def _hold(connection: Connection, edition_id: int) -> None:
    """Keep source and edition as they are until they are frozen."""
    head = editions.head(connection, edition_id)
    if head is None:
        raise NotFound("edition", edition_id)
    documents.lock(connection, head.document_id)
    footing.lock_edition(connection, edition_id)


def _keep(
    connection: Connection,
    edition_id: int,
    actor: Actor,
    edition: Edition,
    reasons: Mapping[BlockerKind, str],
) -> int:
    return publications.add(
        connection,
        edition_id,
        actor_id=actor.id,
        source_version=edition.manifest.source_version,
        glossary_revision=edition.manifest.glossary_revision,
        policy=edition.manifest.policy,
        frozen=pack(edition),
        manifest=facts(edition),
        signature=signature(edition),
        overrides=[{"kind": kind, "reason": reason} for kind, reason in reasons.items()],
    )


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


def _reasons(
    gate: Gate, overrides: Mapping[str, str], permissions: frozenset[Permission]
) -> dict[BlockerKind, str]:
    given = {
        blocker.kind: " ".join(overrides.get(blocker.kind, "").split())
        for blocker in gate.blockers
        if blocker.may_override(permissions)
    }
    left = tuple(b.kind.value for b in gate.blockers if not given.get(b.kind))
    if left:
        raise PublicationBlocked(left)
    return given


def _spelled(gate: Gate, reasons: Mapping[BlockerKind, str]) -> tuple[str, ...]:
    """Say in the manifest what was overridden, in how many segments, and why."""
    named = {b.kind: len(b.segments) or ", ".join(b.lacks) for b in gate.blockers}
    return tuple(f"{kind} ({named[kind]}): {reason}" for kind, reason in reasons.items())


def _told(gate: Gate) -> dict[str, object]:
    """Name the segments of which not the newest text was published, if there are any."""
    return {"stand_ins": sorted(gate.stand_ins)} if gate.stand_ins else {}


def _output(name: str) -> Output:
    output = OUTPUTS.get(name)
    if output is None:
        raise InvalidInput(
            "format", "“%(name)s” is none of %(offered)s.", name=name, offered=", ".join(OUTPUTS)
        )
    return output


def file_name(title: str, otherwise: str, language: str, kind: str) -> str:
    """Name a file of an edition, without its extension, as every system takes it."""
    fit = " ".join(_UNFIT_FOR_NAMES.sub(" ", title).split())[:_LONGEST_NAME]
    return f"{fit.strip(' .') or otherwise} {language} {kind}"


def _written(edition: Edition, output: Output, number: int | None = None) -> Export:
    kind = "draft" if edition.draft else f"v{number}" if number else "edition"
    if output.purpose is Purpose.COMPARING:  # beside the edition itself, of the same extension
        kind += " bilingual"
    name = file_name(edition.title, edition.document_id, edition.language, kind)
    return Export(
        name=f"{name}{output.extension}", media_type=output.media_type, body=output.write(edition)
    )
