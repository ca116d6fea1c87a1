"""Help: the first translation step by step, the glossary with examples, the states, the keys."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from glossary.model import Severity, Span
from workbench.web import marking, worked_examples
from workbench.web.glossary import words
from workbench.web.guard import public
from workbench.web.help_sentences import CONSISTENT
from workbench.web.languages import current
from workbench.web.structure_words import voice_label

bp = Blueprint("help", __name__)

_TONES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


@bp.get("/help")
@public
def index() -> ResponseReturnValue:
    return render_template("help.html")


@bp.get("/help/glossary")
@public
def on_the_glossary() -> ResponseReturnValue:
    return render_template(
        "help_glossary.html",
        page=worked_examples.page(current()),
        consistent=CONSISTENT,
        words=words,
        tones=_TONES,
        marked=_marked,
        voice_label=voice_label,
    )


def _marked(text: str, *places: Span | None, classes: str) -> Markup:
    """Write a sentence with places in it marked."""
    marks = [marking.Marked(start=at.start, end=at.end, classes=classes) for at in places if at]
    return marking.marked(text, (), marks)
