"""Texts of XML with inline elements, as texts and codes: what XLIFF and TMX have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from translations.formats.bilingual.coding import Coded, Content, Markup, coded, pieces
from translations.formats.bilingual.elements import Elements
from translations.formats.originals.markup import Kind
from translations.model import FIRST_CODE, LAST_CODE, CodeKind

_SHORT: Final = 40
#: What is written in another way than it is read, or would be taken for a code.
_CLOSELY = re.compile(f"[&\r{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")
#: How the standard of XLIFF 1.2 calls what a chip shows.
TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {"b": "bold", "i": "italic", "u": "underlined", "link": "link", "image": "image", "br": "lb"}
)

#: The codes of an element: what it is while it stands alone, or the two halves of a pair.
Describe = Callable[[Elements, int], Sequence[Markup]]


def pair(
    file: Elements, source: int, target: int | None, describe: Callable[[], Describe], line: int
) -> Coded:
    """Both texts of a pair by their elements; each is described on its own."""
    words = _words(file, source)
    translation = None if target is None else _words(file, target)
    if words is not None and (translation is not None or target is None):
        return Coded(source=words, target=translation)
    other = None if target is None else content(file, target, describe())
    return coded(content(file, source, describe()), other, line)


def _words(file: Elements, at: int) -> str | None:
    """The text of an element that holds nothing else, unless it is to be looked at closely."""
    if file.ends.get(at) != at + 2 or file.tokens[at + 1].kind is not Kind.TEXT:
        return None
    _, _, start, end = file.tokens[at + 1]
    text = file.part.text[start:end]
    return text if _CLOSELY.search(text) is None else None


def content(file: Elements, at: int, describe: Describe) -> Content:
    """The content of an element: texts and codes in their order."""
    last = file.end(at)
    if last == at + 2 and file.tokens[at + 1].kind is Kind.TEXT:
        return pieces(file.characters(at + 1))
    return list(_content(file, at, last, describe))


def _content(file: Elements, at: int, last: int, describe: Describe) -> Iterator[str | Markup]:
    closing: dict[int, Markup] = {}
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


def halves(file: Elements, at: int, key: tuple[str, ...], manner: Manner) -> tuple[Markup, Markup]:
    """The two halves of an element that has text inside."""
    tag, name = file.markup(at), file.tokens[at].name
    opened = f"{tag[:-2].rstrip()}>" if file.tokens[at].kind is Kind.EMPTY else tag
    first = Markup(key, CodeKind.START, opened, f"{at}", True, *manner)
    bound = not manner.can_reorder
    return first, first._replace(kind=CodeKind.END, original=f"</{name}>", follows=bound)


def alone(file: Elements, at: int, key: tuple[str, ...], manner: Manner) -> tuple[Markup]:
    """An element that is one code, with whatever is in it."""
    return (Markup(key, CodeKind.PLACEHOLDER, file.written(at), "", False, *manner),)


def half(
    file: Elements, at: int, kind: CodeKind, key: tuple[str, ...], manner: Manner
) -> tuple[Markup]:
    """An element that begins or ends what is told by its key."""
    return (Markup(key, kind, file.written(at), " ".join(key), False, *manner),)


def shown(*candidates: str) -> str:
    """The first of what may be shown of a code that is there and short."""
    return next((text for text in map(str.strip, candidates) if 0 < len(text) <= _SHORT), "")


def name_of(facts: Mapping[str, str], *names: str) -> str:
    """The first of these attributes that an element has."""
    return next((facts[name] for name in names if name in facts), "")
