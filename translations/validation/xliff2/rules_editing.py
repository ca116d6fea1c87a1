"""XLIFF 2: what translators may not delete is still there, and what must follow does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from glossary.saying import say
from translations.validation.base import Found, Rule
from translations.validation.shape_words import brief
from translations.validation.xliff2.document import (
    CODES,
    SIDES,
    Xliff,
    children,
    inline,
    is_whole,
    name_of,
    parts,
    texts,
)


class _Event(NamedTuple):
    """A code, or one end of it, as one meets it when reading."""

    key: str  #: the same for both spellings of a pair
    bound: str  #: "yes", "firstNo" or "no"
    at: etree._Element


def _hints(document: Xliff) -> Iterator[Found]:
    """Where a code may not move, it may not be copied or deleted."""
    for code in document.all(*CODES):
        if code.get("canReorder") in {"no", "firstNo"} and name_of(code) != "ec":
            for name in ("canCopy", "canDelete"):
                if code.get(name, "yes") != "no":
                    told = say("Where “canReorder” is not “yes”, “%(attribute)s” must be “no”.",
                               attribute=name)  # fmt: skip
                    yield Found(code, told)


def _beginnings(document: Xliff) -> Iterator[Found]:
    for unit in document.all("unit"):
        for side in SIDES:
            begun = not is_whole(unit, side)
            for event in _events(texts(unit, side)):
                begun = begun or event.bound == "firstNo"
                if event.bound == "no" and not begun:
                    yield Found(event.at, say("No code before it begins its sequence (“firstNo”)."))


def _sequences(document: Xliff) -> Iterator[Found]:
    """A bound sequence of the source stands in the target as it is, and together."""
    for unit in document.all("unit"):
        written = list(_events(texts(unit, "target")))
        keys = [event.key for event in written]
        whole = is_whole(unit, "target")
        places = {key: place for place, key in reversed(list(enumerate(keys)))}
        for sequence in _bound(list(_events(texts(unit, "source")))):
            start = places.get(sequence[0])
            is_there = whole or places.keys() >= set(sequence)
            if start is None or not is_there or keys[start : start + len(sequence)] == sequence:
                continue
            told = say(
                "The codes from “%(id)s” on are not in the order of the source.",
                id=brief(sequence[0].lstrip("/")),
            )
            yield Found(written[start].at, told)


def _bound(events: list[_Event]) -> Iterator[list[str]]:
    """Each run of codes that keep their order, by their keys."""
    number, runs = 0, []
    for event in events:
        number += event.bound in {"firstNo", "yes"}
        runs.append((number, event))
    for _number, run in groupby(runs, key=lambda each: each[0]):
        sequence = [event for _, event in run]
        if sequence[0].bound == "firstNo" and len(sequence) > 1:
            yield [event.key for event in sequence]


def _events(content: list[etree._Element]) -> Iterator[_Event]:
    """The codes of texts in order; a pair is two events, however it is written."""
    for text in content:
        for moment, element in etree.iterwalk(text, events=("start", "end")):
            name, bound = name_of(element), element.get("canReorder", "yes")
            key = element.get("id", "")
            if name == "pc":
                closing = "yes" if bound == "yes" else "no"
                yield (
                    _Event(key, bound, element)
                    if moment == "start"
                    else _Event(f"/{key}", closing, element)
                )
            elif moment == "start" and name in {"ph", "sc"}:
                yield _Event(key, bound, element)
            elif moment == "start" and name == "ec":
                yield _Event(f"/{element.get('startRef', key)}", bound, element)


def _kept(document: Xliff) -> Iterator[Found]:
    """Codes that may not be deleted are somewhere in the targets of the unit."""
    for unit in document.all("unit"):
        there = {_identity(code) for code in inline(texts(unit, "target"), *CODES)}
        for part in parts(unit):
            for target in children(part, "target"):
                for code in inline(children(part, "source"), *CODES):
                    if _may_not_go(code) and _identity(code) not in there:
                        told = say("The target lacks the code “%(id)s”, which may not be deleted.",
                                   id=brief(_identity(code)))  # fmt: skip
                        yield Found(target, told)


def _may_not_go(code: etree._Element) -> bool:
    return code.get("canDelete") == "no" and name_of(code) != "ec"


def _identity(code: etree._Element) -> str:
    return code.get("id", "")


RULES = (
    Rule(name="bound-code-copied-or-deleted", section="canReorder", find=_hints),
    Rule(name="sequence-without-beginning", section="canReorder", find=_beginnings),
    Rule(name="sequence-reordered", section="canReorder", find=_sequences),
    Rule(name="code-deleted", section="canDelete", find=_kept),
)
