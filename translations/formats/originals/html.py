"""HTML pages and XHTML: paragraphs, and the attributes that people read.

Whatever is written stays: broken markup is neither refused nor repaired, and
scripts, styles and comments are no text. White space is what a browser shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from glossary.saying import say
from translations.formats.originals import decoding, escaping, flow, markup
from translations.formats.originals import html_names as names
from translations.formats.originals.base import Found, OriginalFormat, Part, Piece, Place
from translations.formats.originals.markup import Kind, Token
from translations.model import BlockKind, CodeKind

_CODE = say("Code is not translated.")
_MARKED = say("The file says that it is not translated.")
_SAID = re.compile(
    r"\s(?:alt|title|placeholder|aria-label|aria-description|label|content|value)\s*=",
    re.IGNORECASE,
)
#: A tag with an attribute has so many more characters than its name.
_SHORTEST = 6
_NOT_TRANSLATED = re.compile(r"\stranslate\s*=\s*[\"']?no\b", re.IGNORECASE)


#: No longer tags are remembered: some hold whole pictures.
_REMEMBERED = 200
#: A section of characters with nothing in it.
_EMPTY_LITERAL = len("<![CDATA[]]>")
#: Elements that keep white space.
_KEEPING = frozenset({"pre", "textarea", "listing"})
_KINDS = {
    Kind.START: CodeKind.START,
    Kind.END: CodeKind.END,
    Kind.EMPTY: CodeKind.PLACEHOLDER,
}


def find(data: bytes, _language: str) -> Found:
    """The places of a page's blocks; `UnreadableDocument` with the line."""
    part = decoding.html_part(data)
    tokens = markup.html_tokens(part.text)
    return Found((part,), tuple(places(part, tokens)))


