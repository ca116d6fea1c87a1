"""Pairs of source and target from XLIFF 1.2 and 2.0 to 2.2, for linters.

Only what a linter needs: the text of every unit with its inline codes as codes. Files of
XLIFF 1.0 and 1.1, and those that name no namespace, hold the same units and are read too.
Markers (`mrk`, `sm`, `em`) are transparent; the content of native codes is not text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from glossary.errors import UnreadableTermBase
from glossary.formats import safe_xml
from glossary.saying import Message, say
from translations.errors import UnreadableDocument
from translations.model import FIRST_CODE, Code, CodeKind
from translations.placeholders import names

_NAMESPACES: Final = (
    "urn:oasis:names:tc:xliff:document:1.",
    "urn:oasis:names:tc:xliff:document:2.",
)
#: As many codes as a text can hold, each being one private-use character.
MOST_CODES: Final = 6_400
_PAIRS: Final = frozenset({"g", "pc"})
_TRANSPARENT: Final = frozenset({"mrk", "sm", "em"})


@dataclass(frozen=True, slots=True, kw_only=True)
class XliffPair:
    """A unit, or a segment of one, with both texts coded."""

    id: str
    source: str
    target: str
    placeholders: tuple[str, ...] = ()  #: of the codes of both texts, in their order
    line: int = field(default=0, compare=False)
    problem: str = ""  #: why it cannot be read; then its texts say nothing


def is_xliff(head: bytes) -> bool:
    """Say whether a file that starts so is XLIFF."""
    return b"<xliff" in head


def read_pairs(content: bytes) -> tuple[XliffPair, ...]:
    """All pairs that may be translated, or `UnreadableDocument` with the line that is wrong."""
    try:
        root = safe_xml.parse(content, "XLIFF")
    except UnreadableTermBase as error:
        raise UnreadableDocument(error.reason, place="XLIFF", line=error.line) from None
    name = etree.QName(root)
    namespace = name.namespace or ""
    is_old = not namespace and (root.get("version") or "").startswith("1.")
    is_known = namespace.startswith(_NAMESPACES) or is_old
    if name.localname != "xliff" or not is_known:
        raise UnreadableDocument(_unknown(name), place="XLIFF", line=root.sourceline)
    return tuple(_pairs(root))


def _unknown(root: etree.QName) -> Message:
    if not root.namespace:
        return say(
            "the root is <%(name)s>, no XLIFF that is known (1.2, 2.0 to 2.2).",
            name=root.localname,
        )
    return say(
        "the root is <%(name)s> in “%(namespace)s”, no XLIFF that is known (1.2, 2.0 to 2.2).",
        name=root.localname,
        namespace=root.namespace,
    )


def _pairs(root: etree._Element) -> Iterator[XliffPair]:
    for unit in root.iter("{*}trans-unit", "{*}unit"):
        if not _is_for_translation(unit):
            continue
        identity = unit.get("id", "")
        if _name(unit) == "trans-unit":
            yield _pair(unit, identity)
            continue
        for number, segment in enumerate(unit.iterfind("{*}segment"), 1):
            yield _pair(segment, f"{identity}/{segment.get('id', str(number))}")


def _is_for_translation(unit: etree._Element) -> bool:
    """What a unit says of that, or else the group or the file that it is in."""
    said = (each.get("translate") for each in (unit, *unit.iterancestors()))
    return next(filter(None, said), "yes") != "no"


def _pair(unit: etree._Element, identity: str) -> XliffPair:
    codes = _Codes()
    line = int(unit.sourceline or 0)
    source, target = (unit.find(f"{{*}}{side}") for side in ("source", "target"))
    texts = [_coded(element, codes) for element in (source, target)]
    problem = "there is no source in it" if source is None else ""
    if len(codes.every) > MOST_CODES:
        problem = f"it has more than {MOST_CODES:,} inline codes"
    if problem:
        return XliffPair(id=identity, source="", target="", line=line, problem=problem)
    return XliffPair(
        id=identity, source=texts[0], target=texts[1], placeholders=names(codes.every), line=line
    )


class _Codes:
    """The codes of a unit: the same one in both texts is one."""

    def __init__(self) -> None:
        self.every: list[Code] = []
        self._known: dict[tuple[str, CodeKind], int] = {}

    def character(self, identity: str, kind: CodeKind) -> str:
        """The character that stands for a code."""
        number = self._known.setdefault((identity, kind), len(self.every))
        if number == len(self.every):
            self.every.append(Code(id=identity, kind=kind, original=""))
        return chr(FIRST_CODE + number % MOST_CODES)


def _coded(element: etree._Element | None, codes: _Codes) -> str:
    return "" if element is None else "".join(_parts(element, codes))


def _parts(element: etree._Element, codes: _Codes) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _inline(child, codes)
        yield child.tail or ""


def _inline(child: etree._Element, codes: _Codes) -> Iterator[str]:
    name = _name(child)
    if name == "cp":
        yield _character(child)
    elif name in _TRANSPARENT:
        yield from _parts(child, codes)
    elif name in _PAIRS:
        yield _code(child, CodeKind.START, codes)
        yield from _parts(child, codes)
        yield _code(child, CodeKind.END, codes)
    else:
        yield _code(child, CodeKind.PLACEHOLDER, codes)


def _code(child: etree._Element, kind: CodeKind, codes: _Codes) -> str:
    identity = child.get("id", "") or child.get("startRef", "")
    return codes.character(f"{_name(child)} {identity}", kind)


def _character(child: etree._Element) -> str:
    """A character that XML cannot hold; one that no text can is left out."""
    try:
        point = int(child.get("hex", ""), 16)
    except ValueError:
        return ""
    return chr(point) if 0x20 <= point < 0xD800 else ""


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
