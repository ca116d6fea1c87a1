"""XLIFF 2: change tracking tells of what is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from glossary.saying import say
from translations.validation.base import Found, Rule
from translations.validation.shape_words import brief
from translations.validation.xliff2.document import Xliff, above, around, children, name_of
from translations.validation.xliff2.rules_codes import unknown


class _Tracked(NamedTuple):
    """The elements around a change track that revisions may be of."""

    total: int
    by_id: dict[str | None, list[etree._Element]]  #: under nothing, those without an id

    @property
    def are_named(self) -> bool:
        return bool(self.by_id.keys() - {None})


def _tracked(document: Xliff) -> Iterator[tuple[etree._Element, _Tracked]]:
    known: dict[tuple[etree._Element | None, str], _Tracked] = {}
    for revisions in document.all("ctr:revisions"):
        room = above(revisions, "file", "group", "unit", "notes")
        key = room, revisions.get("appliesTo", "")
        if key not in known:
            known[key] = _named(*key)
        yield revisions, known[key]


def _named(room: etree._Element | None, name: str) -> _Tracked:
    inside = () if room is None else room.iter(etree.Element)
    found = [each for each in inside if name_of(each).rpartition(":")[2] == name]
    by_id: dict[str | None, list[etree._Element]] = {}
    for each in found:
        by_id.setdefault(each.get("id"), []).append(each)
    return _Tracked(len(found), by_id)


def _references(document: Xliff) -> Iterator[Found]:
    """One of several elements is referred to by its id."""
    for revisions, tracked in _tracked(document):
        reference = revisions.get("ref")
        if reference is None:
            if tracked.total > 1 and None not in tracked.by_id:
                told = say(
                    "There are several <%(element)s>; “ref” must say which one.",
                    element=brief(revisions.get("appliesTo", "")),
                )
                yield Found(revisions, told)
        elif reference not in tracked.by_id and (
            tracked.are_named or (around(revisions), reference) not in document.by_id
        ):
            yield Found(revisions, unknown("ref", reference))


def _properties(document: Xliff) -> Iterator[Found]:
    """A property is the content of what is tracked, or an attribute that it has."""
    for revisions, tracked in _tracked(document):
        reference = revisions.get("ref")
        meant = (
            [each for same in tracked.by_id.values() for each in same]
            if reference is None
            else tracked.by_id.get(reference, [])
        )
        names = {str(name) for each in meant for name in each.attrib} | {"content"}
        for item in _items(revisions):
            if meant and item.get("property", "content") not in names:
                yield Found(item, unknown("property", item.get("property", "")))


def _items(revisions: etree._Element) -> Iterator[etree._Element]:
    for revision in children(revisions, "ctr:revision"):
        yield from children(revision, "ctr:item")


def _repeated(document: Xliff) -> Iterator[Found]:
    for revision in document.all("ctr:revision"):
        met: set[str] = set()
        for item in children(revision, "ctr:item"):
            name = item.get("property", "")
            if name in met:
                yield Found(item, say("The revision has “%(name)s” twice.", name=brief(name)))
            met.add(name)


RULES = (
    Rule(name="revision-ref", section="Change Tracking Module: ref", find=_references),
    Rule(name="revision-property", section="Change Tracking Module: property", find=_properties),
    Rule(name="revision-repeats", section="Change Tracking Module: property", find=_repeated),
)
