"""Files made ready for validators: XML behind the gate, all else as bytes."""

from __future__ import annotations

import codecs

from lxml import etree

from glossary.errors import UnreadableTermBase
from glossary.formats import safe_xml
from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.validation.base import File, line_of

#: As deep as elements may be nested; no file of translators comes near.
DEEPEST = 200
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def opened(body: bytes, name: str) -> File:
    """The file with its root, or `UnreadableDocument` with the line that no parser gets past."""
    if not body.strip():
        raise UnreadableDocument(say("The file is empty."), place=name)
    return File(body=body, name=name, root=_root(body, name) if _is_xml(body) else None)


def _is_xml(body: bytes) -> bool:
    head = body[:256]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip().startswith(b"<")


def _root(body: bytes, name: str) -> etree._Element:
    try:
        root = safe_xml.parse(body, name)
    except UnreadableTermBase as error:
        raise UnreadableDocument(error.reason, place=name, line=error.line) from None
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            reason = say("Elements are nested more than %(count)s deep.", count=DEEPEST)
            raise UnreadableDocument(reason, place=name, line=line_of(element))
    for entity in root.iter(etree.Entity):
        parent = entity.getparent()
        reason = say("The entity “%(name)s” is not known.", name=entity.text or "")
        line = None if parent is None else line_of(parent)
        raise UnreadableDocument(reason, place=name, line=line)
    return root
