"""House styles: the list, each with its rules, and the forms that change them."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from glossary.model import Policy
from workbench import numbers
from workbench.errors import InvalidInput, StaleVersion
from workbench.permissions import Permission
from workbench.services import consulting, terms
from workbench.services.consulting import PolicyPage
from workbench.services.terms import Committed
from workbench.web import context, forms
from workbench.web.glossary import impact, policy_grid
from workbench.web.glossary.area import bp, page, tell
from workbench.web.glossary.impact import Step
from workbench.web.glossary.reasons import argument
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

#: Concepts on one page of the grid.
_AT_ONCE = 100


@bp.get("/glossaries/<int:glossary_id>/policies")
@permission(Permission.READ)
def policies(glossary_id: int) -> ResponseReturnValue:
    return _list(glossary_id)


@bp.post("/glossaries/<int:glossary_id>/policies")
@permission(Permission.TERMS)
def add_policy(glossary_id: int) -> ResponseReturnValue:
    added = Policy(
        name=forms.line("name"),
        extends=forms.line("extends"),
        description=forms.paragraphs("description"),
    )
    summary = _("Added the house style “%(name)s”", name=added.name)
    try:
        committed = store(glossary_id, added, 0, summary)
    except InvalidInput as wrong:
        return _list(glossary_id, wrong), 422
    tell(committed, _("The house style is there. Add its first rule."))
    return redirect(address(glossary_id, added.name))


@bp.get("/glossaries/<int:glossary_id>/policies/<name>")
@permission(Permission.READ)
def policy(glossary_id: int, name: str) -> ResponseReturnValue:
    return _page(shown(glossary_id, name, at=request.args.get("revision", type=numbers.whole)))


@bp.post("/glossaries/<int:glossary_id>/policies/<name>")
@permission(Permission.TERMS)
def save_policy(glossary_id: int, name: str) -> ResponseReturnValue:
    seen = shown(glossary_id, name)
    if request.form.get("do") == "back":
        return _page(seen, typed=True)
    try:
        committed = store(glossary_id, _typed(seen), forms.number("version"), _changed(name))
    except InvalidInput as wrong:
        return _page(seen, wrong), 422
    except StaleVersion as stale:
        return _page(seen, InvalidInput("version", str(stale))), 409
    tell(committed, _("Saved."))
    return redirect(address(glossary_id, name))


@bp.post("/glossaries/<int:glossary_id>/policies/<name>/impact")
@permission(Permission.TERMS)
def preview_policy(glossary_id: int, name: str) -> ResponseReturnValue:
    """Show what it changes that a house style extends another one; nothing is written."""
    seen = shown(glossary_id, name)
    saving = url_for("glossary.save_policy", glossary_id=glossary_id, name=name)
    try:
        return impact.before_saving(
            seen.opened, terms.with_policy(_typed(seen)), step(seen, saving)
        )
    except InvalidInput as wrong:
        return _page(seen, wrong), 422


@bp.post("/glossaries/<int:glossary_id>/policies/<name>/remove/impact")
@permission(Permission.TERMS)
def preview_policy_removal(glossary_id: int, name: str) -> ResponseReturnValue:
    """Show what the removal of a house style would change; nothing is written."""
    seen = shown(glossary_id, name)
    removing = replace(
        step(seen, url_for("glossary.remove_policy", glossary_id=glossary_id, name=name)),
        title=_("What removing “%(name)s” would do", name=name),
        does=_("Remove"),
        back=address(glossary_id, name),
    )
    try:
        return impact.before_saving(seen.opened, terms.without_policy(name), removing)
    except InvalidInput as wrong:
        return _page(seen, wrong.at("version")), 422


@bp.post("/glossaries/<int:glossary_id>/policies/<name>/remove")
@permission(Permission.TERMS)
def remove_policy(glossary_id: int, name: str) -> ResponseReturnValue:
    try:
        committed = terms.remove_policy(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            name=name,
            version=forms.number("version"),
            argument=argument(_("Removed the house style “%(name)s”", name=name)),
        )
    except InvalidInput as wrong:
        return _page(shown(glossary_id, name), wrong.at("version")), 422
    tell(committed, _("The house style is removed; its history stays."))
    return redirect(url_for("glossary.policies", glossary_id=glossary_id))


def shown(glossary_id: int, name: str, *, at: int | None = None) -> PolicyPage:
    return consulting.policy_page(
        context.database(), actor=context.actor(), glossary_id=glossary_id, name=name, at=at
    )


def store(
    glossary_id: int, changed: Policy, version: int, summary: str, concept: str = ""
) -> Committed:
    """Store a house style; a change that is of one concept is in its log of decisions too."""
    return terms.save_policy(
        context.database(),
        actor=context.actor(),
        glossary_id=glossary_id,
        policy=changed,
        version=version,
        argument=argument(summary, concept),
    )


def step(seen: PolicyPage, saving: str) -> Step:
    """Place a preview after the page of a house style."""
    name = seen.policy.name
    styles = url_for("glossary.policies", glossary_id=seen.opened.id)
    return Step(
        title=_("What changing “%(name)s” would do", name=name),
        trail=[(_("House styles"), styles), (name, address(seen.opened.id, name))],
        save=saving,
    )


def address(glossary_id: int, name: str) -> str:
    return url_for("glossary.policy", glossary_id=glossary_id, name=name)


def _typed(seen: PolicyPage) -> Policy:
    return replace(
        seen.policy, extends=forms.line("extends"), description=forms.paragraphs("description")
    )


def _changed(name: str) -> str:
    return _("Changed the house style “%(name)s”", name=name)


def _list(glossary_id: int, wrong: InvalidInput | None = None) -> str:
    seen = consulting.opened(context.database(), actor=context.actor(), glossary_id=glossary_id)
    return page(
        "policies.html",
        seen=seen,
        values=forms.everything() if wrong else {},
        errors=forms.errors(wrong),
    )


def _page(seen: PolicyPage, wrong: InvalidInput | None = None, *, typed: bool = False) -> str:
    stored = {"extends": seen.policy.extends, "description": seen.policy.description}
    every = request.args.get("show") == "all" or not seen.rules
    listed = list(policy_grid.rows(seen, every=every))
    first = max(0, request.args.get("from", default=0, type=numbers.whole))
    return page(
        "policy.html",
        shown=seen,
        every=every,
        languages=policy_grid.languages(seen),
        grid=listed[first : first + _AT_ONCE],
        first=first,
        total=len(listed),
        at_once=_AT_ONCE,
        seen=seen.opened,
        policy=seen.policy,
        reads_back=not seen.version,
        may_change=seen.opened.may_change and seen.version > 0,
        values={**stored, **forms.everything()} if wrong or typed else stored,
        errors=forms.errors(wrong),
    )
