"""Why something was refused, in the language of the page."""

from __future__ import annotations

from translations.errors import ActionRefused
from workbench.errors import WorkbenchError
from workbench.web.languages import gettext as _


def told(error: Exception) -> str:
    """Say an error: its template with its values, or its objections one after the other."""
    if isinstance(error, WorkbenchError):
        return _(error.template, **error.values) if error.template else ""
    if isinstance(error, ActionRefused):
        return " ".join(map(_objection, error.objections))
    return _(str(error))


def _objection(text: str) -> str:
    """Say what the policy of review objects; what a check found is said as the check says it."""
    known = {
        "The translation is empty.": _("The translation is empty."),
        "A translator may not approve their own work in this project.": _(
            "A translator may not approve their own work in this project."
        ),
    }
    return known.get(text, text)
