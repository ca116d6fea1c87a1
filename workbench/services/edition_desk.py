"""The edition page: the gate, what was published, and the facts of the edition."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import Conflict, InvalidInput
from workbench.permissions import Actor, Permission
from workbench.services import access, due_checks, gating, mixing, surroundings
from workbench.services.edition_facts import changed, held, tell
from workbench.services.gating import Gate
from workbench.services.mixing import Mixed
from workbench.storage import (
    alignments,
    documents,
    editions,
    projects,
    publications,
    standing,
)
from workbench.storage.alignments import AlignmentRow
from workbench.storage.editions import EditionHead
from workbench.storage.engine import Database, snapshot, writing
from workbench.storage.publications import PublicationRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """All that the page of an edition shows."""

    gate: Gate
    publications: tuple[PublicationRow, ...]
    permissions: frozenset[Permission]
    policies: tuple[str, ...]
    mixed: tuple[Mixed, ...] = ()  #: a warning: it keeps nobody from publishing
    taken_over: tuple[AlignmentRow, ...] = ()  #: alignments of translations that existed before

    @property
    def edition(self) -> EditionHead:
        return self.gate.edition


def desk(database: Database, *, actor: Actor, edition_id: int, approved: bool = False) -> Desk:
    """See an edition as it stands, after its findings are brought up to date."""
    gating.bring_up_to_date(database, actor=actor, edition_id=edition_id)
    with snapshot(database) as connection:
        found = gating.look(connection, edition_id, approved=approved)
        return Desk(
            gate=found,
            publications=publications.of_edition(connection, edition_id),
            permissions=access.permissions(connection, actor, found.edition.project_id),
            policies=projects.policies(connection, found.edition.glossary_id),
            mixed=mixing.look(connection, found.edition),
            taken_over=alignments.of_edition(connection, edition_id),
        )


def choose_policy(
    database: Database, *, actor: Actor, edition_id: int, version: int, policy: str
) -> int | None:
    """Let the edition follow another policy; answers the job that checks it all again.

    Few targets are checked before this returns; until the others are, the gate stays shut.
    """
    with writing(database) as connection:
        head = held(connection, actor, edition_id, Permission.TERMS)
        if policy == head.policy:
            return None
        if policy and policy not in projects.policies(connection, head.glossary_id):
            raise InvalidInput("policy", "The glossary has no house style of this name.")
        if documents.has_edition(connection, head.document_id, head.language, policy):
            raise Conflict("This document has an edition in this language under this policy.")
        changed(connection, head, version, policy=policy)
        surroundings.begin(
            connection,
            document_id=head.document_id,
            glossary_id=head.glossary_id,
            edition_id=edition_id,
        )
        target_ids = editions.follow_other_policy(connection, edition_id)
        standing.forget_checked(connection, target_ids)
        job_id = due_checks.order(connection, target_ids, project_id=head.project_id, actor=actor)
        tell(connection, head, actor, {"policy": policy})
    return due_checks.settle(database, job_id)
