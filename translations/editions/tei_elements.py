"""Elements of TEI P5 as values: whatever characters come are such as XML has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final
from urllib.parse import quote

from lxml import etree

NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What an address may keep as it is (RFC 3986), `%` of what is escaped already.
_ADDRESS: Final = "%:/?#[]@!$&'()*+,;=~-._"

Child = str | etree._Element  # noqa: SLF001 (lxml's only name for its elements)


def element(name: str, *children: Child, lang: str = "", **attributes: str) -> etree._Element:
    """An element; attributes that are empty are left out, `id_` and `space` are XML's own."""
    made = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})
    for key, value in {**attributes, "lang": lang}.items():
        if value:
            made.set(f"{_XML}{key}" if key in ("lang", "id", "space") else key, clean(value))
    fill(made, children)
    return made


def fill(parent: etree._Element, children: Iterable[Child]) -> None:
    """Add text and elements at the end of an element."""
    for child in children:
        if not isinstance(child, str):
            parent.append(child)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + clean(child)
        else:
            parent.text = (parent.text or "") + clean(child)


#: Elements that hold elements alone: white space in them says nothing.
_STRUCTURES: Final = frozenset(
    {"text", "front", "body", "back", "div", "sp", "list", "quote", "argument", "floatingText"}
    | {"titlePage", "docTitle", "listBibl"}
)


def spread(root: etree._Element) -> None:
    """Give every part of the structure a line of its own, and change no text."""
    for each in root.iter():
        if etree.QName(each).localname in _STRUCTURES and len(each):
            each.text = "\n"
            for child in each:
                child.tail = "\n"


def clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def address(link: str) -> str:
    """A link as TEI's pointers may be: what no address has is escaped."""
    return quote(clean(link), safe=_ADDRESS)


def dated(written: str, name: str = "date", shown: str = "") -> etree._Element:
    """A date in words, and for machines where it is one (ISO 8601)."""
    try:
        when = date.fromisoformat(written[:10]).isoformat()
    except ValueError:
        when = ""
    return element(name, shown or written, when=when)
