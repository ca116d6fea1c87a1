"""OpenDocument elements (OASIS ODF 1.3), and text with its spaces, tabs and breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from translations.editions.xml_elements import Xml, element

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
VERSION: Final = "1.3"
_NAMESPACES: Final = {
    "office": f"{_OASIS}:office:1.0",
    "style": f"{_OASIS}:style:1.0",
    "text": f"{_OASIS}:text:1.0",
    "table": f"{_OASIS}:table:1.0",
    "draw": f"{_OASIS}:drawing:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}:svg-compatible:1.0",
    "meta": f"{_OASIS}:meta:1.0",
    "config": f"{_OASIS}:config:1.0",
    "ooo": "http://openoffice.org/2004/office",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
MANIFEST: Final = f"{_OASIS}:manifest:1.0"
#: Space that XML readers would take together, and what is an element of its own.
_PIECES = re.compile(r"(\r\n|[\n\r\t\u2028\u2029]|^ +| {2,})")
_NAME = re.compile("[^A-Za-z0-9]")


def root(name: str, /, *children: str) -> Xml:
    """The outermost element of a part, with every namespace that it may use."""
    spaces = {f"xmlns_{prefix}": uri for prefix, uri in _NAMESPACES.items()}
    return element(name, *children, **spaces, office_version=VERSION)


def named(written: str) -> str:
    """The name of a style as XML can say it: what is no letter or digit by its number."""
    return _NAME.sub(lambda match: f"_{ord(match[0]):x}_", written)


def characters(text: str) -> Iterator[str]:
    """Text with its breaks, tabs and spaces, none of which a reader will take together."""
    for piece in filter(None, _PIECES.split(text)):
        if piece == "\t":
            yield element("text:tab")
        elif not piece.strip(" "):
            yield element("text:s", text_c=f"{len(piece)}")
        elif _PIECES.fullmatch(piece):
            yield element("text:line-break")
        else:
            yield piece
