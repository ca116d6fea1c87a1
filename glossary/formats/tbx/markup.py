"""Elements of a file as XML writes them: those that hold texts as lines, the others as a tree.

Made for writing alone: a library's tree of a large term base takes most of the time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from glossary.errors import UnwritableTermBase

#: Characters that no XML 1.0 document can hold, and halves of pairs.
_UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL: Final = re.compile('[&<>"\r\n\t]').search
_STEP: Final = "  "


@dataclass(slots=True)
class Element:
    """An element that holds other elements."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)  #: texts are made by `leaf`

    def open(self, name: str) -> Element:
        """Put another element inside, behind those that are there."""
        child = Element(name)
        self.children.append(child)
        return child

    def put(self, name: str, text: str) -> None:
        """Put an element with a text inside."""
        self.children.append(leaf(name, text))


def leaf(name: str, text: str, kind: str = "") -> str:
    """An element with a text, and with its type if it has one."""
    written = _in_text(text) if _SPECIAL(text) else text
    return f'<{name} type="{kind}">{written}</{name}>' if kind else f"<{name}>{written}</{name}>"


def markup(element: Element, place: str, depth: int = 0) -> str:
    """The element as XML with its indent, and a line's end after it.

    Raises `UnwritableTermBase`, which names the place, for characters that XML cannot hold.
    """
    lines: list[str] = []
    _write(element, _STEP * depth, lines)
    written = "".join(lines)
    if _UNHOLDABLE.search(written):
        raise UnwritableTermBase(place, "XML cannot hold one of its characters.")
    return written


def opening(element: Element) -> str:
    """The start tag of an element."""
    said = "".join(f' {name}="{_in_attribute(v)}"' for name, v in element.attributes.items())
    return f"<{element.name}{said}>"


def _write(element: Element, indent: str, lines: list[str]) -> None:
    lines.append(f"{indent}{opening(element)}\n")
    inner = indent + _STEP
    for child in element.children:
        if isinstance(child, str):
            lines.append(f"{inner}{child}\n")
        else:
            _write(child, inner, lines)
    lines.append(f"{indent}</{element.name}>\n")


def _in_text(text: str) -> str:
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("\r", "&#13;")


def _in_attribute(value: str) -> str:
    if not _SPECIAL(value):
        return value
    plain = _in_text(value).replace('"', "&quot;")
    return plain.replace("\n", "&#10;").replace("\t", "&#9;")
