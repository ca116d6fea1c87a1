"""XML from strangers: no entities, no network, bounded depth and size, errors with a line."""

from __future__ import annotations

from lxml import etree

from glossary.errors import UnreadableTermBase

MOST_BYTES = 50 * 1024 * 1024


def parse(content: bytes, place: str) -> etree._Element:
    """The root of a document, or why it is refused.

    libxml2 itself refuses more than 256 levels, texts over ten megabytes and
    entities that grow; a document that declares entities at all is refused here.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableTermBase(place, None, f"the file is larger than {MOST_BYTES} bytes.")
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
        raise UnreadableTermBase(place, error.lineno, f"{error.msg}.") from None
    _refuse_entities(root, content, place)
    return root


def _refuse_entities(root: etree._Element, content: bytes, place: str) -> None:
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        line = content.count(b"\n", 0, max(content.find(b"<!ENTITY"), 0)) + 1
        raise UnreadableTermBase(place, line, "the file declares entities, which is not allowed.")
