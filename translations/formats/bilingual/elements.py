"""Elements of XML with their places: what a format of pairs looks for in its file.

The tokens of the file are the tree: an element is the number of its start, its
content the tokens up to its end. Elements of the format's own namespace are
known by their local names, whatever prefix the file gives them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats.gate import LONGEST_SEGMENT, line_of
from translations.formats.originals import decoding, markup
from translations.formats.originals.base import Part
from translations.formats.originals.markup import Kind, Token

#: Before the names of elements of other namespaces, which no name of ours begins with.
_STRANGE: Final = "?"
_DECLARES = re.compile(r"\sxmlns(?::([^\s=]+))?\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(r"&(?:#([0-9]+)|#x([0-9a-fA-F]+)|([^;]*));")
_UNKNOWN = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)([^;]*)")
_NAMED: Final[Mapping[str, str]] = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
#: Up to this length, in characters, tags are remembered: a file has a few over and over.
_REMEMBERED: Final = 200
_TO_ESCAPE = re.compile("[&<>\r\n]")
_NAME = re.compile(r"[^\s/>]+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_CDATA: Final = len("<![CDATA["), len("]]>")


@dataclass(frozen=True, kw_only=True)
class Elements:
    """A file of XML: its tokens, their names in the format's own words, and which end ends what."""

    part: Part
    tokens: list[Token]
    names: list[str]  #: of the tokens that are tags
    ends: Mapping[int, int]  #: the number of the end, by that of the start
    root: int
    namespace: str  #: of the root

    @property
    def source(self) -> str:
        return self.part.text

    def end(self, at: int) -> int:
        """The number of the last token of an element."""
        return self.ends.get(at, at)

    def children(self, at: int) -> Iterator[int]:
        """The elements that stand directly in one."""
        names, ends = self.names, self.ends
        number, last = at + 1, ends.get(at, at)
        while number < last:
            if names[number]:
                yield number
                number = ends.get(number, number)
            number += 1

    def named(self, at: int, *names: str) -> Iterator[int]:
        """The children of these names."""
        return (child for child in self.children(at) if self.names[child] in names)

    def by_name(self, at: int) -> dict[str, list[int]]:
        """The children of an element, by their names."""
        names, ends = self.names, self.ends
        found: dict[str, list[int]] = {}
        number, last = at + 1, ends.get(at, at)
        while number < last:
            if name := names[number]:
                if name in found:
                    found[name].append(number)
                else:
                    found[name] = [number]
                number = ends.get(number, number)
            number += 1
        return found

    def first(self, at: int, name: str) -> int | None:
        """The first child of a name, if there is one."""
        return next(self.named(at, name), None)

    def markup(self, at: int) -> str:
        """A token as it is written."""
        token = self.tokens[at]
        return self.source[token.start : token.end]

    def written(self, at: int) -> str:
        """An element as it is written, with all that is in it."""
        return self.source[self.tokens[at].start : self.tokens[self.end(at)].end]

    def inner(self, at: int) -> tuple[int, int]:
        """Where the content of an element stands in the text; nowhere in one that is empty."""
        return self.tokens[at].end, self.tokens[self.end(at)].start

    def attributes(self, at: int) -> Mapping[str, str]:
        """The attributes of an element with the characters that they stand for."""
        token = self.tokens[at]
        return attributes(self.part.text[token.start : token.end])

    def text(self, at: int) -> str:
        """All characters of an element, without its markup."""
        if self.ends.get(at, at) == at + 2:
            return self.characters(at + 1)
        return "".join(self.characters(n) for n in range(at + 1, self.end(at)))

    def characters(self, number: int) -> str:
        """What a token says: the characters of a text, nothing of a tag or a comment."""
        token = self.tokens[number]
        if token.kind is Kind.TEXT:
            return unescaped(self.part.text[token.start : token.end])
        if token.kind is Kind.LITERAL:
            before, after = _CDATA
            return _even(self.source[token.start + before : token.end - after])
        return ""

    def line(self, at: int) -> int:
        """The line of a token, from 1."""
        return bisect_left(self._lines, self.tokens[at].start + 1) + 1

    @cached_property
    def _lines(self) -> list[int]:
        return [match.end() for match in _LINE_END.finditer(self.source)]

    @cached_property
    def line_end(self) -> str:
        """How the file ends its lines."""
        found = _LINE_END.search(self.source)
        return found[0] if found else "\n"


def read(data: bytes, is_ours: Callable[[str], bool]) -> Elements:
    """The elements of a file, or `UnreadableDocument` with the line that is wrong.

    `is_ours` tells the namespaces of a root whose elements are known by their local names.
    """
    part = decoding.xml_part(data)
    tokens, ends, _ = decoding.xml_tree(part)
    _refuse_endless(part, tokens)
    _refuse_unknown_entities(part, tokens)
    root = next(n for n, token in enumerate(tokens) if token.name)
    names, namespace = _named(part.text, tokens, tokens[root], is_ours)
    return Elements(
        part=part,
        tokens=tokens,
        names=names,
        ends=ends,
        root=root,
        namespace=namespace,
    )


def _refuse_endless(part: Part, tokens: list[Token]) -> None:
    """Refuse a text that is no sentence before anything is made of it."""
    for token in tokens:
        if token.end - token.start >= LONGEST_SEGMENT:
            reason = say("A sentence is 1 MB long or longer; break it up.")
            raise UnreadableDocument(reason, line=line_of(part.text, token.start))


