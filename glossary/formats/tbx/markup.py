"""Elements of a file before they are text: a light tree, and how XML writes it.

Made for writing alone: a library's tree of a large term base takes most of the time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from glossary.errors import UnwritableTermBase

#: Characters that no XML 1.0 document can hold, and halves of pairs.
_UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL: Final = re.compile("[&<>\r]").search
_STEP: Final = "  "


@dataclass(slots=True)
class Element:
    """An element with a text or with elements inside it, never with both."""

    name: str
    text: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)

    def add(self, name: str, text: str | None = None) -> Element:
        """Put another element inside, behind those that are there."""
        child = Element(name, text)
        self.children.append(child)
        return child


def markup(element: Element, place: str, depth: int = 0) -> str:
    """The element as XML with its indent, and a line's end after it.

    Raises `UnwritableTermBase`, which names the place, for characters that XML cannot hold.
    """
    pieces: list[str] = []
    _write(element, _STEP * depth, pieces)
    written = "".join(pieces)
    if _UNHOLDABLE.search(written):
        raise UnwritableTermBase(place, "XML cannot hold one of its characters.")
    return written


def opening(element: Element) -> str:
    """The start tag of an element."""
    said = "".join(
        f' {name}="{value if value.isalnum() else _in_attribute(value)}"'
        for name, value in element.attributes.items()
    )
    return f"<{element.name}{said}>"


def _write(element: Element, indent: str, pieces: list[str]) -> None:
    name, text = element.name, element.text
    start = f"{indent}{opening(element) if element.attributes else f'<{name}>'}"
    if element.children:
        pieces.append(f"{start}\n")
        inner = indent + _STEP
        for child in element.children:
            _write(child, inner, pieces)
        pieces.append(f"{indent}</{name}>\n")
    elif text is None:
        pieces.append(f"{start[:-1]}/>\n")
    else:
        written = _in_text(text) if _SPECIAL(text) else text
        pieces.append(f"{start}{written}</{name}>\n")


def _in_text(text: str) -> str:
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("\r", "&#13;")


def _in_attribute(value: str) -> str:
    plain = _in_text(value).replace('"', "&quot;")
    return plain.replace("\n", "&#10;").replace("\t", "&#9;")
