"""XLIFF 2: skeletons, segments, states and the order of targets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from glossary.saying import Message, say
from translations.validation.base import Found, Rule
from translations.validation.shape_words import tag
from translations.validation.xliff2.document import Xliff, children, parts, targets


def _skeletons(document: Xliff) -> Iterator[Found]:
    for skeleton in document.all("skeleton"):
        is_filled = len(skeleton) > 0 or bool((skeleton.text or "").strip())
        if is_filled == ("href" in skeleton.attrib):
            yield Found(skeleton, one_of_content_and_href(tag(skeleton)))


def one_of_content_and_href(name: str) -> Message:
    return say("<%(element)s> must have either content or “href”.", element=name)


def _without_segment(document: Xliff) -> Iterator[Found]:
    for unit in document.all("unit"):
        if parts(unit) and not children(unit, "segment"):
            yield Found(unit, say("The unit has no segment, only ignorables."))


def _sub_state(document: Xliff) -> Iterator[Found]:
    yield from _needs(document, "segment", "subState", "state")


def _sub_type(document: Xliff) -> Iterator[Found]:
    for name in ("ph", "pc", "sc", "ec", "mtc:match"):
        yield from _needs(document, name, "subType", "type")


def _needs(document: Xliff, name: str, attribute: str, other: str) -> Iterator[Found]:
    for element in document.all(name):
        if attribute in element.attrib and other not in element.attrib:
            yield Found(element, needs(attribute, other))


def needs(attribute: str, other: str) -> Message:
    return say("“%(attribute)s” needs “%(other)s” beside it.", attribute=attribute, other=other)


def _order(document: Xliff) -> Iterator[Found]:
    for unit in document.all("unit"):
        count, taken = len(parts(unit)), set[int]()
        for order, target in targets(unit):
            if order > count:
                yield Found(target, _beyond(order, count))
            if order in taken:
                told = say("Another target of the unit has the order %(order)s.", order=str(order))
                yield Found(target, told)
            taken.add(order)


def _beyond(order: int, count: int) -> Message:
    return say(
        "The order is %(order)s, but the unit has only %(count)s parts.",
        order=str(order),
        count=str(count),
    )


_PGS: Final = "{urn:oasis:names:tc:xliff:pgs:1.0}"


def _cases(document: Xliff) -> Iterator[Found]:
    """Forms of plural, gender and choice: the unit says what is chosen by, its segments when."""
    for unit in document.all("unit"):
        segments = children(unit, "segment")
        chosen = [segment for segment in segments if f"{_PGS}case" in segment.attrib]
        if f"{_PGS}switch" in unit.attrib:
            for segment in segments:
                if segment not in chosen:
                    yield Found(segment, needs("pgs:switch", "pgs:case"))
        else:
            yield from (Found(segment, needs("pgs:case", "pgs:switch")) for segment in chosen)


def _new_in_22(document: Xliff) -> Iterator[Found]:
    if document.root.get("version") not in {"2.0", "2.1"}:
        return
    for element in (
        *children(document.root, "notes", "mda:metadata"),
        *(note for note in document.all("note") if "ref" in note.attrib),
    ):
        yield Found(element, say("XLIFF has this since version 2.2 only."))


RULES = (
    Rule(name="case-without-switch", section="Plural, Gender, and Select Module", find=_cases),
    Rule(name="newer-than-version", section="version", find=_new_in_22),
    Rule(name="skeleton-content-or-href", section="skeleton", find=_skeletons),
    Rule(name="unit-without-segment", section="unit", find=_without_segment),
    Rule(name="sub-state-without-state", section="subState", find=_sub_state),
    Rule(name="sub-type-without-type", section="subType", find=_sub_type),
    Rule(name="target-order", section="order", find=_order),
)
