"""Projects: what they are set to, who belongs to them, how far they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import Connection

from translations.model import State
from translations.review import FourEyes
from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Actor, Permission, Role
from workbench.services import access
from workbench.storage import accounts, claims, feed, progress, projects
from workbench.storage.engine import Database, reading, writing
from workbench.storage.feed import Entry, Happening
from workbench.storage.folding import fold
from workbench.storage.progress import EditionProgress
from workbench.storage.projects import DocumentRow, Member, ProjectRow

LONGEST_NAME = 200
#: From which states on a project may publish.
PUBLISHABLE = (State.REVIEWED, State.FINAL)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an owner sets for a project."""

    name: str
    languages: tuple[str, ...]
    policy: str = ""
    four_eyes: FourEyes = FourEyes.REQUIRED
    publish_from: State = State.REVIEWED


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlined:
    """A project with its editions and what one person may do there."""

    project: ProjectRow
    editions: tuple[EditionProgress, ...]
    permissions: frozenset[Permission]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The whole page of a project."""

    project: ProjectRow
    documents: tuple[DocumentRow, ...]
    editions: tuple[EditionProgress, ...]
    members: tuple[Member, ...]
    activity: tuple[Entry, ...]
    people: dict[int, str]  #: the names of those who act in the activity
    permissions: frozenset[Permission]

    @property
    def languages(self) -> tuple[str, ...]:
        """List the columns of the matrix: the project's languages, then others with editions."""
        others = sorted({e.language for e in self.editions} - set(self.project.languages))
        return (*self.project.languages, *others)

    def editions_of(self, document_id: int, language: str) -> tuple[EditionProgress, ...]:
        return tuple(
            e for e in self.editions if (e.document_id, e.language) == (document_id, language)
        )


def outline(database: Database, *, actor: Actor) -> tuple[Outlined, ...]:
    """List the projects that a person sees, with all editions: the first page."""
    with reading(database) as connection:
        mine = (
            projects.every(connection) if actor.admin else projects.of_member(connection, actor.id)
        )
        found = progress.editions(connection, [p.id for p in mine], user_id=actor.id)
        return tuple(
            Outlined(
                project=project,
                editions=tuple(e for e in found if e.project_id == project.id),
                permissions=access.permissions(connection, actor, project.id),
            )
            for project in mine
        )


def overview(database: Database, *, actor: Actor, project_id: int) -> Overview:
    with reading(database) as connection:
        project = _project(connection, actor, project_id, Permission.READ)
        activity = feed.newest(connection, project_id, but=[claims.CLAIMED])
        return Overview(
            project=project,
            documents=projects.documents(connection, project_id),
            editions=progress.editions(connection, [project_id], user_id=actor.id),
            members=projects.members(connection, project_id),
            activity=activity,
            people=accounts.labels(connection, {e.actor_id for e in activity if e.actor_id}),
            permissions=access.permissions(connection, actor, project_id),
        )


def of_slug(database: Database, *, actor: Actor, slug: str) -> ProjectRow:
    """Find a project by the name in its address."""
    with reading(database) as connection:
        project_id = access.project_of_slug(connection, slug)
        return _project(connection, actor, project_id, Permission.READ)


def policies(database: Database, *, actor: Actor, project_id: int) -> tuple[str, ...]:
    """List the policies that editions of a project may follow."""
    with reading(database) as connection:
        project = _project(connection, actor, project_id, Permission.READ)
        return projects.policies(connection, project.glossary_id)


def glossaries(database: Database, *, actor: Actor) -> tuple[tuple[int, str], ...]:
    """List the glossaries that a new project may share."""
    with reading(database) as connection:
        access.require(connection, actor, Permission.ADMINISTER, project_id=None)
        return projects.glossaries(connection)


def add_project(
    database: Database,
    *,
    actor: Actor | None,
    name: str,
    source_language: str,
    languages: Sequence[str],
    glossary_id: int | None = None,
    slug: str = "",
    policy: str = "",
) -> int:
    """Add a project that shares a glossary, or begins one; its maker becomes its owner.

    A slug that is named is taken as it stands or refused; without one, the name makes it.
    """
    label, now = _name(name), datetime.now(UTC)
    source, targets = _language("source_language", source_language), _languages(languages)
    with writing(database) as connection:
        if actor:
            access.require(connection, actor, Permission.ADMINISTER, project_id=None)
        if policy and policy not in projects.policies(connection, glossary_id or 0):
            raise InvalidInput("policy", "The glossary has no house style of this name.")
        project_id = projects.add(
            connection,
            slug=_own_slug(connection, slug) if slug else _free_slug(connection, label),
            name=label,
            source_language=source,
            languages=list(targets),
            glossary_id=glossary_id or _new_glossary(connection, label, now),
            policy=policy,
            created_at=now,
        )
        if actor:
            projects.set_roles(connection, project_id, actor.id, [Role.OWNER], now)
        _tell(connection, "project.added", actor, project_id)
    return project_id


