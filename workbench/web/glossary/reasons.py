"""Why a change is made, as forms ask for it: question, options with sources, arguments, dissent."""

from __future__ import annotations

from dataclasses import replace

from glossary.formats import csv_cells
from workbench.errors import InvalidInput
from workbench.storage.terms import Argument, Option
from workbench.web import forms
from workbench.web.glossary import area
from workbench.web.languages import gettext as _


def argument(summary: str, concept: str = "") -> Argument:
    """Read a decision with the options that were considered and the sources of the one taken."""
    given = forms.paragraphs("sources")
    sources = csv_cells.sources(given)
    if any(not source.title for source in sources):
        raise InvalidInput("sources", _("Each source begins with its title."))
    options = [Option(text=text) for text in forms.lines("options")]
    if sources:
        taken = options[0] if options else Option(text=summary)
        options[:1] = [replace(taken, sources=sources)]
    return replace(area.argument(summary, concept), options=tuple(options))
