"""EPUB 3 (W3C EPUB 3.3): the pages of the book in reading order, its contents and its title.

Pages are XHTML, read as `html` reads them; the table of contents for old
readers (NCX) is translated beside that for new ones.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats.originals import archive, decoding, escaping, html, markup, xml_texts
from translations.formats.originals.archive import Archive
from translations.formats.originals.base import Found, OriginalFormat, Part, Place
from translations.formats.originals.markup import Token, attribute

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_PAGES: Final = "application/xhtml+xml"
_CONTENTS: Final = "application/x-dtbncx+xml"
_PACKAGE: Final = {"http://www.idpf.org/2007/opf": "", "http://purl.org/dc/elements/1.1/": "dc"}
_XHTML: Final = {"http://www.w3.org/1999/xhtml": ""}
_NCX: Final = {"http://www.daisy.org/z3986/2005/ncx/": ""}


class _Item(NamedTuple):
    """A line of the manifest."""

    id: str
    member: str
    type: str


def find(data: bytes, _language: str) -> Found:
    """The places of a book's paragraphs; `UnreadableDocument` with member and line."""
    opened = Archive(data)
    package = _package(opened)
    locked = _locked(opened)
    parts: list[Part] = []
    places: list[Place] = []
    for name, kind in [(package.name, ""), *_texts(opened, package)]:
        if name in locked:
            reason = say("It is encrypted, or of an old version; save it anew without a password.")
            raise UnreadableDocument(reason, place=name)
        part = package if not kind else decoding.xml_part(opened.read(name), name)
        places += _places(part, len(parts), kind)
        parts.append(part)
    return Found(tuple(parts), tuple(places))


def _package(opened: Archive) -> Part:
    if _CONTAINER not in opened:
        raise UnreadableDocument(say("This is no EPUB book."))
    container = decoding.xml_part(opened.read(_CONTAINER), _CONTAINER)
    for token in markup.xml_tokens(container.text):
        if token.name.rpartition(":")[2] == "rootfile":
            name = _value(container, token, "full-path")
            if name not in opened:
                reason = say("The archive has no member “%(name)s”.", name=name)
                raise UnreadableDocument(reason, place=_CONTAINER)
            return decoding.xml_part(opened.read(name), name)
    raise UnreadableDocument(say("This is no EPUB book."), place=_CONTAINER)


def _locked(opened: Archive) -> frozenset[str]:
    if _ENCRYPTION not in opened:
        return frozenset()
    part = decoding.xml_part(opened.read(_ENCRYPTION), _ENCRYPTION)
    return frozenset(
        unquote(_value(part, token, "uri"))
        for token in markup.xml_tokens(part.text)
        if token.name.rpartition(":")[2] == "CipherReference"
    )


def _value(part: Part, token: Token, name: str) -> str:
    return escaping.plain(attribute(part.text, token, name))


def _texts(opened: Archive, package: Part) -> Iterator[tuple[str, str]]:
    """The members with text and their types: pages as they are read, then contents."""
    items: dict[str, _Item] = {}
    order: list[str] = []
    for token in xml_texts.tokens(package, xml_texts.prefixes(package, _PACKAGE)):
        if token.name == "item":
            item = _item(package, token)
            items[item.id] = item
        elif token.name == "itemref":
            order.append(_value(package, token, "idref"))
    spine = [items[each] for each in order if each in items]
    pages = [item for item in (*spine, *items.values()) if item.type == _PAGES]
    contents = [item for item in items.values() if item.type == _CONTENTS]
    found = dict.fromkeys((item.member, item.type) for item in (*pages, *contents))
    return ((name, kind) for name, kind in found if name in opened)


def _item(package: Part, token: Token) -> _Item:
    href = unquote(_value(package, token, "href"))
    member = posixpath.normpath(posixpath.join(posixpath.dirname(package.name), href))
    kind = _value(package, token, "media-type")
    return _Item(_value(package, token, "id"), member, kind)


def _places(part: Part, number: int, kind: str) -> list[Place]:
    names = {"": _PACKAGE, _PAGES: _XHTML, _CONTENTS: _NCX}[kind]
    tokens = xml_texts.tokens(part, xml_texts.prefixes(part, names))
    if kind == _PAGES:
        return html.places(part, tokens, number)
    wanted, role = ({"text"}, "contents") if kind else ({"dc:title"}, "title")
    return list(xml_texts.elements(part, number, tokens, wanted, role=role))


FORMAT = OriginalFormat(
    name="epub",
    title="EPUB 3",
    extensions=(".epub",),
    media_type="application/epub+zip",
    find=find,
    rebuild=archive.rewrite,
)
