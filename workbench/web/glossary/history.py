"""Revisions of a glossary: the list, and each as it stood."""

from __future__ import annotations

from collections.abc import Collection

from flask import request
from flask.typing import ResponseReturnValue

from workbench import numbers
from workbench.permissions import Permission
from workbench.services import consulting
from workbench.web import context
from workbench.web.glossary.area import bp, page
from workbench.web.guard import permission
from workbench.web.languages import gettext as _


@bp.get("/glossaries/<int:glossary_id>/revisions")
@permission(Permission.READ)
def revisions(glossary_id: int) -> ResponseReturnValue:
    seen, rows = consulting.history(
        context.database(),
        actor=context.actor(),
        glossary_id=glossary_id,
        before=request.args.get("before", type=numbers.whole),
    )
    offered = [(row.number, row.summary) for row in rows]
    return page("revisions.html", seen=seen, rows=rows, offered=offered)


@bp.get("/glossaries/<int:glossary_id>/compare")
@permission(Permission.READ)
def compare(glossary_id: int) -> ResponseReturnValue:
    """Show what differs between two revisions."""
    before = request.args.get("before", default=0, type=numbers.whole)
    after = request.args.get("after", default=0, type=numbers.whole)
    seen, old, new, difference = consulting.between(
        context.database(),
        actor=context.actor(),
        glossary_id=glossary_id,
        before=before,
        after=after,
    )
    rows = _rows(glossary_id, {old.revision, new.revision})
    return page("compare.html", seen=seen, old=old, new=new, difference=difference, rows=rows)


def _rows(glossary_id: int, chosen: Collection[int]) -> list[tuple[int, str]]:
    """Offer the newest revisions, those that are chosen, and what was before the first."""
    _seen, newest = consulting.history(
        context.database(), actor=context.actor(), glossary_id=glossary_id
    )
    offered = {row.number: row.summary for row in newest}
    named = dict.fromkeys(chosen, "") | offered | {0: _("before the first")}
    return sorted(named.items(), reverse=True)


@bp.get("/glossaries/<int:glossary_id>/revisions/<int:number>")
@permission(Permission.READ)
def revision(glossary_id: int, number: int) -> ResponseReturnValue:
    seen, row, base, difference = consulting.revision(
        context.database(), actor=context.actor(), glossary_id=glossary_id, number=number
    )
    return page("revision.html", seen=seen, row=row, base=base, difference=difference)
