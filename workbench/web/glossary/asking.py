"""Proposing: the form that any member fills, for a new term or a change of any field."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from glossary.model import Concept, Occurrence, Term
from workbench import numbers
from workbench.errors import InvalidInput, NotFound
from workbench.permissions import Permission
from workbench.services import consulting, proposing, viewing
from workbench.services.consulting import Opened
from workbench.web import context, forms
from workbench.web.glossary import entry_form
from workbench.web.glossary.area import bp, page
from workbench.web.glossary.entry_form import Entry, Row
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

#: What a proposal may be about beside terms: the entry itself.
_ENTRY = "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A proposal as its form holds it."""

    seen: Opened
    concept: Concept | None  #: that it is about, or that the term is proposed for
    known: Term | None  #: that is to be changed
    about: str  #: "entry", or empty for a term
    row: Row
    selected: str = ""
    edition: str = ""
    segment: str = ""
    found: tuple[Occurrence, ...] = ()  #: terms that the selected words are already

    @property
    def is_of_entry(self) -> bool:
        return self.about == _ENTRY

    @property
    def entry(self) -> Entry:
        """The entry as the form shows it."""
        assert self.concept is not None
        return entry_form.of_concept(self.concept, 0)


@bp.get("/glossaries/<int:glossary_id>/proposals/new")
@permission(Permission.COMMENT)
def new_proposal(glossary_id: int) -> ResponseReturnValue:
    asked = {name: text.replace("\x00", "") for name, text in request.args.items()}
    selected = " ".join(asked.get("selected", "").split())
    language = asked.get("language", "") or _language(asked)
    seen, found = consulting.try_out(
        context.database(),
        actor=context.actor(),
        glossary_id=glossary_id,
        language=language,
        text=selected,
    )
    concept, known = _meant(seen, asked.get("concept", ""), asked.get("term", ""))
    blank = entry_form.blank_row(concept.id if concept else "", language)
    return _form(
        Asking(
            seen=seen,
            concept=concept,
            known=known,
            about=asked.get("about", "") if concept else "",
            row=Row(term=known) if known else Row(term=replace(blank.term, text=selected)),
            selected=selected,
            edition=asked.get("edition", ""),
            segment=asked.get("segment", ""),
            found=tuple(each for each in found if not each.nested),
        ),
        {},
    )


def _language(asked: dict[str, str]) -> str:
    """Tell the language of the words that were selected in the editor."""
    try:
        edition = numbers.whole(asked.get("edition", ""))
        segment = numbers.whole(asked.get("segment", ""))
    except ValueError:
        return ""
    view = viewing.segment_view(
        context.database(), actor=context.actor(), edition_id=edition, segment_id=segment
    )
    return view.place.source_language if asked.get("side") == "source" else view.place.language


def _meant(seen: Opened, ident: str, key: str) -> tuple[Concept | None, Term | None]:
    """Find the entry and the term that an address names."""
    concept = seen.termbase.concept(ident)
    term = next((t for t in (concept.terms if concept else ()) if t.id == key), None)
    return concept, term


@bp.post("/glossaries/<int:glossary_id>/proposals")
@permission(Permission.COMMENT)
def propose(glossary_id: int) -> ResponseReturnValue:
    asking = _typed(glossary_id)
    try:
        number = proposing.propose(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            wanted=wanted(asking.concept, asking.known, is_of_entry=asking.is_of_entry),
            concept=asking.concept.id if asking.concept else "",
            term=asking.known.id if asking.known else "",
            argument=forms.paragraphs("argument"),
            edition_id=forms.number("edition") if asking.edition else None,
            segment_id=forms.number("segment") if asking.segment else None,
            selected=asking.selected,
        )
    except InvalidInput as wrong:
        return _form(asking, forms.everything(), wrong), 422
    flash(_("Your proposal waits for a terminologist. You see here what becomes of it."), "success")
    address = url_for("glossary.proposal", glossary_id=glossary_id, proposal_id=number)
    return redirect(address)


def _typed(glossary_id: int) -> Asking:
    """Read the form; what it does not offer, no browser sends."""
    seen = consulting.opened(context.database(), actor=context.actor(), glossary_id=glossary_id)
    ident, key = forms.line("concept"), forms.line("term")
    concept, known = _meant(seen, ident, key)
    if (ident and concept is None) or (key and known is None):
        raise NotFound("concept", ident)
    about = forms.line("about")
    row = entry_form.blank_row() if about == _ENTRY else entry_form.read_row(ident, 0)
    return Asking(
        seen=seen,
        concept=concept,
        known=known,
        about=about if concept else "",
        row=row,
        selected=forms.line("selected"),
        edition=forms.line("edition"),
        segment=forms.line("segment"),
    )


def wanted(concept: Concept | None, known: Term | None, *, is_of_entry: bool) -> dict[str, Any]:
    """Read from the form which fields are to be different, and what they are to be."""
    if is_of_entry:
        assert concept is not None
        return _differing(concept, entry_form.read_concept(concept.id), leave_out={"terms"})
    term = entry_form.read_row(concept.id if concept else "", 0).term
    if known is not None:
        return _differing(known, term, leave_out={"id", "concept"})
    if not term.language:
        raise InvalidInput("language", _("Say in which language the term is."))
    blank = Term(id="", concept="", language="", text="")
    said = _differing(blank, term, leave_out={"id", "concept"})
    return {"text": term.text, "status": term.status, **said}


def _differing(before: Any, after: Any, leave_out: set[str]) -> dict[str, Any]:
    names = [each.name for each in fields(before) if each.name not in leave_out]
    return {n: getattr(after, n) for n in names if getattr(after, n) != getattr(before, n)}


def _form(asking: Asking, values: dict[str, str], wrong: InvalidInput | None = None) -> str:
    return page(
        "proposal_form.html",
        seen=asking.seen,
        asking=asking,
        values=values,
        errors=forms.errors(wrong),
    )
