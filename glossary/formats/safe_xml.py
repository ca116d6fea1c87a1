"""XML from strangers: no entities, no network, bounded depth and size, errors with a line."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from glossary.errors import UnreadableTermBase
from glossary.saying import say

MOST_BYTES = 50 * 1024 * 1024
#: What the library adds to its messages: the place, which is said anyway, and hints for programs.
_ADDED = re.compile(r"(?:, line \d+, column \d+)?(?: \(.*\))?$")
#: How its messages begin that speak of its own settings, and what they mean.
_MEANT = (
    ("Excessive depth", "its elements are nested more than 256 deep"),
    ("Resource limit exceeded", "one of its texts is longer than ten million characters"),
    ("Maximum entity amplification", "it declares entities, which is not allowed"),
)


def parse(content: bytes, place: str) -> etree._Element:
    """The root of a document, or why it is refused.

    libxml2 itself refuses more than 256 levels, texts over ten megabytes and
    entities that grow; a document that declares entities at all is refused here.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableTermBase(
            place, None, say("the file is larger than %(count)s bytes.", count=MOST_BYTES)
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableTermBase(place, error.lineno, told(error)) from None
    _refuse_entities(root, content, place)
    return root


def walk(content: bytes, place: str, *names: str) -> Iterator[etree._Element]:
    """The elements of these local names as each ends, forgotten once they were looked at.

    For the parts of packages, which may declare no document type at all.
    """
    elements = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=tuple(f"{{*}}{name}" for name in names),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        for _event, element in elements:
            if element.getroottree().docinfo.internalDTD is not None:
                raise UnreadableTermBase(place, 1, say("it declares a document type; none may."))
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise UnreadableTermBase(place, error.lineno, told(error)) from None


def told(error: etree.XMLSyntaxError) -> str:
    """What is wrong with a document, in one line and without its place."""
    message = " ".join(_ADDED.sub("", error.msg or "").split()).rstrip(" ,.:")
    for beginning, meaning in _MEANT:
        if message.startswith(beginning):
            return f"{meaning}."
    return f"{message or 'this is no XML'}."


def _refuse_entities(root: etree._Element, content: bytes, place: str) -> None:
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        line = content.count(b"\n", 0, max(content.find(b"<!ENTITY"), 0)) + 1
        raise UnreadableTermBase(
            place, line, say("the file declares entities, which is not allowed.")
        )