def _refuse_unknown_entities(part: Part, tokens: list[Token]) -> None:
    if _UNKNOWN.search(part.text) is None:
        return
    for token in tokens:
        if token.kind in (Kind.TEXT, Kind.START, Kind.EMPTY):
            found = _UNKNOWN.search(part.text, token.start, token.end)
            if found is not None:
                line = len(_LINE_END.findall(part.text, 0, found.start())) + 1
                reason = say("The entity “%(name)s” is not known.", name=found[1][:40])
                raise UnreadableDocument(reason, line=line)


# ---- names ----------------------------------------------------------------------------------


class _Scope:
    """What prefixes mean in an element, and what names come of that."""

    def __init__(self, bound: Mapping[str, str], own: str | None) -> None:
        self.bound, self.own = bound, own
        self.names: dict[str, str] = {}

    def namespace(self, written: str) -> str:
        """The namespace of a name; none where nothing is declared."""
        return self.bound.get(written.rpartition(":")[0], "")

    def name(self, written: str) -> str:
        """What we call a name."""
        known = self.names.get(written)
        if known is None:
            is_ours = self.namespace(written) == self.own
            local = written.rpartition(":")[2]
            known = self.names[written] = local if is_ours else f"{_STRANGE}{written}"
        return known

    def within(self, tag: str) -> _Scope:
        """What they mean in an element of this one; the same where it declares nothing new."""
        declared = {m[1] or "": m[2] or m[3] or "" for m in _DECLARES.finditer(tag)}
        if all(self.bound.get(prefix) == named for prefix, named in declared.items()):
            return self
        return _Scope({**self.bound, **declared}, self.own)


def _named(
    text: str, tokens: list[Token], root: Token, is_ours: Callable[[str], bool]
) -> tuple[list[str], str]:
    """The names of tags, and the namespace of the root; only what shares it is ours."""
    namespace = _Scope({}, None).within(text[root.start : root.end]).namespace(root.name)
    scopes = [_Scope({}, namespace if is_ours(namespace) else None)]
    if text.count("xmlns") == text.count("xmlns", root.start, root.end):
        scope = scopes[0].within(text[root.start : root.end])
        known = {name: scope.name(name) if name else "" for name in {each.name for each in tokens}}
        return [known[token.name] for token in tokens], namespace
    names: list[str] = []
    for token in tokens:
        kind = token.kind
        if kind is Kind.END:
            names.append(scopes.pop().name(token.name))
        elif kind is Kind.START or kind is Kind.EMPTY:
            scope = scopes[-1]
            if text.find("xmlns", token.start, token.end) >= 0:
                scope = scope.within(text[token.start : token.end])
            if kind is Kind.START:
                scopes.append(scope)
            names.append(scope.name(token.name))
        else:
            names.append("")
    return names, namespace


# ---- characters -----------------------------------------------------------------------------


def unescaped(written: str) -> str:
    """The characters that a text of XML stands for."""
    if "&" in written:
        return _REFERENCE.sub(_character, _even(written))
    return _even(written)


def _even(written: str) -> str:
    """With the line ends that XML reads (1.0, 2.11)."""
    return _LINE_END.sub("\n", written) if "\r" in written else written


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name is not None:
        return _NAMED.get(name, match[0])
    return chr(int(decimal) if decimal else int(hexadecimal, 16))


def escaped(text: str, line_end: str = "\n") -> str:
    """A text as XML writes it, with the line ends of its file."""
    if _TO_ESCAPE.search(text) is None:
        return text
    written = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    written = written.replace("\r", "&#13;")
    return written.replace("\n", line_end) if line_end != "\n" else written


# ---- attributes -----------------------------------------------------------------------------


def attributes(tag: str) -> Mapping[str, str]:
    """The attributes of a tag with the characters that they stand for."""
    return _known(tag) if len(tag) <= _REMEMBERED else _attributes(tag)


def _attributes(tag: str) -> Mapping[str, str]:
    return {
        match["name"]: unescaped(match["double"] or match["single"] or "")
        for match in markup.ATTRIBUTE.finditer(tag, _after_name(tag), len(tag) - 1)
    }


_known = lru_cache(maxsize=1024)(_attributes)


def _after_name(tag: str) -> int:
    found = _NAME.match(tag, 1)
    assert found is not None
    return found.end()


def with_attributes(tag: str, changes: Mapping[str, str | None]) -> str:
    """A tag with values that take the place of others, or are added; None takes one away.

    The order and the spelling of all others stay.
    """
    wanted = dict(changes)
    parts, at = [], 0
    for match in markup.ATTRIBUTE.finditer(tag, _after_name(tag), len(tag) - 1):
        if match["name"] not in wanted:
            continue
        value = wanted.pop(match["name"])
        if value is None:
            parts.append(tag[at : match.start()].rstrip())
        else:
            parts += [tag[at : match.start()], f'{match["name"]}="{_value(value)}"']
        at = match.end()
    kept = "".join([*parts, tag[at:]])
    added = "".join(f' {name}="{_value(new)}"' for name, new in wanted.items() if new is not None)
    return _added(kept, added) if added else kept


def _added(tag: str, attributes_: str) -> str:
    closing = "/>" if tag.endswith("/>") else ">"
    return f"{tag[: -len(closing)].rstrip()}{attributes_}{closing}"


def _value(text: str) -> str:
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
