"""Markdown (CommonMark 0.31) by markdown-it, without raw HTML: tags are text.

The parser finds the blocks; what it passes over, because it is nested too deep,
is refused with its line. Tables are paragraphs; front matter (YAML between fences
at the top) is kept as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain, dropwhile

from markdown_it.token import Token

from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.formats.assembly import CodeRange, Stretch, assemble
from translations.formats.base import Format
from translations.formats.gate import admit
from translations.formats.markdown_inline import DEEPEST, Parsed, parse
from translations.formats.markdown_marks import Mark
from translations.formats.markdown_writing import LINE_START, written
from translations.model import BlockKind, Code, CodeKind, Document

_CODE = say("Code is not translated.")
_FRONT_MATTER = say("Front matter is not translated.")
_ONLY_TAGS = say("It has only HTML tags, no text.")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
#: What may stand outside blocks: white space, markers of containers, underlines of headings.
_MARKERS = re.compile(r"[\s\ufeff>*+\-=#_0-9.)~`]*")
_HEADING = re.compile(r"[\s>*+\-0-9.)]*#{1,6}(?:[ \t]+|$)")
#: A line of front matter: a key and what it stands for, or a comment.
_FACT = re.compile(r"[\w.-]+[ \t]*:(?:\s|$)|#")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")

#: Up to this length, in characters, codes are remembered: a document has a few over and over.
_REMEMBERED = 200
_CONTAINERS = ("blockquote", "bullet_list", "ordered_list")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text, without its end."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class _Place:
    """Where the walk over the tokens stands: containers from outside in."""

    containers: list[str] = field(default_factory=list)
    heading: int = 0
    fresh: bool = False  #: in a list item of which nothing has been read

    def enter(self, token: Token) -> None:
        name, _, edge = token.type.rpartition("_")
        if name in _CONTAINERS and edge == "open":
            self.containers.append(name)
        elif name in _CONTAINERS:
            self.containers.pop()
        elif name == "heading":
            self.heading = int(token.tag[1]) if edge == "open" else 0
        elif token.type == "list_item_open":
            self.fresh = True

    def kind(self) -> tuple[BlockKind, int, bool]:
        """What the next paragraph is, its level, and whether it is numbered."""
        fresh, self.fresh = self.fresh, False
        if self.heading:
            return BlockKind.HEADING, self.heading, False
        if not self.containers:
            return BlockKind.PARAGRAPH, 0, False
        if self.containers[-1] == "blockquote":
            return BlockKind.QUOTE, self.containers.count("blockquote") - 1, False
        level = len(self.containers) - self.containers.count("blockquote") - 1
        if not fresh:
            return BlockKind.PARAGRAPH, level, False
        return BlockKind.LIST_ITEM, level, self.containers[-1] == "ordered_list"


def read(text: str, language: str) -> Document:
    """The document in a Markdown text, segmented, with inline codes."""
    admit(text)
    lines = _lines(text)
    front = _front_matter(lines)
    parsed = parse("\n".join("" if n < front else line.text for n, line in enumerate(lines)))
    stretches = [*_kept(lines[1 : max(1, front - 1)]), *_stretches(text, lines, parsed)]
    _refuse_lost(text, lines, stretches, _excused(parsed.tokens))
    return assemble(text, stretches, format_name=FORMAT.name, language=language)


def _lines(text: str) -> list[_Line]:
    """The lines as CommonMark counts them; a byte order mark belongs to none."""
    first = 1 if text.startswith("\ufeff") else 0
    return [_Line(match.start(), match[1]) for match in _LINE.finditer(text, first)]


def _front_matter(lines: Sequence[_Line]) -> int:
    """How many lines at the top are facts for a site generator, their fences among them."""
    if len(lines) < 3 or lines[0].text.rstrip() != "---" or not _FACT.match(lines[1].text):
        return 0
    ends = (n for n, line in enumerate(lines) if n and line.text.rstrip() in ("---", "..."))
    return next(ends, -1) + 1


def _kept(lines: Sequence[_Line]) -> Iterator[Stretch]:
    if lines:
        yield Stretch(
            start=lines[0].start,
            end=lines[-1].end,
            kind=BlockKind.CODE,
            left_out=_FRONT_MATTER.english,
        )


def _excused(tokens: Sequence[Token]) -> frozenset[int]:
    """Lines that are no text: link definitions, rules, and the fences of code."""
    lines: set[int] = set()
    for token in tokens:
        first, end = token.map or (0, 0)
        if token.type in ("definition", "hr"):
            lines.update(range(first, end))
        elif token.type == "fence":
            lines.update((first, end - 1))
    return frozenset(lines)


def _refuse_lost(
    text: str, lines: Sequence[_Line], stretches: Sequence[Stretch], excused: frozenset[int]
) -> None:
    """Prove that the skeleton has no words; what the parser passed over is refused."""
    edges = [0, *chain.from_iterable((s.start, s.end) for s in stretches), len(text)]
    if edges != sorted(edges):
        reason = say("Its blocks overlap, so that no place of its text is certain.")
        raise UnreadableDocument(reason)
    starts = [line.start for line in lines]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if _MARKERS.fullmatch(text, start, end):
            continue
        number = max(0, bisect_right(starts, start) - 1)
        while number < len(lines) and lines[number].start <= end:
            line = lines[number]
            lost = text[max(start, line.start) : min(end, line.end)]
            if number not in excused and not _MARKERS.fullmatch(lost):
                raise _too_deep(number + 1)
            number += 1


def _too_deep(line: int) -> UnreadableDocument:
    reason = say(
        "Text nested more than %(deepest)s levels deep in quotations and lists (a list counts "
        "twice) cannot be kept; remove some of the levels.",
        deepest=DEEPEST,
    )
    return UnreadableDocument(reason, line=line)


def _stretches(text: str, lines: Sequence[_Line], parsed: Parsed) -> Iterator[Stretch]:
    place = _Place()
    for token in parsed.tokens:
        first, end = token.map or (0, 0)
        if token.type == "inline" and token.content.strip():
            yield _paragraph(text, lines[first:end], token, place, parsed)
        elif token.type in ("fence", "code_block"):
            yield from _code_block(text, lines, token)
        elif token.type == "hr":
            yield Stretch(start=lines[first].end, end=lines[first].end, kind=BlockKind.RULE)
        else:
            place.enter(token)


def _paragraph(
    text: str, lines: Sequence[_Line], token: Token, place: _Place, parsed: Parsed
) -> Stretch:
    # White space before a line of a paragraph means nothing; without it, a line is found again.
    content = [line.lstrip(" \t") for line in token.content.split("\n")]
    heading = bool(place.heading)
    lines = list(dropwhile(lambda line: not line.text.strip(), lines))
    kind, level, ordered = place.kind()
    starts = _places(content, lines, heading=heading)
    if starts is None:
        return _without_codes(lines, kind, level, ordered=ordered)
    found = parsed.marks("\n".join(content))
    return Stretch(
        start=starts[0],
        end=starts[-1] + len(content[-1]),
        kind=kind,
        level=level,
        ordered=ordered,
        codes=tuple(_codes(text, lines, content, starts, found)),
        left_out=_ONLY_TAGS.english if _only_tags(token.content) else "",
    )


def _without_codes(
    lines: Sequence[_Line], kind: BlockKind, level: int, *, ordered: bool
) -> Stretch:
    """The whole lines, markup and all, where it is not certain what stands where."""
    first, last = lines[0], lines[-1]
    start = first.end - len(first.text.lstrip())
    end = max(start, last.start + len(last.text.rstrip()))
    return Stretch(start=start, end=end, kind=kind, level=level, ordered=ordered)


def _places(
    content: Sequence[str], lines: Sequence[_Line], *, heading: bool
) -> tuple[int, ...] | None:
    """Where each line of a paragraph begins in the text; nothing where that is not certain."""
    if any(line.text.strip() for line in lines[len(content) :]):
        return None
    found = []
    for words, line in zip(content, lines, strict=False):
        at = line.text.rstrip().rfind(words.rstrip())
        if heading and len(lines) == 1 and (match := _HEADING.match(line.text)):
            at = line.text.find(words, match.end())
            between = line.text[match.end() : at]
            at = -1 if between.strip() else at
        after = line.text[at + len(words) :].strip()
        if at < 0 or not line.text.startswith(words, at) or after.strip("#" if heading else ""):
            return None
        if not _MARKERS.fullmatch(line.text, 0, at):
            return None
        found.append(line.start + at)
    return tuple(found)


def _codes(
    text: str,
    lines: Sequence[_Line],
    content: Sequence[str],
    starts: Sequence[int],
    found: Sequence[Mark],
) -> Iterator[CodeRange]:
    """The codes where they stand in the text, and the `>` before further lines of a quotation."""
    if len(starts) == 1:
        first = starts[0]
        for mark in found:
            start, end = first + mark.start, first + mark.end
            yield CodeRange(start, end, _code(text, start, end, mark))
        return
    inner = [0, *accumulate(len(line) + 1 for line in content[:-1])]

    def outer(at: int) -> int:
        line = bisect_right(inner, at) - 1
        return starts[line] + at - inner[line]

    ranges = [
        CodeRange(start, end, _code(text, start, end, mark))
        for mark in found
        for start, end in [(outer(mark.start), outer(mark.end))]
    ]
    covered = [(found.start, found.end) for found in ranges]
    yield from ranges
    for line, start in zip(lines[1:], starts[1:], strict=False):
        if text[line.start : start].strip() and not _inside(covered, line.start):
            yield CodeRange(line.start, start, _prefix(text, line.start, start))


def _inside(covered: Sequence[tuple[int, int]], at: int) -> bool:
    number = bisect_right(covered, (at, at)) - 1
    return number >= 0 and covered[number][1] > at


def _code(text: str, start: int, end: int, mark: Mark) -> Code:
    code = _known if end - start <= _REMEMBERED else _made
    return code(mark.id, mark.kind, text[start:end], mark.display, mark.href)


def _made(own: str, kind: CodeKind, original: str, display: str, href: str) -> Code:
    return Code(id=own, kind=kind, original=original, display=display, href=href)


_known = lru_cache(maxsize=4096)(_made)


def _prefix(text: str, start: int, end: int) -> Code:
    return Code(
        id=f"l{start}",
        kind=CodeKind.PLACEHOLDER,
        original=text[start:end],
        display=LINE_START,
    )


def _code_block(text: str, lines: Sequence[_Line], token: Token) -> Iterator[Stretch]:
    """Code as one block that is left out; markers and indentation before its lines are codes."""
    first = (token.map or (0, 0))[0] + (1 if token.type == "fence" else 0)
    rows = [
        (line, _code_start(line, words))
        for words, line in zip(token.content.split("\n"), lines[first:], strict=False)
        if words.strip()
    ]
    if not rows:
        return
    codes = [
        CodeRange(line.start, start, _prefix(text, line.start, start))
        for line, start in rows[1:]
        if start > line.start
    ]
    yield Stretch(
        start=rows[0][1],
        end=rows[-1][0].start + len(rows[-1][0].text.rstrip()),
        kind=BlockKind.CODE,
        codes=tuple(codes),
        left_out=_CODE.english,
    )


def _code_start(line: _Line, words: str) -> int:
    """Where a line of code begins behind its markers; a split tab counts as a marker."""
    kept = words if line.text.endswith(words) else words.lstrip()
    return line.end - len(kept) if line.text.endswith(kept) else line.start


def _only_tags(content: str) -> bool:
    """Whether a paragraph is nothing but tags and comments of HTML."""
    at = 0
    while at < len(content):
        comment = content.startswith("<!--", at)
        match = None if comment else _TAG.match(content, at)
        end = content.find("-->", at) + 3 if comment else match.end() if match else 0
        if end <= at:
            return False
        at = end + len(content[end:]) - len(content[end:].lstrip())
    return bool(content)


FORMAT = Format(
    name="markdown",
    title="Markdown",
    extensions=(".md", ".markdown", ".mdown", ".mkd"),
    media_type="text/markdown",
    read=read,
    write=written,
)
