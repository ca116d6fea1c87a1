"""How states, marks, numbers and times look on every page: sign, colour, word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal

from translations.model import Mark, State
from workbench.web.languages import current
from workbench.web.languages import gettext as _


@dataclass(frozen=True, slots=True)
class Look:
    sign: str
    tone: str
    label: str


class Counts(Protocol):
    """How far an edition is; `storage.projects.Progress` is one."""

    @property
    def total(self) -> int: ...
    @property
    def empty(self) -> int: ...
    @property
    def draft(self) -> int: ...
    @property
    def translated(self) -> int: ...
    @property
    def reviewed(self) -> int: ...
    @property
    def final(self) -> int: ...
    @property
    def returned(self) -> int: ...
    @property
    def outdated(self) -> int: ...


def state_look(state: str, empty: bool = False) -> Look:
    """Tell how a state is shown; an initial text is a draft, or there is none."""
    if state == State.INITIAL and empty:
        return Look("○", "grey", _("empty"))
    looks = {
        State.INITIAL: Look("◐", "amber", _("draft")),
        State.TRANSLATED: Look("✓", "blue", _("translated")),
        State.REVIEWED: Look("✓✓", "green", _("reviewed")),
        State.FINAL: Look("★", "final", _("final")),
    }
    return looks[State(state)]


def mark_look(mark: str) -> Look:
    looks = {
        Mark.RETURNED: Look("↺", "red", _("returned")),
        Mark.OUTDATED: Look("⚠", "amber", _("outdated")),
        Mark.NEEDS_LOOK: Look("?", "amber", _("needs another look")),
        Mark.SELF_REVIEWED: Look("☝", "grey", _("self-reviewed")),
        Mark.ACCEPTED_WITH_EDITS: Look("✎", "grey", _("accepted with edits")),
        Mark.TYPOGRAPHIC: Look("¶", "grey", _("typographic fix")),
    }
    return looks[Mark(mark)]


def progress_text(counts: Counts) -> str:
    """Say in words what a state bar shows."""
    parts = [
        (counts.final, _("final")),
        (counts.reviewed, _("reviewed")),
        (counts.translated, _("translated")),
        (counts.draft, _("draft")),
        (counts.empty, _("empty")),
        (counts.returned, _("returned")),
        (counts.outdated, _("outdated")),
    ]
    shown = ", ".join(f"{number(count)} {word}" for count, word in parts if count)
    return shown or _("nothing to translate")


def number(value: float) -> str:
    return format_decimal(value, locale=current())


def moment(at: datetime, shape: str = "medium") -> str:
    """Write a point in time for readers: how long ago, a date, or a date and time in UTC."""
    if shape == "ago":
        return format_timedelta(at - datetime.now(at.tzinfo), add_direction=True, locale=current())
    if shape == "date":
        return format_date(at, "long", locale=current())
    return f"{format_datetime(at, 'medium', locale=current())} UTC"
