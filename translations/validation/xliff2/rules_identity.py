"""XLIFF 2: what has an id has it alone, each within its own room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from glossary.saying import say
from translations.validation.base import Found, Rule
from translations.validation.shape import OTHER
from translations.validation.xliff2.document import (
    CODES,
    MARKERS,
    Xliff,
    above,
    children,
    inline,
    module,
    name_of,
    parts,
    texts,
)

_ROOMS: Final = ("file", "group", "unit")


def _files(document: Xliff) -> Iterator[Found]:
    yield from _twice(document.all("file"))


def _in_files(name: str, document: Xliff) -> Iterator[Found]:
    rooms: dict[etree._Element | None, list[etree._Element]] = {}
    for element in document.all(name):
        rooms.setdefault(above(element, "file"), []).append(element)
    for elements in rooms.values():
        yield from _twice(elements)


def _units(document: Xliff) -> Iterator[Found]:
    yield from _in_files("unit", document)


def _groups(document: Xliff) -> Iterator[Found]:
    yield from _in_files("group", document)


def _notes(document: Xliff) -> Iterator[Found]:
    for notes in document.all("notes"):
        yield from _twice(children(notes, "note"))


def _data(document: Xliff) -> Iterator[Found]:
    for original in document.all("originalData"):
        yield from _twice(children(original, "data"))


def _content(document: Xliff) -> Iterator[Found]:
    """Segments, ignorables and what stands in them; a target repeats the ids of its source."""
    for unit in document.all("unit"):
        sources, targets = texts(unit, "source"), texts(unit, "target")
        yield from _twice([*parts(unit), *inline(sources, *CODES, *MARKERS)])
        yield from _twice([*parts(unit), *inline(targets, *CODES, *MARKERS)])


def _extensions(document: Xliff) -> Iterator[Found]:
    for room in document.all(*_ROOMS):
        yield from _twice(
            inner
            for child in children(room, OTHER)
            for inner in child.iter(etree.Element)
            if name_of(inner) == OTHER
        )


def _in_modules(document: Xliff) -> Iterator[Found]:
    for matches in document.all("mtc:matches"):
        yield from _twice(children(matches, "mtc:match"))
    for glossary in document.all("gls:glossary"):
        yield from _twice(_within(glossary, "gls:glossEntry", "gls:translation"))
    for metadata in document.all("mda:metadata"):
        yield from _twice((metadata, *_within(metadata, "mda:metaGroup")))
    for resources in document.all("res:resourceData"):
        yield from _twice(children(resources, "res:resourceItem", "res:resourceItemRef"))


def _within(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (each for each in element.iter(etree.Element) if name_of(each) in names)


def _twice(elements: Iterable[etree._Element]) -> Iterator[Found]:
    seen: set[str] = set()
    for element in elements:
        identity = element.get("id") or module(element, "xml:id")
        if identity in seen:
            yield Found(element, say("The id “%(id)s” is there already.", id=identity or ""))
        seen |= {identity} if identity else set()


RULES = (
    Rule(name="file-id-unique", section="id", find=_files),
    Rule(name="unit-id-unique", section="id", find=_units),
    Rule(name="group-id-unique", section="id", find=_groups),
    Rule(name="note-id-unique", section="id", find=_notes),
    Rule(name="data-id-unique", section="id", find=_data),
    Rule(name="content-id-unique", section="id", find=_content),
    Rule(name="extension-id-unique", section="Extensibility", find=_extensions),
    Rule(name="module-id-unique", section="Modules: id", find=_in_modules),
)
