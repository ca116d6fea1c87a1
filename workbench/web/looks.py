"""How states, marks, numbers and times look on every page: sign, colour, word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal

from translations.model import Mark, State
from translations.review import FourEyes, Reason, Weight
from workbench.permissions import Role
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
        Mark.IMPORTED: Look("⇩", "grey", _("imported")),
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


def role_label(role: str) -> str:
    labels = {
        Role.READER: _("Reader"),
        Role.TRANSLATOR: _("Translator"),
        Role.REVIEWER: _("Reviewer"),
        Role.TERMINOLOGIST: _("Terminologist"),
        Role.PUBLISHER: _("Publisher"),
        Role.OWNER: _("Owner"),
    }
    return labels[Role(role)]


def role_hint(role: str) -> str:
    """Say what a role is for."""
    hints = {
        Role.READER: _("reads everything"),
        Role.TRANSLATOR: _("translates and confirms"),
        Role.REVIEWER: _("translates, approves and returns"),
        Role.TERMINOLOGIST: _("keeps the glossary and its house styles"),
        Role.PUBLISHER: _("imports sources and publishes editions"),
        Role.OWNER: _("does everything, and chooses the members"),
    }
    return hints[Role(role)]


def four_eyes_label(rule: str) -> str:
    labels = {
        FourEyes.REQUIRED: _("Nobody approves their own translation"),
        FourEyes.MARKED: _("Allowed, with the mark “self-reviewed”"),
    }
    return labels[FourEyes(rule)]


def reason_label(reason: str) -> str:
    """Name a reason for returning a segment."""
    labels = {
        Reason.MEANING: _("Meaning"),
        Reason.TERM: _("Term"),
        Reason.STYLE: _("Style"),
        Reason.GRAMMAR: _("Grammar"),
        Reason.COMPLETENESS: _("Completeness"),
        Reason.OTHER: _("Other"),
    }
    return labels[Reason(reason)]


def weight_label(weight: str) -> str:
    """Name how grave the reason of a return is."""
    labels = {
        Weight.NEUTRAL: _("Neutral: a matter of taste"),
        Weight.MINOR: _("Minor: readers would understand"),
        Weight.MAJOR: _("Major: readers would be misled"),
    }
    return labels[Weight(weight)]


#: Browsers and systems by what their user agents say, the telling before the general.
_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("python", "Python"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser(agent: str) -> str:
    """Name a browser and its system by what it says of itself; nothing if it is not known."""
    found = [
        next((name for sign, name in signs if sign in agent), "") for signs in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, found))
