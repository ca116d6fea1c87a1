"""Reading a form: each field with its type, or `InvalidInput` that names it."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum
from typing import TypeVar

from flask import request

from glossary.formats.line_ends import tidy
from workbench import numbers
from workbench.errors import InvalidInput
from workbench.web import refusals
from workbench.web.languages import gettext as _

Choice = TypeVar("Choice", bound=StrEnum)
#: What databases and XML cannot hold: U+0000 and halves of characters.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def text(name: str, *, default: str = "") -> str:
    """Read a text; U+0000 and lone surrogates stop here."""
    value = request.form.get(name, default)
    if not is_storable(value):
        raise InvalidInput(name, _("This text holds characters that cannot be stored."))
    return value


def is_storable(written: str) -> bool:
    """Say whether every database can hold a text."""
    return _UNSTORABLE.search(written) is None


def line(name: str) -> str:
    """Read a text of one line, without the spaces around it."""
    return " ".join(text(name).split())


def paragraphs(name: str) -> str:
    """Read a text of several lines, with the line ends of this program."""
    return tidy(text(name))


def lines(name: str) -> tuple[str, ...]:
    """Read a list that is written one entry a line; each stands in it once."""
    entries = (" ".join(entry.split()) for entry in text(name).splitlines())
    return tuple(dict.fromkeys(entry for entry in entries if entry))


def number(name: str) -> int:
    try:
        return numbers.whole(request.form.get(name, ""))
    except ValueError:
        raise InvalidInput(name, _("This must be a whole number.")) from None


def checked(name: str) -> bool:
    return bool(request.form.get(name))


def choice(name: str, kind: type[Choice]) -> Choice:
    """Read one of the words that a field offers."""
    try:
        return kind(request.form.get(name, ""))
    except ValueError:
        raise InvalidInput(name, _("Choose one of what is offered.")) from None


def one_of(name: str, offered: Collection[str]) -> str:
    """Read one of the words that a field offers."""
    value = request.form.get(name, "")
    if value not in offered:
        raise InvalidInput(name, _("Choose one of what is offered."))
    return value


def choices(name: str, kind: type[Choice]) -> tuple[Choice, ...]:
    try:
        return tuple(kind(value) for value in request.form.getlist(name))
    except ValueError:
        raise InvalidInput(name, _("Choose among what is offered.")) from None


def texts(name: str) -> tuple[str, ...]:
    return tuple(request.form.getlist(name))


def everything() -> dict[str, str]:
    """Give back what was typed, to fill a form that is shown again."""
    return {name: value for name, value in request.form.items() if name != "csrf_token"}


def errors(wrong: InvalidInput | None) -> dict[str, str]:
    """Put what is wrong beside its field."""
    return {wrong.field: refusals.told(wrong)} if wrong else {}
