"""The labels of fixes in the language of the page; checks say them in English."""

from __future__ import annotations

from translations.model import Fix
from workbench.web.languages import gettext as _


def label(fix: Fix) -> str:
    """Say what a fix does; a label that is not known stays as the check said it."""
    for known, said in (
        ("Write it once", _("Write it once")),
        ("Mend the space", _("Mend the space")),
        ("Add a space", _("Add a space")),
        ("Use a no-break space", _("Use a no-break space")),
        (f"Write “{fix.text}”", _("Write “%(text)s”", text=fix.text)),
        (f"Write {fix.text}", _("Write %(text)s", text=fix.text)),
        (f"Add “{fix.text}”", _("Add “%(text)s”", text=fix.text)),
    ):
        if fix.label == known:
            return said
    return fix.label
