"""Proposals: the queue, and the answer of a terminologist."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from glossary.model import Concept, Term
from workbench.errors import InvalidInput
from workbench.permissions import Permission
from workbench.services import consulting, proposing
from workbench.services.consulting import Opened
from workbench.services.proposing import ProposalShown, ProposalState
from workbench.web import context, forms
from workbench.web.glossary import asking, entry_form, impact, reasons
from workbench.web.glossary.area import bp, page, tell
from workbench.web.glossary.entry_form import Entry, Row
from workbench.web.glossary.impact import Step
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


@bp.get("/glossaries/<int:glossary_id>/proposals/<int:proposal_id>")
@permission(Permission.READ)
def proposal(glossary_id: int, proposal_id: int) -> ResponseReturnValue:
    return _show(glossary_id, proposal_id)


@bp.post("/glossaries/<int:glossary_id>/proposals/<int:proposal_id>/accept/impact")
@permission(Permission.TERMS)
def preview_proposal(glossary_id: int, proposal_id: int) -> ResponseReturnValue:
    """Show what accepting a proposal would change; nothing is written."""
    shown = _proposal(glossary_id, proposal_id)
    here: dict[str, Any] = {"glossary_id": glossary_id, "proposal_id": proposal_id}
    step = Step(
        title=_("What accepting it would do"),
        trail=[
            (_("Proposals"), url_for("glossary.proposals", glossary_id=glossary_id)),
            (told(shown), url_for("glossary.proposal", **here)),
        ],
        save=url_for("glossary.accept_proposal", **here),
    )
    try:
        edit = proposing.applying(shown.row, _amended(shown), _into(shown))
        return impact.before_saving(_opened(glossary_id), edit, step)
    except InvalidInput as wrong:
        return _show(glossary_id, proposal_id, wrong, typed=True), 422


@bp.post("/glossaries/<int:glossary_id>/proposals/<int:proposal_id>/accept")
@permission(Permission.TERMS)
def accept_proposal(glossary_id: int, proposal_id: int) -> ResponseReturnValue:
    if request.form.get("do") == "back":
        return _show(glossary_id, proposal_id, typed=True)
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
            concept=_into(shown),
            wanted=_amended(shown),
        )
    except InvalidInput as wrong:
        return _show(glossary_id, proposal_id, wrong, typed=True), 422
    tell(committed, _("The proposal is part of the glossary."))
    return redirect(url_for("glossary.proposal", glossary_id=glossary_id, proposal_id=proposal_id))


def _into(shown: ProposalShown) -> str:
    """Name the entry that takes it."""
    return forms.line("concept") or shown.row.concept


def _amended(shown: ProposalShown) -> dict[str, Any]:
    """What is taken over: as it was asked for, or as the terminologist changed it."""
    return asking.wanted(
        shown.concept or Concept(id=_into(shown)), shown.term, is_of_entry=shown.is_of_entry
    )


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


def _show(
    glossary_id: int,
    proposal_id: int,
    wrong: InvalidInput | None = None,
    *,
    typed: bool = False,
) -> str:
    shown = _proposal(glossary_id, proposal_id)
    return page(
        "proposal.html",
        seen=_opened(glossary_id),
        shown=shown,
        row=shown.row,
        told=told(shown),
        look=state_look(shown.row.state),
        own=shown.row.actor_id == context.actor().id,
        term_row=_row(shown, wrong, typed=typed),
        entry=_entry(shown, typed=typed),
        into=_into(shown) if typed else shown.row.concept,
        values=forms.everything() if typed else {"argument": shown.row.argument},
        errors=forms.errors(wrong),
    )


def _row(shown: ProposalShown, wrong: InvalidInput | None, *, typed: bool) -> Row | None:
    """The term as it would be, or as the terminologist amends it."""
    if not isinstance(shown.proposed, Term):
        return None
    row = entry_form.read_row(shown.row.concept, 0) if typed else Row(term=shown.proposed)
    proving = wrong is not None and wrong.field in {"must_match", "must_not_match"}
    return row.proved() if proving else row


def _entry(shown: ProposalShown, *, typed: bool) -> Entry | None:
    """The entry as it would be, or as the terminologist amends it."""
    if not isinstance(shown.proposed, Concept):
        return None
    concept = entry_form.read_concept(shown.proposed.id) if typed else shown.proposed
    return entry_form.of_concept(concept, 0)
