"""Fragment identifiers of XLIFF 2: what a reference within a document points to.

The part after `#` names, outermost first, a file, groups, a unit, and one thing in it:
`f=…/g=…/u=…/n=…`. An inline element of the source, or a segment, goes by its id alone.
A reference that does not begin with `/` is read from where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from glossary.saying import Message, say
from translations.validation.shape_words import brief
from translations.validation.xliff2.document import (
    CODES,
    MARKERS,
    SIDES,
    Xliff,
    above,
    name_of,
)

_NMTOKEN: Final = re.compile(r"[\w:.\-\u00b7]+")
#: In which order selectors stand; what points into a unit or a file comes last.
_DEPTH: Final = {"f": 0, "g": 1, "u": 2}
_ROOMS: Final = {"f": "file", "g": "group", "u": "unit"}
_LISTED: Final = {"n": "note", "d": "data"}
_LEAVES: Final = frozenset({"n", "d", "t", ""})
#: Prefixes of modules, and those that others have registered with the committee.
PREFIXES: Final = frozenset(
    {"gls", "mtc", "mda", "res", "ctr", "slr", "val", "fs", "its", "itsm", "pgs"}
    | {"tbx", "okp", "mq", "sdl", "dit", "mxliff"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """What a reference says, selector by selector."""

    absolute: bool
    selectors: tuple[tuple[str, str], ...]  #: prefix and id; an inline element has no prefix

    @property
    def leaf(self) -> tuple[str, str]:
        return self.selectors[-1]


def parse(written: str) -> Fragment | Message:
    """The fragment after `#`, or what is wrong with how it is written."""
    body = written.removeprefix("/")
    selectors = []
    for part in body.split("/"):
        prefix, mark, identity = part.rpartition("=")
        if mark and len(prefix) != 1 and not re.fullmatch(r"[A-Za-z][\w.\-]+", prefix):
            return say("“%(prefix)s” is no prefix of a fragment.", prefix=brief(prefix))
        if not _NMTOKEN.fullmatch(identity):
            return say("“%(part)s” is no part of a fragment.", part=brief(part))
        selectors.append((prefix, identity))
    return _ordered(selectors) or Fragment(
        absolute=written.startswith("/"), selectors=tuple(selectors)
    )


def _ordered(selectors: Sequence[tuple[str, str]]) -> Message | None:
    """What is wrong with the prefixes or their order; nothing where all is well."""
    before, shown = -1, ""
    for prefix, identity in selectors:
        if len(prefix) == 1 and prefix not in _DEPTH and prefix not in _LEAVES:
            return say("“%(prefix)s” is no prefix of a fragment.", prefix=prefix)
        if len(prefix) > 1 and prefix not in PREFIXES:
            return say("The prefix “%(prefix)s” is not registered.", prefix=brief(prefix))
        if before == len(_DEPTH):
            return say("After “%(part)s” nothing may follow.", part=shown)
        depth = _DEPTH.get(prefix, len(_DEPTH))
        shown = f"{prefix}={identity}" if prefix else identity
        if depth < before or (depth == before and prefix != "g"):
            return say("“%(part)s” stands at the wrong place of the fragment.", part=shown)
        before = depth
    return None


def target_of(fragment: Fragment, place: etree._Element, document: Xliff) -> etree._Element | None:
    """What a fragment points to, seen from an element; nothing where it is not there.

    What modules and extensions hold is theirs: only its surroundings are looked for.
    """
    around: etree._Element | None = None if fragment.absolute else _surroundings(place, fragment)
    for prefix, identity in fragment.selectors:
        if len(prefix) > 1:
            return around if around is not None else document.root
        around = _step(prefix, identity, around, document)
        if around is None:
            return None
    return around


def _surroundings(place: etree._Element, fragment: Fragment) -> etree._Element | None:
    """Where a relative fragment begins: the document, the file, or the unit around it."""
    rooms = {"f": (), "g": ("file",), "u": ("file",), "n": ("unit", "group", "file")}
    names = rooms.get(fragment.selectors[0][0], ("unit",))
    return next((each for each in (above(place, name) for name in names) if each is not None), None)


def _step(
    prefix: str, identity: str, around: etree._Element | None, document: Xliff
) -> etree._Element | None:
    if prefix not in _ROOMS:
        named = () if around is None else document.by_id.get((around, identity), ())
        return next((each for each in named if _is_in(each, around, prefix)), None)
    rooms = (None,) if prefix == "f" else _files(around, document)
    return next(
        (
            each
            for room in rooms
            for each in document.by_id.get((room, identity), ())
            if name_of(each) == _ROOMS[prefix] and (around in {None, room} or _holds(around, each))
        ),
        None,
    )


def _files(around: etree._Element | None, document: Xliff) -> Iterable[etree._Element | None]:
    """The files in which a group or a unit is looked for."""
    if around is None:
        return document.all("file")
    return (around if name_of(around) == "file" else above(around, "file"),)


def _holds(around: etree._Element | None, element: etree._Element) -> bool:
    return around is not None and around in element.iterancestors()


def _is_in(element: etree._Element, room: etree._Element | None, prefix: str) -> bool:
    """Whether a selector without a prefix, or with a leaf's, may name an element of a room."""
    name, parent = name_of(element), element.getparent()
    if prefix in _LISTED:
        return name == _LISTED[prefix] and parent is not None and parent.getparent() is room
    if name in {"segment", "ignorable"}:
        return prefix == "" and parent is room
    side = above(element, *SIDES) if name in {*CODES, *MARKERS} else None
    part = None if side is None else above(side, "segment", "ignorable", "mtc:match")
    return (
        side is not None
        and name_of(side) == ("target" if prefix == "t" else "source")
        and part is not None
        and part.getparent() is room
    )
