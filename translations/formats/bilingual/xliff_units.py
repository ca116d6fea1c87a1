"""What XLIFF 1 and 2 share: units in files and groups, and texts with inline elements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from glossary.saying import say
from translations.formats.bilingual.base import PairFile, PairSegment
from translations.formats.bilingual.coding import Coded, Content, Mark, pieces
from translations.formats.bilingual.elements import Elements
from translations.formats.bilingual.splicing import told_apart
from translations.formats.originals.markup import Kind
from translations.model import CodeKind

_NOT_TRANSLATED: Final = say("The file says that it is not translated.")
#: What holds no units, whatever stands in it.
_CLOSED: Final = frozenset(
    {"header", "skeleton", "internal-file", "bin-source", "bin-target", "notes", "note"}
)
_SHORT: Final = 40


class Place(NamedTuple):
    """A segment with its places: its element, its source, and its target if it has one."""

    segment: PairSegment
    pair: Coded
    at: int
    source: int
    target: int | None


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


def _translated(file: Elements, at: int, inherited: bool) -> bool:  # noqa: FBT001 - it is what is said above
    token = file.tokens[at]
    if file.source.find("translate", token.start, token.end) < 0:
        return inherited
    said = file.attributes(at).get("translate")
    return inherited if said is None else said != "no"


#: The codes of an element: what it is while it stands alone, or the two halves of a pair.
Describe = Callable[[Elements, int], Sequence[Mark]]


def content(file: Elements, at: int, describe: Describe) -> Content:
    """The content of an element: texts and codes in their order."""
    last = file.end(at)
    if last == at + 2 and file.tokens[at + 1].kind is Kind.TEXT:
        return pieces(file.characters(at + 1))
    return list(_content(file, at, last, describe))


def _content(file: Elements, at: int, last: int, describe: Describe) -> Iterator[str | Mark]:
    closing: dict[int, Mark] = {}
    number = at + 1
    while number < last:
        kind = file.tokens[number].kind
        if kind is Kind.TEXT or kind is Kind.LITERAL:
            yield from pieces(file.characters(number))
        elif kind is Kind.END:
            yield closing[number]
        elif kind is Kind.START or kind is Kind.EMPTY:
            first, *second = describe(file, number)
            yield first
            if second and kind is Kind.START:
                closing[file.end(number)] = second[0]
            else:
                yield from second
                number = file.end(number)
        number += 1


class Manner(NamedTuple):
    """What a code shows, and what may be done with it."""

    display: str = ""
    can_delete: bool = True
    can_reorder: bool = True
    follows: bool = False


def halves(file: Elements, at: int, key: tuple[str, ...], manner: Manner) -> tuple[Mark, Mark]:
    """The two halves of an element that has text inside."""
    tag, name = file.markup(at), file.tokens[at].name
    opened = f"{tag[:-2].rstrip()}>" if file.tokens[at].kind is Kind.EMPTY else tag
    first = Mark(key, CodeKind.START, opened, f"{at}", True, *manner)  # noqa: FBT003 - the fields of a tuple
    bound = not manner.can_reorder
    return first, first._replace(kind=CodeKind.END, original=f"</{name}>", follows=bound)


def alone(file: Elements, at: int, key: tuple[str, ...], manner: Manner) -> tuple[Mark]:
    """An element that is one code, with whatever is in it."""
    return (Mark(key, CodeKind.PLACEHOLDER, file.written(at), "", False, *manner),)  # noqa: FBT003


def half(
    file: Elements, at: int, kind: CodeKind, key: tuple[str, ...], manner: Manner
) -> tuple[Mark]:
    """An element that begins or ends what is told by its key."""
    return (Mark(key, kind, file.written(at), " ".join(key), False, *manner),)  # noqa: FBT003


def shown(*candidates: str) -> str:
    """The first of what may be shown of a code that is there and short."""
    return next((text for text in map(str.strip, candidates) if 0 < len(text) <= _SHORT), "")


def name_of(facts: Mapping[str, str], *names: str) -> str:
    """The first of these attributes that an element has."""
    return next((facts[name] for name in names if name in facts), "")


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
