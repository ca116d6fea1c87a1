"""Importing a document: a file or a pasted text, a look at what was recognised, the import."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from glossary.model import Voice
from translations.errors import UnreadableDocument
from translations.model import BlockKind, Part
from workbench import numbers
from workbench.errors import InvalidInput
from workbench.permissions import Permission
from workbench.services import projects, uploads
from workbench.services.importing import Correction
from workbench.services.uploads import Viewed
from workbench.storage.projects import ProjectRow
from workbench.web import context, forms, languages, structure_words, waking
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.selection import chosen_positions

bp = Blueprint("uploads", __name__)

#: How many blocks are shown before the import; more are corrected on the document's page.
SHOWN = 300
_LONGEST_LINK = 2000
_DEEPEST = 100  #: levels of lists and quotations


@bp.post("/projects/<project>/documents/uploads")
@permission(Permission.SOURCE)
def keep(project: str) -> ResponseReturnValue:
    found = _project(project)
    try:
        body, name = _file()
        upload_id = uploads.keep_upload(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            data=body,
            name=name,
            link=_link(),
        )
    except InvalidInput as wrong:
        return form(project, wrong), 422
    except UnreadableDocument as wrong:
        return form(project, InvalidInput(_field(), wrong.message)), 422
    return redirect(
        url_for(
            "uploads.show",
            project=project,
            upload_id=upload_id,
            language=request.form.get("language") or None,
        )
    )


@bp.get("/projects/<project>/documents/uploads/<int:upload_id>")
@permission(Permission.SOURCE)
def show(project: str, upload_id: int) -> ResponseReturnValue:
    language = request.args.get("language", "")
    return _preview(project, _view(project, upload_id, language), {})


@bp.post("/projects/<project>/documents/uploads/<int:upload_id>")
@permission(Permission.SOURCE)
def act(project: str, upload_id: int) -> ResponseReturnValue:
    """Apply what the bar says to the chosen blocks, drop the file, or import it."""
    doing = forms.one_of("do", ("apply", "leave-out", "put-back", "drop", "import"))
    if doing == "drop":
        return _drop(project, upload_id)
    corrections = _corrections()
    if doing == "import":
        return _import(project, upload_id, corrections)
    viewed = _view(project, upload_id, forms.text("language"))
    try:
        changed = _applied(doing, corrections)
    except InvalidInput as wrong:
        return _preview(project, viewed, corrections, wrong), 422
    return _preview(project, viewed, changed)


def _drop(project: str, upload_id: int) -> ResponseReturnValue:
    found = _project(project)
    uploads.drop_upload(
        context.database(),
        actor=context.actor(),
        project_id=found.id,
        upload_id=upload_id,
    )
    flash(_("The file is forgotten; nothing was imported."), "success")
    return redirect(url_for("documents.new", project=project))


def _import(
    project: str, upload_id: int, corrections: Mapping[int, Correction]
) -> ResponseReturnValue:
    started = uploads.import_upload(
        context.database(),
        actor=context.actor(),
        project_id=_project(project).id,
        upload_id=upload_id,
        language=_language(),
        corrections=corrections,
    )
    if started.job_id is not None:
        waking.wake(started.job_id)
        return redirect(url_for("jobs.show", job_id=started.job_id))
    flash(_("The document is imported. Begin an edition of it."), "success")
    return redirect(url_for("documents.show", document_id=started.document_id))


# Reading the forms


def _file() -> tuple[bytes, str]:
    """Give the file that was uploaded, or the text that was pasted, with a name."""
    uploaded = request.files.get("file")
    if uploaded is not None and uploaded.filename:
        with uploaded.stream as stream:
            return stream.read(), uploaded.filename
    pasted = forms.text("text")
    if not pasted.strip():
        raise InvalidInput("file", _("Choose a file, or paste a text below."))
    name = (
        "pasted.md" if forms.one_of("format", ("text", "markdown")) == "markdown" else "pasted.txt"
    )
    return pasted.replace("\r\n", "\n").encode(), name


def _field() -> str:
    uploaded = request.files.get("file")
    return "file" if uploaded is not None and uploaded.filename else "text"


def _link() -> str:
    link = forms.text("link").strip()
    if link and not link.startswith(("http://", "https://")):
        raise InvalidInput("link", _("A link begins with https:// or http://."))
    if len(link) > _LONGEST_LINK:
        raise InvalidInput("link", _("This link is too long."))
    return link


def _language() -> str:
    code = forms.text("language")
    if not languages.is_known(code):
        raise InvalidInput("language", _("Choose the language of the text."))
    return code


def _corrections() -> dict[int, Correction]:
    """Read what the page says of each block that it shows."""
    numbered = (
        (numbers.whole_or(name.removeprefix("block-"), None), name)
        for name in request.form
        if name.startswith("block-")
    )
    return {at: _correction(forms.text(name)) for at, name in numbered if at is not None}


def _correction(stored: str) -> Correction:
    try:
        given = json.loads(stored)
        return Correction(
            part=Part(given["part"]),
            kind=BlockKind(given["kind"]),
            voice=Voice(given["voice"]),
            speaker=_words(given["speaker"])[:300],
            level=_level(given["level"]),
            left_out=_words(given["left_out"])[:500],
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidInput("blocks", _("This form is broken; open the page anew.")) from error


def _level(given: object) -> int:
    level = numbers.whole(str(given))
    if not 0 <= level <= _DEEPEST:
        raise ValueError(level)
    return level


def _words(given: object) -> str:
    if not isinstance(given, str) or not forms.is_storable(given):
        raise TypeError(type(given))
    return given


def _applied(doing: str, corrections: Mapping[int, Correction]) -> dict[int, Correction]:
    """Say of the chosen blocks what the bar says."""
    wanted = chosen_positions(corrections)
    if doing == "leave-out":
        reason = " ".join(forms.text("reason").split())
        if not reason:
            raise InvalidInput("reason", _("Say why it is left out."))
        change: dict[str, Any] = {"left_out": reason[:500]}
    elif doing == "put-back":
        change = {"left_out": ""}
    else:
        change = _bar()
    return {n: replace(each, **change) if n in wanted else each for n, each in corrections.items()}


def _bar() -> dict[str, Any]:
    """Read what the bar sets; a field that is left alone sets nothing."""
    found: dict[str, Any] = {}
    for name, kind in (("part", Part), ("kind", BlockKind), ("voice", Voice)):
        if request.form.get(name):
            found[name] = forms.choice(name, kind)
    speaker = " ".join(forms.text("speaker").split())
    if speaker or forms.checked("no_speaker"):
        found["speaker"] = "" if forms.checked("no_speaker") else speaker[:300]
    if not found:
        raise InvalidInput("bar", _("Choose what to set."))
    return found


# Pages


def _project(slug: str) -> ProjectRow:
    return projects.of_slug(context.database(), actor=context.actor(), slug=slug)


def _view(project: str, upload_id: int, language: str) -> Viewed:
    return uploads.view_upload(
        context.database(),
        actor=context.actor(),
        project_id=_project(project).id,
        upload_id=upload_id,
        language=language if languages.is_known(language) else "",
    )


def form(project: str, wrong: InvalidInput | None = None) -> str:
    """Give the page that takes a file or a pasted text."""
    found = _project(project)
    return render_template(
        "documents/new.html",
        project=found,
        languages=_languages(found),
        values=forms.everything(),
        errors=forms.errors(wrong),
    )


def _preview(
    project: str,
    viewed: Viewed,
    corrections: Mapping[int, Correction],
    wrong: InvalidInput | None = None,
) -> str:
    found = _project(project)
    shown = viewed.proposal.blocks[:SHOWN]
    blocks = [(block, corrections.get(block.position, block.taken_for)) for block in shown]
    return render_template(
        "documents/preview.html",
        project=found,
        viewed=viewed,
        proposal=viewed.proposal,
        blocks=blocks,
        packed={block.position: json.dumps(asdict(said)) for block, said in blocks},
        languages=_languages(found, viewed.proposal.language),
        speakers=sorted({said.speaker for _block, said in blocks if said.speaker}),
        words=structure_words,
        errors=forms.errors(wrong),
        bar=forms.everything() if wrong else {},
    )


def _languages(found: ProjectRow, *more: str) -> list[tuple[str, str]]:
    codes = (found.source_language, *more, *found.languages, "en", "ru", "uk", "de")
    return [(code, languages.name(code)) for code in dict.fromkeys(codes) if code]