def rebuild(_data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The page that the one changed part is."""
    return changed[""]


@dataclass(slots=True)
class _Page:
    """Where the walk over the tokens stands."""

    part: Part
    number: int
    opened: list[Token] = field(default_factory=list)  #: blocks, from outside in
    found: list[Piece] = field(default_factory=list)  #: of the paragraph that is being read
    places: list[Place] = field(default_factory=list)
    fresh: bool = False  #: in a list item of which nothing has been read
    opaque: str = ""  #: the element whose content is one code …
    depth: int = 0  #: … how often it stands in itself …
    since: int = 0  #: … and where it began
    silent: int = 0  #: in how many elements that say they are not translated
    keeping: int = 0  #: in how many elements that keep white space


def places(part: Part, tokens: Iterable[Token], number: int = 0) -> list[Place]:
    """The places of the blocks of HTML or XHTML, in the order of the text."""
    page = _Page(part=part, number=number)
    for token in tokens:
        kind = token.kind
        if page.opaque:
            _in_opaque(page, token)
        elif kind is Kind.TEXT:
            _text(page, token.start, token.end)
        elif kind is Kind.OTHER:
            _add(page, token.start, token.end, _COMMENT)
        elif kind is Kind.LITERAL:
            if token.end - token.start > _EMPTY_LITERAL:
                _add(page, token.start, token.end, _LITERAL)
        elif kind is not Kind.RAW:
            _tag(page, token)
    _flush(page)
    return sorted(page.places, key=lambda place: place.start)


def _text(page: _Page, start: int, end: int) -> None:
    text = page.part.text
    if not page.found and text[start:end].isspace():
        return  # white space before a paragraph is none of it
    page.found += escaping.pieces(text, start, end, keeping=page.keeping > 0)
    _refuse_many(page, start)


def _refuse_many(page: _Page, at: int) -> None:
    if len(page.found) > flow.MOST_PIECES:
        raise flow.too_many(page.part.text, at, len(page.found))


def _in_opaque(page: _Page, token: Token) -> None:
    if token.name == page.opaque:
        page.depth += {Kind.START: 1, Kind.END: -1}.get(token.kind, 0)
        if page.depth == 0:
            written, name = page.part.text[page.since : token.end], page.opaque
            page.opaque = ""
            _add(page, page.since, token.end, _code(written, CodeKind.PLACEHOLDER, name))


class _Tag(NamedTuple):
    """What a tag is, by how it is written."""

    name: str
    is_said: bool  #: it may have attributes that people read
    code: tuple[object, ...]  #: what follows the range in the piece that it is; nothing of a block
    is_opaque: bool = False


def _tag(page: _Page, token: Token) -> None:
    kind, name, start, end = token
    described = _known if end - start <= _REMEMBERED else _described
    tag = described(page.part.text[start:end], kind, name)
    if tag.is_said:
        _attributes(page, token)
    if not tag.code:
        _block(page, token, tag.name)
    elif tag.is_opaque:
        page.opaque, page.depth, page.since = name, 1, start
    else:
        _add(page, start, end, tag.code)


def _described(written: str, kind: Kind, given: str) -> _Tag:
    name = given.lower()
    has_attributes = len(written) > len(name) + _SHORTEST
    is_said = has_attributes and _SAID.search(written) is not None
    if name not in names.INLINE:
        return _Tag(name, is_said, ())
    is_opaque = name in names.OPAQUE and kind is Kind.START
    return _Tag(name, is_said, _code(written, _KINDS[kind], name), is_opaque)


_known = lru_cache(maxsize=4096)(_described)


def _add(page: _Page, start: int, end: int, code: tuple[object, ...]) -> None:
    _refuse_many(page, start)
    page.found.append(tuple.__new__(Piece, (start, end, *code)))


def _code(written: str, kind: CodeKind, display: str) -> tuple[object, ...]:
    """What is said of a code but for its range: where it points, the formatting that it brings."""
    href, formatting = "", ""
    if kind is not CodeKind.END and display in ("a", "img"):
        token = Token(Kind.START, display, 0, len(written))
        href = escaping.plain(markup.attribute(written, token, "href", "src"))
    if kind is CodeKind.START and display in names.FORMATTING and " id=" not in written:
        formatting = written
    return Piece(
        0,
        0,
        kind=kind,
        name=display,
        display=display,
        href=href,
        fixed=display in names.FIXED,
        formatting=formatting,
    )[2:]


def _block(page: _Page, token: Token, name: str) -> None:
    """A block begins or ends, and with it the paragraph before."""
    _flush(page)
    if token.kind is Kind.START:
        _close_implied(page, name)
        page.opened.append(token)
        if len(page.opened) > decoding.DEEPEST:
            raise decoding.too_deep(page.part, token.start)
        _count(page, token, 1)
        page.fresh = page.fresh or name == "li"
    elif token.kind is Kind.END:
        _close(page, token.name)


def _close(page: _Page, name: str) -> None:
    if page.opened and page.opened[-1].name == name:
        _count(page, page.opened.pop(), -1)
    elif any(each.name == name for each in page.opened):
        while True:
            closed = page.opened.pop()
            _count(page, closed, -1)
            if closed.name == name:
                return


def _close_implied(page: _Page, name: str) -> None:
    group = names.CLOSING.get(name, ())
    if page.opened and page.opened[-1].name in group:
        _close(page, page.opened[-1].name)
    if page.opened and page.opened[-1].name == "p":  # no block stands in a paragraph
        _close(page, "p")


def _count(page: _Page, token: Token, by: int) -> None:
    if token.name.lower() in _KEEPING:
        page.keeping += by
    has_attributes = token.end - token.start > len(token.name) + _SHORTEST
    if has_attributes and _NOT_TRANSLATED.search(page.part.text, token.start, token.end):
        page.silent += by


def _flush(page: _Page) -> None:
    """What stands here becomes a block, if it has text."""
    found, page.found = page.found, []
    if not found:
        return
    kind, level, ordered = _kind(page)
    place = flow.place(
        found,
        source=page.part.text,
        part=page.number,
        write=escaping.write,
        kind=kind,
        level=level,
        ordered=ordered,
        left_out=_reason(page, kind),
    )
    page.fresh = False
    if place is not None:
        page.places.append(place)


def _reason(page: _Page, kind: BlockKind) -> str:
    if kind is BlockKind.CODE:
        return _CODE.english
    return _MARKED.english if page.silent else ""


def _kind(page: _Page) -> tuple[BlockKind, int, bool]:
    """What the paragraph is, its level, and whether it is numbered."""
    return _kind_in(tuple([token.name for token in page.opened]), page.fresh)


@lru_cache(maxsize=1024)
def _kind_in(opened: tuple[str, ...], fresh: bool) -> tuple[BlockKind, int, bool]:
    around = [name.lower() for name in opened]
    if "pre" in around:
        return BlockKind.CODE, 0, False
    heading = next((name for name in reversed(around) if name in names.HEADINGS), "")
    if heading:
        return BlockKind.HEADING, int(heading[1]), False
    lists = [name for name in around if name in names.LISTS]
    if lists:
        kind = BlockKind.LIST_ITEM if fresh else BlockKind.PARAGRAPH
        return kind, len(lists) - 1, fresh and lists[-1] == "ol"
    if "blockquote" in around:
        return BlockKind.QUOTE, around.count("blockquote") - 1, False
    return BlockKind.PARAGRAPH, 0, False


def _attributes(page: _Page, token: Token) -> None:
    text = page.part.text
    for each in markup.attributes(text, token):
        name = each.name.lower()
        if name not in names.SAID or not _is_said(text, token, name):
            continue
        found = escaping.pieces(text, each.start, each.end)
        if not escaping.has_words(flow.coded(found)):
            continue
        place = flow.place(
            found,
            source=text,
            part=page.number,
            write=escaping.write,
            role=name,
            attribute=True,
            quote=each.quote,
            left_out=_MARKED.english if page.silent else "",
        )
        if place is not None:
            page.places.append(place)


def _is_said(text: str, token: Token, name: str) -> bool:
    element = token.name.lower()
    match name:
        case "content":
            about = markup.attribute(text, token, "name", "property").strip().lower()
            return element == "meta" and about in names.META
        case "value":
            kind = markup.attribute(text, token, "type").strip().lower()
            return element == "input" and kind in names.BUTTONS
        case "label":
            return element in ("option", "optgroup", "track")
        case _:
            return element != "link"


_COMMENT = _code("", CodeKind.PLACEHOLDER, "comment")
_LITERAL = _code("", CodeKind.PLACEHOLDER, "CDATA")

FORMAT = OriginalFormat(
    name="html",
    title="HTML",
    extensions=(".html", ".htm", ".xhtml"),
    media_type="text/html",
    find=find,
    rebuild=rebuild,
)
