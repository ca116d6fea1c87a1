"""The editor's pages: an edition as one continuous article, opened anywhere, in windows.

Everything works without script: each segment opens as a form at its own
address. The script (`frontend/editor/`) turns that form into a live field and
takes rows and windows from the same fragments.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from translations.checks import CHECKS
from translations.checks.terminology import NAME as TERMINOLOGY
from translations.errors import TranslationsError
from translations.placeholders import coded, names, spelled
from translations.review import Action, Reason, Weight
from workbench import numbers
from workbench.errors import InvalidInput, NotAllowed, NotFound, StaleVersion, WorkbenchError
from workbench.permissions import Permission
from workbench.services import editing, reading, reviewing, viewing
from workbench.services.viewing import SegmentView
from workbench.storage.rows import Cursor, Filter
from workbench.web import (
    context,
    editor_page,
    editor_words,
    forms,
    marking,
    refusals,
    segment_filter,
)
from workbench.web.guard import permission
from workbench.web.languages import gettext as _

bp = Blueprint("editor", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The segment that is open as a form."""

    view: SegmentView
    segment_id: int
    typed: str | None = None  #: what was refused, to be shown again

    @property
    def codes(self) -> tuple[str, ...]:
        return names(self.view.place.codes)

    @property
    def text(self) -> str:
        return spelled(self.view.place.target.text, self.codes)

    @property
    def shown(self) -> str:
        return self.text if self.typed is None else self.typed

    @property
    def source_change(self) -> Markup:
        """What changed in the source since what is outdated here was translated."""
        return marking.difference(self.view.source_change, self.view.place.codes)

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return [(each.value, editor_words.reason_label(each)) for each in Reason]

    @property
    def weights(self) -> list[tuple[str, str]]:
        return [(each.value, editor_words.weight_label(each)) for each in Weight]


@bp.get("/editions/<int:edition_id>/edit")
@permission(Permission.READ)
def show(edition_id: int) -> ResponseReturnValue:
    segment_id = request.args.get("segment", type=numbers.whole)
    form = _form(edition_id, segment_id) if segment_id else None
    return _page(edition_id, chosen=_filter(), form=form)


@bp.get("/editions/<int:edition_id>/rows")
@permission(Permission.READ)
def more(edition_id: int) -> ResponseReturnValue:
    """Give the rows after or before a place, as a fragment."""
    asked: dict[str, Any] = {
        "actor": context.actor(),
        "edition_id": edition_id,
        "chosen": _filter(),
    }
    before, after = _cursor("before"), _cursor("after")
    if before is not None:
        window = reading.preceding(context.database(), before=before, **asked)
    else:
        window = reading.following(context.database(), after=after or Cursor(-1, 0), **asked)
    shared = editor_page.shared(window.edition, _kept_filters())
    return render_template("editor/more.html", window=window, page=shared)


@bp.get("/editions/<int:edition_id>/rows/<int:segment_id>")
@permission(Permission.READ)
def row(edition_id: int, segment_id: int) -> ResponseReturnValue:
    """Give one row as it stands now, as a fragment."""
    window = reading.one_row(
        context.database(), actor=context.actor(), edition_id=edition_id, segment_id=segment_id
    )
    shared = editor_page.shared(window.edition, _kept_filters())
    return render_template("editor/row.html", shown=window.rows[0], page=shared)


@bp.get("/editions/<int:edition_id>/segments/<int:segment_id>/next")
@permission(Permission.READ)
def next_open(edition_id: int, segment_id: int) -> ResponseReturnValue:
    """Lead to the next segment that wants a translation."""
    found = reading.next_open(
        context.database(),
        actor=context.actor(),
        edition_id=edition_id,
        chosen=_filter(),
        segment_id=segment_id,
    )
    if request.accept_mimetypes.best == "application/json":
        return {"segment_id": found}
    return redirect(_here(edition_id, found or segment_id))


