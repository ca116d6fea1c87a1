"""A translated segment as Markdown: its codes as they were written, its words as nothing but words.

Characters that would be read as markup get a backslash, and only those: what the source
itself leaves as text (a footnote's mark, a tag of HTML) may stand in the translation too.
Where asterisks beside marks and letters would enclose nothing («слово»м), a tag says it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Final

from translations import inline
from translations.formats.markdown_inline import Parsed, parse
from translations.model import FIRST_CODE, LAST_CODE, Code, CodeKind

#: What the code before a further line of a quotation or a list shows.
LINE_START: Final = "↵"
_CODE: Final = re.compile(f"([{chr(FIRST_CODE)}-{chr(LAST_CODE)}])")
_MARKUP: Final = re.compile(r"[\\`*_\[\]<]|&(?=#|[A-Za-z])")
#: What begins a block of another kind at the start of a line.
_BLOCK: Final = re.compile(
    r"^(?=#{1,6}(?:\s|$)|>|[+*-](?:\s|$)|(?:[*_-][ \t]*){3,}$|-+\s*$|=+\s*$|`{3}|~{3}|\[[^\]]*\]:)"
    r"|^(\d{1,9})(?=[.)](?:\s|$))",
    re.MULTILINE,
)
_TAGS: Final = {"b": "strong", "i": "em"}


def written(text: str, codes: Sequence[Code], source: str) -> str:
    """The coded text of a segment as Markdown that is read as that text, with the same codes."""
    parts = _CODE.split(_with_line_starts_at_line_starts(text, codes))
    is_bare = _MARKUP.search(text) is None
    if is_bare and _stands_free(parts, codes):
        if "\n" not in text and not _has_line_starts(codes):  # no line begins but the first
            parts[0] = _BLOCK.sub(r"\1\\", parts[0])
            parts[1::2] = [codes[ord(each) - FIRST_CODE].original for each in parts[1::2]]
            return "".join(parts)
        return inline.expand("".join(_at_line_starts(parts, codes)), codes)
    if not is_bare and not _reads_back(parts, codes):
        allowed = frozenset(_MARKUP.findall("".join(_CODE.split(source)[::2])))
        parts[::2] = [_escaped(part, allowed) for part in parts[::2]]
    stands = _reads_back(parts, codes, emphasis=True)
    told = codes if stands else [_tagged(code) for code in codes]
    return inline.expand("".join(_at_line_starts(parts, codes)), told)


def _with_line_starts_at_line_starts(text: str, codes: Sequence[Code]) -> str:
    """The text without marks of lines that a translator has moved into the middle of one."""
    if not _has_line_starts(codes):
        return text
    return "".join(
        char
        for at, char in enumerate(text)
        if not (
            at
            and inline.is_code(char)
            and codes[ord(char) - FIRST_CODE].display == LINE_START
            and text[at - 1] != "\n"
        )
    )


def _has_line_starts(codes: Sequence[Code]) -> bool:
    return any(code.display == LINE_START for code in codes)


def _stands_free(parts: Sequence[str], codes: Sequence[Code]) -> bool:
    """Whether every emphasis has a letter inside and none outside, and so is read as one.

    CommonMark 0.31, 6.2: a run between a space or a mark and a letter opens or closes, never both.
    """
    for at in range(1, len(parts), 2):
        code = codes[ord(parts[at]) - FIRST_CODE]
        if code.display not in _TAGS:
            continue
        before, after = parts[at - 1][-1:], parts[at + 1][:1]
        inner, outer = (after, before) if code.kind is CodeKind.START else (before, after)
        is_edge = at in (1, len(parts) - 2) and not outer
        if not inner.isalnum() or not (is_edge or _is_apart(outer)):
            return False
    return True


def _is_apart(outer: str) -> bool:
    return outer.isspace() or (bool(outer) and unicodedata.category(outer)[0] in "PS")


def _reads_back(parts: Sequence[str], codes: Sequence[Code], *, emphasis: bool = False) -> bool:
    """Whether the codes that a reader finds are those that are meant, but for escapes."""
    at_line_start = {chr(FIRST_CODE + n) for n, c in enumerate(codes) if c.display == LINE_START}
    kept = [part for part in parts if part not in at_line_start]
    content = inline.expand("".join(kept), codes)
    meant = [codes[ord(part) - FIRST_CODE] for part in kept if inline.is_code(part[:1] or " ")]
    found = [(m.display, content[m.start : m.end]) for m in _parser().marks(content)]
    looked_at = _is_emphasis if emphasis else _is_no_escape
    shown = [(code.display, code.original) for code in meant]
    return [*filter(looked_at, found)] == [*filter(looked_at, shown)]


def _is_emphasis(code: tuple[str, str]) -> bool:
    return code[0] in _TAGS


def _is_no_escape(code: tuple[str, str]) -> bool:
    return not (len(code[1]) == 2 and code[1].startswith("\\"))


@cache
def _parser() -> Parsed:
    return parse("")


def _escaped(text: str, allowed: frozenset[str]) -> str:
    return _MARKUP.sub(lambda m: m[0] if m[0] in allowed else f"\\{m[0]}", text)


def _at_line_starts(parts: Sequence[str], codes: Sequence[Code]) -> Iterator[str]:
    """The parts, and a backslash where one begins a line as a heading, list or quotation would."""
    begins = True
    for part in parts:
        if inline.is_code(part[:1] or " "):
            begins = codes[ord(part) - FIRST_CODE].display == LINE_START
            yield part
            continue
        if not begins and "\n" not in part:
            yield part
            continue
        head, *rest = part.split("\n")
        lines = (_BLOCK.sub(r"\1\\", line) for line in rest)
        yield "\n".join(chain((_BLOCK.sub(r"\1\\", head) if begins else head,), lines))
        begins = begins and not part


def _tagged(code: Code) -> Code:
    if code.display not in _TAGS or code.kind is CodeKind.PLACEHOLDER:
        return code
    slash = "/" if code.kind is CodeKind.END else ""
    return replace(code, original=f"<{slash}{_TAGS[code.display]}>")
