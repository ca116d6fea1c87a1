"""The rules of a house style: a form for each."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from glossary.model import ANY, Policy, Rule, Severity, Voice
from workbench.errors import InvalidInput, NotFound, StaleVersion
from workbench.permissions import Permission
from workbench.services import terms
from workbench.services.consulting import PolicyPage
from workbench.web import forms
from workbench.web.glossary import impact
from workbench.web.glossary.area import bp, page, tell
from workbench.web.glossary.policies import address, shown, step, store
from workbench.web.guard import permission
from workbench.web.languages import gettext as _


@bp.get("/glossaries/<int:glossary_id>/policies/<name>/rules/new")
@permission(Permission.TERMS)
def new_rule(glossary_id: int, name: str) -> ResponseReturnValue:
    begun = Rule(
        concept=request.args.get("concept", ANY), language=request.args.get("language", ANY)
    )
    return _form(shown(glossary_id, name), None, begun)


@bp.post("/glossaries/<int:glossary_id>/policies/<name>/rules")
@permission(Permission.TERMS)
def add_rule(glossary_id: int, name: str) -> ResponseReturnValue:
    return _save(shown(glossary_id, name), None, _typed())


@bp.get("/glossaries/<int:glossary_id>/policies/<name>/rules/<int:number>")
@permission(Permission.TERMS)
def edit_rule(glossary_id: int, name: str, number: int) -> ResponseReturnValue:
    seen = shown(glossary_id, name)
    return _form(seen, number, _rule(seen, number))


@bp.post("/glossaries/<int:glossary_id>/policies/<name>/rules/<int:number>")
@permission(Permission.TERMS)
def save_rule(glossary_id: int, name: str, number: int) -> ResponseReturnValue:
    """Store a rule; or take it out, where the form's other button was pressed."""
    seen = shown(glossary_id, name)
    removed = request.form.get("do") == "remove"
    return _save(seen, number, None if removed else _typed())


@bp.post("/glossaries/<int:glossary_id>/policies/<name>/rules/impact")
@permission(Permission.TERMS)
def preview_new_rule(glossary_id: int, name: str) -> ResponseReturnValue:
    """Show what a new rule would change; nothing is written."""
    saving = url_for("glossary.add_rule", glossary_id=glossary_id, name=name)
    return _preview(shown(glossary_id, name), None, saving)


@bp.post("/glossaries/<int:glossary_id>/policies/<name>/rules/<int:number>/impact")
@permission(Permission.TERMS)
def preview_rule(glossary_id: int, name: str, number: int) -> ResponseReturnValue:
    """Show what a changed rule would change; nothing is written."""
    saving = url_for("glossary.save_rule", glossary_id=glossary_id, name=name, number=number)
    return _preview(shown(glossary_id, name), number, saving)


def _preview(seen: PolicyPage, number: int | None, saving: str) -> ResponseReturnValue:
    typed = _typed()
    try:
        if number is not None:
            _rule(seen, number)
        if forms.number("version") != seen.version:
            return _moved_on(seen, typed), 409
        edit = terms.with_policy(_with(seen, number, typed))
        return impact.before_saving(seen.opened, edit, step(seen, saving))
    except InvalidInput as wrong:
        return _form(seen, number, typed, wrong), 422


def _with(seen: PolicyPage, number: int | None, typed: Rule | None) -> Policy:
    """Put a rule in its place, at the end, or take it out."""
    rules = list(seen.policy.rules)
    place = slice(number, number + 1) if number is not None else slice(len(rules), None)
    rules[place] = [] if typed is None else [typed]
    return replace(seen.policy, rules=tuple(rules))


def _save(seen: PolicyPage, number: int | None, typed: Rule | None) -> ResponseReturnValue:
    """Store the house style with a rule put in, changed or taken out."""
    if typed is not None and request.form.get("do") == "back":
        return _form(seen, number, typed)
    version = forms.number("version")
    changed = _with(seen, number, typed)
    summary = _("Changed a rule of “%(name)s”", name=seen.policy.name)
    again = typed or Rule()
    try:
        if number is not None and version == seen.version:
            _rule(seen, number)
        committed = store(seen.opened.id, changed, version, summary, _about(seen, number, typed))
    except InvalidInput as wrong:
        return _form(seen, number, again, wrong), 422
    except StaleVersion:
        return _moved_on(seen, again), 409
    tell(committed, _("Saved."))
    return redirect(address(seen.opened.id, seen.policy.name))


def _about(seen: PolicyPage, number: int | None, typed: Rule | None) -> str:
    """Name the concept that a rule is for, or was for; none where it is for every one."""
    rule = typed if typed is not None or number is None else _rule(seen, number)
    known = seen.opened.termbase.concept(rule.concept) if rule else None
    return known.id if known else ""


def _moved_on(seen: PolicyPage, typed: Rule) -> str:
    """Show what was typed with the rule that stands there now; saving again is one's choice."""
    told = InvalidInput("version", str(StaleVersion("policy", seen=0, current={})))
    return _form(seen, _same(seen, typed), typed, told)


def _same(seen: PolicyPage, typed: Rule) -> int | None:
    """Find the rule that stands now for what a rule was typed for."""
    places = ((rule.concept, rule.language) for rule in seen.policy.rules)
    wanted = (typed.concept, typed.language)
    return next((number for number, place in enumerate(places) if place == wanted), None)


def _rule(seen: PolicyPage, number: int) -> Rule:
    if number >= len(seen.policy.rules):
        raise NotFound("rule", number)
    return seen.policy.rules[number]


def _typed() -> Rule:
    severity = forms.one_of("severity", ("", *(each.name.lower() for each in Severity)))
    return Rule(
        concept=forms.line("concept"),
        language=forms.line("language"),
        required=forms.lines("required"),
        also_allowed=forms.lines("also_allowed"),
        forbidden=forms.lines("forbidden"),
        first_mention=forms.line("first_mention"),
        voices=frozenset(forms.choices("voices", Voice)),
        severity=Severity[severity.upper()] if severity else None,
        rationale=forms.paragraphs("rationale"),
        consistent=forms.checked("consistent"),
    )


def _form(
    seen: PolicyPage, number: int | None, rule: Rule, wrong: InvalidInput | None = None
) -> str:
    return page(
        "rule_form.html",
        shown=seen,
        seen=seen.opened,
        policy=seen.policy,
        rule=rule,
        number=number,
        values=forms.everything(),
        errors=forms.errors(wrong),
    )
