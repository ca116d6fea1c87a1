"""Alignments of a project, and the form that brings two texts in."""

from __future__ import annotations

import re

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from translations.errors import UnreadableDocument
from workbench import numbers
from workbench.errors import InvalidInput
from workbench.permissions import Permission
from workbench.services.alignment import beginning, showing
from workbench.services.alignment.beginning import Given
from workbench.storage.projects import ProjectRow
from workbench.web import context, forms, languages, waking
from workbench.web.alignment.area import address, bp, page, project_of
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

#: Characters of the name of a text that was pasted.
_LONGEST_NAME = 60


@bp.get("/projects/<project>/alignments")
@permission(Permission.READ)
def index(project: str) -> ResponseReturnValue:
    found = project_of(project)
    rows, held = showing.of_project(context.database(), actor=context.actor(), project_id=found.id)
    return page("index.html", found, rows=rows, permissions=held)


@bp.get("/projects/<project>/alignments/new")
@permission(Permission.TRANSLATE)
def new(project: str) -> ResponseReturnValue:
    return _form(project)


@bp.post("/projects/<project>/alignments")
@permission(Permission.TRANSLATE)
def begin(project: str) -> ResponseReturnValue:
    """Read both texts and align them."""
    found = project_of(project)
    try:
        source, target = _given("source"), _given("target", asks=True)
    except InvalidInput as wrong:
        return _form(project, wrong), 422
    try:
        begun = beginning.begin(
            context.database(),
            actor=context.actor(),
            project_id=found.id,
            source=source,
            target=target,
            name=forms.line("name"),
        )
    except InvalidInput as wrong:
        return _form(project, wrong), 422
    except UnreadableDocument as wrong:
        side = "source" if wrong.place == source.name else "target"
        return _form(project, InvalidInput(f"{side}_file", wrong.message)), 422
    if begun.job_id is not None:
        waking.wake(begun.job_id)
        return redirect(url_for("jobs.show", job_id=begun.job_id))
    return redirect(address(project, begun.alignment_id))


@bp.post("/projects/<project>/alignments/<int:alignment_id>/drop")
@permission(Permission.TRANSLATE)
def drop(project: str, alignment_id: int) -> ResponseReturnValue:
    """Forget an alignment that was not accepted."""
    beginning.drop(
        context.database(),
        actor=context.actor(),
        project_id=project_of(project).id,
        alignment_id=alignment_id,
    )
    flash(_("The alignment is forgotten."), "success")
    return redirect(url_for("alignment.index", project=project))


def _given(side: str, *, asks: bool = False) -> Given:
    """Read one side of the form: a document, a file or a pasted text, and only one of them.

    With `asks` the language must be said, for people know it and a short text may not tell.
    """
    document = numbers.whole_or(request.form.get(f"{side}_document", ""), None)
    uploaded = request.files.get(f"{side}_file")
    pasted = forms.paragraphs(f"{side}_text")
    has_file = uploaded is not None and bool(uploaded.filename)
    if (document is not None) + has_file + bool(pasted.strip()) > 1:
        raise InvalidInput(f"{side}_text", _("Choose one: a document, a file, or a pasted text."))
    if document is not None:
        return Given(document_id=document)
    language = forms.text(f"{side}_language")
    if (language or asks) and not languages.is_known(language):
        raise InvalidInput(f"{side}_language", _("Choose the language of the text."))
    if uploaded is not None and uploaded.filename:
        with uploaded.stream as stream:
            return Given(body=stream.read(), name=uploaded.filename, language=language)
    return Given(body=pasted.encode(), name=_name_of(pasted), language=language)


def _name_of(text: str) -> str:
    """Name a pasted text by its first words."""
    words = re.sub(r"[\W_]+", " ", text.strip().partition("\n")[0]).split()
    told = ""
    for word in words:
        if len(told) + len(word) > _LONGEST_NAME:
            break
        told = f"{told} {word}".strip()
    return f"{told or _('pasted')}.txt"


def _form(slug: str, wrong: InvalidInput | None = None) -> str:
    found = project_of(slug)
    documents, held = beginning.documents_of(
        context.database(), actor=context.actor(), project_id=found.id
    )
    chosen = request.args.get("document", "")
    codes = dict.fromkeys((*found.languages, found.source_language, "en", "ru", "uk", "de"))
    return page(
        "new.html",
        found,
        documents=[(str(each.id), each.title) for each in documents],
        languages=[(code, languages.name(code)) for code in codes],
        permissions=held,
        values=forms.everything() or {"source_document": chosen, **_language_of(found)},
        errors=forms.errors(wrong),
    )


def _language_of(found: ProjectRow) -> dict[str, str]:
    """Offer the only language of a project as that of the translation."""
    wanted = request.args.get("language", "")
    only = found.languages[0] if len(found.languages) == 1 else ""
    return {"target_language": wanted or only}
