"""What the XML formats share: names by their namespaces, and elements that hold one text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from translations.formats.originals import decoding, escaping, flow
from translations.formats.originals.base import Part, Piece, Place
from translations.formats.originals.markup import NONE, Kind, Token, Tree, Whole

_BOUND = re.compile(r"\sxmlns(?::([^\s=]+))?\s*=\s*[\"']([^\"']*)[\"']")


def prefixes(part: Part, namespaces: Mapping[str, str]) -> dict[str, str]:
    """How a part writes the prefixes of these namespaces (by name): itself → as we write it."""
    bound = {match[2]: match[1] or "" for match in _BOUND.finditer(part.text)}
    return {bound[uri]: prefix for uri, prefix in namespaces.items() if uri in bound}


def tree(part: Part, written: Mapping[str, str], whole: Whole = NONE) -> Tree:
    """The tokens of a part, with the prefixes that we write, and which end ends what.

    Where it writes the prefixes itself, some elements may be taken whole.
    """
    if all(own == ours for own, ours in written.items()):
        return decoding.xml_tree(part, whole)
    found = decoding.xml_tree(part)
    names = {name: _renamed(name, written) for name in {token.name for token in found.tokens}}
    renamed = [Token(kind, names[name], start, end) for kind, name, start, end in found.tokens]
    return found._replace(tokens=renamed)


def tokens(part: Part, written: Mapping[str, str]) -> list[Token]:
    """The tokens alone."""
    return tree(part, written).tokens


def _renamed(name: str, written: Mapping[str, str]) -> str:
    if not name:
        return ""
    prefix, _, local = name.rpartition(":")
    ours = written.get(prefix)
    if ours is None:
        return name
    return f"{ours}:{local}" if ours else local


def pieces_of(part: Part, token: Token, *, keeping: bool = False) -> Iterator[Piece]:
    """The pieces of a token with characters."""
    if token.kind is Kind.TEXT:
        yield from escaping.pieces(part.text, token.start, token.end, keeping=keeping)
    elif token.kind is Kind.LITERAL:
        inner = part.text[token.start + 9 : token.end - 3]
        if inner:
            yield Piece(token.start, token.end, inner)


def elements(
    part: Part, number: int, found: list[Token], names: Collection[str], **facts: Any
) -> Iterator[Place]:
    """The places of elements whose whole content is one text."""
    for at, token in enumerate(found):
        if token.kind is not Kind.START or token.name not in names:
            continue
        following = found[at + 1 : at + 3]
        if [each.kind for each in following] != [Kind.TEXT, Kind.END]:
            continue
        place = flow.place(
            list(pieces_of(part, following[0])),
            source=part.text,
            part=number,
            write=escaping.write,
            **facts,
        )
        if place is not None:
            yield place
