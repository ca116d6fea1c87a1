"""Projects and their members: whose project something is, and who belongs to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    true,
    update,
)

from translations.model import State
from translations.review import FourEyes
from workbench.permissions import Role
from workbench.storage.tables import (
    Document,
    Edition,
    Glossary,
    Job,
    Membership,
    Policy,
    Project,
    Publication,
    Segment,
    User,
)

#: Asked at every request: made once.
_ROLES = select(Membership.role).where(
    Membership.user_id == bindparam("user_id"), Membership.project_id == bindparam("project_id")
)
#: The project of a thing, by the name that its number has in addresses.
#: What is still staged is not there for anybody.
_OF: Mapping[str, Select[Any]] = MappingProxyType(
    {
        "project_id": select(Project.id).where(Project.id == bindparam("project_id")),
        "document_id": select(Document.project_id).where(
            Document.id == bindparam("document_id"), ~Document.staged
        ),
        "edition_id": select(Edition.project_id).where(Edition.id == bindparam("edition_id")),
        "segment_id": select(Document.project_id)
        .join(Segment, Segment.document_id == Document.id)
        .where(Segment.id == bindparam("segment_id")),
        "publication_id": select(Edition.project_id)
        .join(Publication, Publication.edition_id == Edition.id)
        .where(Publication.id == bindparam("publication_id")),
        "job_id": select(Job.project_id).where(Job.id == bindparam("job_id")),
    }
)
NUMBERED = frozenset(_OF)


def roles(connection: Connection, user_id: int, project_id: int) -> frozenset[Role]:
    found = connection.execute(_ROLES, {"user_id": user_id, "project_id": project_id})
    return frozenset(map(Role, found.scalars()))


def roles_in_glossary(connection: Connection, user_id: int, glossary_id: int) -> frozenset[Role]:
    """Collect a person's roles in all projects that use a glossary."""
    return _roles(
        connection,
        select(Membership.role)
        .join(Project, Project.id == Membership.project_id)
        .where(Membership.user_id == user_id, Project.glossary_id == glossary_id),
    )


def _roles(connection: Connection, statement: Select[str]) -> frozenset[Role]:
    return frozenset(Role(role) for role in connection.execute(statement).scalars())


def of_slug(connection: Connection, slug: str) -> int | None:
    return connection.execute(select(Project.id).where(Project.slug == slug)).scalar()


def of(connection: Connection, numbers: Mapping[str, int]) -> Mapping[str, int | None]:
    """Name the project of each thing, by the name of its number, in one statement."""
    row = connection.execute(_asking(tuple(sorted(numbers))), numbers).one()
    return dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name


def standing(
    connection: Connection, user_id: int, numbers: Mapping[str, int]
) -> tuple[Mapping[str, int | None], frozenset[Role]]:
    """Name the project of each thing, and a person's roles in that of the first, in one statement.

    It is asked before every request that names something of a project.
    """
    names = tuple(sorted(numbers))
    rows = connection.execute(_standing(names), {"user_id": user_id, **numbers}).all()
    found = dict(zip(names, rows[0], strict=False))
    return found, frozenset(Role(row.role) for row in rows if row.role)


@cache
def _asking(names: tuple[str, ...]) -> Select[Any]:
    return select(*(_OF[name].scalar_subquery().label(name) for name in names))


@cache
def _standing(names: tuple[str, ...]) -> Select[Any]:
    things = _asking(names).subquery()
    belongs = and_(
        Membership.user_id == bindparam("user_id"), Membership.project_id == things.c[names[0]]
    )
    return select(*things.c, Membership.role).select_from(things).outerjoin(Membership, belongs)


# The project itself


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow:
    """A project with its settings."""

    id: int
    slug: str
    name: str
    source_language: str
    languages: tuple[str, ...]
    glossary_id: int
    glossary_name: str
    glossary_revision: int
    policy: str
    four_eyes: FourEyes
    publish_from: State
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document as a list shows it."""

    id: int
    title: str
    language: str
    segments: int
    words: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person with all their roles in a project, in the order of the roles."""

    user_id: int
    name: str
    display_name: str
    disabled: bool
    roles: tuple[Role, ...]

    @property
    def label(self) -> str:
        return self.display_name or self.name


def add(connection: Connection, **values: Any) -> int:
    statement = insert(Project).values(**values).returning(Project.id)
    return connection.execute(statement).scalar_one()


def add_glossary(connection: Connection, name: str, now: datetime) -> int:
    """Add an empty glossary."""
    statement = insert(Glossary).values(name=name, created_at=now).returning(Glossary.id)
    return connection.execute(statement).scalar_one()


def change(connection: Connection, project_id: int, *, version: int, **values: Any) -> bool:
    statement = (
        update(Project)
        .where(Project.id == project_id, Project.version == version)
        .values(version=Project.version + 1, **values)
        .returning(Project.id)
    )
    return connection.execute(statement).first() is not None


