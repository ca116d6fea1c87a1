"""ODT (OpenDocument 1.3, part 3): the body, headers, footers, notes, and what pictures say.

White space is what the standard makes of it (6.1.2). Annotations and what was
deleted while changes were tracked stay in the file and are nobody's concern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats.gate import line_of
from translations.formats.originals import archive, decoding, escaping, flow, xml_texts
from translations.formats.originals.archive import Archive
from translations.formats.originals.base import Found, OriginalFormat, Part, Piece, Place
from translations.formats.originals.markup import Kind, Token, attribute
from translations.model import BlockKind, CodeKind

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES: Final = {
    f"{_OASIS}:text:1.0": "text",
    f"{_OASIS}:office:1.0": "office",
    f"{_OASIS}:drawing:1.0": "draw",
    f"{_OASIS}:style:1.0": "style",
    f"{_OASIS}:xsl-fo-compatible:1.0": "fo",
    f"{_OASIS}:svg-compatible:1.0": "svg",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_MEMBERS: Final = ("content.xml", "styles.xml")
_PARAGRAPHS: Final = frozenset({"text:p", "text:h"})
#: Elements in a paragraph whose content is text of the paragraph.
_PAIRS: Final = {"text:span": "span", "text:a": "link", "text:meta": "tag"}
_FREE: Final = {"text:s": "space", "text:tab": "tab", "text:line-break": "br"}
_DISPLAYS: Final = {
    "text:note": "note", "draw:frame": "image", "office:annotation": "comment",
    "office:annotation-end": "comment", "text:bookmark": "bookmark",
    "text:bookmark-start": "bookmark", "text:bookmark-end": "bookmark", "text:change": "del",
    "text:change-start": "ins", "text:change-end": "ins", "text:ruby": "ruby",
}  # fmt: skip
_FORGOTTEN: Final = frozenset({"text:soft-page-break"})
#: What holds paragraphs that are no text of the document.
_KEPT: Final = frozenset({"text:tracked-changes", "office:annotation"})
_STYLE = re.compile(
    r"<style:style\s[^>]*style:name=\"([^\"]*)\"[^>]*>\s*<style:text-properties\s([^>]*)>"
)


def find(data: bytes, _language: str) -> Found:
    """The places of a document's paragraphs; `UnreadableDocument` with member and line."""
    opened = Archive(data)
    if "content.xml" not in opened:
        raise UnreadableDocument(say("This is no OpenDocument text (ODT)."))
    _refuse_dangers(opened)
    parts: list[Part] = []
    places: list[Place] = []
    for name in (*_MEMBERS, "meta.xml"):
        if name not in opened:
            continue
        part = decoding.xml_part(opened.read(name), name)
        tokens, ends, _ = xml_texts.tree(part, xml_texts.prefixes(part, _NAMESPACES))
        if name == "meta.xml":
            found = list(xml_texts.elements(part, len(parts), tokens, {"dc:title"}, role="title"))
        else:
            found = _places(part, len(parts), tokens, ends)
        places += found
        parts.append(part)
    return Found(tuple(parts), tuple(places))


def _refuse_dangers(opened: Archive) -> None:
    if any(name.startswith(("Basic/", "Scripts/")) and name[-1] != "/" for name in opened.names):
        raise UnreadableDocument(say("It has macros; save it without them."))
    if "META-INF/manifest.xml" in opened:
        told = opened.read("META-INF/manifest.xml")
        if b"encryption-data" in told:
            reason = say("It is encrypted, or of an old version; save it anew without a password.")
            raise UnreadableDocument(reason)


