"""What an element of a file says: its parts by name, looked through once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

_GROUP = "Grp"


@dataclass(slots=True)
class Said:
    """The elements right inside one, by their local names, in the order of the file."""

    inner: dict[str, list[etree._Element]] = field(default_factory=dict)
    #: The texts of data categories by element and type; those in groups after the others.
    typed: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def all(self, name: str) -> Sequence[etree._Element]:
        return self.inner.get(name, ())

    def texts(self, name: str) -> list[str]:
        """The texts of these elements that have one."""
        return [text for element in self.all(name) if (text := text_of(element))]

    def categories(self, name: str, kind: str) -> Sequence[str]:
        """The texts of a data category, whether it stands alone or in its group."""
        return self.typed.get((name, kind), ())

    def category(self, name: str, kind: str) -> str:
        """The first of them; empty where it says nothing."""
        return next(iter(self.categories(name, kind)), "")


def said(element: etree._Element, namespace: str) -> Said:
    """What an element says; what is not of this namespace, it does not say."""
    found = Said()
    start = f"{{{namespace}}}"
    grouped: list[tuple[str, etree._Element]] = []
    for child in element:
        if not isinstance(child.tag, str) or not child.tag.startswith(start):
            continue
        name = child.tag[len(start) :]
        found.inner.setdefault(name, []).append(child)
        if name.endswith(_GROUP):
            grouped.append((name.removesuffix(_GROUP), child))
        elif kind := child.get("type"):
            found.typed.setdefault((name, kind), []).append(text_of(child))
    for name, group in grouped:
        for child in group.iterchildren(f"{start}{name}"):
            if kind := child.get("type"):
                found.typed.setdefault((name, kind), []).append(text_of(child))
    return found


def text_of(element: etree._Element) -> str:
    """All text inside an element, without the space around it."""
    if len(element) == 0:
        return (element.text or "").strip()
    return "".join(str(part) for part in element.itertext()).strip()
