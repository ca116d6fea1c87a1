"""Publications: written once, never changed but to be withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from workbench.storage.tables import Publication, User


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRow:
    """A publication without its text."""

    id: int
    edition_id: int
    number: int
    at: datetime
    actor: str
    source_version: int
    glossary_revision: int
    policy: str
    signature: str
    overrides: tuple[dict[str, Any], ...]
    withdrawn_at: datetime | None
    withdrawn_why: str


class Frozen(NamedTuple):
    """A publication as it is kept."""

    number: int
    frozen: bytes
    withdrawn: bool


def add(connection: Connection, edition_id: int, **values: Any) -> int:
    """Store a publication under the edition's next number; answer the number."""
    number = (
        1
        + connection.execute(
            select(func.coalesce(func.max(Publication.number), 0)).where(
                Publication.edition_id == edition_id
            )
        ).scalar_one()
    )
    connection.execute(
        insert(Publication).values(
            edition_id=edition_id, number=number, at=datetime.now(UTC), **values
        )
    )
    return number


def of_edition(connection: Connection, edition_id: int) -> tuple[PublicationRow, ...]:
    """List the publications of an edition, newest first."""
    name = func.coalesce(func.nullif(User.display_name, ""), User.name).label("actor")
    rows = connection.execute(
        select(
            Publication.id, Publication.edition_id, Publication.number, Publication.at, name,
            Publication.source_version, Publication.glossary_revision, Publication.policy,
            Publication.signature, Publication.overrides, Publication.withdrawn_at,
            Publication.withdrawn_why,
        )
        .join(User, User.id == Publication.actor_id)
        .where(Publication.edition_id == edition_id)
        .order_by(Publication.number.desc())
    ).mappings()  # fmt: skip
    return tuple(PublicationRow(**{**row, "overrides": tuple(row["overrides"])}) for row in rows)


def frozen(connection: Connection, edition_id: int, number: int) -> bytes | None:
    """Give the frozen edition of a publication, as it was stored."""
    return connection.execute(
        select(Publication.frozen).where(
            Publication.edition_id == edition_id, Publication.number == number
        )
    ).scalar()


def all_frozen(connection: Connection, edition_id: int) -> tuple[bytes, ...]:
    """Give all that was published of an edition, newest first."""
    rows = connection.execute(
        select(Publication.frozen)
        .where(Publication.edition_id == edition_id)
        .order_by(Publication.number.desc())
    ).scalars()
    return tuple(rows)


def newest(connection: Connection, edition_id: int) -> Frozen | None:
    """Give what was published last of an edition, withdrawn or not."""
    row = connection.execute(
        select(Publication.number, Publication.frozen, Publication.withdrawn_at)
        .where(Publication.edition_id == edition_id)
        .order_by(Publication.number.desc())
        .limit(1)
    ).first()
    return None if row is None else Frozen(row.number, row.frozen, row.withdrawn_at is not None)


def withdraw(connection: Connection, edition_id: int, number: int, why: str) -> bool:
    """Mark a publication as withdrawn; it stays on record."""
    withdrawn = connection.execute(
        update(Publication)
        .where(
            Publication.edition_id == edition_id,
            Publication.number == number,
            Publication.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=datetime.now(UTC), withdrawn_why=why)
    )
    return withdrawn.rowcount == 1
