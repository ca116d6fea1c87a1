"""Memories in and out of the browser: TMX files."""

from __future__ import annotations

import tempfile

from flask import Response, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from translations.formats import tmx
from translations.memory.model import UnitState
from workbench.errors import InvalidInput
from workbench.permissions import Permission
from workbench.services.memory import arriving, choosing, exchanging
from workbench.web import context, forms, waking
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.memory.area import bp, project_of, project_page
from workbench.web.rendering import software_version


@bp.get("/projects/<project>/memory/export.tmx")
@permission(Permission.EXPORT)
def export(project: str) -> Response:
    """Write what the project reads, or one memory of it, as a file."""
    found = project_of(project)
    read = exchanging.readable(context.database(), actor=context.actor(), project_id=found.id)
    one = request.args.get("memory", type=int)
    units = exchanging.give(
        context.database(),
        [each for each in read if one in {None, each}],
        target=request.args.get("to", ""),
    )
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    tmx.write(
        file,
        units,
        source_language=found.source_language,
        version=software_version(),
        names=not request.args.get("nameless"),
    )
    file.seek(0)
    return send_file(
        file,
        mimetype="application/x-tmx+xml",
        as_attachment=True,
        download_name=f"{found.slug}.tmx",
    )


@bp.post("/projects/<project>/memory/import")
@permission(Permission.MANAGE)
def take(project: str) -> ResponseReturnValue:
    """Keep a file for the worker."""
    found = project_of(project)
    try:
        data, name = _file()
        job_id = arriving.keep(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            memory_id=forms.number("memory"),
            data=data,
            name=name,
            state=forms.choice("state", UnitState),
        )
    except InvalidInput as wrong:
        seen = choosing.overview(context.database(), actor=context.actor(), project_id=found.id)
        return project_page("show.html", found, seen=seen, errors=forms.errors(wrong)), 422
    waking.wake(job_id)
    return redirect(url_for("jobs.show", job_id=job_id))


def _file() -> tuple[bytes, str]:
    given = request.files.get("file")
    if given is None or not given.filename:
        raise InvalidInput("file", _("Choose a TMX file."))
    with given.stream as stream:
        return stream.read(), given.filename
