"""What XLIFF 1 and 2 share: units in files and groups, and their segments with places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from glossary.saying import say
from translations.formats.bilingual.base import PairFile, PairSegment
from translations.formats.bilingual.coding import Coded
from translations.formats.bilingual.elements import Elements
from translations.formats.bilingual.splicing import told_apart
from translations.formats.originals.markup import Kind

_NOT_TRANSLATED: Final = say("The file says that it is not translated.")
#: What holds no units, whatever stands in it.
_CLOSED: Final = frozenset(
    {"header", "skeleton", "internal-file", "bin-source", "bin-target", "notes", "note"}
)


class Place(NamedTuple):
    """A segment with its places: its element, its source, and its target if it has one."""

    segment: PairSegment
    pair: Coded
    at: int
    source: int
    target: int | None
    said: int | None = None  #: the element of another program that says how far it has come


class Unit(NamedTuple):
    """Segments that belong together, and the element that holds them."""

    at: int
    places: tuple[Place, ...]
    target: int | None = None  #: of all segments together, in XLIFF 1


class Found(NamedTuple):
    """A file with the places of its segments."""

    file: PairFile
    units: tuple[Unit, ...]


class Entry(NamedTuple):
    """A unit as one meets it: its element, its file, and why it is not translated."""

    at: int
    file: int
    left_out: str


def entries(file: Elements, name: str) -> Iterator[Entry]:
    """The units of a document in their order; `translate` of what they stand in is theirs."""
    said, number, of_file = [True], file.root, -1
    while number < len(file.tokens):
        kind, called = file.tokens[number].kind, file.names[number]
        if kind is Kind.END:
            said.pop()
        elif kind is Kind.START or kind is Kind.EMPTY:
            translated = _translated(file, number, said[-1])
            of_file += called == "file"
            if called == name:
                left_out = "" if translated else _NOT_TRANSLATED.english
                yield Entry(number, of_file, left_out)
                number = file.end(number)
            elif called in _CLOSED or called.startswith("?"):
                number = file.end(number)
            elif kind is Kind.START:
                said.append(translated)
        number += 1


def _translated(file: Elements, at: int, inherited: bool) -> bool:
    token = file.tokens[at]
    if file.source.find("translate", token.start, token.end) < 0:
        return inherited
    said = file.attributes(at).get("translate")
    return inherited if said is None else said != "no"


def with_names_apart(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Units no two of whose segments have the same name."""
    names = [place.segment.id for unit in units for place in unit.places]
    apart = told_apart(names)
    if apart == names:
        return tuple(units)
    given = iter(apart)
    return tuple(
        unit._replace(places=tuple(_named(place, next(given)) for place in unit.places))
        for unit in units
    )


def _named(place: Place, name: str) -> Place:
    return place._replace(segment=replace(place.segment, id=name))
