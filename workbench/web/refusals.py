"""Why something was refused, in the language of the page."""

from __future__ import annotations

from glossary.errors import GlossaryError
from translations.errors import TranslationsError
from workbench.errors import NotAllowed, StaleVersion, WorkbenchError
from workbench.web.languages import gettext as _
from workbench.web.messages import said


def told(error: Exception) -> str:
    """Say what the error says."""
    if isinstance(error, NotAllowed):
        return _("Your roles in this project do not allow this.")
    if isinstance(error, StaleVersion):
        return _("Somebody else changed this first. Nothing was overwritten.")
    if isinstance(error, WorkbenchError | TranslationsError | GlossaryError):
        return said(error.message)
    return _(str(error))
