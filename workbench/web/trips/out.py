"""Out: the page that offers files for work elsewhere, and the files."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from workbench.errors import Conflict, InvalidInput
from workbench.permissions import Permission
from workbench.services.trips import leaving
from workbench.web import context, forms, languages, segment_filter
from workbench.web.downloads import attachment
from workbench.web.guard import permission
from workbench.web.messages import said
from workbench.web.trips.area import bp, index_page


@bp.get("/editions/<int:edition_id>/trips")
@permission(Permission.READ)
def index(edition_id: int) -> ResponseReturnValue:
    return index_page(edition_id)


@bp.post("/editions/<int:edition_id>/trips/out")
@permission(Permission.EXPORT)
def leave(edition_id: int) -> ResponseReturnValue:
    """Give the chosen segments as a file, and keep what stood for them."""
    try:
        written = leaving.leave(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            form=forms.text("format"),
            chosen=segment_filter.read(request.form),
            say=said,
            reader=languages.current(),
        )
    except InvalidInput as wrong:
        return index_page(edition_id, wrong), 422
    except Conflict as nothing:
        return index_page(edition_id, InvalidInput("chosen", nothing.message)), 409
    return attachment(written.body, written.name, written.media_type)
