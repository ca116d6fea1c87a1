"""What every act on an alignment asks first: that it is there, and that it may be done."""

from __future__ import annotations

from sqlalchemy import Connection

from workbench.errors import Conflict, NotFound, StaleVersion
from workbench.permissions import Actor, Permission
from workbench.services import access
from workbench.storage import alignments
from workbench.storage.alignments import AlignmentRow, AlignmentState


def find(
    connection: Connection, actor: Actor, project_id: int, alignment_id: int, wanted: Permission
) -> AlignmentRow:
    """Find an alignment of a project in which the actor holds a permission."""
    access.require(connection, actor, wanted, project_id=project_id)
    found = alignments.find(connection, alignment_id)
    if found is None or found.project_id != project_id:
        raise NotFound("alignment", alignment_id)
    return found


def claim(
    connection: Connection, actor: Actor, project_id: int, alignment_id: int, *, seen: int
) -> AlignmentRow:
    """Find an open alignment to change it; refuses whoever saw an older one.

    The row is locked by the first statement that raises its version, so of two who
    come at once one is refused.
    """
    head = find(connection, actor, project_id, alignment_id, Permission.TRANSLATE)
    if head.state is AlignmentState.ACCEPTED:
        raise Conflict("This alignment was accepted; its edition is where it goes on.")
    if head.state is not AlignmentState.OPEN:
        raise Conflict("A job is at work on this alignment. Wait until it is done.")
    if not alignments.change(connection, alignment_id, seen=seen):
        raise StaleVersion("alignment", seen=seen, current={"version": head.version})
    return head


def refuse_kept(head: AlignmentRow) -> None:
    """Refuse to forget the record of an edition."""
    if head.state in {AlignmentState.ACCEPTED, AlignmentState.ACCEPTING}:
        raise Conflict("This alignment was accepted; its edition is where it goes on.")
