"""A concept: its page, its form, its removal."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from glossary.merging import compare_concepts
from glossary.model import Concept
from workbench import numbers
from workbench.errors import InvalidInput, StaleVersion
from workbench.permissions import Permission
from workbench.services import consulting, discussing, proposing, terms
from workbench.services.consulting import ConceptPage, Opened
from workbench.web import context, forms, refusals
from workbench.web.glossary import entry_form, impact, words
from workbench.web.glossary.area import bp, page, tell
from workbench.web.glossary.entry_form import Entry
from workbench.web.glossary.impact import Step
from workbench.web.glossary.proposals import told
from workbench.web.glossary.reasons import argument
from workbench.web.guard import permission
from workbench.web.languages import gettext as _


@bp.get("/glossaries/<int:glossary_id>/concepts/<ident>")
@permission(Permission.READ)
def concept(glossary_id: int, ident: str) -> ResponseReturnValue:
    return _page(_shown(glossary_id, ident, at=request.args.get("revision", type=numbers.whole)))


@bp.post("/glossaries/<int:glossary_id>/concepts/<ident>/remarks")
@permission(Permission.COMMENT)
def discuss(glossary_id: int, ident: str) -> ResponseReturnValue:
    """Take up what somebody says about a concept."""
    try:
        number = discussing.discuss(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            ident=ident,
            text=forms.paragraphs("text"),
        )
    except InvalidInput as wrong:
        return _page(_shown(glossary_id, ident), unsaid=refusals.told(wrong)), 422
    address = url_for("glossary.concept", glossary_id=glossary_id, ident=ident)
    return redirect(f"{address}#remark-{number}")


@bp.get("/glossaries/<int:glossary_id>/new-concept")
@permission(Permission.TERMS)
def new_concept(glossary_id: int) -> ResponseReturnValue:
    seen = _opened(glossary_id)
    entry = Entry(concept=Concept(id=""), rows=(), version=0).with_blank_rows(seen.columns[:4])
    return _form(seen, entry)


@bp.post("/glossaries/<int:glossary_id>/concepts")
@permission(Permission.TERMS)
def add_concept(glossary_id: int) -> ResponseReturnValue:
    return _save(glossary_id, forms.line("id"), is_new=True)


@bp.get("/glossaries/<int:glossary_id>/concepts/<ident>/edit")
@permission(Permission.TERMS)
def edit_concept(glossary_id: int, ident: str) -> ResponseReturnValue:
    shown = _shown(glossary_id, ident)
    if not shown.version:  # it was removed
        return redirect(url_for("glossary.concept", glossary_id=glossary_id, ident=ident))
    entry = entry_form.of_concept(shown.concept, shown.version)
    return _form(shown.opened, entry.with_blank_rows(), ident)


@bp.post("/glossaries/<int:glossary_id>/concepts/<ident>")
@permission(Permission.TERMS)
def save_concept(glossary_id: int, ident: str) -> ResponseReturnValue:
    return _save(glossary_id, ident, is_new=False)


@bp.post("/glossaries/<int:glossary_id>/new-concept/impact")
@permission(Permission.TERMS)
def preview_new_concept(glossary_id: int) -> ResponseReturnValue:
    """Show what a new concept would change; nothing is written."""
    return _preview(glossary_id, forms.line("id"), is_new=True)


@bp.post("/glossaries/<int:glossary_id>/concepts/<ident>/impact")
@permission(Permission.TERMS)
def preview_concept(glossary_id: int, ident: str) -> ResponseReturnValue:
    """Show what a changed concept would change; nothing is written."""
    return _preview(glossary_id, ident, is_new=False)


@bp.post("/glossaries/<int:glossary_id>/concepts/<ident>/remove/impact")
@permission(Permission.TERMS)
def preview_removal(glossary_id: int, ident: str) -> ResponseReturnValue:
    """Show what the removal of a concept would change; nothing is written."""
    shown = _shown(glossary_id, ident)
    step = Step(
        title=_("What removing “%(name)s” would do", name=ident),
        trail=[(ident, url_for("glossary.concept", glossary_id=glossary_id, ident=ident))],
        save=url_for("glossary.remove_concept", glossary_id=glossary_id, ident=ident),
        does=_("Remove"),
        back=url_for("glossary.concept", glossary_id=glossary_id, ident=ident),
    )
    try:
        return impact.before_saving(shown.opened, terms.without_concept(ident), step)
    except InvalidInput as wrong:
        return _refused_removal(shown, wrong), 422


@bp.post("/glossaries/<int:glossary_id>/concepts/<ident>/remove")
@permission(Permission.TERMS)
def remove_concept(glossary_id: int, ident: str) -> ResponseReturnValue:
    try:
        committed = terms.remove_concept(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            ident=ident,
            version=forms.number("version"),
            argument=argument(_("Removed “%(name)s”", name=ident), ident),
        )
    except InvalidInput as wrong:
        return _refused_removal(_shown(glossary_id, ident), wrong), 422
    tell(committed, _("“%(name)s” is removed; its history stays.", name=ident))
    return redirect(url_for("glossary.show", glossary_id=glossary_id))


def _save(glossary_id: int, ident: str, *, is_new: bool) -> ResponseReturnValue:
    try:
        entry = entry_form.read(ident)
    except InvalidInput as wrong:  # no browser sends what this form does not offer
        return page("broken_form.html", seen=_opened(glossary_id), wrong=refusals.told(wrong)), 422
    known = "" if is_new else ident
    if request.form.get("do") == "more":
        return _form(_opened(glossary_id), entry.with_blank_rows(), known)
    if request.form.get("do") == "back":
        return _form(_opened(glossary_id), entry, known)
    summary = _("Added “%(name)s”", name=ident) if is_new else _("Changed “%(name)s”", name=ident)
    try:
        committed = terms.save_concept(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            concept=entry.saved,
            version=entry.version,
            argument=argument(summary, ident),
        )
    except InvalidInput as wrong:
        return _form(_opened(glossary_id), entry, known, wrong), 422
    except StaleVersion:
        return _conflict(glossary_id, entry), 409
    tell(committed, _("Saved."))
    return redirect(url_for("glossary.concept", glossary_id=glossary_id, ident=ident))


def _preview(glossary_id: int, ident: str, *, is_new: bool) -> ResponseReturnValue:
    seen = _opened(glossary_id)
    try:
        entry = entry_form.read(ident)
    except InvalidInput as wrong:
        return page("broken_form.html", seen=seen, wrong=refusals.told(wrong)), 422
    known = "" if is_new else ident
    if not is_new and _shown(glossary_id, ident).version != entry.version:
        return _conflict(glossary_id, entry), 409
    if is_new and seen.termbase.concept(ident) is not None:
        taken = InvalidInput("id", "There already is a concept “%(name)s”.", name=ident)
        return _form(seen, entry, known, taken), 422
    try:
        return impact.before_saving(seen, terms.with_concept(entry.saved), _step(seen, known))
    except InvalidInput as wrong:
        return _form(seen, entry, known, wrong), 422


def _step(seen: Opened, ident: str) -> Step:
    known = seen.termbase.concept(ident)
    if known is None:
        return Step(
            title=_("What the new concept would do"),
            trail=[],
            save=url_for("glossary.add_concept", glossary_id=seen.id),
        )
    name = words.title(known, seen.columns)
    return Step(
        title=_("What changing “%(name)s” would do", name=name),
        trail=[(name, url_for("glossary.concept", glossary_id=seen.id, ident=ident))],
        save=url_for("glossary.save_concept", glossary_id=seen.id, ident=ident),
    )


def _refused_removal(shown: ConceptPage, wrong: InvalidInput) -> str:
    return _page(shown, wrong=refusals.told(wrong))


def _page(shown: ConceptPage, *, wrong: str = "", unsaid: str = "") -> str:
    waiting = proposing.listed(
        context.database(), actor=context.actor(), glossary_id=shown.opened.id
    )
    return page(
        "concept.html",
        shown=shown,
        seen=shown.opened,
        concept=shown.concept,
        proposals=[each for each in waiting if each.row.concept == shown.concept.id],
        told=told,
        values=forms.everything(),
        wrong=wrong,
        unsaid=unsaid,
    )


def _conflict(glossary_id: int, entry: Entry) -> str:
    """Show what was typed beside what was saved first; saving again is one's own choice."""
    shown = _shown(glossary_id, entry.concept.id)
    return _form(
        shown.opened,
        Entry(concept=entry.concept, rows=entry.rows, version=shown.version),
        entry.concept.id,
        theirs=shown,
    )


def _form(
    seen: Opened,
    entry: Entry,
    ident: str = "",
    wrong: InvalidInput | None = None,
    theirs: ConceptPage | None = None,
) -> str:
    known = seen.termbase.concept(ident)
    if wrong is not None and wrong.field in {"must_match", "must_not_match"}:
        entry = entry.proved()
        told = _("A sentence does not prove its term; it is marked below.")
    else:
        told = refusals.told(wrong) if wrong else ""
    return page(
        "concept_form.html",
        seen=seen,
        entry=entry,
        blank=entry_form.blank_row(),
        ident=ident,
        name=words.title(known, seen.columns) if known else "",
        values=forms.everything(),
        errors=forms.errors(wrong),
        wrong=told,
        theirs=theirs,
        difference=compare_concepts(theirs.concept, entry.saved) if theirs else None,
    )


def _opened(glossary_id: int) -> Opened:
    return consulting.opened(context.database(), actor=context.actor(), glossary_id=glossary_id)


def _shown(glossary_id: int, ident: str, *, at: int | None = None) -> ConceptPage:
    return consulting.concept_page(
        context.database(), actor=context.actor(), glossary_id=glossary_id, ident=ident, at=at
    )