def _places(part: Part, number: int, tokens: list[Token], ends: dict[int, int]) -> list[Place]:
    styles = {match[1]: _shown(match[2]) for match in _STYLE.finditer(part.text)}
    found: list[Place] = []
    lists: list[int] = []  #: where the items end that are open
    fresh, silent = False, -1
    for at, token in enumerate(tokens):
        while lists and at > lists[-1]:
            lists.pop()
        if token.name in ("text:dde-connection-decl", "office:dde-source"):
            reason = say("It has a field that starts another program (DDE); remove it.")
            line = line_of(part.text, token.start)
            raise UnreadableDocument(reason, place=part.name, line=line)
        if token.kind is not Kind.START or at < silent:
            continue
        if token.name in _KEPT:
            silent = ends[at]
        elif token.name in ("text:list-item", "text:list-header"):
            lists.append(ends[at])
            fresh = token.name == "text:list-item"
        elif token.name in _PARAGRAPHS:
            kind, level = _kind(part, token, len(lists), fresh=fresh)
            fresh = False
            place = flow.place(
                list(_content(part, tokens, ends, styles, at + 1, ends[at])),
                source=part.text,
                part=number,
                write=escaping.write,
                kind=kind,
                level=level,
            )
            found += [place] if place is not None else []
    names = {"svg:title", "svg:desc"}
    found += xml_texts.elements(part, number, tokens, names, role="alt")
    return sorted(found, key=lambda place: place.start)


def _shown(properties: str) -> str:
    """What a chip shows for a style."""
    if 'fo:font-weight="bold"' in properties:
        return "b"
    if 'fo:font-style="italic"' in properties:
        return "i"
    return "span"


def _kind(part: Part, token: Token, lists: int, *, fresh: bool) -> tuple[BlockKind, int]:
    if token.name == "text:h":
        level = attribute(part.text, token, "text:outline-level")
        return BlockKind.HEADING, min(6, max(1, int(level))) if level.isdecimal() else 1
    style = attribute(part.text, token, "text:style-name")
    if style == "Title":
        return BlockKind.HEADING, 1
    if lists:
        return BlockKind.LIST_ITEM if fresh else BlockKind.PARAGRAPH, lists - 1
    return (BlockKind.QUOTE if style == "Quotations" else BlockKind.PARAGRAPH), 0


def _content(
    part: Part,
    tokens: Sequence[Token],
    ends: dict[int, int],
    styles: dict[str, str],
    at: int,
    end: int,
) -> Iterator[Piece]:
    spaced = False  # by characters right before, whatever is forgotten between
    while at < end:
        token = tokens[at]
        if token.kind in (Kind.TEXT, Kind.LITERAL):
            for piece in xml_texts.pieces_of(part, token):
                # White space is one space, however many elements without extent part it.
                twice = spaced and piece.text.startswith(" ")
                one = piece._replace(text=piece.text[1:]) if twice else piece
                spaced = piece.text.endswith(" ")
                yield one
        elif token.name in _PAIRS and token.kind is not Kind.EMPTY:
            spaced = False
            yield _paired(part, token, styles)
        elif token.name and token.name not in _FORGOTTEN:
            spaced = False
            until = ends.get(at, at)
            yield _alone(token, tokens[until].end)
            at = until
        at += 1


def _paired(part: Part, token: Token, styles: dict[str, str]) -> Piece:
    if token.kind is Kind.END:
        return Piece(
            token.start, token.end, kind=CodeKind.END, name=token.name, display=_PAIRS[token.name]
        )
    display = _PAIRS[token.name]
    href = formatting = ""
    if display == "span":
        display = styles.get(attribute(part.text, token, "text:style-name"), display)
        formatting = part.text[token.start : token.end]
    elif display == "link":
        href = escaping.plain(attribute(part.text, token, "xlink:href"))
    return Piece(
        token.start,
        token.end,
        kind=CodeKind.START,
        name=token.name,
        display=display,
        href=href,
        formatting=formatting,
    )


def _alone(token: Token, end: int) -> Piece:
    local = token.name.rpartition(":")[2]
    return Piece(
        token.start,
        end,
        kind=CodeKind.PLACEHOLDER,
        name=token.name,
        display=_FREE.get(token.name) or _DISPLAYS.get(token.name, local),
        fixed=token.name not in _FREE,
    )


FORMAT = OriginalFormat(
    name="odt",
    title="OpenDocument (ODT)",
    extensions=(".odt", ".ott"),
    media_type="application/vnd.oasis.opendocument.text",
    find=find,
    rebuild=archive.rewrite,
)
