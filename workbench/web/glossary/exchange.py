"""Files out and in: export, and an import that shows what it would do before it does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from glossary.errors import UnreadableTermBase, UnwritableTermBase
from glossary.formats.bundle import write_tables
from glossary.formats.policies_toml import write_policies
from glossary.formats.strangers import Choice
from glossary.formats.tbx import Dialect, Style, write_tbx
from glossary.formats.xlsx import write_xlsx
from glossary.model import TermBase
from workbench import file_names
from workbench.errors import InvalidInput, NotFound, StaleVersion
from workbench.permissions import Permission
from workbench.services import consulting, exchanging, terms
from workbench.web import context, forms
from workbench.web.glossary import column_form
from workbench.web.glossary.area import bp, page, tell
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _tbx(base: TermBase) -> bytes:
    """Write TBX in the style and the dialect that are asked for."""
    try:
        style = Style(request.args.get("style", Style.DCA))
        dialect = Dialect(request.args.get("dialect", Dialect.BASIC))
    except ValueError:
        raise NotFound("export", "tbx") from None
    return write_tbx(base, style=style, dialect=dialect)


_WRITERS: Mapping[str, tuple[str, Callable[[TermBase], bytes]]] = MappingProxyType(
    {
        "tbx": ("application/x-tbx+xml", _tbx),
        "zip": ("application/zip", write_tables),
        "xlsx": (_XLSX, write_xlsx),
        "toml": ("application/toml", lambda termbase: write_policies(termbase.policies)),
    }
)
#: As many files as a glossary is kept in.
_MOST_FILES = 20


@bp.get("/glossaries/<int:glossary_id>/exchange")
@permission(Permission.READ)
def exchange(glossary_id: int) -> ResponseReturnValue:
    return _page(glossary_id)


@bp.get("/glossaries/<int:glossary_id>/export.<ending>")
@permission(Permission.READ)
def export(glossary_id: int, ending: str) -> ResponseReturnValue:
    """Give the glossary as a file: TBX, tables, its policies, or what was decided."""
    database, actor = context.database(), context.actor()
    base = terms.read(database, actor=actor, glossary_id=glossary_id)
    if ending == "jsonl":
        mimetype = "application/x-ndjson"
        body = exchanging.decisions(database, actor=actor, glossary_id=glossary_id)
    elif ending in _WRITERS:
        mimetype, write = _WRITERS[ending]
        try:
            body = write(base)
        except UnwritableTermBase as wrong:
            return _page(glossary_id, InvalidInput("format", wrong.message)), 422
    else:
        raise NotFound("export", ending)
    response = Response(body, mimetype=mimetype)
    name = f"glossary-{glossary_id}-r{base.revision}.{ending}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.post("/glossaries/<int:glossary_id>/imports")
@permission(Permission.TERMS)
def keep_import(glossary_id: int) -> ResponseReturnValue:
    """Keep the files; the next page shows what they would do."""
    try:
        upload_id = exchanging.keep(
            context.database(), actor=context.actor(), glossary_id=glossary_id, files=_files()
        )
    except (UnreadableTermBase, InvalidInput) as wrong:
        return _page(glossary_id, InvalidInput("files", wrong.message)), 422
    return redirect(_address(glossary_id, upload_id))


@bp.get("/glossaries/<int:glossary_id>/imports/<int:upload_id>")
@permission(Permission.TERMS)
def show_import(glossary_id: int, upload_id: int) -> ResponseReturnValue:
    return _shown(glossary_id, upload_id)


@bp.post("/glossaries/<int:glossary_id>/imports/<int:upload_id>/columns")
@permission(Permission.TERMS)
def choose_columns(glossary_id: int, upload_id: int) -> ResponseReturnValue:
    """Take what the columns of a table hold, or read it again as another sheet or encoding."""
    again = request.form.get("do") == "read"
    said = None
    try:
        said = column_form.choice(with_columns=not again)
        exchanging.choose(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            upload_id=upload_id,
            choice=said,
        )
    except (UnreadableTermBase, InvalidInput) as wrong:
        told = InvalidInput("columns", wrong.message)
        return _shown(glossary_id, upload_id, wrong=told, said=said), 422
    return redirect(_address(glossary_id, upload_id))


@bp.post("/glossaries/<int:glossary_id>/imports/<int:upload_id>")
@permission(Permission.TERMS)
def do_import(glossary_id: int, upload_id: int) -> ResponseReturnValue:
    database, actor = context.database(), context.actor()
    if request.form.get("do") == "drop":
        exchanging.drop(database, actor=actor, glossary_id=glossary_id, upload_id=upload_id)
        flash(_("The file is forgotten; nothing was changed."), "success")
        return redirect(url_for("glossary.exchange", glossary_id=glossary_id))
    try:
        committed = exchanging.import_kept(
            database,
            actor=actor,
            glossary_id=glossary_id,
            upload_id=upload_id,
            seen=forms.number("revision"),
            decided=forms.texts("take"),
        )
    except (UnreadableTermBase, InvalidInput) as wrong:
        return _shown(glossary_id, upload_id, wrong=InvalidInput("files", wrong.message)), 422
    except StaleVersion:
        return _shown(glossary_id, upload_id, moved_on=True), 409
    tell(committed, _("Imported."))
    return redirect(url_for("glossary.show", glossary_id=glossary_id))


def _files() -> dict[str, bytes]:
    """Read the uploaded files by their names."""
    given = [file for file in request.files.getlist("files") if file.filename]
    if len(given) > _MOST_FILES:
        raise InvalidInput("files", _("These are too many files for one glossary."))
    files = {file_names.plain(file.filename or ""): file.read() for file in given}
    if len(files) < len(given):
        raise InvalidInput("files", _("Two of these files have the same name."))
    return files


def _address(glossary_id: int, upload_id: int) -> str:
    return url_for("glossary.show_import", glossary_id=glossary_id, upload_id=upload_id)


def _page(glossary_id: int, wrong: InvalidInput | None = None) -> str:
    seen = consulting.opened(context.database(), actor=context.actor(), glossary_id=glossary_id)
    return page(
        "exchange.html",
        seen=seen,
        errors=forms.errors(wrong),
        styles=[each.value for each in Style],
        dialects=[each.value for each in Dialect],
    )


def _shown(
    glossary_id: int,
    upload_id: int,
    *,
    wrong: InvalidInput | None = None,
    said: Choice | None = None,
    moved_on: bool = False,
) -> str:
    """The step of an import that comes next: the columns of a table, or what would change."""
    database, actor = context.database(), context.actor()
    looked = exchanging.look(database, actor=actor, glossary_id=glossary_id, upload_id=upload_id)
    seen = consulting.opened(database, actor=actor, glossary_id=glossary_id)
    facts = {"seen": seen, "looked": looked, "errors": forms.errors(wrong)}
    refused = wrong is not None and wrong.field == "columns"
    asked = refused or looked.beside is None or "columns" in request.args
    if looked.table is not None and asked:
        table = column_form.as_said(looked.table, said)
        return page("columns.html", form=column_form, table=table, **facts)
    return page("import.html", beside=looked.beside, moved_on=moved_on, **facts)
