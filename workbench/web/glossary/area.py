"""What all pages of a glossary share: the blueprint, the words, what follows a change."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from markupsafe import Markup

from workbench.services.terms import Committed
from workbench.web import waking
from workbench.web.glossary import term_words, words
from workbench.web.languages import gettext as _

bp = Blueprint("glossary", __name__)


def page(template: str, **facts: Any) -> str:
    """Show a page with the words of the glossary at hand."""
    return render_template(f"glossary/{template}", words=words, term_words=term_words, **facts)


def tell(committed: Committed, done: str) -> None:
    """Wake the worker, and say what was done."""
    if committed.job_id is None:
        flash(_("Nothing differed; nothing was changed."), "warning")
        return
    waking.wake(committed.job_id)
    number = _("This is revision %(number)s.", number=committed.revision)
    text = Markup("{} {} <a href='{}'>{}</a>")
    place = request.view_args or {}
    queue = url_for(
        "glossary.to_put_right", glossary_id=place["glossary_id"], number=committed.revision
    )
    flash(text.format(done, number, queue, _("Texts to put right")), "success")