@bp.post("/editions/<int:edition_id>/segments/<int:segment_id>")
@permission(Permission.TRANSLATE)  # reviews ask for more, where they are done
def save(edition_id: int, segment_id: int) -> ResponseReturnValue:
    """Save or review a segment from its form; what is refused stays in the form."""
    action = forms.choice("action", Action)
    try:
        _act(edition_id, segment_id, action)
    except (NotAllowed, NotFound):
        raise
    except StaleVersion:
        flash(_("Somebody else changed this first. Nothing was overwritten."), "error")
        return _again(edition_id, segment_id), 409
    except (WorkbenchError, TranslationsError) as refused:
        flash(refusals.told(refused), "error")
        return _again(edition_id, segment_id), 422
    flash(_("Saved."), "success")
    if action is not Action.CONFIRM:
        return redirect(_here(edition_id, segment_id))
    return redirect(
        url_for("editor.next_open", edition_id=edition_id, segment_id=segment_id, **_kept_filters())
    )


def _act(edition_id: int, segment_id: int, action: Action) -> None:
    version = forms.number("version")
    if version < 0:
        raise InvalidInput("version", _("This must be a whole number."))
    shared: dict[str, Any] = {
        "actor": context.actor(),
        "edition_id": edition_id,
        "segment_id": segment_id,
        "version": version,
        "action": action,
    }
    if action in (Action.DRAFT, Action.CONFIRM):
        text = _typed(edition_id, segment_id)
        editing.save_target(context.database(), text=text, **shared)
        return
    reviewing.review(
        context.database(),
        text=_typed(edition_id, segment_id) if action is Action.APPROVE else None,
        category=forms.text("category"),
        weight=forms.text("weight"),
        reason=forms.text("reason"),
        **shared,
    )


def _typed(edition_id: int, segment_id: int) -> str:
    """Read the text of the form, where codes are written as placeholders."""
    view = _view(edition_id, segment_id)
    text = forms.text("text").replace("\r\n", "\n")
    return coded(text, names(view.place.codes))


def _again(edition_id: int, segment_id: int) -> str:
    """Show the page again with what was typed in the form, beside what stands now."""
    typed = forms.text("text").replace("\r\n", "\n")
    form = Form(view=_view(edition_id, segment_id), segment_id=segment_id, typed=typed)
    return _page(edition_id, chosen=_filter(), form=form)


def _page(edition_id: int, *, chosen: Filter, form: Form | None) -> str:
    opened = reading.open_edition(
        context.database(),
        actor=context.actor(),
        edition_id=edition_id,
        chosen=chosen,
        segment_id=form.segment_id if form else None,
        place=_cursor("place"),
    )
    kept = _kept_filters()
    return render_template(
        "editor/show.html",
        opened=opened,
        chosen=chosen,
        active=form,
        kept=kept,
        checks=[(name, editor_words.check_label(name)) for name in (TERMINOLOGY, *CHECKS)],
        states=editor_page.state_options(),
        marks=editor_page.mark_options(),
        words=editor_words.script_words(),
        page=editor_page.shared(opened.edition, kept),
    )


def _form(edition_id: int, segment_id: int) -> Form:
    return Form(view=_view(edition_id, segment_id), segment_id=segment_id)


def _view(edition_id: int, segment_id: int) -> SegmentView:
    return viewing.segment_view(
        context.database(), actor=context.actor(), edition_id=edition_id, segment_id=segment_id
    )


def _here(edition_id: int, segment_id: int) -> str:
    return url_for(
        "editor.show",
        edition_id=edition_id,
        segment=segment_id,
        _anchor=f"s{segment_id}",
        **_kept_filters(),
    )


def _kept_filters() -> dict[str, Any]:
    """Give the filters of this address, to be carried on to the next."""
    return segment_filter.kept(request.args)


def _filter() -> Filter:
    return segment_filter.read(request.args)


def _cursor(name: str) -> Cursor | None:
    """Read a place, "block.position"; what is none is as if it were not there."""
    block, _dot, position = request.args.get(name, "").partition(".")
    at = numbers.whole_or(block, None)
    return None if at is None else Cursor(at, numbers.whole_or(position, 0))
