"""Files out and in: export, and an import that shows what it would do before it does it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from glossary.errors import UnreadableTermBase
from glossary.formats.bundle import read_bundle, write_tables
from glossary.formats.policies_toml import write_policies
from glossary.formats.tbx import write_tbx
from glossary.model import TermBase
from workbench.errors import InvalidInput, NotFound, StaleVersion
from workbench.permissions import Permission
from workbench.services import consulting, terms
from workbench.web import context, forms
from workbench.web.glossary.area import bp, page, tell
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

_WRITERS: Mapping[str, tuple[str, Callable[[TermBase], bytes]]] = MappingProxyType(
    {
        "tbx": ("application/x-tbx+xml", write_tbx),
        "zip": ("application/zip", write_tables),
        "toml": ("application/toml", lambda termbase: write_policies(termbase.policies)),
    }
)


@bp.get("/glossaries/<int:glossary_id>/exchange")
@permission(Permission.READ)
def exchange(glossary_id: int) -> ResponseReturnValue:
    return _page(glossary_id)


@bp.get("/glossaries/<int:glossary_id>/export.<ending>")
@permission(Permission.READ)
def export(glossary_id: int, ending: str) -> ResponseReturnValue:
    """Give the glossary as a file: TBX, tables in a zip, or its policies."""
    if ending not in _WRITERS:
        raise NotFound("export", ending)
    mimetype, write = _WRITERS[ending]
    base = terms.read(context.database(), actor=context.actor(), glossary_id=glossary_id)
    response = Response(write(base), mimetype=mimetype)
    name = f"glossary-{glossary_id}-r{base.revision}.{ending}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.post("/glossaries/<int:glossary_id>/import/preview")
@permission(Permission.TERMS)
def preview_import(glossary_id: int) -> ResponseReturnValue:
    """Show what an import would do; the files come back with the confirmation."""
    files = {file.filename: file.read() for file in request.files.getlist("files") if file.filename}
    try:
        return _preview(glossary_id, read_bundle(files), ", ".join(files))
    except (UnreadableTermBase, InvalidInput) as wrong:
        return _page(glossary_id, InvalidInput("files", str(wrong))), 422


@bp.post("/glossaries/<int:glossary_id>/import")
@permission(Permission.TERMS)
def do_import(glossary_id: int) -> ResponseReturnValue:
    source = forms.line("source")
    try:
        incoming = _unpacked(forms.text("packed"))
        committed = terms.import_termbase(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            incoming=incoming,
            source=source,
            seen=forms.number("revision"),
        )
    except (UnreadableTermBase, InvalidInput) as wrong:
        return _page(glossary_id, InvalidInput("files", str(wrong))), 422
    except StaleVersion:
        return _preview(glossary_id, incoming, source, moved_on=True), 409
    tell(committed, _("Imported."))
    return redirect(url_for("glossary.show", glossary_id=glossary_id))


def _page(glossary_id: int, wrong: InvalidInput | None = None) -> str:
    seen = consulting.opened(context.database(), actor=context.actor(), glossary_id=glossary_id)
    return page("exchange.html", seen=seen, errors=forms.errors(wrong))


def _preview(glossary_id: int, incoming: TermBase, source: str, *, moved_on: bool = False) -> str:
    database, actor = context.database(), context.actor()
    preview = terms.preview_import(
        database, actor=actor, glossary_id=glossary_id, incoming=incoming
    )
    return page(
        "import.html",
        seen=consulting.opened(database, actor=actor, glossary_id=glossary_id),
        preview=preview,
        difference=preview.difference,
        source=source,
        packed=_packed(incoming),
        moved_on=moved_on,
    )


def _packed(termbase: TermBase) -> str:
    """Write what was read for a hidden field: nothing waits on the server for a second step."""
    return base64.b64encode(write_tables(termbase)).decode("ascii")


def _unpacked(packed: str) -> TermBase:
    try:
        body = base64.b64decode(packed, validate=True)
    except binascii.Error as error:
        raise InvalidInput("files", _("This form is broken; choose the files again.")) from error
    return read_bundle({"import.zip": body})
