"""Inline Markdown (CommonMark) that reads back as what was meant.

Whatever would turn into markup is escaped. Where asterisks could not open or
close emphasis («слово»м without a space), an HTML tag says it instead.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from translations.editions.direction import direction
from translations.editions.inline import (
    Node,
    NoteMark,
    Placeholder,
    Role,
    Spanning,
    literal,
    plain,
    role,
    safe_link,
)

_MARKUP = re.compile(r"[\\`*_\[\]<|~]|&(?=#|[A-Za-z])")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LINE_START = re.compile(r"^(?=[#>+=-])|^(\d{1,9})(?=[.)])", re.MULTILINE)
_EMPHASIS = {Role.STRONG: ("**", "strong"), Role.EMPHASIS: ("*", "em")}
_TAGS = {**{meaning: tag for meaning, (_, tag) in _EMPHASIS.items()}, Role.STRIKE: "s"}

#: What stands beside a node where the line begins or ends.
_EDGE = " "
#: What stands beside the first and last node of a span: too close to tell.
_DELIMITER = "*"


def inline(children: Iterable[Node], *, source_language: str, untranslated: str) -> str:
    """The nodes as Markdown for one paragraph, line starts made harmless."""
    writer = _Writer(source_language, untranslated)
    written = writer.nodes(children, frozenset(), _EDGE, _EDGE)
    *lines, last = (line.strip(" \t") for line in written.split("\n"))
    if lines and not last:  # a backslash breaks no line at the end of a paragraph
        last = f"{lines.pop()[:-1]}<br>"
    return _LINE_START.sub(r"\1\\", "\n".join((*lines, last)))


def escaped(text: str) -> str:
    """The characters with a backslash before each that could be markup."""
    return _MARKUP.sub(r"\\\g<0>", text)


def code_span(text: str) -> str:
    """Verbatim characters in enough backticks."""
    bare = _LINE_END.sub(" ", text)
    if not bare:
        return ""
    fence = "`" * (_longest_run(bare) + 1)
    spaced = bare[0] == bare[-1] == " " and bare.strip(" ")
    pad = " " if spaced or "`" in (bare[0], bare[-1]) else ""
    return f"{fence}{pad}{bare}{pad}{fence}"


def fenced(text: str) -> str:
    """A block of verbatim lines between fences that it cannot close."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}\n{text}\n{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


class _Writer:
    """Writes nodes from the inside out, so that a span can look at what it touches."""

    def __init__(self, source_language: str, untranslated: str) -> None:
        language, way = html.escape(source_language), direction(source_language)
        self._source_span = f'<span lang="{language}" dir="{way}">'
        self._untranslated = untranslated

    def nodes(
        self, children: Iterable[Node], inside: frozenset[Role], left: str, right: str
    ) -> str:
        """The children written, between the characters `left` and `right`."""
        nodes = [node for node in children if node != ""]
        # An emphasis looks at the first character after it, so writing goes from the end.
        written = ""
        for position in range(len(nodes) - 1, -1, -1):
            before = self._last_character(nodes[position - 1]) if position else left
            piece = self._node(nodes[position], inside, before, written[:1] or right)
            written = _apart(piece, written) + written
        return written

    def _last_character(self, node: Node) -> str:
        """The last character that `node` will be written with, or one of the same kind."""
        match node:
            case str():
                return node[-1]
            case Placeholder(code) if role(code) is Role.BREAK:
                return "\n"
            case Placeholder(code) if role(code) is Role.LITERAL:
                return literal(code)[-1:] or _DELIMITER
            case _:
                return _DELIMITER

    def _node(self, node: Node, inside: frozenset[Role], left: str, right: str) -> str:
        match node:
            case str():
                return escaped(node)
            case Placeholder():
                return _placeholder(node, inside)
            case Spanning():
                return self._spanning(node, inside, left, right)
            case NoteMark(number):
                return f"[^{number}]"
            case _:
                words = self.nodes(node.children, inside, _DELIMITER, _DELIMITER)
                return f"{self._source_span}{words}</span> {escaped(f'[{self._untranslated}]')}"

    def _spanning(self, node: Spanning, inside: frozenset[Role], left: str, right: str) -> str:
        meaning = role(node.code)
        if meaning is Role.CODE:
            return code_span(plain(node.children))
        if meaning in (Role.LINK, Role.IMAGE):
            return self._link(node, inside, left, right)
        if meaning not in _TAGS or meaning in inside:
            return self.nodes(node.children, inside, left, right)
        words = self.nodes(node.children, inside | {meaning}, _DELIMITER, _DELIMITER)
        marker = _EMPHASIS[meaning][0] if meaning in _EMPHASIS else ""
        if marker and words and _flanks(left, words[0]) and _flanks(right, words[-1]):
            return f"{marker}{words}{marker}"
        return f"<{_TAGS[meaning]}>{words}</{_TAGS[meaning]}>"

    def _link(self, node: Spanning, inside: frozenset[Role], left: str, right: str) -> str:
        href = "" if Role.LINK in inside else safe_link(node.code.href)
        if not href:
            return self.nodes(node.children, inside, left, right)
        words = self.nodes(node.children, inside | {Role.LINK}, "[", "]")
        return f"[{words}]({_destination(href)})"


def _apart(piece: str, following: str) -> str:
    """The piece so that what follows does not join it to something else."""
    if piece.endswith("!") and following.startswith("["):  # would be an image
        return f"{piece[:-1]}\\!"
    if piece.endswith("`") and not piece.endswith("\\`") and following.startswith("`"):
        return f"{piece}<!-- -->"  # two code spans would be one
    return piece


def _placeholder(node: Placeholder, inside: frozenset[Role]) -> str:
    meaning, written = role(node.code), literal(node.code)
    if meaning is Role.BREAK:
        return "\\\n"
    if meaning is Role.CODE:
        return code_span(written)
    if meaning in (Role.LINK, Role.IMAGE) and Role.LINK not in inside and safe_link(written):
        return f"[{escaped(written)}]({_destination(safe_link(written))})"
    return escaped(_LINE_END.sub(" ", written))


def _destination(href: str) -> str:
    """The address as a link's destination, with nothing in it that Markdown would read."""
    bare = "".join(
        quote(c) if c in "\\<>" or c.isspace() or not c.isprintable() else c for c in href
    )
    bare = bare.replace("&", "&amp;")
    return f"<{bare}>" if set(bare) & set("()") else bare


def _flanks(outer: str, inner: str) -> bool:
    """Do asterisks between these two characters face inwards, and only inwards?

    CommonMark's rule of flanking runs, kept to the cases in which a run can
    open but not close, or close but not open.
    """
    if "*" in (outer, inner) or "_" in (outer, inner):
        return False
    if inner.isalnum():
        return outer.isspace() or _is_mark(outer)
    return _is_mark(inner) and outer.isspace()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
