"""Proposals: the queue, the form that any member fills, the answer of a terminologist."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from glossary.model import Concept, Status
from workbench import numbers
from workbench.errors import InvalidInput
from workbench.permissions import Permission
from workbench.services import consulting, proposing, viewing
from workbench.services.consulting import Opened
from workbench.services.proposing import ProposalShown, ProposalState
from workbench.web import context, forms
from workbench.web.glossary import reasons
from workbench.web.glossary.area import bp, page, tell
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.looks import Look

_ALL = "all"


@bp.get("/glossaries/<int:glossary_id>/proposals")
@permission(Permission.READ)
def proposals(glossary_id: int) -> ResponseReturnValue:
    state = request.args.get("state", ProposalState.OPEN)
    state = state if state in {*ProposalState, _ALL} else ProposalState.OPEN
    mine = request.args.get("mine") == "yes"
    rows = proposing.listed(
        context.database(),
        actor=context.actor(),
        glossary_id=glossary_id,
        state="" if state == _ALL else state,
        mine=mine,
    )
    return page(
        "proposals.html",
        seen=_opened(glossary_id),
        rows=rows,
        state=state,
        mine=mine,
        states=[(each.value, state_look(each).label) for each in ProposalState],
        look=state_look,
        told=told,
    )


@bp.get("/glossaries/<int:glossary_id>/proposals/new")
@permission(Permission.COMMENT)
def new_proposal(glossary_id: int) -> ResponseReturnValue:
    seen = _opened(glossary_id)
    asked = request.args
    selected = " ".join(asked.get("selected", "").replace("\x00", "").split())
    values = {
        "concept": asked.get("concept", ""),
        "term": asked.get("term", ""),
        "language": asked.get("language", ""),
        "text": selected,
        "status": Status.ADMITTED.value,
        "selected": selected,
        "edition": asked.get("edition", ""),
        "segment": asked.get("segment", ""),
    }
    if not values["language"] and values["edition"]:
        values["language"] = _language(values, asked.get("side", ""))
    return _form(seen, values)


def _language(values: dict[str, str], side: str) -> str:
    """Tell the language of the words that were selected in the editor."""
    try:
        edition, segment = numbers.whole(values["edition"]), numbers.whole(values["segment"])
    except ValueError:
        return ""
    view = viewing.segment_view(
        context.database(), actor=context.actor(), edition_id=edition, segment_id=segment
    )
    return view.place.source_language if side == "source" else view.place.language


@bp.post("/glossaries/<int:glossary_id>/proposals")
@permission(Permission.COMMENT)
def propose(glossary_id: int) -> ResponseReturnValue:
    names = ("concept", "term", "language", "text", "status", "usage", "definition", "selected")
    values = {name: forms.line(name) for name in (*names, "edition", "segment")}
    values["argument"] = forms.paragraphs("argument")
    try:
        number = proposing.propose(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            wanted=_wanted(values),
            concept=values["concept"],
            term=values["term"],
            argument=values["argument"],
            edition_id=forms.number("edition") if values["edition"] else None,
            segment_id=forms.number("segment") if values["segment"] else None,
            selected=values["selected"],
        )
    except InvalidInput as wrong:
        return _form(_opened(glossary_id), values, wrong), 422
    flash(_("Your proposal waits for a terminologist. You see here what becomes of it."), "success")
    address = url_for("glossary.proposal", glossary_id=glossary_id, proposal_id=number)
    return redirect(address)


def _wanted(values: dict[str, str]) -> dict[str, Any]:
    """What is asked for: a new term, other values of a term, or another definition."""
    if values["definition"]:
        return {"definition": values["definition"]}
    wanted = {name: values[name] for name in ("text", "status", "usage") if values[name]}
    if not values["term"] and not values["language"]:
        raise InvalidInput("language", "Say in which language the term is.")
    return wanted if values["term"] else {**wanted, "language": values["language"]}


@bp.get("/glossaries/<int:glossary_id>/proposals/<int:proposal_id>")
@permission(Permission.READ)
def proposal(glossary_id: int, proposal_id: int) -> ResponseReturnValue:
    return _show(glossary_id, proposal_id)


@bp.post("/glossaries/<int:glossary_id>/proposals/<int:proposal_id>/accept")
@permission(Permission.TERMS)
def accept_proposal(glossary_id: int, proposal_id: int) -> ResponseReturnValue:
    try:
        shown = _proposal(glossary_id, proposal_id)
        summary = _("Accepted a proposal: %(what)s", what=told(shown))
        committed = proposing.accept(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            proposal_id=proposal_id,
            version=forms.number("version"),
            argument=reasons.argument(summary, shown.row.concept),
            concept=forms.line("concept"),
            wanted=_amended(shown),
        )
    except InvalidInput as wrong:
        return _show(glossary_id, proposal_id, wrong), 422
    tell(committed, _("The proposal is part of the glossary."))
    return redirect(url_for("glossary.proposal", glossary_id=glossary_id, proposal_id=proposal_id))


def _amended(shown: ProposalShown) -> dict[str, Any]:
    """What is taken over: as it was asked for, or as the terminologist changed it."""
    wanted = dict(shown.row.wanted)
    for name in ("text", "status", "usage", "definition"):
        if name in request.form and (value := forms.line(name)):
            wanted[name] = value
    return wanted


@bp.post("/glossaries/<int:glossary_id>/proposals/<int:proposal_id>/decline")
@permission(Permission.TERMS)
def decline_proposal(glossary_id: int, proposal_id: int) -> ResponseReturnValue:
    try:
        proposing.decline(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            proposal_id=proposal_id,
            version=forms.number("version"),
            reason=forms.paragraphs("reason"),
        )
    except InvalidInput as wrong:
        return _show(glossary_id, proposal_id, wrong), 422
    flash(_("The proposal is declined; whoever made it sees why."), "success")
    return redirect(url_for("glossary.proposals", glossary_id=glossary_id))


@bp.post("/glossaries/<int:glossary_id>/proposals/<int:proposal_id>/withdraw")
@permission(Permission.READ)
def withdraw_proposal(glossary_id: int, proposal_id: int) -> ResponseReturnValue:
    proposing.withdraw(
        context.database(),
        actor=context.actor(),
        glossary_id=glossary_id,
        proposal_id=proposal_id,
        version=forms.number("version"),
    )
    flash(_("Your proposal is withdrawn."), "success")
    return redirect(url_for("glossary.proposals", glossary_id=glossary_id))


def told(shown: ProposalShown) -> str:
    """Say in one line what a proposal asks for."""
    wanted = shown.row.wanted
    if shown.is_new_term:
        return _("new term “%(text)s”", text=wanted.get("text", ""))
    if shown.row.term_id is not None:
        text = shown.term.text if shown.term else ""
        return _("change of “%(text)s”", text=text)
    return _("change of the concept “%(name)s”", name=shown.row.concept)


def state_look(state: str) -> Look:
    """Tell how the state of a proposal is shown."""
    return {
        ProposalState.OPEN: Look("○", "amber", _("waiting")),
        ProposalState.ACCEPTED: Look("✓", "green", _("accepted")),
        ProposalState.DECLINED: Look("✕", "red", _("declined")),
        ProposalState.WITHDRAWN: Look("–", "grey", _("withdrawn")),
    }[ProposalState(state)]


def _opened(glossary_id: int) -> Opened:
    return consulting.opened(context.database(), actor=context.actor(), glossary_id=glossary_id)


def _proposal(glossary_id: int, proposal_id: int) -> ProposalShown:
    return proposing.show(
        context.database(),
        actor=context.actor(),
        glossary_id=glossary_id,
        proposal_id=proposal_id,
    )


def _form(seen: Opened, values: dict[str, str], wrong: InvalidInput | None = None) -> str:
    concept = seen.termbase.concept(values.get("concept", ""))
    return page(
        "proposal_form.html",
        seen=seen,
        values=values,
        concept=concept,
        term=_term(concept, values.get("term", "")),
        errors=forms.errors(wrong),
    )


def _term(concept: Concept | None, key: str) -> object:
    return next((t for t in (concept.terms if concept else ()) if t.id == key), None)


def _show(glossary_id: int, proposal_id: int, wrong: InvalidInput | None = None) -> str:
    shown = _proposal(glossary_id, proposal_id)
    return page(
        "proposal.html",
        seen=_opened(glossary_id),
        shown=shown,
        row=shown.row,
        told=told(shown),
        look=state_look(shown.row.state),
        own=shown.row.actor_id == context.actor().id,
        errors=forms.errors(wrong),
    )