def change_settings(
    database: Database, *, actor: Actor, project_id: int, version: int, wanted: Settings
) -> None:
    """Set a project; refused if somebody else set it since the form was made."""
    label, languages = _name(wanted.name), _languages(wanted.languages)
    if wanted.publish_from not in PUBLISHABLE:
        raise InvalidInput("publish_from", "An edition is published from reviewed or final on.")
    with writing(database) as connection:
        project = _project(connection, actor, project_id, Permission.MANAGE)
        known = projects.policies(connection, project.glossary_id)
        if wanted.policy and wanted.policy not in (*known, project.policy):
            raise InvalidInput("policy", "The glossary has no house style of this name.")
        changed = projects.change(
            connection,
            project_id,
            version=version,
            name=label,
            languages=list(languages),
            policy=wanted.policy,
            four_eyes=wanted.four_eyes,
            publish_from=wanted.publish_from,
        )
        if not changed:
            current = {"name": project.name, "version": project.version}
            raise StaleVersion("project", seen=version, current=current)
        _tell(connection, "project.changed", actor, project_id)


def members(database: Database, *, actor: Actor, project_id: int) -> tuple[Member, ...]:
    with reading(database) as connection:
        access.require(connection, actor, Permission.READ, project_id=project_id)
        return projects.members(connection, project_id)


def set_roles(
    database: Database,
    *,
    actor: Actor | None,
    project_id: int,
    user_id: int,
    roles: Collection[Role],
) -> None:
    """Give a person these roles and no others; none takes them out of the project."""
    with writing(database) as connection:
        if actor:
            access.require(connection, actor, Permission.MANAGE, project_id=project_id)
        if accounts.find(connection, user_id) is None:
            raise NotFound("person", user_id)
        was_owner = Role.OWNER in projects.roles(connection, user_id, project_id)
        if was_owner and Role.OWNER not in roles:
            _keep_an_owner(connection, project_id, user_id)
        projects.set_roles(connection, project_id, user_id, roles, datetime.now(UTC))
        facts = {"user": user_id, "roles": sorted(roles)}
        _tell(connection, "member.changed", actor, project_id, facts)


def add_member(
    database: Database, *, actor: Actor, project_id: int, name: str, roles: Collection[Role]
) -> None:
    """Take a person into a project, by the name they sign in with."""
    if not roles:
        raise InvalidInput("roles", "Choose at least one role.")
    with reading(database) as connection:
        access.require(connection, actor, Permission.MANAGE, project_id=project_id)
        person = accounts.find_by_name(connection, fold(name.strip()))
        held = projects.roles(connection, person.id, project_id) if person else frozenset()
    if person is None:
        raise InvalidInput("name", "Nobody here signs in with this name.")
    set_roles(
        database, actor=actor, project_id=project_id, user_id=person.id, roles={*held, *roles}
    )


def _keep_an_owner(connection: Connection, project_id: int, user_id: int) -> None:
    if not projects.other_owners(connection, project_id, user_id):
        raise Conflict("A project keeps at least one owner.")


def _project(
    connection: Connection, actor: Actor, project_id: int, permission: Permission
) -> ProjectRow:
    access.require(connection, actor, permission, project_id=project_id)
    found = projects.find(connection, project_id)
    if found is None:
        raise NotFound("project", project_id)
    return found


def _name(name: str) -> str:
    label = " ".join(name.split())
    if not label or len(label) > LONGEST_NAME or not label.isprintable():
        raise InvalidInput("name", "A name has 1 to 200 printable characters.")
    return label


def _languages(codes: Sequence[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(_language("languages", code) for code in codes if code.strip()))
    if not found:
        raise InvalidInput("languages", "Name at least one language to translate into.")
    return found


def _language(field: str, code: str) -> str:
    if not _LANGUAGE.fullmatch(code.strip()):
        raise InvalidInput(field, "Write codes of languages, such as “uk” or “pt-BR”.")
    return code.strip()


def _own_slug(connection: Connection, slug: str) -> str:
    """Check the part of an address that somebody chose."""
    if slug in {"", "new"} or slug != _slug(slug):
        text = f"“{slug}” is no short name: use small letters, digits and hyphens."
        raise InvalidInput("slug", text)
    if projects.of_slug(connection, slug) is not None:
        raise Conflict("There is a project named %(slug)s already.", slug=slug)
    return slug


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-_")[:60]


def _free_slug(connection: Connection, name: str) -> str:
    """Make the part of an address from a name, in any script."""
    slug = _slug(name) or "project"
    taken = projects.slugs_like(connection, slug)
    candidates = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    # "new" is the address of the form for a new project
    return next(candidate for candidate in candidates if candidate not in {*taken, "new"})


def _new_glossary(connection: Connection, name: str, now: datetime) -> int:
    taken = projects.glossary_names(connection)
    names = (name if number == 1 else f"{name} {number}" for number in count(1))
    return projects.add_glossary(connection, next(n for n in names if n not in taken), now)


def _tell(
    connection: Connection,
    kind: str,
    actor: Actor | None,
    project_id: int,
    facts: dict[str, object] | None = None,
) -> None:
    happening = Happening(kind=kind, actor_id=actor.id if actor else None, facts=facts)
    feed.append(connection, project_id, happening)
