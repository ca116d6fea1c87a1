"""What the pages of files that go out and come home share: addresses, and the first page."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from translations.checks import CHECKS
from translations.checks.terminology import NAME as TERMINOLOGY
from translations.trips.writing import FORMS
from workbench.errors import InvalidInput
from workbench.services.trips import showing
from workbench.web import context, editor_page, editor_words, forms, segment_filter
from workbench.web.languages import gettext as _

bp = Blueprint("trips", __name__)


def index_page(edition_id: int, wrong: InvalidInput | None = None) -> str:
    """Show what goes out and what came home; the filters of the editor stand in the address."""
    seen = showing.show(context.database(), actor=context.actor(), edition_id=edition_id)
    asked = request.values
    return render_template(
        "trips/index.html",
        seen=seen,
        edition=seen.edition,
        forms=[(form.name, form_title(form.name)) for form in FORMS.values()],
        states=editor_page.state_options(),
        marks=editor_page.mark_options(),
        checks=[(name, editor_words.check_label(name)) for name in (TERMINOLOGY, *CHECKS)],
        chosen=segment_filter.read(asked),
        values=forms.everything() or {"format": next(iter(FORMS))},
        errors=forms.errors(wrong),
        form_title=form_title,
    )


def form_title(name: str) -> str:
    """Name a format in which files go out."""
    if name == "table":
        return _("Table for review (DOCX)")
    form = FORMS.get(name)
    return form.title if form else name


def address(edition_id: int, homecoming_id: int, page: int = 1) -> str:
    """Lead to a file that came home."""
    return url_for(
        "trips.show",
        edition_id=edition_id,
        homecoming_id=homecoming_id,
        page=page if page > 1 else None,
    )


def index_address(edition_id: int) -> str:
    return url_for("trips.index", edition_id=edition_id)
