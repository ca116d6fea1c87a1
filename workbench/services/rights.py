"""Rights in a source: who holds them, by whose leave translations appear, and the evidence."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection

from translations.rights import Approval, Basis, Rights
from workbench.errors import InvalidInput, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.services.documents import UNSTORABLE
from workbench.storage import documents, feed, front_matter
from workbench.storage.engine import Database, writing
from workbench.storage.feed import Happening

_LONGEST = 2000


def of(connection: Connection, document_id: int) -> Rights:
    """Give what is known of the rights in a document."""
    row = front_matter.rights(connection, document_id)
    if row is None:
        return Rights()
    return Rights(
        basis=Basis(row.basis),
        holder=row.holder,
        licence=row.licence,
        evidence=row.evidence,
        approval=Approval(row.approval),
        approval_evidence=row.approval_evidence,
    )


def state(
    database: Database, *, actor: Actor, document_id: int, version: int, rights: Rights
) -> None:
    """Write down what is known; `version` is that of what was seen, 0 for nothing."""
    values = {name: value.strip() for name, value in asdict(rights).items()}
    for name, value in values.items():
        if len(value) > _LONGEST or UNSTORABLE.search(value):
            raise InvalidInput(
                name, "At most %(count)s plain characters can stand here.", count=_LONGEST
            )
    with writing(database) as connection:
        project_id = access.project_of_document(connection, document_id)
        access.require(connection, actor, Permission.PUBLISH, project_id=project_id)
        documents.lock(connection, document_id)
        if not front_matter.set_rights(connection, document_id, version, **values):
            now = front_matter.rights(connection, document_id)
            raise StaleVersion(
                "rights", seen=version, current={"version": now.version if now else 0}
            )
        happening = Happening(
            kind="document.rights",
            actor_id=actor.id,
            document_id=document_id,
            facts={"basis": values["basis"], "approval": values["approval"]},
        )
        feed.append(connection, project_id, happening)