def find(connection: Connection, project_id: int) -> ProjectRow | None:
    found = _projects(connection, Project.id == project_id)
    return found[0] if found else None


def of_member(connection: Connection, user_id: int) -> tuple[ProjectRow, ...]:
    """List the projects in which a person has any role."""
    mine = select(Membership.project_id).where(Membership.user_id == user_id)
    return _projects(connection, Project.id.in_(mine))


def every(connection: Connection) -> tuple[ProjectRow, ...]:
    return _projects(connection, true())


def _projects(connection: Connection, which: ColumnElement[bool]) -> tuple[ProjectRow, ...]:
    rows = connection.execute(
        select(
            Project.id, Project.slug, Project.name, Project.source_language, Project.languages,
            Project.glossary_id, Glossary.name.label("glossary_name"),
            Glossary.revision.label("glossary_revision"), Project.policy, Project.four_eyes,
            Project.publish_from, Project.version,
        )
        .join(Glossary, Glossary.id == Project.glossary_id)
        .where(which)
        .order_by(Project.id)
    )  # fmt: skip
    return tuple(_project(row) for row in rows.mappings())


def _project(row: RowMapping) -> ProjectRow:
    values = dict(row)
    values["languages"] = tuple(row["languages"])
    values["four_eyes"] = FourEyes(row["four_eyes"])
    values["publish_from"] = State(row["publish_from"])
    return ProjectRow(**values)


def slugs_like(connection: Connection, slug: str) -> frozenset[str]:
    """Collect the slugs that begin like this one."""
    statement = select(Project.slug).where(Project.slug.startswith(slug, autoescape=True))
    return frozenset(connection.execute(statement).scalars())


def glossaries(connection: Connection) -> tuple[tuple[int, str], ...]:
    rows = connection.execute(select(Glossary.id, Glossary.name).order_by(Glossary.id))
    return tuple((row.id, row.name) for row in rows)


def glossary_names(connection: Connection) -> frozenset[str]:
    return frozenset(connection.execute(select(Glossary.name)).scalars())


def policies(connection: Connection, glossary_id: int) -> tuple[str, ...]:
    """List the names of the policies that a glossary has now."""
    statement = (
        select(Policy.name)
        .where(Policy.glossary_id == glossary_id, Policy.removed_revision.is_(None))
        .order_by(Policy.position, Policy.id)
    )
    return tuple(connection.execute(statement).scalars())


def documents(connection: Connection, project_id: int) -> tuple[DocumentRow, ...]:
    rows = connection.execute(
        select(
            Document.id, Document.title, Document.language, Document.segments, Document.words,
            Document.created_at,
        )
        .where(Document.project_id == project_id, ~Document.staged)
        .order_by(Document.id.desc())
    )  # fmt: skip
    return tuple(DocumentRow(**row) for row in rows.mappings())


# Members


def members(connection: Connection, project_id: int) -> tuple[Member, ...]:
    rows = connection.execute(
        select(User.id, User.name, User.display_name, User.disabled_at, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.project_id == project_id)
        .order_by(User.folded)
    ).all()
    held: dict[int, set[Role]] = {}
    for row in rows:
        held.setdefault(row.id, set()).add(Role(row.role))
    people = {row.id: row for row in rows}
    return tuple(
        Member(
            user_id=user_id,
            name=row.name,
            display_name=row.display_name,
            disabled=row.disabled_at is not None,
            roles=tuple(role for role in Role if role in held[user_id]),
        )
        for user_id, row in people.items()
    )


def set_roles(
    connection: Connection, project_id: int, user_id: int, wanted: Collection[Role], now: datetime
) -> None:
    """Give a person these roles in a project and no others."""
    mine = (Membership.project_id == project_id, Membership.user_id == user_id)
    connection.execute(delete(Membership).where(*mine, Membership.role.not_in(wanted)))
    held = roles(connection, user_id, project_id)
    rows = [
        {"project_id": project_id, "user_id": user_id, "role": role, "created_at": now}
        for role in wanted
        if role not in held
    ]
    if rows:
        connection.execute(insert(Membership), rows)


def other_owners(connection: Connection, project_id: int, user_id: int) -> int:
    """Count the owners of a project who can sign in, besides this person."""
    statement = (
        select(func.count())
        .select_from(Membership)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.project_id == project_id,
            Membership.role == Role.OWNER,
            Membership.user_id != user_id,
            User.disabled_at.is_(None),
        )
    )
    return connection.execute(statement).scalar_one()


def of_glossary(connection: Connection, glossary_id: int) -> tuple[int, ...]:
    """Name the projects that use a glossary, in the order in which they are locked."""
    statement = select(Project.id).where(Project.glossary_id == glossary_id).order_by(Project.id)
    return tuple(connection.execute(statement).scalars())
