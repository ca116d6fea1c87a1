"""Pairs of source and target from XLIFF 1.2 and 2.0 to 2.2, for linters.

Only what a linter needs: the text of every unit with its inline codes as codes.
Markers (`mrk`, `sm`, `em`) are transparent; the content of native codes is not text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from glossary.errors import UnreadableTermBase
from glossary.formats import safe_xml
from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.model import FIRST_CODE, Code, CodeKind
from translations.placeholders import names

_NAMESPACES: Final = (
    "urn:oasis:names:tc:xliff:document:1.2",
    "urn:oasis:names:tc:xliff:document:2.",
)
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
    if name.localname != "xliff" or not (name.namespace or "").startswith(_NAMESPACES):
        reason = say(
            "the root is <%(name)s> of no XLIFF that is known (1.2, 2.0, 2.1, 2.2).",
            name=name.localname,
        )
        raise UnreadableDocument(reason, place="XLIFF", line=root.sourceline)
    return tuple(_pairs(root))


def _pairs(root: etree._Element) -> Iterator[XliffPair]:
    for unit in root.iter("{*}trans-unit", "{*}unit"):
        if unit.get("translate") == "no":
            continue
        identity = unit.get("id", "")
        if _name(unit) == "trans-unit":
            yield _pair(unit, identity)
            continue
        for number, segment in enumerate(unit.iterfind("{*}segment"), 1):
            yield _pair(segment, f"{identity}/{segment.get('id', str(number))}")


def _pair(unit: etree._Element, identity: str) -> XliffPair:
    codes: list[Code] = []
    source, target = (_coded(unit.find(f"{{*}}{side}"), codes) for side in ("source", "target"))
    return XliffPair(
        id=identity,
        source=source,
        target=target,
        placeholders=names(codes),
        line=int(unit.sourceline or 0),
    )


def _coded(element: etree._Element | None, codes: list[Code]) -> str:
    return "" if element is None else "".join(_parts(element, codes))


def _parts(element: etree._Element, codes: list[Code]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _inline(child, codes)
        yield child.tail or ""


def _inline(child: etree._Element, codes: list[Code]) -> Iterator[str]:
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


def _code(child: etree._Element, kind: CodeKind, codes: list[Code]) -> str:
    """The character of a code; the same code in both texts is one."""
    identity = child.get("id", "") or child.get("startRef", "")
    known = [(code.id, code.kind) for code in codes]
    wanted = (f"{_name(child)} {identity}", kind)
    if wanted not in known:
        codes.append(Code(id=wanted[0], kind=kind, original=""))
        return chr(FIRST_CODE + len(codes) - 1)
    return chr(FIRST_CODE + known.index(wanted))


def _character(child: etree._Element) -> str:
    """A character that XML cannot hold; one that no text can is left out."""
    try:
        point = int(child.get("hex", ""), 16)
    except ValueError:
        return ""
    return chr(point) if 0x20 <= point < 0xD800 else ""


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
