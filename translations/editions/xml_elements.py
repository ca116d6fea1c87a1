"""XML elements as values: whatever is not markup already is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from translations.formats.originals.escaping import UNWRITABLE

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_QUOTED = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


class Xml(str):
    """Characters that are markup."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str) -> Xml:
    """An element; `w_val` is written `w:val`, `style_font__name` is `style:font-name`."""
    written = "".join(f' {_spelled(key)}="{_value(value)}"' for key, value in attributes.items())
    inside = joined(children)
    return Xml(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def text(characters: str) -> Xml:
    """Characters as they appear in the document; what XML cannot say is shown as lost."""
    return Xml(escape(UNWRITABLE.sub("\ufffd", characters)).replace("\r", "&#13;"))


def part(root: Xml) -> str:
    """An element as a whole file."""
    return f"{DECLARATION}{root}\n"


def joined(children: Iterable[str]) -> Xml:
    """The children one after another, escaped where they are no markup."""
    return Xml("".join(child if isinstance(child, Xml) else text(child) for child in children))


def _value(value: str) -> str:
    return escape(UNWRITABLE.sub("\ufffd", value), _QUOTED)


def _spelled(key: str) -> str:
    """Two underscores are a hyphen; one alone parts a prefix from its name."""
    return key.replace("__", "-").replace("_", ":")
