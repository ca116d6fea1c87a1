"""Which blocks a person has chosen: ticked one by one, or as a range of numbers."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request

from workbench import numbers
from workbench.errors import InvalidInput
from workbench.web import forms
from workbench.web.languages import gettext as _


def chosen_positions(offered: Iterable[int]) -> frozenset[int]:
    """Read the positions of the chosen blocks among those that the page shows."""
    ticked = {numbers.whole_or(each, -1) for each in request.form.getlist("chosen")}
    found = frozenset(offered) & (ticked | _range())
    if not found:
        raise InvalidInput("chosen", _("Tick the blocks that you mean, or give their numbers."))
    return found


def _range() -> frozenset[int]:
    """Read “blocks 3 to 9”; people count from 1."""
    if not request.form.get("from"):
        return frozenset()
    first = forms.number("from")
    last = forms.number("to") if request.form.get("to") else first
    if last < first or last - first > 100_000:
        raise InvalidInput("chosen", _("The first number must not be above the last."))
    return frozenset(range(first - 1, last))
