"""XLIFF 2: size and length restrictions, and rules for validators of translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from glossary.saying import Message, say
from translations.validation.base import Found, Rule
from translations.validation.shape_words import brief
from translations.validation.xliff2.document import Xliff, above, module, name_of
from translations.validation.xliff2.rules_codes import unknown

_RESTRICTION: Final = re.compile(r"\*|\d+(?:,(?:\d+|\*))?")
#: Which profile says what an attribute means.
_PROFILES: Final = {
    "slr:sizeRestriction": "generalProfile",
    "slr:sizeInfo": "generalProfile",
    "slr:storageRestriction": "storageProfile",
    "slr:equivStorage": "storageProfile",
}


def _marked(document: Xliff, name: str) -> Iterator[tuple[etree._Element, str]]:
    for elements in document.by_name.values():
        for element in elements:
            value = module(element, name) if element.attrib else None
            if value is not None:
                yield element, value


def _standard(document: Xliff, name: str) -> set[etree._Element | None]:
    """The files that measure as the standard does.

    Without a profile a size means what its maker agreed on.
    """
    return {
        above(profiles, "file")
        for profiles in document.all("slr:profiles")
        if profiles.get(_PROFILES[name], "").startswith("xliff:")
    }


def _file(element: etree._Element) -> etree._Element | None:
    return element if name_of(element) == "file" else above(element, "file")


def _restrictions(document: Xliff) -> Iterator[Found]:
    for name in ("slr:sizeRestriction", "slr:storageRestriction"):
        standard = _standard(document, name)
        for element, value in _marked(document, name):
            if _file(element) in standard and not _RESTRICTION.fullmatch(value):
                told = say("“%(value)s” is no restriction; it is “*”, a number, or two of them.",
                           value=brief(value))  # fmt: skip
                yield Found(element, told)


def _storage(document: Xliff) -> Iterator[Found]:
    yield from _not_whole(document, "slr:equivStorage")


def _sizes(document: Xliff) -> Iterator[Found]:
    yield from _not_whole(document, "slr:sizeInfo")


def _not_whole(document: Xliff, name: str) -> Iterator[Found]:
    """Sizes that are no whole number; a number is whole under any profile."""
    standard = _standard(document, name)
    for element, value in _marked(document, name):
        is_number = re.fullmatch(r"[+-]?[\d.]*\d[\d.]*", value) is not None
        if not value.isdecimal() and (is_number or _file(element) in standard):
            yield Found(element, _no_whole_number(name, value))


def _no_whole_number(name: str, value: str) -> Message:
    return say(
        "“%(attribute)s” is “%(value)s”, no whole number.", attribute=name, value=brief(value)
    )


def _both(document: Xliff) -> Iterator[Found]:
    for element, _value in _marked(document, "slr:sizeInfoRef"):
        if module(element, "slr:sizeInfo") is not None:
            told = say("“%(first)s” and “%(second)s” may not stand together.",
                       first="slr:sizeInfo", second="slr:sizeInfoRef")  # fmt: skip
            yield Found(element, told)


def _references(document: Xliff) -> Iterator[Found]:
    """A size is referred to in the data beside an element, or beside one around it."""
    held: dict[etree._Element | None, set[str]] = {}
    for data in document.all("slr:data"):
        ids = (inner.get("id", "") for inner in data.iter(etree.Element))
        held.setdefault(data.getparent(), set()).update(ids)
    for element, value in _marked(document, "slr:sizeInfoRef"):
        if not any(value in held.get(around, ()) for around in element.iterancestors()):
            yield Found(element, unknown("slr:sizeInfoRef", value))


# ---- validation module ----------------------------------------------------------------------

_CRITERIA: Final = ("isPresent", "isNotPresent", "startsWith", "endsWith")
_IN_SOURCE: Final = frozenset({"isPresent", "startsWith", "endsWith"})


def _criteria(rule: etree._Element) -> list[str]:
    return [name for name in map(str, rule.attrib) if name in _CRITERIA or name[:1] == "{"]


def _one_criterion(document: Xliff) -> Iterator[Found]:
    for rule in document.all("val:rule"):
        if len(_criteria(rule)) != 1:
            yield Found(rule, say("A rule states exactly one thing; this one states %(count)s.",
                                  count=str(len(_criteria(rule)))))  # fmt: skip


def _in_source(document: Xliff) -> Iterator[Found]:
    for rule in document.all("val:rule"):
        if "existsInSource" in rule.attrib and not _IN_SOURCE & set(_criteria(rule)):
            told = say("“existsInSource” goes with “isPresent”, “startsWith” or “endsWith” only.")
            yield Found(rule, told)


RULES = (
    Rule(
        name="size-restriction",
        section="Size and Length Restriction Module: sizeRestriction, storageRestriction",
        find=_restrictions,
    ),
    Rule(
        name="equivalent-storage",
        section="Size and Length Restriction Module: equivStorage",
        find=_storage,
    ),
    Rule(name="size-info", section="Size and Length Restriction Module: sizeInfo", find=_sizes),
    Rule(
        name="size-info-and-ref",
        section="Size and Length Restriction Module: sizeInfoRef",
        find=_both,
    ),
    Rule(
        name="size-info-unknown",
        section="Size and Length Restriction Module: sizeInfoRef",
        find=_references,
    ),
    Rule(name="validation-one-criterion", section="Validation Module: rule", find=_one_criterion),
    Rule(name="validation-in-source", section="Validation Module: existsInSource", find=_in_source),
)
