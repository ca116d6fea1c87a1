"""Beads as files to keep."""

from __future__ import annotations

import io
from collections.abc import Mapping

from flask import Response

from workbench.permissions import Permission
from workbench.services.alignment import giving
from workbench.web import context
from workbench.web.alignment.area import bp, project_of
from workbench.web.downloads import attachment
from workbench.web.guard import permission

#: The ending of a file and its media type, by what is written.
_FILES: Mapping[str, tuple[str, str]] = {
    "json": ("jsonl", "application/jsonl; charset=utf-8"),
    "tsv": ("tsv", "text/tab-separated-values; charset=utf-8"),
    "tmx": ("tmx", "application/x-tmx+xml"),
    "xliff": ("xlf", "application/xliff+xml"),
}


@bp.get("/projects/<project>/alignments/<int:alignment_id>/beads/<style>")
@permission(Permission.EXPORT)
def export(project: str, alignment_id: int, style: str) -> Response:
    name, write, sides, beads = giving.export(
        context.database(),
        actor=context.actor(),
        project_id=project_of(project).id,
        alignment_id=alignment_id,
        style=style,
    )
    file = io.BytesIO()
    write(file, sides, beads)
    ending, media_type = _FILES[style]
    return attachment(file.getvalue(), f"{name}.{ending}", media_type)
