"""Tags, texts and comments of HTML and XML, each with its place in the text.

No tree is built and nothing is repaired: whatever is written stands in exactly
one token, so that a file can be given back as it was. HTML follows the
tokenization of the HTML standard (WHATWG, 13.2.5) as far as places need it; XML
has been proved well-formed before (`admission`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

BYTE_ORDER_MARK: Final = "\ufeff"
_VOID_NAMES = (
    "area base basefont bgsound br col embed frame hr img input link meta param source track wbr"
)
VOID: Final = frozenset(_VOID_NAMES.split())
#: Elements whose content is no markup: of these, characters with entities; of others, raw.
_PLAIN: Final = frozenset({"title", "textarea"})
_RAW: Final = frozenset({"script", "style", "xmp", "iframe", "noembed", "plaintext"})

_HTML = re.compile(
    r"<(?:/?(?P<name>[a-zA-Z][^\s/>]*)"
    r"(?:[^>=]+|=\s*(?:\"[^\"]*\"|'[^']*'|(?=[^\"'\s]|\Z)))*+>"
    r"|!--.*?(?:--!?>|\Z)|[!?][^>]*>?)",
    re.DOTALL,
)
_UNBALANCED = re.compile(r"</?(?P<name>[a-zA-Z][^\s/>]*)[^>]*>")
#: So often may the search for the end of a tag run to the end of the file.
_MOST_UNBALANCED = 20
_XML = re.compile(
    r"<(?:(?P<close>/?)(?P<name>[^\s/>!?]+)(?:[^>\"']+|\"[^\"]*\"|'[^']*')*+>"
    r"|!--(?P<comment>.*?)-->|!\[CDATA\[(?P<cdata>.*?)\]\]>"
    r"|(?P<other>\?.*?\?>|!(?:[^>\[\"']+|\"[^\"]*\"|'[^']*')*+"
    r"(?:\[(?:<!--.*?-->|<\?.*?\?>|\"[^\"]*\"|'[^']*'|[^\]\"'])*+\]\s*)?>))",
    re.DOTALL,
)
ATTRIBUTE: Final = re.compile(
    r"""(?P<name>[^\s/>="'<]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?P<bare>[^\s>"'][^\s>]*)))?"""
)


class Kind(StrEnum):
    """What a token is."""

    START = "start"
    END = "end"
    EMPTY = "empty"
    TEXT = "text"
    LITERAL = "literal"  #: characters in which no entity stands (CDATA)
    RAW = "raw"  #: scripts, styles
    OTHER = "other"  #: comments, instructions, declarations


class Token(NamedTuple):
    kind: Kind
    name: str
    start: int
    end: int


#: Asked for hundreds of thousands of times a file.
_START, _END, _EMPTY, _TEXT = Kind.START, Kind.END, Kind.EMPTY, Kind.TEXT
_LITERAL, _OTHER = Kind.LITERAL, Kind.OTHER
_new = tuple.__new__
#: What has no name, by the group of the expression that it is.
_UNNAMED: Final = {"comment": _OTHER, "other": _OTHER, "cdata": _LITERAL, "whole": _EMPTY}


class Attribute(NamedTuple):
    """A value of a tag, and where it stands without its quotation marks."""

    name: str
    start: int
    end: int
    quote: str


def attributes(text: str, token: Token) -> Iterator[Attribute]:
    """The attributes of a tag that have a value, in their order."""
    for match in ATTRIBUTE.finditer(text, token.start + 1 + len(token.name), token.end - 1):
        for group, quote in (("double", '"'), ("single", "'"), ("bare", "")):
            if match[group] is not None:
                yield Attribute(match["name"], *match.span(group), quote)


def attribute(text: str, token: Token, *names: str) -> str:
    """The value of the first of these attributes that a tag has, as it is written."""
    found = {each.name.lower(): text[each.start : each.end] for each in attributes(text, token)}
    return next((found[name] for name in names if name in found), "")


def html_tokens(text: str) -> list[Token]:
    """The tokens of HTML; together they are the text, whatever it is."""
    tokens: list[Token] = []
    at, unbalanced, last, new = 0, 0, text.rfind(">"), _new
    if text.startswith(BYTE_ORDER_MARK):
        at = 1
        tokens.append(Token(_OTHER, "", 0, 1))
    while at < len(text):
        opening = text.find("<", at)
        if opening < 0 or (opening > last and not text.startswith("<!--", opening)):
            tokens.append(Token(_TEXT, "", at, len(text)))
            return tokens
        match = None if unbalanced > _MOST_UNBALANCED else _HTML.match(text, opening)
        if match is None and text[opening + 1 : opening + 3].strip("/")[:1].isalpha():
            unbalanced += 1
            match = _UNBALANCED.match(text, opening)
        if match is None:  # a mark that begins no tag is a character
            tokens.append(Token(_TEXT, "", at, opening + 1))
            at = opening + 1
            continue
        if opening > at:
            tokens.append(new(Token, (_TEXT, "", at, opening)))
        at = match.end()
        written = match["name"]
        if written is None:
            tokens.append(new(Token, (_OTHER, "", opening, at)))
            continue
        name = written.lower()
        if text[opening + 1] == "/":
            tokens.append(new(Token, (_END, name, opening, at)))
            continue
        token = Token(_EMPTY if name in VOID else _START, name, opening, at)
        tokens.append(token)
        if name in _PLAIN or name in _RAW:
            content = _content(text, token)
            tokens += content
            at = content[-1].end if content else at
    return tokens


def _content(text: str, token: Token) -> list[Token]:
    """What stands before the end of an element that has no elements in it."""
    end = re.compile(rf"</{re.escape(token.name)}(?=[\s/>])", re.IGNORECASE)
    match = end.search(text, token.end)
    until = match.start() if match else len(text)
    if until == token.end:
        return []
    kind = Kind.TEXT if token.name in _PLAIN else Kind.RAW
    return [Token(kind, "", token.end, until)]


class Tree(NamedTuple):
    """The tokens of well-formed XML, and which end ends what."""

    tokens: list[Token]
    ends: dict[int, int]  #: the number of the end, by that of the start
    too_deep: int | None  #: where an element begins that stands in too many; none is read after it


def xml_tokens(text: str) -> list[Token]:
    """The tokens of well-formed XML; names as they are written, prefixes and all."""
    return tree(text, len(text)).tokens


class Whole(NamedTuple):
    """Elements that are one token each, for nobody looks into them: `as_one` makes them."""

    name: str
    pattern: re.Pattern[str]  #: of any token of XML, with the group `whole` for these elements


def as_one(name: str, element: str) -> Whole:
    """Take elements for one token where they are written as an expression says."""
    return Whole(name, re.compile(f"(?P<whole>{element})|{_XML.pattern}", re.DOTALL))


NONE: Final = Whole("", _XML)


def tree(text: str, deepest: int, whole: Whole = NONE) -> Tree:
    """The same, with their ends, up to an element that stands in more than so many."""
    tokens: list[Token] = []
    ends: dict[int, int] = {}
    opened: list[int] = []
    at, new = 0, _new
    if text.startswith(BYTE_ORDER_MARK):
        at = 1
        tokens.append(Token(_OTHER, "", 0, 1))
    for match in whole.pattern.finditer(text, at):
        start, end = match.span()
        if start > at:
            tokens.append(new(Token, (_TEXT, "", at, start)))
        at = end
        name = match["name"]
        if name is None:
            kind, called = _UNNAMED[match.lastgroup or ""], ""
            if kind is _EMPTY:
                called = whole.name
            tokens.append(new(Token, (kind, called, start, end)))
        elif text[end - 2] == "/":
            tokens.append(new(Token, (_EMPTY, name, start, end)))
        elif text[start + 1] == "/":
            ends[opened.pop()] = len(tokens)
            tokens.append(new(Token, (_END, name, start, end)))
        else:
            opened.append(len(tokens))
            if len(opened) > deepest:
                return Tree(tokens, ends, start)
            tokens.append(new(Token, (_START, name, start, end)))
    if at < len(text):
        tokens.append(new(Token, (_TEXT, "", at, len(text))))
    return Tree(tokens, ends, None)
