"""XLIFF 2: annotations say what their type asks for, and references point to what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from glossary.saying import Message, say
from translations.validation.base import Found, Rule
from translations.validation.shape_words import brief
from translations.validation.xliff2 import fragments
from translations.validation.xliff2.document import (
    MARKERS,
    SIDES,
    Xliff,
    above,
    inline,
    is_whole,
    name_of,
    texts,
)
from translations.validation.xliff2.rules_codes import unknown


def _types(document: Xliff) -> Iterator[Found]:
    for mark in document.all(*MARKERS):
        kind = mark.get("type", "generic")
        if kind not in {"generic", "comment", "term"} and not re.fullmatch(r"[^\s:]+:.+", kind):
            told = say("“%(value)s” is no type of an annotation.", value=brief(kind))
            yield Found(mark, told)


def _generic(document: Xliff) -> Iterator[Found]:
    for mark in document.all(*MARKERS):
        if mark.get("type", "generic") == "generic" and "translate" not in mark.attrib:
            yield Found(mark, say("An annotation without a type must say “translate”."))


def _comments(document: Xliff) -> Iterator[Found]:
    for mark in document.all(*MARKERS):
        if mark.get("type") == "comment" and ("value" in mark.attrib) == ("ref" in mark.attrib):
            yield Found(mark, say("A comment has either “value” or “ref”."))


def _notes_of_comments(document: Xliff) -> Iterator[Found]:
    """A comment that refers, refers to a note of its own unit."""
    for mark in document.all(*MARKERS):
        reference = mark.get("ref")
        if mark.get("type") == "comment" and reference is not None:
            note = _pointed_at(reference, mark, document)
            if (
                note is None
                or name_of(note) != "note"
                or above(note, *_ROOMS) != above(mark, "unit")
            ):
                told = say("“%(value)s” is no note of this unit.", value=brief(reference))
                yield Found(mark, told)


_ROOMS = ("unit", "group", "file")


def _pointed_at(reference: str, place: etree._Element, document: Xliff) -> etree._Element | None:
    parsed = fragments.parse(reference[1:]) if reference.startswith("#") else None
    if not isinstance(parsed, fragments.Fragment) or len(parsed.leaf[0]) > 1:
        return None
    return fragments.target_of(parsed, place, document)


def _ends(document: Xliff) -> Iterator[Found]:
    for unit in document.all("unit"):
        for side in SIDES:
            yield from _of_marks(inline(texts(unit, side), "sm", "em"), is_whole(unit, side))


def _of_marks(marks: list[etree._Element], complete: bool) -> Iterator[Found]:
    every = {mark.get("id") for mark in marks if name_of(mark) == "sm"}
    met: set[str | None] = set()
    for mark in marks:
        start = mark.get("startRef", "")
        if name_of(mark) == "sm":
            met.add(mark.get("id"))
        elif start in every - met:
            yield Found(mark, say("The end stands before its start."))
        elif start not in every and complete:
            yield Found(mark, unknown("startRef", start))
    closed = {mark.get("startRef") for mark in marks if name_of(mark) == "em"}
    for mark in marks:
        if name_of(mark) == "sm" and mark.get("id") not in closed and complete:
            yield Found(mark, say("The annotation does not end in its unit."))


# ---- fragments ------------------------------------------------------------------------------


def _references(document: Xliff) -> Iterator[tuple[etree._Element, str]]:
    """Elements that point into their own document, and the fragment."""
    names = (*MARKERS, "mtc:match", "gls:glossEntry", "gls:translation")
    for element in document.all(*names):
        reference = element.get("ref", "")
        if reference.startswith("#"):
            yield element, reference[1:]


def _written(document: Xliff) -> Iterator[Found]:
    for element, written in _references(document):
        parsed = fragments.parse(written)
        if isinstance(parsed, Message):
            yield Found(element, parsed)


def _resolved(document: Xliff) -> Iterator[Found]:
    for element, written in _references(document):
        parsed = fragments.parse(written)
        if (
            isinstance(parsed, fragments.Fragment)
            and not fragments.target_of(parsed, element, document) is not None
        ):
            yield Found(element, unknown("ref", f"#{written}"))


RULES = (
    Rule(name="annotation-type", section="type", find=_types),
    Rule(name="annotation-without-translate", section="Translate Annotation", find=_generic),
    Rule(name="comment-value-or-ref", section="Comment Annotation", find=_comments),
    Rule(name="comment-note", section="Comment Annotation", find=_notes_of_comments),
    Rule(name="annotation-complete", section="em", find=_ends),
    Rule(name="fragment-syntax", section="Fragment Identification", find=_written),
    Rule(name="fragment-unknown", section="Fragment Identification", find=_resolved),
)
