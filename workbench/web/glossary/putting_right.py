"""Texts to put right: what a revision made wrong, place by place, with what to write instead."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from glossary.model import Span
from translations.waivers import Scope
from workbench import numbers
from workbench.errors import Conflict, InvalidInput, NotFound, StaleVersion
from workbench.permissions import Permission
from workbench.services import consulting, replacing, taking_back, waiving
from workbench.services.consulting import Opened
from workbench.services.replacing import Accepted, LeftBy
from workbench.web import context, forms, looks, refusals
from workbench.web.glossary.area import bp, page
from workbench.web.glossary.lines import line
from workbench.web.guard import permission
from workbench.web.languages import gettext as _
from workbench.web.languages import ngettext

_PLACE = "/glossaries/<int:glossary_id>/revisions/<int:number>/left"
_ROW = f"{_PLACE}/<int:edition_id>/<int:segment_id>"


@bp.get("/glossaries/<int:glossary_id>/left")
@permission(Permission.READ)
def left(glossary_id: int) -> ResponseReturnValue:
    """List the revisions that left something to put right."""
    seen = consulting.opened(context.database(), actor=context.actor(), glossary_id=glossary_id)
    return page("left.html", seen=seen, rows=left_by(seen))


@bp.get(_PLACE)
@permission(Permission.READ)
def to_put_right(glossary_id: int, number: int) -> ResponseReturnValue:
    concept = request.args.get("concept", "").replace("\x00", "")
    shown = replacing.queue(
        context.database(),
        actor=context.actor(),
        glossary_id=glossary_id,
        revision=number,
        concept=concept,
        page=max(1, request.args.get("page", default=1, type=numbers.whole)),
    )
    seen = shown.opened
    return page(
        "to_put_right.html",
        seen=seen,
        shown=shown,
        done=taking_back.put_right(
            context.database(), actor=context.actor(), glossary_id=glossary_id, revision=number
        ),
        concept=concept,
        line=line,
        span=_written,
        may_replace=Permission.TRANSLATE in seen.permissions,
        may_waive=Permission.WAIVE in seen.permissions,
    )


@bp.post(f"{_ROW}/replace")
@permission(Permission.TRANSLATE)
def put_right(
    glossary_id: int, number: int, edition_id: int, segment_id: int
) -> ResponseReturnValue:
    """Put the suggestion, or what was written instead of it, in the place of the wrong words."""

    def act() -> str:
        written = forms.line("text")
        suggested = written == forms.line("suggestion")
        replacing.accept(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            revision=number,
            edition_id=edition_id,
            segment_id=segment_id,
            concept=forms.line("concept"),
            version=forms.number("version"),
            text="" if suggested else written,
        )
        return _("Replaced. It can be taken back below.")

    return _after(glossary_id, number, act)


@bp.post(f"{_PLACE}/replace-all")
@permission(Permission.TRANSLATE)
def put_all_right(glossary_id: int, number: int) -> ResponseReturnValue:
    """Put in every suggestion; each is a save of its own."""

    def act() -> str:
        done = replacing.accept_all(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            revision=number,
            concept=forms.line("only"),
        )
        return _told(done)

    return _after(glossary_id, number, act)


@bp.post(f"{_ROW}/take-back")
@permission(Permission.TRANSLATE)
def take_back(
    glossary_id: int, number: int, edition_id: int, segment_id: int
) -> ResponseReturnValue:
    """Put back what stood before words were replaced."""

    def act() -> str:
        taking_back.take_back(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            segment_id=segment_id,
            version=forms.number("version"),
        )
        return _("Taken back: what stood there before stands again.")

    return _after(glossary_id, number, act)


@bp.post(f"{_ROW}/skip")
@permission(Permission.WAIVE)
def skip_place(
    glossary_id: int, number: int, edition_id: int, segment_id: int
) -> ResponseReturnValue:
    """Take a place off the list with a reason; its finding stays."""

    def act() -> str:
        replacing.skip(
            context.database(),
            actor=context.actor(),
            glossary_id=glossary_id,
            revision=number,
            edition_id=edition_id,
            segment_id=segment_id,
            concept=forms.line("concept"),
            reason=forms.paragraphs("reason"),
        )
        return _("Skipped; the finding stays open.")

    return _after(glossary_id, number, act)


@bp.post(f"{_ROW}/waive")
@permission(Permission.WAIVE)
def waive_place(
    glossary_id: int, number: int, edition_id: int, segment_id: int
) -> ResponseReturnValue:
    """Except the finding of a place with a reason."""

    def act() -> str:
        waiving.waive(
            context.database(),
            actor=context.actor(),
            edition_id=edition_id,
            segment_id=segment_id,
            version=forms.number("version"),
            check=forms.line("check"),
            kind=forms.line("kind"),
            source=_span("source"),
            target=_span("target"),
            scope=Scope.OCCURRENCE,
            reason=forms.paragraphs("reason"),
        )
        return _("Waived, with your reason.")

    return _after(glossary_id, number, act)


@bp.app_template_global()
def left_by(seen: Opened) -> tuple[LeftBy, ...]:
    """Tell which revisions left something to put right in the projects of this person."""
    return replacing.left(context.database(), actor=context.actor(), glossary_id=seen.id)


def _after(glossary_id: int, number: int, act: Callable[[], str]) -> ResponseReturnValue:
    """Do something to a place, say how it went, and show what is left."""
    try:
        flash(act(), "success")
    except NotFound:
        flash(_("Somebody has seen to this already."), "warning")
    except (Conflict, InvalidInput, StaleVersion) as refused:
        flash(refusals.told(refused), "error")
    address = url_for(
        "glossary.to_put_right",
        glossary_id=glossary_id,
        number=number,
        concept=forms.line("only") or None,
        page=forms.line("page") or None,
    )
    return redirect(address)


def _told(done: Accepted) -> str:
    """Say how many were put in, which were not, and how many are left."""
    said = [ngettext("%(num)s text is put right.", "%(num)s texts are put right.", done.done)]
    said += [refusals.told(refused.error) for refused in done.refused[:3]]
    if done.left:
        said.append(_("%(count)s left.", count=looks.number(done.left)))
    return " ".join(said)


def _written(span: Span | None) -> str:
    return f"{span.start}-{span.end}" if span else ""


def _span(name: str) -> Span | None:
    text = forms.line(name)
    if not text:
        return None
    try:
        start, end = map(numbers.whole, text.split("-"))
    except ValueError:
        raise InvalidInput(name, "This form is broken; open the page again.") from None
    return Span(start, end)
