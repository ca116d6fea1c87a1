"""Revisions of a glossary: the list, and each as it stood."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from workbench import numbers
from workbench.permissions import Permission
from workbench.services import consulting
from workbench.web import context
from workbench.web.glossary.area import bp, page
from workbench.web.guard import permission


@bp.get("/glossaries/<int:glossary_id>/revisions")
@permission(Permission.READ)
def revisions(glossary_id: int) -> ResponseReturnValue:
    seen, rows = consulting.history(
        context.database(),
        actor=context.actor(),
        glossary_id=glossary_id,
        before=request.args.get("before", type=numbers.whole),
    )
    return page("revisions.html", seen=seen, rows=rows)


@bp.get("/glossaries/<int:glossary_id>/revisions/<int:number>")
@permission(Permission.READ)
def revision(glossary_id: int, number: int) -> ResponseReturnValue:
    seen, row, base, difference = consulting.revision(
        context.database(), actor=context.actor(), glossary_id=glossary_id, number=number
    )
    return page("revision.html", seen=seen, row=row, base=base, difference=difference)
