"""Where the inline codes of Markdown stand: markdown-it's tokens with their places.

markdown-it tells only the lines of a block. Here its inline rules are watched
while they run, so that every code is known by the characters that it was written
with; whatever no rule claims is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common import normalize_url
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    image,
    link,
    newline,
)
from markdown_it.token import Token

from translations.formats import markdown_usual
from translations.formats.markdown_marks import Mark
from translations.model import CodeKind

#: Deeper nesting of blocks is refused, and deeper inline markup is text; a list nests twice.
DEEPEST = 20

#: Without one of these a paragraph has no inline markup.
_SUSPECT = re.compile(r"[\\`*_\[<]|&[#A-Za-z]| \n")

_Rule = Callable[[StateInline, bool], bool]

_RULES: dict[str, _Rule] = {
    "autolink": autolink,
    "backticks": backtick,
    "emphasis": emphasis.tokenize,
    "entity": entity,
    "escape": escape,
    "image": image,
    "link": link,
    "newline": newline,
}
_DISPLAYS = {"em": "i", "strong": "b", "link": "link"}


class Watched(ParserInline):
    """The inline parser; every token that is no text remembers in its meta where it stood."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._label_end = 0
        for name, rule in _RULES.items():
            self.ruler.at(name, self._watch(name, rule))

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Parse as ever; alt texts of images are parsed too, but their places mean nothing."""
        self._depth += 1
        try:
            return super().parse(src, md, env, tokens)
        finally:
            self._depth -= 1

    def tokenize(self, state: StateInline) -> None:
        """Tokenize as ever; a call from within a link says where its label ends."""
        if self._depth == 1:
            self._label_end = state.posMax
        super().tokenize(state)

    def _watch(self, name: str, rule: _Rule) -> _Rule:
        def watched(state: StateInline, silent: bool) -> bool:
            if silent or self._depth != 1:
                return rule(state, silent)
            start, known = state.pos, len(state.tokens)
            pending = len(state.pending) if name == "newline" else 0
            done = rule(state, silent)
            if done:
                self._note(name, state.tokens[known:], start, state.pos, pending)
            return done

        return watched

    def _note(self, name: str, new: list[Token], start: int, end: int, pending: int) -> None:
        """Write into new tokens which characters they were written with."""
        if name == "emphasis":
            for at, token in enumerate(new[start - end :], start):
                token.meta["at"] = (at, at + 1)
        elif name == "link":
            opening = next(token for token in new if token.type == "link_open")
            opening.meta["at"] = (start, start + 1)
            new[-1].meta["at"] = (self._label_end, end)
        elif name == "autolink":
            opening = next(token for token in new if token.type == "link_open")
            opening.meta["at"] = (start, end)
        elif new and new[-1].type == "hardbreak":
            # The line end itself stays text, so that the words around it stay apart.
            blanks = _blanks(new, pending) if name == "newline" else 0
            new[-1].meta["at"] = (start - blanks, start + (name == "escape"))
        elif new and new[-1].type in ("image", "code_inline", "text_special"):
            new[-1].meta["at"] = (start, end)


def _blanks(new: Sequence[Token], pending: int) -> int:
    """How many blanks before a line end make it a hard break."""
    return pending - (len(new[0].content) if new[0].type == "text" else 0)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The blocks of a text, and a parser that knows the definitions of its links."""

    tokens: tuple[Token, ...]
    md: MarkdownIt
    env: dict[str, Any]

    def marks(self, content: str) -> tuple[Mark, ...]:
        """The codes of a paragraph; none where a place is uncertain, so that markup stays text."""
        if _SUSPECT.search(content) is None:
            return ()
        usual = markdown_usual.marks(content, address)
        return self.with_parser(content) if usual is None else tuple(usual)

    def with_parser(self, content: str) -> tuple[Mark, ...]:
        """The same as the parser finds them, whatever is written."""
        tokens: list[Token] = []
        self.md.inline.parse(content, self.md, self.env, tokens)
        found = tuple(_marks(tokens))
        return found if _certain(content, found, tokens) else ()


@lru_cache(maxsize=1024)
def address(written: str) -> str:
    """Where a link points that is written so; nothing where the parser makes no link of it."""
    href = normalize_url.normalizeLink(written)
    return href if normalize_url.validateLink(href) else ""


def _definition(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read the definition of a link; of a footnote, whose label has a caret, the words are text."""
    begin = state.bMarks[first] + state.tShift[first]
    return not state.src.startswith("[^", begin) and reference(state, first, end, silent)


def parse(source: str) -> Parsed:
    """The block structure of a Markdown text with plain line ends."""
    md = MarkdownIt()
    md.inline = Watched()
    # markdown-it drops what stands at the deepest level itself.
    options: Any = {"html": False, "maxNesting": DEEPEST + 1, "inline_definitions": True}
    md.configure("commonmark", options)
    md.block.ruler.at("reference", _definition)
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    md.block.parse(source, md, env, tokens)
    return Parsed(tuple(tokens), md, env)


def _marks(tokens: Sequence[Token]) -> Iterator[Mark]:
    opened: list[str] = []
    for number, token in enumerate(tokens):
        place = token.meta.get("at")
        if place is None or token.type == "text":
            continue
        start, end = place
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting == 1 and token.info != "auto":
            opened.append(str(number))
            start = end - len(token.markup) if token.markup else start  # two characters of a bold
            yield Mark(start, end, CodeKind.START, opened[-1], _DISPLAYS[name], _href(token))
        elif token.nesting == -1:
            end = start + len(token.markup) if token.markup else end
            yield Mark(start, end, CodeKind.END, opened.pop(), _DISPLAYS[name])
        elif token.type != "text_special" or token.content != token.markup:
            yield Mark(start, end, CodeKind.PLACEHOLDER, str(number), _shown(token), _href(token))


def _shown(token: Token) -> str:
    names = {"image": "image", "code_inline": "code", "hardbreak": "br", "link_open": "link"}
    return names.get(token.type, token.markup)


def _href(token: Token) -> str:
    return str(token.attrGet("href") or token.attrGet("src") or "")


def _certain(content: str, found: Sequence[Mark], tokens: Sequence[Token]) -> bool:
    """Whether the codes follow each other and what lies between is the text that was parsed."""
    at, text = 0, []
    for mark in found:
        if not at <= mark.start < mark.end <= len(content):
            return False
        text.append(content[at : mark.start])
        at = mark.end
    text.append(content[at:])
    return _squeezed("".join(text)) == _squeezed("".join(_texts(tokens)))


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    """The text that stands outside codes, as markdown-it understood it."""
    inside_auto = False
    for token in tokens:
        if token.info == "auto":
            inside_auto = token.nesting == 1
        elif token.type == "text" and not inside_auto:
            yield token.content
        elif token.type == "text_special" and token.content == token.markup:
            yield token.markup


def _squeezed(text: str) -> str:
    return "".join(text.split())
