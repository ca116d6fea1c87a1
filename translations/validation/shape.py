"""The shape of XML: which elements and attributes a vocabulary has, and where they may stand.

A vocabulary is a table. Each element has its content and its attributes in a small
notation. Content lists what may stand in it, in this order:

    #text header? (note|prop)* unit+

where `#text` allows words between the elements, `other` stands for an element of a
namespace that the vocabulary does not know, and `any` for whatever there is. Attributes
are listed by name; `!` marks a required one, and `=` says what its value may be:

    id!=nmtoken translate=yes|no other

Attributes, too, may be `other`, or `any` where no attribute is strange.

What such a table cannot say is told by rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from lxml import etree

from translations.validation import shape_words as words
from translations.validation.base import Flaw, Found, line_of
from translations.validation.values import kind_of

OTHER: Final = "other"
ANY: Final = "any"
TEXT: Final = "#text"
_XML: Final = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What an element may hold and carry, in the notation of this module."""

    content: str = ""
    attributes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """The elements of a format, by name; those of modules with a prefix of ours."""

    elements: Mapping[str, Element]
    namespaces: Mapping[str, str]  #: prefixes by namespace; the format's own has none
    section: str = ""  #: where the standard lists its elements
    ignored: frozenset[str] = frozenset()  #: namespaces whose attributes stand anywhere

    def name(self, tag: object) -> str:
        """What the tables call an element or an attribute; `other` where they don't know it."""
        return _named(self, str(tag))


@lru_cache(maxsize=4_096)
def _named(vocabulary: Vocabulary, tag: str) -> str:
    qualified = etree.QName(tag)
    namespace = qualified.namespace or ""
    if namespace == _XML:
        return f"xml:{qualified.localname}"
    prefix = vocabulary.namespaces.get(namespace)
    if prefix is None:
        return OTHER
    return f"{prefix}:{qualified.localname}" if prefix else qualified.localname


def misshapen(root: etree._Element, vocabulary: Vocabulary) -> Iterator[Flaw]:
    """Every element and attribute that is where it may not be, or is missing."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        known = vocabulary.elements.get(vocabulary.name(element.tag))
        if known is None:
            continue
        for name, (at, message) in (
            *_of_attributes(element, _attributes(known.attributes), vocabulary),
            *_of_content(element, _content(known.content), vocabulary),
        ):
            yield Flaw(rule=name, line=line_of(at), message=message, section=vocabulary.section)
        waiting.extend(element)


Named = tuple[str, Found]  #: a breach, and the rule that it breaks

# ---- attributes -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attribute:
    required: bool
    kind: str


@cache
def _attributes(written: str) -> Mapping[str, _Attribute]:
    found = {}
    for part in written.split():
        name, _, kind = part.partition("=")
        found[name.rstrip("!")] = _Attribute(required=name.endswith("!"), kind=kind or "text")
    return found


def _of_attributes(
    element: etree._Element, known: Mapping[str, _Attribute], vocabulary: Vocabulary
) -> Iterator[Named]:
    there = {
        vocabulary.name(name) if name[:1] == "{" else name for name in map(str, element.attrib)
    }
    for name, attribute in known.items():
        if attribute.required and name not in there:
            yield "attribute-required", Found(element, words.lacks_attribute(element, name))
    for written, value in element.attrib.items():
        yield from _of_attribute(element, str(written), str(value), known, vocabulary)


def _of_attribute(
    element: etree._Element,
    written: str,
    value: str,
    known: Mapping[str, _Attribute],
    vocabulary: Vocabulary,
) -> Iterator[Named]:
    namespace = etree.QName(written).namespace or ""
    if namespace in vocabulary.ignored:
        return
    name = vocabulary.name(written) if namespace else written
    attribute = known.get(name)
    if attribute is None and ANY in known:
        return
    if attribute is None:
        shown = etree.QName(written).localname
        yield "attribute-not-allowed", Found(element, words.strange_attribute(element, shown))
    elif name != OTHER and not kind_of(attribute.kind).allows(value):
        wanted = kind_of(attribute.kind).wanted
        yield "attribute-value", Found(element, words.wrong_value(element, name, value, wanted))


# ---- content --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One place in the order of an element's content."""

    names: tuple[str, ...]
    required: bool
    many: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    parts: tuple[_Part, ...]
    text: bool
    free: bool


@cache
def _content(written: str) -> _Content:
    listed = written.split()
    parts = tuple(_part(each) for each in listed if each not in {TEXT, ANY})
    return _Content(parts=parts, text=TEXT in listed, free=ANY in listed)


def _part(written: str) -> _Part:
    names, mark = re.fullmatch(r"\(?([^()?*+]+)\)?([?*+]?)", written).groups()  # type: ignore[union-attr] # the tables are ours
    return _Part(names=tuple(names.split("|")), required=mark in {"", "+"}, many=mark in {"*", "+"})


def _of_content(
    element: etree._Element, content: _Content, vocabulary: Vocabulary
) -> Iterator[Named]:
    if content.free:
        return
    if not content.text and _has_text(element):
        yield "text-not-allowed", Found(element, words.holds_text(element))
    yield from _of_children(element, content.parts, vocabulary)


def _has_text(element: etree._Element) -> bool:
    texts = (element.text, *(child.tail for child in element))
    return any(text and text.strip() for text in texts)


def _of_children(
    element: etree._Element, parts: tuple[_Part, ...], vocabulary: Vocabulary
) -> Iterator[Named]:
    met: set[int] = set()  #: the places that are taken
    at = 0
    for child in element:
        name = vocabulary.name(child.tag)
        place = _place(name, parts, at, met)
        if place is None:
            yield _misplaced(child, name, parts, vocabulary)
        else:
            at = place
            met.add(place)
    for number, part in enumerate(parts):
        if part.required and number not in met and not _stands_elsewhere(element, part, vocabulary):
            yield "element-required", Found(element, words.lacks_element(element, part.names))


def _place(name: str, parts: tuple[_Part, ...], at: int, met: set[int]) -> int | None:
    fitting = (
        number
        for number in range(at, len(parts))
        if name in parts[number].names and (parts[number].many or number not in met)
    )
    return next(fitting, None)


def _stands_elsewhere(element: etree._Element, part: _Part, vocabulary: Vocabulary) -> bool:
    """Whether it is there in the wrong place, which was said."""
    return any(vocabulary.name(child.tag) in part.names for child in element)


def _misplaced(
    child: etree._Element, name: str, parts: tuple[_Part, ...], vocabulary: Vocabulary
) -> Named:
    fitting = [part for part in parts if name in part.names]
    if not fitting:
        unknown = name != OTHER and name not in vocabulary.elements
        rule = "element-unknown" if unknown else "element-not-allowed"
        return rule, Found(child, words.strange_element(child))
    if all(not part.many for part in fitting) and _is_second(child):
        return "element-repeated", Found(child, words.second_element(child))
    return "element-order", Found(child, words.element_out_of_order(child))


def _is_second(child: etree._Element) -> bool:
    return next(child.itersiblings(str(child.tag), preceding=True), None) is not None
