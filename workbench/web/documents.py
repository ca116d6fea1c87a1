"""A document: its source as an article, what its blocks are, its names, versions and editions."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from glossary.model import Voice
from translations import inline
from translations.model import BlockKind, Part
from workbench import numbers
from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Permission
from workbench.services import correcting, documents, importing, naming
from workbench.services.documents import BlockChange, DocumentPage
from workbench.storage.blocks import BlockRow
from workbench.web import coded_forms, context, forms, languages, structure_words, uploads
from workbench.web.downloads import attachment
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.languages import ngettext
from workbench.web.selection import chosen_positions

bp = Blueprint("documents", __name__)


@bp.get("/projects/<project>/documents/new")
@permission(Permission.SOURCE)
def new(project: str) -> ResponseReturnValue:
    return uploads.form(project)


@bp.get("/documents/<int:document_id>")
@permission(Permission.READ)
def show(document_id: int) -> ResponseReturnValue:
    return _page(document_id)


@bp.get("/documents/<int:document_id>/original")
@permission(Permission.READ)
def original(document_id: int) -> ResponseReturnValue:
    """Give the source as a file, with what was corrected in it."""
    name, body = importing.source_file(
        context.database(), actor=context.actor(), document_id=document_id
    )
    return attachment(body, name, "application/octet-stream")


# Blocks


@bp.post("/documents/<int:document_id>/blocks")
@permission(Permission.SOURCE)
def correct(document_id: int) -> ResponseReturnValue:
    """Do with the chosen blocks what the bar says."""
    try:
        doing = forms.one_of("do", ("apply", "leave-out", "put-back"))
        seen = _seen()
        changed = _do(doing, document_id, seen)
    except InvalidInput as wrong:
        return _page(document_id, wrong), 422
    flash(ngettext("%(num)s block changed.", "%(num)s blocks changed.", changed), "success")
    return redirect(_address(document_id))


def _do(doing: str, document_id: int, seen: Mapping[int, int]) -> int:
    database, actor, edition_id = context.database(), context.actor(), _edition_id()
    if doing == "apply":
        change = _bar()
        done = documents.correct_blocks(
            database, actor=actor, document_id=document_id, seen=seen, change=change
        )
    elif doing == "leave-out":
        done = documents.leave_out(
            database,
            actor=actor,
            document_id=document_id,
            seen=seen,
            reason=forms.text("reason"),
            edition_id=edition_id,
        )
    else:
        done = documents.put_back(
            database, actor=actor, document_id=document_id, seen=seen, edition_id=edition_id
        )
    return done.changed


def _seen() -> dict[int, int]:
    """Read the chosen blocks with the versions that the page showed."""
    offered: dict[int, tuple[int, int]] = {}
    for name, value in request.form.items():
        position = name.removeprefix("seen-")
        block_id, _dot, version = value.partition(".")
        if name.startswith("seen-"):
            row = (numbers.whole_or(block_id, 0), numbers.whole_or(version, 0))
            offered[numbers.whole_or(position, -1)] = row
    return dict(offered[position] for position in chosen_positions(offered))


def _bar() -> BlockChange:
    speaker = forms.text("speaker").strip()
    if forms.checked("no_speaker"):
        named: str | None = ""
    else:
        named = speaker or None
    change = BlockChange(
        part=forms.choice("part", Part) if request.form.get("part") else None,
        kind=forms.choice("kind", BlockKind) if request.form.get("kind") else None,
        voice=forms.choice("voice", Voice) if request.form.get("voice") else None,
        speaker=named,
    )
    if change == BlockChange():
        raise InvalidInput("bar", _("Choose what to set."))
    return change


# The text of one block


@bp.get("/documents/<int:document_id>/blocks/<int:block_id>")
@permission(Permission.SOURCE)
def block(document_id: int, block_id: int) -> ResponseReturnValue:
    return _block_page(document_id, block_id)


@bp.post("/documents/<int:document_id>/blocks/<int:block_id>")
@permission(Permission.SOURCE)
def correct_text(document_id: int, block_id: int) -> ResponseReturnValue:
    row = _block(document_id, block_id)
    segment_id = forms.number("segment")
    segment = next((each for each in row.segments if each.id == segment_id), None)
    if segment is None:
        raise NotFound("segment", segment_id)
    try:
        done = correcting.correct_text(
            context.database(),
            actor=context.actor(),
            segment_id=segment_id,
            text=coded_forms.coded(forms.text("text"), segment.text),
            version=forms.number("version"),
            substantive=forms.one_of("weight", ("minor", "substantive")) == "substantive",
        )
    except InvalidInput as wrong:
        return _block_page(document_id, block_id, wrong), 422
    except StaleVersion as stale:
        return _block_page(document_id, block_id, _moved_on(stale)), 409
    flash(_("The source is corrected.") if done.changed else _("Nothing was changed."), "success")
    return redirect(url_for("documents.block", document_id=document_id, block_id=block_id))


# Names and editions


@bp.post("/documents/<int:document_id>/names")
@permission(Permission.TRANSLATE)
def set_name(document_id: int) -> ResponseReturnValue:
    try:
        naming.set_name(
            context.database(),
            actor=context.actor(),
            document_id=document_id,
            kind=forms.text("kind"),
            source=forms.text("source"),
            language=forms.text("language"),
            text=forms.text("text"),
            version=forms.number("version"),
        )
    except InvalidInput as wrong:
        return _page(document_id, wrong.at("name")), 422
    flash(_("The name is saved."), "success")
    return redirect(url_for("documents.show", document_id=document_id, _anchor="names"))


@bp.post("/documents/<int:document_id>/editions")
@permission(Permission.MANAGE)
def add_edition(document_id: int) -> ResponseReturnValue:
    try:
        language = forms.text("language")
        if not languages.is_known(language):
            raise InvalidInput("language", _("Choose the language of the edition."))  # noqa: TRY301 - beside the service's own
        importing.create_edition(
            context.database(),
            actor=context.actor(),
            document_id=document_id,
            language=language,
            policy=forms.text("policy"),
        )
    except InvalidInput as wrong:
        return _page(document_id, wrong), 422
    except Conflict as refused:
        return _page(document_id, InvalidInput("language", refused.message)), 409
    flash(_("The edition is there. Open it to translate."), "success")
    return redirect(url_for("documents.show", document_id=document_id, _anchor="editions"))


# Pages


def _page(document_id: int, wrong: InvalidInput | None = None) -> str:
    first = numbers.whole_or(request.values.get("first", ""), 0)
    seen = documents.show(
        context.database(),
        actor=context.actor(),
        document_id=document_id,
        first=first,
        edition_id=_edition_id(),
    )
    codes = dict.fromkeys((*seen.project.languages, *(e.language for e in seen.editions)))
    tongues = [code for code in codes if code != seen.head.language]
    return render_template(
        "documents/show.html",
        seen=seen,
        blocks=[(row, _reading_text(row)) for row in seen.blocks],
        names=_names(seen, tongues),
        tongue_options=[(code, languages.name(code)) for code in tongues],
        edition_id=_edition_id(),
        previous=_window(seen, seen.first - documents.WINDOW),
        next=_window(seen, seen.first + documents.WINDOW),
        words=structure_words,
        errors=forms.errors(wrong),
        bar=forms.everything() if wrong else {},
    )


def _reading_text(row: BlockRow) -> str:
    """Give the text of a block as its readers see it."""
    return "".join(inline.plain(s.text, s.codes).text + s.after for s in row.segments).strip()


def _names(
    seen: DocumentPage, tongues: list[str]
) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """Give each name with what it is called in each language: (language, text, version)."""
    said = {(n.kind, n.source, n.language): n for n in seen.names}
    return [
        (
            kind,
            source,
            [
                (code, found.text, found.version)
                if (found := said.get((kind, source, code)))
                else (code, "", 0)
                for code in tongues
            ],
        )
        for kind, source in dict.fromkeys((n.kind, n.source) for n in seen.names)
    ]


def _window(seen: DocumentPage, first: int) -> str | None:
    if not 0 <= first < seen.total:
        return None
    return url_for(
        "documents.show", document_id=seen.head.id, first=first or None, edition=_edition_id()
    )


def _address(document_id: int) -> str:
    first = numbers.whole_or(request.form.get("first", ""), 0)
    return url_for(
        "documents.show",
        document_id=document_id,
        first=first or None,
        edition=_edition_id(),
        _anchor="source",
    )


def _edition_id() -> int | None:
    """Name the edition that the page is about, if one was chosen."""
    return numbers.whole_or(request.values.get("edition", ""), None)


def _block(document_id: int, block_id: int) -> BlockRow:
    return documents.block(
        context.database(), actor=context.actor(), document_id=document_id, block_id=block_id
    )


def _moved_on(stale: StaleVersion) -> InvalidInput:
    """Say what stands there now, beside what was typed."""
    return InvalidInput(
        "text",
        "Somebody else changed this first, and nothing was overwritten. It now reads: “%(text)s”",
        text=coded_forms.shown(str(stale.current["text"])),
    )


def _block_page(document_id: int, block_id: int, wrong: InvalidInput | None = None) -> str:
    seen = documents.show(context.database(), actor=context.actor(), document_id=document_id)
    row = _block(document_id, block_id)
    return render_template(
        "documents/block.html",
        seen=seen,
        block=row,
        shown={each.id: coded_forms.shown(each.text) for each in row.segments},
        words=structure_words,
        errors=forms.errors(wrong),
        values=forms.everything() if wrong else {},
    )
