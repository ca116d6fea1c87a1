"""XLIFF 1.2: what its tables cannot say: keys that are unique, and references to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from glossary.saying import Message, say
from translations.validation.base import Found, Rule
from translations.validation.shape_words import brief, tag
from translations.validation.xliff12.vocabulary import NAMESPACE, VOCABULARY


def _within(element: etree._Element, *names: str) -> list[etree._Element]:
    """The elements of these names in another one, in their order."""
    return [each for each in element.iter(etree.Element) if VOCABULARY.name(each.tag) in names]


def _no_namespace(root: etree._Element) -> Iterator[Found]:
    if etree.QName(root).namespace != NAMESPACE:
        yield Found(root, say("The file names no namespace of XLIFF 1.2."))


def _after_files(root: etree._Element) -> Iterator[Found]:
    last = root[-1] if len(root) else None
    if last is not None and VOCABULARY.name(last.tag) != "file":
        told = say("<%(element)s> stands after the last <file>.", element=tag(last))
        yield Found(last, told)


# ---- keys -----------------------------------------------------------------------------------


def _units(root: etree._Element) -> Iterator[Found]:
    for file in _within(root, "file"):
        yield from _twice(_within(file, "trans-unit", "bin-unit"), "id")


def _groups(root: etree._Element) -> Iterator[Found]:
    for file in _within(root, "file"):
        yield from _twice(_within(file, "group"), "id")


def _names(root: etree._Element) -> Iterator[Found]:
    keys = (("context-group", "name"), ("count-group", "name"), ("phase", "phase-name"),
            ("tool", "tool-id"), ("external-file", "uid"))  # fmt: skip
    for file in _within(root, "file"):
        for element, attribute in keys:
            yield from _twice(_within(file, element), attribute)


def _marks(root: etree._Element) -> Iterator[Found]:
    for text in _within(root, "seg-source"):
        yield from _twice(_within(text, "mrk"), "mid")


def _twice(elements: Iterable[etree._Element], attribute: str) -> Iterator[Found]:
    seen: set[str] = set()
    for element in elements:
        value = element.get(attribute)
        if value is not None and value in seen:
            told = say("“%(attribute)s” is “%(value)s”, as it is above.",
                       attribute=attribute, value=brief(value))  # fmt: skip
            yield Found(element, told)
        seen |= {value} if value is not None else set()


# ---- references -----------------------------------------------------------------------------


def _tools(root: etree._Element) -> Iterator[Found]:
    yield from _of_header(root, "tool", "tool-id", ("file", "phase", "alt-trans"))


def _phases(root: etree._Element) -> Iterator[Found]:
    yield from _of_header(root, "phase", "phase-name", ("count", "trans-unit", "target"))


def _of_header(
    root: etree._Element, key: str, attribute: str, references: tuple[str, ...]
) -> Iterator[Found]:
    for file in _within(root, "file"):
        known = {each.get(attribute) for each in _within(file, key)}
        for each in _within(file, *references):
            value = each.get(attribute)
            if value is not None and value not in known:
                yield Found(each, _unknown(attribute, value))


def _unknown(attribute: str, value: str) -> Message:
    return say(
        "“%(attribute)s” is “%(value)s”, which is not there.",
        attribute=attribute,
        value=brief(value),
    )


def _segments(root: etree._Element) -> Iterator[Found]:
    """Marks of a target are those of the segmented source, where there is one."""
    for unit in _within(root, "trans-unit", "alt-trans"):
        segmented = [child for child in unit if VOCABULARY.name(child.tag) == "seg-source"]
        targets = [child for child in unit if VOCABULARY.name(child.tag) == "target"]
        marks = [mark for text in targets for mark in text if VOCABULARY.name(mark.tag) == "mrk"]
        known = {mark.get("mid") for text in segmented for mark in _within(text, "mrk")}
        for mark in marks:
            mid = mark.get("mid")
            if mid is not None and mid not in known:
                yield Found(mark, _unknown("mid", mid))


#: Which half of a pair is closed by which.
_PAIRS: Final = {"bpt": "ept", "bx": "ex"}


def _pairs(root: etree._Element) -> Iterator[Found]:
    for text in _within(root, "source", "seg-source", "target"):
        for opening, closing in _PAIRS.items():
            starts = _within(text, opening)
            yield from _twice(starts, "rid")
            known = {start.get("rid") for start in starts}
            for end in _within(text, closing):
                rid = end.get("rid")
                if rid is not None and rid not in known:
                    yield Found(end, _unknown("rid", rid))


RULES: Final[tuple[Rule[etree._Element], ...]] = (
    Rule(name="namespace-missing", section="xliff", find=_no_namespace),
    Rule(name="file-last", section="xliff", find=_after_files),
    Rule(name="unit-id-unique", section="trans-unit: id", find=_units),
    Rule(name="group-id-unique", section="group: id", find=_groups),
    Rule(name="key-unique", section="Attributes", find=_names),
    Rule(name="mark-id-unique", section="seg-source", find=_marks),
    Rule(name="tool-unknown", section="tool-id", find=_tools),
    Rule(name="phase-unknown", section="phase-name", find=_phases),
    Rule(name="segment-unknown", section="mrk: mid", find=_segments),
    Rule(name="pair-complete", section="rid", find=_pairs),
)
