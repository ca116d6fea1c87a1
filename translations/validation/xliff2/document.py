"""An XLIFF 2 document as its rules look at it: elements by name, units, and texts in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from translations.validation.xliff2.vocabulary import VOCABULARY

CODES: Final = ("ph", "pc", "sc", "ec")
MARKERS: Final = ("mrk", "sm")
SIDES: Final = ("source", "target")


def name_of(element: etree._Element) -> str:
    """The name of an element as the vocabulary has it."""
    return VOCABULARY.name(element.tag)


def module(element: etree._Element, name: str) -> str | None:
    """An attribute of a module, such as `slr:sizeInfo`."""
    named = (value for key, value in element.attrib.items() if VOCABULARY.name(key) == name)
    return next(map(str, named), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Xliff:
    """A document; its elements are grouped once."""

    root: etree._Element
    by_name: dict[str, list[etree._Element]]
    by_id: dict[tuple[etree._Element | None, str], list[etree._Element]]
    #: by the room that an id is unique in, as `room_of` tells, and the id

    def all(self, *names: str) -> Iterator[etree._Element]:
        """Every element of these names, foreign ones aside."""
        for name in names:
            yield from self.by_name.get(name, ())

    @property
    def languages(self) -> dict[str, str]:
        """What the file says of each side's language."""
        return {
            "source": self.root.get("srcLang", ""),
            "target": self.root.get("trgLang", ""),
        }


def read(root: etree._Element) -> Xliff:
    """A document made ready for rules."""
    by_name: dict[str, list[etree._Element]] = {}
    by_id: dict[tuple[etree._Element | None, str], list[etree._Element]] = {}
    for element in root.iter(etree.Element):
        by_name.setdefault(name_of(element), []).append(element)
        if (identity := element.get("id")) is not None:
            by_id.setdefault((room_of(element), identity), []).append(element)
    return Xliff(root=root, by_name=by_name, by_id=by_id)


def room_of(element: etree._Element) -> etree._Element | None:
    """Where an element is looked for: units and groups in their file, all else around it."""
    return above(element, "file") if name_of(element) in {"unit", "group"} else around(element)


def around(element: etree._Element) -> etree._Element | None:
    """The unit, group or file that an element stands in."""
    return above(element, "unit", "group", "file")


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """The children of these names."""
    return [child for child in element if name_of(child) in names]


def above(element: etree._Element, *names: str) -> etree._Element | None:
    """The nearest ancestor of one of these names."""
    return next((each for each in element.iterancestors() if name_of(each) in names), None)


def parts(unit: etree._Element) -> list[etree._Element]:
    """The segments and ignorables of a unit."""
    return children(unit, "segment", "ignorable")


def texts(unit: etree._Element, side: str) -> list[etree._Element]:
    """The sources or the targets of a unit, in the order in which they are read."""
    if side == "target":
        return [target for _order, target in targets(unit)]
    return [source for part in parts(unit) for source in children(part, side)[:1]]


def targets(unit: etree._Element) -> list[tuple[int, etree._Element]]:
    """The targets of a unit with their places, which they say or which are those of sources."""
    found = [
        (_order(target, place), target)
        for place, part in enumerate(parts(unit), 1)
        for target in children(part, "target")[:1]
    ]
    return sorted(found, key=lambda each: each[0])


def _order(target: etree._Element, place: int) -> int:
    written = target.get("order", "").strip()
    return int(written) if written.isdecimal() and len(written) < 10 else place


def is_whole(unit: etree._Element, side: str) -> bool:
    """Whether every part of a unit has its text on this side."""
    return len(texts(unit, side)) == len(parts(unit))


def inline(content: Iterable[etree._Element], *names: str) -> list[etree._Element]:
    """The inline elements of these names in texts, in their order."""
    return [element for text in content for element in text.iter() if name_of(element) in names]
